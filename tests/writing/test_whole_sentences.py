from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode, Quotation, Show
from pipeline.writing.whole_sentences import sentences_of_material
from pipeline.writing.write import script_source, write_script

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]

WHOLE = "Tides are pulled up by the moon, and the Earth turns under them twice a day."


@pytest.mark.parametrize(
    "point",
    [
        "tides - moon pulls, twice a day",
        "Tides and the pull of the moon.",
        "Why are tides high twice in every day?",
        "We saw last week that tides are high twice.",
        "Remember that tides are high twice a day.",
        "They are so high because tides follow the moon here.",
        "Whales are heard by others across whole oceans.",
        "Tides are high (see slide 4) twice a day in most places.",
        "Tides = moon + sun, and they are high twice a day.",
        "Tides are wet.",
    ],
)
def test_a_fragment_a_question_and_talk_to_a_class_are_not_said(
    make_episode: MakeEpisode, point: str
) -> None:
    assert sentences_of_material(make_episode(1, "Tides", material=(point,))) == ()


def test_a_whole_sentence_on_the_subject_is_said_where_notes_are_thin(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    plain, told = make_episode(1, "Tides"), make_episode(1, "Tides", material=("tides!", WHOLE, WHOLE))
    assert sentences_of_material(told) == (WHOLE,)
    script = write_script(make_show(told), told)
    assert [p.text for p in script.paragraphs if WHOLE in p.text] == [WHOLE]
    assert all(p.optional for p in script.paragraphs if WHOLE in p.text)
    assert script_source(make_show(told), told) != script_source(make_show(plain), plain)


def test_material_that_is_not_used_is_no_input_of_the_script(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    notes = {"How it works": ["Water rises and falls, and rises once more before the day is out. " * 12]}
    for facts in ({"material": ("tides!",)}, {"material": (WHOLE,), "notes": notes}):
        plain = make_episode(1, "Tides", **{**facts, "material": ()})
        told = make_episode(1, "Tides", **facts)
        assert script_source(make_show(told), told) == script_source(make_show(plain), plain)


@pytest.mark.parametrize("name", ["explainer", "summary"])
def test_every_format_for_thin_notes_has_a_place_for_it(
    make_episode: MakeEpisode, make_show: MakeShow, name: str
) -> None:
    episode = make_episode(1, "Tides", material=(WHOLE,), format=name)
    assert WHOLE in [p.text for p in write_script(make_show(episode), episode).paragraphs]


def test_sentences_of_the_author_s_documents_follow_the_material(make_episode: MakeEpisode) -> None:
    quoted = "The moon pulls the tide up twice a day on every coast."
    episode = make_episode(
        1, "Tides", material=(WHOLE,), quotations=(Quotation(quoted, "sea.pdf", "The sea", 3),)
    )
    assert sentences_of_material(episode) == (WHOLE, quoted)
