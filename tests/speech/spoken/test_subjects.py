"""Pages of other subjects, each summary against what we would say ourselves, written by hand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.sentences import split_sentences

PAGES = Path(__file__).parents[2] / "checking" / "listening" / "subjects"
LEXICON = Lexicon()
SUBJECTS = ["cooking", "astronomy", "finance", "law", "sport"]


def summaries(subject: str) -> dict[str, str]:
    """Give the summaries of a page by title; a title line stands twice, the summary two lines further."""
    lines = (PAGES / f"{subject}.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for index, line in enumerate(lines):
        title, dash, _ = line.partition(" — ")
        if dash and line in lines[:index]:
            found[title] = lines[index + 2]
    return found


def expected(subject: str) -> dict[str, str]:
    text = (PAGES / f"{subject}.spoken.txt").read_text(encoding="utf-8").strip()
    return dict(block.split("\n", 1) for block in text.split("\n\n"))


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


CASES = [(subject, title) for subject in SUBJECTS for title in expected(subject)]


@pytest.mark.parametrize(("subject", "title"), CASES, ids=[f"{s}: {t}" for s, t in CASES])
def test_a_summary_is_said_as_written_by_hand(subject: str, title: str) -> None:
    sentences = [speak_sentence(each, LEXICON) for each in split_sentences(summaries(subject)[title])]
    assert letters(" ".join(each.spoken for each in sentences)) == letters(expected(subject)[title])
    assert not any(each.dropped for each in sentences)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_subject_has_ten_summaries_and_their_spoken_form(subject: str) -> None:
    assert list(summaries(subject)) == list(expected(subject))
    assert len(expected(subject)) == 10
