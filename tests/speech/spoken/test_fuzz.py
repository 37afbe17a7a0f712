"""Sentences that nobody would write, the same each time: none fails, none loses a word untold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from benchmarks.fuzz_sentences import TOKENS, lost_words, mutated
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

ROOT = Path(__file__).parents[3]
LEXICON = Lexicon()
PARTS = 8
COUNT = 20_000 // PARTS


def own_sentences() -> list[str]:
    """Give the sentences of the bundled scripts and of the pages of other subjects."""
    pages = [
        *sorted((ROOT / "scripts").glob("*.md")),
        *sorted((ROOT / "tests/listening/subjects").glob("*.txt")),
    ]
    return [
        sentence
        for page in pages
        for paragraph in page.read_text(encoding="utf-8").split("\n\n")
        for sentence in split_sentences(plain_words(paragraph))
    ]


SENTENCES = own_sentences()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_sentence_fails_or_loses_a_word_untold(part: int) -> None:
    lost = {
        sentence: words
        for sentence in mutated(SENTENCES, COUNT, seed=part)
        if (words := lost_words(speak_sentence.__wrapped__(sentence, LEXICON)))
    }
    assert lost == {}


@seed(12)
@settings(max_examples=400, deadline=None, database=None)
@given(st.text(max_size=60))
def test_no_text_whatever_fails_or_loses_a_word_untold(text: str) -> None:
    sentence = speak_sentence.__wrapped__(text, LEXICON)
    assert sentence.shown.replace(" ", "") == "".join(text.split())
    assert lost_words(sentence) == []


@seed(12)
@settings(max_examples=400, deadline=None, database=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(TOKENS), st.from_regex(r"[\dA-Za-z$%°.,:/'–-]{1,8}", fullmatch=True)),
        max_size=8,
    )
)
def test_no_row_of_odd_tokens_fails_or_loses_a_word_untold(tokens: list[str]) -> None:
    sentence = speak_sentence.__wrapped__(" ".join(tokens), LEXICON)
    assert sentence.shown == " ".join(tokens)
    assert lost_words(sentence) == []


@seed(12)
@settings(max_examples=300, deadline=None, database=None)
@given(st.text(max_size=80))
def test_no_markdown_whatever_fails(text: str) -> None:
    assert isinstance(split_sentences(plain_words(text)), tuple)
