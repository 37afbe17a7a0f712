"""YAML lists: of records, of «Title: summary», or under a key of a mapping."""

from __future__ import annotations

import re

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.records import Placed, PlacedList, records_listing
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.importing.readers.yaml_values import yaml_documents
from pipeline.errors import InvalidPage

_START = r"(?:[ \t]*(?:#.*|---|%YAML.*)?\n)*"
_KEY = r"""(?:[\w][\w .#/-]{0,40}|"[^"\n]{1,60}"|'[^'\n]{1,60}')"""
# A first record of several keys, one below the other; it may stand under a key, or below keys about the show.
_RECORD = re.compile(
    rf"{_START}(?:{_KEY}:(?: .*)?\n+(?:[ \t]*#.*\n)*)*"
    rf"(?P<indent> *)- +{_KEY}:(?: .*)?\n(?:(?P=indent) {{2,}}\S.*\n|[ \t]*\n)*?"
    rf"(?P=indent)  +{_KEY}:(?:[ \n]|$)"
)
_FLOW = re.compile(rf"{_START}(?:{_KEY}:\s*\n)?\s*- *\{{ *{_KEY}: ")
_NAMED = re.compile(rf"{_START}{_KEY}:[ ]*\n +{_KEY}: .+\n +{_KEY}: ")


def looks_like_yaml(text: str) -> bool:
    """Tell whether a text begins with records as YAML writes them: keys below each other."""
    head = text[:20_000]
    return bool(_RECORD.match(head) or _FLOW.match(head) or _NAMED.match(head))


def read_yaml(source: Source) -> Listing:
    """Read a YAML document, or a stream of one record each. Raises InvalidPage."""
    documents = yaml_documents(source.path, source.text)
    if not documents:
        raise InvalidPage(
            "is YAML without content", file=source.path, remedy="bring a list of titles and summaries"
        )
    document = documents[0] if len(documents) == 1 else Placed(1, PlacedList(documents))
    return records_listing(source.path, "yaml", document, source.warnings)
