"""The entries that a show lacks: written empty, for its author to fill in."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.catalogue.show import Show
from pipeline.errors import InvalidShow, Problem
from pipeline.knowledge.deal import known_entries
from pipeline.knowledge.pack import read_pack
from pipeline.knowledge.pack_files import own_folder
from pipeline.knowledge.show_packs import packs_of
from pipeline.process.files import write_whole

NAME = "own"  # of the pack that is written to
_HEAD = """\
# This show's own pack: what its subjects are, and how they are best explained. Fill in what you can stand
# behind; a line left empty is not used, and an entry is used as soon as it says what its term is.
name = "own"
title = {title}
about = {about}
"""
_ENTRY = """
[[term]]
term = {term}
aliases = []
is = ""       # one sentence that names the term first; 22 words at most
ask = ""      # a question that makes somebody stay
# the five lines from here to «but» are told in the order in which they stand: change it as you like
why = ""      # what is behind it, two to four sentences
like = ""     # an image, only where it explains better than the thing itself
example = ""  # one case
# look up:
number = ""   # a figure, with something to hold it against
but = ""      # where it stops
keep = ""     # the last words: what to take along
"""


def missing_titles(show: Show) -> list[str]:
    """Give the titles of a show's episodes of which no pack of it has an entry, empty ones included."""
    packs = packs_of(show)
    own = [pack for pack in packs if pack.file.parent == own_folder(show.root)]
    begun = {term.term.casefold() for pack in own for term in pack.terms}
    return [
        title
        for episode, subject in zip(show.episodes, known_entries(packs, show.episodes), strict=True)
        if subject is None and (title := _term(episode.title)).casefold() not in begun
    ]


def add_missing(show: Show) -> tuple[Path, list[str]]:
    """Write an empty entry for each title that lacks one, after what the show's own pack holds.

    Gives the file and the titles. Raises InvalidShow where that file cannot be added to, and OutputFailed.
    """
    path = own_folder(show.root) / f"{NAME}.toml"
    titles = list(dict.fromkeys(missing_titles(show)))
    if titles:
        write_whole(path, _with_entries(path, show, titles))
    return path, titles


def entries_text(titles: Iterable[str]) -> str:
    """Give the empty entries as TOML."""
    return "".join(_ENTRY.format(term=_quoted(title)) for title in titles)


def _with_entries(path: Path, show: Show, titles: Sequence[str]) -> str:
    if not path.exists():
        head = _HEAD.format(
            title=_quoted(f"{show.title}: own terms"), about=_quoted(f"What {show.title} is about.")
        )
        return head + entries_text(titles)
    read = read_pack(path)
    if read.problems:
        raise InvalidShow(list(read.problems))
    before = path.read_text(encoding="utf-8")
    text = before.rstrip("\n") + "\n" + entries_text(titles)
    try:
        tomllib.loads(text)
    except ValueError as error:
        what = "nothing can be added at its end"
        remedy = "write its entries as [[term]], each with its keys below it"
        raise InvalidShow([Problem(what, path, remedy=remedy)]) from error
    return text


def _term(title: str) -> str:
    """Give what a title names, without an article and without what follows a colon."""
    name = title.partition(": ")[0].rstrip(" ?!.") or title
    return re.sub(r"^(?:an?|the) (?=\w)", "", name, flags=re.IGNORECASE)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
