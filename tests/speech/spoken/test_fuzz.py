"""Sentences that nobody would write, the same each time: none fails, none loses a word untold."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from benchmarks.fuzz_sentences import TOKENS, lost_words, mutated
from pipeline.speech import spoken
from pipeline.speech.spoken.lexicon import Lexicon, packaged_entries
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parents[3]
LEXICON = Lexicon()
PARTS = 8
COUNT = 20_000 // PARTS


def own_sentences() -> list[str]:
    """Give the sentences of the bundled scripts and of the pages of other subjects."""
    pages = [
        *sorted((ROOT / "scripts").glob("*.md")),
        *sorted((ROOT / "tests/checking/listening/subjects").glob("*.txt")),
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


@pytest.mark.parametrize("place", ["The {} is.", "5 {} of 5{}", "{}s, {}'s {}-5", "{}. Then {}/{}"])
def test_no_word_of_the_tables_fails_anywhere(place: str) -> None:
    for word in sorted(words_of_the_tables()):
        for written in {word, word.upper(), word.title()}:
            assert speak_sentence.__wrapped__(place.replace("{}", written), LEXICON).words


def words_of_the_tables() -> set[str]:
    """Give every word that a rule, the lexicon or a list knows."""
    modules = [
        importlib.import_module(each.name)
        for each in pkgutil.walk_packages(spoken.__path__, f"{spoken.__name__}.")
    ]
    tables = [value for module in modules for name, value in vars(module).items() if name[:2] != "__"]
    return {word for word in strings_in([entry.term for entry in packaged_entries()] + tables) if word}


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (word for word in value.split() if word.isalnum())
    elif isinstance(value, Mapping):
        yield from strings_in(list(value))
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from strings_in(each)


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
