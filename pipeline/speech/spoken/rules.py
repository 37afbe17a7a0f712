"""Rules that turn one written token into words, in the order they are tried.

Each rule is a pattern for the whole token (punctuation around it already taken off) and a function that
gives words. Words it gives are looked up in the lexicon again, so a rule may give «GPT 4» for «GPT-4».
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.symbols import CURRENCIES, GREEK, IRREGULAR_PLURALS, MONTHS, POWERS, SIGNS, UNITS

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
DASH = r"[-–—]"
_RANGE = rf"(?P<low>{NUMBER})(?:{DASH}(?P<high>{NUMBER}))?"

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
# A word after «48GB» that is not the thing being measured: the unit then stays in the plural.
_FUNCTION_WORDS = frozenset(
    "a an and are as at because before but by can does each for from has have in into is it of on or per "
    "so than that the then there they to was were when where which while with you".split()
)
_MAGNITUDE_WORDS = ("hundred", "thousand", "million", "billion", "trillion")
_BEFORE_A_YEAR = frozenset(
    "in since by of from until till before after around early late mid published".split()
)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside a token: the words before and after, and whether a pause follows it."""

    previous: str = ""
    following: str = ""
    pause_after: bool = False

    @property
    def before_noun(self) -> bool:
        """Guess whether the token describes the next word («a 48GB card»)."""
        word = self.following.strip(".,;:!?)").casefold()
        return bool(word) and word[0].isalpha() and not self.pause_after and word not in _FUNCTION_WORDS


Say = Callable[[re.Match[str], Context], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and what is said for it."""

    name: str
    pattern: re.Pattern[str]
    say: Say


def _span(low: str, high: str | None) -> str:
    return f"{numbers.cardinal(low)} to {numbers.cardinal(high)}" if high else numbers.cardinal(low)


def _big_o(match: re.Match[str], context: Context) -> str:
    return f"O of {formula(match['inside'], context)}"


def formula(text: str, _: Context | None = None) -> str:
    """Say a short formula, sign by sign («n·w» as «n times w»)."""
    for sign, said in [*POWERS.items(), *SIGNS.items(), *GREEK.items(), ("*", "times"), ("-", "minus")]:
        text = text.replace(sign, f" {said} ")
    text = re.sub(r"(\d)([a-zA-Z])", r"\1 \2", text)
    return " ".join(re.sub(r"[()_]", " ", text).split())


def _currency(match: re.Match[str], context: Context) -> str:
    one, many = CURRENCIES[match["sign"]]
    said = _span(match["low"], match["high"])
    if context.following.strip(".,;:!?)") in _MAGNITUDE_WORDS:
        return said  # «$50 million»: the currency comes after «million»
    if match["magnitude"]:
        said += f" {numbers.MAGNITUDES[match['magnitude']]} {many}"
    elif not match["high"] and re.fullmatch(r"\d+\.\d\d", match["low"]):
        whole, cents = match["low"].split(".")
        said = (
            f"{numbers.cardinal(whole)} {one if whole == '1' else many} {numbers.cardinal(str(int(cents)))}"
        )
    else:
        said += f" {one if match['low'] == '1' and not match['high'] else many}"
    per = match["per"]
    return said + (" or more" if match["plus"] else "") + (f" a {UNITS.get(per, per)}" if per else "")


def _magnitude_of_money(match: re.Match[str], context: Context) -> str:
    sign = context.previous[:1]
    return f"{match[0]} {CURRENCIES[sign][1]}" if sign in CURRENCIES else match[0]


def _percent(match: re.Match[str], _: Context) -> str:
    return f"{_span(match['low'], match['high'])} percent"


def _multiplier(match: re.Match[str], _: Context) -> str:
    return f"{_span(match['low'], match['high'])} times"


def _by(match: re.Match[str], _: Context) -> str:
    sides = re.split("[x×]", match["sides"])
    return " by ".join(map(numbers.cardinal, sides)) + (f" {match['letter']}" if match["letter"] else "")


def _magnitude(match: re.Match[str], context: Context) -> str:
    number, letter = _span(match["low"], match["high"]), match["letter"]
    named = context.previous[:1].isupper() and letter == "B" and not match["tail"]
    magnitude = letter if named else numbers.MAGNITUDES[letter]
    tail = match["tail"].lstrip("-") if match["tail"] else ""
    return " ".join(filter(None, [number, magnitude, "plus" if match["plus"] else "", tail]))


def _unit(match: re.Match[str], context: Context) -> str:
    name = UNITS[match["unit"]]
    singular = match["low"] == "1" or match["hyphen"] or context.before_noun
    many = IRREGULAR_PLURALS.get(name, name + "s")
    return f"{_span(match['low'], match['high'])} {name if singular else many}"


def _unit_alone(match: re.Match[str], context: Context) -> str:
    if not re.fullmatch(_RANGE, context.previous):
        return match[0]
    name = UNITS[match[0]]
    singular = context.previous == "1" or context.before_noun
    return name if singular else IRREGULAR_PLURALS.get(name, name + "s")


def _degrees(match: re.Match[str], _: Context) -> str:
    scale = {"C": " Celsius", "F": " Fahrenheit", None: ""}[match["scale"]]
    return f"{numbers.cardinal(match['low'])} degrees{scale}"


def _plus(match: re.Match[str], _: Context) -> str:
    return f"{numbers.cardinal(match['low'])} plus"


def _year_range(match: re.Match[str], _: Context) -> str:
    end = match["end"]
    return (
        f"{numbers.year(match['start'])} to {numbers.year(end) if len(end) == 4 else numbers.cardinal(end)}"
    )


def _short_year(match: re.Match[str], _: Context) -> str:
    return numbers.year(("20" if int(match["year"]) < 50 else "19") + match["year"])


def _date(match: re.Match[str], _: Context) -> str:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return " ".join(numbers.cardinal(part) for part in re.split(r"[-/]", match[0]))
    return f"{MONTHS[month - 1]} {numbers.ordinal(str(day))} {numbers.year(match['year'])}"


def _colons(match: re.Match[str], context: Context) -> str:
    parts = match[0].split(":")
    beside_time = {context.previous.casefold(), context.following.strip(".,").casefold()}
    is_time = len(parts) == 2 and len(parts[1]) == 2 and int(parts[0]) < 25
    if is_time and beside_time & {"at", "am", "pm", "a.m", "p.m", "until", "by"}:
        minutes = parts[1]
        said = {"00": "o'clock"}.get(minutes) or (
            f"oh {numbers.cardinal(minutes[1])}" if minutes[0] == "0" else numbers.cardinal(minutes)
        )
        return f"{numbers.cardinal(parts[0])} {said}"
    return " to ".join(numbers.cardinal(part) for part in parts)


def _number(match: re.Match[str], context: Context) -> str:
    """Say a year where it is one: four digits from 1100 to 2099 that count nothing.

    After «in», «since», «by» and the like, or before anything but a plural noun, it is a year; before a
    plural («2048 tokens») it is a count.
    """
    digits = match[0]
    following = context.following.strip(".,;:!?)").casefold()
    counts = following.endswith("s") and following not in {"is", "was", "has", "its", "this", "as"}
    in_range = re.fullmatch(r"1[1-9]\d\d|20\d\d", digits)
    if in_range and (not counts or context.pause_after or context.previous.casefold() in _BEFORE_A_YEAR):
        return numbers.year(digits)
    return numbers.cardinal(digits)


def _address(match: re.Match[str], _: Context) -> str:
    text = re.sub(r"^https?://(www\.)?|/$", "", match[0])
    for sign, said in {".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore"}.items():
        text = text.replace(sign, f" {said} ")
    return text


def _rule(name: str, pattern: str, say: Say) -> Rule:
    return Rule(name, re.compile(pattern), say)


RULES: tuple[Rule, ...] = (
    _rule(
        "address",
        r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|ai)(?:/\S*)?",
        _address,
    ),
    _rule(
        "special token",
        r"<\|?(?P<name>\w+)\|?>|\[(?P<name2>[A-Z_]+)\]",
        lambda m, _: (m["name"] or m["name2"]).replace("_", " "),
    ),
    _rule("big O", r"O\((?P<inside>.+)\)", _big_o),
    _rule("assignment", r"[\w.]+[=≈<>≤≥×+][\w.$]+", lambda m, _: formula(m[0])),
    _rule("power", r"\w+(?:[²³ⁿ⁴]|\^\d)", lambda m, _: formula(m[0])),
    _rule("signed", rf"[−+±≈~<>≤≥](?P<low>{NUMBER}.*)", lambda m, _: f"{SIGNS[m[0][0]]} {m['low']}"),
    _rule(
        "currency",
        rf"(?P<sign>[$€£¥]){_RANGE}(?P<magnitude>[KkMBT])?(?P<plus>\+)?(?:/(?P<per>\w+))?",
        _currency,
    ),
    _rule("magnitude of money", "|".join(_MAGNITUDE_WORDS), _magnitude_of_money),
    _rule("percent", rf"{_RANGE}%", _percent),
    _rule("year range", rf"(?P<start>(?:1[1-9]|20)\d\d){DASH}(?P<end>\d\d|(?:1[1-9]|20)\d\d)", _year_range),
    _rule("ISO date", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _date),
    _rule("US date", r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})", _date),
    _rule("by", r"(?P<sides>\d+(?:[x×]\d+)+)(?P<letter>[A-Z])?", _by),
    _rule("multiplier", rf"{_RANGE}[x×]", _multiplier),
    _rule("magnitude", rf"{_RANGE}(?P<letter>[KkMBT])(?P<plus>\+)?(?P<tail>-[a-z]+)?", _magnitude),
    _rule("decade", r"['’‘]?(?P<decade>(?:1[1-9]|20)\d0|\d0)s", lambda m, _: numbers.decade(m["decade"])),
    _rule("unit", rf"{_RANGE}(?P<hyphen>-)?(?P<unit>{_UNIT})", _unit),
    _rule("unit alone", rf"{_UNIT}", _unit_alone),
    _rule("degrees", rf"(?P<low>{NUMBER})°(?P<scale>[CF])?", _degrees),
    _rule("plus", rf"(?P<low>{NUMBER})\+", _plus),
    _rule("short year", r"['’‘](?P<year>\d\d)", _short_year),
    _rule("colons", r"\d+(?::\d+)+", _colons),
    _rule("ordinal", r"(?P<digits>\d[\d,]*)(?:st|nd|rd|th)", lambda m, _: numbers.ordinal(m["digits"])),
    _rule("round the clock", r"24/7", lambda *_: "twenty-four seven"),
    _rule(
        "fraction",
        r"(?P<top>\d{1,2})/(?P<bottom>[2-9]|\d\d)",
        lambda m, _: numbers.fraction(m["top"], m["bottom"]),
    ),
    _rule(
        "version",
        r"v?\d+(?:\.\d+){2,}",
        lambda m, _: " point ".join(map(numbers.cardinal, m[0].lstrip("v").split("."))),
    ),
    _rule("open version", r"(?P<major>\d+)\.x", lambda m, _: f"{numbers.cardinal(m['major'])} point x"),
    _rule(
        "number before a word",
        r"(?P<number>\d+(?:\.\d+)?)-(?P<word>[A-Za-z][\w-]*)",
        lambda m, _: f"{numbers.cardinal(m['number'])}-{m['word']}",
    ),
    _rule("number", NUMBER, _number),
    _rule("range", rf"(?P<low>{NUMBER}){DASH}(?P<high>{NUMBER})", lambda m, _: _span(m["low"], m["high"])),
    _rule(
        "possessive year", r"(?P<year>(?:1[1-9]|20)\d\d)['’]s", lambda m, _: numbers.year(m["year"]) + "'s"
    ),
    _rule(
        "name with number",
        r"(?P<name>[A-Za-z]+)-?(?P<number>\d+(?:\.\d+)?)(?P<tail>[A-Za-z]*)",
        lambda m, _: " ".join(filter(None, [m["name"], numbers.cardinal(m["number"]), m["tail"]])),
    ),
    _rule(
        "number with letters",
        r"(?P<number>\d+)(?P<letters>[A-Za-z]+)",
        lambda m, _: f"{numbers.cardinal(m['number'])} {m['letters']}",
    ),
    _rule("dot product", r"[A-Z]·[A-Z]", lambda m, _: m[0].replace("·", " ")),
    _rule("snake case", r"\w*_\w+", lambda m, _: m[0].replace("_", " ")),
    _rule(
        "joined by signs",
        r"[^\s/&+]+(?:[/&+][^\s/&+]+)+",
        lambda m, _: m[0].replace("/", " ").replace("&", " and ").replace("+", " plus "),
    ),
    _rule(
        "formula",
        r"\S*[²³ⁿ⁴₀-₉α-ω×·=]\S*",
        lambda m, _: formula(m[0].translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))),
    ),
    _rule("sign", "|".join(map(re.escape, SIGNS)), lambda m, _: SIGNS[m[0]]),
)


def apply_rules(token: str, context: Context) -> str | None:
    """Give the words for a token by the first rule that knows it, or None."""
    token = token.replace("μ", "µ") if token.endswith(("μm", "μs")) else token  # Greek mu for the micro sign
    for rule in RULES:
        match = rule.pattern.fullmatch(token)
        if match:
            said = rule.say(match, context)
            return None if said == token else said
    return None
