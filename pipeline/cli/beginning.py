"""The commands that begin something: import, new, init."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HERE, Json, Quiet, Root, Verbose, app, end
from pipeline.console import Console


@app.command("import")
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="CSV, spreadsheet, Markdown, folder of posts, Notion export, JSON, YAML, feed.",
            metavar="PATH…",
        ),
    ],
    kind: Annotated[
        str | None, typer.Option("--as", help="What kind of list it is, if not recognised.", metavar="KIND")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns", help='Which is what: title=Lesson,summary="What it says".', metavar="FIELD=COLUMN,…"
        ),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", help="Day of the first episode without one.", metavar="DATE")
    ] = None,
    every: Annotated[
        str,
        typer.Option("--every", help="Then one a day, weekday, week, month; or a rule.", metavar="STEP"),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show how each row is read.")] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Make episodes of any list; again, only what changed."""
    from pipeline.catalogue.importing.asked import wish_of
    from pipeline.commands.importing import import_lists

    wish = wish_of(kind, columns, start, every)
    end(import_lists(root, paths, wish, Console(as_json, verbose, quiet), dry_run=dry_run))


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="The episode's title.")],
    summary: Annotated[str, typer.Option("--summary", help="Two sentences; without it, a draft.")] = "",
    topics: Annotated[
        list[str] | None, typer.Option("--topic", help="A topic; may be given again.", metavar="TOPIC")
    ] = None,
    subtitle: Annotated[str, typer.Option("--subtitle", help="What stands under the title.")] = "",
    published: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day of publication.")
    ] = None,
    number: Annotated[int | None, typer.Option("--number", help="A number; else the next one.")] = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Begin a new episode.

    With a summary it is whole; else a draft with headings to write under.
    """
    from pipeline.catalogue.new import Beginning
    from pipeline.commands.catalogue import new_episode

    day = published.date() if published else None
    known = Beginning(subtitle, summary, topics or (), day, number)
    end(new_episode(root, title, known, Console(as_json, verbose, quiet)))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="An empty or new folder.", metavar="DIR")],
    title: Annotated[str | None, typer.Option("--title", help="The show's title.")] = None,
    as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Begin a new show.

    A small one that builds at once, to make your own.
    """
    from pipeline.commands.catalogue import new_show

    end(new_show(folder, title, Console(as_json, verbose, quiet)))
