from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.homograph_data import OWN_SENTENCES, Example, own_examples, read_examples, read_words
from benchmarks.homograph_training import train
from benchmarks.homographs import judged, table
from benchmarks.train_homographs import main as train_and_write
from pipeline.language.model import Word, pack, shipped_model, unpack

READINGS = """"homograph"\t"wordid"\t"label"
"bass"\t"bass"\t"music"
"bass"\t"bass_corp"\t"animal"
"record"\t"record_nou"\t"noun"
"record"\t"record_vrb"\t"verb"
"wound"\t"wound_nou-vrb"\t"noun-verb"
"wound"\t"wound_vrb"\t"past tense"
"""
SENTENCES = [
    ("record", "record_vrb", "They record a song."),
    ("record", "record_vrb", "We record birds — “often”."),
    ("record", "record_nou", "The record is old."),
    ("record", "record_nou", "“É” is a record of hers."),
    ("bass", "bass", "He plays bass and drums."),
    ("bass", "bass_corp", "A bass swam in the lake."),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "wordids.tsv").write_text(READINGS, encoding="utf-8")
    rows = ['"homograph"\t"wordid"\t"sentence"\t"start"\t"end"']
    for word, reading, sentence in SENTENCES:
        start = len(sentence[: sentence.index(word)].encode())
        rows.append(f'"{word}"\t"{reading}"\t"{sentence}"\t"{start}"\t"{start + len(word)}"')
    (tmp_path / "train.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def test_a_verb_is_known_by_its_label_and_not_where_another_reading_is_one_too(data: Path) -> None:
    words = read_words(data / "wordids.tsv")
    assert words["record"] == Word(("record_nou", "record_vrb"), verb=1)
    assert words["bass"].verb == words["wound"].verb == -1


def test_bytes_lead_to_the_right_token_behind_letters_of_several_bytes(data: Path) -> None:
    examples = read_examples(data / "train.tsv")
    assert [example.tokens[example.index].text for example in examples] == [word for word, *_ in SENTENCES]


def test_a_model_learns_what_it_is_shown_and_says_what_it_has_not_seen(data: Path) -> None:
    words, examples = read_words(data / "wordids.tsv"), read_examples(data / "train.tsv")
    model = unpack(pack(train(examples, words)))
    assert all(verdict.right for verdict in judged(model, examples))
    unseen = Example("record", "record_vrb", "", examples[0].tokens, examples[0].index)
    assert next(iter(judged(model, [unseen]))).said == "record_vrb"


@pytest.mark.slow
def test_the_same_sentences_give_the_same_file(data: Path) -> None:
    written = []
    for name in ("one", "two"):
        train_and_write([str(data / "train.tsv"), str(data / "wordids.tsv"), "--output", str(data / name)])
        written.append((data / name).read_bytes())
    assert written[0] == written[1]


def test_the_table_counts_by_sentence_and_by_word_and_names_the_worst(data: Path) -> None:
    words, examples = read_words(data / "wordids.tsv"), read_examples(data / "train.tsv")
    model = unpack(pack(train(examples[:4], words)))  # no bass
    text = table(list(judged(model, examples)), words)
    assert "verb or not (1)" in text
    assert "meanings (1)" in text
    assert "most faults: bass 1" in text


def test_our_own_sentences_name_readings_that_the_shipped_model_has() -> None:
    lines = [line for line in OWN_SENTENCES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    words = shipped_model().words
    examples = own_examples(words)
    assert len(examples) == len(lines)
    assert all(example.tokens[example.index].text.lower() == example.homograph for example in examples)
    assert all(example.reading in words[example.homograph].readings for example in examples)
