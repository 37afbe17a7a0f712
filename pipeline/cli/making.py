"""The commands that make something: build, render, script, publish, serve."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import (
    HERE,
    AsOf,
    Engine,
    Force,
    Jobs,
    Json,
    Part,
    Quiet,
    Root,
    Slugs,
    Verbose,
    Voice,
    app,
    end,
)
from pipeline.console import Console


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
    end(build_show(root, slugs or [], settings, console, shard=part, as_of=moment))


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
    end(render_show(root, [] if all_ else slugs or [], settings, console, shard=part))


@app.command()
def script(
    slugs: Slugs = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what is stale (exit 5).")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write anew even what was edited by hand.")] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write the narration scripts into scripts/; edited ones are kept."""
    from pipeline.commands.scripting import write_scripts

    end(write_scripts(root, slugs or [], Console(as_json, verbose, quiet), check=check, force=force))


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
    end(publish_show(root, Console(as_json, verbose, quiet), wish, to or ("" if upload else None)))


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8090,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Preview the output over HTTP, with this machine's address in the feeds; Ctrl-C ends it."""
    from pipeline.commands.serving import serve_show

    end(serve_show(root, Console(as_json, verbose, quiet), host=host, port=port))
