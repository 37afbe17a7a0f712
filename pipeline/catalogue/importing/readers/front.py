"""What stands above and around the episodes of a Markdown text: the show's title, its topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.catalogue.importing.listing import ShowFacts
from pipeline.catalogue.importing.readers.markdown_blocks import Block
from pipeline.catalogue.importing.readers.marks import without_marks


def show_heading(blocks: Sequence[Block]) -> Block | None:
    """Find the heading that names the show: the first of all, above all others in rank."""
    headings = [block for block in blocks if block.kind == "heading"]
    if not headings or any(heading.level <= headings[0].level for heading in headings[1:]):
        return None
    return headings[0]


def facts_of_front(blocks: Sequence[Block], first: int) -> ShowFacts:
    """Take the show's title and description from what stands before the line of the first episode."""
    heading = show_heading([block for block in blocks if block.line < first or block.kind == "heading"])
    if heading is None or heading.line >= first:
        front = [block for block in blocks if block.line < first]
        return _title_line(front) if len(front) == 1 else ShowFacts()
    paragraphs = []
    for block in blocks:
        if block.line <= heading.line:
            continue
        if block.line >= first or block.kind != "paragraph":
            break
        paragraphs.append(without_marks(block.text))
    return ShowFacts(title=without_marks(heading.text), description="\n\n".join(paragraphs))


def _title_line(front: Sequence[Block]) -> ShowFacts:
    """Take a short line that stands alone above a list as the show's title."""
    text = without_marks(front[0].text)
    if front[0].kind != "paragraph" or len(text) > 100 or text.endswith((":", ".", "!", "?")):
        return ShowFacts()
    return ShowFacts(title=text)


def heading_path(blocks: Sequence[Block], wanted: Iterable[Block]) -> dict[int, list[str]]:
    """Give, by line, the headings above each wanted block, the show's own left out."""
    lines = {block.line for block in wanted}
    show = show_heading(blocks)
    path: list[Block] = []
    found: dict[int, list[str]] = {}
    for block in blocks:
        if block.kind == "heading":
            path = [heading for heading in path if heading.level < block.level]
            if block.line in lines:
                found[block.line] = _names(path, show)
            path.append(block)
        elif block.line in lines:
            found[block.line] = _names(path, show)
    return found


def _names(path: Sequence[Block], show: Block | None) -> list[str]:
    return [without_marks(heading.text) for heading in path if heading is not show]
