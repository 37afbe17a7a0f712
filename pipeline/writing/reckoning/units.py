"""Units of measure: how they are spelled, what they measure, and how large they are."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

CURRENCY_SIGNS = {"$": "dollar", "€": "euro", "£": "pound sterling", "¥": "yen"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its size in the base unit of its dimension (metre, gram, litre, second, month)."""

    name: str
    dimension: str
    size: Fraction
    singular: str
    plural: str
    metric: str = ""  # the unit that says the same to who thinks in metres

    def said(self, value: Fraction) -> str:
        """Give the unit as it follows a number."""
        return self.singular if value == 1 else self.plural


@cache
def units() -> dict[str, Unit]:
    """Give all units by name."""
    return {
        name: Unit(
            name,
            row["dimension"],
            Fraction(row["size"]),
            row["names"][0],
            row["names"][1],
            row.get("metric", ""),
        )
        for name, row in _rows().items()
    }


def unit_at(text: str, start: int) -> tuple[Unit, int] | None:
    """Read the unit that follows a number ending at a place, and say where it ends."""
    match = _spelled().match(text, start)
    if not match:
        return None
    name = _by_spelling()[match["sign"] or match["name"].lower()]
    return units()[name], match.end()


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = files("pipeline.writing.reckoning").joinpath("units.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _by_spelling() -> dict[str, str]:
    return {
        spelling: name
        for name, row in _rows().items()
        for spelling in (*(each.lower() for each in row["names"]), *row.get("signs", ()))
    }


@cache
def _spelled() -> re.Pattern[str]:
    names = [each for row in _rows().values() for each in row["names"]]
    signs = [each for row in _rows().values() for each in row.get("signs", ())]
    return re.compile(
        rf"(?:[\s-]?(?P<sign>{_either(signs)})(?![\w°/]|\s*\d(?!\d*[ .,]?\d*\s?(?:min|minutes|s|sec|oz"
        rf"|in|cm)\b))|[\s-](?P<name>(?i:{_either(names)}))\b)"
    )


def _either(spellings: list[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(spellings, key=len, reverse=True))
