"""The stages as functions for programs: a show's folder in, its output out (docs/library.md)."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from pipeline.building import render
from pipeline.building.build import write_rendering
from pipeline.building.ordering import full_order, to_be_sent
from pipeline.building.outcome import Settings
from pipeline.building.render import Rendered
from pipeline.catalogue import load
from pipeline.catalogue.show import Episode, Show
from pipeline.errors import PipelineError
from pipeline.layout.folders import OUTPUT
from pipeline.process.lock import only_writer
from pipeline.process.workers import usable_cores
from pipeline.provenance.credentials import read_credentials
from pipeline.provenance.finish import signed
from pipeline.publishing import publish as publishing
from pipeline.publishing.publish import Published, PublishOptions
from pipeline.writing.on_disk.scripts import refresh_scripts, script_path
from pipeline.writing.script.script import Script


def load_show(folder: Path | str = ".") -> Show:
    """Read the show in a folder: its settings, its words and all its episodes, oldest first.

    What is not ready stands in `drafts`, what cannot be read in `faulty` with all that is wrong with it.
    Raises InvalidShow for faulty settings, with every problem in `problems`.
    """
    return load.load_show(Path(folder))


def write_script(show: Show, episode: Episode) -> Script:
    """Write an episode's script, or give the one in `scripts/` that a person has edited. Writes no file.

    Raises PipelineError for an edited script that cannot be read and for faulty notes.
    """
    (state,) = refresh_scripts(show, [episode], write=False)
    if state.script is None:
        raise state.error or PipelineError("it has no script", file=state.path)
    return state.script


def render_episode(
    show: Show, episode: Episode, script: Script | None = None, *, engine: str | None = None
) -> Rendered:
    """Speak, assemble, master, tag and caption one episode, and sign it if the show signs.

    Without a `script` the episode's own is spoken, and without an `engine` the show's speaks. The files are
    in memory, by their paths below `output/`; but for the cache of spoken sentences nothing is written.
    Raises PipelineError: for a voice that there is not, or for speech or sound that cannot be made.
    """
    script = script or write_script(show, episode)
    path = script_path(show, episode.slug)
    order = to_be_sent(full_order(show, episode, script, path, Settings(engine=engine)), show)
    rendered = render.render_episode(order)
    if not show.provenance.certificate:
        return rendered
    return signed(rendered, order.episode.display_title, read_credentials(show))


def publish(
    show: Show, rendered: Iterable[Rendered] = (), *, as_of: datetime | None = None, dry_run: bool = False
) -> Published:
    """Put renderings into `output/`, each as it comes, then write covers, site and feeds of all there is.

    Episodes rendered before are in the feeds too, and those dated in the future wait: `as_of`, aware, says
    what counts as now. With `dry_run` nothing is written, and no rendering asked for. Raises ValueError for
    a moment without a zone, ShowBusy where another run writes to the show, NothingToPublish, OutputFailed.
    """
    if as_of is not None and as_of.tzinfo is None:
        raise ValueError("as_of has no time zone")
    output = show.root / OUTPUT
    if dry_run:
        return publishing.publish(show, output, PublishOptions(as_of, dry_run=True))
    with only_writer(show.root, "pipeline.publish"):
        for each in rendered:
            write_rendering(each, output)
        with ThreadPoolExecutor(usable_cores()) as pool:  # for drawing covers
            return publishing.publish(show, output, PublishOptions(as_of), map=pool.map)
