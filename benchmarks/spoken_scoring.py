"""When two spoken forms of a sentence count as one, and what kinds of written tokens a sentence holds."""

from __future__ import annotations

import difflib
import re

_UNCOUNTED = frozenset("and the of oh o".split())
_WORDS = re.compile(r"[^\W_]+")
# Left as they were in the answers of some sets, or two names of one thing; a listener hears no difference.
_ALIKE = {
    "mr": "mister", "mrs": "missus", "ms": "miz", "dr": "doctor", "no": "number", "fig": "figure",
    "sec": "section",
    "etcetera": "so on", "etc": "so on", "al": "others", "zero": "", "percent": "per cent", "et": "",
}  # fmt: skip
_SPELLINGS = (
    (r"our(?=$|ed$|ing|s$|able|ful|ite|hood|less)", "or"),
    (r"i[sz](e|ed|es|er|ers|ing|ation|ations|ational|able)$", r"iz\1"),
    (r"yse(d?)$", r"yze\1"), (r"(?<=[^aeiou])re(?=s?$)", "er"), (r"ogue(?=s?$)", "og"),
    (r"amme(?=s?$)", "am"),
    (r"ence(?=s?$)", "ense"), (r"ae", "e"), (r"ll(ed|ing|er)$", r"l\1"),
)  # fmt: skip
_DATE = re.compile(
    r"\b(?P<day>(?:twenty |thirty |thirtie)?(?:first|second|third|[a-z]+th)) "
    r"(?P<month>january|february|march|april|may|"
    r"june|july|august|september|october|november|december)\b"
)
_MONTH_DAY = (
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    r"|(?i:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?) ?,? ?\d"
)
KINDS = (
    ("date", _MONTH_DAY),
    ("time", r"\d:\d\d\b|\d ?[ap]\.? ?m\b"),
    ("money", r"[$€£¥₹] ?\d"),
    ("decade", r"\d0['’]?s\b"),
    ("range", r"\d ?[-–—] ?\d"),
    ("fraction", r"\d ?/ ?\d|[½¼¾⅓⅔⅛]"),
    ("ordinal", r"\d(?:st|nd|rd|th)\b"),
    ("percent", r"\d ?%"),
    ("unit", r"\d ?(?:km|cm|mm|m|kg|g|lb|ft|mi|mph|GB|MB|kHz|MHz|Hz|ha|°|oz)[²³23]?\b"),
    ("decimal", r"\d\.\d"),
    ("year", r"\b1[0-9]\d\d\b|\b20\d\d\b"),
    ("letters and figures", r"[A-Za-z]\d|\d[A-Za-z]"),
    ("number", r"\d"),
    ("roman numeral", r"\b(?=[IVXLC]{2})[IVXLC]+\b|\b(?i:chapter|part|book) [IVX]+\b"),
    ("letters", r"\b[A-Z]{2,}s?\b|(?:\b[A-Z]\.){2}"),
    ("initial", r"\b[A-Z] ?\. [A-Z]"),
    ("abbreviation", r"\b[A-Za-z]{2,4}\.(?= [a-zA-Z0-9])"),
    ("another script", r"[^\W\d_a-zA-ZÀ-ɏ]"),
)  # fmt: skip


def kinds_of(written: str) -> list[str]:
    """Name the kinds of tokens in a sentence; «words» where it holds nothing but words."""
    return [kind for kind, pattern in KINDS if re.search(pattern, written)] or ["words"]


def is_right(said: str, answer: str) -> bool:
    """Compare as the sets' users do: without case, punctuation, hyphens, «and», «the», «of», «oh»."""
    return _letters(said) == _letters(answer) or "".join(_words(said)) == "".join(_words(answer))


def is_heard_alike(said: str, answer: str) -> bool:
    """Compare as a listener does: also whatever the spelling («centre») and the order of a date."""
    alike = is_right(said, answer) or _sounds(said) == _sounds(answer)
    return alike or _sounds(said, frozenset()) == _sounds(answer, frozenset())


def difference(said: str, answer: str) -> tuple[list[str], float]:
    """Give where two forms differ, «said → answer», and the share of words that do."""
    ours, theirs = _counted(said), _counted(answer)
    steps = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    parts = [(ours[a:b], theirs[c:d]) for step, a, b, c, d in steps if step != "equal"]
    wrong = sum(max(len(left), len(right)) for left, right in parts)
    said_parts = [f"{' '.join(left) or '∅'} → {' '.join(right) or '∅'}" for left, right in parts]
    return said_parts, wrong / max(len(theirs), 1)


def _words(text: str) -> list[str]:
    return _WORDS.findall(re.sub(r"['’‘`]", "", text.casefold()))


def _counted(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _UNCOUNTED]


def _letters(text: str) -> str:
    return "".join(_counted(text))


def _sounds(text: str, uncounted: frozenset[str] = _UNCOUNTED) -> str:
    words = [_spelled(_ALIKE.get(word, word)) for word in _words(text) if word not in uncounted]
    ordered = _DATE.sub(r"\g<month> \g<day>", " ".join(" ".join(words).split()))
    return "".join(sign for sign in ordered if "a" <= sign <= "ɏ")


def _spelled(word: str) -> str:
    for pattern, replacement in _SPELLINGS:
        word = re.sub(pattern, replacement, word)
    return word
