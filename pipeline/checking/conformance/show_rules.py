"""What a feed must keep of the show it is of: each rule yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue.show import Episode, Show
from pipeline.checking.conformance.judged_feed import JudgedFeed, date, text
from pipeline.layout import addresses


@dataclass(frozen=True, slots=True, eq=False)
class ShowFeed:
    """A feed with all its pages, and what it should be of."""

    show: Show
    topic_slug: str | None
    episodes: Sequence[Episode]  # rendered, and of the topic
    pages: Sequence[JudgedFeed]

    @property
    def dates(self) -> Mapping[str, str]:
        """Give the dates of the items by their guids, as written."""
        return {text(item, "guid"): text(item, "pubDate") for page in self.pages for item in page.items}


Rule = Callable[[ShowFeed], Iterator[str]]


def _identity(feed: ShowFeed) -> Iterator[str]:
    """Ask for the podcast:guid that was assigned once: apps take another for another podcast."""
    wanted = addresses.podcast_guid(feed.show, feed.topic_slug)
    if text(feed.pages[0].channel, "podcast:guid") != wanted:
        yield f"its podcast:guid is not {wanted}, which it was given"


def _episodes(feed: ShowFeed) -> Iterator[str]:
    """Ask for the guids and dates of the episode files: they never change."""
    known = {episode.guid: episode for episode in feed.episodes}
    for guid, written in feed.dates.items():
        episode = known.get(guid)
        if episode is None:
            yield f"it lists {guid}, which is no rendered episode of it: run `ninety publish`"
        elif date(written) != episode.published.replace(microsecond=0):
            yield f"«{episode.title}» is dated {written!r}, not as its file says"


def _complete(feed: ShowFeed) -> Iterator[str]:
    """Ask for every episode up to the newest listed one; later ones may be waiting for their day."""
    listed = feed.dates
    newest = max((one.published for one in feed.episodes if one.guid in listed), default=None)
    for episode in feed.episodes:
        if newest and episode.guid not in listed and episode.published <= newest:
            yield f"«{episode.title}» is rendered and not listed: run `ninety publish`"


SHOW_RULES: Mapping[str, Rule] = {
    "stored-guid": _identity,
    "permanent-guids": _episodes,
    "every-episode": _complete,
}
