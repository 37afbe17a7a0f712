"""Which files of a folder were saved, as the operating system tells it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from pipeline.process.files import is_part

_QUIET_MS = 40  # without another change, and what was saved is told: editors write in two or three steps
_LONGEST_MS = 400  # that a row of saves is waited out
_LOOK_AGAIN_MS = 1000  # for a folder that is not there: it may have come before its parent was watched

Saved = Callable[[frozenset[Path]], None]


class _Filter(DefaultFilter):
    """Leaves out what editors keep beside a file, and what Ninety writes before it renames it."""

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not is_part(Path(path))


def follow(folder: Path, stop: threading.Event, saved: Saved) -> threading.Thread:
    """Call `saved` with the files of `folder` that changed, from a thread of its own, until `stop` is set.

    A folder that is not there, or goes, is waited for; all in it is told when it has come.
    """
    thread = threading.Thread(target=_follow, args=(folder, stop, saved), daemon=True, name=f"watch {folder}")
    thread.start()
    return thread


def _follow(folder: Path, stop: threading.Event, saved: Saved) -> None:
    while not stop.is_set():
        if not folder.is_dir():
            _wait_for(folder, stop)
            if stop.is_set():
                return
            saved(_all_in(folder))
        for changes in _changes(folder, stop):
            paths = frozenset(Path(path) for _, path in changes)
            if folder in paths:  # it went, or another came in its place, as version control does it
                saved(paths | _all_in(folder))
                break
            saved(paths)


def _all_in(folder: Path) -> frozenset[Path]:
    return frozenset([folder, *(path for path in folder.rglob("*") if path.is_file())])


def _wait_for(folder: Path, stop: threading.Event) -> None:
    watched = watch(
        folder.parent,
        recursive=False,
        stop_event=stop,
        rust_timeout=_LOOK_AGAIN_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    for _ in watched:
        if folder.is_dir():
            return


def _changes(folder: Path, stop: threading.Event) -> Iterator[set[tuple[Change, str]]]:
    return watch(
        folder,
        watch_filter=_Filter(),
        debounce=_LONGEST_MS,
        step=_QUIET_MS,
        stop_event=stop,
        raise_interrupt=False,
    )
