"""Every script of two whole shows: the bundled one, with notes, and one from topic pages, without."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

import pipeline.writing
from pipeline.catalogue.show import Show
from pipeline.writing import bearings
from pipeline.writing.english import third_person, word_list, words_of
from pipeline.writing.length import predicted_seconds
from pipeline.writing.ranks import best_fit, mandatory
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_file import ScriptHeader, format_script, parse_script
from pipeline.writing.subtitles import base_of
from pipeline.writing.wording import spoken_length
from pipeline.writing.write import write_script

FOLDER = Path(pipeline.writing.__file__).parent
TARGET = 90.0
# What is said around a subtitle that asks, and around its answer.
QUESTIONS = (
    "what sets apart have in common happens does it mean that do you know all belong name for with versus"
)
BANNED = re.compile(
    r"\b(?:dive|delve|unlock|unleash|game-changer|in this episode|welcome back|folks)\b", re.IGNORECASE
)


@pytest.fixture(scope="module", params=["bundled", "imported"])
def show(request: pytest.FixtureRequest) -> Show:
    found: Show = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def scripts(show: Show) -> list[Script]:
    return [write_script(show, episode) for episode in show.episodes]


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


def test_the_next_episode_is_named_in_all_but_the_newest(show: Show, scripts: list[Script]) -> None:
    for script, following in zip(scripts, show.episodes[1:], strict=False):
        closing = list(script.paragraphs)[-1].text.casefold()
        assert words_of(following.title.casefold())[-1] in words_of(closing) or following.title.endswith(")")


def test_no_two_neighbours_begin_or_end_alike(show: Show, scripts: list[Script]) -> None:
    for (one, other), (first, second) in zip(pairwise(scripts), pairwise(show.episodes), strict=True):
        begins = [next(iter(script.paragraphs)).text for script in (one, other)]
        assert begins[0].replace(first.title, "…") != begins[1].replace(second.title, "…")
        assert sentences(one)[-1] != sentences(other)[-1]


def test_a_script_from_a_summary_claims_only_what_a_source_says(imported: Show) -> None:
    """Every word is the show's, the phrase banks', or a small word of English."""
    banks = tomllib.loads((FOLDER / "phrases.toml").read_text(encoding="utf-8"))
    ours = " ".join(line for bank in banks.values() for line in bank["lines"])
    theirs = " ".join(f"{e.title} {e.subtitle} {e.summary} {e.topics}" for e in imported.episodes)
    theirs += " " + theirs.replace("/", "-").replace("_", " ")
    known = {
        word.casefold()
        for word in words_of(
            re.sub(
                r"[{}]", " ", f"{ours} {theirs} {spoken_length(TARGET)} {QUESTIONS} the episode called on or"
            )
        )
    }
    known |= {str(verb) for word in list(known) if (verb := third_person(word))}
    known |= {base_of(word) for word in list(known)}  # «How do you extend it?» of «extending it»
    known |= word_list("function_words") | {imported.title.casefold()} | {str(n) for n in range(1, 120)}
    known |= {
        "instruction-response",
        *bearings.CARDINALS,
        *bearings.ORDINALS,
    }  # «(instruction, response) pairs»
    for episode in imported.episodes:
        script = write_script(imported, episode)
        said = {word.casefold() for sentence in sentences(script) for word in words_of(sentence)}
        assert said - known == set(), episode.slug


def test_own_material_comes_first(imported: Show) -> None:
    for episode in imported.episodes:
        script = write_script(imported, episode)
        own = {word.casefold() for word in words_of(episode.summary)}
        told = {word.casefold() for word in words_of(" ".join(sentences(mandatory(script))))}
        assert len(own & told) >= 0.7 * len(own), episode.slug
