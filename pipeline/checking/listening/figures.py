"""What was said may be written in figures, and figures may be said in several ways."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.symbols import CURRENCIES

_HUNDREDS = re.compile(r"(?P<sign>[$€£]?)(?P<digits>[1-9](?:\d[1-9]|[1-9]\d))")
_PRICE = re.compile(r"(?P<sign>[$€£])(?P<whole>\d[\d,]*)\.(?P<cents>[1-9]\d)")
_MIXED = re.compile(r"(?P<whole>\d+)\.(?P<part>25|5|75)")
_PARTS = {"25": "a quarter", "5": "a half", "75": "three quarters"}
_FIRST_OF_TWO = re.compile(r"([$€£])\d[\d,.]* (?:to|or|and) \1\d")
_RUN = re.compile(r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)|[A-Za-z]+")
_NUMBERS_AND_LETTERS = re.compile(rf"(?:{_RUN.pattern})+")  # «7B», «W9D2L1»


def other_readings(shown: str, usual: str, following: str = "") -> list[str]:
    """List the ways, besides the usual one, in which a word written in figures may have been said.

    `following` is what is written after it: «one to two dollars» may be written «$1 to $2».
    """
    if not any(sign.isdigit() for sign in shown):
        return []
    core = shown.strip(".,;:!?()\"'“”‘’")
    digits = core.replace(",", "")
    readings = []
    if re.fullmatch(r"[\d,.:/–-]+", core):  # «50/50», «9:30»
        parts = re.findall(r"\d+", core)
        readings += [" ".join(map(numbers.cardinal, parts)), " ".join(map(_on_the_clock, parts))]
    mixed = _MIXED.fullmatch(core)
    if mixed:
        readings.append(f"{numbers.cardinal(mixed['whole'])} and {_PARTS[mixed['part']]}")
    if digits.isdecimal():
        readings += [numbers.cardinal(digits), numbers.one_by_one(digits)]
    if re.fullmatch(r"[1-9]\d{3}", core):
        readings += [numbers.year(core), _in_pairs(core)]
    hundreds = _HUNDREDS.fullmatch(core)
    if hundreds:  # nobody says «dollars» in «at two fifty», but a recogniser may write the sign
        said = _hundreds(hundreds["digits"])
        readings += [said, f"{said} {CURRENCIES[hundreds['sign']][1]}"] if hundreds["sign"] else [said]
    if _FIRST_OF_TWO.match(f"{core} {following}"):
        readings.append(numbers.cardinal(core[1:]))
    price = _PRICE.fullmatch(core)
    if price:
        readings += _price(price)
    if _NUMBERS_AND_LETTERS.fullmatch(core):
        readings += _runs(core)
    return [*readings, *(f"a {said[4:]}" for said in [usual, *readings] if said.startswith("one "))]


def _runs(core: str) -> list[str]:
    """Say «W9D2» run by run, «H0» also with «naught», «573US» also as «five seventy-three US»."""
    runs = [(run["number"], run[0]) for run in _RUN.finditer(core)]
    plain = " ".join(numbers.cardinal(number) if number else letters for number, letters in runs)
    short = " ".join(_shortly(number) if number else letters for number, letters in runs)
    return [plain, short, re.sub(r"\bzero$", "naught", plain)]


def _shortly(number: str) -> str:
    return _hundreds(number) if _HUNDREDS.fullmatch(number) else numbers.cardinal(number)


def _hundreds(digits: str) -> str:
    """Say «250» as «two fifty», «105» as «one oh five»."""
    rest = numbers.cardinal(digits[1:]) if digits[1] != "0" else f"oh {numbers.cardinal(digits[2])}"
    return f"{numbers.cardinal(digits[0])} {rest}"


def _price(match: re.Match[str]) -> list[str]:
    """Say «$2.50» as «two fifty», and with dollars, with cents, with «and»."""
    whole, cents = numbers.cardinal(match["whole"]), numbers.cardinal(match["cents"])
    one, many = CURRENCIES[match["sign"]]
    named = f"{whole} {one if match['whole'] == '1' else many}"
    return [f"{whole} {cents}", f"{named} {cents}", f"{named} {cents} cents", f"{named} and {cents} cents"]


def _on_the_clock(digits: str) -> str:
    """Say «03» as «oh three», «1241» as «twelve forty-one»."""
    if re.fullmatch(r"[1-9]\d{3}", digits):
        return _in_pairs(digits)
    oh = len(digits) == 2 and digits[0] == "0" != digits[1]
    return f"oh {numbers.cardinal(digits[1])}" if oh else numbers.cardinal(digits)


def _in_pairs(digits: str) -> str:
    """Say «1200» as «twelve hundred», «2005» as «twenty oh five»."""
    pairs = [numbers.cardinal(digits[:2]), numbers.cardinal(digits[2:])]
    if digits.endswith("00"):
        return f"{pairs[0]} hundred"
    return f"{pairs[0]} oh {numbers.cardinal(digits[3])}" if digits[2] == "0" else " ".join(pairs)
