"""What a voice on a server is named by, and the key that it may need."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from pipeline.errors import EngineNotAvailable
from pipeline.process.strangers_words import one_short_line

KEY_VARIABLE, KEY_HOST_VARIABLE = "NINETY_SPEECH_KEY", "NINETY_SPEECH_KEY_HOST"
_SHAPE = "http://127.0.0.1:8880/v1?model=kokoro&voice=af_heart"
_OPTIONS = {"model", "voice", "format", "rate", "captions", "requests", "instructions"}
_PATHS = ("/audio/speech", "/v1")  # taken off an address, as people write it with them and without
MOST_REQUESTS = 32
_RATES = (8000, 192_000)  # Hz


@dataclass(frozen=True, slots=True)
class ServedVoice:
    """One voice of a server: where it is asked for, and how it answers."""

    host: str
    port: int
    secure: bool
    base: str  # path before «/v1», without a slash at its end
    model: str
    voice: str
    format: Literal["wav", "pcm"] = "wav"
    rate: int = 24_000  # Hz, of `pcm`, where the server does not say
    captions: bool = False  # the server has Kokoro-FastAPI's `/dev/captioned_speech`, which tells word times
    requests: int = 4  # at once, of one process
    instructions: str = ""  # how it is to speak, for models that take that
    key: str = field(default="", repr=False, compare=False)

    @property
    def shown(self) -> str:
        """Give the server's address for people."""
        return f"{'https' if self.secure else 'http'}://{self.host}:{self.port}{self.base}"

    def line(self, said: str) -> str:
        """Give what the server says as one short line, without our key should it hold that."""
        return one_short_line(said.replace(self.key, "…") if self.key else said)


def served_voice(name: str) -> ServedVoice:
    """Read the name of a voice, an address with model and voice behind it. Raises EngineNotAvailable."""
    try:
        parts = urlsplit(name)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        given = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise _unreadable(name, str(error)) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.fragment:
        raise _unreadable(name, "it is no address on the web")
    if parts.username or parts.password:
        what = "the address of a voice holds a name or a password"
        raise EngineNotAvailable(what, remedy=f"take it out, and put the key into {KEY_VARIABLE}")
    options = dict(given)
    if len(options) != len(given):
        raise _unreadable(name, "it says something twice")
    if unknown := sorted(options.keys() - _OPTIONS):
        raise _unreadable(name, f"«{unknown[0]}» is none of {', '.join(sorted(_OPTIONS))}")
    if not options.get("voice"):
        raise _unreadable(name, "it names no voice")
    return ServedVoice(
        host=parts.hostname,
        port=port,
        secure=parts.scheme == "https",
        base=_base(parts.path),
        model=options.get("model", "tts-1"),
        voice=options["voice"],
        format=_format(name, options.get("format", "wav")),
        rate=_number(name, options, "rate", 24_000, _RATES),
        captions=options.get("captions", "no") in {"yes", "1", "true"},
        requests=_number(name, options, "requests", 4, (1, MOST_REQUESTS)),
        instructions=options.get("instructions", ""),
        key=_key(parts.hostname, port, is_safe=parts.scheme == "https" or _is_here(parts.hostname)),
    )


def _base(path: str) -> str:
    base = path.rstrip("/")
    for ending in _PATHS:
        base = base.removesuffix(ending)
    return base


def _format(name: str, written: str) -> Literal["wav", "pcm"]:
    if written == "wav":
        return "wav"
    if written == "pcm":
        return "pcm"
    raise _unreadable(name, f"format is «{written}», neither wav nor pcm")


def _number(name: str, options: dict[str, str], key: str, default: int, bounds: tuple[int, int]) -> int:
    written = options.get(key, str(default))
    if not re.fullmatch(r"[0-9]{1,6}", written) or not bounds[0] <= int(written) <= bounds[1]:
        raise _unreadable(name, f"{key} is «{written}», no whole number from {bounds[0]} to {bounds[1]}")
    return int(written)


def _unreadable(name: str, why: str) -> EngineNotAvailable:
    return EngineNotAvailable(
        f"the voice «openai/{name}» cannot be asked for: {why}",
        remedy=f'write the server, its model and its voice as one address: voice = "{_SHAPE}"',
    )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _key(host: str, port: int, *, is_safe: bool) -> str:
    """Give the key, if there is one for this host: a show from elsewhere names any server it likes."""
    key, for_host = (os.environ.get(name, "").strip() for name in (KEY_VARIABLE, KEY_HOST_VARIABLE))
    if not key or for_host.lower() not in {host, f"{host}:{port}"}:
        return ""
    if not re.fullmatch(r"[\x21-\x7e]+", key):
        what = f"{KEY_VARIABLE} holds signs that no key has"
        raise EngineNotAvailable(what, remedy="set it to the key alone")
    if not is_safe:
        what = f"the key in {KEY_VARIABLE} would travel to {host} for all to read"
        raise EngineNotAvailable(what, remedy="name the server with https://, or take the key away")
    return key
