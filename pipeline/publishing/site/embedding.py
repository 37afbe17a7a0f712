"""How pages of others show an episode: a frame with its player, and what tells them of it (oEmbed 1.0)."""

from __future__ import annotations

from html import escape
from typing import Any

from pipeline.catalogue.show import Show
from pipeline.layout import addresses
from pipeline.publishing.site.library import ListedEpisode, line
from pipeline.publishing.site.search_index import compact
from pipeline.publishing.site.shards import MARK

WIDTH, HEIGHT = 600, 152  # CSS pixels; the player fits any width from 240 on
_THUMBNAIL = 640  # one of the sizes that covers are kept in


def iframe(show: Show, heard: ListedEpisode) -> str:
    """Give the HTML that shows an episode's player in a page of somebody else's."""
    address = addresses.page_url(show, addresses.embed_page(heard.slug))
    name = f"{heard.title} – {line(show.title)}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(name)}" width="100%" height="{HEIGHT}" '
        'style="border:0;max-width:45rem" loading="lazy" allow="autoplay; clipboard-write"></iframe>'
    )


def oembed_json(show: Show, heard: ListedEpisode) -> str:
    """Give the answer to a site that asks how to embed an episode: type «rich», section 2.3.4.4.

    It stands in a file, so that it is the same whatever width is asked for; the frame takes any.
    """
    about: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": heard.title,
        "author_name": line(show.credit),
        "provider_name": line(show.title),
        "provider_url": addresses.url(show),
        "html": iframe(show, heard),
        "width": WIDTH,
        "height": HEIGHT,
        "thumbnail_url": addresses.url(show, addresses.thumbnail_path(heard.cover, _THUMBNAIL)),
        "thumbnail_width": _THUMBNAIL,
        "thumbnail_height": _THUMBNAIL,
    }
    return MARK + compact(about)[1:]
