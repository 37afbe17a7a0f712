"""From a sentence as it is shown to the words that are said, pair by pair.

The lexicon decides first, then the rules, then the letters themselves; whatever is left that no voice can
say is dropped and reported in the sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.rules import Context, apply_rules
from pipeline.speech.spoken.words import Said, SpokenSentence, SpokenWord

ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "vs.": "versus", "vs": "versus",
    "cf.": "compare", "Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Prof.": "Professor",
    "approx.": "approximately", "Fig.": "figure", "fig.": "figure", "w/": "with", "w/o": "without",
}  # fmt: skip
_OPENING = "([{\"'“‘«"
_CLOSING = ".,;:!?)]}\"'”’»…—–"
# What a voice hears in punctuation, the strongest first: «(not)?» ends as a question.
_HEARD = {
    "?": "?",
    "!": "!",
    ".": ".",
    "…": ".",
    ";": ";",
    ":": ":",
    "—": " —",
    "–": " —",
    ",": ",",
    ")": ",",
}
_MARKUP = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_SPEAKABLE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ'’.-]+")
_MAX_DEPTH = 4  # a rule's words may need another rule; no chain of them is longer


@lru_cache(maxsize=1024)  # the fitting asks for the same sentences over and over
def speak_sentence(shown: str, lexicon: Lexicon) -> SpokenSentence:
    """Give what is said for every word of a sentence. Where a number means a year is told in `rules`."""
    return _Reader(_MARKUP.sub("", shown).split(), lexicon).read()


class _Reader:
    """Reads one sentence, token by token."""

    def __init__(self, tokens: list[str], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.dropped: list[str] = []

    def read(self) -> SpokenSentence:
        words: list[SpokenWord] = []
        index = 0
        while index < len(self.tokens):
            taken, word = self._term(index) or (1, self._token(index))
            words.append(word)
            index += taken
        return SpokenSentence(_phrased(words), tuple(self.dropped))

    def _term(self, index: int) -> tuple[int, SpokenWord] | None:
        """Find the longest lexicon term of several words that begins here."""
        longest = min(self.lexicon.longest_term_words, len(self.tokens) - index)
        for count in range(longest, 1, -1):
            shown = " ".join(self.tokens[index : index + count])
            before, core, after = _peel(shown)
            said = self.lexicon.find(core)
            if said:
                return count, SpokenWord(shown, (said,), _heard_before(before), _heard_after(after))
        return None

    def _token(self, index: int) -> SpokenWord:
        shown = self.tokens[index]
        whole = self._abbreviation(shown, last=index == len(self.tokens) - 1) or self.lexicon.find(shown)
        if whole:
            return whole if isinstance(whole, SpokenWord) else SpokenWord(shown, (whole,))
        before, core, after = _peel(shown)
        context = Context(
            previous=_peel(self.tokens[index - 1])[1] if index else "",
            following=self.tokens[index + 1] if index + 1 < len(self.tokens) else "",
            pause_after=bool(_heard_after(after)),
        )
        said = tuple(_merged(self._say(core, context, 0))) if core else ()
        return SpokenWord(shown, said, _heard_before(before), _heard_after(after))

    def _abbreviation(self, shown: str, *, last: bool) -> SpokenWord | None:
        """Read «e.g.» and its like, whose full stop is their own."""
        before, core, after = _peel(shown)
        written = core + "." if after.startswith(".") and core + "." in ABBREVIATIONS else core
        if written not in ABBREVIATIONS:
            return None
        rest = after[1:] if written.endswith(".") else after
        ends = "." if last and written.endswith(".") else "," if written in ("e.g.", "i.e.") else ""
        said = (Said(ABBREVIATIONS[written]),)
        return SpokenWord(shown, said, _heard_before(before), _heard_after(rest) or ends)

    def _say(self, token: str, context: Context, depth: int) -> list[Said]:
        found = self.lexicon.find(token)
        if found:
            return [found]
        words = apply_rules(token, context) if depth < _MAX_DEPTH else None
        if words is None:
            return self._say_parts(token, context, depth)
        said: list[Said] = []
        for word in words.split():
            said += self._letters(word) if word == token else self._say(word, Context(), depth + 1)
        return said

    def _say_parts(self, token: str, context: Context, depth: int) -> list[Said]:
        """Say «RLHF-trained» part by part where a part has a decision of its own, else as one word."""
        parts = [part for part in re.split(r"[-–]", token) if part]
        decided = any(self.lexicon.find(part) or re.search(r"\d", part) for part in parts)
        if len(parts) < 2 or not decided or depth >= _MAX_DEPTH:
            return self._letters(token)
        return [said for part in parts for said in self._say(part, context, depth + 1)]

    def _letters(self, token: str) -> list[Said]:
        """Keep what a voice can say of a token; note the rest."""
        self.dropped += [sign for sign in _SPEAKABLE.sub("", token) if not sign.isspace()]
        text = " ".join(_SPEAKABLE.findall(token)).strip("-.").replace("’", "'")
        return [Said(text)] if text else []


def _merged(said: list[Said]) -> list[Said]:
    merged: list[Said] = []
    for one in said:
        if merged and not one.phonemes and not merged[-1].phonemes:
            merged[-1] = Said(f"{merged[-1].text} {one.text}")
        else:
            merged.append(one)
    return merged


def _peel(token: str) -> tuple[str, str, str]:
    """Take the punctuation off a token: before, core, after. Brackets that belong together stay."""
    if re.fullmatch(r"<\|?\w+\|?>[.,;:]?|\[[A-Z_]+\][.,;:]?", token):
        core = token.rstrip(".,;:")
        return "", core, token[len(core) :]
    core = token.lstrip(_OPENING if not re.match(r"['‘’]\d\d", token) else '([{"“«')
    before = token[: len(token) - len(core)]
    bare = core.rstrip(_CLOSING)
    after = core[len(bare) :]
    if "(" in bare and after.startswith(")"):  # O(n²), f(x)
        bare, after = bare + ")", after[1:]
    return before, bare, after


def _heard_before(before: str) -> str:
    return "," if "(" in before or "[" in before else ""


def _heard_after(after: str) -> str:
    return next((heard for sign, heard in _HEARD.items() if sign in after), "")


def _phrased(words: list[SpokenWord]) -> tuple[SpokenWord, ...]:
    """Move a pause before a word, or in place of one («—»), to the end of the word before it."""
    phrased: list[SpokenWord] = []
    for word in words:
        pause = word.before or ("" if word.said else word.after)
        if pause and phrased and not phrased[-1].after:
            last = phrased[-1]
            phrased[-1] = SpokenWord(last.shown, last.said, last.before, pause)
        phrased.append(SpokenWord(word.shown, word.said, "", word.after if word.said else ""))
    return tuple(phrased)
