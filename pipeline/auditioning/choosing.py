"""Writing a choice where the show keeps it: a voice into `show.toml`, a pronunciation into `lexicon.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.auditioning.audition import Audition, Candidate, NoAudition
from pipeline.catalogue.keys import LEXICON_KEYS
from pipeline.catalogue.load import load_show
from pipeline.catalogue.named_voices import NAME, TABLE
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import read_text
from pipeline.catalogue.toml_edit import CannotEditError, with_entry, with_value, without_key
from pipeline.catalogue.toml_file import TomlFile, check_entries, read_toml
from pipeline.catalogue.toml_lines import KeyPath
from pipeline.errors import ExitCode, InvalidShow, PipelineError
from pipeline.layout.folders import EPISODES, settings_file
from pipeline.process.files import write_whole
from pipeline.speech.cast import GUEST, HOST
from pipeline.speech.engine import VoiceChoice

_BOM = b"\xef\xbb\xbf"
_NEW_LEXICON = (
    "# How this show's own names and terms are said; what the field shares comes with Ninety. `spoken`\n"
    "# is what any voice can read; `phonemes` (misaki alphabet) go to the engines that take them.\n"
)


class NotWritten(PipelineError):
    """A choice cannot be written into a file as the file is."""

    exit_code = ExitCode.INVALID_SHOW


@dataclass(frozen=True, slots=True)
class Written:
    """What a choice changed: the file, and the keys with their new values (None: taken out)."""

    file: Path
    changes: dict[str, str | None] = field(default_factory=dict)  # empty: it says so already

    def told(self) -> str:
        """Say it in a line."""
        if not self.changes:
            return f"{self.file} says so already"
        pairs = [f'{k} = "{v}"' if v is not None else f"no {k}" for k, v in self.changes.items()]
        return f"{self.file}: {', '.join(pairs)}"


def require_role(role: str) -> None:
    """Raise NoAudition unless the show may have somebody who speaks under this name."""
    if role not in (HOST, GUEST) and not NAME.fullmatch(role):
        remedy = f"{HOST}, {GUEST}, or a name of small letters, digits, - and _ for [{TABLE}.NAME]"
        raise NoAudition(f"«{role}» is no role", remedy=remedy)


def write_choice(root: Path, audition: Audition, chosen: Candidate) -> Written:
    """Write a choice into the show in `root`; every comment and all else there stays as it is.

    Raises InvalidShow, NotWritten, OutputFailed.
    """
    if audition.term:
        return write_pronunciation(root, audition.term, chosen.spoken, chosen.phonemes)
    show = load_show(root)
    return _edited(settings_file(show.root), list(_voice_changes(show, audition.role, chosen)))


Change = tuple[KeyPath, str | None]  # a key, and its new value; None takes it out


def _voice_changes(show: Show, role: str, chosen: Candidate) -> Iterator[Change]:
    choice = VoiceChoice.parse(chosen.voice, show.voice.engine)
    if role == GUEST:
        yield ("voice", "guest"), str(choice)
    elif role != HOST:
        yield (TABLE, role, "voice"), str(choice)
    elif choice.engine == show.voice.engine and VoiceChoice.parse(choice.voice, choice.engine) == choice:
        yield ("voice", "voice"), choice.voice
    elif _engine_is_leant_on(show) or VoiceChoice.parse(choice.voice, choice.engine) != choice:
        yield ("voice", "voice"), str(choice)
    else:
        yield ("voice", "engine"), choice.engine
        yield ("voice", "voice"), choice.voice


def _engine_is_leant_on(show: Show) -> bool:
    """Tell whether another voice is named without its engine, and so would become one of the new engine."""
    bare = [show.voice.guest, *(name for each in show.episodes for name in (each.voice, each.guest))]
    bare += [each.voice for each in show.voices if not each.engine]
    default = "\0"  # no engine's name
    return any(VoiceChoice.parse(name, default).engine == default for name in bare if name)


def write_pronunciation(root: Path, term: str, spoken: str, phonemes: str = "") -> Written:
    """Write how a term is said into the lexicon of the show in `root`; «» for `spoken` leaves it as it is.

    Raises InvalidShow, NotWritten, OutputFailed.
    """
    path = root / EPISODES / "lexicon.toml"
    if not spoken:
        return Written(path)
    if not path.exists():
        write_whole(path, _NEW_LEXICON)
    entry = {"term": term, "spoken": spoken}
    entry |= {"phonemes": phonemes} if phonemes else {}
    toml = _read(path)
    _, problems = check_entries(toml, "entry", LEXICON_KEYS)
    if problems:
        raise InvalidShow(problems)
    known = _place(toml, term)
    if known is None:
        return _edited(path, entry)
    changes: list[Change] = [((*known, "spoken"), spoken)]
    changes.append(((*known, "phonemes"), phonemes or None))
    return _edited(path, changes)


def _place(toml: TomlFile, term: str) -> KeyPath | None:
    """Find the entry of a term, as it is written there."""
    for position, entry in enumerate(toml.values.get("entry", [])):
        named = " ".join(str(entry.get("term", "")).split())
        folds = entry.get("ignore_case") is True
        if named == term or (folds and named.casefold() == term.casefold()):
            return ("entry", position)
    return None


def _read(path: Path) -> TomlFile:
    toml = read_toml(path)
    if toml.problem is not None:
        raise InvalidShow([toml.problem])
    return toml


def _edited(path: Path, changes: Sequence[Change] | dict[str, str]) -> Written:
    """Change a file's keys, or add an entry to it; the line ends and the byte order mark stay too."""
    values = _read(path).values
    text, _ = read_text(path)
    told: dict[str, str | None] = {}
    try:
        if isinstance(changes, dict):
            text, told = with_entry(text, "entry", changes), {**changes}
        else:
            for key, value in changes:
                if _value(values, key) != value:
                    text = without_key(text, key) if value is None else with_value(text, key, value)
                    told[_dotted(key)] = value
    except CannotEditError as error:
        pairs = changes.items() if isinstance(changes, dict) else [(_dotted(k), v) for k, v in changes]
        wanted = ", ".join(f'{name} = "{value}"' for name, value in pairs if value is not None)
        raise NotWritten(
            f"cannot be changed: {error}", file=path, remedy=f"write it yourself: {wanted}"
        ) from error
    if told:
        place = path.resolve()
        mark = _BOM if place.read_bytes().startswith(_BOM) else b""
        write_whole(place, mark + text.encode("utf-8"))
    return Written(path, told)


def _dotted(key: KeyPath) -> str:
    return ".".join(part for part in key if isinstance(part, str))


def _value(values: Any, key: KeyPath) -> Any:
    """Give what stands under a key; None where nothing does."""
    for part in key:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return None
    return values
