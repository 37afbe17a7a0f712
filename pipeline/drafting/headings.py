"""The headings of an episode's notes that questions and drafts are written under, in their order."""

from __future__ import annotations

HOOK = "Hook"
IDEA = "How it works"
EXAMPLE = "Example"
WORTH = "Why it matters"
LIMIT = "Limit"
KEEP = "Take-away"
HEADINGS = (HOOK, IDEA, EXAMPLE, WORTH, LIMIT, KEEP)
