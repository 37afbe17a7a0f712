"""Whether what was heard is good enough: each file for itself, and all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from pipeline.catalogue.show import CheckSettings
from pipeline.checking.finding import Finding
from pipeline.checking.listening.hearing import HeardFile
from pipeline.checking.listening.scoring import Score, pooled_rate, worst_words

_WORDS_NAMED = 5  # in a sentence
_WORDS_LISTED = 50  # in the document


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was heard of several episodes, and what is wrong with it."""

    heard: tuple[HeardFile, ...]
    findings: tuple[Finding, ...]

    @property
    def wer_percent(self) -> float:
        """Give the word error rate over all their words, each file by the recogniser that heard it better."""
        return round(100 * pooled_rate([each.score for each in self.heard]), 2)

    @property
    def opinion(self) -> float:
        """Give the mean of their DistillMOS."""
        return round(fmean(each.opinion for each in self.heard), 3)

    @property
    def summary(self) -> tuple[str, ...]:
        """Say in a line or two how they were heard."""
        if not self.heard:
            return ()
        words = sum(each.score.words for each in self.heard)
        worst = worst_words(each.score for each in self.heard)[:_WORDS_NAMED]
        misheard = ", ".join(f"{word} ({count})" for word, count in worst)
        pooled = f"{self.wer_percent:.2f} % misheard, sound {self.opinion:.2f} of 5"
        line = f"{len(self.heard)} episodes listened to, {words} words: {pooled}"
        return (line, f"misheard most: {misheard}") if worst else (line,)

    @property
    def descriptions(self) -> dict[str, str]:
        """Say of each episode in a few words how it was heard."""
        return {each.slug: describe(each) for each in self.heard}

    @property
    def documents(self) -> dict[str, dict[str, Any]]:
        """Give what was heard of each episode, for JSON."""
        return {each.slug: _document(each) for each in self.heard}

    @property
    def document(self) -> dict[str, Any]:
        """Give what the episodes have in common, for JSON."""
        if not self.heard:
            return {"episodes": 0}
        worst = worst_words(each.score for each in self.heard)[:_WORDS_LISTED]
        return {
            "episodes": len(self.heard),
            "words": sum(each.score.words for each in self.heard),
            "wer_percent": self.wer_percent,
            "mos": self.opinion,
            "worst_words": [{"word": word, "misheard": count} for word, count in worst],
        }


def judge(heard: Sequence[HeardFile], limits: CheckSettings, *, whole_show: bool) -> Judgement:
    """Hold what was heard against the limits; those of the show only where it stands for the show."""
    findings = [Finding(each.slug, what) for each in heard for what in _wrong_with(each, limits)]
    judgement = Judgement(tuple(heard), tuple(findings))
    if heard and whole_show:
        findings += [Finding("the show", what) for what in _wrong_with_all(judgement, limits)]
    return Judgement(judgement.heard, tuple(findings))


def describe(heard: HeardFile) -> str:
    """Say in a few words how an episode was heard."""
    return f"{_percent(heard.score):.1f} % misheard, sound {heard.opinion:.2f} of 5"


def _document(heard: HeardFile) -> dict[str, Any]:
    return {
        "words": heard.score.words,
        "wer_percent": _percent(heard.score),
        "mos": heard.opinion,
        "errors": [asdict(error) for error in heard.score.errors],
        "recognisers": {
            name: {"wer_percent": _percent(score), "text": heard.texts[name]}
            for name, score in heard.scores.items()
        },
    }


def _wrong_with(heard: HeardFile, limits: CheckSettings) -> list[str]:
    wrong = []
    if _percent(heard.score) > limits.episode_wer_percent:
        wrong.append(
            f"{_percent(heard.score):.1f} % of its words were misheard, more than "
            f"{limits.episode_wer_percent:g} %: {_misheard(heard.score)}"
        )
    if heard.opinion < limits.episode_mos:
        wrong.append(f"its sound is rated {heard.opinion:.2f}, below {limits.episode_mos:g} (DistillMOS)")
    return wrong


def _wrong_with_all(judgement: Judgement, limits: CheckSettings) -> list[str]:
    wrong = []
    if judgement.wer_percent > limits.show_wer_percent:
        worst = worst_words(each.score for each in judgement.heard)[:_WORDS_NAMED]
        wrong.append(
            f"{judgement.wer_percent:.1f} % of all words were misheard, more than "
            f"{limits.show_wer_percent:g} %, most often {', '.join(f'«{word}»' for word, _ in worst)}"
        )
    if judgement.opinion < limits.show_mos:
        wrong.append(
            f"its sound is rated {judgement.opinion:.2f} on average, below {limits.show_mos:g} (DistillMOS)"
        )
    return wrong


def _misheard(score: Score) -> str:
    """Name the first errors: «said» heard as «heard»."""
    named = []
    for error in score.errors[:_WORDS_NAMED]:
        said = f"«{error.said}»" if error.said else "nothing"
        named.append(f"{said} heard as «{error.heard}»" if error.heard else f"{said} not heard")
    more = len(score.errors) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _percent(score: Score) -> float:
    return round(100 * score.rate, 2)
