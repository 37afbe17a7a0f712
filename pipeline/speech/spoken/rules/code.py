"""Code-like tokens: special tokens, calls, snake_case, camelCase."""

from __future__ import annotations

import re

from pipeline.speech.spoken.rules.rule import Context, rule, spelled_if_unsayable

# Names in which a capital follows such a beginning, and no new word: McDonald, LeBron, O'Neil.
_PREFIXES = frozenset("Mc Mac De Di Du La Le Van Von Fitz O Ph".split())
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@rule(r"<[|/]?(?P<name>[\w-]+)\|?>|\[(?P<name2>[A-Z_]+)\]", "<[")
def special_token(match: re.Match[str], _: Context) -> str:
    """Say «<|im_start|>» and «[BOS]» without their brackets."""
    return str(match["name"] or match["name2"]).replace("_", " ").replace("-", " ")


@rule(r"(?P<name>[A-Za-z_][\w.]*)\(\)", "(")
def call(match: re.Match[str], context: Context) -> str:
    """Say «foo()» as «foo»."""
    return context.reread(match["name"])


@rule(r"\w*_\w+", "_")
def snake_case(match: re.Match[str], _: Context) -> str:
    """Say «max_new_tokens» word by word; constants in capitals too."""
    words = match[0].strip("_").split("_")
    if match[0].isupper() and all(len(word) > 2 for word in words):
        return " ".join(words).lower()
    return " ".join(map(spelled_if_unsayable, words))


@rule(r"[A-Za-z]+(?:[a-z][A-Z])[A-Za-z]*(?P<of>['’]s)?")
def camel_case(match: re.Match[str], _: Context) -> str | None:
    """Say «getUserName» word by word, but «McDonald» as one name."""
    parts = _HUMP.split(match[0])
    if parts[0] in _PREFIXES or all(len(part) == 1 for part in parts) or parts[-1] in ("s", "'s"):
        return None
    return " ".join(parts)
