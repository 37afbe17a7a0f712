"""Numbers that are read figure by figure: telephones, book numbers, long marks of identity."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import FUNCTION_WORDS, Context, rule, spell

_CALLS = frozenset(
    "call calls called calling dial dialed dialing phone phoned text texts texted texting ring rang fax tel "
    "telephone hotline helpline whatsapp".split()
)
_GROUP = re.compile(r"\d{1,6}|\d{3}-\d{4}")
_LONGEST_COUNT = 15  # figures; a number beyond that is read figure by figure
_BOOK_NUMBERS = frozenset(
    "ISBN ISBN-10 ISBN-13 ISSN OCLC LCCN PMID DOI ASIN EAN UPC SKU IBAN VIN IMEI ID".split()
)


@rule(r"\d{3}-\d{4}|\d{3}-\d{2}-\d{4}|\d{3}[-.]\d{3}[-.]\d{4}|\+?\d{1,2}[-.]\d{3}[-.]\d{3}[-.]\d{4}", "-.")
def phone_number(match: re.Match[str], _: Context) -> str:
    """Say «555-0123» and «212.555.0142» figure by figure."""
    groups = re.split("[-.]", match[0].removeprefix("+"))
    said = [numbers.cardinal(g) if g in ("800", "900") else numbers.one_by_one(g) for g in groups]
    return ("plus " if match[0][0] == "+" else "") + ", ".join(said)


@rule(r"(?P<code>1-)?(?P<area>\d{3})-(?P<word>(?:[A-Z\d]{1,3}-)*[A-Z]{4,})", "-")
def phone_word(match: re.Match[str], _: Context) -> str:
    """Say «1-800-FLOWERS»."""
    free = match["area"].endswith("00")
    area = numbers.cardinal(match["area"]) if free else numbers.one_by_one(match["area"])
    return f"{'one, ' if match['code'] else ''}{area}, {match['word'].lower().replace('-', ' ')}"


@rule(r"(?P<plus>\+)?(?P<digits>\d{1,6})", "0123456789")
def dialled(match: re.Match[str], context: Context) -> str | None:
    """Say the groups of a telephone number, a pause after each, and «988» after «call» or «text»."""
    first, last = _run(context)
    groups = [context.at(offset) for offset in range(first, last + 1)]
    digits = [part for group in groups for part in group.core.lstrip("+").split("-")]
    called = _is_called(context, first)
    if len(groups) == 1:
        after = context.following.casefold()
        alone = (
            context.pause_after or after in FUNCTION_WORDS or after in ("now", "today", "immediately", "fast")
        )
        area = len(match["digits"]) == 3 and re.fullmatch(r"\d{3}-\d{4}", context.following)
        lead = context.previous.casefold()
        short = called and alone and 3 <= len(match["digits"]) <= 6 and lead not in ("is", "number")
        return numbers.one_by_one(match["digits"]) if area or short else None
    if not _is_phone(digits, groups[0].core.startswith("+"), called=called):
        return None
    said = ("plus " if match["plus"] else "") + numbers.one_by_one(match["digits"])
    return said if last == 0 or context.here.after or context.at(1).before else said + ","


def _is_called(context: Context, first: int) -> bool:
    """Tell whether «call», «text», «ring at» stands before the groups."""
    lead = context.at(first - 1).core.casefold()
    if lead in ("is", "number"):
        return lead == "number" or context.at(first - 2).core.casefold() in (
            "number",
            "phone",
            "telephone",
            "fax",
        )
    if lead in ("at", "on", "to"):
        return any(context.at(first - back).core.casefold() in _CALLS for back in (2, 3))
    return lead in _CALLS


def _run(context: Context) -> tuple[int, int]:
    """Give how far groups of figures go on before and after this one."""
    first = last = 0
    while _GROUP.fullmatch(context.at(first - 1).core.lstrip("+")) and context.at(first - 1).after in (
        "",
        ")",
    ):
        first -= 1
    while _GROUP.fullmatch(context.at(last + 1).core) and context.at(last).after in ("", ")"):
        last += 1
    return first, last


def _is_phone(digits: list[str], abroad: bool, *, called: bool) -> bool:  # noqa: FBT001 - it begins with «+»
    lengths = [len(group) for group in digits]
    if len(digits) > 2 and (
        set(lengths) == {4} or any(group.startswith("0") and len(group) > 1 for group in digits)
    ):
        return True  # a card, an account
    if lengths == [3, 4] and digits[1].startswith("0"):
        return True
    if not 7 <= sum(lengths) <= 15 or min(lengths) < 1 or max(lengths) > 6:
        return False
    usual = lengths in ([3, 3, 4], [1, 3, 3, 4])
    return abroad or called or usual or (digits[0].startswith("0") and len(digits[0]) > 2)


@rule(r"\d[\d-]*[\dXx]", "0123456789")
def book_number(match: re.Match[str], context: Context) -> str | None:
    """Say an ISBN and numbers of its kind figure by figure, a pause between groups."""
    before = {context.previous.rstrip(":"), context.at(-2).core}
    figures = match[0].replace("-", "")
    marked = bool(before & _BOOK_NUMBERS) and len(figures) >= 6
    if not marked and not (len(figures) == 13 and re.match(r"97[89]-", match[0])):
        return None
    groups = (
        numbers.in_turn(group.rstrip("Xx")) + (" X" * group.endswith(("X", "x")))
        for group in match[0].split("-")
    )
    return ", ".join(group.strip() for group in groups)


@rule(r"(?:[Dd][Oo][Ii]:)?(?P<publisher>10\.\d{4,9})/(?P<number>[\w.()/:;-]*\w)", "/")
def object_identifier(match: re.Match[str], _: Context) -> str:
    """Say a DOI, «10.1007/978-94-007-3962-8», figure by figure."""
    groups = [match["publisher"].removeprefix("10."), *re.findall(r"\d+|[A-Za-z]+|/", match["number"])]
    said = [
        numbers.in_turn(each) if each.isdecimal() else "slash" if each == "/" else _letters(each)
        for each in groups
    ]
    name = spell("DOI") + " " if match[0][0] in "Dd" else ""
    return f"{name}ten point {said[0]}, slash {', '.join(said[1:])}"


def _letters(word: str) -> str:
    return spell(word) if len(word) < 3 or word.isupper() else word


@rule(r"arXiv:(?P<month>\d{4})\.(?P<number>\d{4,5})(?:v(?P<version>\d+))?", ":")
def preprint(match: re.Match[str], _: Context) -> str:
    """Say «arXiv:1706.03762v2»."""
    version = f", version {numbers.cardinal(match['version'])}" if match["version"] else ""
    return f"arXiv {numbers.in_turn(match['month'])}, {numbers.in_turn(match['number'])}{version}"


@rule(rf"\d{{{_LONGEST_COUNT + 1},}}", "0123456789")
def long_number(match: re.Match[str], _: Context) -> str:
    """Say more figures than anybody counts one by one."""
    return numbers.in_turn(match[0])
