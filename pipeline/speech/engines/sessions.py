"""ONNX networks on one thread of the processor, so that workers times threads never exceed the cores.

To open a small network takes longer than to say a sentence with it, most of it to find out how to run it on
this processor. What onnxruntime has found out can be kept beside the speech cache of a show, for this one
and this version of it: nothing is written outside the show.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from pipeline.errors import OutputFailed
from pipeline.layout import folders
from pipeline.process.files import digest, write_whole

FOLDER_VARIABLE = "NINETY_NETWORKS"  # of this process and its workers, which inherit it
NETWORKS = f"{folders.CACHE}/networks"  # below a show's folder


def keep_sessions_in(folder: Path) -> None:
    """Have this process and the workers that it starts keep networks made ready in a folder."""
    os.environ[FOLDER_VARIABLE] = str(folder)


def open_session(graph: Any) -> Any:
    """Give an onnxruntime session for a network: an `onnx.ModelProto`, or one as bytes."""
    return _session(_bytes(graph), _options())


def open_kept_session(name: str, make: Callable[[], Any]) -> Any:
    """Give the same for the network that `make` makes, as an earlier process has left it in the folder.

    Sooner, and with the same numbers to the bit. `name` tells all that the network is made of. Where it is
    not there, or damaged, it is made and left for later ones; it takes as much of the disk as the network.
    Without a folder (see `keep_sessions_in`) nothing is kept.
    """
    folder = os.environ.get(FOLDER_VARIABLE)
    if not folder:
        return open_session(make())
    key = digest(name, _here())
    file = Path(folder) / f"{key[:32]}.onnx"
    with suppress(OSError):
        if ready := _opened(key, file.read_bytes()):
            return _session(ready, _options(is_ready=True))
    return _left_for_later(_bytes(make()), key, file)


def _left_for_later(network: bytes, key: str, file: Path) -> Any:
    """Open a network, and keep what it was made into; that it cannot be kept is no reason to fail."""
    with suppress(OSError), tempfile.TemporaryDirectory(prefix="ninety-network-") as folder:
        ready, options = Path(folder) / "ready.onnx", _options()
        options.optimized_model_filepath = str(ready)
        session = _session(network, options)
        with suppress(OSError, OutputFailed):
            write_whole(file, _sealed(key, ready.read_bytes()))
        return session
    return _session(network, _options())


def _sealed(key: str, network: bytes) -> bytes:
    return _seal(key, network) + network


def _opened(key: str, entry: bytes) -> bytes | None:
    """Give a network that was kept; None where it is not the whole of what was kept under this key."""
    length = len(_seal(key, b""))
    network = entry[length:]
    return network if entry[:length] == _seal(key, network) else None


def _seal(key: str, network: bytes) -> bytes:
    """Tell a damaged file, in a tenth of the time that a SHA-256 of a whole network takes."""
    return f"ninety network 1 {key} {len(network):12} {crc32(network):08x}\n".encode()


def _bytes(graph: Any) -> bytes:
    network: bytes = graph if isinstance(graph, bytes) else graph.SerializeToString()
    return network


def _options(*, is_ready: bool = False) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Sentences differ in length: a memory plan for each is of no use again, and costs 160 MB with Kokoro.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    if is_ready:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return options


def _session(network: bytes, options: Any) -> Any:
    import onnxruntime

    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


@cache
def _here() -> str:
    """Identify onnxruntime and the kind of processor that a network was made ready for."""
    import onnxruntime

    facts = Path("/proc/cpuinfo")
    if not facts.is_file():
        return digest(onnxruntime.__version__, platform.machine(), platform.processor())
    kinds = ("flags", "Features", "model name", "CPU part")
    lines = facts.read_text(encoding="utf-8", errors="replace").splitlines()
    said = {line for line in lines if line.startswith(kinds)}
    return digest(onnxruntime.__version__, platform.machine(), "", *sorted(said))  # no «uname» is started
