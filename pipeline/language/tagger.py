"""The tagger: what part of speech each word of a text is, in the Penn Treebank's tags.

It is the averaged perceptron in the default engine's wheel, taught by spaCy's tags, with spaCy's rules for
where a token ends. This is its one adapter. Its lists, with the words that have one tag wherever they
stand, are read without its weights, which are most of it; each is loaded when first asked for.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.language.dictionary import Dictionary
from pipeline.language.light_hibari import light_hibari

# Every reading that a form of a verb, a noun or an adjective can have.
VERB_TAGS = ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG")
OTHER_TAGS = ("NN", "NNS", "NNP", "NNPS", "JJ", "RB")
_MOST_ROWS = 8192  # kept at a time: 4 MB, more than a few episodes ask for
_WEIGHTS = ',"weights":{'  # the last part of the tagger's file
_AFTER_WEIGHTS = b"}}}"
_UNPACKED_AT_A_TIME = 1 << 17  # characters; the lists take about four of these
_quoted = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a part of one («do», «n't») or a sign, where it stands in its text, and its tag."""

    text: str
    tag: str
    whitespace: str  # what follows it: a space or nothing
    start: int  # characters into the text
    end: int


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a word would be tagged by its place alone, were it in no list of words with one tag."""

    first: str  # the likeliest tags; empty where nothing speaks for one
    second: str
    verb: str  # the likeliest of the verb's tags and of the others
    other: str
    margin: float  # how far the verb is ahead, in the tagger's own points


@lru_cache(maxsize=1024)  # many ask for a sentence: what it counts, how it is read, whether it is whole
def tag(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, each with its tag."""
    pairs = _lists().tokenizer(text)
    return tuple(_placed(text, pairs, _tagger()([word for word, _ in pairs]) if pairs else []))


def tag_from_lists(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, each with the tag that its word has everywhere; "" where sentences decide."""
    lists = _lists()
    pairs = lists.tokenizer(text)
    return tuple(_placed(text, pairs, [lists.tags.get(word, "") for word, _ in pairs]))


def every_tag() -> tuple[str, ...]:
    """Give all tags that a word can have."""
    return tuple(_lists().facts["tags"])


def _placed(text: str, pairs: Sequence[tuple[str, str]], tags: Sequence[str]) -> Iterator[Token]:
    cursor = 0
    for (word, space), each in zip(pairs, tags, strict=True):
        start = max(text.find(word, cursor), cursor)
        cursor = start + len(word)
        yield Token(word, each, space, start, cursor)


def is_usual(word: str) -> bool:
    """Tell whether a word is one of the twenty-two thousand that the tagger has met; others are rare."""
    usual = _lists().usual
    return word in usual or word.lower() in usual


def is_spelled_small(word: str) -> bool:
    """Tell whether the default engine's dictionary knows a word, or its singular, only in small letters.

    «Longitude» is no name, «Pluto» is one, «March» may be.
    """
    low, entries = word.lower(), dictionary("us_gold")
    singulars = (low, low.removesuffix("s"), low.removesuffix("es"), re.sub(r"ies$", "y", low))
    known = next((each for each in singulars if each in entries or each.capitalize() in entries), "")
    return bool(known) and known in entries and known.capitalize() not in entries


@cache
def dictionary(name: str) -> Dictionary:
    """Give a dictionary of the default engine: «us» or «gb», «_gold» for what was checked or «_silver»."""
    return Dictionary(gzip.decompress(_asset(f"lexicon_{name}.json.gz").read_bytes()))


def leaning(tokens: Sequence[Token], index: int) -> Leaning:
    """Say how the tagger leans for one token, given the tags before it."""
    points = _points(tokens, index)
    ranked = sorted(points, key=lambda each: (-points[each], each))
    first, second = (*ranked, "", "")[:2]
    verb, other = (
        max(tags, key=lambda each: (points.get(each, -9.0), each)) for tags in (VERB_TAGS, OTHER_TAGS)
    )
    return Leaning(first, second, verb, other, points.get(verb, -9.0) - points.get(other, -9.0))


def _points(tokens: Sequence[Token], index: int) -> dict[str, float]:
    from hibari.g2p.tagger import START, context, features

    tagger = _tagger()
    begin = max(0, index - 2)  # it looks at two words on each side, and at two tags before
    surroundings = context([token.text for token in tokens[begin : index + 3]], tagger.vocab)
    before = [*START, *(token.tag for token in tokens[begin:index])]
    points: dict[str, float] = {}
    for feature in features(index - begin, tokens[index].text, surroundings, before[-1], before[-2]):
        for each, weight in tagger.weights.of(feature).items():
            points[each] = points.get(each, 0.0) + weight
    return points


class _Weights:
    """The tagger's table of weights: 80,000 features, most of which no show ever meets.

    Each is kept as the bytes that it is in the file until it is asked for: as tables of their own they would
    take 25 MB more. A row begins with a brace and is all marks and numbers, so that the whole table is cut at
    once where rows and names meet.
    """

    def __init__(self, table: bytes) -> None:
        cut = table.rstrip().removesuffix(_AFTER_WEIGHTS)[1:].replace(b'},"', b'":{').split(b'":{')
        self.rows = dict(zip(cut[::2], cut[1::2], strict=True))  # by their names as JSON writes them

    def __contains__(self, feature: str) -> bool:
        """Tell whether a feature has weights."""
        return _in_json(feature) in self.rows

    def __iter__(self) -> Iterator[str]:
        """Go through the features."""
        return (json.loads(b'"%b"' % name) for name in self.rows)

    def of(self, feature: str) -> dict[str, float]:
        """Give a feature's weights by tag; none for one that is not known."""
        row = self.rows.get(_in_json(feature))
        weights: dict[str, float] = json.loads(b"{%b}" % row) if row else {}
        return weights


def _in_json(feature: str) -> bytes:
    """Write a feature as the file does: few hold a sign that JSON writes in another way."""
    return _quoted(feature)[1:-1].encode()


@dataclass(frozen=True, slots=True)
class _Lists:
    """What is known without weighing anything."""

    tokenizer: Any  # gives each word of a text, and the space behind it
    facts: dict[str, Any]  # the tagger's file but for its weights
    tags: dict[str, str]  # of words that have one
    usual: frozenset[str]


@cache
def _lists() -> _Lists:
    """Read the tagger's file up to its weights, and the tokenizer's."""
    light_hibari()
    from hibari.g2p.tokenize import Tokenizer

    class QuickTokenizer(Tokenizer):  # type: ignore[misc]  # hibari tells mypy nothing
        """The same tokenizer, which cuts a word that comes again only once."""

        def __init__(self, exceptions: dict[str, list[str]]) -> None:
            super().__init__(exceptions)
            self.split = lru_cache(maxsize=16384)(super().split)  # nobody changes the lists

    exceptions = json.loads(_asset("tokenizer_exceptions.json").read_text(encoding="utf-8"))
    facts: dict[str, Any] = json.loads(_before_weights() + "}")
    return _Lists(QuickTokenizer(exceptions), facts, facts["tagdict"], frozenset(facts["vocab"]))


def _before_weights() -> str:
    """Unpack no more of the tagger's file than stands before its weights."""
    found = ""
    with gzip.open(_tagger_file(), "rt", encoding="utf-8") as file:
        while _WEIGHTS not in found:
            more = file.read(_UNPACKED_AT_A_TIME)
            if not more:
                raise ValueError("the tagger's file holds no weights")
            found += more
    return found.partition(_WEIGHTS)[0]


def _tagger_file() -> Path:
    return _asset("tagger.json.gz")


def _asset(name: str) -> Path:
    """Give the place of a file in the default engine's wheel."""
    light_hibari()
    from hibari.tts import ASSETS

    return Path(ASSETS) / name


@cache
def _tagger() -> Any:
    """Load the tagger with its weights, without the dictionaries that a voice also needs."""
    light_hibari()
    from hibari.g2p.tagger import Tagger

    class Rows(dict[str, NDArray[np.float64]]):
        """The weights of a feature as a row, made when it is first asked for."""

        def __init__(self, weights: _Weights, order: Sequence[str]) -> None:
            self.weights = weights
            self.places = {tag: place for place, tag in enumerate(order)}

        def __missing__(self, feature: str) -> NDArray[np.float64]:
            if len(self) >= _MOST_ROWS:
                self.clear()
            row = [0.0] * len(self.places)
            for tag, weight in self.weights.of(feature).items():
                row[self.places[tag]] = weight
            self[feature] = np.array(row)
            return self[feature]

    class QuickTagger(Tagger):  # type: ignore[misc]  # hibari tells mypy nothing
        """The same tagger, adding whole rows of weights: a third of the time."""

        def __init__(self, model: dict[str, Any]) -> None:
            super().__init__(model)
            # Of two tags with the same points the later one wins.
            self.order = sorted(self.tags, reverse=True)
            self.rows = Rows(self.weights, self.order)

        def predict(self, feats: Sequence[str]) -> str:
            known, rows = self.weights, self.rows
            found = [rows[each] for each in feats if each in rows or each in known]
            return self.order[int(np.add.reduce(found).argmax())] if found else "NN"

    table = gzip.decompress(_tagger_file().read_bytes()).partition(_WEIGHTS.encode())[2]
    return QuickTagger({**_lists().facts, "weights": _Weights(table)})
