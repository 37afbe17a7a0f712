"""Hear or see how a text is said, and which voices there are to say it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.audio.clips import encode_clip, joined, kind_of
from pipeline.building.asking import naming_the_setting
from pipeline.catalogue.show import AudioSettings, Show
from pipeline.checking.text_lint import lint_sentence
from pipeline.commands.measuring import measured
from pipeline.errors import WHATEVER, EngineNotAvailable, ExitCode, OutputFailed, as_told
from pipeline.layout.folders import settings_file
from pipeline.process.console import Console
from pipeline.process.files import workshop, write_whole
from pipeline.speech.engine import (
    Voice,
    VoiceChoice,
    complete_choice,
    engine_of,
    find_voice,
    installed_engines,
    voices_of,
)
from pipeline.speech.engines.sessions import NETWORKS, keep_sessions_in
from pipeline.speech.languages import spoken_by
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Asked:
    """An engine and a voice as given on the command line, or not."""

    engine: str | None = None
    voice: str | None = None


DEFAULT = VoiceChoice("hibari", "heart")
# Programs that play a WAV file and come with a system, in the order they are tried.
PLAYERS = (
    ("afplay",),
    ("paplay",),
    ("pw-play",),
    ("aplay", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-v", "error"),
)


def say_text(
    root: Path, text: str, asked: Asked, console: Console, *, output: Path | None, speed: float
) -> ExitCode:
    """Say a text with a voice and the lexicon of the show in `root`, if there is one; to a file, if asked.

    What kind of file its name says. Raises UnknownSoundFile before anything is said.
    """
    kind = kind_of(output) if output else "wav"
    voice, lexicon, settings = _voice_and_lexicon(root, asked)
    speaker = Speaker(voice, lexicon)
    sentences = split_sentences(plain_words(text))
    speeches = [u.speech for u in (speaker.say(sentence, speed) for sentence in sentences) if u]
    sound = encode_clip(*joined(speeches), kind, settings)
    if output:
        write_whole(output, sound)
        seconds = round(sum(speech.seconds for speech in speeches), 2)
        console.result(str(output), {"file": str(output), "seconds": seconds})
    else:
        _play(sound)
    return ExitCode.OK


def show_phonemes(root: Path, text: str, asked: Asked, console: Console) -> ExitCode:
    """Show what is written, the words that would be said, and the phonemes where the engine has them.

    What nobody has decided about it is told beside.
    """
    voice, lexicon, _ = _voice_and_lexicon(root, asked)
    engine = engine_of(voice)
    rows: list[dict[str, Any]] = []
    for shown in split_sentences(plain_words(text)):
        sentence = speak_sentence(shown, lexicon)
        phonemes = engine.phonemes(sentence, voice.voice)
        words = [{"shown": word.shown, "spoken": word.spoken} for word in sentence.words]
        undecided = [finding.what for finding in lint_sentence(sentence, lexicon, voice)]
        rows.append(
            {
                "shown": sentence.shown,
                "spoken": sentence.spoken,
                "phonemes": phonemes,
                "words": words,
                "undecided": undecided,
            }
        )
    console.result("\n".join(line for row in rows for line in _lines(row)), {"sentences": rows})
    return ExitCode.OK


def _lines(row: Mapping[str, Any]) -> list[str]:
    lines = dict.fromkeys([row["shown"], row["spoken"], row["phonemes"]])
    return [*filter(None, lines), *(f"  {undecided}" for undecided in row["undecided"])]


def list_voices(console: Console, *, measure: bool) -> ExitCode:
    """List every voice of every engine, and how to get the engines that are not installed."""
    rows: list[dict[str, Any]] = []
    missing: list[dict[str, str]] = []
    named: list[str] = []
    for name in installed_engines():
        try:
            listed = voices_of(name)
            rows += [_voice_row(name, voice) for voice in listed]
            named += [] if listed else [name]
        except EngineNotAvailable as error:
            missing.append({"engine": name, "what": error.what, "remedy": error.remedy})
    if measure:
        rows = [{**row, **(_measured(row["voice"], console) if row["offline"] else {})} for row in rows]
    lines = [_voice_line(row) for row in rows]
    lines += [f"{name + '/…':<22} any voice that you name: docs/voices.md says how" for name in named]
    lines += [f"{each['engine'] + '/…':<22} {_why_missing(each)}" for each in missing]
    console.result("\n".join(lines), {"voices": rows, "named": named, "not_installed": missing})
    return ExitCode.OK


def _why_missing(row: Mapping[str, str]) -> str:
    return f"not installed: {row['remedy']}" if "broken" not in row["what"] else row["what"]


def _measured(voice: str, console: Console) -> dict[str, Any]:
    """Measure a voice; one that cannot speak is told, and the others are measured."""
    try:
        return measured(voice)
    except WHATEVER as error:
        console.error(as_told(error, voice))
        return {}


def _voice_row(engine: str, voice: Voice) -> dict[str, Any]:
    return {
        "voice": f"{engine}/{voice.name}",
        "language": voice.language,
        "speaks": list(spoken_by(voice)),
        "sample_rate": voice.sample_rate,
        "licence": voice.licence,
        "offline": voice.download_bytes == 0,
        "download_bytes": voice.download_bytes,
        "megabytes": voice.worker_megabytes or None,
    }


def _voice_line(row: Mapping[str, Any]) -> str:
    ready = "ready, offline" if row["offline"] else f"downloads {row['download_bytes'] / 1e6:.1f} MB"
    if row["language"] not in row["speaks"]:
        ready += f", speaks {', '.join(row['speaks'])} with its accent"
    if "times_real_time" in row:
        ready += f", {row['times_real_time']:.1f} x real time"
    if row["megabytes"]:
        ready += f", {row['megabytes']} MB a worker"
    return f"{row['voice']:<22} {row['language']:<6} {row['sample_rate']} Hz  {row['licence']:<11} {ready}"


def _voice_and_lexicon(root: Path, asked: Asked) -> tuple[VoiceChoice, Lexicon, AudioSettings]:
    show = _show_at(root)
    if show is None:
        voice = complete_choice(asked.engine, asked.voice, DEFAULT)
        find_voice(voice)
        return voice, Lexicon(()), AudioSettings()
    keep_sessions_in(root / NETWORKS)
    with naming_the_setting(show, is_asked=bool(asked.engine or asked.voice)):
        voice = complete_choice(
            asked.engine, asked.voice, VoiceChoice.parse(show.voice.voice, show.voice.engine)
        )
        voice = replace(voice, licences=show.voice.accept_licences)
        find_voice(voice)
    return voice, Lexicon(show.lexicon), show.audio


def _show_at(root: Path) -> Show | None:
    from pipeline.catalogue.load import load_show

    return load_show(root) if settings_file(root).is_file() else None


def _play(wav: bytes) -> None:
    player = next((player for player in PLAYERS if shutil.which(player[0])), None)
    if player is None:
        raise OutputFailed("no program to play sound was found", remedy="write a file instead: -o speech.wav")
    with workshop() as folder:
        path = folder / "speech.wav"
        path.write_bytes(wav)
        done = subprocess.run([*player, str(path)], capture_output=True, check=False)
    if done.returncode:
        raise OutputFailed(
            f"{player[0]} could not play it: {done.stderr.decode('utf-8', 'replace').strip()}",
            remedy="write a file instead: -o speech.wav",
        )
