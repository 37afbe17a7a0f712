"""The tagger: what part of speech each word of a text is, in the Penn Treebank's tags.

It is the averaged perceptron in the default engine's wheel, taught by spaCy's tags, with spaCy's rules for
where a token ends. This is its one adapter; it is loaded when first asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Every reading that a form of a verb, a noun or an adjective can have.
VERB_TAGS = ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG")
OTHER_TAGS = ("NN", "NNS", "NNP", "NNPS", "JJ", "RB")


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


def tag(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, each with its tag."""
    tokenizer, tagger = _loaded()
    pairs = tokenizer(text)
    tags = tagger([word for word, _ in pairs]) if pairs else []
    tokens: list[Token] = []
    cursor = 0
    for (word, space), each in zip(pairs, tags, strict=True):
        start = max(text.find(word, cursor), cursor)
        cursor = start + len(word)
        tokens.append(Token(word, each, space, start, cursor))
    return tuple(tokens)


def is_usual(word: str) -> bool:
    """Tell whether a word is one of the twenty-two thousand that the tagger has met; others are rare."""
    _, tagger = _loaded()
    return word in tagger.vocab or word.lower() in tagger.vocab


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

    _, tagger = _loaded()
    begin = max(0, index - 2)  # it looks at two words on each side, and at two tags before
    surroundings = context([token.text for token in tokens[begin : index + 3]], tagger.vocab)
    before = [*START, *(token.tag for token in tokens[begin:index])]
    points: dict[str, float] = {}
    for feature in features(index - begin, tokens[index].text, surroundings, before[-1], before[-2]):
        for each, weight in tagger.weights.get(feature, {}).items():
            points[each] = points.get(each, 0.0) + weight
    return points


@cache
def _loaded() -> tuple[Any, Any]:
    """Load tokenizer and tagger, without the dictionaries that a voice also needs."""
    import gzip
    import json
    from pathlib import Path

    from hibari.g2p.tagger import Tagger
    from hibari.g2p.tokenize import Tokenizer
    from hibari.tts import ASSETS

    class QuickTagger(Tagger):  # type: ignore[misc]  # hibari tells mypy nothing
        """The same tagger, adding whole rows of weights: a third of the time."""

        def __init__(self, model: dict[str, Any]) -> None:
            super().__init__(model)
            self.order = sorted(
                self.tags, reverse=True
            )  # of two tags with the same points the later one wins
            self.rows: dict[str, NDArray[np.float64]] = {}

        def predict(self, feats: Sequence[str]) -> str:
            rows = [self.row(each) for each in feats if each in self.weights]
            return self.order[int(np.add.reduce(rows).argmax())] if rows else "NN"

        def row(self, feature: str) -> NDArray[np.float64]:
            row = self.rows.get(feature)
            if row is None:
                weights = self.weights[feature]
                row = self.rows[feature] = np.array([weights.get(tag, 0.0) for tag in self.order])
            return row

    folder = Path(ASSETS)
    exceptions = json.loads((folder / "tokenizer_exceptions.json").read_text(encoding="utf-8"))
    weights = json.loads(gzip.decompress((folder / "tagger.json.gz").read_bytes()))
    return Tokenizer(exceptions), QuickTagger(weights)
