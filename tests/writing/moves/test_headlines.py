"""What stands under a title, as it is heard beside it."""

from __future__ import annotations

import pytest

from pipeline.writing.moves.headlines import (
    Kind,
    apposed,
    as_headline,
    headed,
    kind_of,
    renames,
)

ORDINARY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("subtitle", "kind"),
    [
        ("the sea made of palm ribs", "thing"),
        ("a problem of time", "thing"),
        ("oil and vinegar, briefly friends", "thing"),
        ("measuring stars with a triangle", "doing"),
        ("how a planet lost its title", "asking"),
        ("why transfusions failed", "asking"),
        ("France gets smaller", "statement"),
        ("the cell pays its own rent", "statement"),
        ("who pays for a bridge", "question"),
        ("what is it worth?", "question"),
        ("getting paid for work nobody will use", "doing"),
        ("hearing a bird that you never see", "doing"),
        ("seeing is believing", "statement"),
        ("an arms race in the nest", "thing"),
        ("when machines breathed for whole wards", "asking"),
        ("not the Earth's shadow", "other"),
        ("from dogs to a dying boy", "other"),
        ("", ""),
    ],
)
def test_what_stands_under_a_title_is_told_apart(subtitle: str, kind: Kind) -> None:
    assert kind_of(subtitle) == kind


@pytest.mark.parametrize(
    ("subtitle", "expected"),
    [
        ("stones that want to fall", "Stones that want to fall."),
        ("who pays for a bridge", "Who pays for a bridge?"),
        ("what is it worth?", "What is it worth?"),
        ("whose court, whose law", "Whose court, whose law."),
    ],
)
def test_a_subtitle_is_a_headline_or_a_question(subtitle: str, expected: str) -> None:
    assert as_headline(subtitle) == expected


@pytest.mark.parametrize(
    ("heading", "subtitle", "joined", "expected"),
    [
        ("Trap streets", "lies on purpose", True, "Trap streets: lies on purpose"),
        ("Longitude", "a problem of time", True, "Longitude, or a problem of time"),
        ("Longitude", "A problem of time", False, "Longitude: a problem of time"),
        ("Poor Pluto", "how a planet lost its title", True, "Poor Pluto: how a planet lost its title"),
        ("Ice cutters", "winter, sold in summer", True, "Ice cutters: winter, sold in summer"),
        ("Triangulation", "France gets smaller", True, "Triangulation. France gets smaller"),
        ("Tolls", "who pays for a bridge", True, "Tolls. Who pays for a bridge?"),
        ("Pluto: a farewell", "how it lost its title", True, "Pluto: a farewell. How it lost its title"),
        ("Longitude", "", True, "Longitude"),
    ],
)
def test_title_and_subtitle_are_one_line(heading: str, subtitle: str, joined: bool, expected: str) -> None:
    assert headed(heading, subtitle, ORDINARY, joined=joined) == expected


@pytest.mark.parametrize(
    ("subtitle", "expected"),
    [
        ("tools of palm ribs and shells", ": stick charts, tools of palm ribs and shells"),
        ("the sea made of palm ribs", ", stick charts: the sea made of palm ribs"),
        ("winter, sold in summer", ", stick charts: winter, sold in summer"),
        ("", ": stick charts"),
    ],
)
def test_a_phrase_goes_on_from_the_shows_name(subtitle: str, expected: str) -> None:
    assert apposed("stick charts", subtitle, ORDINARY) == expected


@pytest.mark.parametrize(
    ("named", "subtitle", "renamed"),
    [
        ("Friction", "a force that lets you walk", True),
        ("Drop spindles", "tools older than the wheel", True),
        ("blind glazing", "a technique of potters", True),
        ("hair ice", "the ice that grows on dead wood", True),
        ("blind glazing", "a machine for potters", False),  # a thing for a doing
        ("Steam whistles", "hot water that sings", False),  # one for many
        ("Steam whistles", "a tool of hot water", False),
        ("Ada Lovelace", "a method of her own", False),
        ("Venice", "a machine for trade", False),
        ("Salt roads", "the town that sold brine", False),  # a place for a thing
        ("Dry stone", "the mason who left no name", False),  # a person
        ("Friction", "force without a master", False),
        ("Coral", "the night when it all spawns", False),  # a time
    ],
)
def test_a_title_is_called_only_what_it_can_be(named: str, subtitle: str, renamed: bool) -> None:
    assert renames(named, subtitle) is renamed
    assert (", or " in headed(named, subtitle, ORDINARY, joined=True)) is renamed
    assert apposed(named, subtitle, ORDINARY).startswith(":") is renamed
