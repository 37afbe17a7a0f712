"""Which kind of list a text is: each kind has a sign that the others have not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from pipeline.catalogue.importing.column_names import is_exactly_known
from pipeline.catalogue.importing.readers.delimited import separation
from pipeline.catalogue.importing.readers.headings import episode_sections
from pipeline.catalogue.importing.readers.json_lists import looks_like_json, looks_like_json_lines
from pipeline.catalogue.importing.readers.markdown_blocks import Block, markdown_blocks, sections
from pipeline.catalogue.importing.readers.marks import is_split
from pipeline.catalogue.importing.readers.notion import is_notion_name
from pipeline.catalogue.importing.readers.posts import MARKDOWN, front_matter_of, is_post
from pipeline.catalogue.importing.readers.properties import property_of, taken_properties
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.importing.readers.topic_pages import looks_like_topic_page
from pipeline.catalogue.importing.readers.yaml_lists import looks_like_yaml
from pipeline.errors import InvalidPage

_YAML = frozenset({".yaml", ".yml"})
_GROUPING = re.compile(
    r"(?:season|part|unit|module|week|chapter|section|block|volume|book|staffel|teil|modul|woche|kapitel|block|"
    r"saison|partie|module|semaine|chapitre|temporada|parte|unidad|semana|capítulo)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 200_000  # characters


def kind_of_text(source: Source) -> str:
    """Tell what kind of list a text is; plain lines where it shows no sign of another."""
    text = source.text
    head = text if len(text) <= _LOOKED_AT else text[: text.rfind("\n", 0, _LOOKED_AT)]
    if looks_like_topic_page(head):
        return "topic-page"
    found = "jsonl" if looks_like_json_lines(head) else _post_kind(source, text)
    return found or _data_kind(source, head) or _markdown_kind(source, markdown_blocks(head))


def _data_kind(source: Source, head: str) -> str:
    """Tell JSON, YAML and tables; nothing where a text is none of them."""
    if looks_like_json(head):
        return "json"
    if looks_like_yaml(head) or (source.suffix in _YAML and _is_yaml(head)):
        return "yaml"
    separated = separation(head)
    is_marked = bool(re.match(r"\s*(?:#{1,6} |[-*+•] |\d+[.)] |\|.*\|\s*\n\s*\|?\s*:?-)", head))
    if separated and separated.is_sure and not is_marked and not _has_table(head, separated.separator):
        return "tsv" if separated.separator == "\t" else "csv"
    return ""


def _post_kind(source: Source, text: str) -> str | None:
    """Tell a post with front matter from a page with front matter that holds a list."""
    start = text.lstrip()
    if not (start.startswith(("---", "+++")) or (start.startswith("{") and source.suffix in MARKDOWN)):
        return None
    if source.suffix in _YAML:
        return None
    try:
        post = front_matter_of(source.path, text)
    except InvalidPage:
        return "posts" if source.suffix in MARKDOWN else None
    if post is None:
        return None
    if not is_post(post.values) and (kind := _list_in(post.body)):
        return kind
    return "posts"


def _list_in(body: str) -> str:
    blocks = markdown_blocks(body)
    votes = _votes(blocks)
    if any(block.kind == "table" and len(block.lines) > 2 for block in blocks):
        return "markdown-table"
    return "markdown-list" if votes["markdown-list"] > 2 else "headings" if votes["headings"] > 2 else ""


def _is_yaml(head: str) -> bool:
    return bool(re.search(r"^\s*(?:- |[^\s#:][^:\n]*:(?:\s|$))", head, re.MULTILINE))


def _has_table(head: str, separator: str) -> bool:
    return separator == "|" and any(block.kind == "table" for block in markdown_blocks(head))


def _markdown_kind(source: Source, blocks: Sequence[Block]) -> str:
    if any(block.kind == "table" and len(block.lines) > 1 for block in blocks):
        return "markdown-table"
    votes = _votes(blocks)
    best = max(votes, key=lambda kind: votes[kind])
    if votes[best] > 0 and (best != "headings" or votes["headings"] > 1):
        return best
    if _is_page(source, blocks):
        return "notion"
    return "headings" if votes["headings"] else "lines"


def _votes(blocks: Sequence[Block]) -> dict[str, float]:
    """Count the headings with a paragraph below, and the items that stand in lists of their own."""
    votes = {"markdown-list": 0.0, "headings": 0.0}
    single = sum(block.kind == "heading" for block in blocks) == 1
    for heading, below in sections(blocks):
        items = [block for block in below if block.kind == "item"]
        split = sum(is_split(block.text) for block in items)
        first = next((block.kind for block in below if block.kind != "rule"), "")
        alone = heading is None and len(items) > len(below) - len(items)
        grouping = heading is not None and split > 1 and bool(_GROUPING.match(heading.text))
        is_list = bool(items) and (first == "item" or single or alone or grouping or split > 3)
        points = heading is not None and not split and _are_sentences(items)
        if is_list and not points and not _are_facts(below):
            votes["markdown-list"] += 1 + (first == "item") + split / 4
        elif heading is not None and first:
            votes["headings"] += 1
    if len(episode_sections(blocks)) < 2 and not votes["markdown-list"]:
        votes["headings"] = min(votes["headings"], 1)
    return votes


def _are_facts(below: Sequence[Block]) -> bool:
    """Tell whether what stands below a heading begins with facts of an episode («- Tags: …»).

    A title may sound like a fact («**Date palms**: …»), or be one («**Index**: …»), but not a third of them.
    """
    items = [block for block in below if block.kind == "item"]
    if not below or below[0].kind != "item" or not taken_properties(below)[0]:
        return False
    named = [found[0] for block in items if (found := property_of(block.lines[0]))]
    return 3 * sum(is_exactly_known(name) for name in named) >= len(items)


def _are_sentences(items: Sequence[Block]) -> bool:
    """Tell whether items are points of a text, which end as sentences do, and no titles."""
    ended = sum(block.text.rstrip("*_").endswith((".", "!", "?")) for block in items)
    return ended > 0.7 * len(items)


def _is_page(source: Source, blocks: Sequence[Block]) -> bool:
    """Tell whether this is the page of one episode: a heading, and facts or text below."""
    if is_notion_name(PurePath(source.path).name):
        return True
    return bool(blocks) and blocks[0].kind == "heading" and bool(taken_properties(blocks[1:])[0])
