"""Lines of «Key: value» below a heading, as Notion and people write the facts of an episode."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.catalogue.importing.column_names import is_known
from pipeline.catalogue.importing.readers.markdown_blocks import Block
from pipeline.catalogue.importing.readers.marks import without_marks

_PROPERTY = re.compile(r"(?:\*\*|__)?([^\W\d_][^:\n]{0,40}?)(?:\*\*|__)?\s*:(?:\*\*|__)?(?:\s+(.*)|$)")


def property_of(line: str) -> tuple[str, str] | None:
    """Take a line of «Key: value» apart whose key is a name people give to a column of a list."""
    match = _match(line, any_name=False)
    return (without_marks(match[1]), without_marks(match[2] or "")) if match else None


def taken_properties(
    blocks: Sequence[Block], *, any_name: bool = False
) -> tuple[dict[str, str], list[Block]]:
    """Take the lines of facts at the head of some blocks; gives them by name, and the blocks that are left.

    With `any_name` every name counts, else only those that people give to the columns of a list.
    """
    found: dict[str, str] = {}
    for position, block in enumerate(blocks):
        if block.kind not in {"paragraph", "item"} or not _are_properties(block, any_name=any_name):
            return found, list(blocks[position:])
        follows = block.kind == "paragraph" and position > 0 and blocks[position - 1].kind == "paragraph"
        if follows and not _are_properties(block, any_name=False):
            return found, list(blocks[position:])
        last = ""
        for line in block.lines:
            match = _match(line, any_name=any_name)
            if match:
                last = without_marks(match[1])
                found[last] = without_marks(match[2] or "")
            elif last:
                found[last] = f"{found[last]} {without_marks(line)}".strip()
    return found, []


def _are_properties(block: Block, *, any_name: bool) -> bool:
    matches = [_match(line, any_name=any_name) for line in block.lines]
    return bool(matches[0]) and (block.kind == "item" or len(matches) == sum(map(bool, matches)) or any_name)


def _match(line: str, *, any_name: bool) -> re.Match[str] | None:
    match = _PROPERTY.fullmatch(line.strip())
    if match is None or not (any_name or is_known(match[1])):
        return None
    return match
