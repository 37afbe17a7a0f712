"""What `ninety init` asks, how an answer is read, and what stands in for one that is not given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.listing import ShowFacts
from pipeline.catalogue.keys import SHOW_TABLES
from pipeline.catalogue.placeholders import PLACEHOLDER_NAME
from pipeline.catalogue.show import LengthSettings, VoiceSettings
from pipeline.catalogue.text import one_line, slug_of
from pipeline.catalogue.values import BadValueError
from pipeline.errors import NotCreated


@dataclass(frozen=True, slots=True)
class Question:
    """A setting that a person may give: which key it is, and how it is asked; «» where it is never asked."""

    table: str
    key: str
    asked: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Give the table and the key."""
        return self.table, self.key


# By the option that gives the same, in the order in which they are asked.
QUESTIONS: Mapping[str, Question] = {
    "title": Question("show", "title", "Title of the show"),
    "author": Question("owner", "name", "Who makes it"),
    "email": Question("owner", "email", "E-mail address for podcast directories"),
    "site-url": Question("site", "url", "Address the site will have"),
    "length": Question("length", "target_seconds", "Length of an episode"),
    "voice": Question("voice", "voice", "Voice (`ninety voices` lists them)"),
    "description": Question("show", "description"),
    "language": Question("show", "language"),
    "timezone": Question("show", "timezone"),
    "category": Question("feed", "category"),
}
_DURATION = re.compile(
    r"(?:(?P<minutes>[0-9]{1,3}(?:\.[0-9]+)?) ?(?:m|min|minutes?)\.?)? ?"
    r"(?:(?P<seconds>[0-9]{1,5}(?:\.[0-9]+)?) ?(?:s|sec|seconds?)?\.?)?"
)
_CLOCK = re.compile(r"(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9])")


def read_answer(name: str, text: str) -> Any:
    """Read an answer as its key holds it. Raises BadValueError, whose message goes after the key's name."""
    line = one_line(text) if name != "description" else text.strip()
    if not line:
        raise BadValueError("is empty")
    value: Any = _seconds(line) if name == "length" else line
    if name == "site-url" and "://" not in line:
        value = f"https://{line}"
    question = QUESTIONS[name]
    return SHOW_TABLES[question.table][question.key].read(value)


def read_answers(given: Mapping[str, str]) -> dict[str, Any]:
    """Read the answers that were given as options. Raises NotCreated for one that cannot be."""
    answers = {}
    for name, text in given.items():
        try:
            answers[name] = read_answer(name, text)
        except BadValueError as bad:
            raise NotCreated(f"--{name} {bad}", remedy=bad.remedy or "nothing was written") from bad
    return answers


def usual_answers(folder: Path, facts: ShowFacts) -> dict[str, str]:
    """Give what is taken where nothing is answered: what the list says, else a placeholder or a default."""
    title = facts.title or _title_of(folder)
    return {
        "title": title,
        "author": facts.author or facts.owner_name or PLACEHOLDER_NAME,
        "email": facts.owner_email or "you@example.org",
        "site-url": f"https://{_host_name(title, folder)}.example.org",
        "length": f"{LengthSettings().target_seconds:g} seconds",
        "voice": VoiceSettings().voice,
    }


def usual_description(title: str, seconds: float) -> str:
    """Describe a show of which only its title and the length of its episodes are known."""
    length = (
        "a minute" if seconds == 60 else "a minute and a half" if seconds == 90 else f"{seconds:g} seconds"
    )
    return f"{title}: one subject an episode, each in about {length}.\n\nThe narrator is a synthetic voice."


def _title_of(folder: Path) -> str:
    """Make a title of a folder's name, if one can be made of it."""
    name = one_line(re.sub(r"[-_.]+", " ", folder.resolve().name))
    try:
        title = str(read_answer("title", name[:1].upper() + name[1:]))
    except BadValueError:
        return "My show"
    return title if slug_of(title) else "My show"


def _host_name(title: str, folder: Path) -> str:
    return (slug_of(folder.resolve().name) or slug_of(title) or "my-show")[:60].strip("-")


def _seconds(line: str) -> float:
    """Read «90», «90 s», «2 min», «1 min 30 s» or «1:30» as seconds."""
    found = _CLOCK.fullmatch(line) or _DURATION.fullmatch(line.casefold())
    if not found or not any(found.groupdict().values()):
        raise BadValueError(f"must be a length, not «{line}»", remedy="write it in seconds: 90")
    return float(found["minutes"] or 0) * 60 + float(found["seconds"] or 0)
