from __future__ import annotations

from pipeline.freshness.keys import changed, digest_of, explained


def test_what_is_another_now_is_named_before_what_is_no_longer_used() -> None:
    before = {"the voice": "1", "the cover": "2", "the length": "3"}
    now = {"the voice": "1", "the length": "4", "the lexicon": "5"}
    assert changed(before, now) == ("the length", "the lexicon", "the cover")
    assert changed(before, before) == ()


def test_it_is_said_in_a_sentence_what_changed() -> None:
    assert explained(["the voice", "the length"]) == "the voice and the length changed"
    assert explained([]) == ""


def test_a_digest_tells_values_apart_that_look_alike() -> None:
    assert digest_of(1, "a") == digest_of(1, "a")
    assert len({digest_of(1, "a"), digest_of("1", "a"), digest_of("a", 1), digest_of("a")}) == 4
