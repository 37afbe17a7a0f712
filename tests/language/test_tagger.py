"""The tagger's adapter: tokens where they stand, their tags, and nothing loaded before it is asked."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.language.tagger import is_spelled_small, leaning, tag


def test_every_token_stands_where_it_says() -> None:
    text = "She didn't see Dr. Bass's «lead» pipes — at 10am."
    tokens = tag(text)
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert "".join(token.text + token.whitespace for token in tokens) == text


def test_words_get_the_tags_of_the_penn_treebank() -> None:
    assert [(token.text, token.tag) for token in tag("The cats ate two fish.")] == [
        ("The", "DT"),
        ("cats", "NNS"),
        ("ate", "VBD"),
        ("two", "CD"),
        ("fish", "NN"),
        (".", "."),
    ]


def test_a_text_without_words_has_no_tokens() -> None:
    assert tag("") == ()
    assert tag("  ") == ()


def test_a_word_in_the_list_of_words_with_one_tag_still_leans_by_its_place() -> None:
    verb, noun = tag("They object to the plan."), tag("The object fell.")
    assert verb[1].tag == noun[1].tag == "NN"  # as the list has it
    assert leaning(verb, 1).margin > 0 > leaning(noun, 1).margin


@pytest.mark.slow
def test_the_tagger_is_not_loaded_until_it_is_asked() -> None:
    code = "import sys, pipeline.language.homographs, pipeline.cli; print('hibari' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.slow
def test_the_quick_search_for_the_best_tag_finds_the_taggers_own() -> None:
    from hibari.g2p.tagger import Tagger

    from pipeline.language import tagger

    quick = tagger._tagger()
    texts = Path(__file__).with_name("test_features.py").read_text(encoding="utf-8").split("\n\n")
    slow = _Slow(quick)
    for text in (*texts, "Xyzzy plugh", "???", "They READ, we wind; 5 m/s — “ok”."):
        words = [token.text for token in tag(text)]
        assert not words or quick(words) == Tagger.__call__(slow, words)


class _Slow:
    """The tagger with the search that its package has."""

    def __init__(self, quick: Any) -> None:
        self.tagdict, self.tags, self.vocab = quick.tagdict, quick.tags, quick.vocab
        self.weights = {feature: quick.weights.of(feature) for feature in quick.weights}

    def predict(self, feats: Any) -> Any:
        from hibari.g2p.tagger import Tagger

        return Tagger.predict(self, feats)


@pytest.mark.slow
def test_the_weights_are_those_of_the_file_read_whole() -> None:
    from hibari.tts import ASSETS

    from pipeline.language import tagger

    quick = tagger._tagger()
    text = gzip.decompress((Path(ASSETS) / "tagger.json.gz").read_bytes())
    weights = json.loads(text)["weights"]
    assert set(quick.weights) == weights.keys()
    assert all(quick.weights.of(feature) == row for feature, row in weights.items())
    assert quick.weights.of("no such feature") == {}


@pytest.mark.parametrize(
    ("word", "small"),
    [
        ("Longitude", True),
        ("streets", True),
        ("Emulsions", True),
        ("Pluto", False),
        ("Versailles", False),
        ("March", False),
        ("Xyzzy", False),
        ("", False),
    ],
)
def test_the_dictionary_knows_which_words_are_no_names(word: str, small: bool) -> None:
    assert is_spelled_small(word) is small
