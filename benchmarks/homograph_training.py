"""Learning to tell homographs apart: from labelled sentences to a table of weights.

A softmax over each word's readings, held back by L2, found by L-BFGS. A feature counts for its reading and,
where the part of speech decides, for «verb», which all words share. Three things beside the labels help:

- words that are always verbs, or never, in the same sentences teach the shared part, at a tenth of the
  weight;
- every example of a verb or another is also shown as if its word were unknown, so that the shared part stands
  alone;
- the few classes of words are held back less than the many words.

Strengths were chosen on five folds of the training sentences.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.homograph_data import Example
from pipeline.language.features import CLASS_MARK, features_around
from pipeline.language.homographs import features_of
from pipeline.language.model import SHARED, Keys, Model, Weights, Word, keys_of
from pipeline.language.sentences import TaggedSentence

RESTRAINT = 0.2  # L2
ROUNDS = 60
ALWAYS_WEIGHT = 0.1  # of a word that is always a verb, or never
UNKNOWN_WEIGHT = 0.3  # of an example as if its word were unknown
OWN_WEIGHT = 2.0  # of our own sentences: everyday ones, which the labelled data lack
KEPT = 150_000  # weights of the shipped table
_LOUDER = ((CLASS_MARK, 3.0), ("near=", 0.6), ("any", 0.3))  # features that are held back less, or more

_VERB, _OTHER = frozenset("VB VBP VBZ".split()), frozenset("NN NNS JJ".split())
_AUXILIARIES = frozenset(
    "is are was were be been has have had do does did am can could may might must shall should will"
    " would".split()
)
_SEEN, _PURE, _OTHERS_KEPT = 4, 0.97, 0.2
_SEED = 1


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One choice to learn: the features that speak for each reading, the right one, how much it counts."""

    candidates: tuple[Keys, ...]
    volumes: NDArray[np.float64]  # of each feature, the same for all candidates that have any
    right: int
    weight: float


def train(examples: Sequence[Example], words: dict[str, Word], kept: int = KEPT) -> Model:
    """Learn the weights and keep the largest."""
    cases = [*labelled_cases(examples, words), *always_cases(examples, words)]
    keys, weights = _solve(cases)
    largest = np.sort(np.argsort(-np.abs(weights), kind="stable")[:kept])
    return Model(words, keys[largest], weights[largest])


def labelled_cases(examples: Sequence[Example], words: dict[str, Word]) -> Iterator[Case]:
    """Make a case of every example; where a verb is in question, also one as if its word were unknown."""
    for example in examples:
        word = words[example.homograph]
        features = sorted(set(features_of(TaggedSentence(example.tokens), example.index)))
        shared = keys_of(SHARED, features)
        candidates = [keys_of(reading, features) for reading in word.readings]
        if word.verb >= 0:
            candidates[word.verb] = np.concatenate([candidates[word.verb], shared])
        right = word.readings.index(example.reading)
        volumes = _volumes(features)
        weight = OWN_WEIGHT if example.own else 1.0
        yield Case(tuple(candidates), volumes, right, weight)
        if word.verb >= 0:
            yield Case((shared, shared[:0]), volumes, int(right != word.verb), weight * UNKNOWN_WEIGHT)


def always_cases(examples: Sequence[Example], words: dict[str, Word]) -> Iterator[Case]:
    """Make cases of the words in the sentences that are always verbs, or never."""
    kinds = _kinds(examples, words)
    chance = random.Random(_SEED)  # noqa: S311 — the same sample in every run
    for example in examples:
        sentence = TaggedSentence(example.tokens)
        for place, token in enumerate(example.tokens):
            verb = kinds.get(token.text.lower())
            if verb is None or (not verb and chance.random() >= _OTHERS_KEPT):
                continue
            features = sorted(set(features_around(sentence, place)))
            shared = keys_of(SHARED, features)
            yield Case((shared, shared[:0]), _volumes(features), int(not verb), ALWAYS_WEIGHT)


def _kinds(examples: Sequence[Example], words: dict[str, Word]) -> dict[str, bool]:
    """Find the words that are always verbs (True) or nouns and adjectives (False)."""
    tags: dict[str, Counter[str]] = {}
    for example in examples:
        for token in example.tokens:
            tags.setdefault(token.text.lower(), Counter())[token.tag] += 1
    kinds: dict[str, bool] = {}
    for name, counts in tags.items():
        total = counts.total()
        if total < _SEEN or len(name) < 3 or not name.isalpha() or name in words or name in _AUXILIARIES:
            continue
        for among, verb in ((_VERB, True), (_OTHER, False)):
            if sum(counts[tag] for tag in among) >= _PURE * total:
                kinds[name] = verb
    return kinds


def _volumes(features: Sequence[str]) -> NDArray[np.float64]:
    return np.array([next((v for begin, v in _LOUDER if each.startswith(begin)), 1.0) for each in features])


def _solve(cases: Sequence[Case]) -> tuple[Keys, Weights]:
    """Find the weights that make the right readings likeliest."""
    rows = [keys for case in cases for keys in case.candidates]
    volumes = np.concatenate(
        [np.resize(case.volumes, len(keys)) for case in cases for keys in case.candidates]
    )
    keys, columns = np.unique(np.concatenate(rows), return_inverse=True)
    pointers = np.cumsum([0, *(len(row) for row in rows)])
    table = csr_matrix((volumes, columns, pointers), shape=(len(rows), len(keys)))
    counts = np.array([len(case.candidates) for case in cases])
    starts = np.cumsum(counts) - counts
    right = starts + np.array([case.right for case in cases])
    importance = np.array([case.weight for case in cases])
    loudness = np.ones(len(keys))
    loudness[columns] = volumes
    return keys, _maximize(table, starts, right, importance) * loudness


def _maximize(table: csr_matrix, starts: Keys, right: Keys, importance: Weights) -> Weights:
    transposed = table.T.tocsr()
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, table.shape[0])))

    def loss(weights: Weights) -> tuple[float, Weights]:
        scores = table @ weights
        highest = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - highest[group])
        totals = np.add.reduceat(powers, starts)
        surprise = highest + np.log(totals) - scores[right]
        slope = powers / totals[group] * importance[group]
        slope[right] -= importance
        penalty = 0.5 * RESTRAINT * float(weights @ weights)
        return float(importance @ surprise) + penalty, transposed @ slope + RESTRAINT * weights

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    weights: Weights = found.x
    return weights
