"""A new show: its settings, and what else is in its folder from the beginning. All of it, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any
from uuid import uuid4

from pipeline.catalogue.importing.listing import ShowFacts
from pipeline.catalogue.importing.plan import ImportPlan, ImportWish
from pipeline.catalogue.settings import read_settings
from pipeline.catalogue.starting.answers import QUESTIONS, read_answer, usual_answers, usual_description
from pipeline.catalogue.starting.list_facts import Told, usable_facts
from pipeline.catalogue.starting.settings_text import list_settings, settings_text
from pipeline.catalogue.starting.workflow import WORKFLOW_PATH, workflow_text
from pipeline.errors import InvalidShow, NotCreated
from pipeline.layout.folders import settings_file
from pipeline.process.files import write_whole

IGNORED = "# What `ninety` makes by itself.\noutput/\n.cache/\n"
_SETTINGS = "episodes/show.toml"
_WELCOME = ("readme", "license", "licence", "copying")  # what a new repository holds beside hidden files
_EXAMPLE_TERMS = ("lexicon.toml", "glossary.toml")
_EXAMPLE_EPISODES = ("the-arch.md", "the-suspension-bridge.md", "tacoma-narrows.md")  # oldest first
_EXAMPLE_FACTS = ShowFacts(
    title="How Bridges Stand",
    description=(
        "Three short pieces on how bridges stand, and on one that did not. A stone arch, a road hung from "
        "cables, and a wind that was never strong: each in a minute and a half.\n\n"
        "The narrator is a synthetic voice."
    ),
    category="Science",
    subcategory="Physics",
)
_EXAMPLE_SETTINGS: Mapping[tuple[str, str], Any] = {
    ("show", "tagline"): "Ninety seconds on what holds a road in the air.",
    ("cover", "background"): "#14303a",
    ("cover", "foreground"): "#f4efe3",
    ("cover", "accent"): "#e9a23b",
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new show is begun with."""

    folder: Path
    lists: tuple[Path, ...] = ()  # its episodes
    wish: ImportWish = field(default_factory=ImportWish)
    example: bool = False  # three episodes on bridges
    workflow: bool = False  # for GitHub
    told: Told = field(default_factory=lambda: Told(ShowFacts()))  # what the lists say of the show

    @property
    def usual(self) -> dict[str, str]:
        """Give what is taken where nothing is answered."""
        return usual_answers(self.folder, self.told.facts)


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written, and what the import of lists did."""

    files: tuple[Path, ...]
    plan: ImportPlan | None = None


def begin(  # one object in place of the command's many options
    folder: Path,
    *,
    lists: Sequence[Path] = (),
    wish: ImportWish | None = None,
    example: bool = False,
    workflow: bool = False,
) -> Beginning:
    """Look at the folder and read the lists, before anything is asked or written.

    Raises NotCreated for a folder that is in use, InvalidPage (or InvalidShow) for files that are no lists.
    """
    if example and lists:
        raise NotCreated("a show begins with the example or with a list, not with both")
    _refuse_used(folder, lists)
    wish = wish or ImportWish()
    told = Told(_EXAMPLE_FACTS if example else ShowFacts())
    if lists:
        from pipeline.catalogue.importing.readers.recognise import read_lists

        told = usable_facts(read_lists(lists, wish.kind))
    return Beginning(folder, tuple(lists), wish, example, workflow, told)


def create_show(beginning: Beginning, answers: Mapping[str, Any]) -> Begun:
    """Write the show; `answers` are clean values by the names of QUESTIONS, the usual ones where they lack.

    The example's guids are fresh, and its episodes came out on the three days before today. Raises what
    importing raises, and OutputFailed; then the folder is as it was.
    """
    folder = beginning.folder
    with _nothing_left_behind(folder):
        written = [_write(folder / name, text) for name, text in _texts(beginning, answers)]
        settings = read_settings(folder)
        if settings.problems:
            raise InvalidShow(list(settings.problems))
        plan = None
        if beginning.lists:
            from pipeline.catalogue.importing.apply import apply_import, plan_import

            plan = plan_import(folder, beginning.lists, beginning.wish)
            written += apply_import(plan)
            if plan.packs and plan.packs.clear:
                _write(folder / _SETTINGS, _settings_text(beginning, answers, plan.packs.clear))
    return Begun(tuple(written), plan)


def add_workflow(folder: Path) -> Path:
    """Add the workflow to a show that there is. Raises InvalidShow, or NotCreated where another stands."""
    settings = read_settings(folder)
    if settings.show is None or settings.problems:
        raise InvalidShow(list(settings.problems))
    path, text = folder / WORKFLOW_PATH, workflow_text(settings.show.voice)
    if path.exists() and path.read_text(encoding="utf-8", errors="replace") != text:
        remedy = "take it away or give it another name, and run this again"
        raise NotCreated("there is another workflow already", file=path, remedy=remedy)
    return _write(path, text)


def _settings_text(beginning: Beginning, answers: Mapping[str, Any], packs: tuple[str, ...] = ()) -> str:
    settings = _settings(beginning, answers) | ({("show", "packs"): packs} if packs else {})
    return settings_text(settings, beginning.told.facts.image)


def _texts(beginning: Beginning, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the show's files by name, without the episodes of a list."""
    yield _SETTINGS, _settings_text(beginning, answers)
    if not (beginning.folder / ".gitignore").exists():
        yield ".gitignore", IGNORED
    if beginning.example:
        yield from _example_files(datetime.now(UTC).date())
    if beginning.workflow:
        from pipeline.catalogue.show import VoiceSettings

        voice = _settings(beginning, answers)["voice", "voice"]
        yield WORKFLOW_PATH, workflow_text(VoiceSettings(voice=voice))


def _settings(beginning: Beginning, answers: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Put together what was answered, what lists say, and what is usual; the first of these wins."""
    usual = {name: read_answer(name, text) for name, text in beginning.usual.items()}
    given = {QUESTIONS[name].place: value for name, value in answers.items()}
    settings: dict[tuple[str, str], Any] = {("show", "language"): "en-us"}
    settings |= {QUESTIONS[name].place: value for name, value in usual.items()}
    settings |= dict(_EXAMPLE_SETTINGS) if beginning.example else {}
    settings |= list_settings(beginning.told.facts)
    if "category" in answers:
        settings.pop(("feed", "subcategory"), None)
    if "author" in answers and answers["author"] != usual["author"]:
        settings.pop(("show", "author"), None)
    else:
        given.pop(("owner", "name"), None)  # a list may name an owner beside the author
    settings |= given
    if settings.get(("show", "author")) == settings["owner", "name"]:
        del settings["show", "author"]
    length = float(settings["length", "target_seconds"])
    settings.setdefault(("show", "description"), usual_description(settings["show", "title"], length))
    return settings


def _example_files(today: date) -> Iterator[tuple[str, str]]:
    """Give the example's own terms and episodes by name, the blanks of these filled in."""
    example = files("pipeline.catalogue.starting") / "example"
    for name in _EXAMPLE_TERMS:
        yield f"episodes/{name}", (example / name).read_text(encoding="utf-8")
    for days_ago, name in zip(range(len(_EXAMPLE_EPISODES), 0, -1), _EXAMPLE_EPISODES, strict=True):
        text = (example / name).read_text(encoding="utf-8")
        published = today - timedelta(days=days_ago)
        yield f"episodes/{name}", Template(text).substitute(guid=uuid4(), published=published)


def _refuse_used(folder: Path, lists: Sequence[Path]) -> None:
    """Take a folder that is not there, is empty, or holds only what a new repository does and the lists."""
    if not folder.exists():
        return
    if settings_file(folder).exists():
        remedy = "`ninety import` brings a list into it, `ninety new` begins an episode"
        raise NotCreated("there is a show already", file=folder, remedy=remedy)
    brought = {path.resolve() for path in lists}
    used = not folder.is_dir() or any(
        not path.name.startswith(".")
        and path.resolve() not in brought
        and not (path.is_file() and path.name.casefold().startswith(_WELCOME))
        for path in folder.iterdir()
    )
    if used:
        remedy = "name a folder that does not exist yet, or an empty one"
        raise NotCreated("is not an empty folder", file=folder, remedy=remedy)


def _write(path: Path, text: str) -> Path:
    write_whole(path, text)
    return path


@contextmanager
def _nothing_left_behind(folder: Path) -> Iterator[None]:
    """Take away what was written below a folder, and the folder if it is new, when that ends in an error."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    before = set(folder.rglob("*"))
    try:
        yield
    except BaseException:
        if made:
            shutil.rmtree(made[-1], ignore_errors=True)
        for path in sorted(set(folder.rglob("*")) - before, reverse=True):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        raise
