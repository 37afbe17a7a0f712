"""The commands that begin something: import, new, init."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HERE, Json, Quiet, Root, Verbose, app, end
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
    lists: Annotated[
        list[Path] | None,
        typer.Option("--from", help="Make the show of a list at once; may be given again.", metavar="LIST"),
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="With three episodes on bridges.")] = False,
    title: Annotated[str | None, typer.Option("--title", help="The show's title.")] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who makes it.")] = None,
    email: Annotated[str | None, typer.Option("--email", help="Where directories reach you.")] = None,
    site_url: Annotated[str | None, typer.Option("--site-url", help="Address the site will have.")] = None,
    length: Annotated[str | None, typer.Option("--length", help="Of an episode: 90, 2 min, 1:30.")] = None,
    voice: Annotated[str | None, typer.Option("--voice", help="Voice, as NAME or ENGINE/NAME.")] = None,
    description: Annotated[str | None, typer.Option("--description", help="What a listener gets.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Such as en-gb.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", help="Such as Europe/Berlin.")] = None,
    category: Annotated[str | None, typer.Option("--category", help="One of Apple's.")] = None,
    kind: Annotated[
        str | None, typer.Option("--as", help="What kind of list it is.", metavar="KIND")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", help="Its columns: title=Lesson,summary=…", metavar="FIELD=COLUMN,…"),
    ] = None,
    start: Annotated[
        datetime | None, typer.Option("--from-date", formats=["%Y-%m-%d"], help="Day of the first episode.")
    ] = None,
    every: Annotated[
        str, typer.Option("--every", help="Then one every day, weekday, week, or by an RRULE.")
    ] = "",
    ci: Annotated[
        str | None,
        typer.Option("--ci", help="Add a workflow that builds and publishes: github.", metavar="WHERE"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: take what is usual.")] = False,
    as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Begin a new show, empty or of a list; on a terminal it asks for what the options leave open."""
    from pipeline.catalogue.importing.plan import ImportWish
    from pipeline.catalogue.starting.create import begin
    from pipeline.commands.starting import new_show, new_workflow

    if ci not in (None, "github"):
        raise typer.BadParameter(f"there is a workflow for github alone, not for «{ci}»", param_hint="--ci")
    console = Console(as_json, verbose, quiet)
    answers = {
        "title": title, "author": author, "email": email, "site-url": site_url, "length": length,
        "voice": voice, "description": description, "language": language, "timezone": timezone,
        "category": category,
    }  # fmt: skip
    given = {name: answer for name, answer in answers.items() if answer is not None}
    of_lists = bool(kind or columns or start or every)
    if of_lists and not lists:
        raise typer.BadParameter("there is no list to read: name one with --from", param_hint="--from")
    if ci and not given and not lists and not example and (folder / "episodes/show.toml").exists():
        end(new_workflow(folder, console))
        return
    wish = ImportWish(kind, _columns(columns or ""), start.date() if start else None, every)
    beginning = begin(folder, lists=lists or (), wish=wish, example=example, workflow=ci is not None)
    end(new_show(beginning, given, console, ask=not yes))


@app.command()
def settings(as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False) -> None:
    """List every key that episodes/show.toml may have, with its default and an example."""
    from pipeline.commands.starting import show_settings

    end(show_settings(Console(as_json, verbose, quiet)))


def _columns(text: str) -> dict[str, str]:
    """Read «title=Lesson,summary="What it says"»: the field by its column; quotes keep commas together."""
    import re

    pair = r'\s*(\w+)\s*=\s*(?:"([^"]+)"|([^",][^,]*?))\s*'
    if text and not re.fullmatch(f"{pair}(?:,{pair})*,?", text):
        raise typer.BadParameter("write it as title=Lesson,summary=Abstract", param_hint="--columns")
    return {quoted or plain: field for field, quoted, plain in re.findall(f"{pair}(?:,|$)", text)}
