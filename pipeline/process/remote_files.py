"""How this program speaks to S3, for all that it brings there: uploads, and a speech cache that is shared."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import Any

# S3 as others than Amazon offer it: buckets in the path, and no checksums that they may not know.
_COMPATIBLE: Mapping[str, Any] = {
    "s3": {"addressing_style": "path"},
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}

_LIBRARIES = ("asyncio", "aiobotocore", "botocore", "s3fs", "fsspec")
_SLOWEST = 4000  # bytes a second that arrive over a line which is in use, and not stalled


def s3_options(**config: Any) -> dict[str, Any]:
    """Give what fsspec's S3 is opened with; endpoint and region come from the environment.

    `config` is botocore's. Trying again is left to the caller, where it is told.
    """
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)  # what matters of it is told as errors
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    return {
        "anon": False,
        "endpoint_url": endpoint,
        "config_kwargs": {
            "retries": {"total_max_attempts": 1},
            **(_COMPATIBLE if endpoint else {}),
            **config,
        },
        "client_kwargs": {"region_name": region} if region else {},
        "skip_instance_cache": True,
        "use_listings_cache": False,
    }


def patience(files: Any, size: int, *, seconds: float) -> dict[str, float]:
    """Give how long one of fsspec's file systems may take to send so many bytes, as it is told.

    `seconds` is how long a server may be silent. Those that speak HTTP, as S3's does, have a limit for the
    answer alone: a server that stops listening in the middle of a file was waited for without end.
    """
    return {"timeout": seconds + size / _SLOWEST} if getattr(files, "async_impl", False) else {}
