"""The pictures of one episode: its cover in every size, and those of its chapters.

What draws is loaded only where something has to be drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.audio.artwork.about import About, fingerprint
from pipeline.building.order import Order
from pipeline.catalogue.picture import Picture
from pipeline.catalogue.show import CoverSettings
from pipeline.layout import picture_names
from pipeline.layout.record import Chapter
from pipeline.process.files import digest
from pipeline.speech.cache import EntryCache

DRAWN_PIXELS = 1400  # of a drawn cover: the least that Apple takes, in a third of the bytes of the most

COVERS = "covers"  # beside the speech cache: what was drawn, which outlasts many a change of words
COVERS_BYTES = 100_000_000  # of them; an episode's take 150,000


def drawn_cover(order: Order, pixels: int) -> bytes:
    """Give the author's own picture, or one drawn of the topic's colours and the episode's own pattern.

    What an earlier run drew of the same is kept, and not drawn again.
    """
    if order.picture:
        from pipeline.audio.artwork.own import reduced

        return reduced(order.picture, order.cover.background, pixels)
    wanted = (order.cover, order.show.title, about(order), pixels)
    if order.cache_folder is None:
        return _drawn(wanted)
    kept = EntryCache(order.cache_folder.with_name(COVERS))
    key = digest(fingerprint(), *map(repr, wanted))
    drawn = kept.get(key)
    if drawn is None:
        drawn = _drawn(wanted)
        kept.put(key, drawn)
    return drawn


def _drawn(wanted: tuple[CoverSettings, str, About, int]) -> bytes:
    from pipeline.audio.artwork.cover import draw_cover

    return draw_cover(*wanted)


def about(order: Order) -> About:
    """Give what a drawn cover is of: the first topic's colours, the episode's own title and pattern."""
    episode = order.episode
    return About(next(iter(episode.topics), None), order.look, episode.title, episode.guid)


def chapter_images(order: Order, chapters: Iterable[Chapter]) -> dict[str, str]:
    """Give the paths of the chapters' pictures, by the titles of chapters that there are."""
    titles = {chapter.title for chapter in chapters}
    return {
        title: picture_names.chapter_picture_path(order.episode.slug, picture.sha256)
        for title, picture in order.chapter_pictures
        if title in titles
    }


def chapter_pictures(order: Order, pixels: int) -> dict[str, bytes]:
    """Give the chapters' pictures at a size, by the chapters' titles."""
    if not order.chapter_pictures:
        return {}
    from pipeline.audio.artwork.own import reduced

    background = order.cover.background
    return {title: reduced(picture, background, pixels) for title, picture in order.chapter_pictures}


def art_files(order: Order, images: Mapping[str, str]) -> dict[str, bytes]:
    """Give the pictures of an episode as apps fetch them. The show's own is the show's to publish."""
    slug, background = order.episode.slug, order.cover.background
    found = {
        images[title]: _published(picture, background)
        for title, picture in order.chapter_pictures
        if title in images
    }
    if order.picture is None:
        found[picture_names.episode_cover_path(slug)] = drawn_cover(order, DRAWN_PIXELS)
    elif not order.picture_is_shows:
        found[picture_names.own_cover_path(slug)] = _published(order.picture, background)
    return found


def _published(picture: Picture, background: str) -> bytes:
    from pipeline.audio.artwork.own import published

    return published(picture, background)
