"""What a pack must keep to, so that every line of it can be said as it stands: one table of rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipeline.knowledge.pack import Pack, Term
from pipeline.knowledge.words import AMERICAN, content_stems, sentences, words

_MOST_WORDS = {"is": 22}  # a definition is heard in passing
_MOST_WORDS_OF_A_SENTENCE = 25  # heard once, at a walking pace
_MOST_SENTENCES: Mapping[str, int] = {
    "is": 1, "ask": 1, "why": 5, "like": 3, "but": 3, "keep": 2, "number": 3, "example": 4,
}  # fmt: skip
_MOST_LINKS = 2
_NEEDED = ("is", "ask", "why", "keep")  # by a subject
_FEWEST_FURTHER = 2  # lines of a subject beside them
_RUN = 5  # words in a row that two terms do not share …
_TELLING = 3  # … where so many of them say something: «the mass of the Sun» may come back
_FEW = 4  # so many of something are no habit yet

_SIGNS = re.compile(r"[()\[\]{};!*_`#<>|]|\s[-–—]\s|—|\.\.\.|…")
_JOINT = r"(?:(?:And|But|So|Then|Yet|Even so,) )?"
_PRONOUN = re.compile(
    rf"{_JOINT}(?:it|its|he|she|him|his|hers?|they|them|theirs?)\b",
    re.IGNORECASE,
)
_FILLS_IN = re.compile(
    rf"{_JOINT}it (?:is|was|takes|took|helps|pays|may|can|seems|makes)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:this|that|these|those) (?:is|are|was|were|has|have|had|can|could|will|would|does|do|did|may|might"
    r"|must|means?|makes?|made|keeps?|gives?|takes?|lets?|turns?|leaves?|happens?|comes?|goes|works?|explains?|shows?)\b",
    re.IGNORECASE,
)
_POINTS_AT_THE_END = re.compile(
    r"(?:\S+ ){0,5}(?:this|these|those)[.?]", re.IGNORECASE
)  # too short for a noun
_YES_OR_NO = re.compile(
    r"(?:is|are|was|were|am|do|does|did|can|could|will|would|has|have|had|should|shall|may|might|must)\b",
    re.IGNORECASE,
)
_EMPTY_WORDS = re.compile(
    r"\b(?:basically|essentially|literally|actually|simply put|of course|needless to say|amazing\w*"
    r"|fascinating\w*|incredibl[ey]|etc|e\.g|i\.e)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:(?:more|less|fewer)\b.*\bthan|several|none|zero|half|halves|one|once|two|twice|three"
    r"|third|thirds|four|fourth|quarters?|five|fifths?|six|sixths?|seven"
    r"|sevenths?|eight|eighths?|nine|ninths?|ten|tenths?|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|dozens?|hundreds?|hundredths?|thousands?|thousandths?|millions?|billions?|double[ds]?|doubling)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a pack that does not keep to a rule."""

    rule: str
    what: str
    term: str = ""  # «» where it is a matter of the whole pack
    line: int | None = None


def check_pack(pack: Pack, *, shipped: bool = True) -> list[Finding]:
    """Give what in a pack breaks a rule, in the order of the file; what is not filled in breaks none.

    What is not `shipped` need not be complete, and is spelled as its author spells.
    """
    asked = {name for name in (*TERM_RULES, *PACK_RULES) if shipped or name not in _OF_SHIPPED_PACKS}
    found = [
        Finding(name, what, term.term, term.place(key))
        for term in pack.terms
        if term.lines
        for name, rule in TERM_RULES.items()
        if name in asked
        for key, what in rule(term)
    ]
    found += [
        Finding(name, *told) for name, rule in PACK_RULES.items() if name in asked for told in rule(pack)
    ]
    return sorted(found, key=lambda finding: finding.line or 0)


Broken = Iterator[tuple[str, str]]  # the key, and what is wrong there


def _is_needed(term: Term) -> Broken:
    if not term.definition:
        yield "", "says nowhere what it is: is = …"


def _named_first(term: Term) -> Broken:
    start = re.sub(r"^(?:an?|the) ", "", _even(term.definition))
    if start and not any(_begins(start, re.sub(r"^(?:an?|the) ", "", _even(name))) for name in term.names):
        yield "is", "does not begin with the term"


def _begins(start: str, name: str) -> bool:
    forms = {name, f"{name}s", f"{name}es", re.sub("y$", "ies", name)}
    return any(re.match(rf"{re.escape(form)}(?![\w-])", start) for form in forms)


def _even(line: str) -> str:
    return line.casefold().replace("’", "'")


def _lengths(term: Term) -> Broken:
    for key, line in term.lines.items():
        found = sentences(line)
        if len(found) > _MOST_SENTENCES[key]:
            yield key, f"has {len(found)} sentences; {_MOST_SENTENCES[key]} is the most"
        most = _MOST_WORDS.get(key, _MOST_WORDS_OF_A_SENTENCE)
        for sentence in found:
            if (count := len(words(sentence))) > most:
                yield key, f"has a sentence of {count} words; {most} is the most"


def _whole(term: Term) -> Broken:
    for key, line in _spoken(term):
        if not re.search(r"[.?][”\"’']?$", line):
            yield key, "does not end as a sentence does"
        if line[:1] in "\"“'‘" or line[:1].islower():
            yield key, "does not begin as a sentence does"


def _hooks(term: Term) -> Broken:
    ask = term.line("ask")
    if ask and not ask.endswith("?"):
        yield "ask", "does not end in «?»"
    if _YES_OR_NO.match(ask):
        yield "ask", "can be answered by yes or no"


def _closed(term: Term) -> Broken:
    """Find what opens with a word for something that another line names: each line may be heard without it.

    «It is a fungus that does the work» points at nothing, and a line right after the cause may go on from it.
    """
    after_the_cause = {key for before, key in pairwise(term.telling) if before == "why"}
    for key, line in _spoken(term):
        first = next(iter(sentences(line)), "")
        opens_with_it = _PRONOUN.match(first) and not (key != "is" and _FILLS_IN.match(first))
        if opens_with_it and key != "like":
            yield key, f"opens with «{' '.join(first.split()[:2])}»: name what is meant"
        if key not in after_the_cause and (_POINTS.match(first) or _POINTS_AT_THE_END.fullmatch(first)):
            yield key, f"points back without a noun: «{first}»"


def _signs(term: Term) -> Broken:
    for key, line in _spoken(term):
        if found := _SIGNS.search(line):
            yield key, f"holds «{found[0].strip()}», which nobody hears"


def _plain(term: Term) -> Broken:
    for key, line in _spoken(term):
        if found := _EMPTY_WORDS.search(line):
            yield key, f"holds «{found[0]}»: leave it out"


def _british(term: Term) -> Broken:
    for key, line in _spoken(term):
        for word in words(line):
            if better := AMERICAN.get(word.casefold()):
                yield key, f"is spelled as in America: «{word}», here «{better}»"


def _figures(term: Term) -> Broken:
    line = term.line("number")
    if line and not _FIGURE.search(line):
        yield "number", "holds no figure"
    if line and not term.look_up:
        yield "number", "tells nobody where to look it up: # look up: … on the line before"


def _subjects(term: Term) -> Broken:
    if not term.line("ask"):
        return
    missing = [key for key in _NEEDED if not term.line(key)]
    if missing:
        yield "", f"has a hook, and so needs: {', '.join(missing)}"
    further = [key for key in term.telling if key != "why"]
    if len(further) < _FEWEST_FURTHER:
        yield "", f"tells too little: {_FEWEST_FURTHER} of like, example, number and but"


def _spoken(term: Term) -> Iterator[tuple[str, str]]:
    yield from term.lines.items()
    for link in term.links:
        yield "links", link.say


Told = Iterator[tuple[str, str, int | None]]  # what, of which term, in which line


def _heads(pack: Pack) -> Told:
    for key, value in (("title", pack.title), ("about", pack.about)):
        if not value:
            yield f"{key} is missing at the head", "", 1


def _links_within(pack: Pack) -> Told:
    for term in pack.terms:
        if len(term.links) > _MOST_LINKS:
            yield f"has {len(term.links)} links; {_MOST_LINKS} is the most", term.term, term.place("links")
        for link in term.links:
            if pack.term(link.to) is None or link.to == term.term:
                yield f"leads to «{link.to}», which is no other term here", term.term, term.place("links")


def _runs(pack: Pack) -> Told:
    """Find five words in a row that an earlier term has."""
    first: dict[tuple[str, ...], Term] = {}
    for term in pack.terms:
        shared: dict[str, str] = {}
        for key, line in _spoken(term):
            spoken = [_even(word) for word in words(line)]
            for run in zip(*(spoken[start:] for start in range(_RUN)), strict=False):
                other = first.setdefault(run, term)
                if other is not term and other.term not in shared and _is_telling(run):
                    shared[other.term] = key
                    yield f"says «{' '.join(run)}», as «{other.term}» does", term.term, term.place(key)


def _is_telling(run: tuple[str, ...]) -> bool:
    return len(content_stems(" ".join(run))) >= _TELLING


def _openings(pack: Pack) -> Told:
    asks = [words(term.line("ask"))[0].casefold() for term in pack.terms if words(term.line("ask"))]
    word, count = Counter(asks).most_common(1)[0] if asks else ("", 0)
    if len(asks) > _FEW and count * 2 > len(asks):
        yield f"{count} of {len(asks)} hooks open with «{word}»; half is the most", "", 1


def _endings(pack: Pack) -> Told:
    keeps = [sentences(term.line("keep")) for term in pack.terms if term.line("keep")]
    double = sum(len(keep) > 1 for keep in keeps)
    if len(keeps) > _FEW and double * 2 > len(keeps):
        yield f"{double} of {len(keeps)} last words are two sentences; half is the most", "", 1


TERM_RULES: Mapping[str, Callable[[Term], Broken]] = {
    "a definition": _is_needed,
    "the term first": _named_first,
    "short sentences": _lengths,
    "whole sentences": _whole,
    "a listener's question": _hooks,
    "closed sentences": _closed,
    "words, not signs": _signs,
    "nothing that only fills": _plain,
    "British spelling": _british,
    "figures that can be looked up": _figures,
    "a subject has enough": _subjects,
}
PACK_RULES: Mapping[str, Callable[[Pack], Told]] = {
    "a head": _heads,
    "links within the pack": _links_within,
    "no phrase twice": _runs,
    "hooks that differ": _openings,
    "endings that differ": _endings,
}
_OF_SHIPPED_PACKS = ("British spelling", "a subject has enough", "a head")
