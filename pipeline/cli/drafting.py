"""The commands that help an author to notes: outline and draft."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated

import typer

from pipeline.cli.completing import slugs as known_slugs
from pipeline.cli.options import HERE, Json, Quiet, Root, Verbose, Wait, app, end
from pipeline.process.console import Console
from pipeline.process.lock import only_writer

NamedSlugs = Annotated[
    list[str],
    typer.Argument(help="Episodes, by file name without .md.", metavar="SLUG…", autocompletion=known_slugs),
]


@app.command()
def outline(
    slugs: NamedSlugs,
    only_print: Annotated[bool, typer.Option("--print", help="Only to stdout; no file is changed.")] = False,
    wait: Wait = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Put questions under the headings of an episode's notes.

    With your own material on it; nothing of it is said, and what you wrote stays.
    """
    from pipeline.commands.outlining import outline_episodes

    with nullcontext() if only_print else only_writer(root, "ninety outline", wait=wait):
        code = outline_episodes(root, slugs, Console(as_json, verbose, quiet), only_print=only_print)
    end(code)


@app.command()
def draft(
    slugs: NamedSlugs,
    server: Annotated[
        str, typer.Option("--server", help="Address; else [drafting] of show.toml.", metavar="URL")
    ] = "",
    model: Annotated[str, typer.Option("--model", help="As that server names it.", metavar="NAME")] = "",
    accept: Annotated[bool, typer.Option("--accept", help="Let these drafts be your notes.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the prompt; ask nobody.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Draft again; with --accept, take marks off unresolved.")
    ] = False,
    timeout: Annotated[float, typer.Option(min=1, max=3600, help="Seconds an answer has.")] = 120,
    tries: Annotated[int, typer.Option(min=1, max=20, help="How often a busy server is asked.")] = 4,
    wait: Wait = False,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Have an episode's notes drafted by a language model's server.

    They are said only when you have accepted them. A key is read from NINETY_DRAFT_KEY.
    """
    from pipeline.commands.drafting import Asked, accept_notes, draft_notes, show_prompts
    from pipeline.drafting.server.wire import Patience

    console = Console(as_json, verbose, quiet)
    if accept and dry_run:
        raise typer.BadParameter("there is nothing to ask when a draft is accepted", param_hint="--dry-run")
    if dry_run:
        end(show_prompts(root, slugs, console))
        return
    with only_writer(root, "ninety draft", wait=wait):
        if accept:
            code = accept_notes(root, slugs, console, force=force)
        else:
            asked = Asked(server, model, Patience(timeout, tries))
            code = draft_notes(root, slugs, asked, console, force=force)
    end(code)
