"""Punctuation: taken off a word, heard as phrasing, and moved to where a voice pauses."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.speech.spoken.rules.rule import Peeled
from pipeline.speech.spoken.words import Said, SpokenWord

_OPENING = "([{\"'“‘«‹„"
_CLOSING = ".,;:!?)]}\"'”’»›…—–"
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
    "]": ",",
}
_WHOLE = re.compile(r"(<\|?\w+\|?>|\[[A-Z_]+\])([.,;:]?)")
_ANY = re.compile(rf"^[{re.escape(_OPENING)}]|[{re.escape(_CLOSING)}]")


def peel_all(tokens: list[Peeled]) -> list[Peeled]:
    """Take the punctuation off every core. A «"» after a figure is inches unless a quotation is open."""
    peeled: list[Peeled] = []
    open_quote = False
    for token in tokens:
        written = token.core
        if written.isalpha() or not _ANY.search(written):
            peeled.append(token)
            continue
        before, core, after = _parts(written, inches=not open_quote)
        peeled.append(Peeled(token.shown, before, core, after, token.glued, token.apart))
        if '"' in written:
            open_quote ^= written.count('"') % 2 == 1 and not core.endswith('"')
    return peeled


def peel(token: str) -> Peeled:
    """Take the punctuation off a token. Brackets that belong together stay, and so do those of «5'10"»."""
    return Peeled(token, *_parts(token, inches=True))


def _parts(token: str, *, inches: bool) -> tuple[str, str, str]:
    whole = _WHOLE.fullmatch(token) if token[0] in "<[" else None
    if whole:
        return "", whole[1], whole[2]
    opening = _OPENING if not re.match(r"['‘’]\d\d", token) else '([{"“«'
    core = token.lstrip(opening)
    before = token[: len(token) - len(core)]
    bare = core.rstrip(_CLOSING)
    after = core[len(bare) :]
    while after.startswith(")") and bare.count("(") > bare.count(")"):  # O(n²), 83(5)
        bare, after = bare + ")", after[1:]
    if inches and '"' not in before and after.startswith('"') and bare[-1:].isnumeric():
        bare, after = bare + '"', after[1:]
    if after[:1] in ("'", "’") and re.fullmatch(r"\d{4}s|\d0s|.*\d['’][x×]?\d+", bare):
        after = after[1:] if bare[-1] != "s" else after
    return before, bare, after


def heard_before(before: str) -> str:
    """Give the pause that opening punctuation asks for."""
    return "," if "(" in before or "[" in before else ""


def heard_after(after: str) -> str:
    """Give the strongest pause in closing punctuation."""
    return next((heard for sign, heard in _HEARD.items() if sign in after), "") if after else ""


def written_together(word: SpokenWord, other: SpokenWord) -> SpokenWord:
    """Make one word of two that are shown as one, as «stays—always» is: the pause is inside it."""
    pause = word.after or other.before
    said = [*word.said]
    if pause and said and not said[-1].phonemes and not pause.startswith(" "):
        said[-1] = replace(said[-1], text=said[-1].text + pause)
    elif pause and said:
        said.append(Said(pause.strip()))
    remarks = (*word.remarks, *other.remarks)
    return SpokenWord(word.shown + other.shown, (*said, *other.said), word.before, other.after, remarks)


def phrased(words: list[SpokenWord]) -> tuple[SpokenWord, ...]:
    """Move a pause before a word, or in place of one («—»), to the end of the word before it."""
    done: list[SpokenWord] = []
    for word in words:
        pause = word.before or ("" if word.said else word.after)
        if pause and done and not done[-1].after:
            # A word that is not said cannot carry the pause; the last one that is does.
            place = next((i for i in range(len(done) - 1, -1, -1) if done[i].said), None)
            if place is not None and not done[place].after:
                done[place] = replace(done[place], after=pause)
        plain = not word.before and (word.said or not word.after)
        done.append(word if plain else replace(word, before="", after=word.after if word.said else ""))
    return tuple(done)
