"""Numbers in words, as an American narrator says them."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = "zero one two three four five six seven eight nine".split()
_LONGEST = 21  # figures: beyond quintillions nobody counts


@lru_cache(maxsize=2048)
def cardinal(digits: str) -> str:
    """Say a whole number or a decimal («1,024», «3.5», «007» digit by digit)."""
    from num2words import num2words

    digits = digits.replace(",", "")
    whole, point, fraction = digits.partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = in_turn(whole)
    else:
        said = re.sub(r",| and\b", "", str(num2words(int(whole or "0"))))
    return f"{said} point {decimal(fraction)}" if point and fraction else said


def decimal(figures: str) -> str:
    """Say what stands after a point: «oh five», but «zero» where there is nothing else («4.0»)."""
    return in_turn(figures) if figures.strip("0") else one_by_one(figures)


@lru_cache(maxsize=2048)
def ordinal(digits: str) -> str:
    """Say a position («21» as «twenty-first»)."""
    from num2words import num2words

    digits = digits.replace(",", "")
    if len(digits) > _LONGEST:
        return f"{one_by_one(digits)}th"
    return re.sub(r",| and\b", "", str(num2words(int(digits), to="ordinal")))


def year(digits: str) -> str:
    """Say a year of three or four figures («2017» as «twenty seventeen», «2005» as «two thousand five»)."""
    if len(digits) == 3:
        return in_pairs(digits)
    century, rest = int(digits[:2]), int(digits[2:])
    if rest == 0:
        return f"{cardinal(digits[:2])} hundred" if century % 10 else cardinal(digits)
    if digits[1:3] == "00":
        return cardinal(digits)
    tail = cardinal(str(rest)) if rest > 9 else f"oh {cardinal(str(rest))}"
    return f"{cardinal(digits[:2])} {tail}"


def decade(digits: str) -> str:
    """Say a decade («1990» as «nineteen nineties»)."""
    return plural(year(digits) if len(digits) > 2 else cardinal(digits))


def one_by_one(digits: str) -> str:
    """Say digits one after the other."""
    return " ".join(_DIGITS[int(digit)] for digit in digits)


def in_turn(digits: str) -> str:
    """Say digits one after the other as in an address, «oh» for zero."""
    return one_by_one(digits).replace("zero", "oh")


def in_pairs(digits: str) -> str:
    """Say a number that names a house, a road or a flight: «one oh one», «thirteen thirty-one»."""
    if len(digits) == 5:
        return f"{cardinal(digits[:2])} {in_pairs(digits[2:])}"
    if len(digits) == 4 and digits[0] != "0" and (digits[1:3] != "00" or digits.endswith("00")):
        return year(digits)
    if len(digits) != 3 or digits.endswith("00") or digits[0] == "0":
        return cardinal(digits)
    tail = f"oh {cardinal(digits[2])}" if digits[1] == "0" else cardinal(digits[1:])
    return f"{cardinal(digits[0])} {tail}"


def plural(said: str) -> str:
    """Put the last word into the plural («twenty» as «twenties»)."""
    if said.endswith("y"):
        return said[:-1] + "ies"
    return said + ("es" if said.endswith(("s", "x")) else "s")


def fraction(numerator: str, denominator: str) -> str:
    """Say a fraction («3/4» as «three quarters»)."""
    names = {2: "half", 4: "quarter"}
    name = names.get(int(denominator)) or ordinal(denominator)
    if int(numerator) == 1:
        return f"one {name}"
    return f"{cardinal(numerator)} " + ("halves" if name == "half" else f"{name}s")
