"""The command that judges: check."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import HERE, Jobs, Json, JUnit, Part, Quiet, Root, Slugs, Verbose, app, end
from pipeline.process.console import Console


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
    jobs: Jobs = None, shard: Part = None, junit: JUnit = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Measure what was produced and judge it; exit 5 on a defect.

    From the files themselves, and nothing else that a build may believe of them.
    """
    if text or url is not None:
        _refuse_what_is_for_files(listen=listen, jobs=jobs, shard=shard)
    if url is not None and (slugs or text):
        other = "the scripts" if text else "episodes"
        raise typer.BadParameter(f"name {other} or an address, not both", param_hint="--url")
    from pipeline.process.junit import reported

    with reported(junit, "ninety check") as report:
        console = Console(as_json, verbose, quiet, report)
        if text:
            from pipeline.commands.linting_text import check_text

            code = check_text(root, slugs or [], console)
        elif url is not None:
            from pipeline.commands.checking import check_url

            code = check_url(url, console)
        else:
            from pipeline.commands.checking import check_show
            from pipeline.commands.selecting import Shard

            part = Shard.parse(shard) if shard else None
            code = check_show(root, slugs or [], console, listen=listen, jobs=jobs, shard=part)
    end(code)


def _refuse_what_is_for_files(*, listen: bool, jobs: int | None, shard: str | None) -> None:
    """Raise BadParameter for options that do nothing where no file of the show's is judged."""
    if listen:
        raise typer.BadParameter("only the show's own files can be listened to", param_hint="--listen")
    if jobs is not None:
        raise typer.BadParameter("several at once are only the show's own files", param_hint="--jobs")
    if shard is not None:
        raise typer.BadParameter("only the show's own files are judged in parts", param_hint="--shard")
