"""What a show's feeds say beside its title, description and episodes: the table `[feed]` of `show.toml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.catalogue.links import Link


@dataclass(frozen=True, slots=True)
class Season:
    """A season that has a name."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A text for machines, such as what a directory gives to prove whose feed it is."""

    purpose: str
    text: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where a show is made, or what place it is about; empty: not said."""

    name: str = ""  # as people say it: «Vienna, Austria»
    geo: str = ""  # geo URI (RFC 5870): «geo:48.2,16.37»
    osm: str = ""  # in OpenStreetMap: «R109166»
    country: str = ""  # ISO 3166-1, two letters
    rel: Literal["subject", "creator"] = "subject"


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What podcast directories ask for beyond title and description."""

    category: str = "Technology"
    subcategory: str = ""
    explicit: bool = False
    kind: Literal["episodic", "serial"] = "episodic"
    locked: bool = True
    guid: str = ""  # podcast:guid, assigned once; empty: derived from the feed's address
    first_url: str = ""  # where the site was first, without trailing slash; guids are derived from it
    items_per_page: int = 300  # a longer feed continues on further pages
    licence: str = ""  # an identifier of SPDX in lower case, or any name with `licence_url`
    licence_url: str = ""
    funding: tuple[Link, ...] = ()  # ways to support the show
    update_frequency: str = ""  # how often episodes come, in words
    update_rule: str = ""  # the same as a recurrence rule of iCalendar (RFC 5545)
    complete: bool = False  # no more episodes will come
    new_url: str = ""  # where the feed is to be found from now on, when it has moved: apps follow
    seasons: tuple[Season, ...] = ()  # those that have names
    timestamps: bool = False  # chapters with their times in each description, too
    images: bool = False  # podcast:image beside itunes:image: the square cover, and a wide one
    inline_chapters: bool = False  # Podlove's simple chapters in the feed, too
    prefix: str = ""  # of a service that counts downloads: goes before the addresses of sound files in feeds
    hub: str = ""  # WebSub: who is told of changes, and tells subscribers
    private: bool = False  # in no directory, and on an address that nobody can guess
    txt: tuple[Statement, ...] = ()  # by purpose, such as «verify»
    location: Location = field(default_factory=Location)
    podroll: tuple[Link, ...] = ()  # other shows to recommend: their titles and feeds
