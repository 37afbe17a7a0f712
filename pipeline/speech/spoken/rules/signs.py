"""Signs that stand by themselves, before a word, or between two."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import NUMBER, Context, alternatives, rule, spell
from pipeline.speech.spoken.rules.years import month_of
from pipeline.speech.spoken.symbols import COMPARISONS, SIGNS, UNITS, WEEKDAYS

_BEFORE_AMOUNTS = {
    **COMPARISONS,
    ">": "more than",
    "±": "plus or minus",
    "×": "times",
    "+": "plus",
    "−": "minus",
}
_HALVES = frozenset(("am", "pm", "a.m", "p.m"))
_SILENT = "*|•·†‡™®℠¹²³⁴⁵"


@rule(rf"(?P<sign>[{re.escape(''.join(_BEFORE_AMOUNTS))}])(?P<rest>\S*\d\S*)", "".join(_BEFORE_AMOUNTS))
def sign_before_an_amount(match: re.Match[str], context: Context) -> str | None:
    """Say «~40%», «<2», «≈$8.65»; after «a» an amount is not «about» but «roughly» so much."""
    sign, rest = match["sign"], match["rest"]
    if sign in "+−" and not re.match(r"[$€£¥]", rest):
        return None
    word = _BEFORE_AMOUNTS[sign]
    if word == "about" and context.previous.casefold() in ("a", "an"):
        word = "roughly"
    return f"{word} {context.reread(rest)}"


@rule(alternatives(dict.fromkeys(COMPARISONS, "")), "".join(COMPARISONS))
def comparison(match: re.Match[str], context: Context) -> str:
    """Say «=» or «≈» between two sides: after a symbol («H₀ ≈ 67») it «is about», after a word «about»."""
    said = COMPARISONS[match[0]]
    before = context.previous
    symbol = not context.at(-1).pauses and (
        len(before) == 1 or not before.isascii() or re.search(r"\d", before)
    )
    if before and symbol and match[0] not in "=≠≡":
        return f"is {said}"
    return "more than" if match[0] == ">" else said


@rule(r"[×x]")
def times_or_by(match: re.Match[str], context: Context) -> str | None:
    """Say «8.5 × 11 in» as «by», «5 × 3» as «times»; an «x» by itself is a letter."""
    if not (context.previous[-1:].isdecimal() and context.following[:1].isdecimal()):
        return "times" if match[0] == "×" else None
    if re.fullmatch(r"[\d.]+(?:m|cm|mm|ml|cl|L|l|ft|in|g|kg)", context.following):
        return "by"
    return "by" if context.at(2).core in ("in", "cm", "m", "ft", "mm", "inches", "feet") else "times"


@rule(rf"(?P<one>{NUMBER})−(?P<other>{NUMBER})", "−")
def difference(match: re.Match[str], context: Context) -> str:
    """Say «5−3», with the sign that is nothing but minus."""
    return f"{context.reread(match['one'])} minus {context.reread(match['other'])}"


@rule(r"[-−–]", "-−–")
def minus_alone(match: re.Match[str], context: Context) -> str | None:
    """Say «9.8 − 0.3» as «minus»; a dash between words is a pause, seen before any rule."""
    figures = context.previous[-1:].isdecimal() and context.following[:1].isdecimal()
    plain = context.previous.isdecimal() and context.following.isdecimal()
    if match[0] != "−" and not plain and _is_span(context):
        return "to"
    return "minus" if match[0] == "−" or figures else None


def _is_span(context: Context) -> bool:
    """Tell «10 am – 5 pm», «July – August» and «Mon - Fri» from a pause."""
    if context.at(-1).pauses:
        return False
    before, after = context.previous, context.following
    names = (month_of, lambda word: WEEKDAYS.get(word, ""))
    if any(name(before) and name(after) for name in names):
        return True
    if re.match(r"[~≈]?[$€£¥]?\d", before) and re.match(r"[$€£¥]?\d", after):
        return True
    earlier, later = context.at(-2).core, context.at(2).core
    if month_of(before) and after[:1].isdecimal():  # «June 5 – July 9» has its month behind the day
        return earlier[-1:].isdecimal() or bool(month_of(later))
    if before[:1].isdecimal() and month_of(after):
        return bool(month_of(earlier))
    return (
        after[:1].isdecimal()
        and (before.casefold() in _HALVES or before in UNITS)
        and earlier[-1:].isdecimal()
    )


@rule(r"#(?P<number>\d+)|№(?P<number2>\d*)", "#№")
def number_sign(match: re.Match[str], _: Context) -> str:
    """Say «#1»."""
    digits = match["number"] or match["number2"]
    return f"number {numbers.cardinal(digits)}" if digits else "number"


@rule(r"#(?P<first>\d+)[-–—](?P<last>\d+)", "#")
def numbers_sign(match: re.Match[str], context: Context) -> str:
    """Say «#2-3»."""
    return f"numbers {context.reread(match['first'])} to {context.reread(match['last'])}"


@rule(r"[Nn][°º](?P<number>\d+)?", "°º")
def number_abroad(match: re.Match[str], context: Context) -> str | None:
    """Say «N°5» and «nº 5»."""
    if not match["number"]:
        return "number" if context.following[:1].isdecimal() else None
    return f"number {context.reread(match['number'])}"


@rule("#{2,4}", "#")
def hashes(match: re.Match[str], _: Context) -> str:
    """Say «###», which stands for nothing else inside a sentence."""
    return " ".join(["hash"] * len(match[0]))


@rule(r"#(?P<word>[A-Za-z]\w*)", "#")
def hashtag(match: re.Match[str], _: Context) -> str:
    """Say «#openscience»."""
    return f"hashtag {match['word']}"


@rule(r"@(?P<word>[A-Za-z]\w*)", "@")
def handle(match: re.Match[str], _: Context) -> str:
    """Say «@name»."""
    return f"at {match['word']}"


@rule(rf"(?P<word>\S+?)[{_SILENT}]+", _SILENT)
def with_a_mark(match: re.Match[str], context: Context) -> str | None:
    """Leave marks of trade and footnotes out: «Brand™», «1989†»."""
    return context.reread(match["word"]) if match[0][-1] in "†‡™®℠*" else None


@rule(r"\*", "*")
def times_as_typed(_: re.Match[str], context: Context) -> str | None:
    """Say «5 * 3» as «five times three»."""
    between = re.search(r"[\d)]$|^\w$", context.previous) and re.match(r"[\d(]|\w$", context.following)
    return "times" if between else None


@rule("[™®℠†‡*|•·]+", "™®℠†‡*|•·")
def silent_mark(match: re.Match[str], context: Context) -> str:
    """Say nothing for marks by themselves; a dot between two words multiplies."""
    return "times" if match[0] == "·" and context.previous and context.following else ""


@rule(alternatives([mark for mark in SIGNS if mark not in "-–"]))
def sign(match: re.Match[str], context: Context) -> str:
    """Say a sign's name; a slash between two words is as silent with spaces as without."""
    return "" if match[0] == "/" and context.previous and context.following else SIGNS[match[0]]


@rule(r"(?P<left>[^\s→⇒]+)(?P<arrow>[→⇒])(?P<right>\S+)", "→⇒")
def arrow(match: re.Match[str], context: Context) -> str:
    """Say «text→image» as «text to image»."""
    return f"{context.reread(match['left'])} {SIGNS[match['arrow']]} {match['right']}"


@rule(r"[^\s/&+]+(?:[/&+][^\s/&+]+)+", "/&+")
def joined_by_signs(match: re.Match[str], context: Context) -> str:
    """Say «input/output» without the slash, «salt&pepper» with its «and»."""
    first, *others = re.split(r"([/&+])", match[0])
    said = [context.reread(first)]
    for mark, part in zip(others[::2], others[1::2], strict=True):
        said += [{"/": "", "&": "and", "+": "plus"}[mark], spell("A") if part == "A" else part]
    return " ".join(filter(None, said))


@rule(r"\$", "$")
def dollar_alone(_: re.Match[str], context: Context) -> str:
    """Say «in $ terms»; the «$» of a shell's prompt is silent."""
    return "dollar" if context.index else ""
