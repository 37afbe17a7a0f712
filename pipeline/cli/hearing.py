"""The commands about voices: say, voices."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HERE, Engine, Json, Quiet, Root, Verbose, Voice, app, end
from pipeline.console import Console


@app.command()
def say(
    text: Annotated[str, typer.Argument(help="What to say.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write a file: .mp3, .opus, .m4a or .wav.")
    ] = None,
    phonemes: Annotated[bool, typer.Option("--phonemes", help="Only print words and phonemes.")] = False,
    engine: Engine = None, voice: Voice = None,
    speed: Annotated[float, typer.Option("--speed", min=0.5, max=2.0, help="Above 1 is faster.")] = 1.0,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Hear, or see, how something is said.

    In a show's folder by its voice and its lexicon. Without -o it is played.
    """
    from pipeline.commands.saying import Asked, say_text, show_phonemes

    console = Console(as_json, verbose, quiet)
    asked = Asked(engine, voice)
    if phonemes and output:
        raise typer.BadParameter("phonemes are printed, not written to a file", param_hint="--output")
    if phonemes:
        end(show_phonemes(root, text, asked, console))
    else:
        end(say_text(root, text, asked, console, output=output, speed=speed))


@app.command()
def voices(
    measure: Annotated[bool, typer.Option("--measure", help="Also measure speed and memory here.")] = False,
    download: Annotated[
        str | None, typer.Option("--download", help="Fetch a voice: ENGINE/NAME.", metavar="NAME")
    ] = None,
    allow: Annotated[
        str | None,
        typer.Option("--allow", help="Let a program of this machine speak: its command.", metavar="LINE"),
    ] = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """List engines and voices, fetch one, or allow a program.

    Tells language, sample rate, licence, and whether a voice works offline. What is fetched is checked by its
    SHA-256; a download that broke off goes on where it stopped.
    """
    if allow is not None:
        if download is not None:
            raise typer.BadParameter("allow a program or fetch a voice, not both", param_hint="--download")
        if measure:
            raise typer.BadParameter("allow it first, then measure", param_hint="--measure")
        from pipeline.commands.allowing import allow_program

        end(allow_program(allow, Console(as_json, verbose, quiet)))
        return
    if download is not None:
        if measure:
            raise typer.BadParameter("fetch it first, then measure", param_hint="--measure")
        from pipeline.commands.fetching import fetch_voice

        end(fetch_voice(root, download, Console(as_json, verbose, quiet)))
        return
    from pipeline.commands.saying import list_voices

    end(list_voices(Console(as_json, verbose, quiet), measure=measure))
