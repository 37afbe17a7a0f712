"""What search engines read: schema.org's PodcastSeries and PodcastEpisode as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from pipeline.audio.origin import SCHEMA_SOURCE_TYPE
from pipeline.catalogue.show import Episode, Show
from pipeline.layout import addresses
from pipeline.publishing.site.library import ListedEpisode, Topic, line, web_links, whole_seconds

# In a page a script's text ends at «</», whatever the JSON around it says (HTML, 4.12.1.3).
_ESCAPES = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)


def series_data(show: Show, topic: Topic | None = None) -> str:
    """Describe the show, or the part of it that a topic's feed holds."""
    return _embed({"@context": "https://schema.org", **_series(show, topic)})


def episode_data(show: Show, heard: ListedEpisode) -> str:
    """Describe an episode with its recording."""
    duration = iso_duration(whole_seconds(heard.record))
    return _embed(
        {
            "@context": "https://schema.org",
            "@type": "PodcastEpisode",
            "@id": addresses.episode_url(show, heard.episode),
            "url": addresses.episode_url(show, heard.episode),
            "name": line(addresses.display_title(heard.episode)) or heard.slug,
            "description": line(heard.episode.summary),
            "datePublished": heard.day,
            **_place(heard.episode),
            "timeRequired": duration,
            "inLanguage": show.language,
            "image": addresses.url(show, heard.picture),
            "keywords": [name for name, _ in heard.topics],
            "isAccessibleForFree": True,
            "associatedMedia": {
                "@type": "AudioObject",
                "contentUrl": addresses.audio_url(show, heard.record),
                "encodingFormat": addresses.MIME_TYPES[".mp3"],
                "contentSize": str(heard.record.audio_bytes),
                "duration": duration,
                "digitalSourceType": SCHEMA_SOURCE_TYPE,
            },
            "partOfSeries": {
                "@type": "PodcastSeries",
                "@id": addresses.url(show),
                "name": line(show.title),
                "url": addresses.url(show),
            },
        }
    )


def _place(episode: Episode) -> dict[str, Any]:
    """Say which episode it is, of which season, and where its page was before; only what there is."""
    number, season = episode.shown_number, episode.season
    return {
        **({"episodeNumber": number} if number is not None else {}),
        **(
            {"partOfSeason": {"@type": "PodcastSeason", "seasonNumber": season}} if season is not None else {}
        ),
        **({"sameAs": addresses.ascii_url(episode.link)} if episode.link else {}),
        **({"isFamilyFriendly": not episode.explicit} if episode.explicit is not None else {}),
    }


def iso_duration(seconds: int) -> str:
    """Write a length as ISO 8601 does: PT1M30S."""
    minutes, rest = divmod(seconds, 60)
    return f"PT{minutes}M{rest}S" if minutes else f"PT{rest}S"


def _series(show: Show, topic: Topic | None) -> dict[str, Any]:
    slug = topic.slug if topic else None
    page = addresses.page_url(show, addresses.topic_page(topic.slug)) if topic else addresses.url(show)
    return {
        "@type": "PodcastSeries",
        "@id": page,
        "url": page,
        "name": f"{line(show.title)}: {topic.name}" if topic else line(show.title),
        "description": line(show.description),
        "image": addresses.url(show, addresses.cover_path(None if show.cover.image else slug)),
        "inLanguage": show.language,
        "author": {"@type": "Organization", "name": line(show.credit)},
        "webFeed": addresses.feed_url(show, slug),
        **({"sameAs": [link.url for link in web_links(show.apps)]} if show.apps and not topic else {}),
    }


def _embed(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
