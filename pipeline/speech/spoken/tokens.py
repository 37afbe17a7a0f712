"""A sentence cut into tokens: at spaces, but not inside what is one thing to a reader, and at dashes within.

Scanned books, translations and converters put spaces where a typist puts none («5 , 6», «( 1990 )», «$ 40»,
«1939 - 1945»), and typists leave some out («1862--September», «No.13», «eggs,milk»). A token's `shown` is
always as written; its core is as it would have been written well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.speech.spoken.characters import plain_characters
from pipeline.speech.spoken.punctuation import peel_all
from pipeline.speech.spoken.rules.rule import DASH, FUNCTION_WORDS, Peeled
from pipeline.speech.spoken.rules.verses import BOOKS
from pipeline.speech.spoken.symbols import CURRENCIES, DOLLARS, MONTHS, SHORT_MONTHS

_LONGEST_CALL = 5  # tokens between the brackets of «O(n log n)»
_OPEN_CALL = re.compile(r"[^\w]*[A-Za-zΑ-Ωα-ω]\([^()]*$")
# One of these is in every sentence with something to put together, and in few others.
_APART = re.compile(
    r"(?<!\S)[^\w\s]+(?!\S)|[$]\s+\d|\([^)\s]*\s|[-–—/]\s+\d|(?<!\S)[-–—/]\d|(?<!\S)(?:n?['’]\w{1,2}(?!\w))"
    r"|(?<!\S)[AaPp]\.\s+[Mm]\.|\d['’′]\s+\d{1,2}[\"”″]|\d['’′\"”″]\s+[x×]\s|\d°\s+\d|\d\s+000|\d\s+\d{3}\s+\d{3}"
)
_MAY_PART = re.compile(r"[-–—….,;:!?](?=\S)")
_CLOSES = re.compile(r"[.,;:!?)\]}”»]+")
_OPENS = re.compile(r"[(\[{“«]+")
_ENDING = re.compile(r"['’](?:s|re|ve|ll|d|m)|n['’]t", re.IGNORECASE)
_ENDS_IN_FIGURES = re.compile(rf"[^\w\s]*(?:[{''.join(CURRENCIES)}])?\d(?:[\d,.:/]*\d)?")
_BEGINS_WITH_FIGURES = re.compile(r"\d(?:[\d,.:/]*\d)?(?:st|nd|rd|th|s)?[^\w\s]*")
_DEGREES = re.compile(r"\d{1,3}°")
_WAY = re.compile(r"[NSEW]\b")
_SIDE = re.compile(r"\d+['’′\"”″]")
_FEET = re.compile(r"\d{1,2}['’′]")
_INCHES = re.compile(r"\d{1,2}[\"”″]")
_FIRST_GROUP = re.compile(r"[^\w\s]?[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?[.,;:!?)%]*")
_BOOK_NUMBERS = frozenset("ISBN ISBN-10 ISBN-13 ISSN".split())
_DIALLED = frozenset("call dial phone tel telephone fax text ring".split())
_LONGEST_BOOK_NUMBER = 9  # tokens
_OF_A_BOOK_NUMBER = re.compile(r"[-–]|[-–]?[\dXx]+[-–]?[.,;)]?")
_RATIOS = frozenset("ratio ratios scale odds proportion".split())
_NAMES_OF_MONTHS = frozenset([*MONTHS, *SHORT_MONTHS])
_DAY_APART = re.compile(r"\W?(?:1\d|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])\W*")
_UNIT_OF_A_SCALE = frozenset("1")
_STROKE_AFTER = re.compile(rf"\S*\d(?:{DASH}|/)|[A-Za-z]{{1,6}}-")
_HALF_DAYS = frozenset(("A.", "P.", "a.", "p."))
_STROKE_BEFORE = re.compile(rf"(?:{DASH}|/)\d(?:[\d,.:/]*\d)?[^\w\s]*")
# Beside these a stroke between two numbers is arithmetic.
_ARITHMETIC = frozenset("= + × * ÷ · − ≈ equals equal plus minus times".split())
_RESULTS = frozenset("is are makes make leaves leave gives give".split())
_NOT_PROSE = re.compile(r"[_=<>@\\{}]|://|www\.")
_ABBREVIATED = "|".join(
    [
        "[Nn]os?",
        "[Ff]igs?",
        "[Vv]ols?",
        "pp?",
        "[Cc]h",
        "[Ss]ec",
        "[Aa]rt",
        "[Ee]qs?",
        "[Pp]t",
        "ca?",
        *SHORT_MONTHS,
    ]
)
_JOINTS = re.compile(
    r"(?P<dash>^—(?=\w)|(?<=\S)[—…](?=\w|[\"'“‘($€£¥#]))"
    r"|(?<=[A-Za-z]{2}[,;!?])(?=[A-Za-z]{2})"
    r"|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])"
    r"|(?:(?<=\d,)|(?<=\d\d,))(?=[12]\d{3}\b)(?!\d{3},)"
)
_MONTH = "|".join([*MONTHS, *SHORT_MONTHS])
_BY_A_MONTH = re.compile(
    rf"(?:^|\W)(?:{_MONTH})\.?(?P<dash>[-–])(?=\d)|\d(?:st|nd|rd|th)?(?P<dash2>[-–])(?={_MONTH})"
)
_DAY_MONTH_YEAR = re.compile(
    rf"\W*(?:\d{{1,2}}-(?:{_MONTH})|(?:{_MONTH})-\d{{1,2}})-\d{{2,4}}\b", re.IGNORECASE
)
_STOP_AND_STROKE = re.compile(r"(?<=[\d'\"’”][.:;])-(?=[A-Z]|$)|(?<=[.:;,])-$")
_ABBREVIATION = re.compile(rf"(?P<short>[(\[“\"]*(?:{_ABBREVIATED})\.)(?=\d|[IVXLC]+\b)")


def read_tokens(sentence: str) -> list[Peeled]:
    """Cut a sentence into tokens, each without the punctuation around it."""
    pairs = [
        _Pair(each, each if each.isascii() and "`" not in each else plain_characters(each) or each)
        for each in sentence.split()
    ]
    if _APART.search(sentence):
        pairs = _rejoined(pairs)
    pieces: list[Peeled] = []
    for pair in pairs:
        if pair.written.isalpha():
            pieces.append(Peeled(pair.shown, core=pair.written, apart=pair.apart))
        else:
            pieces += _parted(pair)
    return peel_all(pieces)


class _Pair(NamedTuple):
    """A token as it is shown, and as it would be written well."""

    shown: str
    written: str
    apart: bool = False  # its full stop stood apart, and so is no abbreviation's


def _rejoined(pairs: list[_Pair]) -> list[_Pair]:
    """Put together what is written apart."""
    joined: list[_Pair] = []
    index = 0
    while index < len(pairs):
        count = _joined_count(pairs, index, joined)
        shown = " ".join(pair.shown for pair in pairs[index : index + count])
        space = (
            " "
            if count > 1 and "(" in pairs[index].written and not _OPENS.fullmatch(pairs[index].written)
            else ""
        )
        written = space.join(pair.written for pair in pairs[index : index + count])
        last = joined[-1] if joined else None
        if last and _belongs_to_the_last(last.written, written):
            apart = last.apart or (written[0] == "." and last.written[-1].isalnum())
            joined[-1] = _Pair(f"{last.shown} {shown}", last.written + written, apart)
        elif last and last.written in _HALF_DAYS and written.casefold().startswith("m."):
            joined[-1] = _Pair(f"{last.shown} {shown}", last.written + written)
        else:
            joined.append(_Pair(shown, written))
        index += count
    return joined


def _belongs_to_the_last(last: str, written: str) -> bool:
    """Tell whether a token is the punctuation, or the ending, of the word before."""
    if written[0].isalnum() and written[0] not in "nN":
        return False
    if _CLOSES.fullmatch(written):
        return True
    return _ENDING.fullmatch(written.rstrip(".,;:!?")) is not None and last[-1].isalnum()


def _joined_count(pairs: list[_Pair], index: int, before: list[_Pair]) -> int:
    """Count how many tokens from here on are one."""
    token = pairs[index].written
    following = pairs[index + 1].written if index + 1 < len(pairs) else ""
    if token.isalpha() or not following:
        address = following == ":" and token in ("http", "https") and len(pairs) > index + 2
        return 3 if address and pairs[index + 2].written.startswith("//") else 1
    if "(" in token and _OPEN_CALL.match(token) and not _OPENS.fullmatch(token):
        inside = (
            i for i, part in enumerate(pairs[index + 1 : index + 1 + _LONGEST_CALL]) if ")" in part.written
        )
        return 2 + next(inside, -1)
    if _OPENS.fullmatch(token):
        return 1 + _joined_count(pairs, index + 1, before)
    if token[-1] in CURRENCIES and following[0].isdecimal() and (len(token) == 1 or token[:-1] in DOLLARS):
        return 2
    return _figures_count(pairs, index, before)


def _figures_count(pairs: list[_Pair], index: int, before: list[_Pair]) -> int:
    """Count the tokens of a number, or of several that belong together."""
    last = before[-1].written if before else ""
    if last.rstrip(":") in _BOOK_NUMBERS:
        return _book_number_count(pairs, index)
    if last.casefold().rstrip(":.") not in _DIALLED and (count := _thousands_count(pairs, index)):
        return count
    return (
        _marks_count(pairs, index) or _clock_count(pairs, index, last) or _stroke_count(pairs, index, before)
    )


def _book_number_count(pairs: list[_Pair], index: int) -> int:
    """Count the tokens of «ISBN 0 - 486 - 43365- X», a book's number written apart."""
    count, figures = 1, pairs[index].written
    for pair in pairs[index + 1 : index + _LONGEST_BOOK_NUMBER]:
        joined = figures.endswith(("-", "–")) or pair.written.startswith(("-", "–"))
        if not joined or not _OF_A_BOOK_NUMBER.fullmatch(pair.written):
            break
        count, figures = count + 1, figures + pair.written
    return count


def _marks_count(pairs: list[_Pair], index: int) -> int:
    """Count the tokens of «6' 2"» and «40° 26' 46" N»."""
    written = [pair.written for pair in pairs[index : index + 4]] + [""] * 3
    if written[1] in ("x", "×") and _SIDE.fullmatch(written[0]) and _SIDE.match(written[2]):
        return 3
    if _FEET.fullmatch(written[0]):
        return 2 * bool(_INCHES.match(written[1]))
    if not (_DEGREES.fullmatch(written[0]) and _FEET.fullmatch(written[1])):
        return 0
    count = 2 + bool(_INCHES.match(written[2]))
    return count + bool(_WAY.match(written[count]))


def _thousands_count(pairs: list[_Pair], index: int) -> int:
    """Count the groups of «1 000 000», which is told from other numbers by its last three noughts."""
    if not _FIRST_GROUP.fullmatch(pairs[index].written):
        return 0
    count = 1
    while index + count < len(pairs) and _GROUP.fullmatch(pairs[index + count].written):
        count += 1
    millions = count > 2 and len(pairs[index].written) < 3
    return count if count > 1 and (millions or pairs[index + count - 1].written.startswith("000")) else 0


def _stroke_count(pairs: list[_Pair], index: int, before: list[_Pair]) -> int:
    """Count the tokens of a range, fraction or ratio written with spaces: «12 - 15», «2017/ 2016»."""
    token, following, third = (pairs[i].written if i < len(pairs) else "" for i in range(index, index + 3))
    if _STROKE_AFTER.fullmatch(token) and _BEGINS_WITH_FIGURES.fullmatch(following):
        return 2
    if not _ENDS_IN_FIGURES.fullmatch(token):
        return 1
    if _STROKE_BEFORE.fullmatch(following):
        return 2
    apart = following in ("-", "–", "—", "/")
    dated = len(token) == 4 and _written(pairs, index + 3, 1) in _NAMES_OF_MONTHS  # «1887 – 13 August»
    if dated or not (apart and _BEGINS_WITH_FIGURES.fullmatch(third)):
        return 1
    after, result = (pairs[i].written if i < len(pairs) else "" for i in (index + 3, index + 4))
    beside = {before[-1].written if before else "", after}
    subtracted = beside & _ARITHMETIC or (after in _RESULTS and result[:1].isdecimal())
    return 1 if following == "-" and subtracted else 3


def _written(pairs: list[_Pair], index: int, count: int) -> str:
    return "".join(pair.written for pair in pairs[index : index + count])


def _clock_count(pairs: list[_Pair], index: int, last: str) -> int:
    """Count the tokens of «9 : 15 am», «John 3 : 16», «a ratio of 3 : 2», «1 : 4» and «2010 - 11 - 05».

    A page after its volume, «Lancet 12 : 45», stays apart.
    """
    if _DAY_APART.fullmatch(_written(pairs, index, 5)):
        return 5
    token, colon, third, after = (_written(pairs, index + place, 1) for place in range(4))
    if colon != ":" or not _BEGINS_WITH_FIGURES.fullmatch(third):
        return 0
    timed = after.casefold().replace(".", "") in ("am", "pm") and re.fullmatch(r"\d\d", third)
    ratio = any(pair.written in _RATIOS for pair in pairs[max(0, index - 3) : index])
    return 3 * bool(token in _UNIT_OF_A_SCALE or timed or last in BOOKS or ratio)


def _parted(pair: _Pair) -> list[Peeled]:
    """Cut a token where a dash, or a stop without its space, joins two words."""
    shown, written, apart = pair
    if not _MAY_PART.search(written) or " " in shown or _NOT_PROSE.search(written):
        return [Peeled(shown, core=written, apart=apart)]
    if "--" in written and not _is_flag(written):
        written = re.sub(r"-{2,}", "—", written)
    if "-" in written and written[0] not in CURRENCIES:  # «€5,-» has no cents
        written = _STOP_AND_STROKE.sub("—", written)
    dash = None if _DAY_MONTH_YEAR.match(written) else _BY_A_MONTH.search(written)
    if dash:
        cuts = [dash.start(dash.lastgroup), dash.end(dash.lastgroup)] if dash.lastgroup else []
    else:
        cuts = _cuts(written)
    ends = [*cuts, len(written)]
    pieces = [written[start:end] for start, end in zip([0, *cuts], ends, strict=True)]
    if dash:
        pieces[1] = "-"
    last = len(pieces) - 1
    return [
        Peeled(shown if i == 0 else "", core=piece, glued=i < last, apart=apart and i == last)
        for i, piece in enumerate(pieces)
    ]


def _cuts(written: str) -> list[int]:
    """Give where the parts of a token end, but for the last."""
    cuts = [match.end() for match in _JOINTS.finditer(written) if not _between_figures(match, written)]
    short = _ABBREVIATION.match(written) if "." in written else None
    return [short.end(), *cuts] if short else cuts


def _between_figures(match: re.Match[str], written: str) -> bool:
    """Tell the stroke of a range, «12—15», from a dash."""
    dashed = match["dash"] in ("—", "…")
    return dashed and written[: match.start()][-1:].isdecimal() and written[match.end() :][:1].isdecimal()


def _is_flag(written: str) -> bool:
    """Tell «--verbose» from a dash before a word, «--and»."""
    return written.startswith("--") and written[2:3].islower() and written[2:] not in FUNCTION_WORDS
