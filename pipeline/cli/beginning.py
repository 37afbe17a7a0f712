"""The commands that begin something: import, new, init; and what settings there are."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HERE, Json, Quiet, Root, Slugs, Verbose, Wait, app, end
from pipeline.layout.folders import settings_file
from pipeline.process.console import Console
from pipeline.process.lock import only_writer


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
    redate: Annotated[
        bool, typer.Option("--redate", help="Also move the days of episodes the list gives none.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show how each row is read.")] = False,
    wait: Wait = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Make episodes of any list; again, only what changed."""
    from pipeline.catalogue.importing.asked import wish_of
    from pipeline.commands.importing import import_lists

    wish = wish_of(kind, columns, start, every, redate=redate)
    console = Console(as_json, verbose, quiet)
    with nullcontext() if dry_run else only_writer(root, "ninety import", wait=wait):
        code = import_lists(root, paths, wish, console, dry_run=dry_run)
    end(code)


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
        str | None,
        typer.Option("--from-date", help="Day of the first episode without one.", metavar="DATE"),
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
    """Begin a new show, empty or of a list.

    On a terminal it asks for what the options leave open.
    """
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
    if ci and not given and not lists and not example and settings_file(folder).exists():
        end(new_workflow(folder, console))
        return
    wish = None
    if lists:
        from pipeline.catalogue.importing.asked import wish_of

        wish = wish_of(kind, columns, start, every)
    beginning = begin(folder, lists=lists or (), wish=wish, example=example, workflow=ci is not None)
    end(new_show(beginning, given, console, ask=not yes))


@app.command()
def settings(
    files: Annotated[
        bool, typer.Option("--files", help="Instead those of episode files, lexicon and glossary.")
    ] = False,
    as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """List every key of a show's settings."""
    from pipeline.commands.starting import show_settings

    end(show_settings(Console(as_json, verbose, quiet), files=files))


@app.command()
def notes(
    slugs: Slugs = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Show the material kept beside episodes.

    Without a name it says which episodes have some.
    """
    from pipeline.commands.reading import show_material

    end(show_material(root, slugs or [], Console(as_json, verbose, quiet)))


@app.command()
def packs(
    missing: Annotated[
        bool, typer.Option("--missing", help="Write empty entries for titles without one.")
    ] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """List what is known of which field, and what the show lacks."""
    from pipeline.commands.packs import list_packs, write_missing

    console = Console(as_json, verbose, quiet)
    end(write_missing(root, console) if missing else list_packs(root, console))
