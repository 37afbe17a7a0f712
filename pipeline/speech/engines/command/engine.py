"""The engine «command»: a program that is given text and gives a WAV, one sentence a run."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from pipeline.errors import EngineNotAvailable, SpeechFailed
from pipeline.process.files import digest, file_digest
from pipeline.process.signals import signal_name
from pipeline.speech.engine import Speech, Voice
from pipeline.speech.engines.command.consent import require_consent
from pipeline.speech.engines.command.line import CommandLine, read_line
from pipeline.speech.engines.wav import read_wav
from pipeline.speech.faulty_speech import predicted_seconds
from pipeline.speech.spoken.short_words import in_full
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.word_times import estimate

ADAPTER_VERSION = "1"
MOST_BYTES = 64 * 2**20
_LEAST_SECONDS, _SECONDS_PER_SECOND = 60.0, 20.0  # that a run may take, and per second of speech
_POLL_SECONDS = 0.05
_ENDING_SECONDS = 10.0
_REMEDY = "let the program write a WAV to {wav}, or print one"
_OURS = "NINETY_"  # variables with keys and tokens: none of them is for another program


class CommandEngine:
    """Speak with programs that the owner of this machine has allowed; a voice's name is its command line."""

    name = "command"

    def __init__(self) -> None:
        self._rates: dict[str, int] = {}

    def voices(self) -> tuple[Voice, ...]:
        """List nothing: which programs there are is for people to say."""
        return ()

    def voice_named(self, name: str) -> Voice | None:
        """Describe a command line that may run here; its rate is known once it has spoken."""
        line = _trusted(name)
        credit = f"Spoken by the program {line.program.name}."
        rate = self._rates.get(name, 22_050)
        return Voice(name, "und", rate, "as its program says", credit, reads=("und",))

    def fingerprint(self, voice: str) -> str:
        """Identify the command line, the program, and the files that it names."""
        line = _trusted(voice)
        files = (_digest(path, (facts := path.stat()).st_size, facts.st_mtime_ns) for path in line.files)
        return digest("command", ADAPTER_VERSION, voice, *files)

    def varies(self, voice: str) -> bool:
        """Say yes: nothing is known of what the program does."""
        del voice
        return True

    def patience_seconds(self, sentence: SpokenSentence, speed: float) -> float:
        """Give how long a run may take, and what it may take to end it."""
        return _run_seconds(sentence, speed) + _ENDING_SECONDS

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Run the program on a sentence. Raises SpeechFailed, EngineNotAvailable, NotAllowed."""
        line = _trusted(voice)
        with tempfile.TemporaryDirectory(prefix="ninety-", ignore_cleanup_errors=True) as folder:
            try:
                data = _run(line, sentence, speed, Path(folder), _run_seconds(sentence, speed))
            except OSError as error:  # no program of this machine, or what it made cannot be read
                raise EngineNotAvailable(
                    f"{line.program.name} cannot be run: {error.strerror or error}",
                    remedy="see that it is a program for this machine, and runs from a terminal",
                ) from error
        try:
            samples, rate = read_wav(data)
        except ValueError as error:
            raise SpeechFailed(
                f"{line.program.name} gave for «{sentence.shown}» {error}", remedy=_REMEDY
            ) from error
        self._rates[voice] = rate
        return Speech(samples, rate, estimate(sentence, samples, rate), estimated=True)

    def phonemes(self, sentence: SpokenSentence, voice: str) -> str:
        """Give nothing: the program reads plain text."""
        del sentence, voice
        return ""


def _run_seconds(sentence: SpokenSentence, speed: float) -> float:
    return _LEAST_SECONDS + _SECONDS_PER_SECOND * predicted_seconds(sentence, speed)


def _trusted(name: str) -> CommandLine:
    require_consent(name)
    return read_line(name)


@cache
def _digest(path: Path, size: int, changed: int) -> str:
    del size, changed
    return file_digest(path)


def _run(line: CommandLine, sentence: SpokenSentence, speed: float, folder: Path, limit: float) -> bytes:
    """Run the program in a folder of its own, as long as agreed at most, and give the WAV that it made."""
    text, sound, printed, complaints = (folder / name for name in ("text.txt", "out.wav", "printed", "told"))
    text.write_text(in_full(sentence.spoken) + "\n", encoding="utf-8")
    with (
        text.open("rb") if line.reads_input else open(os.devnull, "rb") as given,  # noqa: PTH123 - no file
        printed.open("wb") as out,
        complaints.open("wb") as errors,
        subprocess.Popen(
            line.filled(text, sound, speed),
            stdin=given,
            stdout=out,
            stderr=errors,
            cwd=folder,
            env={name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
            start_new_session=True,
        ) as process,
    ):
        why = _watched(process, folder, limit)
    made = printed if line.prints_sound else sound
    data = made.read_bytes() if not why and made.is_file() else b""
    if data:
        return data
    remedy = "see how it runs on that sentence from a terminal" if why else _REMEDY
    why = why or ("printed nothing" if line.prints_sound else "wrote no {wav}")
    raise SpeechFailed(f"{line.program.name} {why} on «{sentence.shown}»{_told(complaints)}", remedy=remedy)


def _watched(process: subprocess.Popen[bytes], folder: Path, limit: float) -> str:
    """Wait for a program; say why it failed, or «». What it started is ended with it."""
    try:
        waited = 0.0
        while True:
            try:
                process.wait(_POLL_SECONDS)
                break
            except subprocess.TimeoutExpired:
                waited += _POLL_SECONDS
            if waited > limit:
                return f"took longer than {limit:.0f} s"
            if _size(folder) > MOST_BYTES:
                return f"wrote more than {MOST_BYTES // 2**20} MB"
    finally:
        _end(process)
    if _size(folder) > MOST_BYTES:
        return f"wrote more than {MOST_BYTES // 2**20} MB"
    if process.returncode < 0:
        return f"was ended by {signal_name(-process.returncode)}"
    return f"failed with {process.returncode}" if process.returncode else ""


def _size(folder: Path) -> int:
    """Sum up the bytes of all files in a folder, as they are while a program is at work there."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # gone meanwhile
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 - looked at 20 times a second
    return total


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program, and all that it started where the system knows of groups."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _told(complaints: Path) -> str:
    """Give the last line of what a program complained about, in plain signs."""
    text = complaints.read_bytes()[-2000:].decode("utf-8", "replace") if complaints.is_file() else ""
    lines = ["".join(c for c in line if c.isprintable()).strip() for line in text.splitlines()]
    last = next((line for line in reversed(lines) if line), "")
    return f": {last[:200]}" if last else ""
