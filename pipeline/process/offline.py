"""Keep the libraries from reporting how they are used, and from writing into a person's home for that.

onnxruntime from 1.29 on gives every user a device id and queues events under the cache folder; the others are
those of the extras. The switches are read when a library is imported, so they are set with the package, in
every process that works for it.
"""

from __future__ import annotations

import os

_SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, which Coqui's models come through
    "TRAINER_TELEMETRY": "0",  # Coqui's trainer
    "DO_NOT_TRACK": "1",  # what several tools have agreed on
}


def report_nothing() -> None:
    """Switch the libraries' reports off, for this process and those it starts."""
    os.environ.update(_SWITCHES)
