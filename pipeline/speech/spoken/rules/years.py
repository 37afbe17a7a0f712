"""Years and decades, and what tells a year from a count."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import DASH, FUNCTION_WORDS, Context, alternatives, rule, spell
from pipeline.speech.spoken.rules.units import UNIT
from pipeline.speech.spoken.symbols import MONTHS, SHORT_MONTHS

YEAR = r"(?:1[1-9]|20)\d\d"
_ALWAYS_BEFORE_A_YEAR = frozenset(
    "in since published circa year born died spring summer autumn fall winter".split()
)
_LIFE = frozenset("b d r fl c ca".split())
_OFTEN_BEFORE_A_YEAR = frozenset("from of by until till before after around the".split())
_LAST_YEAR = 2100
_FIRST_RECENT, _LAST_RECENT = 1900, 2035  # beyond, «2048 tokens» is likelier
_BEFORE_A_COUNT = frozenset(
    "some about nearly almost over only all than least most roughly another = < > ≈".split()
)
_MANY_THINGS = frozenset(
    "people men women children sheep fish deer feet teeth mice cattle aircraft species".split()
)
_NO_PLURALS = frozenset("is was has its this as us does census various previous famous congress".split())
_ERAS = frozenset("AD BC BCE CE".split())
_BEFORE_ABOUT = frozenset("in from since by until till to of dated died born".split())
_BEFORE_DECADES = frozenset("the early late mid".split())
# What is named for its year: «a 1903-model car»; «a 1500-page book» is counted.
_OF_A_YEAR = (
    "model|built|style|era|vintage|born|made|dated|founded|registered|issue|edition|spec|only|set|based"
)
_ROUND = frozenset(("1000", "1024"))
_BEFORE_EARLY_YEARS = frozenset(("in", "by", "since", "until"))
_OPENS_A_CLAUSE = frozenset("the a an he she it they his her its their we king emperor pope".split())
# «It takes 30s» lasts seconds; «the 30s» and «in her 30s» do not.
_BY_THE_CLOCK = frozenset("faster slower later earlier ahead behind longer apart".split())
_BEFORE_SECONDS = frozenset(
    "takes took take taking for after every within about lasts lasted last only just under over than at "
    "by roughly "
    "another least most nearly almost waits waited wait sleep pause".split()
)


def month_of(word: str) -> str:
    """Give a month's whole name for it or its abbreviation, or «»."""
    word = word.title() if word.isupper() else word
    return word if word in MONTHS else SHORT_MONTHS.get(word, "")


@rule(rf"(?P<year>{YEAR})", "12")
def year(match: re.Match[str], context: Context) -> str | None:
    """Say a year where it is one: four digits from 1100 to 2099 that count nothing.

    After «in», «since» and a month it is one. Else it counts before a plural («2048 tokens»), a few words
    such as «sheep» and a unit, and after «some» or «nearly»; before a pause or anything else it is a year.
    What looks like a plural may be a verb («a paper from 2020 ends»): after «from», «of» or «the» our own
    times win, as they do before a name («the 2012 Results»).
    """
    before, after = context.previous.casefold(), context.following
    lived = before in _LIFE and context.at(-1).after == "."
    if month_of(context.previous) or before in _ALWAYS_BEFORE_A_YEAR or lived:
        return numbers.year(match[0])
    if before in _BEFORE_A_COUNT and not _is_about_a_year(match[0], context):
        return None
    if after not in ("in", "In") and re.fullmatch(UNIT, after) and not context.here.after:
        return None
    recent = match[0] != "2000" and _FIRST_RECENT <= int(match[0]) <= _LAST_RECENT
    named = after[:1].isupper() and not after.isupper()
    ours = recent and (before in _OFTEN_BEFORE_A_YEAR or named) and after.casefold() not in _MANY_THINGS
    return None if counts_something(context) and not ours else numbers.year(match[0])


def counts_something(context: Context) -> bool:
    """Tell whether a plural stands after a number, which then is a count."""
    word = context.following.casefold()
    plural = word.endswith("s") and word not in _NO_PLURALS and not word.endswith(("'s", "’s", "ss"))
    return (plural or word in _MANY_THINGS) and not context.here.pauses


def _is_a_people(word: str) -> bool:
    """Tell the Vikings of «In 793 Vikings raided it»."""
    return word.istitle() and word.endswith("s") and len(word) > 4


def _is_about_a_year(digits: str, context: Context) -> bool:
    """Tell «in about 1543» and «about 1877 to 1879» from «about 1500 sheep» and «about 1500»."""
    if context.previous.casefold() not in ("about", "around", "nearly", "almost", "roughly"):
        return False
    if context.at(-2).core.casefold() in _BEFORE_ABOUT and not counts_something(context):
        return True
    ends = context.pause_after or context.here.after.startswith(".")
    goes_on = ends or context.following.casefold() in (
        "to",
        "and",
        "or",
        "when",
        "until",
        "by",
        "he",
    )
    return goes_on and not digits.endswith("00") and int(digits) <= _LAST_RECENT


@rule(rf"(?P<year>{YEAR})-(?P<what>{_OF_A_YEAR})", "-")
def year_of_a_thing(match: re.Match[str], _: Context) -> str:
    """Say «1903-model» and «1920-built»."""
    return f"{numbers.year(match['year'])} {match['what']}"


@rule(rf"(?P<year>{YEAR})[-–—]+", "-–—")
def year_without_an_end(match: re.Match[str], context: Context) -> str | None:
    """Say the «1864-» of a life that is not over; «1900- to 2000-foot» measures."""
    return None if context.following in ("to", "and", "or") else numbers.year(match["year"])


@rule(rf"(?P<part>(?i:mid|late|early|pre|post|circa))-(?P<when>{YEAR}s?)", "-")
def part_of_a_time(match: re.Match[str], _: Context) -> str:
    """Say «mid-1970s» and «pre-2019»."""
    digits = match["when"].removesuffix("s")
    return f"{match['part']} {numbers.decade(digits) if digits != match['when'] else numbers.year(digits)}"


@rule(r"[1-9]\d{2,3}", "0123456789")
def year_of_an_era(match: re.Match[str], context: Context) -> str | None:
    """Say «476 AD», «AD 536» and «the year 536»."""
    before = context.previous
    told = before.upper().replace(".", "") in _ERAS or before.casefold() in ("year", "born", "died", "circa")
    return numbers.year(match[0]) if told or context.following.replace(".", "") in _ERAS else None


@rule(r"[1-9]\d\d", "0123456789")
def early_year(match: re.Match[str], context: Context) -> str | None:
    """Say «In 476 the city fell», which opens a sentence, and «In 793 Vikings raided it»."""
    before, after = context.previous.casefold(), context.following
    if context.index != 1 or before not in _BEFORE_EARLY_YEARS or match[0].endswith("00"):
        return None
    clause = after.casefold() in _OPENS_A_CLAUSE or _is_a_people(after)
    return numbers.year(match[0]) if clause else None


@rule(r"[1-9]\d\d|10\d\d", "0123456789")
def year_after_a_date(match: re.Match[str], context: Context) -> str | None:
    """Say the year of «June, 1094,», «14 October 1066» and «May 3, 987»; «In May 500 people died» counts."""
    if not context.pause_after and context.following.casefold() not in FUNCTION_WORDS - {"more", "less"}:
        return None  # «In March, 120 new cases»
    near, far = context.at(-1), context.at(-2)
    if month_of(near.core):
        told = near.after.startswith(",") or far.core[:1].isdecimal()
    else:
        day = re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", near.core)
        told = day is not None and near.after == "," and bool(month_of(far.core))
    return numbers.year(match[0]) if told and not counts_something(context) else None


@rule(r"10\d\d|2[1-9]\d\d", "12")
def year_beyond(match: re.Match[str], context: Context) -> str | None:
    """Say «in 1066» and «by 2100»."""
    digits, before = match[0], context.previous.casefold()
    if counts_something(context) or re.fullmatch(UNIT, context.following) or digits in _ROUND:
        return None
    if before in ("about", "around"):
        before = context.at(-2).core.casefold()
    ends = context.pause_after or context.following.casefold() in FUNCTION_WORDS
    early = digits < "1100"
    certain = before in _BEFORE_EARLY_YEARS and (ends or early or not context.before_noun)
    named = early and ends and before in ("of", "from", "to", "before", "after", "till")
    return numbers.year(digits) if certain or named else None


@rule("c")
def century(_: re.Match[str], context: Context) -> str | None:
    """Say the «c.» of «the 21st c.»."""
    numbered = re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", context.previous) and not context.at(-1).after
    return "century" if numbered else None


@rule(alternatives(_ERAS))
def era(match: re.Match[str], context: Context) -> str | None:
    """Say «AD» letter by letter beside a year or a century."""
    beside = re.search(r"\d|century", context.previous) or re.match(r"\d{1,4}\b", context.following)
    return spell(match[0]) if beside else None


@rule(rf"(?P<year>{YEAR})['’]s", "'’")
def possessive_year(match: re.Match[str], context: Context) -> str:
    """Say «2017's», and «the 1990's» as a decade."""
    if match["year"].endswith("0") and context.previous.casefold() in _BEFORE_DECADES:
        return numbers.decade(match["year"])
    return numbers.year(match["year"]) + "'s"


@rule(r"['’‘](?P<year>\d\d)(?P<of>['’]s)?", "'’‘")
def short_year(match: re.Match[str], context: Context) -> str:
    """Say «’69» as «sixty-nine»; up to ’29 as «twenty eighteen», which is mistaken for no number.

    «The ’30’s» are a decade.
    """
    digits = match["year"]
    before = context.previous.casefold()
    if match["of"] and digits[1] == "0" and (before in _BEFORE_DECADES or before in ("and", "or", "to")):
        return numbers.decade(digits)
    said = numbers.year("20" + digits) if digits < "30" else numbers.cardinal(digits)
    return said + ("'s" if match["of"] else "")


@rule(rf"(?P<start>1\d\d\d|20\d\d){DASH}(?P<end>\d\d?|1\d\d\d|2[01]\d\d)", "-–—")
def year_range(match: re.Match[str], context: Context) -> str | None:
    """Say «2024-25» and «1999–2003»; «1500–2000 people» are counted."""
    start, end = match["start"], match["end"]
    if len(end) == 1:  # «1990–1»
        end = start[2] + end
        if end <= start[2:] or start < "1100" or counts_something(context):
            return None
    backwards = len(end) == 4 and int(end) < int(start)
    if backwards or (len(end) == 4 and counts_something(context)) or int(end[-4:]) > _LAST_YEAR:
        return None
    if len(end) == 4 and not context.here.after and re.fullmatch(UNIT, context.following):
        return None if context.following != "in" else f"{numbers.year(start)} to {numbers.year(end)}"
    last = numbers.year(end) if len(end) == 4 else _short(end)
    return f"{numbers.year(start)} to {last}"


@rule(rf"(?P<start>{YEAR})/(?P<end>\d\d)", "/")
def season(match: re.Match[str], _: Context) -> str:
    """Say «2023/24»."""
    return f"{numbers.year(match['start'])} {_short(match['end'])}"


@rule(
    rf"['’‘]?(?P<decade>(?:1\d|20)\d0|\d\d0|\d0)s(?:{DASH}['’‘]?(?P<to>(?:1\d|20)?\d0)s)?(?P<of>['’])?",
    "s",
)
def decade(match: re.Match[str], context: Context) -> str | None:
    """Say «1990s», «the 830s» and «her 30s»; a timer of 30s and what takes 30s last seconds."""
    if match["decade"] == "00":
        return numbers.decade("2000") + ("'" if match["of"] else "")
    short = len(match["decade"]) < 4 and match[0][0].isdecimal() and not match["to"]
    if short and context.previous.casefold() in ("a", "an", "after") and context.before_noun:
        return None
    if short and (re.fullmatch(r"\d+(?:h|m|min)", context.previous) or context.following in _BY_THE_CLOCK):
        return None
    if short and context.previous.casefold() in _BEFORE_SECONDS and not _names_a_decade(context):
        return None
    if match["decade"] in ("10", "100", "1000") and context.previous.casefold() not in _BEFORE_DECADES:
        return None
    to = f" to {numbers.decade(match['to'])}" if match["to"] else ""
    return numbers.decade(match["decade"]) + to + ("'" if match["of"] else "")


def _names_a_decade(context: Context) -> bool:
    """Tell «by 30s standards» from «lasted 30s»."""
    return context.previous.casefold() == "by" and context.before_noun


@rule(rf"(?P<what>FY|[QH][1-4])['’]?(?P<year>\d\d|{YEAR})(?:[/–-](?P<end>\d\d))?", "FQH")
def fiscal_year(match: re.Match[str], _: Context) -> str | None:
    """Say «FY2025», «FY24/25» and «Q4'24»; without its apostrophe «Q424» may be a name."""
    what, digits = match["what"], match["year"]
    if what != "FY" and not re.search("['’]", match[0]):
        return None
    name = "fiscal year" if what == "FY" else f"{what[0]} {numbers.cardinal(what[1])}"
    end = f" {_short(match['end'])}" if match["end"] else ""
    return f"{name} {numbers.year(digits if len(digits) == 4 else '20' + digits)}{end}"


@rule(r"(?P<quarter>[1-4])Q['’]?(?P<year>\d\d|20\d\d)", "Q")
def quarter_of_a_year(match: re.Match[str], _: Context) -> str:
    """Say «1Q24» as «first quarter twenty twenty-four»."""
    digits = match["year"] if len(match["year"]) == 4 else "20" + match["year"]
    return f"{numbers.ordinal(match['quarter'])} quarter {numbers.year(digits)}"


@rule("FY|CY")
def kind_of_a_year(match: re.Match[str], context: Context) -> str | None:
    """Say the «FY» of «FY 2025»."""
    told = re.fullmatch(rf"{YEAR}(?:[/–-]\d\d)?", context.following) and not context.here.after
    return {"FY": "fiscal year", "CY": "calendar year"}[match[0]] if told else None


def _short(digits: str) -> str:
    return f"oh {numbers.cardinal(digits[1])}" if digits[0] == "0" else numbers.cardinal(digits)
