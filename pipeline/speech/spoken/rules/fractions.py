"""What is written with a stroke: fractions, pairs, odds, the pressure of the blood."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.amounts import amount, decimals, part_of, part_of_one
from pipeline.speech.spoken.rules.rule import AMOUNT, DASH, FRACTIONS, Context, rule
from pipeline.speech.spoken.rules.units import attributive, takes_a_unit
from pipeline.speech.spoken.rules.years import counts_something

_VULGAR = "".join(FRACTIONS)
_SCORING = frozenset("scored score rated rating got rate".split())
_SET_PAIRS = frozenset(("24/7", "9/11"))
_HALF_OF = re.compile(r"[1-9]\d*")
_ARTICLES = frozenset("a an the this that each every".split())
_COME_IN_TURN = frozenset("page epoch step round lap part episode day week question slide stage".split())
# Measures of recipes and prescriptions.
_COOKED_WITH = frozenset(
    "cup cupful teaspoon teaspoonful tablespoon tablespoonful ounce pound pint quart gallon".split()
)
_FAR = 5  # words


@rule(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})", "/")
def set_pair(match: re.Match[str], context: Context) -> str | None:
    """Say pairs that are no fractions: «24/7», 9/11, «4/4 time», shares of a hundred («80/20»), «20/20»."""
    one, other = int(match["one"]), int(match["other"])
    shares = one + other == 100 or (one == other and one > 9)
    musical = context.following in ("time", "beat", "meter")
    return (
        f"{amount(match['one'])} {amount(match['other'])}"
        if match[0] in _SET_PAIRS or shares or musical
        else None
    )


@rule(rf"(?P<top>\d{{1,2}})/(?P<bottom>[2-9]|\d\d|100)|(?P<sign>[{_VULGAR}])", "/" + _VULGAR)
def fraction(match: re.Match[str], context: Context) -> str | None:
    """Say «3/4 cup» as «three quarters of a», «1 1/2» as «and a half», «9/10 people» as «nine out of ten».

    A recipe's «1/2 cup» is «one half cup»; «1/2 hour» and «½ cup» are «half an hour» and «half a cup».
    """
    written = decimals(match[0])
    top, bottom = written.split("/")
    if "0" in (top[0], bottom[0]):  # «runway 07/25»
        return f"{numbers.cardinal(top)}, {numbers.cardinal(bottom)}"
    whole = _whole_before(context) if int(top) < int(bottom) else None
    if whole is not None:
        return whole + ("a half" if written == "1/2" else part_of_one(written).replace("one ", "a ", 1))
    unit = takes_a_unit(context.at(1)) if not context.here.after else ""
    link = "" if unit or "/" not in match[0] else _link(context)
    if link:
        return f"{amount(top)} {link} {amount(bottom)}"
    if unit and context.previous.casefold() in _ARTICLES:
        return attributive(part_of_one(written))  # «the 1/4 mile»
    if written == "1/2" and match["top"] and unit in _COOKED_WITH:
        return "one half"
    return part_of(written, unit) if unit else part_of_one(written)


def _whole_before(context: Context) -> str | None:
    """Give what joins a fraction to the number before it: «and », or nothing in «1 and 1/2»; or None."""
    if _HALF_OF.fullmatch(context.previous) and not context.at(-1).after:
        return "and "
    return "" if context.previous == "and" and _HALF_OF.fullmatch(context.at(-2).core) else None


def _link(context: Context) -> str:
    """Give what stands between the figures of «scored 9/10», «9/10 people» and «page 3/10», or «»."""
    if context.previous.casefold() in _COME_IN_TURN:
        return "of"
    scored = context.previous in _SCORING and context.following != "of"
    return "out of" if scored or counts_something(context) else ""


@rule(r"(?P<high>\d{2,3})/(?P<low>\d{2,3})", "/")
def blood_pressure(match: re.Match[str], context: Context) -> str | None:
    """Say «120/80» of the blood as «one hundred twenty over eighty»."""
    before = {context.at(-place).core.casefold() for place in range(1, _FAR)}
    told = context.following in ("mmHg", "mm") or "pressure" in before
    return f"{amount(match['high'])} over {amount(match['low'])}" if told and match["low"] != "100" else None


@rule(r"(?P<whole>\d+)[-–](?P<top>\d{1,2})/(?P<bottom>\d{1,2})", "/")
def mixed(match: re.Match[str], _: Context) -> str | None:
    """Say «1-1/2» as «one and a half»."""
    top, bottom = int(match["top"]), int(match["bottom"])
    if not 0 < top < bottom:
        return None
    part = part_of_one(f"{top}/{bottom}")
    return f"{amount(match['whole'])} and {'a half' if part == 'half' else part.replace('one ', 'a ', 1)}"


@rule(r"(?P<mark>\d+\.\d+)/(?P<best>\d{1,3})|(?P<mark2>[2-9]|[1-9]\d)/(?P<best2>100)", "/")
def mark(match: re.Match[str], _: Context) -> str:
    """Say «8.5/10» and «85/100» as «out of»."""
    got, best = match["mark"] or match["mark2"], match["best"] or match["best2"]
    return f"{amount(got)} out of {amount(best)}"


@rule(r"(?P<rate>\d+(?:\.\d+)?)/(?P<base>1,?0{3}|10,?0{3}|100,?0{3}|1,?000,?000)", "/")
def rate(match: re.Match[str], _: Context) -> str:
    """Say «1.2/100,000» as «one point two per one hundred thousand»."""
    return f"{amount(match['rate'])} per {amount(match['base'])}"


@rule(r"(?P<part>[1-9]/[2-9])-(?P<word>[a-z]+)", "/")
def part_before_a_word(match: re.Match[str], _: Context) -> str:
    """Say «1/2-price» as «half price»."""
    return f"{attributive(part_of_one(match['part']))} {match['word']}"


@rule(r"(?P<odds>\d+)/1", "/")
def odds(match: re.Match[str], _: Context) -> str:
    """Say «100/1» as «one hundred to one»."""
    return f"{amount(match['odds'])} to one"


@rule(r"(?P<top>\d+)/(?P<bottom>\d{3,}|\d{1,3}(?:,\d{3})+|\d+(?:st|nd|rd|th))", "/")
def fine_fraction(match: re.Match[str], _: Context) -> str | None:
    """Say «1/28,000» and «1/32nd»; «2017/2016» is none."""
    top, bottom = match["top"], re.sub(r"\D", "", match["bottom"])
    if len(top) > 2 or int(bottom) < 2 or int(top) >= int(bottom):
        return None
    return numbers.fraction(top, bottom)


@rule(rf"(?P<low>{AMOUNT}){DASH}(?P<high>[{_VULGAR}])", _VULGAR)
def fraction_range(match: re.Match[str], context: Context) -> str:
    """Say «½–¾ cup»."""
    unit = takes_a_unit(context.at(1)) if not context.here.after else ""
    high = part_of(decimals(match["high"]), unit) if unit else amount(match["high"])
    return f"{amount(match['low'])} to {high}"
