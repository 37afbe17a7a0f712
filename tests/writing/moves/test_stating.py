"""How a fragment becomes a sentence, and what is left as its author wrote it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode
from pipeline.writing.material import Material
from pipeline.writing.moves.fragments import is_doing, is_plural, is_verbless, noun_phrase
from pipeline.writing.moves.stating import _is_only_named, stated
from pipeline.writing.phrases import Phrases

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Small invented roads, placed on a map by its publisher so that a thief can be caught.", "roads"),
        ("Two wheat proteins that link up in wet dough and stretch into sheets.", "proteins"),
        ("A basin of seawater left behind on the shore when the tide goes out.", "basin"),
        ("The gap between what a trader pays and what a trader gets.", "gap"),
        ("Ships that carried ice from New England to Calcutta.", "ships"),
        ("Lumps of ice that grow in a thunderstorm until they are too heavy to be held up.", "lumps"),
    ],
)
def test_what_names_a_thing_is_known_by_its_noun(text: str, head: str) -> None:
    found = noun_phrase(text)
    assert found is not None
    assert found.head == head


@pytest.mark.parametrize(
    "text",
    [
        "Water boils at 100 degrees.",
        "Fog forms when moist air cools below its dew point near the ground.",
        "Dry air cools by about one degree for every hundred metres that it rises.",
        "A contract forms when one side accepts what the other offers.",
        "A pendulum of about one metre swings once a second in each direction.",
        "A limitation clause caps what you can be made to pay.",
        "A sprinter reacts in about 0.15 seconds, a driver in one.",
        "Kneading wheat flour with water links two proteins into an elastic network.",
        "Each June four villages in Peru twist grass into cables and rebuild the bridge.",
        "The press, which weighed two tonnes, printed 800 sheets an hour.",
        "People who slept after learning recalled more words than those who stayed awake.",
        "The shape we see depends on how much of the sunlit half is facing us.",
        "Pupils in the eighth class sit over homework for 75 minutes a day.",
        "The line climbs 200 metres over 20 kilometres.",
        "Quiet.",
        "",
    ],
)
def test_what_may_be_a_sentence_names_nothing(text: str) -> None:
    assert noun_phrase(text) is None


@pytest.mark.parametrize(
    ("title", "summary", "said"),
    [
        (
            "White dwarfs",
            "What is left when a star sheds its outer layers.",
            "White dwarfs are what is left when a star sheds its outer layers.",
        ),
        (
            "Perfect pitch",
            "The ability to name a note that nobody else can name.",
            "Perfect pitch is the ability to name a note that nobody else can name.",
        ),
        (
            "Window tax",
            "A tax on windows that made people brick them up.",
            "A window tax is a tax on windows that made people brick them up.",
        ),
        (
            "Circadian rhythms",
            "Proteins that build up, shut down their own genes and then decay.",
            "Proteins that build up, shut down their own genes and then decay.",
        ),
        (
            "Launch",
            "Launched in 1977, the probe left the solar wind in 2012.",
            "Launched in 1977, the probe left the solar wind in 2012.",
        ),
        (
            "Shinkansen",
            "Opened on 1 October 1964, nine days before the Games, the first trains took four hours.",
            "Opened on 1 October 1964, nine days before the Games, the first trains took four hours.",
        ),
        (
            "Roman town house",
            "Found in Colliton Park in 1937, and still the only one of its kind in Britain.",
            "Found in Colliton Park in 1937, and still the only one of its kind in Britain.",
        ),
        (
            "The drawer",
            "Found in 1847 by a doctor in Vienna.",
            "The drawer was found in 1847 by a doctor in Vienna.",
        ),
    ],
)
def test_only_what_is_surely_one_becomes_a_sentence(
    know: Know, make_episode: MakeEpisode, phrases: Phrases, title: str, summary: str, said: str
) -> None:
    material = know(make_episode(1, title, summary=summary))
    beat = material.beats[0]
    assert (stated(material, beat, phrases) or beat.bare) == said


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Putting the accent between the beats.", True),
        ("Kneading flour with water links two proteins.", False),
        ("A pole at the window.", False),
    ],
)
def test_a_doing_has_no_verb_beside_it(text: str, is_one: bool) -> None:
    assert is_doing(text) is is_one


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("trap streets", True),
        ("the phases of the Moon", True),
        ("a scope of works", False),
        ("physics", False),
    ],
)
def test_a_title_is_a_plural_by_its_own_noun(name: str, plural: bool) -> None:
    assert is_plural(name) is plural


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("A place for what nobody prints.", True),
        ("A duty on windows, brought in by William III.", True),
        ("A singer's pitch swings up and down five or six times a second.", False),
        ("Peru's villages twist grass into cables.", False),
        ("Microsoft DeepSpeed and FSDP manage the rest.", False),
    ],
)
def test_what_may_hold_a_verb_is_not_taken_for_verbless(text: str, is_one: bool) -> None:
    assert is_verbless(text) is is_one


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A sum that the client owes when a project ends.", True),
        ("A box of stones under the rails.", True),
        ("One liquid scattered as tiny droplets through another that it refuses to dissolve in.", True),
        ("A guard who carries the only key, of which no copy exists, knows that nobody comes.", False),
        ("RAM hands the chip a few pages before it asks.", False),
    ],
)
def test_what_says_something_of_a_thing_is_not_thought_of(text: str, named: bool) -> None:
    assert _is_only_named(text) is named


def test_a_plural_title_is_told_as_one_thing_where_its_entry_names_one(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    material = know(
        make_episode(1, "Kill fees", summary="An agreed sum that a client owes for cancelled work.")
    )
    assert stated(material, material.beats[0], phrases) == (
        "A kill fee is an agreed sum that a client owes for cancelled work."
    )
