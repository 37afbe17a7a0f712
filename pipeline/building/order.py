"""What one episode is made of: all that a rendering uses and nothing else, small enough to send anywhere.

What it says is what it is known by: the key of a rendering is made of its order (see freshness/rendering.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pipeline.audio.artwork.looks import looks_of
from pipeline.audio.own_sound.own import OwnSounds
from pipeline.catalogue.picture import Picture
from pipeline.catalogue.show import AudioSettings, CoverSettings, Episode, LexiconEntry, Quotation, Show
from pipeline.errors import InvalidEpisode, Problem
from pipeline.layout import addresses
from pipeline.layout.sound_names import sound_path
from pipeline.speech.aligning.times import aligner_for
from pipeline.speech.cast import GUEST, HOST, Cast
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.takes import Listening
from pipeline.writing.script.script import Script

_SHORT_LEXICON = 5_000  # characters of its entries as they are written down here: 3 kB to send


@dataclass(frozen=True, slots=True)
class EpisodeLabels:
    """What tags, captions and file names say of an episode."""

    slug: str
    guid: str
    number: int  # as apps show it
    season: str
    title: str
    display_title: str
    subtitle: str
    summary: str
    topics: tuple[str, ...]
    published: datetime
    url: str


@dataclass(frozen=True, slots=True)
class ShowLabels:
    """What tags and captions say of the show."""

    title: str
    author: str
    publisher: str
    language: str
    copyright: str
    category: str
    feed_url: str
    host_name: str  # as captions call the voices
    guest_name: str = ""  # empty where one speaks alone
    other_names: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # of further voices, by role


@dataclass(frozen=True, slots=True)
class Order:
    """One episode to be made."""

    episode: EpisodeLabels
    show: ShowLabels
    script: Script
    cast: Cast
    lexicon: tuple[LexiconEntry, ...]  # the show's; of a long one what decides something in the script
    quotations: tuple[Quotation, ...]  # the sentences of the author's documents in the script
    target_seconds: float
    tolerance_seconds: float
    speed: float
    audio: AudioSettings
    cover: CoverSettings  # colours and text; a picture of the author's is in `picture`
    look: int | None = None  # the first topic's, of those that looks_of deals out
    picture: Picture | None = None  # the author's own, of the episode or else of the show; None: it is drawn
    picture_is_shows: bool = False  # not the episode's
    chapter_pictures: tuple[tuple[str, Picture], ...] = ()  # by the titles of sections
    signature: str = ""  # what it will be signed with, as a digest; empty: it is not
    cache_folder: Path | None = None  # of the speech cache
    shared_cache: str = ""  # the address of a cache that machines share; empty: none
    aligner: str = ""  # that finds words whose times an engine does not tell; empty: none
    listening: Listening | None = None  # to some of its voices; None: nobody listens
    own: OwnSounds | None = None  # sounds by their digests and places; None: the signature alone


def order_for(
    show: Show,
    episode: Episode,
    script: Script,
    cast: Cast,
    cache: Path | None = None,
    own: OwnSounds | None = None,
) -> Order:
    """Gather what an episode is made of; of the lexicon still everything (see `with_used_entries`)."""
    text = "\n".join(paragraph.text for paragraph in script.paragraphs)
    return Order(
        episode=_episode_labels(show, episode),
        show=_show_labels(show, cast),
        script=script,
        cast=cast,
        lexicon=show.lexicon,
        quotations=tuple(each for each in episode.quotations if each.text in text),
        target_seconds=episode.target_seconds or show.length.target_seconds,
        tolerance_seconds=show.length.tolerance_seconds,
        speed=show.voice.speed,
        audio=show.audio,
        cover=replace(show.cover, image=None),
        look=_looks(show).get(next(iter(episode.topics), "")),
        picture=episode.image or show.cover.image,
        picture_is_shows=episode.image is None and show.cover.image is not None,
        chapter_pictures=_chapter_pictures(episode, script),
        cache_folder=cache,
        aligner=aligner_for(show.language),
        own=own,
    )


def _looks(show: Show) -> dict[str, int]:
    return show.derived.get("looks", lambda: looks_of(addresses.topic_slugs(show)))


def _chapter_pictures(episode: Episode, script: Script) -> tuple[tuple[str, Picture], ...]:
    """Find the sections that pictures are for, by title or number. Raises InvalidEpisode."""
    titles = [section.title for section in script.sections]
    by_name = {title.casefold(): title for title in reversed(titles)}
    by_name |= {str(number): title for number, title in enumerate(titles, start=1)}
    found = {}
    for name, picture in episode.chapter_images:
        if name.casefold() not in by_name:
            listed = ", ".join(f"{number} «{title}»" for number, title in enumerate(titles, start=1))
            what = f"chapter_images names «{name}», which is no chapter of its script"
            raise InvalidEpisode([Problem(what, episode.file, remedy=f"its chapters are: {listed}")])
        found[by_name[name.casefold()]] = picture
    return tuple(found.items())


def entries_to_send(script: Script, entries: tuple[LexiconEntry, ...]) -> tuple[LexiconEntry, ...]:
    """Give no more of a lexicon than a script needs, where all of it would be much to send.

    A short one goes whole: to find out what a script needs of it takes as long as reading the script.
    """
    is_short = sum(len(repr(each)) for each in entries) <= _SHORT_LEXICON
    return entries if is_short else entries_used(script, entries)


def entries_used(script: Script, entries: tuple[LexiconEntry, ...]) -> tuple[LexiconEntry, ...]:
    """Give the entries of a lexicon that decide how something in a script is said, in the lexicon's order.

    They are found by reading the script: «kilohertz» decides «40 kHz» too.
    """
    if not entries:
        return ()
    lexicon = Lexicon(entries)
    for paragraph in script.paragraphs:
        for sentence in paragraph.sentences:
            speak_sentence(sentence, lexicon)
    used = {*lexicon.used}
    return tuple(entry for entry in entries if entry in used)


def _episode_labels(show: Show, episode: Episode) -> EpisodeLabels:
    return EpisodeLabels(
        slug=episode.slug,
        guid=episode.guid,
        number=episode.shown_number or episode.number,
        season=str(episode.season or ""),
        title=episode.title,
        display_title=addresses.display_title(episode),
        subtitle=episode.subtitle,
        summary=episode.summary,
        topics=episode.topics,
        published=episode.published,
        url=addresses.episode_url(show, episode),
    )


def _show_labels(show: Show, cast: Cast) -> ShowLabels:
    return ShowLabels(
        show.title,
        show.credit,
        show.owner.name,
        show.language,
        show.copyright,
        show.feed.category,
        addresses.feed_url(show),
        show.voice.host_name,
        show.voice.guest_name if cast.guest else "",
        tuple((each.role, each.caption) for each in cast.others),
    )


def names_of(order: Order) -> dict[str, str]:
    """Give what captions call the roles."""
    return {HOST: order.show.host_name, GUEST: order.show.guest_name, **dict(order.show.other_names)}


def path_of_sound(order: Order, kind: str, data: bytes) -> str:
    """Give the path below `output/` of a sound or video with these bytes."""
    return sound_path(order.episode.slug, kind, sha256(data).hexdigest())
