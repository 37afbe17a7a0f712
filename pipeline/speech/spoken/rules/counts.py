"""Plain numbers: counts, positions, fractions, percentages, magnitudes and multipliers."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.amounts import (
    MEASURE_WORDS,
    amount,
    is_part,
    span,
)
from pipeline.speech.spoken.rules.rule import (
    AMOUNT,
    DASH,
    FRACTIONS,
    FUNCTION_WORDS,
    NUMBER,
    RANGE,
    Context,
    alternatives,
    rule,
    spell,
)
from pipeline.speech.spoken.rules.units import UNIT, unit_names
from pipeline.speech.spoken.symbols import MAGNITUDES, MONTHS

_VULGAR = "".join(FRACTIONS)
_BIG = alternatives({key: "" for key in MAGNITUDES if key not in ("m", "b", "t", "mm", "MM")})
_THINGS_IN_K = frozenset("run race video screen display resolution tv monitor footage movie".split())
_BEFORE_PICTURES = frozenset("in native true shot shoot filmed".split())
_BATTING = frozenset(
    "bat bats batted batting hit hits hitter hitting average averages averaged slugging slugged fielding "
    "pitcher season career on-base".split()
)
_FAR = 5  # words
_SCREENS = frozenset("1080 1280 1366 1440 1600 1920 2160 2560 3840 720".split())
_ARMS = frozenset(
    "rifle pistol revolver handgun gun caliber calibre cartridge bullet round automatic magnum colt".split()
)
# Software whose minor version counts on: «Python 3.11» is three point eleven.
_SOFTWARE = frozenset(
    "Python CUDA Java Node macOS iOS Android Ubuntu Windows Linux Django Rust Go Ruby PHP PyTorch TensorFlow "
    "Kubernetes Postgres PostgreSQL version Version release Release".split()
)


@rule(rf"{RANGE}%(?:{DASH}(?P<top>{AMOUNT})%)?(?P<plus>\+)?(?:/(?P<per>\w+))?", "%")
def percent(match: re.Match[str], _: Context) -> str:
    """Say «5-10%», «20%–30%», «50%+», «3%/yr»."""
    per = {"yr": " a year", "y": " a year", "mo": " a month", "day": " a day"}.get(match["per"] or "", "")
    more = " or more" if match["plus"] else ""
    return f"{span(match['low'], match['high'] or match['top'])} percent{more}{per}"


@rule(rf"%(?P<low>{NUMBER})", "%")
def percent_before(match: re.Match[str], _: Context) -> str:
    """Say «%8», as the Turks write it."""
    return f"{amount(match['low'])} percent"


@rule(rf"(?P<low>{AMOUNT})‰", "‰")
def per_mille(match: re.Match[str], _: Context) -> str:
    """Say «5‰»."""
    return f"{amount(match['low'])} per mille"


@rule(rf"{RANGE}[x×](?P<plus>\+)?", "x×")
def multiplier(match: re.Match[str], context: Context) -> str:
    """Say «10-100x» as «ten to one hundred times»; beside a sign of arithmetic «2x» is two x."""
    beside = {context.previous, context.following}
    if match[0].endswith("x") and beside & {"+", "-", "−", "="} and not match["plus"]:
        return f"{span(match['low'], match['high'])} x"
    return f"{span(match['low'], match['high'])} times" + (" or more" if match["plus"] else "")


@rule(r"(?P<one>\d{1,2})[x×](?P<other>\d{1,2})s", "x×")
def timbers(match: re.Match[str], _: Context) -> str:
    """Say «2×4s» as «two by fours»."""
    return f"{amount(match['one'])} by {numbers.plural(amount(match['other']))}"


@rule(rf"(?P<sides>{NUMBER}(?:[x×]{NUMBER})+)(?P<letter>[A-KM-Z])?(?P<unit>{UNIT})?", "x×")
def by(match: re.Match[str], context: Context) -> str:
    """Say dimensions and relays: «1024×768», «8x7B», «4×400m»; a screen's in pairs, «1920x1080»."""
    sides = re.split("[x×]", match["sides"])
    screen = _SCREENS.issuperset(sides)
    said = " by ".join(map(numbers.in_pairs if screen else amount, sides))
    if match["letter"]:
        return f"{said} {match['letter']}"
    if match["unit"]:
        said += f" {unit_names(match['unit'])[0 if context.before_noun and context.determined() else 1]}"
    return said


@rule(rf"{RANGE}(?P<letter>{_BIG})(?P<plus>\+)?(?P<tail>-[a-z]+)?", "KkMBTbmt")
def magnitude(match: re.Match[str], context: Context) -> str | None:
    """Say «32K» and «1.8T».

    «7B» after a name («Mistral 7B») keeps its letter, as do «a 5K run» and «4K video».
    """
    letter = match["letter"]
    named = _after_a_name(context) and letter == "B" and not match["tail"]
    picture = match[0] in ("2K", "4K", "5K", "8K") and context.previous.casefold() in _BEFORE_PICTURES
    picture = picture or bool(match[0] in ("4K", "8K") and re.fullmatch(r"\d+p", context.at(-2).core))
    picture = (picture or (match[0] in ("4K", "8K") and context.previous == "at")) and not context.before_noun
    if named or picture or (letter in "Kk" and context.following.casefold() in _THINGS_IN_K):
        return f"{span(match['low'], match['high'])} {letter.upper()}"
    if letter == "k" and context.following in ("race", "run"):
        return None
    tail = match["tail"].lstrip("-") if match["tail"] else ""
    plus = "plus" if match["plus"] else ""
    return " ".join(filter(None, [span(match["low"], match["high"]), MAGNITUDES[letter], plus, tail]))


def _after_a_name(context: Context) -> bool:
    before = context.previous
    return before[:1].isupper() and before.casefold() not in FUNCTION_WORDS and not context.at(-1).pauses


@rule(rf"(?P<low>{NUMBER})(?P<big>{_BIG}){DASH}(?P<high>{NUMBER})(?P=big)", "KkMBT")
def magnitude_range(match: re.Match[str], _: Context) -> str:
    """Say «4K-8K»."""
    big = MAGNITUDES[match["big"]]
    return f"{amount(match['low'])} {big} to {amount(match['high'])} {big}"


@rule(rf"(?P<low>{NUMBER})\+", "+")
def plus(match: re.Match[str], _: Context) -> str:
    """Say «100+»."""
    return f"{amount(match['low'])} plus"


@rule(r"(?P<digits>\d[\d,]*)(?:st|nd|rd|th|ST|ND|RD|TH)(?P<of>['’]s|s)?")
def ordinal(match: re.Match[str], _: Context) -> str:
    """Say «21st», «the 5th's»."""
    return numbers.ordinal(match["digits"]) + (match["of"] or "").replace("’", "'")


@rule(r"(?P<digits>\d*[23])d", "d")
def ordinal_of_old(match: re.Match[str], context: Context) -> str | None:
    """Say «the 2d of May» and «this 23d Regiment», as America wrote them; «3d printing» is none."""
    before, after = context.previous.casefold(), context.following
    joined = after in ("and", "or") and re.fullmatch(r"\d*[23]d", context.at(2).core)
    told = (
        joined or after in ("of", "inst", "ult", "prox") or (after[:1].isupper() and not context.here.after)
    )
    named = told and (before in ("the", "this", "a", "his", "her", "and") or not before)
    dated = before.title() in MONTHS
    return numbers.ordinal(match["digits"]) if named or dated else None


@rule(r"(?P<what>\d[\w.,]*)-", "-")
def before_another(match: re.Match[str], context: Context) -> str:
    """Say the «18th-» of «18th- and 19th-century»."""
    return context.reread(match["what"])


@rule(r"10s|100s|1000s|1,000s", "s")
def tens(match: re.Match[str], context: Context) -> str | None:
    """Say «10s of thousands»."""
    said = {"10s": "tens", "100s": "hundreds"}.get(match[0], "thousands")
    return said if context.following == "of" else None


@rule(rf"(?P<amount>{RANGE})-(?P<word>[A-Za-z][\w-]*)", "0123456789")
def number_before_a_word(match: re.Match[str], context: Context) -> str | None:
    """Say «90-second» and «10-K», part by part."""
    if is_part(match["amount"]):
        return None
    said, word = span(match["low"], match["high"]), match["word"]
    simple = word.isalpha() and word.islower() and len(word) > 2
    return f"{said}-{word}" if simple else f"{said} {_parts(word, context)}"


def _parts(word: str, context: Context) -> str:
    return " ".join(
        context.reread(part) if any(map(str.isdecimal, part)) else part for part in word.split("-")
    )


@rule(r"(?P<whole>\d{1,3}),(?P<part>\d{1,2})", ",")
def decimal_comma(match: re.Match[str], context: Context) -> str:
    """Say «1,5 l» with its point, and «1,5» in a list with its pause."""
    measured = (
        re.fullmatch(UNIT, context.following)
        or context.following.removesuffix("s") in MEASURE_WORDS
        or context.following in ("million", "billion", "percent", "%")
    )
    if measured and not context.here.after:
        return amount(f"{match['whole']}.{match['part']}")
    return f"{amount(match['whole'])}, {amount(match['part'])}"


@rule(rf"(?P<middle>{NUMBER})±(?P<more>{NUMBER})", "±")
def give_or_take(match: re.Match[str], _: Context) -> str:
    """Say «3±1» as «three plus or minus one»."""
    return f"{amount(match['middle'])} plus or minus {amount(match['more'])}"


@rule(r"\d{1,2}(?:,\d{1,2}){2,}", ",")
def list_without_spaces(match: re.Match[str], _: Context) -> str:
    """Say «1,2,3» with its pauses."""
    return ", ".join(map(amount, match[0].split(",")))


@rule(r"\d{1,3}(?:(?:['’]\d{3})+|(?:_\d{3})+)(?:\.\d+)?", "'’_")
def grouped_by_marks(match: re.Match[str], _: Context) -> str:
    """Say «1'000'000», as the Swiss write a million, and «1_000_000», as programs do."""
    return amount(re.sub("['’_]", "", match[0]))


@rule(r"\d{1,3}(?:\.\d{3}){2,}", ".")
def grouped_by_stops(match: re.Match[str], _: Context) -> str:
    """Say «1.000.000» as the million it is on the continent."""
    return amount(match[0].replace(".", ""))


@rule(r"\.(?P<hundredths>\d\d)", ".")
def calibre(match: re.Match[str], context: Context) -> str | None:
    """Say «a .22 rifle» as «a twenty-two rifle»."""
    told = context.following.casefold().removesuffix("s") in _ARMS
    return numbers.cardinal(match["hundredths"]) if told and match["hundredths"][0] != "0" else None


@rule(r"\.\d{3}", ".")
def batting_average(match: re.Match[str], context: Context) -> str | None:
    """Say «batted .310» and «a .357 Magnum» as sport and calibres do; elsewhere it is a decimal."""
    beside = {context.at(place).core.casefold() for place in range(-_FAR, _FAR)}
    told = not beside.isdisjoint(_BATTING) or context.following.casefold().removesuffix("s") in _ARMS
    return numbers.in_pairs(match[0][1:]) if told and match[0][1] != "0" else None


@rule(r"\.\d{3}(?:/\.\d{3})+", "./")
def slash_line(match: re.Match[str], _: Context) -> str:
    """Say «.310/.390/.646» as «three ten, three ninety, six forty-six»."""
    return ", ".join(numbers.in_pairs(part[1:]) for part in match[0].split("/"))


@rule(r"(?P<major>\d+)\.(?P<minor>\d+)", ".")
def software_version(match: re.Match[str], context: Context) -> str | None:
    """Say «Python 3.11» as «three point eleven»."""
    if context.previous not in _SOFTWARE:
        return None
    return f"{numbers.cardinal(match['major'])} point {numbers.cardinal(match['minor'])}"


@rule(r"(?P<v>v)?(?P<number>\d+(?:\.\d+){2,}|(?<=v)\d+(?:\.\d+)?)(?P<tail>-[a-z]+\d*)?", "v.")
def version(match: re.Match[str], context: Context) -> str:
    """Say «v2.0», «14.2.1»."""
    said = " point ".join(map(numbers.cardinal, match["number"].split(".")))
    tail = f" {context.reread(match['tail'][1:])}" if match["tail"] else ""
    return ("version " if match["v"] else "") + said + tail


@rule(r"(?P<major>\d+)\.x", ".")
def open_version(match: re.Match[str], _: Context) -> str:
    """Say «2.x» as «two point x»."""
    return f"{numbers.cardinal(match['major'])} point x"


@rule(r"(?P<first>\d)s(?P<second>\d\d)s", "s")
def spread_of_terms(match: re.Match[str], _: Context) -> str:
    """Say «2s10s», two and ten years, as «twos tens»."""
    return f"{numbers.plural(amount(match['first']))} {numbers.plural(amount(match['second']))}"


@rule(r"(?P<number>\d+)(?P<letter>p)", "p")
def pence(match: re.Match[str], _: Context) -> str:
    """Say «5p»."""
    return f"{amount(match['number'])} {spell('p')}"


@rule(AMOUNT, "0123456789" + _VULGAR)
def number(match: re.Match[str], _: Context) -> str:
    """Say any other number as a count."""
    return amount(match[0])


@rule(r"0\d+(?:-\d+)+", "-")
def number_in_parts(match: re.Match[str], _: Context) -> str:
    """Say «090-96», which with its nought in front is a mark and no range, figure by figure."""
    return ", ".join(map(numbers.in_turn, match[0].split("-")))


@rule(rf"(?P<low>{AMOUNT}){DASH}(?P<high>{AMOUNT})", "-–—")
def number_range(match: re.Match[str], _: Context) -> str:
    """Say «1-20» as «one to twenty»."""
    return span(match["low"], match["high"])
