"""How a script of a sentence or two begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from pipeline.catalogue.disclosure import Disclosure, discloses
from pipeline.catalogue.show import Episode, Show
from pipeline.writing.plan import Plan
from pipeline.writing.script.sentences import split_sentences
from pipeline.writing.write import draft

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
NUMBERS = range(1, 13)
SUMMARY = "A lock lifts a boat by letting water flow in until both levels are the same."


@pytest.fixture
def said(make_episode: MakeEpisode, make_show: MakeShow) -> Callable[..., list[str]]:
    """Give the sentences of a script; after the episode comes another one."""

    def write(number: int, title: str, disclosure: Disclosure = "opening", **facts: object) -> list[str]:
        one = make_episode(number, title, **{"summary": SUMMARY, **facts})
        show = make_show(one, make_episode(99, "Weirs", subtitle="steps for water"), title="Span and Lock")
        show = replace(show, voice=replace(show.voice, disclosure=disclosure))
        script = draft(Plan(show), show.episodes[0]).script
        return [sentence for p in script.paragraphs for sentence in split_sentences(p.text)]

    return write


@pytest.mark.parametrize("number", NUMBERS)
def test_one_line_says_show_and_voice_and_no_other_episode_is_named(
    said: Callable[..., list[str]], number: int
) -> None:
    sentences = said(number, "Canal locks", subtitle="stairs for boats")
    assert len(sentences) == 3
    (line,) = [sentence for sentence in sentences if discloses(sentence)]
    assert "Span and Lock" in line
    assert not any("weirs" in sentence.casefold() for sentence in sentences)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_title_that_a_sentence_can_hold_stands_in_the_line(
    said: Callable[..., list[str]], number: int
) -> None:
    summary = "They lift a boat by letting water flow in until both levels are the same."
    line, told = said(number, "Canal locks", summary=summary)
    assert "canal locks" in line
    assert told == summary
    split = said(number, "The lock goes quiet", summary=summary)
    assert split[1:] == ["The lock goes quiet.", summary]


def test_the_title_stands_between_the_line_and_what_is_told_and_either_comes_first(
    said: Callable[..., list[str]],
) -> None:
    orders = []
    for number in NUMBERS:
        sentences = said(number, "Canal locks", subtitle="stairs for boats")
        orders.append(
            tuple("line" if discloses(s) else "told" if s == SUMMARY else "title" for s in sentences)
        )
    assert set(orders) == {("line", "title", "told"), ("told", "title", "line")}
    assert all(one != other for one, other in pairwise(orders))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_question_is_answered_at_once(said: Callable[..., list[str]], number: int) -> None:
    assert said(number, "How does a lock work?")[1:] == ["How does a lock work?", SUMMARY]
    asked = said(number, "Canal locks", subtitle="who pays the keeper?")
    assert asked[1:] == ["Canal locks.", "Who pays the keeper?", SUMMARY]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_title_alone_that_the_summary_begins_with_is_not_said_before_it(
    said: Callable[..., list[str]], number: int
) -> None:
    assert "Lock." not in said(number, "Lock")
    assert SUMMARY in said(number, "Lock")[:2]


@pytest.mark.parametrize("number", NUMBERS)
def test_what_only_names_a_thing_follows_its_title(said: Callable[..., list[str]], number: int) -> None:
    summary = "The first day of the canal, when four hundred boats met at the top lock."
    sentences = said(number, "5 July 1848", summary=summary)
    assert len(sentences) == 2
    assert (
        "5 July 1848: the first day of the canal, when four hundred boats met at the top lock." in sentences
    )


@pytest.mark.parametrize("number", NUMBERS)
def test_what_leans_on_its_title_is_never_told_before_it(said: Callable[..., list[str]], number: int) -> None:
    summary = "They lift a boat by letting water flow in until both levels are the same."
    sentences = said(number, "Canal locks", subtitle="stairs for boats", summary=summary)
    assert sentences.index("Canal locks: stairs for boats.") < sentences.index(summary)


def test_a_title_is_not_said_again_before_a_fragment(said: Callable[..., list[str]]) -> None:
    summary = "No whistling, no mirrors, and never the name of the play."
    for number in NUMBERS:
        text = " ".join(said(number, "Stage rules", subtitle="what actors fear", summary=summary))
        assert text.casefold().count("stage rules") == 1


@pytest.mark.parametrize(("disclosure", "count"), [("opening", 1), ("closing", 1), ("both", 2)])
@pytest.mark.parametrize("number", NUMBERS)
def test_the_voice_is_named_where_the_show_wants_it(
    said: Callable[..., list[str]], number: int, disclosure: Disclosure, count: int
) -> None:
    sentences = said(number, "Canal locks", disclosure, subtitle="stairs for boats")
    places = [at for at, sentence in enumerate(sentences) if discloses(sentence)]
    assert len(places) == count
    if disclosure != "opening":
        assert places[-1] >= len(sentences) - 2


@pytest.mark.parametrize("number", NUMBERS)
def test_four_words_in_five_tell_something(said: Callable[..., list[str]], number: int) -> None:
    summary = f"{SUMMARY[:-1]}, and its gates close against the stream by themselves."
    sentences = said(number, "Canal locks", subtitle="stairs for boats", summary=summary)
    words = [(len(s.split()), discloses(s)) for s in sentences]
    assert sum(n for n, frame in words if not frame) >= 0.75 * sum(n for n, _ in words)
