"""What a feed says of its show."""

from __future__ import annotations

import re
from uuid import UUID

from pipeline.catalogue.addresses import email
from pipeline.catalogue.apple import nearest_category
from pipeline.catalogue.importing.listing import ShowFacts
from pipeline.catalogue.importing.readers.feed.elements import Element
from pipeline.catalogue.importing.readers.feed.facts import explicit_of
from pipeline.catalogue.importing.readers.feed.html_text import paragraphs_of, title_text
from pipeline.catalogue.importing.readers.feed.texts import web_link
from pipeline.catalogue.limits import LONGEST_DESCRIPTION
from pipeline.catalogue.values import BadValueError, language

# «editor@example.org (Ann Editor)», as RSS 2.0 writes people, and the other way round.
_MAILBOX = re.compile(
    r"(?P<mail>[^\s()<>]+@[^\s()<>]+)(?:\s*\((?P<name>[^()]*)\))?|(?P<first>[^<>]*)<(?P<last>[^<>]+@[^<>]+)>"
)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def show_facts(channel: Element) -> ShowFacts:
    """Gather what a channel says of its show; what it says in a way nobody could use is left out."""
    category, subcategory = _category(channel)
    owner_name, owner_email = _owner(channel)
    kind = channel.say("itunes:type").lower()
    return ShowFacts(
        title=title_text(channel.say("title")),
        description=_description(channel),
        author=_author(channel),
        owner_name=owner_name,
        owner_email=owner_email,
        language=_language(channel),
        copyright=title_text(channel.say("copyright", "rights", "dc:rights")),
        category=category,
        subcategory=subcategory,
        link=_link(channel),
        image=_image(channel),
        explicit=explicit_of(channel),
        kind=kind if kind in {"episodic", "serial"} else "",
        guid=_guid(channel),
    )


def _description(channel: Element) -> str:
    written = channel.say("description", "itunes:summary", "subtitle", "itunes:subtitle")
    text = "\n\n".join(one.marked for one in paragraphs_of(written))
    if len(text.encode()) <= LONGEST_DESCRIPTION:
        return text
    head = text.encode()[: LONGEST_DESCRIPTION - 3].decode(errors="ignore")
    return head.rpartition(" ")[0] + "…"


def _author(channel: Element) -> str:
    named = channel.say("itunes:author", "googleplay:author", "dc:creator")
    for author in channel.all("author"):
        named = named or author.say("name") or author.text.strip()
    return title_text(named or _mailbox(channel.say("managingEditor"))[0])


def _owner(channel: Element) -> tuple[str, str]:
    """Give name and e-mail of the owner, or of who is named in that place where there is no owner."""
    name, mail = "", ""
    for owner in channel.all("itunes:owner"):
        name, mail = name or owner.say("itunes:name"), mail or owner.say("itunes:email")
    for author in channel.all("author"):
        name, mail = name or author.say("name"), mail or author.say("email")
    for place in ("googleplay:owner", "googleplay:email", "managingEditor", "webMaster"):
        other, address = _mailbox(channel.say(place))
        if address and not mail:
            name, mail = name or other, address
    mail = mail or channel.get("podcast:locked", "owner")
    try:
        return title_text(name), email(mail) if mail else ""
    except BadValueError:
        return title_text(name), ""


def _mailbox(written: str) -> tuple[str, str]:
    found = _MAILBOX.fullmatch(written)
    if found is None:
        return written, ""
    return (found["name"] or found["first"] or "").strip(' "'), found["mail"] or found["last"]


def _language(channel: Element) -> str:
    written = channel.say("language", "dc:language") or channel.attributes.get(_XML_LANG, "")
    code = written.strip().lower().replace("_", "-")
    for candidate in (code, code.split("-")[0]):
        try:
            return language(candidate)
        except BadValueError:
            continue
    return ""


def _category(channel: Element) -> tuple[str, str]:
    """Give the first category that Apple has, or the one that took its place."""
    for one in channel.all("itunes:category"):
        below = next((child.attributes.get("text", "") for child in one.all("itunes:category")), "")
        found = nearest_category(title_text(one.attributes.get("text", "")), title_text(below))
        if found[0]:
            return found
    others = (title_text(one.text or one.attributes.get("term", "")) for one in channel.all("category"))
    for name in others:
        first, _, second = name.partition("/")
        found = nearest_category(first.strip(), second.strip())
        if found[0]:
            return found
    return "", ""


def _link(channel: Element) -> str:
    links = [*channel.all("link"), *channel.all("atom:link")]
    named = channel.say("link") or next(
        (
            one.attributes.get("href", "")
            for one in links
            if one.attributes.get("rel", "alternate") == "alternate"
        ),
        "",
    )
    return web_link(named)


def _image(channel: Element) -> str:
    address = channel.get("itunes:image", "href") or channel.get("googleplay:image", "href")
    for image in channel.all("image"):
        address = address or image.say("url")
    return web_link(address or channel.say("logo", "icon"))


def _guid(channel: Element) -> str:
    try:
        return str(UUID(channel.say("podcast:guid")))
    except ValueError:
        return ""
