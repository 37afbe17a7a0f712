"""An index that is changed where rows changed is the one that is made of all rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.show import Show
from pipeline.freshness.made import Made, Stands, key_of
from pipeline.layout.record import Record
from pipeline.publishing.site import search_index, shards
from pipeline.publishing.site.library import Library, open_library
from pipeline.publishing.site.search_index import SearchFiles
from pipeline.publishing.site.transcript import Word

Spoken = Mapping[str, Sequence[str]]

_WORDS = "a crumb crust crane salt sally Öl öd 水 flour Mehl mehr GPT 4 gluten glut glutton gl".split()


@pytest.fixture(params=[60, 200, 100_000])
def divided(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_MOST_BYTES", request.param)
    monkeypatch.setattr(search_index, "ROWS", 2)


def library_of(show: Show, records: Mapping[str, Record], spoken: Spoken) -> Library:
    keys = {e.slug: key_of(repr(e), *spoken.get(e.slug, ())) for e in show.episodes}
    return open_library(show, records, keys)


def files_of(library: Library, spoken: Spoken, made: Made) -> dict[str, str | Stands]:
    maker, files = SearchFiles(library, made), dict[str, "str | Stands"]()
    for first in range(0, len(library.episodes), search_index.ROWS):
        part = library.episodes[first : first + search_index.ROWS]
        said = [[Word(text, "Host", 0, 0) for text in spoken.get(heard.slug, ())] for heard in part]
        files |= dict(maker.rows(part, [lambda words=words: words for words in said]))  # type: ignore[misc]
    return files | dict(maker.files())


def index(root: Path, show: Show, records: Mapping[str, Record], spoken: Spoken) -> dict[str, str]:
    """Make the index as a publication does, and give all its files."""
    output, made = root / "output", Made.of(root, root / "output")
    files = files_of(library_of(show, records, spoken), spoken, made)
    for path, text in files.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, str):
            (output / path).write_text(text, encoding="utf-8")
    made.save(root)
    return {path: (output / path).read_text(encoding="utf-8") for path in files}


def at_once(show: Show, records: Mapping[str, Record], spoken: Spoken) -> dict[str, str]:
    files = files_of(library_of(show, records, spoken), spoken, Made())
    return {path: str(text) for path, text in files.items()}


def title(show: Show, slug: str, title: str) -> Show:
    return replace(
        show, episodes=tuple(replace(e, title=title) if e.slug == slug else e for e in show.episodes)
    )


@pytest.mark.usefixtures("divided")
def test_however_often_words_change_the_index_is_the_same_as_made_at_once(
    tmp_path: Path, show: Show, records: dict[str, Record]
) -> None:
    chance, spoken = random.Random(5), dict[str, list[str]]()
    for _ in range(40):
        slug = chance.choice([*records])
        spoken[slug] = chance.choices(_WORDS, k=chance.randrange(12))
        if chance.random() < 0.2:
            show = title(show, slug, " ".join(chance.choices(_WORDS, k=2)))
        assert index(tmp_path, show, records, spoken) == at_once(show, records, spoken)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the beginnings of the shards that are written anew."""
    beginnings: list[str] = []
    write = shards.shard_json

    def noted(shard: shards.Shard, postings: shards.Postings) -> str:
        beginnings.append(shard.beginning)
        return write(shard, postings)

    monkeypatch.setattr(search_index, "shard_json", noted)
    return beginnings


def test_only_the_shards_of_changed_words_are_written_anew(
    tmp_path: Path,
    show: Show,
    records: dict[str, Record],
    monkeypatch: pytest.MonkeyPatch,
    written: list[str],
) -> None:
    monkeypatch.setattr(shards, "_MOST_BYTES", 60)
    spoken = {"crumb": ["crust", "salt", "zinc"]}
    index(tmp_path, show, records, spoken)
    written.clear()
    index(tmp_path, show, records, {"crumb": ["crust", "salt", "zink"]})
    assert written == ["", "zink"]


def without_last_byte(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


@pytest.mark.parametrize("path", ["search.json", "search/t-.json", "search/rows-0.json"])
@pytest.mark.parametrize("spoil", [Path.unlink, without_last_byte], ids=["gone", "altered"])
def test_where_a_file_does_not_stand_the_index_is_made_of_all_rows(
    tmp_path: Path, show: Show, records: dict[str, Record], path: str, spoil: Callable[[Path], None]
) -> None:
    index(tmp_path, show, records, {"crumb": ["crust"]})
    spoil(tmp_path / "output" / path)
    spoken = {"crumb": ["salt"]}
    assert index(tmp_path, show, records, spoken) == at_once(show, records, spoken)


@pytest.mark.usefixtures("divided")
def test_with_other_episodes_or_in_another_order_it_is_made_of_all_rows(
    tmp_path: Path, show: Show, records: dict[str, Record]
) -> None:
    spoken = {"crumb": ["crust"], "poolish": ["salt"]}
    first, *others = show.episodes
    later = replace(first, published=others[-1].published.replace(year=2027))
    for episodes in (show.episodes, others, show.episodes, (later, *others), show.episodes[:2]):
        edited = replace(show, episodes=tuple(episodes))
        assert index(tmp_path, edited, records, spoken) == at_once(edited, records, spoken)


def test_lists_that_are_bounded_are_made_of_all_rows(
    tmp_path: Path, show: Show, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "MOST_NAMED", 2)
    for said in (1, 2, 3):
        spoken = {slug: ["salt"] * (said + place) for place, slug in enumerate(records)}
        assert index(tmp_path, show, records, spoken) == at_once(show, records, spoken)


def test_what_an_episode_says_of_a_word_is_put_in_its_place() -> None:
    postings: shards.PackedLists = {"salt": shards.pack(3, 2)}
    for place, frequency in ((1, 4), (5, 9), (3, 0), (1, 6)):
        shards.put(postings, "salt", place, frequency)
    assert list(postings["salt"]) == [shards.pack(1, 6), shards.pack(5, 9)]  # type: ignore[arg-type]
    for place in (1, 5):
        shards.put(postings, "salt", place, 0)
    shards.put(postings, "rye", 0, 0)
    assert postings == {}
