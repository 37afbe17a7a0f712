"""The commands about voices: say, audition, voices."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HERE, Engine, Json, Quiet, Root, Verbose, Voice, app, end
from pipeline.process.console import Console


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
    from pipeline.commands.speaking import Asked, say_text, show_phonemes

    console = Console(as_json, verbose, quiet)
    asked = Asked(engine, voice)
    if phonemes and output:
        raise typer.BadParameter("phonemes are printed, not written to a file", param_hint="--output")
    if phonemes:
        end(show_phonemes(root, text, asked, console))
    else:
        end(say_text(root, text, asked, console, output=output, speed=speed))


@app.command()
def audition(
    text: Annotated[str | None, typer.Argument(help="What to say.")] = None,
    names: Annotated[
        str | None, typer.Option("--voices", help="Voices to hear; without it all at hand.", metavar="A,B,…")
    ] = None,
    role: Annotated[
        str, typer.Option("--role", help="Who gets the voice: host, guest, or a name of [voices.NAME].")
    ] = "host",
    term: Annotated[str | None, typer.Option("--term", help="Choose how a term is said instead.")] = None,
    ways: Annotated[
        list[str] | None,
        typer.Option("--as", help="A way to say it: words, /phonemes/ or both; repeatable.", metavar="HOW"),
    ] = None,
    shuffle: Annotated[bool, typer.Option("--shuffle", help="Names are told after the choice.")] = False,
    choose: Annotated[
        str | None, typer.Option("--choose", help="Choose by letter or name; no TEXT: from the last page.")
    ] = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Only write the page and its sounds.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder of the page.", metavar="DIR")
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Leave the browser alone.")] = False,
    engine: Engine = None, voice: Voice = None,
    root: Root = HERE, as_json: Json = False, verbose: Verbose = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Hear voices side by side, and choose one.

    Or ways to say a term. The page opens in the browser; what is chosen there is written to show.toml, or to
    the lexicon. Ctrl-C ends it without a choice.
    """
    from pipeline.commands.auditioning import Asked, Manner, hold_audition

    if term is None and (ways or engine or voice):
        given = "--as" if ways else "--voice" if voice else "--engine"
        raise typer.BadParameter("that is for a term: --term", param_hint=given)
    if term is not None and (names or role != "host"):
        raise typer.BadParameter(
            "one voice says a term: --voice", param_hint="--voices" if names else "--role"
        )
    if text is None and term is None and (names or shuffle):
        raise typer.BadParameter("say what is to be heard", param_hint="TEXT")
    if choose is not None and (no_serve or port or no_open):
        given = "--no-serve" if no_serve else "--port" if port else "--no-open"
        raise typer.BadParameter("what is chosen at once is not served", param_hint=given)
    if no_serve and (port or no_open):
        raise typer.BadParameter("nothing is served", param_hint="--port" if port else "--no-open")
    listed = tuple(filter(None, (name.strip() for name in (names or "").split(","))))
    asked = Asked(text or "", listed, role, term or "", tuple(ways or ()), engine, voice, shuffle)
    manner = Manner(output, choose, not no_serve, port, not no_open)
    end(hold_audition(root, asked, manner, Console(as_json, verbose, quiet)))


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
    from pipeline.commands.speaking import list_voices

    end(list_voices(Console(as_json, verbose, quiet), measure=measure))
