"""How many of the summaries that offer a sum get one, on pages that the rules were not written for.

`python -m benchmarks.sums_offered [--list]` reads `sums_offered.tsv`: summaries with figures, and the sum
that a writer of radio features would say after each, or none. It prints the share of offers that the rules
answer, page by page, and how often they speak where nothing is offered. `--list` prints every sum beside
the writer's, to be read: whether a sum is true and worth saying, nobody but a reader can tell.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.writing.sums import sums_of

PAGES = Path(__file__).with_name("sums_offered.tsv")


@dataclass(frozen=True, slots=True)
class Row:
    """A summary, and what is said after it."""

    page: str
    title: str
    summary: str
    offered: str  # by the writer; empty where nothing is

    @property
    def said(self) -> tuple[str, ...]:
        """Give the sums that the rules find, each as it is spoken."""
        return tuple(" ".join(each.sentences) for each in sums_of(self.summary, self.title))


def rows() -> Iterator[Row]:
    """Read the pages."""
    for line in PAGES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield Row(*line.split("\t"))


def main() -> None:
    """Print the shares, and with --list the sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="print every sum beside the writer's")
    listed = parser.parse_args().list
    every = list(rows())
    for page, group in groupby(every, key=lambda row: row.page):
        print(f"{page:14}{_share(list(group))}")
    print(f"{'all':14}{_share(every)}")
    unasked = [row for row in every if not row.offered]
    print(f"where nothing is offered: {sum(bool(row.said) for row in unasked)} of {len(unasked)}")
    for row in every if listed else ():
        print(f"\n{row.title}: {row.summary}")
        print(f"  writer: {row.offered or '-'}\n  rules:  {' / '.join(row.said) or '-'}")


def _share(group: list[Row]) -> str:
    offers = [row for row in group if row.offered]
    answered = sum(bool(row.said) for row in offers)
    return f"{answered:3} of {len(offers):3} offers, {answered / len(offers):.0%}"


if __name__ == "__main__":
    main()
