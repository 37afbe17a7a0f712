"""Which line of which file asks for a voice: an error about one names it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import line_of
from pipeline.catalogue.toml_file import read_toml
from pipeline.errors import EngineNotAvailable


@contextmanager
def naming_the_setting(
    show: Show, episode: Episode | None = None, *, is_asked: bool = False
) -> Iterator[None]:
    """Let an error about the host's voice say where it is asked for: in the episode, or in show.toml.

    `is_asked` says that the command line asks for it instead.
    """
    try:
        yield
    except EngineNotAvailable as error:
        if error.file is None and not is_asked:
            error.file, error.line = _place(show, episode)
        raise


def _place(show: Show, episode: Episode | None) -> tuple[Path, int | None]:
    if episode is not None and episode.voice:
        return episode.file, line_of(episode.file, r"^voice\s*:")
    settings = show.root / "episodes/show.toml"
    file = read_toml(settings)
    lines = (file.lines.get(("voice", key)) for key in ("voice", "engine"))
    return settings, next(filter(None, lines), file.line(("voice",)))
