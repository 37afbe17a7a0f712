"""The commands that begin something: import, new, init."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HERE, Json, Quiet, Root, Slugs, Verbose, app, end
from pipeline.console import Console


@app.command("import")
def import_(
    pages: Annotated[list[Path], typer.Argument(help="Topic pages.", metavar="PAGE…")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Make episodes from topic pages; running it again changes nothing."""
    from pipeline.commands.catalogue import import_pages

    end(import_pages(root, pages, Console(as_json, verbose, quiet), dry_run=dry_run))


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="The episode's title.")],
    published: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day of publication.")
    ] = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Begin a new episode: a file with its number, date and headings, ready to be written."""
    from pipeline.commands.catalogue import new_episode

    day: date | None = published.date() if published else None
    end(new_episode(root, title, day, Console(as_json, verbose, quiet)))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="An empty or new folder.", metavar="DIR")],
    title: Annotated[str | None, typer.Option("--title", help="The show's title.")] = None,
    as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Begin a new show: a small one that builds at once, to make your own."""
    from pipeline.commands.catalogue import new_show

    end(new_show(folder, title, Console(as_json, verbose, quiet)))


@app.command()
def notes(
    slugs: Slugs = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Show the material kept beside an episode; without a name, which episodes have some."""
    from pipeline.commands.reading import show_material

    end(show_material(root, slugs or [], Console(as_json, verbose, quiet)))
