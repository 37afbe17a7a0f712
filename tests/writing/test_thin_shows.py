"""Every script of whole shows without notes, from topic pages with and without a pack."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.checking.scripts.gather import scripts_as_told
from pipeline.checking.scripts.measure import measure_show
from pipeline.knowledge.show_packs import packs_of
from pipeline.knowledge.words import content_stems
from pipeline.writing.draft import Draft
from pipeline.writing.episode_length import reachable, seconds_of, target_seconds
from pipeline.writing.fitting.order_of_cuts import best_fit
from pipeline.writing.material import gather_material
from pipeline.writing.passages import FRAME, OF_OTHERS, OF_THE_FIELD, Passage
from pipeline.writing.plan import Plan
from pipeline.writing.script.script import Script
from pipeline.writing.script.sentences import split_sentences
from pipeline.writing.shapes import shape_of
from pipeline.writing.sums import sums_of
from pipeline.writing.write import draft

pytestmark = pytest.mark.slow


PageShow = Callable[..., Show]
PAGES = [("kitchen", "cooking"), ("sky", "astronomy"), ("bridges",)]
ENTRY = ("why and like", "example", "number", "but")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: page[0])
def show(request: pytest.FixtureRequest, page_show: PageShow) -> Show:
    return page_show(*request.param)


@pytest.fixture(scope="module")
def drafts(show: Show) -> list[tuple[Episode, Draft]]:
    return drafts_of(show)


def drafts_of(show: Show) -> list[tuple[Episode, Draft]]:
    """Draft every episode, by one plan for all."""
    plan = Plan(show)
    return [(episode, draft(plan, episode)) for episode in show.episodes]


def spoken(show: Show, episode: Episode, drafted: Draft) -> Script:
    return best_fit(drafted.script, target_seconds(show, episode), seconds_of(show, episode))


def told(show: Show, episode: Episode, drafted: Draft) -> list[Passage]:
    """List the passages that are spoken."""
    texts = [paragraph.text for paragraph in spoken(show, episode, drafted).paragraphs]
    return [p for p in drafted.passages if any(p.blocks[0] in text for text in texts)]


def words(passages: list[Passage]) -> int:
    return sum(len(passage.text.split()) for passage in passages)


def test_every_sentence_is_whole(drafts: list[tuple[Episode, Draft]]) -> None:
    for _, drafted in drafts:
        for paragraph in drafted.script.paragraphs:
            for sentence in paragraph.sentences:
                assert re.search(r"[.!?][”\"’')\]]*$", sentence), sentence
                assert sentence[0].isupper() or not sentence[0].isalpha(), sentence


def test_every_number_is_the_summarys_the_packs_or_a_sums(
    show: Show, drafts: list[tuple[Episode, Draft]]
) -> None:
    known = " ".join(e.title + e.subtitle + e.summary for e in show.episodes)
    known += " ".join(line for pack in packs_of(show) for term in pack.terms for line in term.lines.values())
    for episode, drafted in drafts:
        sums = " ".join(
            s for each in sums_of(episode.summary, episode.title, turn=episode.number) for s in each.sentences
        )
        said = {n for p in drafted.script.paragraphs for n in NUMBER.findall(p.text)}
        assert said <= set(NUMBER.findall(f"{known} {sums}")), episode.slug


def test_other_titles_are_heard_only_as_the_next_and_beside_their_own_content(
    show: Show, drafts: list[tuple[Episode, Draft]]
) -> None:
    for episode, drafted in drafts:
        ours = [
            p.text for p in drafted.passages if p.move not in {*OF_THE_FIELD, *OF_OTHERS, "beat", "whole"}
        ]
        others = [e.title.casefold() for e in show.episodes if e is not episode and len(e.title.split()) > 1]
        assert not [title for title in others if title in " ".join(ours).casefold()]


def test_neighbours_begin_and_end_differently(show: Show, drafts: list[tuple[Episode, Draft]]) -> None:
    for (one, first), (other, second) in pairwise(drafts):
        frames = [
            [p.text.replace(e.title, "…") for p in d.passages if p.move in FRAME]
            for e, d in ((one, first), (other, second))
        ]
        assert not set(frames[0]) & set(frames[1])


def test_no_image_is_heard_twice_in_a_show(drafts: list[tuple[Episode, Draft]]) -> None:
    images = [p.text for _, d in drafts for p in d.passages if p.move in {"ask", "keep", "why and like"}]
    assert len(images) == len(set(images))


@pytest.mark.parametrize("page", [page for page in PAGES if page[1:]], ids=lambda page: page[0])
def test_a_pack_asks_explains_and_ends_on_its_last_words(page_show: PageShow, page: tuple[str, ...]) -> None:
    show = page_show(*page)
    drafts = drafts_of(show)
    asked = [(e, d) for e, d in drafts if any(p.move == "ask" for p in d.passages)]
    assert len(asked) >= 0.8 * len(drafts)
    for episode, drafted in asked:
        moves = [p.move for p in told(show, episode, drafted)]
        explained = [at for at, move in enumerate(moves) if move in ENTRY]
        assert moves.index("ask") < moves.index("keep")
        assert explained  # a cause that the summary has told is not said again
        assert max(explained) < moves.index("keep")
        assert [move for move in moves if move != "next"][-1] == "keep"


@pytest.mark.parametrize("page", [page for page in PAGES if page[1:]], ids=lambda page: page[0])
def test_the_name_of_the_show_never_stands_between_a_question_and_its_answer(
    page_show: PageShow, page: tuple[str, ...]
) -> None:
    show = page_show(*page)
    for episode in show.episodes:
        moves = [p.move for p in told(show, episode, draft(Plan(show), episode))]
        if "ask" in moves:
            assert moves[moves.index("ask") + 1] != "name", episode.slug


@pytest.mark.parametrize("page", [page for page in PAGES if page[1:]], ids=lambda page: page[0])
def test_of_scripts_around_entries_one_in_three_foretells_the_next(
    page_show: PageShow, page: tuple[str, ...]
) -> None:
    show = page_show(*page)
    ends = {
        episode.number: told(show, episode, drafted)[-1].move
        for episode in show.episodes
        if (drafted := draft(Plan(show), episode)) and any(p.move == "keep" for p in drafted.passages)
    }
    last = max(episode.number for episode in show.episodes)
    assert {number for number, move in ends.items() if move == "next"} == {
        number for number in ends if number % 3 == 1 and number != last
    }


@pytest.mark.parametrize("page", [page for page in PAGES if page[1:]], ids=lambda page: page[0])
def test_neighbours_differ_in_their_shape(page_show: PageShow, page: tuple[str, ...]) -> None:
    show = page_show(*page)
    plan = Plan(show)
    shapes = [
        (shape_of(material), material.subject.term.telling)
        for material in (gather_material(plan, episode) for episode in show.episodes)
        if material.subject
    ]
    assert len(set(shapes)) >= 2
    assert sum(one == other for one, other in pairwise(shapes)) <= 1


@pytest.mark.parametrize("page", [page for page in PAGES if page[1:]], ids=lambda page: page[0])
def test_of_a_script_with_a_pack_four_words_in_five_say_something(
    page_show: PageShow, page: tuple[str, ...]
) -> None:
    show = page_show(*page)
    shares = []
    for episode, drafted in drafts_of(show):
        passages = told(show, episode, drafted)
        shares.append(1 - words([p for p in passages if p.move in FRAME]) / words(passages))
    assert sum(shares) / len(shares) >= 0.8


def test_without_a_pack_four_words_in_five_say_something(page_show: PageShow) -> None:
    show = page_show("bridges")
    measured = measure_show(scripts_as_told(show, show.episodes))
    assert measured.informative >= 0.8
    assert measured.titles == 0


def test_an_example_a_figure_and_a_limit_are_said_as_they_stand_in_their_pack(
    show: Show, drafts: list[tuple[Episode, Draft]]
) -> None:
    lines = {line for pack in packs_of(show) for term in pack.terms for line in term.lines.values()}
    for _, drafted in drafts:
        for passage in drafted.passages:
            if passage.move in ("example", "number", "but"):
                assert passage.text in lines


def test_the_seeds_reach_their_length_with_their_pack(imported: Show) -> None:
    reached = 0
    for episode, drafted in drafts_of(imported):
        least, most = reachable(imported, episode, spoken(imported, episode, drafted))
        reached += least <= 95 and most >= 85
    assert reached >= 110


def test_a_definition_is_not_said_after_the_summary_said_it(imported: Show) -> None:
    for episode, drafted in drafts_of(imported):
        passages = told(imported, episode, drafted)
        for passage in (p for p in passages if p.move == "is"):
            telling = content_stems(passage.text) - content_stems(episode.title)
            assert len(telling & content_stems(episode.summary)) <= 0.6 * len(telling)


def test_a_script_comes_back_from_its_file(drafts: list[tuple[Episode, Draft]]) -> None:
    for _, drafted in drafts:
        for paragraph in drafted.script.paragraphs:
            assert split_sentences(paragraph.text) == paragraph.sentences


def test_an_episode_without_an_entry_begins_with_its_headline_or_its_story(page_show: PageShow) -> None:
    show = page_show("bridges")
    for _, drafted in drafts_of(show):
        moves = [passage.move for passage in drafted.passages]
        assert moves[0] in {"headline", "beat", "name"}
        told = next(at for at, move in enumerate(moves) if move in {"beat", "whole", "because"})
        assert "headline" not in moves[told:] or told == 0


def test_what_stands_under_a_title_is_said_once(drafts: list[tuple[Episode, Draft]]) -> None:
    for episode, drafted in drafts:
        asked = any(p.move == "ask" for p in drafted.passages)
        said = " ".join(p.text for p in drafted.passages).casefold()
        assert asked or said.count(episode.subtitle.casefold()) == 1, episode.slug
