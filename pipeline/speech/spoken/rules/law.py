"""Statutes, articles and citations."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import DASH, Context, rule, spell

_REPORTERS = frozenset(("U.S", "S.Ct", "F.2d", "F.3d", "US"))


@rule(r"(?P<sign>§§?|¶¶?)(?P<number>[\d.()\w-]*)", "§¶")
def section_sign(match: re.Match[str], context: Context) -> str:
    """Say «§ 1983», «§§ 12–15», «¶ 12»."""
    name = "section" if match["sign"][0] == "§" else "paragraph"
    name += "s" if len(match["sign"]) == 2 else ""
    return f"{name} {_numbered(match['number'], context)}" if match["number"] else name


@rule(r"(?P<number>\d+(?:[.-]\d+)*)(?P<below>(?:\([A-Za-z0-9]{1,4}\))+)", "(")
def subsections(match: re.Match[str], context: Context) -> str:
    """Say «12(b)(6)» as «twelve b six»."""
    return _numbered(match[0], context)


@rule(rf"\d+(?:{DASH}\d+)?", "0123456789")
def section_after_its_sign(match: re.Match[str], context: Context) -> str | None:
    """Say the number after «§» in pairs: «nineteen eighty-three»; also after «§§ 1331 &»."""
    marks = (context.previous, context.at(-3).core if context.previous in ("&", "and", "or") else "")
    if not any(mark.startswith("§") for mark in marks):
        return None
    return _numbered(match[0], context)


@rule(r"\d{1,4}", "0123456789")
def citation(match: re.Match[str], context: Context) -> str | None:
    """Say the volume and the page of «410 U.S. 113» as «four ten», «one thirteen»."""
    volume = context.following in _REPORTERS and context.at(2).core.isdecimal()
    page = context.previous in _REPORTERS and context.at(-2).core.isdecimal()
    return numbers.in_pairs(match[0]) if volume or page else None


@rule(r"[1-9]\d{3}", "0123456789")
def page_of_a_volume(match: re.Match[str], context: Context) -> str | None:
    """Say the page of «76, 1071 (1979)», a journal's volume, page and year, in pairs."""
    volume = (
        context.previous.isdecimal() and context.at(-1).after == "," and len(context.previous) < len("1000")
    )
    dated = "(" in context.at(1).before and re.fullmatch(r"1[6-9]\d\d|20\d\d", context.following)
    return numbers.in_pairs(match[0]) if volume and dated else None


def _numbered(written: str, context: Context) -> str:
    figures, _, below = written.partition("(")
    plain = re.fullmatch(rf"[\d.]+(?:{DASH}[\d.]+)*", figures)
    if not plain:
        parts = re.findall(r"\d+(?:\.\d+)*|[A-Za-z]+", written)
        return " ".join(numbers.in_pairs(part) if part.isdecimal() else _letter(part) for part in parts)
    statute = context.previous == "§"
    if statute and "-" in figures:
        said = " ".join(map(numbers.in_pairs, figures.split("-")))
    elif re.search(DASH, figures):
        said = " to ".join(map(numbers.in_pairs, re.split(DASH, figures)))
    else:
        said = numbers.in_pairs(figures) if figures.isdecimal() else _letter(figures.strip("."))
    return " ".join([said, *(_letter(part) for part in re.findall(r"\w+", below))])


def _letter(part: str) -> str:
    if part.replace(".", "").isdecimal():
        return " point ".join(map(numbers.cardinal, part.split(".")))
    return spell(part) if len(part) == 1 and part.isascii() else part
