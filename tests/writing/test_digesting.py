"""Several short episodes told together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidScript
from pipeline.writing.plan import Plan
from pipeline.writing.write import draft

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
SUMMARIES = {
    "The pump": "John Snow marked cholera deaths on a map of Soho in 1854.",
    "Lemons": "In 1747 James Lind gave twelve sailors with scurvy six different remedies.",
    "Clean hands": "In 1847 Ignaz Semmelweis had doctors in Vienna wash their hands.",
}
ABOUT = "None of the three had the reason."


@pytest.fixture
def counting(make_episode: MakeEpisode, make_show: MakeShow) -> Show:
    """A show whose last episode is a digest of the three before it."""
    told = [
        make_episode(n, title, summary=summary, topics=("Counting",))
        for n, (title, summary) in enumerate(SUMMARIES.items(), start=1)
    ]
    digest = make_episode(4, "Who counted", summary=ABOUT, topics=("Counting",), format="digest")
    return make_show(*told, make_episode(5, "Rain", topics=("Weather",)), digest)


def test_it_tells_them_by_their_years_and_counts_what_lies_between(counting: Show) -> None:
    script = draft(Plan(counting), counting.episodes[-1]).script
    assert script.format == "digest"
    assert [section.title for section in script.sections] == [
        "Who counted",
        "Lemons",
        "Clean hands",
        "The pump",
        "What to keep",
    ]
    said = [paragraph.text for paragraph in script.paragraphs]
    assert SUMMARIES["Lemons"] in said[-4]
    assert "a hundred years" in said[-3].casefold()
    assert "seven years" in said[-2].casefold()
    assert ABOUT in " ".join(said)


def test_its_own_words_and_theirs_are_all_that_is_told(counting: Show) -> None:
    passages = draft(Plan(counting), counting.episodes[-1]).passages
    assert {passage.move for passage in passages} <= {"headline", "name", "whole", "beat", "link", "next"}


def test_too_few_to_tell_is_an_error_with_a_remedy(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    alone = make_episode(1, "Who counted", topics=("Counting",), format="digest")
    with pytest.raises(InvalidScript, match="of 0 other episodes of its topics too few") as caught:
        draft(Plan(make_show(alone)), alone)
    assert caught.value.file == alone.file
    assert "give it a topic" in caught.value.remedy
