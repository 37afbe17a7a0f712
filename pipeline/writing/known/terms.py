"""The hard words of a summary, and what they mean: the show's glossary first, then its packs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode, GlossaryEntry, Show
from pipeline.knowledge.pack import Pack
from pipeline.knowledge.show_packs import packs_of
from pipeline.knowledge.words import content_stems
from pipeline.writing.english import upper_first
from pipeline.writing.known.dealing import deal
from pipeline.writing.known.own_words import closed, has_enough_notes
from pipeline.writing.script.markdown import plain_words

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan

MOST_TERMS = 3  # of one episode
_MOST_TELLINGS = 3  # episodes of a show that give the same definition
_COMMON, _COMMON_SHARE = 2, 0.15  # of the summaries use it
_BASIC, _BASIC_SHARE = 6, 0.08  # of a pack's terms that name what everybody in the field knows
_OPENING_WORDS = 12  # of a definition, among which the name stands if it names its term
_SAID_SHARE = 0.6  # of a definition's words: with so many in the summary, the summary explains it


@dataclass(frozen=True, slots=True)
class HardTerm:
    """A term that a summary uses, and one whole sentence that says what it is."""

    name: str  # as the entry is called
    shown: str  # as the summary says it
    definition: str
    number: str = ""  # a further sentence, with a figure


def terms_of(plan: Plan, episode: Episode, subject: str = "") -> tuple[HardTerm, ...]:
    """Give the terms that fall to an episode to explain, the rarest of the show first.

    `subject` is the term that the whole episode is about, and is not among them.
    """
    known = {term.name: term for term in terms_in(plan.show, episode, plan.glossary)}
    names = plan.terms_dealt.get(episode.slug, ())
    return tuple(known[name] for name in names if name in known and name.casefold() != subject.casefold())


def terms_in(show: Show, episode: Episode, glossary: Iterable[GlossaryEntry]) -> Iterator[HardTerm]:
    """Go through the terms of a glossary that a summary uses and does not explain, in its order."""
    said = content_stems(episode.summary)
    title = {content_stems(episode.title), content_stems(episode.subtitle)}
    for entry, shown in _entries_used(glossary, _text_of(episode)):
        definition = closed(plain_words(entry.definition))
        if _is_basic(show, entry):
            continue
        telling = content_stems(definition) - content_stems(" ".join((entry.term, *entry.aliases)))
        own = {content_stems(name) for name in (entry.term, *entry.aliases)} & title
        if own or len(telling & said) > _SAID_SHARE * len(telling):
            continue
        if sentence := _naming(entry, shown, definition):
            yield HardTerm(entry.term, shown, sentence, _number_of(show, definition))


def definition_of(glossary: Iterable[GlossaryEntry], title: str, names: Iterable[str] = ()) -> str:
    """Give what a glossary says of what a title names, or of a subject by its names; «» if nothing."""
    wanted = {content_stems(name) for name in (title, *names)} - {frozenset()}
    for entry in glossary:
        if wanted & {content_stems(name) for name in (entry.term, *entry.aliases)}:
            return _naming(entry, entry.term, closed(plain_words(entry.definition)))
    return ""


def hard_terms_in(plan: Plan, text: str) -> tuple[str, ...]:
    """List the terms of glossary and packs that a text uses, without those that the whole show is about."""
    used = (entry.term for entry, _ in _entries_used(plan.glossary, text))
    return tuple(term for term in used if term not in plan.common_terms)


def _is_basic(show: Show, entry: GlossaryEntry) -> bool:
    """Tell whether a pack explains much else by this term: its field takes it for known, as «star»."""
    return any(
        _times_used(pack, entry.term) > max(_BASIC, _BASIC_SHARE * len(pack.terms)) for pack in packs_of(show)
    )


@lru_cache(maxsize=4096)
def _times_used(pack: Pack, name: str) -> int:
    pattern = _pattern_of(name)
    return sum(any(map(pattern.search, term.lines.values())) for term in pack.terms if term.term != name)


def _number_of(show: Show, definition: str) -> str:
    """Give the figure of the entry that a definition was taken from."""
    found = (t for pack in packs_of(show) for t in pack.terms if t.definition == definition)
    number, names = next(((term.line("number"), term.names) for term in found), ("", ()))
    return number if any(content_stems(name) <= content_stems(number) for name in names) else ""


def _naming(entry: GlossaryEntry, shown: str, definition: str) -> str:
    """Give a definition that a listener connects with the word that was used; «» where none can be made.

    A definition that names the term stands as it is. One that names it otherwise than the text does is no
    help; one without any name follows the term and a colon.
    """
    opening = " ".join(definition.split()[:_OPENING_WORDS])
    if content_stems(shown) <= content_stems(opening):
        return upper_first(definition)
    if any(name.casefold() in definition.casefold() for name in (entry.term, *entry.aliases)):
        named = entry.term.casefold() in opening.casefold()
        return upper_first(definition) if named and content_stems(shown) & content_stems(entry.term) else ""
    return f"{upper_first(shown)}: {definition}"


def deal_terms(used: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Deal out who explains which of the terms that summaries use, by slug, the rarest first."""
    common, times = common_terms(used), Counter(name for names in used.values() for name in names)
    wishes = {
        slug: tuple(sorted((name for name in names if name not in common), key=lambda name: times[name]))
        for slug, names in used.items()
    }
    return deal(wishes, _MOST_TELLINGS, MOST_TERMS)


def terms_used(show: Show, glossary: tuple[GlossaryEntry, ...]) -> dict[str, tuple[str, ...]]:
    """List the terms that the summaries of episodes without enough notes use and do not explain, by slug."""
    thin = (each for each in show.episodes if not has_enough_notes(each))
    return {each.slug: tuple(term.name for term in terms_in(show, each, glossary)) for each in thin}


def common_terms(used: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Give the words that so many summaries use that the show is about them."""
    times = Counter(name for names in used.values() for name in names)
    return frozenset(name for name, n in times.items() if n > max(_COMMON, _COMMON_SHARE * len(used)))


def _entries_used(glossary: Iterable[GlossaryEntry], text: str) -> Iterator[tuple[GlossaryEntry, str]]:
    """Go through the entries whose term or alias stands in the text, in the text's order, as it stands."""
    places: list[tuple[int, int, GlossaryEntry]] = []
    letters = text.casefold()
    for entry in glossary:
        # Most names do not occur at all, which is found out much faster without a pattern.
        names = (name for name in (entry.term, *entry.aliases) if name.casefold() in letters)
        found = [place for name in names if (place := _place_of(name, text)) is not None]
        if found:
            start, length = min(found, key=lambda place: (place[0], -place[1]))
            places.append((start, -length, entry))
    end = -1
    for start, minus_length, entry in sorted(places, key=lambda place: place[:2]):
        if start > end:  # «language model» is not also «model»
            yield entry, text[start : start - minus_length]
            end = start - minus_length - 1


def _place_of(name: str, text: str) -> tuple[int, int] | None:
    """Find a whole word or phrase, also in the plural; an abbreviation only in its own capitals."""
    found = _pattern_of(name).search(text)
    return (found.start(), found.end() - found.start()) if found else None


@lru_cache(maxsize=16384)  # glossaries and packs hold more names than `re` remembers patterns
def _pattern_of(name: str) -> re.Pattern[str]:
    flags = 0 if re.search(r"[A-Z].*[A-Z]|\d", name) else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?:e?s)?(?![\w-])", flags)


def _text_of(episode: Episode) -> str:
    return " / ".join((plain_words(episode.summary), plain_words(episode.subtitle)))
