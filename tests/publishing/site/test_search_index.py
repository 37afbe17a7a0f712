from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.show import Show
from pipeline.freshness.made import Made
from pipeline.layout.record import Record
from pipeline.publishing.site import shards
from pipeline.publishing.site.folding import fold, words_in
from pipeline.publishing.site.library import Library, open_library
from pipeline.publishing.site.playlists import playlists
from pipeline.publishing.site.search_index import ROWS, SearchFiles
from pipeline.publishing.site.transcript import Word

Files = Mapping[str, Any]


def index(library: Library, spoken: Mapping[str, Sequence[str]] | None = None) -> Files:
    made, files = SearchFiles(library, Made()), {}
    for start in range(0, len(library.episodes), ROWS):
        part = library.episodes[start : start + ROWS]
        said = [[Word(text, "Host", 0, 0) for text in (spoken or {}).get(heard.slug, ())] for heard in part]
        files |= dict(made.rows(part, [lambda words=words: words for words in said]))
    files |= dict(made.files())
    return {path: json.loads(text) for path, text in files.items()}


def saying(files: Files, word: str) -> dict[int, int]:
    """Give the places of the episodes that have a word, with its frequency."""
    lists = [part["words"][word] for path, part in files.items() if word in part.get("words", {})]
    assert len(lists) == 1
    (_, *numbers), place, found = lists[0], 0, {}
    for step, frequency in zip(numbers[::2], numbers[1::2], strict=True):
        place += step
        found[place] = frequency
    return found


def test_a_place_in_an_indexed_transcript_is_a_word_s_number(show: Show, records: dict[str, Record]) -> None:
    spoken = {"poolish": ["Flour,", "GPT\u00a04", "water."]}
    rows = index(open_library(show, records), spoken)["search/rows-0.json"]["rows"]
    assert rows[2][6].split(" ") == ["Flour,", "GPT\u00a04", "water."]


def test_the_rows_have_what_results_show(show: Show, records: dict[str, Record]) -> None:
    rows = index(open_library(show, records))["search/rows-0.json"]["rows"]
    assert [row[0] for row in rows] == ["sourdough", "crumb", "poolish"]
    assert rows[0] == [
        "sourdough",
        "Sourdough",
        "a culture in a jar",
        "What sourdough is, in a minute and a half.",
        "Leaven, Baking",
        91,
        "",
    ]


def test_a_word_counts_more_in_a_title_than_in_what_is_said(show: Show, records: dict[str, Record]) -> None:
    files = index(open_library(show, records), {"crumb": ["Sourdough", "sourdough."]})
    assert saying(files, "sourdough") == {0: 16 + 5, 1: 4}


def test_a_whole_title_is_found_as_such(show: Show, records: dict[str, Record]) -> None:
    assert saying(index(open_library(show, records)), "crumb$") == {1: 1}


def test_a_small_show_s_index_is_one_file(show: Show, records: dict[str, Record]) -> None:
    files = index(open_library(show, records))
    assert set(files) == {"search.json", "search/t-.json", "search/rows-0.json"}
    assert files["search.json"] == {
        "by": "Ninety",
        "episodes": 3,
        "rows": 8,
        "whole": [""],
        "divided": [],
    }


def test_a_large_index_is_divided_by_how_words_begin(
    show: Show, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(show, records)
    spoken = {"crumb": ["crust", "crane", "salt"], "poolish": ["crane", "sally", "Öl"]}
    whole = index(library, spoken)
    monkeypatch.setattr(shards, "_MOST_BYTES", 60)
    files = index(library, spoken)
    about = files["search.json"]
    assert len(about["divided"]) > 1
    parts = {path: part for path, part in files.items() if path.startswith(("search/t-", "search/x-"))}
    assert len(parts) == len(about["whole"]) + len(about["divided"])
    words = [word for part in parts.values() for word in part["words"]]
    assert len(words) == len(set(words))
    assert all(saying(files, word) == saying(whole, word) for word in words)


def test_words_lie_where_their_beginning_says(
    show: Show, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "_MOST_BYTES", 100)
    files = index(open_library(show, records))
    for beginning in files["search.json"]["whole"]:
        found = files[shards.shard_path(beginning)]["words"]
        assert found
        assert all(word.startswith(beginning) for word in found)
    for beginning in files["search.json"]["divided"]:
        assert set(files[shards.shard_path(beginning)]["words"]) <= {beginning}


def test_who_has_typed_no_further_gets_all_that_begins_so(
    show: Show, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "_MOST_BYTES", 60)
    spoken = {"crumb": ["crust", "crumbs"], "poolish": ["crane"]}
    files = index(open_library(show, records), spoken)
    assert "cr" in files["search.json"]["divided"]
    having, *_ = files["search/t-cr.json"]["all"]
    assert having == 2


def test_a_list_of_very_many_names_those_that_say_it_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST_NAMED", 2)
    postings = {"flour": shards.array("I", [shards.pack(0, 2), shards.pack(1, 9), shards.pack(5, 4)])}
    (shard,) = shards.divide(postings)
    assert json.loads(shards.shard_json(shard, postings))["words"]["flour"] == [3, 1, 9, 4, 4]


@pytest.mark.parametrize(
    ("beginning", "path"),
    [("", "t-"), ("con", "t-con"), ("a7", "t-a7"), ("ö", "x-c3b6"), ("a b", "x-612062")],
)
def test_a_file_has_a_name_for_any_system(beginning: str, path: str) -> None:
    assert shards.shard_path(beginning) == f"search/{path}.json"


@pytest.mark.parametrize(
    ("text", "folded"), [("Crème", "creme"), ("ÅSE", "ase"), ("it’s", "it's"), ("ß", "ß"), ("İ", "i")]
)
def test_case_and_accents_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_signs_of_scripts_without_blanks_are_words_by_themselves() -> None:
    assert words_in(fold("火山とGPT-4")) == {"火": 1, "山": 1, "と": 1, "gpt": 1, "4": 1}


def played(library: Library) -> Files:
    return {path: json.loads(text) for path, text in playlists(library, Made())}


def test_the_playlist_follows_the_order_of_each_topic(show: Show, records: dict[str, Record]) -> None:
    lists = played(open_library(show, records))
    assert [row[0] for row in lists["playlist/leaven/0.json"]["rows"]] == ["sourdough", "poolish"]
    first = lists["playlist/0.json"]["rows"][0]
    assert first[1:3] == ["Sourdough", 91]
    assert first[4:] == ["leaven", "0 leaven:0 baking:0"]
    assert lists["playlist.json"]["topics"]["leaven"] == {"name": "Leaven", "episodes": 2}


def test_only_what_can_be_heard_is_in_the_playlist(
    show: Show, records: dict[str, Record], tmp_path: Path
) -> None:
    lists = played(open_library(show, {"crumb": records["crumb"]}))
    assert [row[0] for row in lists["playlist/0.json"]["rows"]] == ["crumb"]
    assert set(lists["playlist.json"]["topics"]) == {"creme-crust", "baking"}


def test_a_long_playlist_has_several_files(
    show: Show, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.publishing.site.playlists.EPISODES", 2)
    lists = played(open_library(show, records))
    assert [len(lists[f"playlist/{number}.json"]["rows"]) for number in (0, 1)] == [2, 1]
    assert lists["playlist.json"]["each"] == 2
