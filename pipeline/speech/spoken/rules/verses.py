"""Books of the Bible, and their chapters and verses."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.numerals import roman_value
from pipeline.speech.spoken.rules.rule import DASH, Context, Peeled, alternatives, rule

BOOKS = frozenset(
    "Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Ruth Samuel Kings Chronicles Ezra "
    "Nehemiah Esther "
    "Job Psalm Psalms Proverbs Ecclesiastes Song Songs Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea "
    "Joel Amos "
    "Obadiah Jonah Micah Nahum Habakkuk Zephaniah Haggai Zechariah Malachi Matthew Mark Luke John Acts "
    "Romans "
    "Corinthians Galatians Ephesians Philippians Colossians Thessalonians Timothy Titus Philemon Hebrews "
    "James "
    "Peter Jude Revelation Maccabees Tobit Sirach Wisdom Surah Sura Quran Koran Qur'an".split()
)
SHORT_BOOKS = {
    "Gen": "Genesis", "Exod": "Exodus", "Ex": "Exodus", "Lev": "Leviticus", "Num": "Numbers",
    "Deut": "Deuteronomy",
    "Josh": "Joshua", "Judg": "Judges", "Sam": "Samuel", "Chron": "Chronicles", "Neh": "Nehemiah",
    "Ps": "Psalm",
    "Pss": "Psalms", "Prov": "Proverbs", "Eccl": "Ecclesiastes", "Isa": "Isaiah", "Jer": "Jeremiah",
    "Lam": "Lamentations", "Ezek": "Ezekiel", "Dan": "Daniel", "Hos": "Hosea", "Mic": "Micah",
    "Zech": "Zechariah",
    "Mal": "Malachi", "Matt": "Matthew", "Mt": "Matthew", "Mk": "Mark", "Lk": "Luke", "Jn": "John",
    "Rom": "Romans",
    "Cor": "Corinthians", "Gal": "Galatians", "Eph": "Ephesians", "Phil": "Philippians", "Col": "Colossians",
    "Thess": "Thessalonians", "Tim": "Timothy", "Heb": "Hebrews", "Jas": "James", "Pet": "Peter",
    "Rev": "Revelation",
}  # fmt: skip
_COUNTED = frozenset(
    "Samuel Sam Kings Chronicles Chron Corinthians Cor Thessalonians Thess Timothy Tim Peter Pet John Jn "
    "Maccabees".split()
)
# Of no one else are there a first and a second.
_ALWAYS_COUNTED = frozenset("Corinthians Thessalonians Maccabees Chronicles".split())
_ORDINALS = {"1": "First", "2": "Second", "3": "Third", "I": "First", "II": "Second", "III": "Third"}
_SMALL_NUMERAL = re.compile("c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_PLACE = re.compile(rf"\d+:\d+(?:{DASH}\d+(?::\d+)?)?")


@rule(alternatives(SHORT_BOOKS))
def book_of_the_bible(match: re.Match[str], context: Context) -> str | None:
    """Say «Matt. 5:3» with the book's whole name."""
    psalm = match[0] in ("Ps", "Pss") and context.following[:1].isdecimal()
    counted = context.previous in _ORDINALS and match[0] in _COUNTED and context.following[:1].isdecimal()
    old = _is_old_chapter(context.at(1), context.at(2))
    return SHORT_BOOKS[match[0]] if psalm or counted or old or _PLACE.match(context.following) else None


def _is_old_chapter(chapter: Peeled, verse: Peeled) -> bool:
    """Tell the «xii. 3» of «Gen. xii. 3»."""
    return bool(
        _SMALL_NUMERAL.fullmatch(chapter.core) and chapter.after == "." and re.match(r"\d", verse.core)
    )


@rule(r"[ivxlc]+", "ivxlc")
def chapter_in_small_numerals(match: re.Match[str], context: Context) -> str | None:
    """Say the «xii.» of «Gen. xii. 3» and «Psalm cxix. 105»."""
    of_a_book = context.previous in BOOKS or context.previous in SHORT_BOOKS
    told = of_a_book and _is_old_chapter(context.here, context.at(1))
    return numbers.cardinal(str(roman_value(match[0].upper()))) if told else None


@rule(alternatives(_ORDINALS), "123I")
def which_book(match: re.Match[str], context: Context) -> str | None:
    """Say «1 Corinthians» as «First Corinthians»."""
    book = context.following
    if context.here.after or book not in _COUNTED:
        return None
    certain = book in _ALWAYS_COUNTED and context.at(2).core not in ("and", "are", "were")
    placed = re.match(r"\d", context.at(2).core) or _is_old_chapter(context.at(2), context.at(3))
    return _ORDINALS[match[0]] if certain or placed else None


@rule(rf"(?P<chapter>\d+):(?P<verse>\d+)(?:{DASH}(?P<last>\d+(?::\d+)?))?(?P<more>(?:,\d+)*)", ":")
def verse(match: re.Match[str], context: Context) -> str | None:
    """Say «Genesis 1:1-3» as «one, one to three»."""
    if context.previous not in BOOKS and context.previous not in SHORT_BOOKS:
        return None
    pause = "," if match["last"] else ""
    said = f"{numbers.cardinal(match['chapter'])}{pause} {numbers.cardinal(match['verse'])}"
    if match["last"]:
        said += " to " + ", ".join(map(numbers.cardinal, match["last"].split(":")))
    said += "".join(f", {numbers.cardinal(part)}" for part in match["more"].split(",") if part)
    return said + "," * (bool(match["last"]) and not context.pause_after)
