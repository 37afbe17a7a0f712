"""The desk: what is saved is read at once and built behind it, and what came of both hangs on its board."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pipeline.auditioning.choosing import Written, write_pronunciation
from pipeline.auditioning.options import checked_entry, known_entry
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import one_line
from pipeline.desk.building import Builder, Built
from pipeline.desk.editors import open_in_editor
from pipeline.desk.news import News
from pipeline.desk.reporter import below, faults_of
from pipeline.desk.speaking import NotSpoken, Reader
from pipeline.desk.state import Board, Fault
from pipeline.errors import WHATEVER, InvalidEpisode, OutputFailed, PipelineError, as_told
from pipeline.layout.addresses import display_title
from pipeline.layout.folders import EPISODES, SCRIPTS
from pipeline.process.console import Console
from pipeline.process.files import is_there, leads_into
from pipeline.writing.on_disk.scripts import read_script

FOLDERS = (EPISODES, SCRIPTS)  # below the show's: what people write
_WORKING = "Building"


class Desk:
    """One show, watched, built and told of; called from the threads that watch, build and serve."""

    def __init__(self, root: Path, console: Console) -> None:
        self.root = root.resolve()  # as what was saved is told
        self.board = Board()
        self.reader = Reader(self.root)
        self.show: Show | None = None
        self._console = console
        self._builder = Builder(root, self._heard, console)
        self._known = News()
        self._lock = threading.RLock()  # of all that follows
        self._building = self._again = False
        self._of_show: list[Fault] = []  # found by reading it
        self._of_scripts: dict[Path, list[Fault]] = {}  # the same, of those that were saved
        self._built: tuple[Fault, ...] = ()  # by the last build
        self._told: dict[str, list[dict[str, Any]]] = {}  # by episode: its sentences as last read

    def open(self) -> None:
        """Read the show, and begin to build what is not as it is written."""
        with self._lock:
            for folder in FOLDERS:
                self._known.note((self.root / folder).rglob("*"))
            self._read(())
            self._build()
        if self.show is not None:
            threading.Thread(target=self.reader.warm_up, args=(self.show,), daemon=True).start()

    def close(self) -> None:
        """End what goes on."""
        self.board.close()
        self._builder.end()

    def saved(self, paths: Iterable[Path]) -> None:
        """Take note of files that were saved; of one that holds what it held nothing comes."""
        with self._lock:
            changed = self._known.news(paths)
            if changed:
                self._read(changed)
                self._build()

    def episode(self, slug: str) -> dict[str, Any] | None:
        """Give an episode's sentences as its page shows them; None where the show has no such episode.

        While an error is in the way they are those of before it, and `before` says so.
        """
        show = self.show
        episode = show.episode(slug) if show else None
        if show is None or episode is None:
            return None
        told = {"slug": slug, "title": display_title(episode)}
        try:
            lines = self._told[slug] = self.reader.tell(show, episode)
        except WHATEVER as error:
            faults = [asdict(fault) for fault in faults_of(as_told(error, slug), self.root)]
            lines = self._told.get(slug, [])
            return told | {"lines": lines, "faults": faults, "before": bool(lines)}
        return told | {"lines": lines, "faults": [], "before": False}

    def attempt(self, key: str, term: str, spoken: str, phonemes: str) -> dict[str, Any]:
        """Give a sentence as it would be said with another entry. Raises NotSpoken, NoAudition."""
        return self.reader.attempt(self._there(), key, term, spoken, phonemes)

    def keep(self, term: str, spoken: str, phonemes: str) -> Written:
        """Write an entry into the show's lexicon, as its owner would with an editor: no build is waited for.

        The file is named as it lies in the show's folder.
        Raises NoAudition for what no lexicon could hold, InvalidShow, NotWritten, OutputFailed.
        """
        term = one_line(term)
        known = known_entry(self._there().lexicon, term)
        entry = checked_entry(term, one_line(spoken), one_line(phonemes), known)
        with self._lock:
            written = write_pronunciation(self.root, entry.term, entry.spoken, entry.phonemes)
        return replace(written, file=Path(below(self.root, written.file)))

    def edit(self, file: str, line: int) -> tuple[str, bool]:
        """Open one of the show's files at a line; give the place, and whether an editor was started.

        Raises OutputFailed for what is no file that people write here.
        """
        path = self.root / file
        if not any(leads_into(path, self.root / folder) for folder in FOLDERS) or not is_there(path):
            raise OutputFailed(f"«{file}» is no file of this show", remedy="load the page anew")
        path = path.resolve()
        return f"{path}:{line}", open_in_editor(path, line)

    def _there(self) -> Show:
        if self.show is None:
            raise NotSpoken("the show cannot be read", remedy="mend what the page tells first")
        return self.show

    def _read(self, changed: Sequence[Path]) -> None:
        """Read what people write, and tell at once what is wrong with it."""
        scripts = [path for path in changed if path.parent.name == SCRIPTS]
        if self.show is None or len(scripts) < len(changed):  # a script changes nothing else
            self._read_show()
        for path in scripts:
            self._of_scripts[path] = self._faults_of_script(path)
        touched = {below(self.root, path) for path in changed}
        self._built = tuple(fault for fault in self._built if fault.file not in touched)
        self.board.written(faults=self._faults)

    def _read_show(self) -> None:
        self._of_show = []
        try:
            self.show = load_show(self.root)
        except WHATEVER as error:
            self._of_show = faults_of(as_told(error), self.root)
            return
        for faulty in self.show.faulty:
            self._of_show += faults_of(InvalidEpisode(list(faulty.problems)), self.root)

    def _faults_of_script(self, path: Path) -> list[Fault]:
        try:
            read_script(path)
        except PipelineError as error:
            return faults_of(error, self.root)
        return []

    @property
    def _faults(self) -> tuple[Fault, ...]:
        of_scripts = (fault for faults in self._of_scripts.values() for fault in faults)
        return tuple(dict.fromkeys((*self._of_show, *of_scripts, *self._built)))

    def _build(self) -> None:
        self._again = self._building
        if not self._building:
            self._building = True
            self.board.change(work=_WORKING)
            self._builder.build()

    def _heard(self, told: str | Built) -> None:
        """Take what the process that builds tells."""
        if isinstance(told, str):
            self.board.change(work=told)
            return
        with self._lock:
            again, self._building, self._again = self._again, False, False
            self._built = told.faults
            hang = self.board.made if told.changed else self.board.change
            hang(work=_WORKING if again else "", faults=self._faults, warnings=told.warnings)
            if again:
                self._build()
