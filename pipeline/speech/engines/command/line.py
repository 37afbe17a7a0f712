"""A command line as a voice: the program, its arguments, where the text goes in and the sound comes out."""

from __future__ import annotations

import shlex
import shutil
from dataclasses import dataclass
from os.path import expanduser
from pathlib import Path

from pipeline.errors import EngineNotAvailable

TEXT_FILE, SOUND_FILE, SPEED = "{text}", "{wav}", "{speed}"
_SHAPE = "piper --model /voices/amy.onnx --output_file {wav}"


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A line taken apart. Without `{text}` it reads its input, without `{wav}` it prints the sound."""

    line: str
    program: Path
    arguments: tuple[str, ...]

    @property
    def reads_input(self) -> bool:
        """Tell whether the text goes to its standard input."""
        return not any(TEXT_FILE in argument for argument in self.arguments)

    @property
    def prints_sound(self) -> bool:
        """Tell whether the sound comes out of its standard output."""
        return not any(SOUND_FILE in argument for argument in self.arguments)

    @property
    def files(self) -> tuple[Path, ...]:
        """Give the files that its arguments name, such as a model, with the program itself."""
        named = (part.partition("=")[2] if part.startswith("-") else part for part in self.arguments)
        paths = (Path(part) for part in named if "/" in part and "{" not in part)
        return (self.program, *(path for path in paths if path.is_file()))

    def filled(self, text: Path, sound: Path, speed: float) -> list[str]:
        """Give the arguments for one sentence; nothing in them is ever read by a shell."""
        values = {TEXT_FILE: str(text), SOUND_FILE: str(sound), SPEED: f"{speed:g}"}
        filled = []
        for argument in self.arguments:
            for name, value in values.items():
                argument = argument.replace(name, value)  # noqa: PLW2901 - one step of it
            filled.append(argument)
        return [str(self.program), *filled]


def read_line(line: str) -> CommandLine:
    """Take a command line apart. Raises EngineNotAvailable for one that runs nothing here."""
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise _unusable(line, str(error)) from error
    if not words:
        raise _unusable(line, "it is empty")
    words = [expanduser(word) for word in words]  # noqa: PTH111 - text; what is no home stays as it is
    name = Path(words[0])
    if "/" in words[0] and not name.is_absolute():
        raise _unusable(line, "its program is named by a path that begins nowhere")
    found = shutil.which(str(name))
    if found is None:
        raise _unusable(line, f"there is no program «{words[0]}» here")
    return CommandLine(line, Path(found).resolve(), tuple(words[1:]))


def _unusable(line: str, why: str) -> EngineNotAvailable:
    return EngineNotAvailable(
        f"the voice «command/{line}» cannot speak: {why}",
        remedy=f'write a program and its arguments, {{text}} and {{wav}} for its files: voice = "{_SHAPE}"',
    )
