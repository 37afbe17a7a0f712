"""The items of feeds that need not be made: of episodes that are what they were, as text.

Every feed says the same of an episode, in the same place of the document. So an item is taken from a feed
made before it, or from the page that stands where it is to be, if that lies there as it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.catalogue.show import Episode
from pipeline.freshness.made import Made
from pipeline.publishing.feeds.cutting import cut_page, written_guid
from pipeline.publishing.feeds.soundbites import passage_name

_SHOW = "items"  # what all items say of the show, among what was made
_MOST = 2_000  # items in memory, about 10 MB


class KnownItems:
    """Gives items by the slugs of their episodes, which have these `keys`.

    `about` is the key of what all items say of the show.
    """

    def __init__(self, made: Made, keys: Mapping[str, str], about: str) -> None:
        self._made, self._keys = made, keys
        self._same_show = made.knows(_SHOW, about)
        made.value(_SHOW, about, list)
        self._lately: dict[str, bytes] = {}

    def of_page(self, path: str, episodes: Iterable[Episode]) -> dict[str, bytes]:
        """Give the items that are known of those that the page at a path is to have."""
        known = {e.slug: self._lately[e.slug] for e in episodes if e.slug in self._lately}
        same = [e for e in episodes if e.slug not in known and self._is_same(e.slug)]
        page = cut_page(self._made.before(path)) if same else None
        if page is not None:
            standing = ((e.slug, page.by_guid.get(written_guid(e.guid))) for e in same)
            known |= {slug: item for slug, item in standing if item is not None}
        return known

    def keep(self, items: Mapping[str, bytes]) -> None:
        """Keep items for the pages that come; of a large show only the last."""
        if len(self._lately) + len(items) > _MOST:
            self._lately.clear()
        self._lately.update(items)

    def _is_same(self, slug: str) -> bool:
        """Tell whether an episode is what it was when the pages that stand were made.

        Whoever makes an item asks for its passage with the episode's key; where the passage was last asked
        for with this one, so was the item on every page.
        """
        return self._same_show and self._made.knows(passage_name(slug), self._keys[slug])
