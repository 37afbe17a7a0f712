"""What an item says of its episode in figures and signs: guid, numbers, kind, length, topics, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from pipeline.catalogue.importing.readers.feed.elements import Element
from pipeline.catalogue.importing.readers.feed.html_text import title_text
from pipeline.catalogue.importing.readers.feed.texts import web_link
from pipeline.catalogue.limits import HIGHEST_WITHIN_SEASON
from pipeline.catalogue.text import slug_of
from pipeline.catalogue.values import BadValueError, topic

DATES = ("pubDate", "published", "dc:date", "issued", "created", "updated", "modified")
_MOST_KEYWORDS = 12
_SAY_NOTHING = frozenset(
    {"podcast", "podcasts", "episode", "episodes", "uncategorized", "uncategorised", "full"}
)
_EXPLICIT = {
    "yes": True,
    "true": True,
    "explicit": True,
    "1": True,
    "no": False,
    "false": False,
    "clean": False,
}
_DURATIONS = (
    re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})(?:[.,]\d+)?"),
    re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?", re.IGNORECASE),
    re.compile(
        r"(?:(\d{1,4})\s*h(?:(?:ou)?rs?)?\.?)?[\s,]*(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?\.?)?[\s,]*"
        r"(?:(\d{1,6})\s*s(?:ec(?:ond)?s?)?\.?)?",
        re.IGNORECASE,
    ),
)
_LONGEST_SECONDS = 86_400


def guid_of(item: Element) -> str:
    """Give the guid exactly as the feed has it, but for space around it; empty where it has none."""
    guid = item.say("guid", "id")
    return " ".join(guid.split()) if re.search(r"[\t\r\n]", guid) else guid


def enclosure_of(item: Element) -> str:
    """Give the address of the recording."""
    return item.get("enclosure", "url") or _related(item, "enclosure") or item.get("media:content", "url")


def link_of(item: Element, page_of_show: str = "") -> str:
    """Give the address of the episode's page: its link, or a guid that says it is one.

    A link that is relative is so to the page of the show.
    """
    link = item.say("link") or _related(item, "alternate")
    guid = item.all("guid")
    if link and page_of_show and "://" not in link:
        link = urljoin(f"{page_of_show}/", link)
    if not link and guid and guid[0].attributes.get("isPermaLink", "true").strip().lower() != "false":
        link = guid_of(item)
    return web_link(link)


def _related(item: Element, relation: str) -> str:
    for one in (*item.all("link"), *item.all("atom:link")):
        if one.attributes.get("rel", "alternate") == relation and one.attributes.get("href"):
            return one.attributes["href"].strip()
    return ""


def season_of(item: Element) -> int | None:
    """Give the season's number."""
    return _number(item.say("itunes:season", "podcast:season"))


def episode_number_of(item: Element) -> int | None:
    """Give the number that apps show."""
    return _number(item.say("itunes:episode", "podcast:episode"))


def _number(written: str) -> int | None:
    found = re.fullmatch(r"[#s]?0*([1-9]\d{0,4})(?:\.0+)?", written, re.IGNORECASE)
    return int(found[1]) if found and int(found[1]) <= HIGHEST_WITHIN_SEASON else None


def episode_type_of(item: Element) -> str:
    """Give full, trailer or bonus; empty where the feed says none of them."""
    kind = item.say("itunes:episodeType").lower()
    return kind if kind in {"full", "trailer", "bonus"} else ""


def explicit_of(element: Element) -> bool | None:
    """Read itunes:explicit of an item or of the channel, in all its spellings."""
    return _EXPLICIT.get(element.say("itunes:explicit", "googleplay:explicit").lower())


def seconds_of(item: Element) -> float | None:
    """Read itunes:duration: seconds, «12:34», «1:02:03», «1h 2m»; None where it is none of them."""
    written = item.say("itunes:duration", "duration") or item.get("media:content", "duration")
    seconds = _seconds(" ".join(written.split()))
    return float(seconds) if 1 <= seconds <= _LONGEST_SECONDS else None


def _seconds(text: str) -> int:
    if re.fullmatch(r"\d{1,9}(?:[.,]\d+)?", text):
        return int(float(text.replace(",", ".")) + 0.5)
    found = next((match for shape in _DURATIONS if (match := shape.fullmatch(text))), None)
    hours, minutes, seconds = (int(part or 0) for part in (found.groups() if found else (0, 0, 0)))
    return hours * 3600 + minutes * 60 + seconds


class Topics:
    """The topics of a feed's items, each spelled everywhere as where it was met first."""

    def __init__(self) -> None:
        self._spellings: dict[str, str] = {}

    def of(self, item: Element) -> tuple[str, ...]:
        """List the topics of an item: its categories, or its keywords where it has none."""
        names = [name for name in _categories(item) if self._is_topic(name)]
        keywords = re.split(r"[,;]", item.say("itunes:keywords", "media:keywords"))
        named = names or [name for name in map(title_text, keywords) if self._is_topic(name)][:_MOST_KEYWORDS]
        return tuple(dict.fromkeys(self._spellings.setdefault(slug_of(name), name) for name in named))

    def _is_topic(self, name: str) -> bool:
        try:
            return topic(name).casefold() not in _SAY_NOTHING
        except BadValueError:
            return False


def _categories(item: Element) -> Iterator[str]:
    for one in (*item.all("category"), *item.all("dc:subject")):
        yield title_text(
            one.text.strip() or one.attributes.get("label", "") or one.attributes.get("term", "")
        )
    for one in item.all("itunes:category"):
        yield title_text(one.attributes.get("text", ""))
