"""The files of episodes that a list adds: who they are, what the list says of them, and its notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.catalogue.identity import free_slug, lasting_guid
from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.importing.notes_text import episode_body
from pipeline.catalogue.importing.plan import PlannedEpisode
from pipeline.catalogue.importing.sameness import Known
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import slug_of
from pipeline.catalogue.yaml_edit import Value, front_matter
from pipeline.layout.folders import EPISODES


def new_files(show: Show, items: Sequence[Item], known: Sequence[Known]) -> list[PlannedEpisode]:
    """Give each item, numbered and dated, a free slug, a lasting guid if it has none, and its file."""
    slugs = {slug for episode in known for slug in episode.slugs}
    guids = {episode.guid for episode in known} | {item.guid for item in items}
    planned = []
    for item in items:
        slug = free_slug(slug_of(item.slug) or item.title, slugs)
        guid = item.guid or lasting_guid(show.site_url, slug, guids)
        slugs.add(slug)
        guids.add(guid)
        content = front_matter(_facts(show, item, guid), blank=() if item.summary else ("summary",))
        content += episode_body(item.notes, item.reading)
        draft = bool(item.draft) or not item.summary
        path = show.root / EPISODES / f"{slug}.md"
        planned.append(PlannedEpisode(slug, item.title, path, content, draft=draft))
    return planned


def _facts(show: Show, item: Item, guid: str) -> dict[str, Any]:
    facts: dict[str, Value | None] = {
        "guid": guid,
        "number": item.number,
        "title": item.title,
        "subtitle": item.subtitle,
        "summary": item.summary,
        "topics": item.topics,
        "published": item.published,
        "season": item.season,
        "episode_number": item.episode_number,
        "episode_type": item.episode_type if item.episode_type != "full" else None,
        "explicit": item.explicit if item.explicit != show.feed.explicit else None,
        "link": item.link,
        "reference_seconds": item.reference_seconds,
        "draft": item.draft or None,
    }
    return facts
