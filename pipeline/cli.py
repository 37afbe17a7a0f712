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
Part = Annotated[
    str | None, typer.Option("--shard", help="Only part I of N, for machines that share it.", metavar="I/N")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="List what is out by then instead of by now.", metavar="DATE")
]
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
    shard: Part = None, as_of: AsOf = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write scripts, render audio, publish feeds: everything that changed, and nothing else."""
    from pipeline.build import Settings
    from pipeline.commands.building import build_show
    from pipeline.commands.chosen import Shard
    from pipeline.publishing.listing import moment_of

    console = Console(as_json, verbose, quiet)
    settings = Settings(jobs, engine, voice, force)
    part, moment = Shard.parse(shard) if shard else None, moment_of(as_of) if as_of else None
    _end(build_show(root, slugs or [], settings, console, shard=part, as_of=moment))


@app.command()
def render(
    slugs: Slugs = None,
    all_: Annotated[bool, typer.Option("--all", help="All episodes.")] = False,
    jobs: Jobs = None, engine: Engine = None, voice: Voice = None, force: Force = False, shard: Part = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Render audio, tags and captions of the episodes named; feeds are left as they are."""
    from pipeline.build import Settings
    from pipeline.commands.building import render_show
    from pipeline.commands.chosen import Shard

    if not slugs and not all_ and not shard:
        raise typer.BadParameter("name at least one episode, or say --all", param_hint="SLUG")
    console = Console(as_json, verbose, quiet)
    part = Shard.parse(shard) if shard else None
    settings = Settings(jobs, engine, voice, force)
    _end(render_show(root, [] if all_ else slugs or [], settings, console, shard=part))


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
    to: Annotated[
        str | None, typer.Option("--to", help="Then upload: a folder, s3://… or sftp://…", metavar="URL")
    ] = None,
    upload: Annotated[bool, typer.Option("--upload", help="Then upload to [publish] of show.toml.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Delete what episodes that are no longer there left behind.")
    ] = False,
    as_of: AsOf = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write feeds, site and artwork from what is rendered."""
    from pipeline.commands.publishing import publish_show
    from pipeline.publishing.listing import moment_of
    from pipeline.publishing.publish import Wish

    wish = Wish(moment_of(as_of) if as_of else None, prune, dry_run)
    _end(publish_show(root, Console(as_json, verbose, quiet), wish, to or ("" if upload else None)))


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8090,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Preview the output over HTTP, with this machine's address in the feeds; Ctrl-C ends it."""
    from pipeline.commands.serving import serve_show

    _end(serve_show(root, Console(as_json, verbose, quiet), host=host, port=port))


@app.command()
def check(
    slugs: Slugs = None,
    text: Annotated[
        bool, typer.Option("--text", help="Read the scripts instead: what is undecided about how it is said.")
    ] = False,
    url: Annotated[
        str | None, typer.Option("--url", help="Judge the feed at an address instead, and how it is served.")
    ] = None,
    listen: Annotated[
        bool, typer.Option("--listen", help="Also what recognisers hear in it; needs the extra [listen].")
    ] = False,
    jobs: Jobs = None, shard: Part = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Measure what was produced, from the files themselves, and judge it; exit 5 on a defect."""
    if listen and (text or url is not None):
        raise typer.BadParameter("only the show's own files can be listened to", param_hint="--listen")
    if text:
        from pipeline.commands.proofreading import check_text

        _end(check_text(root, slugs or [], Console(as_json, verbose, quiet)))
        return
    if url is not None:
        from pipeline.commands.checking import check_url

        if slugs:
            raise typer.BadParameter("name episodes or an address, not both", param_hint="--url")
        _end(check_url(url, Console(as_json, verbose, quiet)))
        return
    from pipeline.commands.checking import check_show
    from pipeline.commands.chosen import Shard

    part = Shard.parse(shard) if shard else None
    console = Console(as_json, verbose, quiet)
    _end(check_show(root, slugs or [], console, listen=listen, jobs=jobs, shard=part))


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
