from __future__ import annotations

import json

from pipeline.audio.chapters import chapters_json, in_order
from pipeline.layout.record import Chapter

CHAPTERS = (Chapter(0.0, "Welcome"), Chapter(12.3456, "What it costs: O(n²)"), Chapter(60, "Take-away"))


def document(chapters=CHAPTERS, **about):
    return json.loads(chapters_json(chapters, **{"title": "LoRA", "show": "Ninety"} | about))


def test_the_file_has_the_version_that_apps_expect():
    assert document()["version"] == "1.2.0"


def test_chapters_have_a_start_in_seconds_and_a_title():
    assert document()["chapters"] == [
        {"startTime": 0.0, "title": "Welcome"},
        {"startTime": 12.346, "title": "What it costs: O(n²)"},
        {"startTime": 60.0, "title": "Take-away"},
    ]


def test_every_start_is_a_float():
    assert all(isinstance(chapter["startTime"], float) for chapter in document()["chapters"])


def test_the_file_says_what_it_belongs_to():
    about = document(author="Ada")
    assert (about["title"], about["podcastName"], about["author"]) == ("LoRA", "Ninety", "Ada")


def test_what_is_not_known_is_left_out():
    assert "author" not in document()


def test_chapters_ascend_and_begin_at_zero():
    mixed = (Chapter(30.0, "Two"), Chapter(1.8, "One"), Chapter(70.0, "Three"))
    assert in_order(mixed) == (Chapter(0.0, "One"), Chapter(30.0, "Two"), Chapter(70.0, "Three"))
    assert [chapter["startTime"] for chapter in document(mixed)["chapters"]] == [0.0, 30.0, 70.0]


def test_an_episode_without_chapters_has_none():
    assert document(())["chapters"] == []


def test_letters_beyond_ascii_are_written_as_they_are():
    assert "O(n²)" in chapters_json(CHAPTERS, title="LoRA", show="Ninety")
