"""The names of sound files: of a slug and of the bytes, so that a name never comes to mean another recording.

Apps that have an episode do not fetch it again because its address ends otherwise, and one appends what a
longer file has more. Under a name of its own, a new recording is a new file to servers, caches and apps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from pipeline.layout.encodings import ENCODINGS
from pipeline.layout.video_shapes import SHAPES

FOLDER = "audio"
MP3 = "mp3"
KINDS = (MP3, *ENCODINGS, *(shape.ending for shape in SHAPES.values()))  # how the names end
_DIGITS = 8  # of the SHA-256, in hex
_ENDS = "|".join(map(re.escape, KINDS))
_OURS = re.compile(rf"{FOLDER}/(?P<slug>[^./]+)(?:\.(?P<digits>[0-9a-f]{{{_DIGITS}}}))?\.(?P<kind>{_ENDS})")


def sound_path(slug: str, kind: str, sha256: str) -> str:
    """Give the path of an episode's sound file; `kind` is one of KINDS, `sha256` of its bytes, in hex."""
    return f"{FOLDER}/{slug}.{sha256[:_DIGITS]}.{kind}"


def find_sound(slug: str, kind: str, files: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Find an episode's sound file among the files of its record, by path with their digests.

    Before names had digits they were the slug alone; such a file is the record's as long as it is there.
    """
    before = f"{FOLDER}/{slug}.{kind}"
    for path, facts in files.items():
        if facts and path in (before, sound_path(slug, kind, str(facts["sha256"]))):
            return path
    return None


def sound_address(path: str, sha256: str) -> str:
    """Give what stands for a path in an address: a name without digits of the bytes gets them as a query."""
    found = _OURS.fullmatch(path)
    return path if found and found["digits"] else f"{path}?v={sha256[:_DIGITS]}"


def tells_bytes(address: str, sha256: str) -> bool:
    """Tell whether an address changes with the bytes behind it: by the name of its file, or by its query."""
    rest, _, query = address.partition("?")
    digits = PurePosixPath(rest).name.split(".")[1:-1]
    return [sha256[:_DIGITS]] == (digits[:1] or [query.removeprefix("v=")])


def kind_of_sound(path: str) -> str | None:
    """Tell of which of KINDS a path below `output/` is by its name; None for one that is not ours."""
    found = _OURS.fullmatch(path)
    return found["kind"] if found else None


def slug_of_sound(path: str) -> str | None:
    """Tell whose sound file a path below `output/` is by its name; None for one that is not of our naming."""
    found = _OURS.fullmatch(path)
    return found["slug"] if found else None
