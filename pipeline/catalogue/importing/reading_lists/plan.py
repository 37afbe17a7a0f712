"""What the import of a reading list would do: each link, where it goes and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.catalogue.importing.reading_lists.addresses import address_key
from pipeline.catalogue.importing.reading_lists.further import with_further_reading
from pipeline.catalogue.importing.reading_lists.links import ListedLink, read_links
from pipeline.catalogue.importing.subjects import Mention, Subjects
from pipeline.catalogue.limits import LARGEST_LIST
from pipeline.catalogue.reading_page import read_reading_page, reading_path, with_links
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import read_text
from pipeline.errors import InvalidPage, Problem
from pipeline.process.files import write_whole

Place = Literal["episodes", "reading page", "there already", "twice in the list"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Where one link goes."""

    link: ListedLink
    place: Place
    why: str
    slugs: tuple[str, ...] = ()  # the episodes it goes to, or where it is already


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """What an import of a reading list would do."""

    path: Path  # the list
    decisions: tuple[Decision, ...]  # in the list's order
    files: tuple[tuple[Path, str], ...]  # what would be written, whole
    warnings: tuple[Problem, ...]

    def describe(self, *, dry_run: bool) -> str:
        """Say of each link where it went, or with `dry_run` would go, and why."""
        lines = []
        for found in self.decisions:
            where = ", ".join(found.slugs) if found.place == "episodes" else found.place
            lines.append(f"{found.link.title} -> {where}: {found.why}")
        count = {place: sum(d.place == place for d in self.decisions) for place in _PLACES}
        would = "would go " if dry_run else ""
        lines.append(
            f"{len(self.decisions)} links: {count['episodes']} {would}to episodes, "
            f"{count['reading page']} {would}to the Reading page, "
            f"{len(self.decisions) - count['episodes'] - count['reading page']} already there"
        )
        return "\n".join(lines)

    def document(self) -> dict[str, Any]:
        """Give the plan as plain data for JSON."""
        return {
            "list": str(self.path),
            "kind": "reading-list",
            "links": [
                {
                    "title": found.link.title,
                    "url": found.link.url,
                    "line": found.link.line,
                    "headings": list(found.link.headings),
                    "remark": found.link.remark,
                    "place": found.place,
                    "episodes": list(found.slugs),
                    "why": found.why,
                }
                for found in self.decisions
            ],
            "files": [str(path) for path, _ in self.files],
            "warnings": [
                {"what": w.what, "file": str(w.file), "line": w.line, "remedy": w.remedy}
                for w in self.warnings
            ],
        }


_PLACES: tuple[Place, ...] = ("episodes", "reading page")


def plan_reading(show: Show, path: Path) -> ReadingPlan:
    """Find for each link of a list the episodes it is surely about; the others go to the Reading page.

    Nothing is written. Raises InvalidPage where the file cannot be read or has no link.
    """
    text, problem = read_text(path, LARGEST_LIST)
    if problem is not None:
        raise InvalidPage(problem.what, file=path, line=problem.line, remedy=problem.remedy)
    page = read_links(text)
    if not page.links:
        remedy = "a reading list has links such as - [Title](https://example.org/page)"
        raise InvalidPage("has no link", file=path, remedy=remedy)
    decisions = tuple(_decisions(show, page.links))
    warnings = tuple(
        Problem(f"«{address}» is no address of the web, and was passed over", path, line)
        for line, address in page.faults
    )
    return ReadingPlan(path, decisions, tuple(_files(show, decisions)), warnings)


def apply_reading(plan: ReadingPlan) -> list[Path]:
    """Write the files of a plan, each whole; gives those written. Raises OutputFailed."""
    return [path for path, content in plan.files if write_whole(path, content)]


def _decisions(show: Show, links: tuple[ListedLink, ...]) -> Iterator[Decision]:
    subjects = Subjects(show)
    there = _there_already(show)
    seen: set[str] = set()
    for link in links:
        key = address_key(link.url)
        if key in seen:
            yield Decision(link, "twice in the list", "the same address stands further up")
        elif key in there:
            slug = there[key]
            where = slug or "the Reading page"
            yield Decision(link, "there already", f"in {where}", (slug,) if slug else ())
        else:
            yield _decide(subjects, link)
        seen.add(key)


def _there_already(show: Show) -> dict[str, str]:
    """Give the episode that has an address; «» for the Reading page."""
    found = {address_key(link.url): "" for link in read_reading_page(show.root).links}
    for episode in reversed(show.episodes):
        found |= {address_key(link.url): episode.slug for link in episode.notes.further_reading}
    return found


def _decide(subjects: Subjects, link: ListedLink) -> Decision:
    if mentions := subjects.of_title(link.title):
        return Decision(link, "episodes", _because(mentions, "its title"), tuple(m.slug for m in mentions))
    heading = link.headings[-1] if link.headings else ""
    if mention := subjects.of_heading(heading):
        return Decision(link, "episodes", _because((mention,), "the heading above it"), (mention.slug,))
    return Decision(link, "reading page", "no episode's subject is surely its own")


def _because(mentions: tuple[Mention, ...], where: str) -> str:
    return f"{where} names {' and '.join(f'«{mention.words}»' for mention in mentions)}"


def _files(show: Show, decisions: tuple[Decision, ...]) -> Iterator[tuple[Path, str]]:
    by_episode: dict[str, list[ListedLink]] = defaultdict(list)
    for decision in decisions:
        for slug in decision.slugs if decision.place == "episodes" else ():
            by_episode[slug].append(decision.link)
    for episode in show.episodes:
        if links := by_episode.get(episode.slug):
            mark = "\ufeff" if episode.file.read_bytes().startswith(b"\xef\xbb\xbf") else ""
            text, _ = read_text(episode.file)
            yield episode.file, mark + with_further_reading(text, links)
    rest = [d.link for d in decisions if d.place == "reading page"]
    if rest:
        path = reading_path(show.root)
        text = read_text(path)[0] if path.is_file() else ""
        yield path, with_links(text, rest)
