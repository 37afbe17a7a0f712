#!/usr/bin/env bash
# feedgen lists episodes in the reverse of the order in which they were added.
#
# Expected: `add_entry` adds: what is added last comes last.
# Seen:     feedgen 1.0.0, 2026-11-29. Each is put before the others, unless order="append" is said. And what itunes:explicit holds
#           is yes, no or clean, while Apple asks for true or false: those are refused with a ValueError.
# Matters:  a feed that was built newest first, as feeds are, comes out oldest first; apps that show a feed as it stands
#           show it so. An element of one's own is needed for explicit.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedgen==1.0.0
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import re

from feedgen.feed import FeedGenerator


def titles(**order: str) -> list[str]:
    feed = FeedGenerator()
    feed.title("Ice")
    feed.link(href="https://example.org/")
    feed.description("On ice.")
    for title in ("newest", "older", "oldest"):
        entry = feed.add_entry(**order)
        entry.id(title)
        entry.title(title)
    return re.findall(r"<item><title>(\w+)", feed.rss_str().decode())


print("added newest first:", titles(), "appended:", titles(order="append"))
assert titles(order="append") == ["newest", "older", "oldest"]
assert titles() == ["oldest", "older", "newest"], "feedgen now keeps the order"
feed = FeedGenerator()
feed.load_extension("podcast")
feed.podcast.itunes_explicit("no")
try:
    feed.podcast.itunes_explicit("false")
except ValueError as error:
    print("explicit false:", error)
else:
    raise AssertionError("feedgen now takes what Apple asks for")
PYTHON
