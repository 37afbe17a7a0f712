"""The measures of a show's scripts, with the bounds that they are held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from pipeline.checking.scripts.grammar_faults import broken, doubtful, unheard
from pipeline.checking.scripts.number_faults import claimed_lengths, unsupported_numbers, wrong_sums
from pipeline.checking.scripts.repeats import repeated_runs, reused_lines, told_twice
from pipeline.checking.scripts.shares import frame_share, informative_share, titles_per_hundred
from pipeline.checking.scripts.told import Told

LEAST_INFORMATIVE = 0.80
MOST_FRAME = 0.20
MOST_TITLES = 2.0  # words in a hundred
MOST_UNEXPLAINED = 1  # terms
MOST_RUN_SHARE = 0.03  # of the scripts
_FULL_WORDS = 120  # in a script so long, names and next line weigh little
_WORST = 5  # runs that a line shows
_SHOWN = 70  # characters of a sentence that a line shows

# What is listed of each script: sentences, or terms. Of the last two, good ones are among those found.
LISTS: Mapping[str, Callable[[Told], tuple[str, ...]]] = {
    "broken": broken,
    "unheard": unheard,
    "numbers": unsupported_numbers,
    "sums": wrong_sums,
    "lengths": claimed_lengths,
    "unexplained": lambda told: told.unexplained,
    "long": lambda told: told.long,
    "doubtful": doubtful,
    "twice": lambda told: tuple(f"{one} / {two}" for one, two in told_twice(told)),
}
_SAID: Mapping[str, str] = {
    "broken": "is no whole sentence",
    "unheard": "opens with a pronoun for which the sentence before has no noun",
    "numbers": "says a number that no source holds and no sum gives",
    "sums": "is a sum that does not come out of its sources",
    "lengths": "claims a length that the episode does not have",
    "long": "is long for the ear, and could not be cut for sure: write it as two",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one script."""

    slug: str
    words: int
    informative: float  # share of its words
    frame: float  # share of its words
    titles: float  # words of other titles, in a hundred
    told_titles: float  # the same, without the line that names the next episode
    found: Mapping[str, tuple[str, ...]]  # by the keys of LISTS

    @property
    def document(self) -> dict[str, Any]:
        """Give it for JSON."""
        shares = {"informative": round(self.informative, 3), "frame": round(self.frame, 3)}
        found = {name: list(texts) for name, texts in self.found.items() if texts}
        return {"slug": self.slug, "words": self.words, **shares, "titles": round(self.titles, 2), **found}


@dataclass(frozen=True, slots=True)
class ShowMeasured:
    """What was measured on all scripts of a show together."""

    scripts: tuple[Measured, ...]
    runs: Mapping[
        str, float
    ]  # words that three scripts or more share, and the share of scripts that have them
    reused: Mapping[str, tuple[str, ...]]  # lines of packs in more than one script, and where

    @property
    def informative(self) -> float:
        """Give the mean share of words that tell something."""
        return mean(script.informative for script in self.scripts) if self.scripts else 1.0

    @property
    def frame(self) -> float:
        """Give the mean share of frame."""
        return mean(script.frame for script in self.scripts) if self.scripts else 0.0

    @property
    def titles(self) -> float:
        """Give the words of other titles in a hundred words."""
        words = sum(script.words for script in self.scripts)
        return sum(script.titles * script.words for script in self.scripts) / max(1, words)

    @property
    def worn(self) -> Mapping[str, float]:
        """Give the runs that too many scripts share."""
        return {run: share for run, share in self.runs.items() if share > MOST_RUN_SHARE}

    @property
    def worst(self) -> list[str]:
        """Give the runs that most scripts share, with the share, one of those that overlap."""
        shown: list[str] = []
        for run in self.worn:
            if not any(len(set(run.split()) & set(other.split())) > 1 for other in shown):
                shown.append(run)
        return [f"«{run}» ({self.worn[run]:.0%})" for run in shown[:_WORST]]

    def count(self, name: str) -> int:
        """Count what was found of a kind (see LISTS) in all scripts."""
        return sum(len(script.found[name]) for script in self.scripts)

    @property
    def document(self) -> dict[str, Any]:
        """Give it for JSON."""
        return {
            "informative": round(self.informative, 3),
            "frame": round(self.frame, 3),
            "titles": round(self.titles, 2),
            **{name: self.count(name) for name in LISTS},
            "repeated": {run: round(share, 3) for run, share in self.worn.items()},
            "reused": {text: list(slugs) for text, slugs in self.reused.items()},
            "scripts": [script.document for script in self.scripts],
        }


def measure(told: Told) -> Measured:
    """Measure one script."""
    found = {name: find(told) for name, find in LISTS.items()}
    shares = informative_share(told), frame_share(told)
    titles = titles_per_hundred(told), titles_per_hundred(told, frozenset(("next",)))
    return Measured(told.slug, told.words, *shares, *titles, found)


def measure_show(scripts: Sequence[Told]) -> ShowMeasured:
    """Measure the scripts of a show, each and together."""
    measured = tuple(measure(told) for told in scripts)
    return ShowMeasured(measured, repeated_runs(scripts), reused_lines(scripts))


def remarks(show: ShowMeasured) -> list[tuple[str, str]]:
    """List what lies outside the bounds: an episode's slug, or «», and what is to be said of it."""
    found = [(script.slug, what) for script in show.scripts for what in _remarks_on(script)]
    for text, (first, *rest) in show.reused.items():
        found.append((first, f"«{_short(text)}» is said in {', '.join(rest)} too"))
    if show.worn:
        found.append(("", f"the same four words stand in many scripts: {'; '.join(show.worst)}"))
    if show.frame > MOST_FRAME and mean(script.words for script in show.scripts) >= _FULL_WORDS:
        found.append(
            ("", f"{show.frame:.0%} of all words only name or lead on, not {MOST_FRAME:.0%} at most")
        )
    return found


def _remarks_on(script: Measured) -> list[str]:
    what = [f"«{_short(text)}» {said}" for name, said in _SAID.items() for text in script.found[name]]
    if script.informative < LEAST_INFORMATIVE and script.words >= _FULL_WORDS:
        what.append(
            f"{script.informative:.0%} of its words tell something, not {LEAST_INFORMATIVE:.0%} or more"
        )
    if script.told_titles > MOST_TITLES:
        share = f"{script.told_titles:.1f} words in a hundred"
        what.append(f"{share} name other episodes beside the next one, not {MOST_TITLES:g} at most")
    if len(script.found["unexplained"]) > MOST_UNEXPLAINED:
        what.append(f"terms that it does not explain: {', '.join(script.found['unexplained'])}")
    return what


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(maxsplit=1)[0]} …"
