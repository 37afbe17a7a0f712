"""Units of measurement: with and without a space, by themselves, in products and quotients."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pipeline.speech.spoken.rules.amounts import (
    MEASURE_WORDS,
    amount,
    decimals,
    is_part,
    part_of,
    part_of_one,
    span,
)
from pipeline.speech.spoken.rules.rule import (
    AMOUNT,
    FRACTIONS,
    FUNCTION_WORDS,
    RANGE,
    Context,
    Peeled,
    alternatives,
    rule,
)
from pipeline.speech.spoken.symbols import UNIT_PLURALS, UNITS

_LENGTHS = "mm|cm|dm|m|km|ft|in|yd|mi|KM|CM|FT"
_ONE_UNIT = rf"(?:(?:{_LENGTHS})\^?[23]|(?:{alternatives(UNITS)})(?:[²³]|(?<=s)⁻[¹²])?)"
# Words that stand below the stroke only: «h/day».
_BELOW = ("day", "week", "month", "year", "hour", "minute", "second", "person", "token", "cup", "serving")
UNIT = rf"{_ONE_UNIT}(?:[/·](?:{alternatives(_BELOW)}|s\^?[23]|{_ONE_UNIT}))*"
_UNIT = re.compile(UNIT)
_MEASURED = re.compile(
    rf"{RANGE}|\d+/\d+|[\d.,]*[×x]?\d+(?:[⁺⁻⁰¹²³⁴-⁹]+|\^-?\d+)?|\d+(?:[x×]\d+)+|\d+[-–]\d+/\d+|[mbtr]+illion"
)
# Ingredients come by these without an article: «20 g starter» stays «grams», «48GB cards» does not.
_OF_STUFF = frozenset(
    "gram kilogram milligram ounce pound milliliter liter teaspoon tablespoon cup quart".split()
)
AFTER_LENGTH = frozenset("wide long tall deep thick high across apart diameter square by x ×".split())
_PER_SQUARE = re.compile(rf"{AMOUNT}/(?:sq|cu)")
_AMOUNT_ONLY = re.compile(AMOUNT)
_NUMBER_WORDS = frozenset(
    "few several couple many half dozen hundred thousand million billion two three four five six seven "
    "eight nine ten "
    "eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundreds thousands".split()
)
# After a number in words only these, which are no words themselves.
_PLAIN_UNITS = frozenset(
    "km cm mm dm kg mg ml mL kWh MWh kW MW GW GB MB TB kB Hz kHz MHz GHz ms mph km/h kph ft lb lbs oz yd "
    "nm KM CM KG "
    "km² m² cm² km2 m2 cm2 m³ m3 cm3 hPa kPa kcal dB".split()
)
_SAID_ALONE = frozenset(("km/h", "m/s", "km/s", "mg/L", "kWh"))  # «measured in km/h»
_KELVINS = frozenset(
    "at to of below above near about around from and by between reaches reached under over".split()
)
_COME_IN_MILLIONS = frozenset(
    "people users customers subscribers members viewers listeners followers voters jobs homes households "
    "visitors downloads views copies streams passengers tourists years dollars euros pounds barrels tonnes "
    "children".split()
)
_BITS_OR_BASES = frozenset(("kb", "Kb", "Mb", "Gb"))  # nobody knows, but for «kb/s»
_KINDS = frozenset("series model type class version".split())
_CYLINDERS = frozenset("4 6 8 10 12 16".split())
_WHEN = frozenset("yesterday tomorrow last every tonight".split())
_RACES = frozenset("run race tokens video params parameters".split())


@lru_cache(maxsize=512)
def unit_names(written: str) -> tuple[str, str]:
    """Give a unit's name for one and for many: «km/s» as «kilometer(s) per second»."""
    above, *rest = written.split("/")
    *factors, last = above.split("·")
    one, many = ("".join(f"{_powered(each)[0]} " for each in factors) + name for name in _powered(last))
    rest = [part for each in rest for part in each.split("·")]
    below = "".join(f" per {_denominator(part)}" for part in rest)
    return one + below, many + below


def _powered(written: str) -> tuple[str, str]:
    base = written.rstrip("²³⁻¹23^")
    one = UNITS[base]
    many = UNIT_PLURALS.get(one, one + "s")
    power = {"²": "square ", "2": "square ", "³": "cubic ", "3": "cubic "}.get(written[-1], "")
    return power + one, power + many


def _denominator(written: str) -> str:
    if written in _BELOW:
        return written
    base = written[:-1].rstrip("^")
    if base in ("s", "sec", "h", "hr") and written[-1] in "²³23":
        return UNITS[base] + (" squared" if written[-1] in "²2" else " cubed")
    return _powered(written)[0]


@rule(rf"{RANGE}(?P<hyphen>-)?(?P<unit>{UNIT})\.?")
def unit(match: re.Match[str], context: Context) -> str | None:
    """Say «48GB», «5-lb», «10m/s».

    The unit is singular after one, after a hyphen, and before a noun that it describes: where an article or
    a possessive stands before («a 48GB card») or where it is no unit of mass or volume («48GB cards»).
    """
    if (match["hyphen"] and match["unit"] == "K") or (match[0] in ("2d", "3d") and context.before_noun):
        return None  # «10-K», «3d printing»
    if match["unit"] in _BITS_OR_BASES:
        return None
    if match["unit"] == "m" and context.following.casefold() in _COME_IN_MILLIONS and not context.here.after:
        return f"{span(match['low'], match['high'])} million"
    one, many = unit_names(match["unit"])
    described = context.before_noun and (one not in _OF_STUFF or context.determined())
    if is_part(match["low"]) and not match["high"]:
        part = decimals(match["low"])
        return f"{amount(match['low'])} {one}" if match["hyphen"] else f"{part_of(part, one)} {one}"
    alone = context.previous in ("a", "an") and context.pause_after and not match["high"]  # «a 9mm»
    single = (match["low"] == "1" and not match["high"]) or alone
    return f"{span(match['low'], match['high'])} {one if single or match['hyphen'] or described else many}"


@rule(r"(?:(?P<h>\d{1,3})h)?(?P<m>\d{1,2})?(?P<min>m|min)?(?:(?P<s>\d{1,2})s)?", "hms")
def hours_and_minutes(match: re.Match[str], context: Context) -> str | None:
    """Say «2h30m», «1h05», and the «30m» of «2h 30m» or «5m 20s»."""
    if (match["m"] is None) != (match["min"] is None) and not (match["h"] and match["m"]):
        return None
    parts = [(match["h"], "hour"), (match["m"], "minute"), (match["s"], "second")]
    said = [
        f"{amount(str(int(count)))} {name}{'' if int(count) == 1 else 's'}" for count, name in parts if count
    ]
    after_hours = re.fullmatch(r"\d+h(?:rs?)?", context.previous) and not context.at(-1).pauses
    before_seconds = re.fullmatch(r"\d+s(?:ecs?)?", context.following) and not context.pause_after
    alone = match["min"] == "m" and (after_hours or before_seconds)
    return " ".join(said) if len(said) > 1 or (alone and said) else None


@rule(rf"(?P<low>{AMOUNT}|\d+/\d+)-(?P<unit>{alternatives(MEASURE_WORDS)})")
def part_before_a_unit(match: re.Match[str], context: Context) -> str | None:
    """Say «¾-inch» as «three-quarter-inch»."""
    if not is_part(match["low"]):
        return None
    if context.previous.isdecimal() and not context.at(-1).after:
        whole = part_of_one(decimals(match["low"]))
        return f"and {'a half' if whole == 'half' else whole.replace('one ', 'a ', 1)} {match['unit']}"
    said = (
        amount(match["low"]) if "/" not in match["low"] else part_of(match["low"], "x").removesuffix(" of a")
    )
    return f"{attributive(said)} {match['unit']}"


def attributive(part: str) -> str:
    """Give a part as it stands before its unit: «three quarters» as «three quarter»."""
    part = part.removeprefix("one ").removeprefix("a ").removeprefix("an ").removesuffix(" a")
    return part.removesuffix("s") if part.count(" ") else part


@rule("K")
def thousands_of_something(_: re.Match[str], context: Context) -> str | None:
    """Say the K of «10 K»: kelvin where heat is meant («at 300 K»), the letter of a race, else thousand."""
    before = amount_before(context)
    if not before or context.following in _RACES:
        return None
    lead = context.at(-2).core.casefold()
    if lead in _KELVINS or "." in before:
        return None
    ends = context.pause_after or context.following in FUNCTION_WORDS or context.following in _WHEN
    return "K" if context.determined(2) and ends else "thousand"


@rule(rf"/(?P<unit>{UNIT})", "/")
def unit_below(match: re.Match[str], context: Context) -> str | None:
    """Say «/km²» behind a number or a word."""
    if not context.previous or (len(match["unit"]) < 3 and not context.previous[-1:].isdecimal()):
        return None
    return f"per {unit_names(match['unit'])[0]}"


@rule(rf"(?P<what>[A-Za-z]+|{AMOUNT})/(?P<unit>{UNIT})", "/")
def so_many_per_unit(match: re.Match[str], context: Context) -> str | None:
    """Say «people/km²» and «120/km²»."""
    what, unit = match["what"], match["unit"]
    powered = unit[-1] in "²³23"
    if what in UNITS or not (powered or (what[-1].isdecimal() and unit in _PLAIN_UNITS)):
        return None
    return f"{context.reread(what)} per {unit_names(unit)[0]}"


@rule(rf"(?P<what>{AMOUNT})/(?P<power>sq|cu)", "/")
def so_many_per_square(match: re.Match[str], context: Context) -> str | None:
    """Say the «117.3/sq» of «117.3/sq mi»; the mile is one."""
    if not re.fullmatch(_LENGTHS, context.following) or context.here.after:
        return None
    return f"{amount(match['what'])} per {'square' if match['power'] == 'sq' else 'cubic'}"


@rule("sq|cu|fl")
def square(match: re.Match[str], context: Context) -> str | None:
    """Say the «sq» of «5 sq mi» and the «fl» of «8 fl oz»."""
    if match[0] == "fl":
        return "fluid" if amount_before(context) and context.following == "oz" else None
    if not amount_before(context) or not re.fullmatch(_LENGTHS, context.following):
        return None
    return "square" if match[0] == "sq" else "cubic"


@rule(UNIT)
def unit_alone(match: re.Match[str], context: Context) -> str | None:
    """Say a unit that stands by itself after an amount: «10 min», «10⁻²⁷ kg».

    «in» is an inch only with a full stop that is not the sentence's, after feet, or before «wide» and so on.
    """
    if context.previous in ("sq", "cu", "fl") and not context.at(-1).pauses:
        return unit_names(match[0])[1]
    if _PER_SQUARE.fullmatch(context.previous) and not context.at(-1).pauses:
        return unit_names(match[0])[0]
    before = amount_before(context) or _number_word_before(match[0], context)
    if not before:
        alone = match[0] in _SAID_ALONE or (len(match[0]) > 2 and match[0][-1] in "²³")
        return unit_names(match[0])[1] if alone else None
    if _is_no_unit(match[0], before, context):
        return None
    one, many = unit_names(match[0].rstrip("."))
    mixed = re.fullmatch(r"\d+", context.at(-2).core) is not None
    mixed = mixed or re.match(r"\d+[-–]\d+/", before) is not None
    single = before == "1" or (is_part(before) and not mixed)
    return one if single or (context.before_noun and context.determined(_number_begins(context))) else many


def _is_no_unit(unit: str, before: str, context: Context) -> bool:
    """Tell «a 10 K run», «5 in all», «42 W. Main St.», «1909 J. E. Potter» and a letter after a word."""
    if unit in _BITS_OR_BASES or (len(unit) == 1 and _is_a_letter(unit, before, context)):
        return True
    if unit in _NO_UNITS:
        return _NO_UNITS[unit](before, context)
    return unit in ("s", "d", "h", "m", "a", "t", "c.") and not _AMOUNT_ONLY.search(before)


def _is_a_letter(unit: str, before: str, context: Context) -> bool:
    """Tell an initial after a year («in 1909 J. E. Potter») and an engine («a 2.8 V 6») from a unit."""
    stop = context.here.after.startswith(".")
    initial = (
        unit.isupper() and stop and context.following[:1].isupper() and re.fullmatch(r"1\d{3}|20\d\d", before)
    )
    if unit.isupper() and re.fullmatch("[A-Z]{2,4}", context.at(-2).core) and context.following in _KINDS:
        return True  # «the LTM 450 W series»
    return bool(initial) or "." in context.at(-1).after or (unit == "V" and context.following in _CYLINDERS)


def amount_before(context: Context) -> str:
    """Give the amount that the token before ends with («~6–8», «set—0.5»), or «»."""
    before = re.split("[—±]", context.previous)[-1].lstrip("~≈<>≤≥±").rstrip("+")
    return before if _MEASURED.fullmatch(before) and not context.at(-1).pauses else ""


def _number_word_before(unit: str, context: Context) -> str:
    """Give the word of «a few cm», or «»."""
    word = context.previous.casefold()
    return word if unit in _PLAIN_UNITS and word in _NUMBER_WORDS and not context.at(-1).pauses else ""


def _number_begins(context: Context) -> int:
    """Count how many tokens back the word before the amount stands."""
    return 3 if context.previous.endswith("illion") else 2


def _is_inch(context: Context) -> bool:
    before = context.at(-2).core
    return (
        before in ("ft", "×", "x", "by")
        or (context.previous[-1:] in FRACTIONS and context.pause_after)
        or context.following in AFTER_LENGTH
        or (context.here.after.startswith(".") and bool(context.following))
        or bool(re.fullmatch(r"\d+(?:[x×]\d+)+", context.previous))
    )


def takes_a_unit(token: Peeled) -> str:
    """Give the singular name of the unit that a token is, or «»."""
    if _UNIT.fullmatch(token.core):
        return unit_names(token.core)[0]
    word = token.core.casefold().removesuffix("s")
    return word if word in MEASURE_WORDS and token.core.casefold() == word else ""


_NO_UNITS: dict[str, Callable[[str, Context], bool]] = {
    "K": lambda _, context: context.following in _RACES,
    "in": lambda _, context: not _is_inch(context),
    "pp": lambda before, _: "." not in before,  # «320 pp.» are pages
    "W": lambda _, context: re.match(r"[A-Z]|\d+(?:st|nd|rd|th)$", context.following) is not None,
}


@rule(alternatives({key: "" for key in UNITS if key[-1] in "☉⊕"}), "☉⊕")
def unit_of_its_own(match: re.Match[str], _: Context) -> str:
    """Say «M☉» also where it measures nothing."""
    return unit_names(match[0])[0]
