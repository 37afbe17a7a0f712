from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.audio.recording import TimedWord
from pipeline.catalogue.show import Episode, Notes, Section, Show
from pipeline.freshness.made import Made
from pipeline.layout.record import Chapter, Record
from pipeline.publishing.feeds.soundbites import choose_passage, choose_passages, read_words

SECONDS_A_WORD = 0.5


def spoken(text: str, start: float = 0.25) -> list[TimedWord]:
    """Speak two words a second."""
    return [
        TimedWord(word, start + SECONDS_A_WORD * index, start + SECONDS_A_WORD * (index + 1))
        for index, word in enumerate(text.split())
    ]


OPENING = "This is a show. Who <baked> it? "
REST = " ".join(f"Sentence {number} has eight words and no more." for number in range(20))


@pytest.fixture
def episode(show: Show) -> Episode:
    return replace(show.episodes[0], notes=Notes(sections=(Section("Hook", ("Who \\<baked> it? More.",)),)))


@pytest.fixture
def record(records: dict[str, Record]) -> Record:
    return replace(records["sourdough"], seconds=90.0, chapters=())


def test_it_begins_with_the_hook_and_is_called_by_it(episode: Episode, record: Record) -> None:
    passage = choose_passage(episode, record, spoken(OPENING + REST))
    assert passage is not None
    assert (passage.start, passage.title) == (2.2, "Who <baked> it?")


def test_it_ends_with_the_sentence_that_makes_about_half_a_minute(episode: Episode, record: Record) -> None:
    passage = choose_passage(episode, record, spoken(OPENING + REST))
    assert passage is not None
    end = passage.start + passage.seconds
    sentence_ends = [3.75 + 4 * count for count in range(20)]
    assert 25 < passage.seconds < 35
    assert min(abs(end - moment - 0.25) for moment in sentence_ends) < 0.2


def test_it_ends_with_a_chapter_where_one_ends_in_time(episode: Episode, record: Record) -> None:
    chapters = (Chapter(0.0, "A"), Chapter(24.0, "B"))
    passage = choose_passage(episode, replace(record, chapters=chapters), spoken(OPENING + REST))
    assert passage is not None
    assert 23.75 < passage.start + passage.seconds < 24.1


def test_without_a_hook_it_begins_with_the_second_chapter(show: Show, record: Record) -> None:
    chapters = (Chapter(0.0, "A"), Chapter(7.7, "B"))
    passage = choose_passage(show.episodes[1], replace(record, chapters=chapters), spoken(OPENING + REST))
    assert passage is not None
    assert (passage.start, passage.title) == (7.7, "Sentence 1 has eight words and no more.")


def test_without_words_it_is_the_beginning(episode: Episode, record: Record) -> None:
    passage = choose_passage(episode, record, [])
    assert passage is not None
    assert (passage.start, passage.seconds) == (0.0, 60.0)


def test_an_episode_too_short_for_one_has_none(episode: Episode, record: Record) -> None:
    assert choose_passage(episode, replace(record, seconds=14.9), spoken(OPENING + REST)) is None


def test_a_word_shown_with_a_space_keeps_the_others_in_their_places(episode: Episode, record: Record) -> None:
    words = spoken(OPENING + REST)
    words[3:3] = [TimedWord("in two", 1.5, 1.6)]
    passage = choose_passage(episode, record, words)
    assert passage is not None
    assert passage.start == 2.2


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"segments": [1]}', '{"segments": [{"body": "a"}]}'])
def test_a_transcript_that_cannot_be_read_has_no_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.json").write_text(text)
    assert read_words(tmp_path / "t.json") == []


def test_every_recorded_episode_gets_one(show: Show, records: dict[str, Record], output: Path) -> None:
    segments = [{"body": w.text, "startTime": w.start, "endTime": w.end} for w in spoken(OPENING + REST)]
    (output / "transcripts/crumb.json").write_text(json.dumps({"segments": segments}))
    passages = choose_passages(show, {slug: records[slug] for slug in ("crumb", "poolish")}, output)
    assert {slug: passage.title for slug, passage in passages.items()} == {
        "crumb": "Sentence 2 has eight words and no more.",
        "poolish": "",
    }


def test_one_chosen_without_words_is_chosen_anew_once_they_are_there(
    show: Show, records: dict[str, Record], output: Path, tmp_path: Path
) -> None:
    titles = []
    transcript = output / "transcripts/crumb.json"
    transcript.unlink(missing_ok=True)
    for _ in range(2):
        made = Made.of(tmp_path, output)
        titles.append(choose_passages(show, {"crumb": records["crumb"]}, output, made)["crumb"].title)
        made.save(tmp_path)
        segments = [{"body": w.text, "startTime": w.start, "endTime": w.end} for w in spoken(OPENING + REST)]
        transcript.write_text(json.dumps({"segments": segments}))
    assert titles == ["", "Sentence 2 has eight words and no more."]
