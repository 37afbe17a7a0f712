"""`ninety audition`: hear voices or pronunciations side by side, and keep the one that is chosen."""

from __future__ import annotations

import random
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.auditioning.audition import (
    AS_NOW,
    PAGE,
    RECORD,
    Audition,
    Candidate,
    NoAudition,
    read_record,
    write_record,
)
from pipeline.auditioning.choosing import Written, require_role, write_choice
from pipeline.auditioning.options import (
    Option,
    Setting,
    pronunciation_options,
    sentence_with,
    uses,
    voice_options,
)
from pipeline.auditioning.page import audition_page
from pipeline.auditioning.takes import Take, record_takes
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import AudioSettings, LexiconEntry, Show
from pipeline.catalogue.text import one_line
from pipeline.commands.browsing import open_in_browser, somebody_is_there
from pipeline.commands.speaking import DEFAULT
from pipeline.errors import ExitCode, OutputFailed, SpeechFailed
from pipeline.layout.folders import CACHE, settings_file
from pipeline.process.console import Console
from pipeline.process.files import write_all
from pipeline.process.lock import only_writer
from pipeline.process.streams import tell
from pipeline.speech.cast import HOST
from pipeline.speech.engine import VoiceChoice, complete_choice
from pipeline.speech.languages import require_language

_OWN_FOLDER = "audition"  # below the show's `.cache`; without a show, here


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be heard, as given on the command line."""

    text: str = ""
    voices: tuple[str, ...] = ()
    role: str = HOST
    term: str = ""
    ways: tuple[str, ...] = ()  # to say the term
    engine: str | None = None
    voice: str | None = None  # that says the term
    shuffle: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """Where it is heard, and how one is chosen."""

    folder: Path | None = None  # None: the usual one
    choose: str | None = None  # at once, by letter or name
    serve: bool = True
    port: int = 0
    browser: bool = True


@dataclass(frozen=True, slots=True)
class _Stage:
    """The show, if there is one, and where the page lies."""

    root: Path
    show: Show | None
    manner: Manner
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        usual = self.root / CACHE / _OWN_FOLDER if self.show else self.root / _OWN_FOLDER
        object.__setattr__(self, "folder", self.manner.folder or usual)

    @property
    def setting(self) -> Setting:
        if self.show is None:
            return Setting(DEFAULT)
        show = self.show
        choice = VoiceChoice.parse(show.voice.voice, show.voice.engine)
        choice = replace(choice, licences=show.voice.accept_licences)
        return Setting(choice, show.lexicon, show.language, settings_file(show.root))

    @property
    def command(self) -> str:
        """Give the command that chooses from what lies there, but for the letter."""
        words = ["ninety", "audition"]
        words += ["--root", str(self.root)] if self.root != Path() else []
        words += ["-o", str(self.manner.folder)] if self.manner.folder else []
        return shlex.join([*words, "--choose"])


def hold_audition(root: Path, asked: Asked, manner: Manner, console: Console) -> ExitCode:
    """Say the text in all ways, and have one chosen: in a browser, or by `manner.choose` at once.

    With neither text nor term the last audition is the one chosen from.
    """
    show = load_show(root) if settings_file(root).is_file() else None
    stage = _Stage(root, show, manner)
    require_role(asked.role)
    left_out: list[dict[str, str]] = []
    if asked.text or asked.term:
        audition = _prepared(stage, asked, console, left_out)
    elif manner.choose is not None:
        audition = read_record(stage.folder)
    else:
        remedy = 'say it: ninety audition "Text" --voices a,b, or --term TERM --as HOW'
        raise NoAudition("nothing is to be heard", remedy=remedy)
    outcome = _chosen(stage, audition, console)
    _tell(stage, audition, outcome, left_out, console)
    return ExitCode.OK


@dataclass(frozen=True, slots=True)
class _Outcome:
    chosen: Candidate | None = None
    written: Written | None = None


def _prepared(stage: _Stage, asked: Asked, console: Console, left_out: list[dict[str, str]]) -> Audition:
    """Say everything, and lay the page."""
    _guard(stage.folder)
    text, options = _wanted(stage, asked)
    if asked.shuffle:
        random.SystemRandom().shuffle(options)

    def failed(option: Option, error: SpeechFailed) -> None:
        console.error(error)
        left_out.append({"name": option.name, "what": error.what})

    audio = stage.show.audio if stage.show else AudioSettings()
    speed = stage.show.voice.speed if stage.show else 1.0
    takes = record_takes(text, options, audio, speed, failed)
    candidates = tuple(take.candidate for take in takes)
    audition = Audition(text, candidates, one_line(asked.term), asked.role, asked.shuffle)
    if stage.manner.choose is not None:
        audition.find(stage.manner.choose)  # better said before anything is written
    _lay(stage, audition, takes)
    return audition


def _wanted(stage: _Stage, asked: Asked) -> tuple[str, list[Option]]:
    setting = stage.setting
    text = one_line(asked.text)
    if not asked.term:
        return text, voice_options(asked.voices, setting)
    voice = complete_choice(asked.engine, asked.voice, setting.voice)
    setting = replace(setting, voice=replace(voice, licences=setting.voice.licences))
    require_language(setting.voice, setting.language, setting.file)
    options = pronunciation_options(one_line(asked.term), asked.ways, setting)
    entry = next(each.entry for each in options if each.entry)
    if text and not uses(text, entry):
        raise NoAudition(
            f"the text does not have «{entry.term}»", remedy="name a sentence that has it, or none"
        )
    return text or _sentence(stage.show, entry), options


def _sentence(show: Show | None, entry: LexiconEntry) -> str:
    return (sentence_with(show, entry) if show else "") or entry.term


def _guard(folder: Path) -> None:
    """Raise OutputFailed rather than write over a page that is somebody else's."""
    if (folder / PAGE).exists() and not (folder / RECORD).exists():
        raise OutputFailed("holds another page", file=folder / PAGE, remedy="name another folder: -o FOLDER")


def _lay(stage: _Stage, audition: Audition, takes: Sequence[Take]) -> None:
    """Write sounds, page and record; what an earlier audition had more of goes."""
    folder = stage.folder
    files: list[tuple[Path, bytes | str]] = [(folder / take.candidate.file, take.mp3) for take in takes]
    files.append((folder / PAGE, audition_page(audition, stage.command)))
    files.append((folder / RECORD, write_record(audition)))
    written = {path for path, _ in files}
    if (folder / RECORD).exists():
        for old in folder.glob("[a-z].mp3"):
            if old not in written:
                old.unlink(missing_ok=True)
    write_all(files)


def _chosen(stage: _Stage, audition: Audition, console: Console) -> _Outcome:
    manner = stage.manner
    outcome = _Outcome()

    def choose(candidate: Candidate) -> str:
        nonlocal outcome
        outcome = _Outcome(candidate, _kept(stage, audition, candidate))
        return _told(outcome)

    if manner.choose is not None:
        choose(audition.find(manner.choose))
    elif manner.serve:
        from pipeline.auditioning.serving import serve_audition

        def announce(url: str) -> None:
            tell(f"{url}\nCtrl-C ends it without a choice\n")
            if manner.browser and somebody_is_there():
                open_in_browser(url)

        console.note(f"{len(audition.candidates)} candidates")
        serve_audition(
            audition, stage.folder, manner.port, announce=announce, choose=choose, stumbled=console.error
        )
    return outcome


def _kept(stage: _Stage, audition: Audition, candidate: Candidate) -> Written | None:
    """Write the choice, where there is a show to write it into."""
    if stage.show is None:
        return None
    with only_writer(stage.root, "ninety audition"):
        return write_choice(stage.root, audition, candidate)


def _told(outcome: _Outcome) -> str:
    if outcome.chosen is None:
        return ""
    what = f"{outcome.chosen.label} is chosen: {outcome.chosen.name}"
    if outcome.written is None:
        return f"{what}. There is no show here to write it into"
    if outcome.chosen.name == AS_NOW:
        return f"{what}: {outcome.written.file} is left as it is"
    return f"{what}\n{outcome.written.told()}"


def _tell(
    stage: _Stage,
    audition: Audition,
    outcome: _Outcome,
    left_out: Sequence[dict[str, str]],
    console: Console,
) -> None:
    page = stage.folder / PAGE
    hidden = audition.blind and outcome.chosen is None
    lines = [_line(each, hidden=hidden) for each in audition.candidates]
    if outcome.chosen:
        lines.append(_told(outcome))
    else:
        lines += [f"hear them: {page}", f"choose one: {stage.command} {audition.candidates[0].label}"]
    written = outcome.written
    document: dict[str, Any] = {
        "page": str(page),
        **audition.document(),
        "left_out": list(left_out),
        "chosen": outcome.chosen.label if outcome.chosen else None,
        "file": str(written.file) if written else None,
        "changes": written.changes if written else {},
    }
    console.result("\n".join(lines), document)


def _line(candidate: Candidate, *, hidden: bool) -> str:
    return f"{candidate.label}  {candidate.seconds:5.1f} s  {'' if hidden else candidate.name}".rstrip()
