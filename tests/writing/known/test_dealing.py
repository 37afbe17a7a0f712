"""Dealing out who tells what."""

from __future__ import annotations

from pipeline.writing.known.dealing import deal


def test_nothing_is_told_more_often_than_it_may_be() -> None:
    wishes = dict.fromkeys(("one", "two", "three"), ("tides", "salt"))
    assert deal(wishes, most_tellings=1, rounds=2) == {"one": ("tides",), "two": ("salt",), "three": ()}


def test_everyone_gets_something_before_anyone_gets_more() -> None:
    wishes = {"one": ("tides", "salt"), "two": ("salt", "tides")}
    assert deal(wishes, most_tellings=2, rounds=2) == {"one": ("tides", "salt"), "two": ("salt", "tides")}
    assert deal(wishes, most_tellings=1, rounds=2) == {"one": ("tides",), "two": ("salt",)}
