"""Fill a mirror: every file of voices and recognisers that is at hand, each under its SHA-256.

    python -m benchmarks.mirror FOLDER

What Ninety then takes where NINETY_MIRROR names the folder, or an address that serves it. `files.tsv` in it
says which file is which.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.checking.listening.whisper_files import MODELS, model_folder
from pipeline.errors import PipelineError
from pipeline.process.files import file_digest, write_whole
from pipeline.speech.engines.coqui import joe_voice
from pipeline.speech.engines.kokoro.files import known_voice, voice_names


def files_at_hand() -> Iterator[Path]:
    """Give the files that packages brought or that were fetched; say why others are not there."""
    for finding in (_joe, _recognisers, _kokoro):
        try:
            yield from finding()
        except PipelineError as error:
            print(f"left out: {error}", file=sys.stderr)


def _joe() -> list[Path]:
    export = joe_voice.source()
    return [export, export.with_name(f"{export.name}.json")]


def _recognisers() -> list[Path]:
    return [model_folder(name) / file for name, files in MODELS.items() for file in files]


def _kokoro() -> list[Path]:
    voices = [known_voice(name) for name in voice_names()]
    networks = {voice.network.path for voice in [*voices, known_voice(f"{voice_names()[0]}@full")]}
    voices[0].network_path()  # joined from its packages
    styles = [voice.shipped if voice.shipped.is_file() else voice.style.path for voice in voices]
    return [path for path in [*networks, *styles] if path.is_file()]


def fill(folder: Path, files: list[Path]) -> int:
    """Copy files to the mirror under their digests, and list them there. Gives how many were new."""
    folder.mkdir(parents=True, exist_ok=True)
    digests = {file_digest(file): file for file in files}
    new = [digest for digest in digests if not (folder / digest).is_file()]
    for digest in new:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as part:
            shutil.copyfile(digests[digest], part.name)
        Path(part.name).replace(folder / digest)
        (folder / digest).chmod(0o644)
    lines = sorted(f"{file.name}\t{file.stat().st_size}\t{digest}" for digest, file in digests.items())
    write_whole(folder / "files.tsv", "\n".join(["name\tbytes\tsha256", *lines]) + "\n")
    return len(new)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.mirror FOLDER")
    print(f"{fill(Path(sys.argv[1]), list(files_at_hand()))} files are new in {sys.argv[1]}")
