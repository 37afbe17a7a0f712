"""What can go wrong, said for people: the file, the line, what is wrong, what to do."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """Exit codes of the command, as documented in the README."""

    OK = 0
    EPISODE_FAILED = 1
    USAGE = 2
    INVALID_SHOW = 3
    ENGINE = 4
    CHECK = 5
    OUTPUT = 6
    INTERRUPTED = 130


_REPORT = "please report this, with what -v shows"
_MACHINE = "check that it can be read and written to, that the disk has room, and what the machine allows"
# What is no fault of a program's: rights, disks, and how much may be open.
_OF_THE_MACHINE = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE,
}  # fmt: skip


class PipelineError(Exception):
    """A failure that its reader can act on.

    `file` and `line` (1-based) say where; `remedy` says what to do.
    """

    exit_code: ExitCode = ExitCode.EPISODE_FAILED
    remedy: str = ""
    ends_worker: bool = False  # the process that it was raised in is of no further use

    def __init__(
        self, what: str, *, file: Path | str | None = None, line: int | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(what)
        self.what = what
        self.file = file
        self.line = line
        if remedy is not None:
            self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process with file, line and remedy."""
        return _rebuild, (type(self), self.what, self.file, self.line, self.remedy)

    def __str__(self) -> str:
        """Give `<file>:<line>: <what>`, as far as they are known."""
        return "".join(f"{part}: " for part in [self.place] if part) + self.what

    @property
    def place(self) -> str:
        """Give `<file>:<line>`, `<file>` or nothing."""
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}" if self.line is not None else f"{self.file}"


def _rebuild(
    kind: type[PipelineError], what: str, file: Path | str | None, line: int | None, remedy: str
) -> PipelineError:
    error = kind.__new__(kind)
    PipelineError.__init__(error, what, file=file, line=line, remedy=remedy)
    return error


# What the code of others may raise, and a fault of ours: not Ctrl-C.
WHATEVER = (Exception, SystemExit)

# What reading a document raises that is no JSON or TOML (or nested too deep for the parser), that holds
# other things than are looked for in it, or that is not there.
UNPARSED = (ValueError, RecursionError)
MISSHAPEN = (*UNPARSED, TypeError, KeyError, IndexError, AttributeError)
UNREADABLE = (OSError, *MISSHAPEN)


def told(error: BaseException) -> str:
    """Say what was raised, in one line; an error of a stranger's making may not be able to."""
    try:
        what = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - whatever the class is made of
        what = "it cannot say what"
    return f"{type(error).__name__}: {what}" if what else type(error).__name__


def as_told(error: BaseException, file: Path | str | None = None) -> PipelineError:
    """Give an error as one for people: its own, or one that says that nobody foresaw it.

    `file`, or an episode's slug, is where it happened, if the error does not tell. Ctrl-C is raised again.
    """
    if isinstance(error, KeyboardInterrupt):
        raise error
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        used = OutputFailed(f"cannot be used: {error.strerror}", file=error.filename, remedy=_MACHINE)
        used.__cause__ = error
        error = used
    if not isinstance(error, PipelineError):
        unexpected = PipelineError(f"an unexpected {told(error)}", remedy=_REPORT)
        unexpected.__cause__ = error
        error = unexpected
    error.file = error.file or file
    return error


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file that people write."""

    what: str
    file: Path
    line: int | None = None
    remedy: str = ""


class InvalidShow(PipelineError):
    """The show or some of its episode files cannot be read; `problems` lists all that was found."""

    exit_code = ExitCode.INVALID_SHOW

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(first.what, file=first.file, line=first.line, remedy=first.remedy)
        self.problems = problems


class InvalidEpisode(InvalidShow):
    """One episode file cannot be read; the other episodes are made all the same."""

    exit_code = ExitCode.EPISODE_FAILED


class InvalidPage(PipelineError):
    """A file given to `import` is no list of episodes."""

    exit_code = ExitCode.INVALID_SHOW


class InvalidColumns(PipelineError):
    """What was asked for with `--columns` cannot be understood."""

    exit_code = ExitCode.USAGE
    remedy = 'write it as --columns title=Lesson,summary="What it says"'


class InvalidScript(PipelineError):
    """A script file or a narrative format cannot be used."""

    exit_code = ExitCode.INVALID_SHOW


class UnknownEpisode(PipelineError):
    """No episode has the slug that was asked for."""

    exit_code = ExitCode.USAGE
    remedy = "the slugs are the file names in episodes/, without .md"


class InvalidMoment(PipelineError):
    """What was asked for as a date is none."""

    exit_code = ExitCode.USAGE
    remedy = "write it as 2026-02-19 or 2026-02-19T06:00+00:00"


class InvalidKind(PipelineError):
    """No kind of list has the name given."""

    exit_code = ExitCode.USAGE


class InvalidSchedule(PipelineError):
    """Episodes cannot be dated as asked."""

    exit_code = ExitCode.USAGE
    remedy = "write --every day, weekday, week, month, or a rule such as FREQ=WEEKLY;BYDAY=MO,TH"


class InvalidShard(PipelineError):
    """The part of a show that was asked for does not exist."""

    exit_code = ExitCode.USAGE
    remedy = "write --shard I/N with I from 1 to N, such as 2/5"


class NotCreated(PipelineError):
    """A new episode or show cannot be begun as asked."""

    exit_code = ExitCode.USAGE


class EngineNotAvailable(PipelineError):
    """The engine or the voice asked for is not installed or does not exist."""

    exit_code = ExitCode.ENGINE


class CannotSign(PipelineError):
    """The files cannot be signed with the author's certificate and key, or signatures cannot be read."""

    exit_code = ExitCode.INVALID_SHOW


class ClusterNotAvailable(PipelineError):
    """No cluster can make episodes: none answers, or no worker of it is fit to."""

    exit_code = ExitCode.ENGINE


class ClusterLost(PipelineError):
    """A cluster went away before an episode was made."""

    remedy = "start it again and run the same command: what is finished is kept"


class InvalidScheduler(PipelineError):
    """What was given as the address of a cluster's scheduler is none."""

    exit_code = ExitCode.USAGE
    remedy = "write it as --scheduler tcp://10.0.0.5:8786, or tls://… where the cluster asks for certificates"


class NotAllowed(EngineNotAvailable):
    """A program is to run that the owner of this machine has not allowed."""


class SpeechFailed(PipelineError):
    """An engine could not speak a sentence."""


class EncodingFailed(PipelineError):
    """ffmpeg could not be run, or refused."""


class InvalidServer(PipelineError):
    """No server can be asked by what was given as its address, its model or its key."""

    exit_code = ExitCode.USAGE
    remedy = "write --server http://127.0.0.1:8080 --model NAME, or both under [drafting] in show.toml"


class DraftFailed(PipelineError):
    """A server's answer is no draft of notes."""

    remedy = "ask again, another model, or write the notes yourself: `ninety outline` has questions"


class ServerFailed(DraftFailed):
    """A server cannot be reached, or refuses: no other episode need be asked for."""

    remedy = "see that the server runs, and that --server and --model are right"


class NotAccepted(PipelineError):
    """Drafted notes have marks that nobody has resolved."""


class OutputFailed(PipelineError):
    """Something could not be written."""

    exit_code = ExitCode.OUTPUT
    remedy = "check that the folder can be written to and the disk has room"


class PlaceLost(OutputFailed):
    """Nothing more can be written there: a full disk, a folder to read only."""


class UploadFailed(PipelineError):
    """The output could not be brought to where listeners get it."""

    exit_code = ExitCode.OUTPUT
    remedy = "run it again: what has arrived is not sent twice, and no feed there names what is not there"


class InvalidDestination(PipelineError):
    """Nothing can be uploaded to what was given as the destination."""

    exit_code = ExitCode.USAGE
    remedy = "a folder, s3://bucket/folder or sftp://user@host/folder is wanted"


class InvalidCover(PipelineError):
    """The cover's settings cannot be drawn."""

    exit_code = ExitCode.INVALID_SHOW
    remedy = "colours are written «#rrggbb» in [cover] of show.toml"


class NothingToPublish(PipelineError):
    """No episode of the show has been rendered."""

    remedy = "render first: ninety render"


class UnknownSoundFile(PipelineError):
    """What was asked for is no kind of sound file that can be written."""

    exit_code = ExitCode.USAGE


class PreviewNotPossible(PipelineError):
    """The preview's server cannot listen where it should."""

    exit_code = ExitCode.USAGE
    remedy = "choose another port with --port; 0 takes a free one"


class InvalidEnvironment(PipelineError):
    """An environment variable has a value that cannot be used."""

    exit_code = ExitCode.USAGE
