"""Bullet and numbered lists of Markdown: an item is an episode, the headings above it its topics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pipeline.catalogue.importing.column_names import meanings
from pipeline.catalogue.importing.listing import Listing, Row
from pipeline.catalogue.importing.readers.front import facts_of_front, heading_path
from pipeline.catalogue.importing.readers.markdown_blocks import Block
from pipeline.catalogue.importing.readers.marks import Entry, is_split, taken_apart, without_marks
from pipeline.catalogue.importing.readers.properties import property_of
from pipeline.catalogue.importing.readers.source import Source
from pipeline.errors import InvalidPage

_DAY = re.compile(r"[(\[]?(\d{4}-\d{2}-\d{2})[)\]]?\s*(?:[:—–,]|-(?=\s))?\s+(?=\S)")
_DAY_AT_END = re.compile(r"(?<!\s)\s*(?:[(\[](\d{4}-\d{2}-\d{2})[)\]]|[,;—–-]\s*(\d{4}-\d{2}-\d{2}))\s*\.?$")
_HASHTAGS = re.compile(r"(?:(?<=\s)#[^\W\d][\w/-]*\s*)+$")
# After these words a sentence goes on.
_GO_ON = frozenset(
    "a an the and or nor but of to by in on at for from with without as than which that who whom whose where "
    "when because if while into over under between its their his her our your is are was were be".split()
)
_COLUMNS = ("number", "title", "subtitle", "summary", "notes", "topics", "published", "link")
_FACTS = frozenset(
    "published topics season number link reference_seconds guid slug explicit episode_type draft".split()
)


@dataclass(slots=True)
class Item:
    """An item of a list with all that stands below it."""

    block: Block
    topics: list[str] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)  # nested items and further paragraphs

    @property
    def nested(self) -> list[Block]:
        """Give the items below."""
        return [block for block in self.below if block.kind == "item"]


def read_markdown_list(source: Source, blocks: Sequence[Block]) -> Listing:
    """Read the items of the lists of a text. Raises InvalidPage where there are none."""
    items = top_items(blocks)
    if not items:
        raise InvalidPage("has no list", file=source.path, remedy="write each episode as «- Title: summary»")
    first = items[0].block.line
    if are_topics(items):
        items = _one_level_down(items)
    rows = _rows(items)
    there = dict.fromkeys(name for row in rows for name in row.cells)
    columns = tuple([name for name in _COLUMNS if name in there] + [n for n in there if n not in _COLUMNS])
    about = facts_of_front(blocks, first)
    return Listing(source.path, "markdown-list", tuple(rows), columns, about, warnings=source.warnings)


def top_items(blocks: Sequence[Block]) -> list[Item]:
    """Gather the items that are not nested in another, with what stands below each."""
    paths = heading_path(blocks, [block for block in blocks if block.kind == "item"])
    items: list[Item] = []
    base: int | None = None
    for block in blocks:
        if block.kind in {"heading", "rule", "table"}:
            base = None
        elif block.kind == "item" and (base is None or block.level <= base + 1):
            base = block.level if base is None else min(base, block.level)
            items.append(Item(block, list(paths[block.line])))
        elif base is not None and (block.kind == "item" or block.level > base or not block.apart):
            items[-1].below.append(block)
        elif block.kind != "code":
            base = None
    return items


def are_topics(items: Sequence[Item]) -> bool:
    """Tell whether the outer items are topics, and the episodes the items below them."""
    parents = [item for item in items if item.nested]
    nested = [block for item in parents for block in item.nested if block.level == item.nested[0].level]
    if 2 * len(parents) < len(items) or len(nested) < 2 or any(is_split(item.block.text) for item in parents):
        return False
    return sum(is_split(block.text) for block in nested) > 0.6 * len(nested)


def _one_level_down(items: Sequence[Item]) -> list[Item]:
    inner: list[Item] = []
    for item in items:
        topic = without_marks(item.block.text).rstrip(":")
        base = item.nested[0].level if item.nested else 0
        if not item.nested:
            inner.append(item)
        for block in item.below:
            if block.kind == "item" and block.level <= base + 1:
                inner.append(Item(block, [*item.topics, topic]))
            elif inner and item.nested and block.line > item.nested[0].line:
                inner[-1].below.append(block)
    return inner


def _rows(items: Sequence[Item]) -> list[Row]:
    texts, facts, below = [], [], []
    width = max((len(line) for item in items for line in item.block.lines), default=0)
    for item in items:
        facts_below = _taken_facts(item)
        summary = _summary_below(item.block, width)
        text, found = without_facts(item.block.lines[0] if summary else _own_text(item.block))
        found |= facts_below
        texts.append(text)
        facts.append(found)
        below.append(summary)
    entries = [
        replace(entry, summary=summary, subtitle=entry.summary) if summary else entry
        for entry, summary in zip(taken_apart(texts), below, strict=True)
    ]
    numbered = _count_up(items)
    return [
        Row(item.block.line, _cells(item, entry, found, numbered=numbered))
        for item, entry, found in zip(items, entries, facts, strict=True)
    ]


def _summary_below(block: Block, width: int) -> str:
    """Give the summary on the lines below «Title: subtitle»; «» where they only go on with the first.

    Where a text is broken to fit a width, the next word had no room on the line; here it had, beside the
    longest line of the list.
    """
    first, *rest = block.lines
    following = " ".join(" ".join(rest).split())
    if not following or not is_split(first) or first.rstrip()[-1] in ",;:—–-.!…":
        return ""
    if first.split()[-1].casefold() in _GO_ON:
        return ""
    begins = following.lstrip("\"'“‘«([")[:1]
    had_room = len(first) + 1 + len(following.split()[0]) <= width
    return without_marks(following) if had_room and (begins.isupper() or begins.isdigit()) else ""


def _own_text(block: Block) -> str:
    """Join the lines of an item; a title alone on its first line is parted from what follows."""
    first, *rest = block.lines
    following = " ".join(" ".join(rest).split())
    if not following or not first.strip():
        return f"{first} {following}".strip()
    alone = len(first) <= 100 and first.rstrip()[-1] not in ",;:—–-" and following[0].isupper()
    is_title = alone and not is_split(first) and not first.rstrip().endswith((".", "!"))
    if is_title or re.fullmatch(r"(\*\*|__).+\1:?|\[[^\]]+\]\(\S+\)", first.strip()):
        return f"{first.strip().rstrip(':')}: {following}"
    return f"{first} {following}"


def without_facts(text: str) -> tuple[str, dict[str, Any]]:
    """Take a day at the head or the end of an item from it, and the hashtags at its end."""
    found: dict[str, Any] = {}
    if tags := _HASHTAGS.search(text):
        found["tags"] = [tag.lstrip("#").replace("-", " ").replace("_", " ") for tag in tags[0].split()]
        text = text[: tags.start()].rstrip()
    if day := _DAY.match(text):
        found["published"] = day[1]
        text = text[day.end() :]
    elif day := _DAY_AT_END.search(text):
        found["published"] = day[1] or day[2]
        text = text[: day.start()]
    return text, found


def _taken_facts(item: Item) -> dict[str, Any]:
    """Take the lines of «Topics: …», «Date: …» from an item and from what stands below it."""
    facts: dict[str, Any] = {}

    def is_fact(line: str) -> bool:
        found = property_of(without_marks(line))
        if found is None or not any(f in _FACTS and sure == 3 for f, sure, _ in meanings(found[0])):
            return False
        facts[found[0]] = found[1]
        return True

    first, *rest = item.block.lines
    item.block.lines = [first, *(line for line in rest if not is_fact(line))]
    item.below = [
        block
        for block in item.below
        if block.kind not in {"item", "paragraph"} or len(block.lines) > 1 or not is_fact(block.text)
    ]
    return {name: value for name, value in facts.items() if value}


def _count_up(items: Sequence[Item]) -> bool:
    numbers = [int(mark[:-1]) for item in items if (mark := item.block.mark)[:-1].isdecimal()]
    return len(numbers) == len(items) > 1 and all(a < b for a, b in pairwise(numbers))


def _cells(item: Item, entry: Entry, found: dict[str, Any], *, numbered: bool) -> dict[str, Any]:
    summary, notes = entry.summary, list(item.below)
    if not summary and notes:
        summary = without_marks(notes.pop(0).text)
    cells = {
        "number": int(item.block.mark[:-1]) if numbered else None,
        "title": entry.title,
        "subtitle": entry.subtitle,
        "summary": summary,
        "notes": notes_text(notes),
        "topics": [*item.topics, *found.pop("tags", [])],
        "link": entry.link,
    } | found
    return {name: value for name, value in cells.items() if value}


def notes_text(blocks: Sequence[Block]) -> str:
    """Give blocks as Markdown, at the margin, as an episode's notes have them."""
    if not blocks:
        return ""
    least = min((block.level for block in blocks if block.kind in {"item", "paragraph"}), default=0)
    parts: list[str] = []
    for block in blocks:
        margin = 0 if block.kind in {"heading", "code", "table", "rule"} else least
        text = "\n".join(line[min(margin, len(line) - len(line.lstrip())) :] for line in block.raw)
        tight = parts and block.kind == "item" and not block.apart
        parts.append(("\n" if tight else "\n\n" if parts else "") + text)
    return "".join(parts).strip()
