"""How this program speaks to S3, for all that it brings there: uploads, and a speech cache that is shared."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

# S3 as others than Amazon offer it: buckets in the path, and no checksums that they may not know.
_COMPATIBLE: Mapping[str, Any] = {
    "s3": {"addressing_style": "path"},
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


def s3_options(**config: Any) -> dict[str, Any]:
    """Give what fsspec's S3 is opened with; endpoint and region come from the environment.

    `config` is botocore's. Trying again is left to the caller, where it is told.
    """
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
