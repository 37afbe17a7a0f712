"""The command `ninety`, begun: what needs no command line library is done before one is loaded."""

from __future__ import annotations

import sys

from pipeline.collecting import collect_rarely

_FLAGS = {"--json": "as_json", "-v": "verbose", "--verbose": "verbose", "-q": "quiet", "--quiet": "quiet"}


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit code."""
    collect_rarely()
    words = sys.argv[1:] if arguments is None else arguments
    code = _answered(words[1:]) if words[:1] == ["build"] else None
    if code is not None:
        return code
    from pipeline.cli.running import run

    return run(words)


def _answered(words: list[str]) -> int | None:
    """Answer a plain `ninety build` that has nothing to do with its exit code; None for whatever else it is.

    Loading the library that reads the options takes longer than all the rest of this.
    """
    from pathlib import Path

    root, flags = Path(), dict[str, bool]()
    rest = iter(words)
    for word in rest:
        if word == "--root":
            if (folder := next(rest, None)) is None:
                return None
            root = Path(folder)
        elif word in _FLAGS:
            flags[_FLAGS[word]] = True
        else:
            return None
    from pipeline.commands.resting import said_again
    from pipeline.console import Console
    from pipeline.errors import PipelineError
    from pipeline.freshness.standing import Wanted
    from pipeline.streams import prepare_streams

    as_json, verbose, quiet = (flags.get(name, False) for name in ("as_json", "verbose", "quiet"))
    console = Console(as_json, verbose, quiet)
    prepare_streams()
    try:
        return 0 if said_again(root, Wanted(str(root), verbose=console.verbose), console) else None
    except PipelineError as error:  # the answer cannot be written
        from pipeline.cli.running import failed

        return failed(error, console)
