"""Signing finished files with C2PA, and reading what a signature says."""

# mypy: allow-untyped-calls
# (of what c2pa leaves unannotated)

from __future__ import annotations

import ctypes
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pipeline import __version__
from pipeline.audio.origin import TRAINED_ALGORITHMIC_MEDIA
from pipeline.errors import CannotSign
from pipeline.provenance.credentials import Credentials, not_installed
from pipeline.provenance.id3_frame import with_object

# By how files' names end; Ogg has no place for a signature in the standard.
SIGNED_TYPES: Mapping[str, str] = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".mp4": "video/mp4"}
_BARE = b"application/c2pa"  # a manifest by itself
_UNKNOWN_SIGNER = "signingCredential.untrusted"  # no list of authorities was given: the signature holds


@dataclass(frozen=True, slots=True)
class Signature:
    """What a reader finds in a signed file."""

    faults: tuple[str, ...]  # empty: the file is as it was signed
    source_types: tuple[str, ...]  # what its maker says of its origin
    signer: str  # the organisation that its certificate is for


def sign(data: bytes, ending: str, title: str, credentials: Credentials) -> bytes:
    """Give a finished file with a signed manifest inside; `ending` is one of SIGNED_TYPES.

    The manifest holds its time, so that no two are alike. Raises CannotSign.
    """
    native = _library()
    kind = SIGNED_TYPES[ending]
    manifest = _manifest(title, kind)
    try:
        info = native.C2paSignerInfo(credentials.algorithm.encode(), credentials.chain, credentials.key, None)
        with native.Signer.from_info(info) as signer, native.Builder(manifest) as builder:
            if ending == ".mp3":
                return _signed_mp3(native, builder, signer, data)
            signed = io.BytesIO()
            builder.sign(signer, kind, io.BytesIO(data), signed)
            return signed.getvalue()
    except native.C2paError as error:
        what = f"cannot sign: {error}"
        raise CannotSign(
            what, file=credentials.file, remedy="show this to who issued the certificate"
        ) from error


def read_signature(data: bytes, ending: str) -> Signature | None:
    """Read and verify the signature of a file; None where it has none. Raises CannotSign without c2pa."""
    native = _library()
    try:
        with native.Reader(SIGNED_TYPES[ending], io.BytesIO(data)) as reader:
            found = json.loads(reader.json())
    except native.C2paError.ManifestNotFound:
        return None
    except native.C2paError as error:
        return Signature((f"its signature cannot be read: {error}",), (), "")
    active = found["manifests"][found["active_manifest"]]
    actions = [
        action
        for assertion in active.get("assertions", ())
        if assertion["label"].startswith("c2pa.actions")
        for action in assertion["data"]["actions"]
    ]
    states = found.get("validation_status") or ()
    return Signature(
        tuple(
            f"{one['code']}: {one.get('explanation', '')}" for one in states if one["code"] != _UNKNOWN_SIGNER
        ),
        tuple(action["digitalSourceType"] for action in actions if "digitalSourceType" in action),
        str(active.get("signature_info", {}).get("issuer", "")),
    )


def _library() -> Any:
    try:
        import c2pa
    except ImportError as error:
        raise not_installed() from error
    return c2pa


def _manifest(title: str, kind: str) -> dict[str, Any]:
    """Say what was done: the file was created, by a model (C2PA, «Actions»; IPTC, «Digital Source Type»)."""
    created = {
        "action": "c2pa.created",
        "digitalSourceType": TRAINED_ALGORITHMIC_MEDIA,
        "softwareAgent": {"name": "Ninety", "version": __version__},
    }
    return {
        "claim_generator_info": [{"name": "Ninety", "version": __version__}],
        "title": title,
        "format": kind,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }


def _signed_mp3(native: Any, builder: Any, signer: Any, mp3: bytes) -> bytes:
    """Keep a place among the tags, sign what is around it, and put the signature there.

    c2pa-python has no name for these two functions of the library below it (C API of c2pa-rs).
    """
    library, handle = native.c2pa._lib, builder._handle  # noqa: SLF001
    placeholder = library.c2pa_builder_data_hashed_placeholder
    place = _bytes(native, placeholder, handle, signer.reserve_size(), _BARE)
    whole, start = with_object(mp3, place)
    end = start + len(place)
    about = {
        "name": "jumbf manifest",
        "alg": "sha256",
        "hash": list(sha256(whole[:start] + whole[end:]).digest()),
        "pad": [],
        "exclusions": [{"start": start, "length": len(place)}],
    }
    sign_it = library.c2pa_builder_sign_data_hashed_embeddable
    handles = (handle, signer._handle)  # noqa: SLF001
    manifest = _bytes(native, sign_it, *handles, json.dumps(about).encode(), _BARE, None)
    if len(manifest) != len(place):
        raise native.C2paError("the signature is not as long as the place that was kept for it")
    return whole[:start] + manifest + whole[end:]


def _bytes(native: Any, function: Any, *arguments: Any) -> bytes:
    """Call a function of the library that gives bytes by a pointer, its last argument."""
    function.restype = ctypes.c_int64
    function.argtypes = [_type_of(each) for each in arguments] + [
        ctypes.POINTER(ctypes.POINTER(ctypes.c_ubyte))
    ]
    found = ctypes.POINTER(ctypes.c_ubyte)()
    length = function(*arguments, ctypes.byref(found))
    library = native.c2pa._lib  # noqa: SLF001
    if length < 0:
        said = library.c2pa_error()
        raise native.C2paError(
            ctypes.string_at(said).decode("utf-8", "replace") if said else "no reason given"
        )
    try:
        return ctypes.string_at(found, length)
    finally:
        library.c2pa_manifest_bytes_free(found)


def _type_of(argument: Any) -> Any:
    """Give what C takes for an argument: a size, a text, or a handle."""
    return {int: ctypes.c_size_t, bytes: ctypes.c_char_p}.get(type(argument), ctypes.c_void_p)
