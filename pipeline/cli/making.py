"""The commands that make something: build, render, script, publish, serve."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated

import typer

from pipeline.building.outcome import Settings
from pipeline.cli import straight
from pipeline.cli.options import (
    HERE,
    AsOf,
    Engine,
    Force,
    Jobs,
    Json,
    JUnit,
    Listen,
    MaxFailures,
    Part,
    Quiet,
    Root,
    Scheduler,
    Slugs,
    Verbose,
    Voice,
    Wait,
    app,
    end,
)
from pipeline.cli.straight import BuildAsked
from pipeline.process.console import Console
from pipeline.process.lock import only_writer


@app.command()
def build(
    slugs: Slugs = None, jobs: Jobs = None, engine: Engine = None, voice: Voice = None, force: Force = False,
    shard: Part = None, scheduler: Scheduler = None, as_of: AsOf = None, max_failures: MaxFailures = None,
    junit: JUnit = None, listen: Listen = False, wait: Wait = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write scripts, render audio, publish feeds and site.

    Everything that changed since the last time, and nothing else. One episode that fails does not stop the
    others; exit 1 then.
    """
    console = Console(as_json, verbose, quiet)
    if not (slugs or force or shard or as_of or junit or listen):
        from pipeline.commands.nothing_to_do import said_again
        from pipeline.freshness.standing import Wanted

        if said_again(root, Wanted(str(root), engine, voice, verbose), console):
            return
    settings = Settings(jobs, engine, voice, force, scheduler, max_failures, listen=listen)
    asked = BuildAsked(root, slugs or (), settings, shard, as_of, junit, wait, as_json, verbose, quiet)
    end(straight.build(asked))


@app.command()
def render(
    slugs: Slugs = None,
    all_: Annotated[bool, typer.Option("--all", help="All episodes.")] = False,
    jobs: Jobs = None, engine: Engine = None, voice: Voice = None, force: Force = False,
    shard: Part = None, scheduler: Scheduler = None, max_failures: MaxFailures = None, junit: JUnit = None,
    listen: Listen = False, wait: Wait = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Render audio, tags and captions of the episodes named.

    Feeds and site are left as they are: `ninety publish` writes them.
    """
    if not slugs and not all_ and not shard:
        raise typer.BadParameter("name at least one episode, or say --all", param_hint="SLUG")
    settings = Settings(jobs, engine, voice, force, scheduler, max_failures, listen=listen)
    named = [] if all_ else slugs or []
    asked = BuildAsked(root, named, settings, shard, None, junit, wait, as_json, verbose, quiet)
    end(straight.render(asked))


@app.command()
def script(
    slugs: Slugs = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what is stale (exit 5).")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Only show what would be written anew, edited scripts too.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write anew even what was edited by hand.")] = False,
    wait: Wait = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write the narration scripts into scripts/.

    Those that were edited by hand are kept. Says which episodes cannot reach their length, and why.
    """
    console = Console(as_json, verbose, quiet)
    if diff:
        if check or force:
            raise typer.BadParameter("it only shows what would be written", param_hint="--diff")
        from pipeline.commands.diffing import show_differences

        end(show_differences(root, slugs or [], console))
        return
    from pipeline.commands.scripting import write_scripts

    with nullcontext() if check else only_writer(root, "ninety script", wait=wait):
        code = write_scripts(root, slugs or [], console, check=check, force=force)
    end(code)


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
    as_of: AsOf = None, wait: Wait = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write feeds, site and artwork from what is rendered."""
    from pipeline.catalogue.load import show_zone
    from pipeline.commands.publishing import publish_show
    from pipeline.publishing.listing import moment_of
    from pipeline.publishing.publish import PublishOptions

    options = PublishOptions(moment_of(as_of, show_zone(root)) if as_of else None, prune, dry_run)
    with nullcontext() if dry_run else only_writer(root, "ninety publish", wait=wait):
        code = publish_show(root, Console(as_json, verbose, quiet), options, to or ("" if upload else None))
    end(code)


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8090,
    no_open: Annotated[bool, typer.Option("--no-open", help="Leave the browser alone.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Rebuild what is saved; pages show it at once, and have a desk.")
    ] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Hear and see the output in a browser or an app on this machine.

    Serves it over HTTP, with this machine's address in the feeds. On a terminal the address is opened in
    the browser. Ctrl-C ends it. With --watch pages reload when something was saved, and each sentence of an
    episode can be heard, opened in an editor and said otherwise.
    """
    from pipeline.commands.serving import serve_show, watch_show

    if watch:
        if host != "127.0.0.1":
            raise typer.BadParameter(
                "a desk is for this machine alone: leave --host out", param_hint="--host"
            )
        end(watch_show(root, Console(as_json, verbose, quiet), port=port, browser=not no_open))
        return
    end(serve_show(root, Console(as_json, verbose, quiet), host=host, port=port, browser=not no_open))
