"""What a destination holds, as noted there: every file of ours, with the digest it was sent with.

An entry without a digest is a file that is, or was when a run was killed, being sent: it is ours, and what it
holds is not known. So a note is never wrong, whenever a run ends.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from pipeline.errors import MISSHAPEN
from pipeline.layout.public_files import cache_control, content_type, is_public
from pipeline.process.files import digest
from pipeline.publishing.upload.destination import Destination

NAME = ".ninety.json"
UNKNOWN = ""


def read_manifest(destination: Destination) -> dict[str, str]:
    """Read the digests of what was sent, by path; one that is lost or spoilt counts as nothing sent."""
    found = destination.read(NAME)
    try:
        files = json.loads(found)["files"] if found is not None else {}
        return {str(path): str(known) for path, known in files.items() if _is_ours(str(path))}
    except MISSHAPEN:
        return {}


def write_manifest(destination: Destination, files: Mapping[str, str]) -> None:
    """Note what the destination holds."""
    text = json.dumps({"version": 1, "files": files}, indent=1, sort_keys=True) + "\n"
    destination.put(NAME, text.encode())


def sent_digest(path: str, data: bytes) -> str:
    """Give the digest of a file as it is sent: of its bytes and of what is declared with them."""
    return digest(data, content_type(path), cache_control(path))


def _is_ours(path: str) -> bool:
    """Tell whether a path can be of our sending; the manifest lies where others may write."""
    parts = PurePosixPath(path).parts
    return bool(parts) and "/".join(parts) == path and ".." not in parts and is_public(path)
