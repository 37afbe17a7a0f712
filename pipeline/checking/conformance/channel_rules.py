"""What a feed must say of itself: each rule yields what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from uuid import UUID

from pipeline.catalogue.apple import CATEGORIES
from pipeline.catalogue.disclosure import DISCLOSURE_WORD, has_word
from pipeline.catalogue.languages import LANGUAGES
from pipeline.catalogue.limits import LONGEST_DESCRIPTION
from pipeline.catalogue.text import character_name, stray_character
from pipeline.checking.conformance.judged_feed import (
    NAMESPACES,
    JudgedFeed,
    attribute,
    date,
    found,
    is_web,
    text,
)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

Rule = Callable[[JudgedFeed], Iterator[str]]


def _namespaces(feed: JudgedFeed) -> Iterator[str]:
    declared = {uri for element in feed.root.iter() for uri in element.nsmap.values()}
    for prefix, uri in NAMESPACES.items():
        if uri not in declared:
            yield f"the namespace of {prefix}: is not declared as {uri}"


def _required(name: str) -> Rule:
    def rule(feed: JudgedFeed) -> Iterator[str]:
        if not text(feed.channel, name):
            yield f"needs exactly one {name}, with text"

    return rule


def _one_of(name: str, *values: str) -> Rule:
    def rule(feed: JudgedFeed) -> Iterator[str]:
        if text(feed.channel, name) not in values:
            yield f"needs exactly one {name}: {' or '.join(values)}"

    return rule


def _description(feed: JudgedFeed) -> Iterator[str]:
    size = len(text(feed.channel, "description").encode())
    if not 0 < size <= LONGEST_DESCRIPTION:
        yield f"the description has {size} bytes, not 1 to {LONGEST_DESCRIPTION}"


def _link(feed: JudgedFeed) -> Iterator[str]:
    if not is_web(text(feed.channel, "link")):
        yield "needs exactly one link, to a page on the web"


def _language(feed: JudgedFeed) -> Iterator[str]:
    language = text(feed.channel, "language")
    if not re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2,4}|-[0-9]{3})?", language) or language[:2] not in LANGUAGES:
        yield f"the language {language!r} is not one of ISO 639"


def _category(feed: JudgedFeed) -> Iterator[str]:
    categories = found(feed.channel, "itunes:category")
    if not categories:
        yield "needs an itunes:category"
    for category in categories:
        name = category.get("text", "")
        if name not in CATEGORIES:
            yield f"{name!r} is not a category of Apple's list"
        for child in found(category, "itunes:category"):
            if child.get("text") not in CATEGORIES.get(name, ()):
                yield f"{child.get('text')!r} is not a subcategory of {name!r}"


def _image(feed: JudgedFeed) -> Iterator[str]:
    if not re.search(r"\.(?:jpg|png)$", attribute(feed.channel, "itunes:image", "href")):
        yield "needs exactly one itunes:image, its address ending in .jpg or .png"


def _self_link(feed: JudgedFeed) -> Iterator[str]:
    own = [link.get("href") for link in found(feed.channel, "atom:link") if link.get("rel") == "self"]
    if own != [feed.url]:
        others = ", ".join(map(str, own)) or "none"
        yield f"needs exactly one atom:link rel=self, to {feed.url}; it has {others}"


def _owner(feed: JudgedFeed) -> Iterator[str]:
    """Judge the owner, who may be left out, and the address that may be left out of it (Apple, 2023)."""
    owners = found(feed.channel, "itunes:owner")
    if len(owners) > 1:
        yield "has more than one itunes:owner"
    for owner in owners[:1]:
        if not text(owner, "itunes:name"):
            yield "the itunes:owner has no name"
        if found(owner, "itunes:email") and not _EMAIL.fullmatch(text(owner, "itunes:email")):
            yield "the itunes:owner's e-mail address is none"


def _guid(feed: JudgedFeed) -> Iterator[str]:
    """Ask for a UUID: version 5 is what we give, but one taken over from elsewhere stays what it is."""
    try:
        version = UUID(text(feed.channel, "podcast:guid")).version
    except ValueError:
        version = None
    if version not in range(1, 9):  # RFC 9562, section 4.2
        yield "needs exactly one podcast:guid, a UUID"


def _locked(feed: JudgedFeed) -> Iterator[str]:
    if text(feed.channel, "podcast:locked") not in {"yes", "no"}:
        yield "needs exactly one podcast:locked: yes or no"
    elif not _EMAIL.fullmatch(attribute(feed.channel, "podcast:locked", "owner") or "nobody@example.org"):
        yield "podcast:locked's owner is no e-mail address"


def _new_address(feed: JudgedFeed) -> Iterator[str]:
    """Judge where the feed says it has moved to, if it does (Apple, «Change your RSS feed URL»)."""
    moves = found(feed.channel, "itunes:new-feed-url")
    if moves and not is_web(text(feed.channel, "itunes:new-feed-url")):
        yield "needs one itunes:new-feed-url at most, with an address on the web"


def _blocked(feed: JudgedFeed) -> Iterator[str]:
    """Ask a feed that keeps out of directories to say so to all of them."""
    apples, everybodys = (text(feed.channel, f"{prefix}:block").lower() for prefix in ("itunes", "podcast"))
    if (apples == "yes") != (everybodys == "yes"):
        yield f"itunes:block is {apples or 'not there'}, and podcast:block {everybodys or 'not there'}"


def _build_date(feed: JudgedFeed) -> Iterator[str]:
    if date(text(feed.channel, "lastBuildDate")) is None:
        yield "needs exactly one lastBuildDate after RFC 2822, with a numeric zone"


def _disclosure(feed: JudgedFeed) -> Iterator[str]:
    declared = [txt.text for txt in found(feed.channel, "podcast:txt") if txt.get("purpose") == "ai-content"]
    if declared != ["true"]:
        yield "needs exactly one podcast:txt purpose=ai-content: true"
    if not has_word(text(feed.channel, "description")):
        yield f"the description does not say that the voice is {DISCLOSURE_WORD}"


def _items(feed: JudgedFeed) -> Iterator[str]:
    if not feed.items:
        yield "has no item"


def _unique_guids(feed: JudgedFeed) -> Iterator[str]:
    counts = Counter(text(item, "guid") for item in feed.items)
    yield from (f"the guid {guid} stands {count} times" for guid, count in counts.items() if count > 1)


def _newest_first(feed: JudgedFeed) -> Iterator[str]:
    dated = [(date(text(item, "pubDate")), text(item, "title")) for item in feed.items]
    for (newer, title), (older, next_title) in pairwise(dated):
        if newer and older and newer < older:
            yield f"«{next_title}» is newer than «{title}» before it"


def _clean_text(feed: JudgedFeed) -> Iterator[str]:
    for element in feed.root.iter():
        for written in (element.text or "", element.tail or "", *element.attrib.values()):
            stray = stray_character(written)
            if stray:
                yield f"{character_name(stray.group())} in line {element.sourceline}"


def _plain_urls(feed: JudgedFeed) -> Iterator[str]:
    for url in feed.urls:
        if not is_web(url) or not url.isascii() or re.search(r"[\s\"<>\\^`{|}]", url):
            yield f"{url!r} is not an address in plain ASCII"


CHANNEL_RULES: Mapping[str, Rule] = {
    "namespaces": _namespaces,
    "channel-title": _required("title"),
    "channel-description": _description,
    "channel-link": _link,
    "channel-language": _language,
    "channel-category": _category,
    "channel-explicit": _one_of("itunes:explicit", "true", "false"),
    "channel-image": _image,
    "channel-self-link": _self_link,
    "channel-author": _required("itunes:author"),
    "channel-owner": _owner,
    "channel-type": _one_of("itunes:type", "episodic", "serial"),
    "channel-guid": _guid,
    "channel-locked": _locked,
    "channel-medium": _one_of("podcast:medium", "podcast"),
    "channel-new-address": _new_address,
    "channel-blocked": _blocked,
    "channel-build-date": _build_date,
    "channel-disclosure": _disclosure,
    "items": _items,
    "unique-guids": _unique_guids,
    "newest-first": _newest_first,
    "clean-text": _clean_text,
    "plain-urls": _plain_urls,
}
