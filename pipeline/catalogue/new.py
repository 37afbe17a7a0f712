"""New episodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from pipeline.catalogue.episode_file import EpisodeFile, episode_paths, read_episode_file
from pipeline.catalogue.identity import free_slug
from pipeline.catalogue.keys import EPISODE_KEYS
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import join_title, match_key, slug_of, split_title
from pipeline.catalogue.values import BadValueError
from pipeline.catalogue.yaml_edit import Value, front_matter
from pipeline.errors import NotCreated
from pipeline.layout.folders import EPISODES
from pipeline.process.files import write_whole

# What each part of the notes is for; the comments are passed over when the notes are read.
NOTE_PROMPTS: Mapping[str, str] = {
    "Hook": "One or two sentences that make a busy person stay: a scene, a question, a number.",
    "How it works": "Two short paragraphs: the idea, then what follows from it.",
    "Example": "One case with numbers the ear can follow, or one image carried through.",
    "Why it matters": "What it changes, and for whom.",
    "Limit": "Where it stops working, or what people get wrong. Left out first when time is short.",
    "In this series": "One sentence on another episode that answers, goes on or disagrees.",
    "Take-away": "The one sentence a listener would quote.",
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a new episode beside its title; what is not is left to a person, or filled in."""

    subtitle: str = ""
    summary: str = ""  # without one it is a draft
    topics: Sequence[str] = ()
    published: date | None = None
    number: int | None = None


_BARE = Beginning()


def create_episode(root: Path, title: str, known: Beginning = _BARE) -> Path:
    """Begin an episode with a fresh guid and headings for its notes; gives its file.

    «LoRA — low-rank adaptation» sets title and subtitle. Without a number it gets the next one, without a
    date it comes out the day after the newest episode, or today if that is later. Faults of other episode
    files do not matter here. Raises InvalidShow where there is no show, NotCreated for what cannot be, or
    what another episode has.
    """
    show = load_show(root)
    episodes = [read_episode_file(path) for path in episode_paths(root)]
    name, subtitle = split_title(_clean("title", title))
    subtitle = _clean("subtitle", known.subtitle) or subtitle
    if not name:
        raise NotCreated("the title is empty", remedy='give it one: ninety new "Why bread rises"')
    _refuse_known(join_title(name, subtitle), episodes)
    facts: dict[str, Value | None] = {
        "guid": str(uuid4()),
        "number": _number(known.number, show),
        "title": name,
        "subtitle": subtitle,
        "summary": _clean("summary", known.summary),
        "topics": _spelled_alike(_clean("topics", list(known.topics)), episodes),
        "published": _clean("published", known.published or _next_day(episodes)),
    }
    prompts = [f"\n## {heading}\n<!-- {prompt} -->\n" for heading, prompt in NOTE_PROMPTS.items()]
    path = root / EPISODES / f"{free_slug(name, _slugs(show))}.md"
    write_whole(path, "".join([front_matter(facts, blank=("summary", "topics")), *prompts]))
    return path


def _clean(name: str, value: Any) -> Any:
    """Read a value as the key of an episode file would. Raises NotCreated."""
    try:
        return EPISODE_KEYS[name].read(value)
    except BadValueError as error:
        raise NotCreated(f"{name} {error}", remedy=error.remedy) from error


def _number(asked: int | None, show: Show) -> int:
    if asked is not None and any(one.number == asked for one in show.files):
        raise NotCreated(f"number {asked} is taken", remedy=f"{show.next_number} is free")
    return int(_clean("number", show.next_number if asked is None else asked))


def _spelled_alike(topics: Sequence[str], episodes: Sequence[EpisodeFile]) -> tuple[str, ...]:
    """Spell topics as other episodes do: two spellings would have pages of one address."""
    known = {slug_of(topic): topic for file in episodes for topic in file.values.get("topics", ())}
    return tuple(dict.fromkeys(known.get(slug_of(topic), topic) for topic in topics))


def _slugs(show: Show) -> set[str]:
    """Give the slugs that lead somewhere, or did."""
    return {*show.slugs, *(slug for episode in show.episodes for slug in episode.old_slugs)}


def _refuse_known(title: str, episodes: Sequence[EpisodeFile]) -> None:
    for file in episodes:
        facts = file.values
        known = join_title(facts.get("title", ""), facts.get("subtitle", ""))
        if match_key(known) == match_key(title):
            raise NotCreated(
                f"there is an episode «{known}» already",
                file=file.path,
                remedy="write on in that file, or choose another title",
            )


def _next_day(episodes: Sequence[EpisodeFile]) -> date:
    moments = [file.values["published"] for file in episodes if "published" in file.values]
    days = [moment.date() if isinstance(moment, datetime) else moment for moment in moments]
    return max([datetime.now(UTC).date(), *(day + timedelta(days=1) for day in days)])
