"""What an entry explains, and what of the author's notes takes its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.catalogue.show import Episode
from pipeline.writing.material import Material
from pipeline.writing.moves import closing, explaining

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]


def test_cause_and_image_are_apart_and_always_stay(know: Know) -> None:
    cause, image = explaining.why(know()), explaining.image(know())
    assert cause is not None
    assert image is not None
    assert cause.text == "The time is spent, and other jobs were turned down."
    assert image.text == "A ferry that leaves without you has kept your seat dry."
    assert cause.rank is None
    assert image.rank is None


def test_what_the_author_wrote_takes_the_place_of_the_entrys_line(
    know: Know, make_episode: MakeEpisode
) -> None:
    own = make_episode(1, "Kill fee", notes={"Limit": ["Only in writing."], "Take-away": ["Ask for it."]})
    material = know(own)
    assert explaining.line_of(material, "but") is None
    assert [p.text for p in explaining.notes(material, rest=True)] == ["Only in writing."]
    last = closing.keep(material)
    assert last is not None
    assert last.text == "Ask for it."


def test_an_example_and_a_limit_stand_by_themselves(know: Know) -> None:
    example = explaining.line_of(know(), "example")
    limit = explaining.line_of(know(), "but")
    assert example is not None
    assert limit is not None
    assert example.text.startswith("A festival is called off, and the writer")
    assert limit.text == "Without the clause there is nothing to claim."


def test_what_stands_behind_a_title_is_said_by_its_definition(know: Know, make_episode: MakeEpisode) -> None:
    episode = make_episode(1, "The phone call", summary="The client cancels, and both sides count the price.")
    passage = explaining.behind(know(episode))
    assert passage is not None
    assert passage.text == "Cancellation is the end of an order before its time."
    assert explaining.behind(know()) is None


def test_of_what_only_stands_behind_a_limit_must_touch_the_summary(
    know: Know, make_episode: MakeEpisode
) -> None:
    episode = make_episode(1, "The phone call", summary="The client cancels, and both sides count the price.")
    assert explaining.line_of(know(episode), "but") is None


def test_headings_of_the_authors_own_come_before_the_limit(know: Know, make_episode: MakeEpisode) -> None:
    notes = {"Limit": ["It ends."], "History": ["It began."], "How it works": ["It goes."]}
    material = know(make_episode(1, "Kill fee", notes=notes))
    assert [p.text for p in explaining.notes(material, rest=False)] == ["It goes."]
    assert [p.text for p in explaining.notes(material, rest=True)] == ["It began.", "It ends."]


def test_a_figure_is_said_unless_the_summary_told_it(know: Know, make_episode: MakeEpisode) -> None:
    assert explaining.line_of(know(), "number") is not None
    told = make_episode(
        1, "Kill fee", summary="In magazines, half of the price is common after work has begun."
    )
    assert explaining.line_of(know(told), "number") is None


def test_a_case_is_told_unless_the_summary_tells_it(know: Know, make_episode: MakeEpisode) -> None:
    assert explaining.line_of(know(), "example") is not None
    told = make_episode(
        1, "Kill fee", summary="A writer whose festival is called off gets part of the story fee."
    )
    assert explaining.line_of(know(told), "example") is None


def test_of_a_cause_what_the_summary_said_is_left_out(know: Know, make_episode: MakeEpisode) -> None:
    said = make_episode(1, "Kill fee", summary="The time is spent and all other jobs were turned down.")
    assert explaining.why(know(said)) is None
    assert explaining.image(know(said)) is not None


def test_only_the_beginning_of_a_cause_is_left_out_and_what_leans_on_it_keeps_it(
    know: Know, make_episode: MakeEpisode
) -> None:
    def cause_of(summary: str) -> str:
        cause = explaining.why(know(make_episode(1, "Work permit", summary=summary)))
        return cause.text if cause else ""

    rest = "Nobody else may hire, however short of hands the town is. Whoever leaves has sixty days at most."
    line = f"A permit ties the worker to one employer. {rest}"
    assert cause_of("Some countries let a clerk decide within a day.") == line
    assert cause_of("A permit ties the worker to one employer for years.") == rest
    assert cause_of("Whoever leaves has sixty days at most.") == line


@pytest.mark.parametrize("goes_on", ["He may hire nobody else", "Their own wishes count for little"])
def test_a_cause_that_goes_on_from_its_beginning_is_told_whole(
    know: Know, make_episode: MakeEpisode, goes_on: str
) -> None:
    material = know(
        make_episode(1, "Kill fee", summary="An editor who stops the work late pays for the time.")
    )
    assert material.subject is not None
    rest = f"{goes_on} once pages are set, type is cast and printers have bought their paper."
    why = f"An editor who stops the work late pays. {rest}"
    entry = replace(material.subject.term, lines={**material.subject.term.lines, "why": why})
    cause = explaining.why(replace(material, subject=replace(material.subject, term=entry)))
    assert cause is not None
    assert cause.text == why


def test_a_rest_too_thin_for_a_cause_takes_the_rest_of_the_line_along(
    know: Know, make_episode: MakeEpisode
) -> None:
    told = "The client of a retainer buys readiness, a month of time at once."
    material = know(make_episode(1, "Retainer", summary=told))
    line = material.subject.term.line("why") if material.subject else ""
    cause = explaining.why(material)
    assert line.startswith("A retainer sells readiness for a month of time. Nobody else")
    assert cause is not None
    assert cause.text == line


def test_in_a_field_of_rules_no_line_is_on_the_law_of_another_country(
    know: Know, make_episode: MakeEpisode
) -> None:
    at_home = make_episode(
        1, "Kill fee", summary="In New York editors know which sum is common for work begun."
    )
    material = know(at_home)
    assert explaining.is_of_another_law(material, "In England a third is common.") == (
        material.subject is not None and material.subject.pack.rules
    )
    assert not explaining.is_of_another_law(material, "A third is common.")
