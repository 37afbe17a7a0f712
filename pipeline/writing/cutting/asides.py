"""Brackets and «±» as a voice can say them: what holds a number is said, what does not read well is left."""

from __future__ import annotations

import re

from pipeline.language.grammar import clause_of
from pipeline.language.words import words_in

_BRACKET = re.compile(r"\s*\(([^()]+)\)")
_PLUS_MINUS = re.compile(r"\s*(?:±|\+/[-−])\s*")
_EXAMPLE = re.compile(r"(?:e\.\s?g\.|for example|for instance),?\s+", re.IGNORECASE)
_THAT_IS = re.compile(r"(?:i\.\s?e\.|that is),?\s+", re.IGNORECASE)
_YEARS = re.compile(r"(?:1[0-9]|20)\d\d(?:\s*[-–—]\s*(?:\d\d)?\d\d)?")
_RANGE = re.compile(r"\s*[-–—]\s*")
_SHORT_FORM = re.compile(r"[A-Z][A-Za-z0-9²³&/-]*[A-Z0-9²³]s?|[A-Z]{1,4}")
_ABOUT = "about|around|roughly|nearly|over|under|up to"
_QUANTITY = re.compile(
    rf"(?:{_ABOUT}|some|~|≈|<|>|≤|≥|[-−+])?\s*[$€£]?\d[\d.,]*\s*(?:[-–]\s*\d[\d.,]*)?\s*"
    r"(?P<unit>%|°\s?[CF]|\w+(?:[/·]\w+)?)?(?:\s\w+)?"
)
_LEADS = re.compile(
    rf"(?:{_ABOUT}|especially|including|such as|at|in|from|for|or|like|with|by|of|on|to|mostly|mainly|"
    r"usually|often|sometimes|also|now|then|formerly|today|not|even|see|after|before|when|if|as)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[=<>{}|\\/*_^#@→+×·≈]|\w\(|https?:|www\.")
_FEW = 12  # words: a longer aside is hard to hear out of


def for_the_ear(sentence: str) -> str:
    """Give a sentence with its brackets as asides where they read well, and as they are elsewhere."""
    sentence = _PLUS_MINUS.sub(lambda match: " plus or minus " if match.start() else match[0], sentence)
    brackets = list(_BRACKET.finditer(sentence))
    parts, place = [], 0
    for match in brackets:
        before, after = sentence[: match.start()], sentence[match.end() :]
        parts.append(sentence[place : match.start()])
        parts.append(_said(match, before, after, several=_several(brackets)))
        place = match.end()
    return _tidy("".join([*parts, sentence[place:]])) if brackets else sentence


def _several(brackets: list[re.Match[str]]) -> bool:
    return sum(any(sign.isdigit() for sign in match[1]) for match in brackets) > 1


def _said(match: re.Match[str], before: str, after: str, *, several: bool) -> str:
    aside = match[1].strip()
    written = match[0]
    if not written[0].isspace() or _CODE.search(aside) or not before.strip():
        return written
    return (
        _as_lead(aside)
        or _as_year(aside, before, after, several=several)
        or _as_short_form(aside, before)
        or _as_quantity(aside, before, after, several=several)
        or _as_words(aside, before, after)
        or written
    )


def _as_lead(aside: str) -> str:
    """Say «e.g.» and «i.e.» in words."""
    if match := _EXAMPLE.match(aside):
        return f", for example {aside[match.end() :]},"
    if match := _THAT_IS.match(aside):
        return f", that is {aside[match.end() :]},"
    return ""


def _as_year(aside: str, before: str, after: str, *, several: bool) -> str:
    if not _YEARS.fullmatch(aside):
        return ""
    years = _RANGE.sub(" to ", aside)
    if _RANGE.search(aside):
        first, _, last = years.partition(" to ")
        years = f"{first} to {last if len(last) == 4 else first[:2] + last}"
        return f" from {years}" if several else f", {years},"
    return f" in {years}" if _may_have_happened(before, after) else f", {years},"


def _may_have_happened(before: str, after: str) -> bool:
    """Tell whether the year may be when something was: in the past tense, or in a list without a verb."""
    clause = clause_of(before + after) or clause_of(re.split(r"[:;—]", before)[-1].strip())
    if clause is not None:
        return clause.tense == "past"
    return not any(word.tag in ("VBZ", "VBP", "MD") for word in words_in(before + after))


def _as_short_form(aside: str, before: str) -> str:
    """Say «, or LoRA,» after the words whose first letters it holds."""
    if not _SHORT_FORM.fullmatch(aside):
        return ""
    letters = [sign.casefold() for sign in aside if sign.isupper() or sign.isdigit()]
    initials = [
        part[:1].casefold() for word in before.split()[-6:] for part in re.split(r"[-/]", word) if part
    ]
    return f", or {aside}," if letters and _follow(letters, initials) else ""


def _follow(letters: list[str], initials: list[str]) -> bool:
    """Tell whether the letters are initials of the last words, in order."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _as_quantity(aside: str, before: str, after: str, *, several: bool) -> str:
    """Say a quantity: «8,849 metres, or 29,032 feet,», «Nitrogen at 78%», «GPT-1, with 117M params,»."""
    if not any(sign.isdigit() for sign in aside):
        return ""
    match = _QUANTITY.fullmatch(aside)
    if match is None or not match["unit"]:
        plain = len(aside.split()) <= _FEW and "," not in aside and not _goes_on_listing(after)
        return f", {aside}," if plain else ""
    if re.search(r"\d[\d.,]*\s?(?:%|°\s?[CF]|[A-Za-z]+)$", before):
        return f", or {aside},"
    if several:
        return f" at {aside}"
    return "" if _goes_on_listing(after) else f", {aside},"


def _goes_on_listing(after: str) -> bool:
    """Tell whether a comma before the aside would make it one more item of a list."""
    return bool(re.match(r"\s*(?:,|and\b|or\b)", after))


def _as_words(aside: str, before: str, after: str) -> str:
    """Say plain words as an aside between commas, a list between dashes; not in a list, not before a noun."""
    count = len(aside.split())
    if count < 2 or count > _FEW or any(sign.isdigit() for sign in aside):
        return ""
    if clause_of(aside) is not None:
        return "" if after.strip(" .") else f". {aside[:1].upper()}{aside[1:]}"
    begins = after.lstrip()
    words = words_in(before)
    if not words or not words[-1].tag.startswith("N") or _stands_before_noun(before, after):
        return ""
    if "," in aside or ";" in aside:
        plain = not re.search(r"[—()]", before + aside + after) and begins[:1] not in tuple(",;:")
        return f" — {aside} —" if plain else ""
    if "," in before[-40:] or begins[:1] == ",":
        return f", {aside}," if _LEADS.match(aside) else ""
    return f", {aside},"


def _stands_before_noun(before: str, after: str) -> bool:
    following = next((word for word in words_in(before + after) if word.start >= len(before)), None)
    if following is None:
        return False
    return following.tag.startswith(("N", "JJ", "VBG")) or following.low in ("and", "or")


def _tidy(text: str) -> str:
    text = re.sub(r"[,—]\s*(?=[,.;:!?])|,(?=\s+[—–])|\s*—\s*$|,\s*$", "", text)
    return re.sub(r"\s+(?=[,.;:!?](?:\s|$))", "", " ".join(text.split()))
