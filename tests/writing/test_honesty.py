"""What is measured of scripts that were written by moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.catalogue.show import Show
from pipeline.writing.honesty import measure
from pipeline.writing.passages import Passage
from pipeline.writing.script.script import Paragraph, Script, ScriptSection
from pipeline.writing.write import draft

PageShow = Callable[..., Show]


@pytest.mark.parametrize("page", [("kitchen", "cooking"), ("sky", "astronomy"), ("bridges",)], ids=str)
def test_no_antecedent_is_lost_no_number_invented_and_no_other_title_named(
    page_show: PageShow, page: tuple[str, ...]
) -> None:
    show = page_show(*page)
    for episode in show.episodes:
        found = measure(show, episode, draft(show, episode))
        assert found.lost_antecedents == ()
        assert found.unsupported_numbers == ()
        assert found.other_titles == 0
        assert len(found.unexplained) <= 2


def with_passage(show: Show, passage: Passage) -> tuple[str, ...]:
    """Measure a script of that passage alone, as the antecedents and numbers that it lacks."""
    made = draft(show, show.episodes[0])
    script = Script((ScriptSection("One", (Paragraph(passage.sentences),)),), "summary")
    found = measure(show, show.episodes[0], replace(made, script=script, passages=(passage,)))
    return (*found.lost_antecedents, *found.unsupported_numbers)


def test_a_pronoun_without_its_noun_is_found(sea: Show) -> None:
    lost = Passage(("Rain falls on a roof.", "He was never seen again."), "beat", "the summary")
    assert with_passage(sea, lost) == ("He was never seen again.",)


def test_a_number_that_no_source_holds_is_found(sea: Show) -> None:
    assert with_passage(sea, Passage(("Waves run 31 miles.",), "beat", "the summary")) == ("31",)
