"""A tagged sentence as the features of homographs read it: small letters, figures alike, edges marked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib.resources import files

from pipeline.language.tagger import Token

FINITE = frozenset("VBD VBZ VBP MD".split())
# What may stand inside a noun's group, before or after the noun.
IN_GROUP = frozenset("JJ JJR JJS NN NNS NNP NNPS RB RBR RBS CD HYPH VBN VBG AFX".split())
_ENDS = frozenset(". ! ?".split())
SIGNS = frozenset(", . : -LRB- -RRB-".split())
_BREAKS = SIGNS | frozenset("WDT WP WRB CC".split())
_OPENERS = frozenset(
    "that which who whom whose when where while because if although though after before since as whether"
    " until"
    " unless what how why".split()
)
# Words too common to say what a sentence is about.
_COMMON = frozenset(
    "a an the of to in and or , . ; : is was were are be been by for on with at from as it its his her"
    " he she they"
    " their this that these those which had has have not but also \" '' `` ( ) -LRB- -RRB- 's who into"
    " than".split()
)


class TaggedSentence:
    """Words, tags and classes of words by their place; beyond the edges stand «<» and «>»."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    @cached_property
    def words(self) -> list[str]:
        """Give the words in small letters, with figures alike."""
        return [_plain(token.text) for token in self.tokens]

    @cached_property
    def tags(self) -> list[str]:
        """Give the tags."""
        return [token.tag for token in self.tokens]

    @cached_property
    def finite(self) -> list[int]:
        """Give the places of finite verbs."""
        return [place for place, tag in enumerate(self.tags) if tag in FINITE]

    @cached_property
    def classes(self) -> list[tuple[str, ...]]:
        """Give the classes of each word."""
        return [word_classes().get(token.text.lower(), ()) for token in self.tokens]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def is_whole(self) -> bool:
        """Tell whether it ends as sentences do, titles and headings not."""
        return any(word in _ENDS for word in self.words[-2:])

    def word(self, place: int) -> str:
        """Give the word at a place."""
        return self.words[place] if 0 <= place < len(self.words) else _edge(place)

    def tag(self, place: int) -> str:
        """Give the tag at a place."""
        return self.tags[place] if 0 <= place < len(self.tags) else _edge(place)

    def shape(self, place: int) -> str:
        """Tell capitals from small letters, figures and signs."""
        return _shape(self.tokens[place].text) if 0 <= place < len(self.tokens) else _edge(place)

    def opens_clause(self, place: int) -> bool:
        """Tell whether a clause begins or ends at a place."""
        return self.tags[place] in _BREAKS or self.words[place] in _OPENERS

    def is_common(self, place: int) -> bool:
        """Tell whether the word at a place stands in any sentence, whatever it is about."""
        return self.words[place] in _COMMON

    def is_verb(self, place: int) -> bool:
        """Tell whether a place is tagged as a verb's or a modal's."""
        return self.tags[place].startswith("V") or self.tags[place] == "MD"

    def before(self, place: int) -> Iterable[int]:
        """Give the places before this one, the nearest first, and then the one beyond the edge."""
        return range(place - 1, -2, -1)

    def after(self, place: int) -> Iterable[int]:
        """Give the places after this one, and then the one beyond the edge."""
        return range(place + 1, len(self.words) + 1)

    def inside(self, place: int) -> bool:
        """Tell whether a place is in the sentence."""
        return 0 <= place < len(self.words)


@cache
def word_classes() -> dict[str, tuple[str, ...]]:
    """Give the classes that a word belongs to, as `word_classes.toml` has them."""
    text = files("pipeline.language").joinpath("word_classes.toml").read_text(encoding="utf-8")
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in tomllib.loads(text).items():
        for word in sorted(set(words.split())):
            classes[word] = (*classes.get(word, ()), name)
    return classes


def _edge(place: int) -> str:
    return "<" if place < 0 else ">"


def _plain(text: str) -> str:
    if any(sign.isdigit() for sign in text):
        return "!year" if len(text) == 4 and text.isdigit() else "!figures"
    return text.lower()


def _shape(text: str) -> str:
    if text.isupper() and len(text) > 1:
        return "capitals"
    first = text[:1]
    return (
        "Capital"
        if first.isupper()
        else "figure"
        if first.isdigit()
        else "small"
        if first.isalpha()
        else "sign"
    )
