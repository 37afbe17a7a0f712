"""Judge a feed by what podcast apps and directories require, from its XML and its files alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml.etree import XMLSyntaxError

from pipeline.publishing.conformance.channel_rules import CHANNEL_RULES
from pipeline.publishing.conformance.file_rules import FILE_RULES, place
from pipeline.publishing.conformance.item_rules import ITEM_RULES
from pipeline.publishing.conformance.judged_feed import JudgedFeed, parse

WELL_FORMED, RSS = "well-formed", "rss"
RULES = (WELL_FORMED, RSS, *CHANNEL_RULES, *ITEM_RULES, *FILE_RULES)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: by which rule, what, and where in the feed."""

    rule: str
    what: str
    where: str


def check_feed(xml: bytes, *, feed_url: str, output: Path) -> list[Finding]:
    """List what is wrong with a feed that is to be served at `feed_url`, its files lying below `output`.

    Sources: Apple's guide for podcasters, PSP-1 of the Podcast Standards Project, the Podcasting 2.0
    namespace, RSS 2.0.
    """
    try:
        root = parse(xml)
    except XMLSyntaxError as error:
        return [Finding(WELL_FORMED, f"is not XML: {error.msg}", f"line {error.lineno}")]
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return [Finding(RSS, "is not RSS 2.0 with one channel", "line 1")]
    return list(_judge(JudgedFeed(root, channels[0], feed_url, output)))


def _judge(feed: JudgedFeed) -> Iterator[Finding]:
    for name, channel_rule in CHANNEL_RULES.items():
        yield from (Finding(name, what, "channel") for what in channel_rule(feed))
    for item in feed.items:
        for name, item_rule in ITEM_RULES.items():
            yield from (Finding(name, what, place(item)) for what in item_rule(item))
    for name, file_rule in FILE_RULES.items():
        yield from (Finding(name, what, where) for where, what in file_rule(feed))
