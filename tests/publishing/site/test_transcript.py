from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.layout.record import Chapter, Record
from pipeline.publishing.site.transcript import Sentence, Word, passages, read_words


def words(*spoken: tuple[str, float, float], speaker: str = "Host") -> list[Word]:
    return [Word(text, speaker, start, end) for text, start, end in spoken]


@pytest.fixture
def record(records: dict[str, Record]) -> Record:
    return replace(records["sourdough"], chapters=())


def texts(spoken: list[Word], record: Record) -> list[list[list[str]]]:
    return [
        [[s.text for s in p.sentences] for p in passage.paragraphs] for passage in passages(spoken, record)
    ]


def test_a_long_pause_ends_a_paragraph_and_a_short_one_a_sentence(record: Record) -> None:
    spoken = words(("One.", 0, 1), ("Two", 1.42, 2), ("three.", 2.1, 3), ("Four.", 3.75, 4))
    assert texts(spoken, record) == [[["One.", "Two three."], ["Four."]]]


def test_pauses_that_were_stretched_are_compared_as_such(record: Record) -> None:
    spoken = words(("One.", 0, 1), ("Two.", 1.65, 2), ("Three.", 3.2, 4))
    assert texts(spoken, replace(record, pause_scale=1.6)) == [[["One.", "Two."], ["Three."]]]


def test_a_point_within_a_sentence_does_not_end_it(record: Record) -> None:
    assert texts(words(("Dr.", 0, 0.3), ("No", 0.4, 1)), record) == [[["Dr. No"]]]


def test_a_chapter_begins_with_its_first_word(record: Record) -> None:
    spoken = words(("Before.", 0.5, 1), ("After.", 9.48, 10))
    found = passages(spoken, replace(record, chapters=(Chapter(9.5, "Later"),)))
    assert [(p.chapter.title if p.chapter else None, p.paragraphs[0].sentences[0].text) for p in found] == [
        (None, "Before."),
        ("Later", "After."),
    ]


def test_speakers_are_named_where_the_voice_changes(record: Record) -> None:
    turns = [("Ann", "Yes?"), ("Ann", "Well."), ("Ben", "No.")]
    spoken = [Word(text, name, 2.0 * at, 2.0 * at + 1) for at, (name, text) in enumerate(turns)]
    assert [p.speaker for p in passages(spoken, record)[0].paragraphs] == ["Ann", "", "Ben"]


def test_a_single_speaker_is_not_named(record: Record) -> None:
    assert passages(words(("Yes.", 0, 1)), record)[0].paragraphs[0].speaker == ""


def test_times_are_silence_and_length_in_turn() -> None:
    sentence = Sentence(tuple(words(("From", 1.735, 1.885), ("bread", 1.935, 2.41))))
    assert sentence.times == "174 14 6 47"


def test_times_add_up_to_those_of_the_words() -> None:
    spoken = words(*((f"w{i}", i * 0.333, i * 0.333 + 0.3) for i in range(50)))
    numbers = [int(number) for number in Sentence(tuple(spoken)).times.split()]
    for place, word in enumerate(spoken):
        assert abs(sum(numbers[: 2 * place + 1]) / 100 - word.start) < 0.011


def test_a_word_of_two_parts_stays_one(tmp_path: Path, record: Record) -> None:
    path = f"transcripts/{record.slug}.json"
    (tmp_path / "transcripts").mkdir()
    segments = [
        {"startTime": 0, "endTime": 1, "body": "GPT  4"},
        {"startTime": 1, "endTime": 2, "body": "\x07 "},
    ]
    (tmp_path / path).write_text(json.dumps({"segments": segments}))
    assert [word.text for word in read_words(tmp_path, record)] == ["GPT\u00a04"]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"segments": [{}]}', b'{"segments": [{"body": 1}]}', b"\xff"]
)
def test_a_transcript_that_cannot_be_read_is_none(tmp_path: Path, record: Record, content: bytes) -> None:
    (tmp_path / "transcripts").mkdir()
    (tmp_path / f"transcripts/{record.slug}.json").write_bytes(content)
    assert read_words(tmp_path, record) == []
