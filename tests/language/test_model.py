"""The table of weights: packed small, read back the same, and shipped with its notice."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from pipeline.language.model import FILE, SHARED, Model, Word, keys_of, pack, shipped_model, unpack

WORDS = {"tear": Word(("tear_nou", "tear_vrb"), verb=1), "bass": Word(("bass", "bass_corp"))}


def model(weights: dict[tuple[str, str], float]) -> Model:
    keys = np.concatenate([keys_of(owner, [feature]) for owner, feature in weights])
    order = np.argsort(keys)
    return Model(WORDS, keys[order], np.array(list(weights.values()))[order])


SMALL = model(
    {
        ("tear_nou", "w-1=a"): 1.0,
        ("tear_vrb", "w1=apart"): 2.0,
        (SHARED, "t-1=TO"): 4.0,
        ("bass_corp", "near=lake"): -0.5,
    }
)


def test_a_readings_score_is_the_sum_of_its_weights_and_for_the_verb_of_the_shared_ones() -> None:
    assert SMALL.scores(WORDS["tear"], ["t-1=TO", "w1=apart", "unheard of"]) == [0.0, 6.0]
    assert SMALL.scores(WORDS["bass"], ["t-1=TO", "near=lake"]) == [0.0, -0.5]


def test_a_model_is_read_back_as_it_was_packed() -> None:
    again = unpack(pack(SMALL))
    assert again.words == WORDS
    assert again.scores(WORDS["tear"], ["t-1=TO", "w1=apart"]) == pytest.approx([0.0, 6.0], abs=0.05)


def test_the_same_model_gives_the_same_bytes() -> None:
    assert pack(SMALL) == pack(unpack(pack(SMALL)))


def test_keys_too_far_apart_for_sixteen_bits_are_read_back() -> None:
    far = Model(WORDS, np.array([5, 2**26 - 1]), np.array([1.0, -1.0]))
    again = unpack(pack(far))
    found = dict(zip(again.keys.tolist(), again.weights.tolist(), strict=True))
    assert found[5] == pytest.approx(1.0)
    assert found[2**26 - 1] == pytest.approx(-1.0)


def test_the_shipped_model_is_small_and_its_notice_stands_beside_it() -> None:
    room = files("pipeline.language")
    assert len(room.joinpath(FILE).read_bytes()) <= 400_000
    notice = room.joinpath("NOTICE").read_text(encoding="utf-8")
    assert FILE in notice
    assert "Wikipedia" in notice
    assert "Apache License" in room.joinpath("LICENSE").read_text(encoding="utf-8")


def test_the_shipped_model_knows_its_words_in_several_readings() -> None:
    words = shipped_model().words
    assert len(words) == 162
    assert all(len(word.readings) > 1 and word.verb < len(word.readings) for word in words.values())
