"""The command `ninety`, begun: what needs no command line library is done without one.

Hardly anything is imported before `main` is called, since nobody else could end what Ctrl-C ends until then.
"""

from __future__ import annotations

import sys

_FLAGS = {"--json": "as_json", "-v": "verbose", "--verbose": "verbose", "-q": "quiet", "--quiet": "quiet"}


def program() -> int:
    """Be the program `ninety`: run the command of its command line, and give its exit code to end with."""
    from pipeline.process.ending import end_when_done

    end_when_done()
    return main()


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit code; as a program of its own, end it where Python could not."""
    if arguments is not None:
        return _main(arguments)
    code = _main(sys.argv[1:], alone=True)
    from pipeline.process.ending import end

    return end(code)


def _main(words: list[str], *, alone: bool = False) -> int:
    try:
        return _run(words, alone=alone)
    except KeyboardInterrupt:  # while the command was being loaded: what runs it deals with it itself
        from pipeline.cli.straight import interrupted
        from pipeline.process.console import Console

        return interrupted(words, Console("--json" in words))


def _run(words: list[str], *, alone: bool) -> int:
    from pipeline.process.blas import on_one_thread
    from pipeline.process.collecting import collect_rarely

    collect_rarely()
    on_one_thread()
    if words[:1] == ["build"] and (code := _built(words, alone=alone)) is not None:
        return code
    from pipeline.cli.running import run

    return run(words)


def _built(words: list[str], *, alone: bool) -> int | None:
    """Do a plain `ninety build` and give its exit code; None for one with options that have to be read.

    Loading the library that reads them takes longer than a build that has nothing to do. `alone` says that
    this process does nothing else.
    """
    from pathlib import Path

    root, flags = Path(), dict[str, bool]()
    rest = iter(words[1:])
    for word in rest:
        if word == "--root":
            if (folder := next(rest, None)) is None:
                return None
            root = Path(folder)
        elif word in _FLAGS:
            flags[_FLAGS[word]] = True
        else:
            return None
    from pipeline.commands.nothing_to_do import said_again
    from pipeline.errors import PipelineError
    from pipeline.freshness.standing import Wanted
    from pipeline.process.console import Console
    from pipeline.process.streams import prepare_streams

    as_json, verbose, quiet = (flags.get(name, False) for name in ("as_json", "verbose", "quiet"))
    console = Console(as_json, verbose, quiet)
    prepare_streams()
    try:
        if said_again(root, Wanted(str(root), verbose=console.verbose), console):
            return 0
    except PipelineError as error:  # the answer cannot be written
        from pipeline.cli.straight import failed

        return failed(error, console)
    from pipeline.cli.straight import BuildAsked, build, guarded
    from pipeline.process.collecting import keep_memory

    if alone:
        keep_memory()
    asked = BuildAsked(root, as_json=as_json, verbose=verbose, quiet=quiet)
    return guarded(lambda: build(asked), words, console)
