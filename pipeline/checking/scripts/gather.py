"""From a show to what is measured: each script as it will be spoken, and all that it was written from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.catalogue.show import Episode, Show
from pipeline.checking.scripts.told import Spoken, Told
from pipeline.errors import PipelineError
from pipeline.knowledge.words import content_stems
from pipeline.writing.episode_length import seconds_of, target_seconds
from pipeline.writing.fitting.order_of_cuts import best_fit
from pipeline.writing.known.own_words import closed, notes_of
from pipeline.writing.known.subject import subject_of
from pipeline.writing.known.terms import hard_terms_in
from pipeline.writing.material import Material, gather_material
from pipeline.writing.names import name_of
from pipeline.writing.on_disk.scripts import ScriptState, refresh_scripts
from pipeline.writing.passages import Passage
from pipeline.writing.plan import Plan
from pipeline.writing.said import for_the_ear
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.script import Script
from pipeline.writing.script.sentences import split_sentences
from pipeline.writing.write import draft

_SAID_SHARE = 0.6  # of a definition's content words: with so many spoken, the term is explained
_BY_ORIGIN = {
    "the notes": "notes",
    "the summary": "whole",
    "the glossary": "unpack",
    "the subtitle": "headline",
}


def scripts_as_told(
    show: Show, episodes: Sequence[Episode], measured: Mapping[str, float] | None = None
) -> tuple[Told, ...]:
    """Give the scripts of these episodes as they are to be measured, without those that cannot be written.

    `measured` are the seconds of finished files, by slug; elsewhere the prediction stands. Nothing is
    written.
    """
    plan = Plan(show)
    states = refresh_scripts(show, episodes, write=False, plan=plan)
    told = (
        _isolated(plan, episode, state, (measured or {}).get(episode.slug, state.predicted_seconds))
        for episode, state in zip(episodes, states, strict=True)
    )
    return tuple(filter(None, told))


def _isolated(plan: Plan, episode: Episode, state: ScriptState, seconds: float) -> Told | None:
    """Give one script; None where what it is written from cannot be read, which others report."""
    try:
        return _told(plan, episode, state, state.script, seconds) if state.script else None
    except PipelineError:
        return None


def _told(plan: Plan, episode: Episode, state: ScriptState, script: Script, seconds: float) -> Told:
    spoken = best_fit(script, target_seconds(plan.show, episode), seconds_of(plan.show, episode))
    written = draft(plan, episode)
    others = _others(plan, episode)
    facts = Told(episode.slug, episode.title, (), _own_sources(plan, episode), others=others, seconds=seconds)
    edited = state.status == "edited"
    if not written.passages:
        sentences = tuple(_from_notes(spoken, dict(state.origins), episode))
        return _with(facts, sentences, (), edited=edited)
    material = gather_material(plan, episode)
    sentences = tuple(_by_moves(spoken, written.passages))
    return _with(facts, sentences, _more_sources(material), material=material, plan=plan, edited=edited)


def _with(
    facts: Told,
    sentences: tuple[Spoken, ...],
    sources: tuple[str, ...],
    *,
    material: Material | None = None,
    plan: Plan | None = None,
    edited: bool,
) -> Told:
    text = " ".join(sentence.text for sentence in sentences)
    return Told(
        slug=facts.slug,
        title=facts.title,
        sentences=sentences,
        sources=(*facts.sources, *sources),
        formulas=tuple(each.formula for each in material.sums if each.sentences[0] in text)
        if material
        else (),
        others=facts.others,
        unexplained=tuple(_unexplained(plan, material, text)) if plan and material else (),
        long=tuple(beat.bare for beat in material.beats if beat.is_long) if material else (),
        seconds=facts.seconds,
        is_edited=edited,
    )


def _by_moves(script: Script, passages: Sequence[Passage]) -> Iterator[Spoken]:
    """Give each sentence the move that made it; one that none made is its author's."""
    for paragraph in script.paragraphs:
        here = [p for p in passages if any(block in paragraph.text for block in p.blocks)]
        for sentence in split_sentences(paragraph.text):
            made = next((p for p in here if sentence in p.text), None)
            yield Spoken(sentence, made.move, made.origin) if made else Spoken(sentence, "author")


def _from_notes(script: Script, origins: Mapping[str, str], episode: Episode) -> Iterator[Spoken]:
    """Tell the author's sentences from the show's, in a script that a format wrote."""
    own = " ".join(text for texts in notes_of(episode).values() for text in texts)
    for paragraph in script.paragraphs:
        origin = origins.get(paragraph.text, "")
        move = next(
            (move for name, move in _BY_ORIGIN.items() if name in origin), "name" if origin else "author"
        )
        for sentence in split_sentences(paragraph.text):
            is_own = move != "notes" or sentence in own or "[" not in origin
            yield Spoken(sentence, move if is_own else "name", origin)


def _own_sources(plan: Plan, episode: Episode) -> tuple[str, ...]:
    notes = (text for texts in notes_of(episode).values() for text in texts)
    named = (plan.show.title, episode.title, plain_words(episode.subtitle), plain_words(episode.summary))
    following = plan.index.following(episode)
    titles = (following.title, plain_words(following.subtitle)) if following else ()
    return (*named, str(episode.number), for_the_ear(plan.show, episode), *notes, *episode.material, *titles)


def _more_sources(material: Material) -> tuple[str, ...]:
    """Give the lines of packs and glossary, and the sentences of others, that the script may use."""
    lines = tuple(material.subject.term.lines.values()) if material.subject else ()
    terms = (text for term in material.terms for text in (term.definition, term.number))
    others = (text for each in material.neighbours for text in (each.name.heading, each.say, *each.beats))
    following = (material.next_called,)
    return (*lines, *terms, *others, *following)


def _others(plan: Plan, episode: Episode) -> dict[str, str]:
    """Give the other episodes' titles as they are spoken, and what each tells of its subject."""
    ordinary = plan.index.ordinary
    return {
        name_of(other, ordinary).heading: _tells(plan, other)
        for other in plan.show.episodes
        if other.slug != episode.slug
    }


def _tells(plan: Plan, episode: Episode) -> str:
    subject = subject_of(plan, episode)
    own = (plain_words(episode.subtitle), for_the_ear(plan.show, episode))
    return " ".join((*own, subject.term.definition if subject else ""))


def _unexplained(plan: Plan, material: Material, text: str) -> Iterator[str]:
    """Give the terms of summary and neighbours that nothing in the script explains."""
    used = " ".join(
        (material.summary, *(beat for each in material.neighbours for beat in each.beats if beat in text))
    )
    said = content_stems(text)
    own = content_stems(f"{material.name.heading} {material.subject.term.term if material.subject else ''}")
    meanings = {entry.term: closed(plain_words(entry.definition)) for entry in plan.glossary}
    for term in hard_terms_in(plan, used):
        meaning = content_stems(meanings.get(term, "")) - content_stems(term)
        explained = len(meaning & said) >= _SAID_SHARE * len(meaning)
        if not explained and not content_stems(term) <= own:
            yield term
