"""From a sentence as it is shown to the words that are said, pair by pair.

The lexicon decides first, then the rules, then the letters themselves. What no voice can say is left out, and
capitals that nobody has decided are left to the engine; both are told in the word's remarks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.speech.spoken.acronyms import KNOWN_LETTERS, as_a_word
from pipeline.speech.spoken.letters import spelled
from pipeline.speech.spoken.lexicon import Lexicon, plural_sound
from pipeline.speech.spoken.ordinary import is_ordinary
from pipeline.speech.spoken.punctuation import heard_after, heard_before, peel, phrased, written_together
from pipeline.speech.spoken.rules import Context, Peeled, apply_rules
from pipeline.speech.spoken.rules.abbreviations import (
    FIRST_WORDS,
    LONGEST_PHRASE,
    expand,
    stop_is_heard_as_a_comma,
)
from pipeline.speech.spoken.rules.amounts import amount
from pipeline.speech.spoken.rules.capitals import STRESSED
from pipeline.speech.spoken.rules.dates import reads_two_ways
from pipeline.speech.spoken.rules.numerals import is_counted, is_numbered_thing
from pipeline.speech.spoken.rules.rule import FRACTIONS, FUNCTION_WORDS
from pipeline.speech.spoken.rules.short_forms import PHRASES
from pipeline.speech.spoken.shouting import shouted_places
from pipeline.speech.spoken.spelling import american
from pipeline.speech.spoken.symbols import CURRENCY_CODES
from pipeline.speech.spoken.tokens import read_tokens
from pipeline.speech.spoken.words import Remark, Said, SpokenSentence, SpokenWord

_SPEAKABLE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ'’.-]+")
_UNSPEAKABLE = re.compile(rf"[^A-Za-z0-9À-ÖØ-öø-ɏ'’.\s{''.join(FRACTIONS)}-]+")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?(?P<of>['’]s)?")
_CAPITALS = re.compile(r"[A-Z]{2}")
_DECIDED = re.compile(r"[A-Z]{2}|\d|[A-Z]\.[A-Z]|[Α-Ωα-ω]")
_FIGURES = re.compile(rf"[0-9]+|[{''.join(FRACTIONS)}]")
_MAX_DEPTH = 4  # a rule's words may need another rule; no chain of them is longer
_NUMERAL = re.compile("[IVXLCDM]{2,}|[IVX]")
_LETTERS_NAME = frozenset(
    "Plan Option Vitamin Type Class Group Grade Part Point Section Hepatitis Exhibit Chapter Book Act "
    "Volume".split()
)
_VOWELS = frozenset("AEIOUY")
_NOWHERE = Context()


@lru_cache(maxsize=256)  # the fitting asks for the same sentences over and over
def speak_sentence(shown: str, lexicon: Lexicon) -> SpokenSentence:
    """Give what is said for every word of a sentence. What a number or a sign means is told in `rules`."""
    return _Reader(read_tokens(shown), lexicon).read()


class _Reader:
    """Reads one sentence, token by token."""

    def __init__(self, tokens: list[Peeled], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.shouted = shouted_places(tokens)
        self.index = 0  # of the token being read
        self.remarks: list[Remark] = []  # on the token being read

    def read(self) -> SpokenSentence:
        words: list[SpokenWord] = []
        index = 0
        while index < len(self.tokens):
            taken, word = self._phrase(index) or self._term(index) or (1, self._token(index))
            if index and self.tokens[index - 1].glued:
                words[-1] = written_together(words[-1], word)
            else:
                words.append(word)
            index += taken
        return SpokenSentence(phrased(words))

    def _phrase(self, index: int) -> tuple[int, SpokenWord] | None:
        """Find an abbreviation of several words, «et al.», whose full stops are its own."""
        if self.tokens[index].shown not in FIRST_WORDS:
            return None
        for count in range(min(LONGEST_PHRASE, len(self.tokens) - index), 1, -1):
            shown = self._whole(index, count)
            phrase = next((each for each in (shown, shown.rstrip(",;:)")) if each in PHRASES), None)
            if phrase:
                said = tuple(Said(word) for word in [PHRASES[phrase]])
                last = index + count == len(self.tokens) and phrase.endswith(".")
                after = heard_after(shown[len(phrase) :]) or "." * last
                return count, SpokenWord(self._shown(index, count), said, "", after)
        return None

    def _term(self, index: int) -> tuple[int, SpokenWord] | None:
        """Find the longest lexicon term of several words that begins here."""
        first = self.tokens[index]
        if first.core and not first.after and not self.lexicon.begins_term(first.core):
            return None
        longest = min(self.lexicon.longest_term_words, len(self.tokens) - index)
        for count in range(longest, 1, -1):
            if any(token.pauses for token in self.tokens[index : index + count - 1]):
                continue
            peeled = peel(self._whole(index, count))
            said = self.lexicon.find(peeled.core)
            if said:
                pauses = heard_before(peeled.before), heard_after(peeled.after)
                return count, SpokenWord(self._shown(index, count), (said,), *pauses)
        return None

    def _whole(self, index: int, count: int) -> str:
        return " ".join(token.whole for token in self.tokens[index : index + count])

    def _shown(self, index: int, count: int) -> str:
        return " ".join(token.shown for token in self.tokens[index : index + count])

    def _token(self, index: int) -> SpokenWord:
        token = self.tokens[index]
        self.remarks, self.index = [], index
        if token.before or token.after:
            whole = self.lexicon.find(token.whole)
            if whole:
                return SpokenWord(token.shown, (whole,))
        ordinary = is_ordinary(token.core) and self.lexicon.find(token.core) is None
        if ordinary and not token.before and not token.after:
            return SpokenWord(token.shown, tuple(self._letters(token.core)))
        context = Context(self.tokens, index)
        if ordinary:
            said = tuple(self._letters(token.core))
            return SpokenWord(token.shown, said, heard_before(token.before), self._pause(token, context))
        if token.core in ("-", "–") and apply_rules(token.core, context) is None:
            return SpokenWord(token.shown, (), "", " —")
        words = expand(context)
        if words is not None:
            return self._abbreviation(token, words, context)
        said = tuple(_merged(self._say(token.core, context, 0))) if token.core else ()
        self._remark_on(token.core, said)
        return SpokenWord(
            token.shown, said, heard_before(token.before), self._pause(token, context), tuple(self.remarks)
        )

    def _remark_on(self, core: str, said: tuple[Said, ...]) -> None:
        """Tell of figures that read two ways, and of a word that came to nothing whichever rule took it."""
        if said and core[0].isdecimal() and reads_two_ways(core, said[0].text):
            self.remarks.append(Remark("assumed", core))
        if not said and not self.remarks and core not in CURRENCY_CODES and any(map(str.isalnum, core)):
            self.remarks.append(Remark("dropped", core))  # a code is said at its amount, «EUR 25»

    def _abbreviation(self, token: Peeled, words: str, context: Context) -> SpokenWord:
        after = token.after
        if after.startswith("."):
            comma = stop_is_heard_as_a_comma(token.core)
            last = not context.at(1).whole
            after = after[1:] or ("." if last else "," if comma else "")
        said = tuple(_merged([part for word in words.split() for part in self._say(word, _NOWHERE, 1)]))
        return SpokenWord(token.shown, said, heard_before(token.before), heard_after(after))

    def _pause(self, token: Peeled, context: Context) -> str:
        """Give the pause after a token; one stop inside a sentence is an abbreviation's."""
        if token.after.startswith(".,"):  # «Act II., scene 3»
            return heard_after(token.after[1:])
        if token.after[:1] != "." or token.after.count(".") > 1:
            return heard_after(token.after)
        following = context.at(1).whole
        if not following:
            return heard_after(token.after)
        before = context.previous
        begins = len(context.following) > 1 and context.following.casefold() in FUNCTION_WORDS
        initial = (
            len(token.core) == 1
            and token.core.isupper()
            and not (_is_a_noun(before) or before in _LETTERS_NAME or begins)
            and not is_counted(context)
        )
        goes_on = following[0].islower() or following[0].isdecimal() or following[0] in "§&"
        number = token.core[-1:].isdecimal() or _NUMERAL.fullmatch(token.core)
        decided = (
            not number and (apply_rules(token.core, context) or token.core).lower() != token.core.lower()
        )
        own = initial or goes_on or "." in token.core or decided
        return heard_after(token.after[1:] if own else token.after)

    def _say(self, token: str, context: Context, depth: int) -> list[Said]:
        found = self.lexicon.find(token)
        if found and not is_numbered_thing(token, context):
            return [found]
        words = apply_rules(token, context) if depth < _MAX_DEPTH else None
        if token in STRESSED and words == token.lower() and not self.shouted[self.index]:
            return [Said(words, STRESSED[token])]
        if words is None and _DOTTED.fullmatch(token):
            return _dotted(token)
        if words is None:
            return self._say_parts(token, depth)
        said: list[Said] = []
        for word in words.split():
            bare = word.rstrip(",")
            parts = self._letters(word) if word == token else self._say(bare, _NOWHERE, depth + 1)
            if bare != word and parts:
                parts[-1] = Said(parts[-1].text + ",", parts[-1].phonemes)
            said += parts
        return said

    def _say_parts(self, token: str, depth: int) -> list[Said]:
        """Say «RLHF-trained» part by part where a part has a decision of its own, else as one word."""
        if "-" not in token and "–" not in token:
            return self._letters(token)
        parts = [part for part in re.split(r"[-–]", token) if part]
        decided = any(_DECIDED.search(part) or self.lexicon.find(part) for part in parts)
        if len(parts) < 2 or not decided or depth >= _MAX_DEPTH:
            return self._letters(token)
        return [said for part in parts for said in self._say(part, _NOWHERE, depth + 1)]

    def _letters(self, token: str) -> list[Said]:
        """Keep what a voice can say of a word; note the rest, and capitals that nobody has decided."""
        text = american(token if token.isascii() and token.isalpha() else self._speakable(token))
        if text.islower() and text.isalpha():
            return [Said(text)]
        if _CAPITALS.search(text):
            if self.shouted[self.index] and _VOWELS & set(text):
                return [Said(text.lower())]
            letters = _known_letters(text)
            if letters:
                return [letters]
            self.remarks.append(Remark("spelled", re.sub(r"(?<=[A-Z])(?:'?s|s')$", "", text)))
            text = as_a_word(text)
        return [Said(text)] if any(map(str.isalnum, text)) else []

    def _speakable(self, token: str) -> str:
        unsaid = (_worth_a_remark(run) for run in _UNSPEAKABLE.findall(token))
        self.remarks += [Remark("dropped", run) for run in unsaid if run]
        figures = _FIGURES.sub(
            lambda match: f" {amount(match[0])} ", token
        )  # never lost, whatever is beside them
        return " ".join(" ".join(_SPEAKABLE.findall(figures)).split()).strip("-.").replace("’", "'")


def _is_a_noun(before: str) -> bool:
    """Guess whether a letter's stop ends its sentence: «to option B. Others …», but not «by F. Scott»."""
    return before.islower() and (before in ("a", "an", "the") or before not in FUNCTION_WORDS)


def _dotted(token: str) -> list[Said]:
    of = "'s" if token.endswith(("'s", "’s")) else ""
    said = spelled(re.sub(r"['’]s$", "", token).replace(".", "").upper())
    return [Said(said.text + of, said.phonemes + "z") if of else said]


def _known_letters(text: str) -> Said | None:
    """Say «HBO» and «DVDs» letter by letter, without a remark: nobody reads them otherwise."""
    bare = re.sub(r"(?<=[A-Z])(?:'?s|s')$", "", text)
    if bare not in KNOWN_LETTERS:
        return None
    said = spelled(bare)
    return said if bare == text else Said(f"{said.text}'s", said.phonemes + plural_sound(said.phonemes))


def _worth_a_remark(run: str) -> str:
    """Give what is worth a remark in signs that are not said: no quotes, brackets and invisible ones."""
    kept = [sign for sign in run if unicodedata.category(sign)[0] not in "PZ" and sign not in "`´¨"]
    return "".join(kept) if any(unicodedata.category(sign)[0] not in "CM" for sign in kept) else ""


def _merged(said: list[Said]) -> list[Said]:
    merged: list[Said] = []
    for one in said:
        if merged and not one.phonemes and not merged[-1].phonemes:
            merged[-1] = Said(f"{merged[-1].text} {one.text}")
        else:
            merged.append(one)
    return merged
