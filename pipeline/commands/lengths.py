"""Which episodes cannot reach their length: how much is missing, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from typing import Any

from pipeline.building.ordering import chosen_voices
from pipeline.building.outcome import Outcome, Settings
from pipeline.catalogue.show import Episode, Show
from pipeline.process.console import Console
from pipeline.writing.episode_length import beside, has_guest, target_seconds
from pipeline.writing.fitting.order_of_cuts import best_fit
from pipeline.writing.length import predicted_seconds, reachable_seconds
from pipeline.writing.on_disk.scripts import ScriptState
from pipeline.writing.script.script import Script
from pipeline.writing.script.sentences import split_sentences

NAMED_AT_MOST = 10
DOUBT = 0.02  # of a predicted length: what is off by less may still come out right (see writing/length.py)
_WORDS_PER_SECOND = 2.5  # 150 a minute, a narrator's pace with its pauses
_REMEDY_OF_SHORT = (
    "name a pack that knows their subjects (`ninety packs`), or write notes (`ninety outline SLUG`); or set "
    "`target_seconds` under [length] in show.toml to what they carry"
)
_TARGET = "`target_seconds` under [length] in show.toml, or `target_seconds:` in the episode"


@dataclass(frozen=True, slots=True)
class Miss:
    """An episode that will not be, or is not, as long as it should."""

    slug: str
    seconds: float  # of the finished file, as near its target as paragraphs, pauses and speed can bring it
    target_seconds: float
    tolerance_seconds: float
    measured: bool  # on the file, which is there already; otherwise predicted
    why: str
    remedy: str
    minimum_seconds: float = 0.0  # the show's: less is said to be too little
    is_short_of_material: bool = False  # it is as long as what there is to say

    @property
    def off(self) -> float:
        """Give how many seconds it is too long (positive) or too short."""
        return self.seconds - self.target_seconds

    def __str__(self) -> str:
        """Say it in one line."""
        length = f"is {self.seconds:.1f}" if self.measured else f"comes to about {self.seconds:.0f}"
        which = "too long" if self.off > 0 else "too short"
        wanted = f"{self.target_seconds:g} ± {self.tolerance_seconds:g} s"
        return f"{self.slug}: cannot reach {wanted}: it {length} s, {abs(self.off):.0f} s {which}: {self.why}"

    def document(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {**asdict(self), "seconds": round(self.seconds, 1), "off_seconds": round(self.off, 1)}


def find_misses(
    show: Show,
    states: Sequence[ScriptState],
    settings: Settings | None = None,
    done: Iterable[Outcome] = (),
) -> list[Miss]:
    """Find the episodes that cannot reach their length, by their scripts; those of `done` by their files.

    Raises EngineNotAvailable when the voice asked for is not there.
    """
    measured = {outcome.slug: outcome.seconds for outcome in done if outcome.status == "unchanged"}
    found = (_miss(show, state, settings or Settings(), measured.get(state.slug)) for state in states)
    return [miss for miss in found if miss]


def warn_of_misses(misses: Sequence[Miss], console: Console) -> None:
    """Warn, and say what to do: of episodes whose material carries less, in one line for the show.

    Of the others, and of a single one, in a line each; of more than ten with their sum.
    """
    short = [miss for miss in misses if miss.is_short_of_material]
    if len(short) > 1 and not console.verbose:
        console.warn(_of_all_short(short), _REMEDY_OF_SHORT)
        misses = [miss for miss in misses if not miss.is_short_of_material]
    named = misses if console.verbose else misses[:NAMED_AT_MOST]
    lines = [str(miss) for miss in named]
    if rest := misses[len(named) :]:
        lines.append(
            f"and {len(rest)} more: {len(misses)} episodes cannot reach their length "
            f"({_sum(misses)}); -v names them"
        )
    for line in lines[:-1]:
        console.warn(line)
    if lines:
        console.warn(lines[-1], misses[0].remedy if len(misses) == 1 else _remedy_of_all(misses))


def _of_all_short(misses: Sequence[Miss]) -> str:
    """Say of how many episodes the material carries less than is asked for, and how much that is."""
    seconds = sorted(round(miss.seconds) for miss in misses)
    asked = sorted({miss.target_seconds for miss in misses})
    wanted = f"{asked[0]:g}" if len(asked) == 1 else f"{asked[0]:g} to {asked[-1]:g}"
    carried = f"what they have to say takes {seconds[0]} to {seconds[-1]} s"
    below = sum(miss.seconds < miss.minimum_seconds for miss in misses)
    least = f", {below} of them less than `minimum_seconds`" if below else ""
    return f"{len(misses)} episodes cannot reach {wanted} s: {carried}{least}; -v names them"


def _sum(misses: Sequence[Miss]) -> str:
    long = sum(miss.off > 0 for miss in misses)
    counts = {"too short": len(misses) - long, "too long": long}
    return ", ".join(f"{count} {which}" for which, count in counts.items() if count)


def _remedy_of_all(misses: Sequence[Miss]) -> str:
    kinds = {miss.off > 0 for miss in misses}
    said = [f"write more under {_listed(_headings())}"] if False in kinds else []
    said += ["shorten what is too long"] if True in kinds else []
    return f"{'; '.join(said)}; or set {_TARGET}"


def _miss(show: Show, state: ScriptState, settings: Settings, measured: float | None) -> Miss | None:
    episode = show.episode(state.slug)
    if episode is None:
        return None
    target, tolerance = target_seconds(show, episode), show.length.tolerance_seconds
    seconds = measured
    if seconds is None:
        if state.script is None or abs(state.predicted_seconds - target) <= tolerance:
            return None  # it failed, or will do already without pauses or speed
        seconds = _likely_seconds(show, episode, state.script, settings)
    off = seconds - target
    if abs(off) <= tolerance + (0 if measured else DOUBT * seconds):
        return None
    why, remedy = _why(episode, state, off, target)
    short = off < 0 and state.status != "edited"
    least = show.length.minimum_seconds
    return Miss(state.slug, seconds, target, tolerance, measured is not None, why, remedy, least, short)


def _likely_seconds(show: Show, episode: Episode, script: Script, settings: Settings) -> float:
    """Predict the length as `fit` would have it: the best choice of paragraphs, then pauses, then speed.

    What these cannot stretch to its target is as long as it is.
    """
    target = target_seconds(show, episode)
    voice = str(chosen_voices(show, episode, settings)[0])
    two_voices, speed, sounds = has_guest(show, episode), show.voice.speed, beside(show, episode, script)
    seconds = partial(predicted_seconds, voice=voice, speed=speed, two_voices=two_voices, beside=sounds)
    best = best_fit(script, target, seconds)
    least, most = reachable_seconds(best, voice, speed, two_voices=two_voices, beside=sounds)
    if most < target - show.length.tolerance_seconds:
        return seconds(best)
    return min(most, max(least, target))


def _why(episode: Episode, state: ScriptState, off: float, target: float) -> tuple[str, str]:
    """Say why an episode is so many seconds too long or too short, and what to do."""
    if state.status == "edited":
        which = "shorten" if off > 0 else "lengthen"
        remedy = f"{which} scripts/{state.path.name}, or `ninety script {state.slug} --force` writes it anew"
        return "its script was edited by hand", f"{remedy}; or set {_TARGET}"
    return _too_long(episode, target) if off > 0 else _too_short(episode, -off)


def _too_short(episode: Episode, missing_seconds: float) -> tuple[str, str]:
    words = _note_words(episode)
    missing = [heading for heading in _headings() if not _has(episode, heading)]
    sentences = len(list(split_sentences(episode.summary)))
    length = "one sentence" if sentences == 1 else f"{sentences} sentences"
    why = f"it has no notes, and its summary is {length}"
    if words:
        without = f", without {_listed(missing)}" if missing else ""
        why = f"its notes are too short: {words} words{without}"
    more = max(10, round(missing_seconds * _WORDS_PER_SECOND, -1))
    places = _listed(missing or _headings())
    return why, f"write about {more:.0f} words in {_place(episode)}, under {places}; or set {_TARGET}"


def _too_long(episode: Episode, target: float) -> tuple[str, str]:
    words, summary = _note_words(episode), len(episode.summary.split())
    if max(words, summary) < target * _WORDS_PER_SECOND:
        return "its script is as short as it can be", f"set {_TARGET}"
    if words > summary:
        why, remedy = f"its notes are too long: {words} words", f"shorten them in {_place(episode)}"
    else:
        why, remedy = f"its summary is too long: {summary} words", f"shorten it in {_place(episode)}"
    return why, f"{remedy}; or set {_TARGET}"


def _note_words(episode: Episode) -> int:
    return sum(
        len(paragraph.split()) for section in episode.notes.sections for paragraph in section.paragraphs
    )


def _has(episode: Episode, heading: str) -> bool:
    section = episode.notes.section(heading)
    return section is not None and any(section.paragraphs)


def _listed(headings: Iterable[str]) -> str:
    return ", ".join(f"«## {heading}»" for heading in headings)


def _place(episode: Episode) -> str:
    return f"episodes/{episode.file.name}"


@cache
def _headings() -> tuple[str, ...]:
    """Give the headings of notes that a person writes under."""
    from pipeline.catalogue.new import NOTE_PROMPTS  # which only a show of too little needs

    return tuple(heading for heading in NOTE_PROMPTS if heading != "In this series")
