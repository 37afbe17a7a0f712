#!/usr/bin/env bash
# feedparser gives another guid than the one in the feed, once it knows where the feed came from.
#
# Expected: an item's guid is an opaque string, compared letter by letter by podcast apps, and so handed on as it stands.
# Seen:     feedparser 6.0.14, 2026-11-28. A guid without isPermaLink="false" is resolved as an address once the feed's own
#           address is known, as it is when the feed was fetched: an empty fragment is lost («…/ep-2#» becomes «…/ep-2»)
#           and «HTTPS:» becomes small. resolve_relative_uris=False does not prevent it. Parsed from bytes alone the same
#           guid comes through untouched, so a test on a local file does not show it.
# Matters:  a tool that moves a show, or renders it again, with the guids that feedparser gives makes new episodes of old
#           ones: every subscriber hears of them a second time. Read guids from the XML itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'PYTHON'
import feedparser

GUID = "HTTPS://example.org/ep-2#"
FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Bees</title><link>https://example.org/</link><description>On bees.</description>
<item><title>Two</title><guid>{GUID}</guid></item></channel></rss>""".encode()
SERVED = {"content-location": "https://example.org/feed.xml", "content-type": "application/rss+xml"}

alone = feedparser.parse(FEED).entries[0].id
served = feedparser.parse(FEED, response_headers=SERVED).entries[0].id
unresolved = feedparser.parse(FEED, response_headers=SERVED, resolve_relative_uris=False).entries[0].id
print(f"in the feed: {GUID}\nparsed alone: {alone}\nas served: {served}\nas served, unresolved: {unresolved}")
assert alone == GUID
assert served == unresolved == "https://example.org/ep-2", "feedparser now gives another guid than it did"
PYTHON
