"""A title and an address that people can follow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A title and an address, as in «Further reading»."""

    title: str
    url: str
