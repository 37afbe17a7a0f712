"""The command about what is kept: cache."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import HERE, Json, Quiet, Root, Verbose, app, end
from pipeline.process.console import Console


@app.command()
def cache(
    verify: Annotated[
        bool, typer.Option("--verify", help="Read everything; delete what is damaged.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop what was used longest ago, down to the limit.")
    ] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Show, verify or prune the speech cache.

    It holds every sentence that was spoken, so that none is spoken twice. The limit is [cache] max_gb in
    show.toml; each build keeps to it. Exits with 5 where --verify found something damaged.
    """
    from pipeline.commands.caching import Wanted, look_after_cache

    end(look_after_cache(root, Wanted(verify=verify, prune=prune), Console(as_json, verbose, quiet)))
