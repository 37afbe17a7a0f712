from __future__ import annotations

import pytest

from pipeline.catalogue.importing.reading_lists.recognise import (
    looks_like_lecture_notes,
    looks_like_reading_list,
)

READING = """# Bread

Some words first.

## Flour
* [Rye](https://grain.example/rye?si=1)
* [Spelt](https://youtu.be/spelt) - my favourite
* [The mill](https://mill.example/)

## Water (optional)
* [Hydration](https://youtu.be/hydration)
"""
NOTES = """Dough
- flour, water
- salt (late!)
why does it rise?
yeast - eats sugar, gives off gas
gluten = net that holds the gas
Windowpane test
- stretch a bit
- see light through it
oven spring in the first ten minutes
"""
EPISODES = "# Episodes\n\n" + "".join(
    f"- [{name}](https://show.example/{name.lower()}): How {name.lower()} works, in ninety seconds.\n"
    for name in ("Rye", "Spelt", "Crust", "Crumb", "Proofing")
)
ONE_SITE = "# Season 1\n" + "".join(f"- [Part {n}](https://show.example/{n})\n" for n in range(9))
PLAIN = "\n".join(["Why bread rises", "What salt does", "The crust", "A starter's week", "Rye"] * 3)
TABLE = "title,summary\n" + "".join(f"rye {n},how rye number {n} rises\n" for n in range(12))
FEED = '<?xml version="1.0"?><rss><channel><item><link>https://a.example</link></item></channel></rss>'
POST = "---\ntitle: Rye\n---\n# Links\n- [a](https://a.example)\n- [b](https://b.example)\n- [c](https://c.example)\n"
BULLETS = "".join(f"- **Loaf {n}**: what loaf number {n} teaches about heat\n" for n in range(12))
PROSE = "\n".join(["Bread rises because yeast eats sugar and gives off gas, which the dough holds."] * 12)


def test_links_under_headings_are_a_reading_list() -> None:
    assert looks_like_reading_list(READING)
    assert not looks_like_lecture_notes(READING)


def test_jotted_points_are_lecture_notes() -> None:
    assert looks_like_lecture_notes(NOTES)
    assert not looks_like_reading_list(NOTES)


@pytest.mark.parametrize("text", ["", EPISODES, ONE_SITE, PLAIN, TABLE, FEED, POST, BULLETS, PROSE, "{}"])
def test_anything_else_is_neither(text: str) -> None:
    assert not looks_like_reading_list(text)
    assert not looks_like_lecture_notes(text)
