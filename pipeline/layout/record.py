"""What is kept about a rendered episode, in `output/records/<slug>.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import UNREADABLE
from pipeline.layout.picture_names import episode_cover_path, own_cover_path
from pipeline.layout.sound_names import MP3, find_sound

_ONLY_WHERE_USED = ("own_sounds", "pause_seconds", "listening")  # in the file


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the file; it lasts until the next one begins."""

    start: float  # seconds
    title: str


@dataclass(frozen=True, slots=True)
class Record:
    """The facts of one rendering: what it was made from, how, what came out. Nothing that varies by run."""

    slug: str
    guid: str
    fingerprint: str  # SHA-256 over `inputs`
    inputs: dict[str, str]  # what the rendering depends on, by name, each as a digest
    engine: str
    voice: str
    voice_credit: str  # a line for the show notes: who made the voices, under which licence
    speed: float
    pause_scale: float
    paragraphs_left_out: int
    seconds: float  # as decoded
    integrated_lufs: float
    true_peak_dbtp: float
    chapters: Sequence[Chapter]
    files: Mapping[str, dict[str, Any]]  # path below output/ -> {"sha256": …, "bytes": …}
    guest: str = ""  # «engine/voice» of the second voice; empty where one speaks alone
    word_times: str = "exact"  # the engine's own; «aligned» by ear; or «guessed» by the letters
    remark: str = ""  # what is not as the script asks, such as one voice where two were meant
    paragraphs_unspoken: int = 0  # of how many optional ranks only the length was used
    chapter_images: dict[str, str] = field(
        default_factory=dict
    )  # by the chapter's title, the path below output/
    quoted: tuple[str, ...] = ()  # the author's documents of which a sentence is said, by title
    own_sounds: tuple[str, ...] = ()  # the show's files that are heard, below episodes/sounds/
    pause_seconds: float = 0.0  # the longest silence that the script asks for
    listening: dict[str, Any] = field(default_factory=dict)  # how it was heard as it was spoken

    @property
    def audio_path(self) -> str:
        """Give the path of the MP3 below `output/`. Raises KeyError where the record names none."""
        path = self.sound_path(MP3)
        if path is None:
            raise KeyError(MP3)
        return path

    @property
    def audio_bytes(self) -> int:
        """Give the size of the MP3."""
        return int(self.files[self.audio_path]["bytes"])

    @property
    def audio_sha256(self) -> str:
        """Give the SHA-256 of the MP3, in hex."""
        return str(self.files[self.audio_path]["sha256"])

    @property
    def cover_path(self) -> str | None:
        """Give the path of the episode's own cover below `output/`, if it has one."""
        return next((path for path in self.files if path in self._covers), None)

    @property
    def has_own_picture(self) -> bool:
        """Tell whether that cover is a picture of the author's."""
        return self._covers[0] in self.files

    @property
    def _covers(self) -> tuple[str, str]:
        return own_cover_path(self.slug), episode_cover_path(self.slug)

    def sound_path(self, kind: str) -> str | None:
        """Give the path of the sound file of a kind below `output/`, if the rendering has one."""
        return find_sound(self.slug, kind, self.files)

    def to_json(self) -> str:
        """Write the record the same way every time."""
        facts = asdict(self)
        for name in _ONLY_WHERE_USED:
            if not facts[name]:
                del facts[name]
        return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_record(path: Path) -> Record | None:
    """Read a record back; None where there is none, or none that this version can read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        chapters = tuple(Chapter(**chapter) for chapter in data.pop("chapters"))
        _require_facts(data["files"])
        quoted, own = tuple(data.pop("quoted", ())), tuple(data.pop("own_sounds", ()))
        return Record(chapters=chapters, quoted=quoted, own_sounds=own, **data)
    except UNREADABLE:
        return None


def _require_facts(files: dict[str, Any]) -> None:
    """Raise TypeError, KeyError or AttributeError where files have other facts than this version reads."""
    for facts in files.values():
        if facts and not (isinstance(facts["sha256"], str) and isinstance(facts["bytes"], int)):
            raise TypeError(facts)
