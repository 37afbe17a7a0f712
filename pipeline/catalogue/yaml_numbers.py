"""YAML as version 1.2 reads it, as far as numbers go: 010 is ten, and 1:30 is no number.

PyYAML reads version 1.1, where a leading nought means octal, and a colon means sixtieths.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

import yaml

from pipeline.catalogue.limits import MOST_DIGITS

_INTEGER = re.compile(r"[-+]?[0-9]+$")
_DECIMAL = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$|[-+]?[0-9]+[eE][-+]?[0-9]+$"
    r"|[-+]?\.(?:inf|Inf|INF)$|\.(?:nan|NaN|NAN)$"
)
TEXT = "tag:yaml.org,2002:str"
_REPLACED = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}


class Loader(yaml.SafeLoader):
    """PyYAML's safe loader with the numbers of YAML 1.2."""


def _integer(loader: Loader, node: yaml.ScalarNode) -> int | str:
    """Read a whole number in tens; one of too many digits stays as it is written."""
    text = str(loader.construct_scalar(node))
    return int(text, 10) if len(text) <= MOST_DIGITS else text


def _decimal(loader: Loader, node: yaml.ScalarNode) -> float | str:
    """Read a number with a point; what is no finite one stays as it is written."""
    text = str(loader.construct_scalar(node))
    number = float(re.sub(r"\.(?=inf|nan)", "", text.lower()))
    return number if isfinite(number) else text


def plain_tag(text: str) -> str:
    """Give the tag of a plain text that is not empty, by its look; of most it is that of a text."""
    looks = Loader.yaml_implicit_resolvers
    found = (tag for sign in (text[0], None) for tag, look in looks.get(sign, ()) if look.match(text))
    return str(next(found, TEXT))


def read_yaml(text: str) -> Any:
    """Read a YAML text. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=Loader)  # noqa: S506 - it is a safe loader


Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag not in _REPLACED]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:int", _INTEGER, list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:float", _DECIMAL, list("-+0123456789."))
Loader.add_constructor("tag:yaml.org,2002:int", _integer)
Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
