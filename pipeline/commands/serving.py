"""`ninety serve`: look at the output over HTTP, as a listener's app will; with `--watch`, work on it too."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline.catalogue.load import load_show
from pipeline.commands.browsing import open_in_browser, somebody_is_there
from pipeline.errors import ExitCode, NothingToPublish
from pipeline.layout import addresses
from pipeline.layout.folders import OUTPUT, settings_file
from pipeline.process.console import Console
from pipeline.publishing.preview.server import Listening, serve


def serve_show(root: Path, console: Console, *, host: str, port: int, browser: bool = True) -> ExitCode:
    """Serve the output until Ctrl-C, which is the way this ends; open it in the browser of who is there."""
    show = load_show(root)
    output = show.root / OUTPUT
    if not (output / addresses.feed_path()).is_file():
        raise NothingToPublish("nothing is published yet", file=output, remedy="publish first: ninety build")

    announce = partial(_announce, console=console, browser=browser)
    serve(show, output, console, host=host, port=port, announce=announce)
    return ExitCode.OK


def watch_show(root: Path, console: Console, *, port: int, browser: bool = True) -> ExitCode:
    """Serve the output with a desk in its pages, and build whatever is saved, until Ctrl-C.

    A show whose files have faults is served too: its page says which. Raises InvalidShow where there is none.
    """
    if not settings_file(root).is_file():
        load_show(root)
    from pipeline.desk.serving import serve_desk

    # The token is nowhere but in the address, so that -q does not leave it out.
    announcer = replace(console, quiet=False)
    serve_desk(root, port, console, partial(_announce, console=announcer, browser=browser))
    return ExitCode.OK


def _announce(listening: Listening, console: Console, *, browser: bool) -> None:
    lines = [listening.url, f"feed: {listening.feed}", "Ctrl-C ends it"]
    document = {"url": listening.url, "feed": listening.feed, "port": listening.port}
    console.result("\n".join(lines), document)
    sys.stdout.flush()  # whoever started this may read it from a pipe
    if browser and not console.as_json and somebody_is_there():
        open_in_browser(listening.url)
