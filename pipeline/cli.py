"""The command `ninety`: reads arguments, calls one function, shows what came of it."""

from __future__ import annotations

import signal
import sys
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.console import Console, error_document
from pipeline.errors import ExitCode, PipelineError

app = typer.Typer(
    name="ninety",
    help="Turn a catalogue of short summaries into a finished podcast, offline.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Root = Annotated[Path, typer.Option("--root", help="The show's folder.", metavar="DIR")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else there.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say why; show tracebacks.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only errors and warnings.")]
Slugs = Annotated[
    list[str] | None, typer.Argument(help="Episodes, by file name without .md; all when none is named.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Processes; the usable cores when not given.")
]
Engine = Annotated[str | None, typer.Option("--engine", help="Speech engine instead of the show's.")]
Voice = Annotated[str | None, typer.Option("--voice", help="Voice, as NAME or ENGINE/NAME.")]
Force = Annotated[bool, typer.Option("--force", help="Do it even where nothing changed.")]

HERE = Path()


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"ninety {__version__}\n")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    del version


@app.command()
def build(
    slugs: Slugs = None, jobs: Jobs = None, engine: Engine = None, voice: Voice = None, force: Force = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write scripts, render audio, publish feeds: everything that changed, and nothing else."""
    from pipeline.build import Settings
    from pipeline.commands.building import build_show

    console = Console(as_json, verbose, quiet)
    settings = Settings(jobs, engine, voice, force)
    _end(build_show(root, slugs or [], settings, console))


@app.command()
def render(
    slugs: Slugs = None,
    all_: Annotated[bool, typer.Option("--all", help="All episodes.")] = False,
    jobs: Jobs = None, engine: Engine = None, voice: Voice = None, force: Force = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Render audio, tags and captions of the episodes named; feeds are left as they are."""
    from pipeline.build import Settings
    from pipeline.commands.building import render_show

    if not slugs and not all_:
        raise typer.BadParameter("name at least one episode, or say --all", param_hint="SLUG")
    console = Console(as_json, verbose, quiet)
    _end(render_show(root, [] if all_ else slugs or [], Settings(jobs, engine, voice, force), console))


@app.command()
def script(
    slugs: Slugs = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what is stale (exit 5).")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write anew even what was edited by hand.")] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write the narration scripts into scripts/; edited ones are kept."""
    from pipeline.commands.scripting import write_scripts

    _end(write_scripts(root, slugs or [], Console(as_json, verbose, quiet), check=check, force=force))


@app.command()
def publish(
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write feeds and artwork from what is rendered."""
    from pipeline.commands.publishing import publish_show

    _end(publish_show(root, Console(as_json, verbose, quiet)))


@app.command()
def check(
    slugs: Slugs = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Measure what was produced, from the files themselves, and judge it; exit 5 on a defect."""
    from pipeline.commands.checking import check_show

    _end(check_show(root, slugs or [], Console(as_json, verbose, quiet)))


@app.command("import")
def import_(
    pages: Annotated[list[Path], typer.Argument(help="Topic pages.", metavar="PAGE…")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Make episodes from topic pages; running it again changes nothing."""
    from pipeline.commands.catalogue import import_pages

    _end(import_pages(root, pages, Console(as_json, verbose, quiet), dry_run=dry_run))


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
    _end(new_episode(root, title, day, Console(as_json, verbose, quiet)))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="An empty or new folder.", metavar="DIR")],
    title: Annotated[str | None, typer.Option("--title", help="The show's title.")] = None,
    as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Begin a new show: a small one that builds at once, to make your own."""
    from pipeline.commands.catalogue import new_show

    _end(new_show(folder, title, Console(as_json, verbose, quiet)))


@app.command()
def say(
    text: Annotated[str, typer.Argument(help="What to say.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write a WAV file.")] = None,
    phonemes: Annotated[bool, typer.Option("--phonemes", help="Only print words and phonemes.")] = False,
    engine: Engine = None, voice: Voice = None,
    speed: Annotated[float, typer.Option("--speed", min=0.5, max=2.0, help="Above 1 is faster.")] = 1.0,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Hear, or see, how something is said."""
    from pipeline.commands.saying import Asked, say_text, show_phonemes

    console = Console(as_json, verbose, quiet)
    asked = Asked(engine, voice)
    if phonemes:
        _end(show_phonemes(root, text, asked, console))
    else:
        _end(say_text(root, text, asked, console, output=output, speed=speed))


@app.command()
def voices(
    measure: Annotated[bool, typer.Option("--measure", help="Also measure speed and memory here.")] = False,
    as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """List engines and voices: language, sample rate, licence, and whether they work offline."""
    from pipeline.commands.saying import list_voices

    _end(list_voices(Console(as_json, verbose, quiet), measure=measure))


def _end(code: ExitCode) -> None:
    if code is not ExitCode.OK:
        raise typer.Exit(int(code))


def _terminated(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the one place where an error becomes its lines and its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    console = Console("--json" in words, "-v" in words or "--verbose" in words)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app(words, prog_name="ninety")
    except PipelineError as error:
        console.error(error)
        if console.as_json:
            console.result("", error_document(error))
        return int(error.exit_code)
    except SystemExit as end:
        if end.code == ExitCode.INTERRUPTED:
            sys.stderr.write("interrupted: what is finished is kept, and the next run goes on\n")
        return int(end.code or 0)
    return int(ExitCode.OK)
