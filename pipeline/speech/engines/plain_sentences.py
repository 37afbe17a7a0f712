"""Sentences whose words are read alike wherever they stand: for them the tagger need not be loaded.

«Hello world» is one; «the lead singer» is none. Whoever tries a name or a term by `ninety say` gets it
sooner, and in the same phonemes as in an episode: what is left out only answers a question nobody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from pipeline.language.homographs import is_homograph
from pipeline.language.tagger import Token, every_tag

_ANY = "NN"  # what a word is tagged that is read alike under every tag
# Function words that hibari reads by their tags. Those that have one tag everywhere are no question either.
_BY_TAG = frozenset("a am an by i in the to used vs".split())
_MOST_KEPT = 16_384  # words


class PlainSentences:
    """Knows the sentences that one dictionary reads without the tagger."""

    def __init__(self, lexicon: Any, has_forms: Callable[[str], bool]) -> None:
        self._lexicon = lexicon
        self._has_forms = has_forms  # tells whether the dictionary has a word as a verb and as something else
        self._kept: dict[str, bool] = {}

    def tagged(self, tokens: Sequence[Token], given: Collection[int] = ()) -> tuple[Token, ...] | None:
        """Complete the tags of a sentence, with any where none matters; none if the tagger has to be asked.

        `tokens` have the tags that their words have everywhere, or "". `given` are those whose phonemes are
        given: they are said as they are, whatever their tags.
        """
        asked = [index for index in range(len(tokens)) if index not in given]
        if any(is_homograph(tokens[index].text) for index in asked):
            return None
        if not all(self._is_plain(tokens, index) for index in asked):
            return None
        return tuple(each if each.tag else replace(each, tag=_ANY) for each in tokens)

    def _is_plain(self, tokens: Sequence[Token], index: int) -> bool:
        token = tokens[index]
        if token.tag:  # and so only its forms as a verb and as a noun could be in question
            return not self._has_forms(token.text.lower())
        word = token.text
        return _is_apart(tokens, index) and word.isascii() and word.isalpha() and self._is_read_alike(word)

    def _is_read_alike(self, word: str) -> bool:
        """Tell whether the dictionary reads a word alike under every tag."""
        if word not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[word] = self._stands_plainly(word) or len(self._readings(word)) == 1
        return self._kept[word]

    def _stands_plainly(self, word: str) -> bool:
        """Tell whether the dictionary has a word in small letters, with one reading."""
        if not word.islower() or word in _BY_TAG:
            return False
        return isinstance(self._lexicon.golds.get(word) or self._lexicon.silvers.get(word), str)

    def _readings(self, word: str) -> set[Any]:
        """Read a word under every tag, before a vowel and «to», where any tag that matters shows."""
        from hibari.g2p import SUBTOKEN_RE, Context
        from hibari.g2p.token import Tok

        parts = SUBTOKEN_RE.findall(word)  # «OpenAI» is read in two, which may be more than one question
        before = Context(future_vowel=True, future_to=True)
        return {self._lexicon(Tok(part, tag), before) for tag in every_tag() for part in parts}


def _is_apart(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word stands between spaces or signs: «do» in «don't» does not."""
    before, after = tokens[index - 1] if index else None, tokens[index + 1 : index + 2]
    return (before is None or bool(before.whitespace) or _is_sign(before)) and (
        bool(tokens[index].whitespace) or not after or _is_sign(after[0])
    )


def _is_sign(token: Token) -> bool:
    return bool(token.tag) and not any(each.isalnum() for each in token.text)
