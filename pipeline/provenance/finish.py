"""Signing what an episode is rendered to, once its tags are in place; only where the key is."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from pipeline.building.render import Rendered
from pipeline.catalogue.show import Show
from pipeline.layout.sound_names import kind_of_sound, sound_path
from pipeline.process.files import digest
from pipeline.provenance import VERSION
from pipeline.provenance.credentials import Credentials
from pipeline.provenance.sign import SIGNED_TYPES, sign


def signature_key(show: Show) -> str:
    """Give what a rendering depends on of a signature: the certificate's bytes; «» where there is none."""
    if not show.provenance.certificate:
        return ""
    try:
        chain = (show.root / show.provenance.certificate).read_bytes()
    except OSError:
        chain = b""  # what signs tells it
    return digest(str(VERSION), chain)


def signed(rendered: Rendered, title: str, credentials: Credentials) -> Rendered:
    """Give a rendering with its files signed, and its record with their new names and lengths.

    Raises CannotSign.
    """
    files: dict[str, bytes] = {}
    facts = dict(rendered.record.files)
    mp3 = rendered.recording.mp3
    for path, data in rendered.files.items():
        ending, kind = PurePosixPath(path).suffix, kind_of_sound(path)
        if kind is None or ending not in SIGNED_TYPES:
            files[path] = data
            continue
        whole = sign(data, ending, title, credentials)
        digits = sha256(whole).hexdigest()
        name = sound_path(rendered.record.slug, kind, digits)
        files[name] = whole
        del facts[path]
        facts[name] = {"bytes": len(whole), "sha256": digits}
        mp3 = whole if data is rendered.recording.mp3 else mp3
    record = replace(rendered.record, files=facts)
    return replace(rendered, files=files, record=record, recording=replace(rendered.recording, mp3=mp3))
