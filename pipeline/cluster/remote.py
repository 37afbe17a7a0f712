"""What runs on a worker of a cluster: it tells what it is, and makes one episode at a time.

A worker shares no disk with the process that asks: what it is to do comes as a value, what came of it goes
back as bytes, and the speech it makes is kept in a folder of its own machine.
"""

from __future__ import annotations

import pickle
import platform
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from pipeline import __version__
from pipeline.building.order import Order
from pipeline.cluster.parcels import with_files_here
from pipeline.errors import EngineNotAvailable, OutputFailed, PlaceLost, told
from pipeline.process.workers import attempt
from pipeline.speech.engine import VoiceChoice, engine_of, find_voice

CACHE_LIMIT_BYTES = 4 * 10**9  # as in the folder of a show
_ORDERS_PER_PRUNING = 200
_FOLDER = "file://"  # how a folder is named in an order

_one_at_a_time = threading.Lock()  # engines are not asked by two threads at once, whatever --nthreads says
_orders_taken = 0


def answered(work: Callable[[Any], Any], order: Any) -> bytes:
    """Do the work; give whether it was done, and its result or what was raised, pickled."""
    with _one_at_a_time:
        done, result = attempt(work, order)
    try:
        return pickle.dumps((done, result))
    except Exception as error:  # noqa: BLE001 - whatever cannot be sent is told instead
        what = f"its result cannot be sent: {error}" if done else told(result)
        return pickle.dumps((False, RuntimeError(what)))


def render_here(order: Order) -> Any:
    """Make an episode, with this machine's own speech cache."""
    from pipeline.building.render import render_to_be_written

    folder = own_cache()
    _prune_now_and_then(folder)
    shared = order.shared_cache
    if shared.startswith(_FOLDER) and not Path(shared.removeprefix(_FOLDER)).is_dir():
        shared = ""  # a folder of the machine that asks; one that is mounted here too is used
    try:
        local = replace(with_files_here(order), cache_folder=folder, shared_cache=shared)
        return render_to_be_written(local)
    except PlaceLost as error:  # of this machine: where the others write nothing is lost
        what = f"on the worker {platform.node()}: {error.what}"
        raise OutputFailed(what, file=error.file, remedy=error.remedy) from error


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run needs of its workers."""

    voices: tuple[VoiceChoice, ...]
    encodings: bool = False  # other than MP3


def describe(wanted: Wanted) -> dict[str, Any]:
    """Tell what shapes an episode here: versions by name; each voice's fingerprint, or why it is not here."""
    return {
        "host": platform.node(),
        "versions": versions(encodings=wanted.encodings),
        "voices": {str(voice): _voice(voice) for voice in wanted.voices},
    }


def versions(*, encodings: bool = False) -> dict[str, str]:
    """Give what must be the same everywhere for the same episodes to come out, by a name for people."""
    from pipeline.audio.artwork.about import fingerprint
    from pipeline.audio.mastering.encode import encoder_name, ffmpeg_name
    from pipeline.freshness.rendering import stage_versions

    others = {"ffmpeg": ffmpeg_name()} if encodings else {}
    return {
        "Ninety": __version__,
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "stages": ", ".join(f"{stage} {version}" for stage, version in stage_versions().items()),
        "encoder": encoder_name(),
        "covers": fingerprint(),
        **others,
    }


def own_cache() -> Path:
    """Give the folder in which a worker keeps speech: the workers of a machine share it."""
    return user_cache_path("ninety", appauthor=False) / "speech"


def _voice(voice: VoiceChoice) -> tuple[str, str, str]:
    """Give a voice's fingerprint, or «» with why it cannot speak here and what to do."""
    try:
        find_voice(voice)
        return engine_of(voice).fingerprint(voice.voice), "", ""
    except EngineNotAvailable as error:
        return "", error.what, error.remedy
    except Exception as error:  # noqa: BLE001 - an engine that fails to load is one that is not there
        return "", told(error), ""


def _prune_now_and_then(folder: Path) -> None:
    global _orders_taken  # noqa: PLW0603 - counted per process, under the lock
    if _orders_taken % _ORDERS_PER_PRUNING == 0:
        from pipeline.speech.cache import EntryCache

        EntryCache(folder).prune(CACHE_LIMIT_BYTES)
    _orders_taken += 1
