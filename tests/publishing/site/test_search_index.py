from __future__ import annotations

import json
from pathlib import Path

from pipeline.catalogue.show import Show
from pipeline.publishing.record import Record
from pipeline.publishing.site.library import open_library
from pipeline.publishing.site.search_index import playlist, search_index
from pipeline.publishing.site.transcript import Word


def test_a_place_in_an_indexed_transcript_is_a_word_s_number(show: Show, records: dict[str, Record]) -> None:
    library = open_library(show, records)
    spoken = [Word(text, "Host", 0, 0) for text in ("Flour,", "GPT\u00a04", "water.")]
    index = json.loads(search_index(library, {heard.slug: spoken for heard in library.episodes}))
    assert index["episodes"][0][6].split(" ") == ["Flour,", "GPT\u00a04", "water."]


def test_the_index_has_what_results_show(show: Show, records: dict[str, Record]) -> None:
    library = open_library(show, records)
    index = json.loads(search_index(library, {heard.slug: [] for heard in library.episodes}))
    assert [row[0] for row in index["episodes"]] == ["poolish", "crumb", "sourdough"]
    assert index["episodes"][-1] == [
        "sourdough",
        "Sourdough",
        "a culture in a jar",
        "What sourdough is, in a minute and a half.",
        "Leaven, Baking",
        91,
        "",
    ]


def test_the_playlist_follows_the_order_of_each_topic(show: Show, records: dict[str, Record]) -> None:
    lists = json.loads(playlist(open_library(show, records)))
    slugs = [row[0] for row in lists["episodes"]]
    topics = {slug: [slugs[place] for place in topic["episodes"]] for slug, topic in lists["topics"].items()}
    assert topics["leaven"] == ["sourdough", "poolish"]
    assert lists["episodes"][0][1:3] == ["Sourdough", 91]
    assert lists["episodes"][0][4] == "leaven"


def test_only_what_can_be_heard_is_in_the_playlist(
    show: Show, records: dict[str, Record], tmp_path: Path
) -> None:
    lists = json.loads(playlist(open_library(show, {"crumb": records["crumb"]})))
    assert [row[0] for row in lists["episodes"]] == ["crumb"]
    assert set(lists["topics"]) == {"creme-crust", "baking"}
