"""Numbers in figures and in words, read exactly and said as one says them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}
_SCALES |= {"quintillion": 10**18}
_WORDS = {**{word: n for n, word in enumerate(_SMALL)}, **_TENS}
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
_PART_SIZES = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "fifteenth": 15, "sixteenth": 16, "twentieth": 20,
    "hundredth": 100, "thousandth": 1000, "millionth": 10**6,
}  # fmt: skip
_NAMES = {size: name for name, size in _PART_SIZES.items() if name != "fourth"}
_DIGITS = re.compile(
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<vulgar>[½¼¾⅓⅔⅛])?(?![\d]|st\b|nd\b|rd\b|th\b)"
)
_SCALE = re.compile(rf"\s(?P<scale>hundred|{'|'.join(_SCALES)})\b(?!s)", re.IGNORECASE)
_LETTER = re.compile(r"[KMBT](?![\w°])")  # «100K», «7B»
_OF_MONEY = re.compile(r"(?:k|m|mn|bn|tn)(?!\w)")  # «$9.48m»
_LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12, "tn": 10**12}
_WORD = re.compile(r"[A-Za-z]+")
_PART = re.compile(
    rf"(?:(?P<one>an?|one)|(?P<many>{'|'.join(_SMALL[2:])}))[ -]"
    rf"(?P<part>{'|'.join(_PART_SIZES)})(?P<s>s?)\b(?!-)",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?<!first )(?<!second )(?<!last )(?<!other )half(?= (?:of|the|its|their|his|her|all)\b)", re.IGNORECASE
)
_BARE_HALF = re.compile(r"(?<!first )(?<!second )(?<!last )(?<!other )half(?= [a-z])(?! (?:an?|past)\b)")
_OF_WHICH = re.compile(r"\bof (?:which|whom|them),? (?:about |some |nearly |over |more than |almost )?$")
_A_NEW_ONE = re.compile(rf"[a-z]+(?:-[a-z]+)? (?:hundred|{'|'.join(_SCALES)})\b", re.IGNORECASE)
_MIXED = re.compile(r"\sand (?:a|one|two|three)[ -](half|quarter|third)s?\b", re.IGNORECASE)
_OF_A_SCALE = re.compile(r" of a (hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
_FRACTION = re.compile(r"(\d+)[/⁄](\d+)\b")
_A_SCALE = re.compile(
    r"(?P<half>half )?an? (?P<scale>dozen|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is written: its exact value, the digits that count, and where it ends."""

    value: Fraction
    digits: int  # significant ones; the noughts at the end of a whole number do not count
    end: int
    is_part: bool = False  # «a third», «three quarters», «half»
    is_label: bool = False  # «140/90»


def numeral_at(text: str, start: int) -> Numeral | None:
    """Read the number that begins at a place, in figures or in words; None where there is none."""
    for read in (_in_figures, _part, _a_scale, _in_words):
        if found := read(text, start):
            return found
    return None


def _in_figures(text: str, start: int) -> Numeral | None:
    match = _DIGITS.match(text, start)
    if not match:
        return None
    if fraction := _FRACTION.match(text, start):
        return _as_fraction(fraction)
    value = Fraction(match["whole"].replace(",", "") + (match["decimals"] or ""))
    digits = len((match["whole"].replace(",", "") + (match["decimals"] or "").lstrip(".")).lstrip("0"))
    if not match["decimals"]:
        digits = significant(value)
    if match["vulgar"]:
        value, digits = value + Fraction(*_VULGAR[match["vulgar"]]), digits + 1
    paid = re.search(r"[$€£¥]\s?$", text[:start])
    if letter := _LETTER.match(text, match.end()) or (paid and _OF_MONEY.match(text, match.end())):
        return Numeral(value * _LETTERS[letter[0].lower()], max(digits, 1), letter.end())
    if mixed := _MIXED.match(text, match.end()):
        return Numeral(value + _part_of_mixed(mixed), digits + 1, mixed.end())
    scale = _SCALE.match(text, match.end())
    if scale:
        value *= _SCALES.get(scale["scale"].lower(), 100)
    return Numeral(value, max(digits, 1), scale.end() if scale else match.end())


def _as_fraction(written: re.Match[str]) -> Numeral | None:
    """Read «3/4» as a part; «140/90» is none, and «1/0» is nothing."""
    many, size = int(written[1]), int(written[2])
    if many > size > 0:
        return Numeral(Fraction(many), 2, written.end(), is_label=True)
    return Numeral(Fraction(many, size), 2, written.end(), is_part=True) if size else None


def _part(text: str, start: int) -> Numeral | None:
    match = _PART.match(text, start)
    if match and bool(match["many"]) == bool(match["s"]):
        count = 1 if match["one"] else _WORDS[match["many"].lower()]
        value = Fraction(count, _PART_SIZES[match["part"].lower()])
        if scale := _OF_A_SCALE.match(text, match.end()):  # «a quarter of a million»
            return Numeral(value * (_SCALES.get(scale[1].lower()) or 100), 2, scale.end())
        return Numeral(value, 2, match.end(), is_part=True)
    half = _HALF.match(text, start) or (_OF_WHICH.search(text, 0, start) and _BARE_HALF.match(text, start))
    return Numeral(Fraction(1, 2), 2, half.end(), is_part=True) if half else None


def _a_scale(text: str, start: int) -> Numeral | None:
    match = _A_SCALE.match(text, start)
    if not match:
        return None
    value = Fraction(
        {"dozen": 12, "hundred": 100}.get(match["scale"].lower()) or _SCALES[match["scale"].lower()]
    )
    if more := re.compile(r" and a half\b").match(text, match.end()):
        return Numeral(value * Fraction(3, 2), 2, more.end())  # «a million and a half»
    rest = _after_hundred(text, match.end(), value)
    return rest or Numeral(value / 2 if match["half"] else value, 1, match.end())


def _part_of_mixed(mixed: re.Match[str]) -> Fraction:
    """Read «and a half», «and three quarters» behind a whole number."""
    count = {"two": 2, "three": 3}.get(re.split(r"[ -]", mixed[0].strip())[1].lower(), 1)
    return Fraction(count, _PART_SIZES[mixed[1].lower()])


def _after_hundred(text: str, end: int, value: Fraction) -> Numeral | None:
    """Go on after «a hundred»: «and twenty», «thousand»."""
    if more := re.compile(r" and ").match(text, end):
        rest = _in_words(text, more.end())
        if rest and rest.value < value and rest.value < 100:
            return Numeral(value + rest.value, significant(value + rest.value), rest.end)
    scale = _SCALE.match(text, end)
    return (
        Numeral(value * _SCALES.get(scale["scale"].lower(), 1), 1, scale.end())
        if scale and value == 100
        else None
    )


def _in_words(text: str, start: int) -> Numeral | None:
    total = group = Fraction(0)
    end, at, least = start, start, 0
    while word := _WORD.match(text, at):
        name = word[0].lower()
        if name in _WORDS and (least == 0 or (_WORDS[name] < least)):
            group += _WORDS[name]
            least = 10 if name in _TENS else 1
        elif name == "hundred" and 0 < group < 100:
            group, least = group * 100, 100
        elif name in _SCALES and group:
            total, group, least = total + group * _SCALES[name], Fraction(0), 1000
        else:
            break
        end = word.end()
        joint = re.compile(r"[ -](?:and (?=[a-z]+))?").match(text, end)
        if not joint or ("and" in joint[0] and (least < 100 or _A_NEW_ONE.match(text, joint.end()))):
            break
        at = joint.end()
    if end == start:
        return None
    value = total + group
    if mixed := _MIXED.match(text, end):
        return Numeral(value + _part_of_mixed(mixed), significant(value) + 1, mixed.end())
    return Numeral(value, significant(value), end)


def scale_of(text: str) -> int:
    """Give the scale word at the end of a number, «million» as 1,000,000, else 1."""
    found = re.search(rf"\b(?:{'|'.join(_SCALES)})\b", text, re.IGNORECASE)
    return _SCALES[found[0].lower()] if found else 1


def significant(value: Fraction) -> int:
    """Count the digits of a whole number that are not noughts at its end."""
    return max(1, len(str(int(abs(value))).rstrip("0")))


def said(value: Fraction) -> str:
    """Say a number: in words as far as that is short, else in figures."""
    if value < 0:
        return f"minus {said(-value)}"
    if value.denominator == 2 and 1 < value < 20:
        return f"{said(Fraction(int(value)))} and a half"
    if value.denominator != 1:
        return _decimal(value)
    number = int(value)
    return _small(number) or _scaled(number) or f"{number:,}"


def _small(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens = next(name for name, n in _TENS.items() if n == number // 10 * 10)
        return f"{tens}-{_SMALL[number % 10]}" if number % 10 else tens
    if number == 100:
        return "a hundred"
    return f"{_SMALL[number // 100]} hundred" if number < 1000 and number % 100 == 0 else ""


def _scaled(number: int) -> str:
    for name, size in reversed(_SCALES.items()):
        if number >= size and number % size == 0:
            count = number // size
            if size == 1000 and not _small(count):
                return ""
            return f"{'a' if count == 1 else _small(count) or count} {name}" if count < 1000 else ""
        if size >= 10**6 and number >= size and number * 100 % size == 0:
            return f"{_decimal(Fraction(number, size))} {name}"
    return ""


def _decimal(value: Fraction) -> str:
    for places in range(1, 7):
        if (value * 10**places).denominator == 1:
            return f"{int(value):,}" + f"{float(value % 1):.{places}f}"[1:]
    return f"{float(value):.3g}"


def part_said(value: Fraction) -> str:
    """Say a part of a whole, «a third», «three quarters»; "" for one that has no name."""
    name = _NAMES.get(value.denominator, "")
    if not name or not 0 < value < 1:
        return ""
    if value == Fraction(1, 2):
        return "half"
    article = "an" if name == "eighth" else "a"
    return f"{article} {name}" if value.numerator == 1 else f"{said(Fraction(value.numerator))} {name}s"
