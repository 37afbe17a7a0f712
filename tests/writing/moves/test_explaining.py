"""What an entry explains, and what of the author's notes takes its place."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.catalogue.show import Episode
from pipeline.writing.material import Material
from pipeline.writing.moves import closing, explaining
from pipeline.writing.phrases import Phrases

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]


def test_cause_and_image_stay_together_and_apart_from_the_rest(know: Know) -> None:
    passage = explaining.why_and_like(know())
    assert passage is not None
    assert passage.blocks == (
        "The time is spent, and other jobs were turned down.",
        "A ferry that leaves without you has kept your seat dry.",
    )
    assert passage.rank is None


def test_what_the_author_wrote_takes_the_place_of_the_entrys_line(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    own = make_episode(1, "Kill fee", notes={"Limit": ["Only in writing."], "Take-away": ["Ask for it."]})
    material = know(own)
    assert explaining.line_of(material, phrases, "but", "but") is None
    assert [p.text for p in explaining.notes(material, rest=True)] == ["Only in writing."]
    last = closing.keep(material)
    assert last is not None
    assert last.text == "Ask for it."


def test_an_example_is_led_to_and_a_limit_stands_by_itself(know: Know, phrases: Phrases) -> None:
    example = explaining.line_of(know(), phrases, "example", "example")
    limit = explaining.line_of(know(), phrases, "but", "but")
    assert example is not None
    assert limit is not None
    assert example.text.endswith(": a festival is called off, and the writer of its story gets a part.")
    assert limit.text == "Without the clause there is nothing to claim."


def test_what_stands_behind_a_title_is_named_first(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    episode = make_episode(1, "The phone call", summary="The client cancels, and both sides count the price.")
    passage = explaining.behind(know(episode), phrases)
    assert passage is not None
    assert "cancellation" in passage.sentences[0].casefold()
    assert passage.sentences[1] == "Cancellation is the end of an order before its time."
    assert explaining.behind(know(), phrases) is None


def test_of_what_only_stands_behind_a_limit_must_touch_the_summary(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    episode = make_episode(1, "The phone call", summary="The client cancels, and both sides count the price.")
    assert explaining.line_of(know(episode), phrases, "but", "but") is None


def test_headings_of_the_authors_own_come_before_the_limit(know: Know, make_episode: MakeEpisode) -> None:
    notes = {"Limit": ["It ends."], "History": ["It began."], "How it works": ["It goes."]}
    material = know(make_episode(1, "Kill fee", notes=notes))
    assert [p.text for p in explaining.notes(material, rest=False)] == ["It goes."]
    assert [p.text for p in explaining.notes(material, rest=True)] == ["It began.", "It ends."]
