"""What a process of its own does for a measurement of growth; prints CPU seconds by part as JSON.

Run by `benchmarks.growth` as `python -m benchmarks.growth_steps STEP ROOT`: it makes a show's output, changes
one rendering, or goes through the parts of publishing one after another without writing anything.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.growth_show import spoken_words, write_output, write_rendering
from pipeline.catalogue.load import load_show
from pipeline.layout.folders import OUTPUT
from pipeline.publishing.feeds.feed import ChosenTexts, feed_files
from pipeline.publishing.listing import records_to_list
from pipeline.publishing.site.build import site_files
from pipeline.publishing.site.library import open_library
from pipeline.publishing.site.search_index import SearchIndex, search_row
from pipeline.publishing.site.transcript import read_words
from pipeline.writing.known.related import ShowIndex


def change_one(root: Path) -> None:
    """Put another rendering in the place of the middle episode's."""
    episodes = load_show(root).episodes
    write_rendering(root / OUTPUT, episodes[len(episodes) // 2], spoken_words(), turn=1)


def parts(root: Path) -> dict[str, float]:
    """Go through loading, related episodes, search index, feeds and site, and count CPU seconds of each."""
    seconds: dict[str, float] = {}
    output = root / OUTPUT
    with _counted(seconds, "load the show"):
        show = load_show(root)
    records = records_to_list(show, output)
    with _counted(seconds, "related episodes"):
        index = ShowIndex(show)
        for episode in show.episodes:
            index.ranked(episode)
    with _counted(seconds, "search index"):
        search = SearchIndex()
        for heard in open_library(show, records).episodes:
            search.add(search_row(heard, read_words(output, heard.record)))
        _use(search.files())
    del index, search
    with _counted(seconds, "feeds"):
        _use(feed_files(show, records, texts=ChosenTexts(output=output)))
    with _counted(seconds, "site, with search index"):
        _use(site_files(show, records, output))
    return seconds


@contextmanager
def _counted(seconds: dict[str, float], name: str) -> Iterator[None]:
    began = time.process_time()
    yield
    seconds[name] = round(time.process_time() - began, 2)


def _use(files: Iterator[object]) -> None:
    for _ in files:
        pass


_STEPS: dict[str, Callable[[Path], object]] = {
    "write-output": write_output,
    "change-one": change_one,
    "parts": parts,
}

if __name__ == "__main__":
    print(json.dumps(_STEPS[sys.argv[1]](Path(sys.argv[2]))))
