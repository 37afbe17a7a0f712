"""Terms and persons that a summary names and does not explain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.drafting.outline.summary import Summary
from pipeline.knowledge.words import content_stems, stem
from pipeline.language.tagger import Token, is_usual

_IN_NAME = frozenset("JJ NN NNS NNP NNPS HYPH VBN VBG CD".split())
_NAMES = frozenset("NNP NNPS".split())
_PLACE_BEFORE = frozenset("in at near to across".split())
_AT_ONCE_EXPLAINED = re.compile(
    r"\s*(?:\(|,\s*(?:an?|the|or|that is|which (?:is|are)|who|whose|i\.e\.|meaning)\b|[—–:]\s|\s(?:is|are"
    r"|means|mean)\b)",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    "percent per cent time times year years day days hour hours minute minutes second seconds metre metres "
    "meter "
    "meters kilometre kilometres kilometer kilometers gram grams kilogram kilograms degree degrees dollar "
    "dollars "
    "euro euros pound pounds million billion thousand hundred half third quarter".split()
)
_SHORT_WORD = 5  # letters: a short word alone is seldom a term («steak»)
_MADE_OF_ANOTHER = re.compile(r"(?:ers?|ors?|ness|ly|less|ful|able)$")  # «opener»
_OF_ADJECTIVES = ("y", "ous", "ful", "less", "able")
_TOO_COMMON = frozenset("own same other such more most less least first second last next new old".split())


def unexplained_terms(summary: Summary, known: Iterable[str]) -> list[tuple[Token, ...]]:
    """Give the groups of words that name something rare, in their order; not what `known` names.

    Rare is what the tagger never met. A group with a rare word goes before one that only joins usual words.
    """
    stems_known = [content_stems(name) for name in (*known, summary.title)]
    groups = [
        group
        for group in _groups(summary.tokens)
        if any(not _is_usual(token) for token in group)
        and (len(group) > 1 or len(group[0].text) > _SHORT_WORD or not group[0].text.islower())
        and not any(stems and content_stems(summary.words(group)) <= stems for stems in stems_known)
        and not any(stems and stems <= content_stems(summary.words(group)) for stems in stems_known[:-1])
        and not _is_explained(summary, group)
        and not _is_person_or_place(summary, group)
    ]
    first: dict[frozenset[str], tuple[Token, ...]] = {}
    for group in groups:
        first.setdefault(content_stems(summary.words(group)), group)
    return list(first.values())


def _groups(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Give the runs of adjectives and nouns that end in a noun, without measures and what is too common."""
    run: list[Token] = []
    before = last = ""  # tags of the word before the run, and of the last word
    for token in (*tokens, Token("", ".", "", 0, 0)):
        joined = bool(run) and token.tag == "HYPH"
        if (token.tag in _IN_NAME and token.tag not in ("HYPH", "CD")) or joined:
            before = last if not run else before
            run.append(token)
            last = token.tag
            continue
        if len(run) == 1 and before == "IN" and token.tag in ("CD", ",", ".", "IN", "CC"):
            yield tuple(run)  # «with scurvy six …»: a rare noun that was taken for an adjective
            run = []
        while run and not run[-1].tag.startswith("NN"):
            run.pop()
        while run and (run[0].text.casefold() in _TOO_COMMON or run[0].tag == "HYPH"):
            run.pop(0)
        if len(run) > 2 and run[-2].tag.startswith("NN") and run[-1].text.endswith(_OF_ADJECTIVES):
            run.pop()  # «keeps lean meat juicy»: an adjective that was taken for a noun
        if run and not any(each.text.casefold() in _MEASURES for each in run):
            yield tuple(run)
        run = []
        last = token.tag


def _is_usual(token: Token) -> bool:
    word = token.text
    forms = (
        word,
        stem(word),
        word.removesuffix("s"),
        _MADE_OF_ANOTHER.sub("", word),
        _MADE_OF_ANOTHER.sub("e", word),
    )
    return not word[:1].isalpha() or any(map(is_usual, forms))


def _is_explained(summary: Summary, group: Sequence[Token]) -> bool:
    """Tell whether what follows the group, or stands before it, says what it is."""
    after = summary.text[group[-1].end :]
    before = summary.text[: group[0].start].rstrip().casefold()
    return _AT_ONCE_EXPLAINED.match(after) is not None or before.endswith(
        ("called", "known as", "called the", "called a", "called an", "(")
    )


def _is_person_or_place(summary: Summary, group: Sequence[Token]) -> bool:
    if not all(token.tag in _NAMES for token in group):
        return False
    place = summary.tokens.index(group[0])
    before = summary.tokens[place - 1].text.casefold() if place else ""
    return before in _PLACE_BEFORE or any(run == tuple(group) for run in unexplained_persons(summary))


def unexplained_persons(summary: Summary) -> list[tuple[Token, ...]]:
    """Give the names of those who do something in the summary and of whom it does not say who they are."""
    found = []
    tokens = summary.tokens
    for start, end in _runs_of_names(tokens):
        run = tokens[start:end]
        before = tokens[start - 1] if start else None
        after = tokens[end] if end < len(tokens) else None
        acts = after is not None and after.tag == "VBD"
        done_by = before is not None and before.text.casefold() == "by"
        described = before is not None and (
            before.tag in ("NN", "DT", "POS") or before.text.casefold() in _PLACE_BEFORE
        )
        in_title = content_stems(summary.words(run)) <= content_stems(summary.title)
        if (acts or done_by) and not described and not in_title and not _is_explained(summary, run):
            found.append(run)
    return found


def _runs_of_names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start = None
    for place in range(len(tokens) + 1):
        is_name = place < len(tokens) and tokens[place].tag in _NAMES
        if is_name and start is None:
            start = place
        elif not is_name and start is not None:
            yield start, place
            start = None
