"""Every script of a whole show with notes: the bundled one."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.catalogue.show import Show
from pipeline.writing.english import words_of
from pipeline.writing.fitting.order_of_cuts import best_fit, mandatory
from pipeline.writing.length import predicted_seconds
from pipeline.writing.plan import Plan
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_file import ScriptHeader, format_script, parse_script
from pipeline.writing.write import draft

pytestmark = pytest.mark.slow


TARGET = 90.0
BANNED = re.compile(
    r"\b(?:dive|delve|unlock|unleash|game-changer|in this episode|welcome back|folks)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def scripts(bundled: Show) -> list[Script]:
    plan = Plan(bundled)
    return [draft(plan, episode).script for episode in bundled.episodes]


def sentences(script: Script) -> list[str]:
    return [sentence for paragraph in script.paragraphs for sentence in paragraph.sentences]


def test_what_always_stays_leaves_room_and_all_of_it_is_enough(scripts: list[Script]) -> None:
    assert max(predicted_seconds(mandatory(script)) for script in scripts) <= 0.85 * TARGET
    assert min(predicted_seconds(script) for script in scripts) >= TARGET


def test_giving_up_a_few_paragraphs_brings_every_script_near_its_length(scripts: list[Script]) -> None:
    off = [abs(predicted_seconds(best_fit(script, TARGET, predicted_seconds)) - TARGET) for script in scripts]
    assert max(off) <= 6  # the rest is for pauses and speed
    assert sum(seconds <= 3 for seconds in off) >= 0.85 * len(off)


def test_every_optional_paragraph_has_a_rank_of_its_own_but_for_a_turn_and_its_reply(
    scripts: list[Script],
) -> None:
    for script in scripts:
        optional = [paragraph for paragraph in script.paragraphs if paragraph.optional is not None]
        ranks = [p.optional for p in optional]
        alone = [
            p.optional for one, p in pairwise([None, *optional]) if not one or one.optional != p.optional
        ]
        assert sorted(set(ranks), key=lambda rank: rank or 0) == list(range(1, len(alone) + 1))
        assert all(one.role != p.role for one, p in pairwise(optional) if one.optional == p.optional)


def test_neighbours_are_told_in_different_formats(scripts: list[Script]) -> None:
    assert all(one.format != other.format for one, other in pairwise(scripts))


def test_there_are_always_three_chapters(scripts: list[Script]) -> None:
    for script in scripts:
        for given_up in range(len(script.optional_ranks) + 1):
            assert len(script.without(given_up).sections) >= 3


def test_scripts_come_back_from_their_files(scripts: list[Script]) -> None:
    for script in scripts:
        text = format_script(script, ScriptHeader("a-guid", script.format, 90.0, "source"))
        read = parse_script(text, Path("scripts/some.md"))
        assert (read.script, read.edited) == (script, False)


def test_sentences_are_whole_and_not_too_long(scripts: list[Script]) -> None:
    every = [sentence for script in scripts for sentence in sentences(script)]
    assert [s for s in every if not re.search(r"[.!?…][”\"’')\]]*$", s)] == []
    assert [s for s in every if len(s.split()) > 32] == []
    assert [
        s
        for s in every
        if re.search(r"\s[,.;:]|[,;:][,;:]|\.\.|—\s*[.,;:]|\(\w+ \w+|\be\.g\.|: [^:]{0,60}: ", s)
    ] == []


def test_nothing_is_said_twice_in_a_row_or_worn_out(scripts: list[Script]) -> None:
    for script in scripts:
        assert all(one != other for one, other in pairwise(sentences(script)))
        assert not BANNED.search(" ".join(sentences(script)))


def test_the_next_episode_is_named_in_all_but_the_newest(bundled: Show, scripts: list[Script]) -> None:
    for script, following in zip(scripts, bundled.episodes[1:], strict=False):
        closing = list(script.paragraphs)[-1].text.casefold()
        assert words_of(following.title.casefold())[-1] in words_of(closing) or following.title.endswith(")")


def test_no_two_neighbours_begin_or_end_alike(bundled: Show, scripts: list[Script]) -> None:
    for (one, other), (first, second) in zip(pairwise(scripts), pairwise(bundled.episodes), strict=True):
        begins = [next(iter(script.paragraphs)).text for script in (one, other)]
        assert begins[0].replace(first.title, "…") != begins[1].replace(second.title, "…")
        assert sentences(one)[-1] != sentences(other)[-1]
