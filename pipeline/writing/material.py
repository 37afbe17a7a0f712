"""What is known of an episode that has no notes, or too few: all that a thin script is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode
from pipeline.knowledge.find import Found
from pipeline.knowledge.jurisdictions import jurisdictions_in
from pipeline.knowledge.words import content_stems
from pipeline.language.grammar import verdict_of
from pipeline.writing.beats import Beat, beats_of
from pipeline.writing.english import upper_first, word_list, words_of
from pipeline.writing.known.neighbours import Neighbour, neighbours_of
from pipeline.writing.known.own_words import notes_of, subtitle_of
from pipeline.writing.known.subject import subject_of
from pipeline.writing.known.terms import HardTerm, definition_of, terms_of
from pipeline.writing.names import Name, in_small_letters, in_the_letters_of, name_of
from pipeline.writing.said import for_the_ear, spoken_signs
from pipeline.writing.sums import Sum, sums_of
from pipeline.writing.whole_sentences import HEADING, sentences_of_material

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan

_ADVERBIAL = re.compile(
    r"(?:off|on|out|up|down|over|under|in|at|by|from|to|with|without|before|after|against|beyond|through)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 4  # words of a title that is the name of a thing


@dataclass(frozen=True, slots=True)
class Material:
    """All that a script of one thin episode is written from, as plain words."""

    number: int
    show: str  # its title
    name: Name
    said: str  # the title as it stands in a sentence: «a kill fee»; «» where it cannot
    subtitle: str
    summary: str
    beats: tuple[Beat, ...]
    subject: Found | None
    definition: str  # of what the title names, or the subject; «» where nobody gives one
    terms: tuple[HardTerm, ...]  # to be explained, the rarest first
    sums: tuple[Sum, ...]  # the best first
    neighbours: tuple[Neighbour, ...]
    called: str  # the title within a sentence, in the letters of a text that uses it
    next_called: str  # the title of the next episode by number, or «»
    next_subtitle: str  # what stands under it
    next_is_noun: bool  # it can be a part of a sentence: «longitude», and not «off by one»
    asks_why: bool  # a cause that the summary gives may be asked for first
    notes: Mapping[str, tuple[str, ...]]  # the author's, however few, by heading in small letters
    ordinary: frozenset[str]  # words that are no names
    jurisdictions: frozenset[str]  # that the episode, or else the whole show, speaks of

    @property
    def has_reserves(self) -> bool:
        """Tell whether the subject's pack is to carry the whole length."""
        return self.subject is not None and self.subject.pack.reserves

    @property
    def own_stems(self) -> frozenset[str]:
        """Give the stems of the title and of the subject, but for its many other names."""
        return content_stems(f"{self.name.heading} {self.subject.term.term if self.subject else ''}")


def gather_material(plan: Plan, episode: Episode) -> Material:
    """Gather what a thin episode's script is made of. Raises InvalidShow for a faulty pack."""
    ordinary = plan.index.ordinary
    summary = for_the_ear(plan.show, episode)
    subject = subject_of(plan, episode)
    following = plan.index.following(episode)
    name = name_of(episode, ordinary)
    names = subject.term.names if subject else ()
    said = said_in_a_sentence(name, subject.term.definition if subject else "", summary)
    counted = subject.term.counted if subject else ""
    return Material(
        number=episode.number,
        show=plan.show.title,
        name=name,
        said=in_the_letters_of(said, names, summary, ordinary),
        subtitle=spoken_signs(subtitle_of(episode)),
        summary=summary,
        beats=beats_of(summary, name.heading),
        subject=subject,
        definition=_definition(plan, name, subject),
        terms=terms_of(plan, episode, subject.term.term if subject else ""),
        sums=sums_of(summary, episode.title, counted, turn=episode.number),
        neighbours=neighbours_of(plan, episode, subject, following),
        called=in_the_letters_of(name.plain, names, summary, ordinary),
        next_called=_called(plan, following, ordinary) if following else "",
        next_is_noun=following is not None and _is_noun(name_of(following, ordinary)),
        next_subtitle=spoken_signs(subtitle_of(following)) if following else "",
        asks_why=subject is None and episode.slug in plan.asking_why,
        notes=_notes(episode),
        ordinary=ordinary,
        jurisdictions=jurisdictions_in(f"{episode.title} {episode.summary}") or plan.jurisdictions,
    )


def _is_noun(name: Name) -> bool:
    """Tell what a sentence can go on with: no clause, and nothing that begins with a word of place."""
    return not _ADVERBIAL.match(name.heading) and verdict_of(f"{name.heading}.") != "clause"


def _called(plan: Plan, episode: Episode, ordinary: frozenset[str]) -> str:
    name, subject = name_of(episode, ordinary), subject_of(plan, episode)
    names = subject.term.names if subject else ()
    if name.asks:
        return upper_first(in_small_letters(name.heading, ordinary))
    if not _is_noun(name):
        return name.heading
    summary = for_the_ear(plan.show, episode)
    said = said_in_a_sentence(name, subject.term.definition if subject else "", summary)
    return in_the_letters_of(said or name.plain, names, summary, ordinary)


def _definition(plan: Plan, name: Name, subject: Found | None) -> str:
    if subject is None:
        return definition_of(plan.glossary, name.heading)
    # What the show itself says wins; of a pack it is the subject's own entry, whatever others are called too.
    own = definition_of(plan.show.glossary, subject.term.term, subject.term.names)
    return own or subject.term.definition


def _notes(episode: Episode) -> dict[str, tuple[str, ...]]:
    notes = {heading.casefold(): text for heading, text in notes_of(episode).items()}
    if sentences := sentences_of_material(episode):
        notes.setdefault(HEADING.casefold(), (" ".join(sentences),))
    return notes


def said_in_a_sentence(name: Name, *texts: str) -> str:
    """Give the title as a name in a sentence, with the article that a text gives it; «» if in doubt."""
    if name.asks or name.is_question or re.search(r"[:,;&]| and ", name.heading):
        return "" if name.mention.startswith("“") or name.asks or ":" in name.heading else name.mention
    if not _is_noun(name):  # «The kettle goes quiet», «To Ltd or not to Ltd»
        return ""
    if name.plain.lower().startswith(("the ", "a ", "an ")):
        made_up = len(name.plain.split()) > _LONGEST_NAME and name.heading.istitle()
        return "" if made_up else name.plain  # «The Day Everybody Went Home», where every word has a capital
    for text in texts:
        named = rf"\b(?:(?P<article>an?|the) )?(?P<name>{re.escape(name.plain)})\b(?P<after>.?\s?[\w’'-]*)"
        found = re.search(named, text, re.IGNORECASE)
        if found and _ends_there(found["after"], found["article"] or ""):
            spelled = found["name"] if found["article"] else name.plain
            return f"{(found['article'] or '').lower()} {spelled}".strip()
    if re.match(r"[A-Za-z][a-z]+ing [a-z]", name.plain):  # «casting a bell»
        return name.plain[:1].lower() + name.plain[1:]
    return name.plain if name.is_plural or not name.mention.startswith("“") else ""


def _ends_there(after: str, article: str) -> bool:
    """Tell whether a name ends there, and no noun follows that it only describes."""
    word = (words_of(after) or [""])[0].casefold()
    if not word or not after.startswith(" ") or word in word_list("function_words"):
        return True
    return article.casefold() in {"a", "an"} and bool(re.search(r"[^s]s$", word))
