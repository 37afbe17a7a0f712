"""Measure the scripts of the bundled show, and of shows made of topic pages.

    python -m benchmarks.scripts_report [--root DIR] [--glossary FILE] [--no-packs] [--list] [PAGE…]

Every page becomes a show of its own, with the packs that its list asks for. Every script is taken as it
would be spoken: with the optional paragraphs that fit its length best. `--list` prints the sentences behind
the counts.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from benchmarks.page_show import SETTINGS
from benchmarks.what_survives import Fitted, most_used, said_shares, without_ground
from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.checking.scripts.gather import scripts_as_told
from pipeline.checking.scripts.measure import (
    LEAST_INFORMATIVE,
    MOST_FRAME,
    MOST_RUN_SHARE,
    MOST_TITLES,
    measure_show,
)
from pipeline.knowledge.propose import propose_packs
from pipeline.writing.episode_length import seconds_of, target_seconds
from pipeline.writing.fitting.order_of_cuts import best_fit
from pipeline.writing.phrases import load_banks
from pipeline.writing.plan import Plan
from pipeline.writing.script.script import Script
from pipeline.writing.write import draft

SEQUENCE = 6  # words
SHARED_PHRASE = 4  # words
MOST_EPISODES = 3  # that may have a phrase in common
BANNED = (
    "dive", "delve", "unlock", "unleash", "game-changer", "game changer", "in today's world",
    "in this episode",
    "welcome back", "folks", "great question", "it's not just", "at the end of the day",
)  # fmt: skip
COUNTED = {
    "broken": "broken sentences",
    "unheard": "pronouns without their noun",
    "numbers": "numbers that nothing supports",
    "sums": "sums that do not come out",
    "lengths": "lengths claimed and not kept",
    "unexplained": "terms not explained",
    "long": "long sentences that could not be cut",
    "twice": "one thought in two sentences, perhaps",
    "doubtful": "sentences for a reader's eye",
}
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_IDENTITY = ("[greeting", "the next episode", "[disclosure", "[sign_off")
_OWN = (
    "the notes",
    "the summary",
    "the subtitle",
    "the glossary",
    "shared with",
    "the show's episodes",
    "the title",
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A script as it will be spoken, with what its paragraphs came from."""

    episode: Episode
    script: Script
    written: Script  # with all that was given up
    origins: dict[str, str]
    seconds: float

    @property
    def body(self) -> list[str]:
        """Give the paragraphs without greeting and sign-off."""
        return [p.text for p in self.script.paragraphs if not _is_identity(self.origins[p.text])]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; 0 when it was made."""
    parser = argparse.ArgumentParser(description="Measure the scripts of a show.")
    parser.add_argument("pages", nargs="*", type=Path, help="topic pages, to be imported and measured too")
    parser.add_argument("--root", type=Path, default=Path(), help="the show's folder")
    parser.add_argument("--glossary", type=Path, help="a glossary.toml for the imported shows")
    parser.add_argument("--no-packs", action="store_true", help="use no packs for the imported shows")
    parser.add_argument("--list", action="store_true", help="list the sentences behind the counts")
    asked = parser.parse_args(arguments)
    report("The bundled show", load_show(asked.root), listed=asked.list)
    for page in asked.pages:
        with tempfile.TemporaryDirectory() as folder:
            show = _imported(Path(folder), page, asked.glossary, packs=not asked.no_packs)
            packs = ", ".join(show.packs) or "no pack"
            report(f"{page.name}, with {packs}", show, listed=asked.list)
    return 0


def report(name: str, show: Show, *, listed: bool = False) -> None:
    """Print the figures of one show; `listed`: and the sentences behind those that are bounded."""
    plan = Plan(show)
    scripts = [_spoken(plan, episode) for episode in show.episodes]
    off = [spoken.seconds - target_seconds(show, spoken.episode) for spoken in scripts]
    own = [own_share(show, spoken) for spoken in scripts]
    shared = shared_shares(scripts)
    sentences = [s for spoken in scripts for p in spoken.script.paragraphs for s in p.sentences]
    lengths = [len(sentence.split()) for sentence in sentences]
    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    formats = dict(Counter(spoken.script.format for spoken in scripts))
    lines = [
        f"{name}: {len(scripts)} episodes, formats {formats}",
        f"  words from the episode's own material   {_spread(own)}",
        f"  6-word sequences shared with another    {_spread(shared)}",
        f"  Flesch reading ease                     {_ease(scripts)}",
        f"  predicted seconds off target            {_distance(off)}",
        f"  sentences of 8 to 22 words              {sum(8 <= n <= 22 for n in lengths) / len(lengths):.0%}",
        f"  longest sentence                        {max(lengths)} words: {longest}",
        f"  phrases in more than {MOST_EPISODES} episodes          {_worn(show, scripts)}",
        f"  banned phrases                          {_banned(scripts)}",
        *_honesty(show, listed=listed),
        *_survival(scripts),
    ]
    print("\n".join(lines))


def _honesty(show: Show, *, listed: bool) -> Iterator[str]:
    """Give what `ninety check` measures on the scripts, with its bounds."""
    measured = measure_show(scripts_as_told(show, show.episodes))
    informative = f"{measured.informative:.1%}, {LEAST_INFORMATIVE:.0%} at least"
    yield f"  words that tell something               {informative}"
    yield f"  frame                                   {measured.frame:.1%}, {MOST_FRAME:.0%} at most"
    yield f"  words of other titles in a hundred      {measured.titles:.2f}, {MOST_TITLES:g} at most"
    for kind, said in COUNTED.items():
        yield f"  {said:39} {measured.count(kind)}"
        if listed:
            yield from (f"    {one.slug}: {text}" for one in measured.scripts for text in one.found[kind])
    yield f"  lines of packs said twice               {len(measured.reused)}"
    yield f"  four words in over {MOST_RUN_SHARE:.0%} of scripts        {'; '.join(measured.worst) or 'none'}"


def _survival(scripts: Sequence[Spoken]) -> Iterator[str]:
    fitted = [Fitted(spoken.episode, spoken.written, spoken.script) for spoken in scripts]
    said = ", ".join(f"{heading} {share:.0%}" for heading, share in said_shares(fitted).items())
    unheard = without_ground(fitted)
    openings, closings = most_used(fitted)
    if said:
        yield f"  episodes that say all of a part         {said}"
    yield f"  heard without what it leans on          {'; '.join(unheard) or 'none'}"
    yield f"  episodes with the commonest opening     {openings}, closing {closings}"


def _distance(off: Sequence[float]) -> str:
    within = ", ".join(f"within {most} s {sum(abs(o) <= most for o in off)}" for most in (3, 5))
    return f"mean {statistics.mean(map(abs, off)):.1f}, most {max(map(abs, off)):.1f}; {within}"


def own_share(show: Show, spoken: Spoken) -> float:
    """Give the share of a script's words that stand in the episode's own material.

    Its own are title, subtitle, summary and notes, the definitions that it tells, and what it tells of
    related episodes: their titles, subtitles and summaries. No word counts of a paragraph that came from
    a phrase bank alone, nor any word that the material lacks.
    """
    total = ours = 0
    for paragraph in spoken.script.paragraphs:
        words = _words(paragraph.text)
        total += len(words)
        origin = spoken.origins[paragraph.text]
        known = _material(show, spoken.episode, origin) if any(name in origin for name in _OWN) else set()
        ours += sum(word in known for word in words)
    return ours / total


def shared_shares(scripts: Sequence[Spoken]) -> list[float]:
    """Give, per script, the share of its six-word sequences that some other episode has too."""
    sequences = [list(_sequences(spoken.body, SEQUENCE)) for spoken in scripts]
    episodes = Counter(chain.from_iterable(set(found) for found in sequences))
    return [sum(episodes[s] > 1 for s in found) / max(1, len(found)) for found in sequences]


def _spoken(plan: Plan, episode: Episode) -> Spoken:
    show = plan.show
    written, seconds = draft(plan, episode), seconds_of(show, episode)
    script = best_fit(written.script, target_seconds(show, episode), seconds)
    return Spoken(episode, script, written.script, dict(written.origins), seconds(script))


def _imported(root: Path, page: Path, glossary: Path | None, *, packs: bool) -> Show:
    (root / "episodes").mkdir()
    (root / "episodes/show.toml").write_text(SETTINGS, encoding="utf-8")
    if glossary:
        shutil.copy(glossary, root / "episodes/glossary.toml")
    apply_import(plan_import(root, [page]))
    show = load_show(root)
    chosen = [each.pack.name for each in propose_packs(show.episodes) if each.is_clear] if packs else []
    return replace(show, packs=tuple(chosen))


def _is_identity(origin: str) -> bool:
    parts = origin.split(" + ")
    return all(any(name in part for name in _IDENTITY) for part in parts)


def _material(show: Show, episode: Episode, origin: str) -> set[str]:
    own = [episode.title, episode.subtitle, episode.summary, *episode.topics]
    own += [paragraph for section in episode.notes.sections for paragraph in section.paragraphs]
    own += [f"{entry.term} {entry.definition}" for entry in show.glossary if f"«{entry.term}»" in origin]
    for other in show.episodes:
        heading = re.sub(r"\s*\([^()]*\)", "", other.title).replace(" & ", " and ")
        if f"«{heading}»" in origin or "the titles" in origin or "the show's episodes" in origin:
            own += [other.title, other.subtitle] + ([other.summary] if f"«{heading}»" in origin else [])
    words = set(_words(" ".join(own)))
    return words | {part for word in words for part in re.split(r"[-/]", word)} | {"and"}


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _sequences(paragraphs: Iterable[str], length: int) -> Iterator[tuple[str, ...]]:
    words = [word for text in paragraphs for word in _words(text)]
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])


def _spread(shares: Sequence[float]) -> str:
    return f"mean {statistics.mean(shares):.1%}, least {min(shares):.1%}, most {max(shares):.1%}"


def _ease(scripts: Sequence[Spoken]) -> str:
    try:
        import textstat  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return "not measured: pip install textstat"
    found = [textstat.flesch_reading_ease(" ".join(p.text for p in s.script.paragraphs)) for s in scripts]
    return f"mean {statistics.mean(found):.1f}, least {min(found):.1f}"


def _worn(show: Show, scripts: Sequence[Spoken]) -> str:
    """List the phrases that too many episodes share, those of the banks and of titles aside."""
    lines = [re.sub(r"\{\w+\}", " ", line) for bank in load_banks().values() for line in bank.lines]
    known = set(chain.from_iterable(_sequences([line], SHARED_PHRASE) for line in lines))
    names = [f"the episode on {e.title}: {e.subtitle}" for e in show.episodes]
    known |= set(chain.from_iterable(_sequences([name], SHARED_PHRASE) for name in names))
    found = Counter(
        chain.from_iterable(
            set(chain.from_iterable(_sequences([text], SHARED_PHRASE) for text in spoken.body))
            for spoken in scripts
        )
    )
    worn = [(n, " ".join(s)) for s, n in found.items() if n > MOST_EPISODES and s not in known]
    return "; ".join(f"{text} ({n})" for n, text in sorted(worn, reverse=True)[:12]) or "none"


def _banned(scripts: Sequence[Spoken]) -> str:
    texts = {s.episode.slug: " ".join(p.text for p in s.script.paragraphs).casefold() for s in scripts}
    found = [
        f"{slug}: {phrase}"
        for slug, text in texts.items()
        for phrase in BANNED
        if re.search(rf"\b{re.escape(phrase)}\b", text.replace("’", "'"))
    ]
    return "; ".join(found) or "none"


if __name__ == "__main__":
    sys.exit(main())
