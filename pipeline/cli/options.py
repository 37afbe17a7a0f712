"""What several commands share: the Typer application, and the options that mean the same everywhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli.completing import engines, slugs
from pipeline.errors import ExitCode

app = typer.Typer(
    name="ninety",
    help="Turn a catalogue of short summaries into a finished podcast, offline.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Root = Annotated[Path, typer.Option("--root", help="The show's folder.", metavar="DIR")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else there.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say why; show tracebacks.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only errors and warnings.")]
Slugs = Annotated[
    list[str] | None,
    typer.Argument(
        help="Episodes, by file name without .md; all when none is named.",
        metavar="SLUG",
        autocompletion=slugs,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", min=1, help="Processes, or episodes under way on a cluster; all there is when not given."
    ),
]
Engine = Annotated[
    str | None, typer.Option("--engine", help="Speech engine instead of the show's.", autocompletion=engines)
]
Voice = Annotated[str | None, typer.Option("--voice", help="Voice, as NAME or ENGINE/NAME.")]
Part = Annotated[
    str | None, typer.Option("--shard", help="Only part I of N, for machines that share it.", metavar="I/N")
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", help="Render on the Dask cluster at tcp://… or tls://….", metavar="ADDRESS"),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="List what is out by then instead of by now.", metavar="DATE")
]
Listen = Annotated[
    bool, typer.Option("--listen", help="Hear new sentences of voices that vary; speak misheard ones again.")
]
Force = Annotated[bool, typer.Option("--force", help="Do it even where nothing changed.")]

JUnit = Annotated[
    Path | None, typer.Option("--junit", help="Write the results as JUnit XML too.", metavar="FILE")
]
MaxFailures = Annotated[
    int | None,
    typer.Option("--max-failures", min=1, help="Begin no further episode once N have failed.", metavar="N"),
]
Wait = Annotated[bool, typer.Option("--wait", help="Let another run on the same show end first.")]

HERE = Path()


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"ninety {__version__}\n")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    del version


def end(code: ExitCode) -> None:
    """Leave with a command's exit code."""
    if code is not ExitCode.OK:
        raise typer.Exit(int(code))
