"""New episodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from pipeline.catalogue.episode_file import EpisodeFile, episode_paths, read_episode_file
from pipeline.catalogue.identity import free_slug
from pipeline.catalogue.keys import EPISODE_KEYS
from pipeline.catalogue.load import next_number
from pipeline.catalogue.settings import read_settings
from pipeline.catalogue.text import join_title, match_key, split_title
from pipeline.catalogue.values import BadValueError, Reader
from pipeline.catalogue.yaml_edit import Value, front_matter
from pipeline.errors import InvalidShow, NotCreated
from pipeline.files import write_whole

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


def create_episode(root: Path, title: str, *, published: date | None = None) -> Path:
    """Begin an episode with the next number, a fresh guid and headings for its notes; gives its file.

    «LoRA — low-rank adaptation» sets title and subtitle. Without a date it comes out the day after the newest
    episode, or today if that is later. The summary is left for a person to write; faults of other episode
    files do not matter here. Raises InvalidShow where there is no show, NotCreated for a title that cannot
    be, or that an episode has.
    """
    settings = read_settings(root)
    if settings.problems:
        raise InvalidShow(list(settings.problems))
    episodes = [read_episode_file(path) for path in episode_paths(root)]
    name, subtitle = split_title(_title(title, EPISODE_KEYS["title"].read))
    _refuse_known(join_title(name, subtitle), episodes)
    facts: dict[str, Value | None] = {
        "guid": str(uuid4()),
        "number": next_number(episodes),
        "title": name,
        "subtitle": subtitle,
        "summary": "",
        "topics": (),
        "published": published or _next_day(episodes),
    }
    prompts = [f"\n## {heading}\n<!-- {prompt} -->\n" for heading, prompt in NOTE_PROMPTS.items()]
    path = root / "episodes" / f"{free_slug(name, {file.slug for file in episodes})}.md"
    write_whole(path, "".join([front_matter(facts, blank=("summary", "topics")), *prompts]))
    return path


def _title(title: str, read: Reader) -> str:
    try:
        line = str(read(title))
    except BadValueError as error:
        raise NotCreated(f"the title {error}") from error
    if not line:
        raise NotCreated("the title is empty")
    return line


def _refuse_known(title: str, episodes: Sequence[EpisodeFile]) -> None:
    for file in episodes:
        facts = file.values
        known = join_title(facts.get("title", ""), facts.get("subtitle", ""))
        if match_key(known) == match_key(title):
            raise NotCreated(f"there is an episode «{known}» already", file=file.path)


def _next_day(episodes: Sequence[EpisodeFile]) -> date:
    moments = [file.values["published"] for file in episodes if "published" in file.values]
    days = [moment.date() if isinstance(moment, datetime) else moment for moment in moments]
    return max([datetime.now(UTC).date(), *(day + timedelta(days=1) for day in days)])
