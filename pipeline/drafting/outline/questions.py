"""Questions that a summary leaves open, each for the heading where its answer belongs.

What is taken from the summary stands in a question as it stands there: nothing is bent to fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.drafting.headings import EXAMPLE, HEADINGS, HOOK, IDEA, KEEP, LIMIT, WORTH
from pipeline.drafting.outline.summary import Summary, is_plural, upper_first
from pipeline.drafting.outline.terms import unexplained_persons, unexplained_terms
from pipeline.language.tagger import Token, tag

MOST_PER_HEADING = 3

_NUMBER = (
    r"(?:\d[\d.,]*\d|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|million|a hundred|a thousand|a million|a dozen)(?:[\s-](?:one|two|three|four|five|six|seven|eight"
    r"|nine|hundred"
    r"|thousand|million|billion))*)"
)
_FACTOR = re.compile(
    rf"\b(?:{_NUMBER}(?:\s+to\s+{_NUMBER})?\s+times\s+(?:as\s+\w+(?:\s+as)?|(?:more|less|fewer)\s+\w+|\w+er\b)"
    r"|twice\s+as\s+\w+|half\s+(?:as\s+\w+|the\s+\w+)|an?\s+(?:third|quarter|fifth|tenth|hundredth|thousandth)\s+"
    r"(?:of\s+the\s+\w+|the\s+\w+|as\s+\w+))",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b(?:from\s+)?{_NUMBER}(?:\s*(?:to|–|-|and)\s*{_NUMBER})?\s*(?:%|percent\b|per cent\b)", re.IGNORECASE
)
_UNIT = (
    r"°\s?[CF]|degrees?|km/h|mph|kg|kilos?|kilograms?|grams?|g|mg|tonn?es?|tons?|m|mm|cm|km|nm|µm|met(?:er|re)s?"
    r"|kilomet(?:er|re)s?|miles?|feet|foot|inch(?:es)?|light[- ]years?|lit(?:er|re)s?|ml|GB|MB|TB|kB"
    r"|gigabytes?|bits?|bytes?|kcal"
    r"|calories|volts?|V|watts?|W|kWh|hertz|Hz|kHz|MHz|GHz|bar|pascals?|atmospheres?|parameters|tokens|layers|words"
    r"|people|patients|deaths|babies|women|men|children|days|hours|minutes|seconds|weeks|months|years|dollars|euros|pounds"
)
_AMOUNT = re.compile(
    rf"(?:[$€£]\s?\d(?:[\d.,]*\d)?(?:\s(?:million|billion|trillion))?|\b{_NUMBER}(?:\s+(?:hundred|thousand|million|billion|trillion))?"
    rf"[\s-]?(?:{_UNIT})(?![\w]))"
)
_YEAR = re.compile(
    r"(?<![\d.,])(?:1[0-9]|20)\d\d(?![\d%°]|[.,]\d)(?!\s*(?:%|percent|°|km|kg|people|patients|tokens))"
)
_INSTEAD_OF = re.compile(r"\b((?:instead of|rather than|in place of)\s+[^,;:.()]{3,60})", re.IGNORECASE)
_BARE_INSTEAD = re.compile(r"\binstead(?=\s*[,;.]|\s*$)", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:must(?: not)?|has to|have to|may not|is required to|are required to|should)\b", re.IGNORECASE
)
_SOMETIMES = re.compile(
    r"\b(?:often|usually|most(?:ly)?|typically|generally|many|sometimes|nearly all|almost always"
    r"|tends? to)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:a handful|a few(?: (?:hundred|thousand|million))?|several|dozens|hundreds|thousands|millions"
    r"|enormous|huge|vast"
    r"|tiny|cheap(?:ly|er)?|expensive|costly|quick(?:ly)?|slow(?:ly)?|early|late|rare(?:ly)?|short|long|large|small|heavy)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:why|how|what|when|where|who|which|can|does|do|is|are)\b", re.IGNORECASE)
_BUT = re.compile(r"\b(?:but|however|although|though)\b,?\s+([^.;]{12,110}?)(?=[.;]|$)", re.IGNORECASE)
_BEING = frozenset("is are was were means mean".split())
_QUANTITIES = frozenset("more less fewer later earlier longer further other older younger least".split())


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the heading of the notes that its answer belongs under."""

    heading: str
    text: str


def questions_on(summary: Summary, known: Iterable[str] = ()) -> tuple[Question, ...]:
    """Give what a summary leaves open, by heading; at least one question for each.

    `known` are the names of what a glossary or a pack explains: nobody is asked for that again.
    """
    names = tuple(known)
    found = [question for rule in _RULES for question in rule(summary)]
    found += _terms(summary, names)
    found += [question for question in _usual(summary, names) if not _is_asked(question, found)]
    chosen: list[Question] = []
    for heading in HEADINGS:
        under = dict.fromkeys(question for question in found if question.heading == heading)
        chosen += list(under)[:MOST_PER_HEADING]
    return tuple(chosen)


def _is_asked(usual: Question, found: Iterable[Question]) -> bool:
    return any(question.heading == usual.heading for question in found)


def _factors(summary: Summary) -> Iterator[Question]:
    for found in _FACTOR.finditer(summary.text):
        if len(list(_AMOUNT.finditer(summary.text))) < 2:  # else it gives both ends itself
            yield Question(
                EXAMPLE, f"{upper_first(found[0])}: what does that come to? From how much, to how much?"
            )
        yield Question(HOOK, f"«{found[0]}»: whom would that surprise?")


def _shares(summary: Summary) -> Iterator[Question]:
    for found in _SHARE.finditer(summary.text):
        if not re.match(r"\s+of\s+(?:the\s+)?\d", summary.text[found.end() :]):
            yield Question(EXAMPLE, f"{upper_first(found[0])}: what is that in one real case, counted out?")


def _amounts(summary: Summary) -> Iterator[Question]:
    taken = [found.span() for pattern in (_FACTOR, _SHARE) for found in pattern.finditer(summary.text)]
    for found in _AMOUNT.finditer(summary.text):
        if not any(start <= found.start() < end for start, end in taken):
            yield Question(
                EXAMPLE,
                f"{upper_first(found[0].strip())}: beside what would a listener call that much, or little?",
            )


def _vague_amounts(summary: Summary) -> Iterator[Question]:
    if any(pattern.search(summary.text) for pattern in (_FACTOR, _SHARE, _AMOUNT)):
        return
    for found in list(dict.fromkeys(found[0].casefold() for found in _VAGUE.finditer(summary.text)))[:2]:
        yield Question(EXAMPLE, f"«{found}»: which figure would show that?")


def _years(summary: Summary) -> Iterator[Question]:
    years = list(dict.fromkeys(found[0] for found in _YEAR.finditer(summary.text)))
    if not years:
        return
    if not summary.answers("before"):
        yield Question(WORTH, f"What did people do before {years[0]}?")
    yield Question(HOOK, f"{years[0]}: where was that, and what would somebody standing there have seen?")


def _persons(summary: Summary) -> Iterator[Question]:
    for run in unexplained_persons(summary)[:2]:
        yield Question(HOOK, f"{summary.words(run)}: who was that, and what was there to lose?")


def _causes(summary: Summary) -> Iterator[Question]:
    """Ask why of the last clause that tells something, in its own words."""
    if summary.answers("cause"):
        return
    telling = [clause for clause in summary.main_clauses if _tells(clause)]
    if len(telling) > 1:
        yield Question(IDEA, f"«{summary.words(telling[-1])}»: why? What happens in between?")
    elif telling:
        yield Question(IDEA, f"«{summary.words(telling[0])}»: how? What happens first, and what then?")
    elif summary.tokens and summary.tokens[0].tag == "VB" and len(summary.clauses[0]) >= 4:
        yield Question(IDEA, f"«{summary.words(summary.clauses[0])}»: why is that enough?")


def _tells(clause: Sequence[Token]) -> bool:
    """Tell a clause in which something happens from a fragment, and from one that says what a thing is."""
    verb = next(
        (place for place, token in enumerate(clause) if token.tag in ("VBD", "VBZ", "VBP", "MD")), None
    )
    if verb is None or not 5 <= len(clause) <= 24 or clause[verb].text.casefold() in _BEING:
        return False
    return any(token.tag.startswith("NN") or token.tag == "CD" for token in clause[:verb])


def _alternatives(summary: Summary) -> Iterator[Question]:
    if found := _INSTEAD_OF.search(summary.text):
        yield Question(WORTH, f"«{found[1].strip()}»: what is wrong with that?")
    elif _BARE_INSTEAD.search(summary.text):
        yield Question(WORTH, "«instead»: what would one do otherwise, and what does that cost?")


def _comparisons(summary: Summary) -> Iterator[Question]:
    factors = [found.span() for found in _FACTOR.finditer(summary.text)]
    for token in summary.tokens:
        word = token.text
        compared = token.tag in ("JJR", "RBR") and word.casefold() not in _QUANTITIES and word.endswith("er")
        inside = any(start <= token.start < end for start, end in factors)
        if compared and not inside and not re.search(r"\bthan\b", summary.text[token.end :]):
            yield Question(WORTH, f"«{word}»: than what, and by how much?")


def _duties(summary: Summary) -> Iterator[Question]:
    if found := _MUST.search(summary.text):
        yield Question(WORTH, f"«{found[0]}»: and what happens to somebody who does not?")


def _limits(summary: Summary) -> Iterator[Question]:
    if found := _SOMETIMES.search(summary.text):
        yield Question(LIMIT, f"«{found[0]}»: when not?")
    if found := _BUT.search(summary.text):
        yield Question(LIMIT, f"«{found[1].strip()}»: what does one do about that?")


def _terms(summary: Summary, known: tuple[str, ...]) -> Iterator[Question]:
    for group in unexplained_terms(summary, known):
        asked = "what are they?" if is_plural(group) else "what is it?"
        yield Question(IDEA, f"{upper_first(summary.words(group))}: {asked}")


def _usual(summary: Summary, known: tuple[str, ...]) -> Iterator[Question]:
    """Ask what may be asked of any subject, where nothing sharper offers itself."""
    title = summary.title
    if _ASKS.match(title):
        yield Question(HOOK, f"«{title.rstrip('?')}?»: who asks that, and on which occasion?")
    else:
        yield Question(HOOK, f"{title}: where has a listener met this without knowing the name?")
    if not _ASKS.match(title) and not _is_defined(summary, known):
        asked = "what are they" if is_plural(tag(title)) else "what is it"
        yield Question(IDEA, f"{title}: {asked}, in one sentence that a child could repeat?")
    yield Question(IDEA, "What happens first, and what follows from it?")
    yield Question(EXAMPLE, "Which one case shows it, with names, a place or a number?")
    yield Question(WORTH, "Who would notice if it were gone, and by what?")
    if not summary.answers("limit"):
        yield Question(LIMIT, "Where does it stop working? Who tried it there, and what came of it?")
    else:
        yield Question(LIMIT, "Who has to live with that limit?")
    yield Question(
        KEEP, "Which sentence would a listener repeat to somebody at supper? Does it answer the hook?"
    )


def _is_defined(summary: Summary, known: tuple[str, ...]) -> bool:
    title = re.escape(re.sub(r"^(?:the|an?)\s+", "", summary.title, flags=re.IGNORECASE))
    defined = re.search(
        rf"\b{title}s?\b[^.;]{{0,90}}\b(?:is|are|means|mean|was|were)\b", summary.text, re.IGNORECASE
    )
    return defined is not None or summary.title.casefold() in {name.casefold() for name in known}


_Rule = Callable[[Summary], Iterator[Question]]
# The sharpest first: of many questions under one heading the first few are kept.
_RULES: tuple[_Rule, ...] = (
    _persons, _years, _factors, _shares, _amounts, _vague_amounts, _causes, _alternatives, _comparisons,
    _duties, _limits,
)  # fmt: skip


def by_heading(questions: Iterable[Question]) -> Mapping[str, list[str]]:
    """Give the questions' texts under each of the headings."""
    sorted_: dict[str, list[str]] = {heading: [] for heading in HEADINGS}
    for question in questions:
        sorted_[question.heading].append(question.text)
    return sorted_
