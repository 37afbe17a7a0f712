"""What the bundled show's own reading list came to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.catalogue.importing.reading_lists.addresses import address_key, tidy_address
from pipeline.catalogue.load import load_show
from pipeline.catalogue.reading_page import read_reading_page
from pipeline.catalogue.show import Show

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def show() -> Show:
    return load_show(ROOT)


def test_no_link_of_the_show_carries_what_tracks_its_readers(show: Show) -> None:
    links = [link.url for episode in show.episodes for link in episode.notes.further_reading]
    links += [link.url for link in read_reading_page(ROOT).links]
    assert [url for url in links if tidy_address(url) != url] == []


def test_the_reading_page_has_each_link_once_and_none_that_an_episode_has(show: Show) -> None:
    page = read_reading_page(ROOT)
    counts = Counter(address_key(link.url) for link in page.links)
    assert [key for key, count in counts.items() if count > 1] == []
    episodes = {address_key(link.url) for e in show.episodes for link in e.notes.further_reading}
    assert set(counts) & episodes == set()
    assert page.faults == ()
    assert all(link.headings and link.title for link in page.links)
