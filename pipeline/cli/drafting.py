"""The commands that help an author to notes: outline and draft."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.completing import slugs as known_slugs
from pipeline.cli.options import HERE, Json, Quiet, Root, Verbose, app, end
from pipeline.console import Console

NamedSlugs = Annotated[
    list[str],
    typer.Argument(help="Episodes, by file name without .md.", metavar="SLUG…", autocompletion=known_slugs),
]


@app.command()
def outline(
    slugs: NamedSlugs,
    only_print: Annotated[bool, typer.Option("--print", help="Only to stdout; no file is changed.")] = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Put questions under the headings of an episode's notes.

    With your own material on it; nothing of it is said, and what you wrote stays.
    """
    from pipeline.commands.outlining import outline_episodes

    end(outline_episodes(root, slugs, Console(as_json, verbose, quiet), only_print=only_print))
