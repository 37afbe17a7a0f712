"""«Further reading» of an episode file: links added at its end, every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.catalogue.importing.reading_lists.links import ListedLink
from pipeline.catalogue.notes import FURTHER_READING
from pipeline.catalogue.text import heading_words

_HEADING = re.compile(r"^##[ \t]+(?P<name>\S[^\r\n]*)\r?$", re.MULTILINE)


def with_further_reading(text: str, links: Sequence[ListedLink]) -> str:
    """Give an episode file's text with links added to its further reading, begun where there is none."""
    end = "\r\n" if "\r\n" in text else "\n"
    items = "".join(f"- [{link.title}]({link.url}){end}" for link in links)
    headings = list(_HEADING.finditer(text))
    place = next(
        (h for h in headings if heading_words(h["name"]).casefold() == FURTHER_READING.casefold()), None
    )
    if place is None:
        return f"{text.rstrip()}{end}{end}## {FURTHER_READING}{end}{items}"
    following = next((h.start() for h in headings if h.start() > place.start()), len(text))
    part = text[place.end() : following]
    kept = part.rstrip()
    gap = part[len(kept) :] if following < len(text) else ""
    return f"{text[: place.end()]}{kept}{end}{items}{gap.removeprefix(end)}{text[following:]}"
