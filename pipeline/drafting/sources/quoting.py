"""Episodes with the sentences that the author's documents have on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.catalogue.show import Episode, Quotation, Show
from pipeline.drafting.sources.documents import KEPT, SourceDocument, read_documents, source_folder
from pipeline.drafting.sources.subjects import Subject, subjects_of
from pipeline.errors import UNREADABLE, OutputFailed
from pipeline.process.files import digest, write_whole


def with_quotations(show: Show) -> Show:
    """Give each episode of a show what its documents say of it; and name those that cannot be read.

    A show without `episodes/sources/` is given back as it is. Where neither documents nor episodes changed,
    nothing is read or searched again. Raises InvalidShow for a faulty pack.
    """
    if not source_folder(show.root).is_dir():
        return show
    documents = read_documents(show.root)
    subjects = subjects_of(show, show.episodes)
    found = _found(show.root, documents, subjects)
    problems = tuple(document.warning() for document in documents if document.problem)
    return replace(
        show,
        episodes=tuple(_with(episode, found.get(episode.slug, ())) for episode in show.episodes),
        unread=problems,
    )


def _with(episode: Episode, quotations: tuple[Quotation, ...]) -> Episode:
    return replace(episode, quotations=quotations) if quotations else episode


def _found(
    root: Path, documents: Sequence[SourceDocument], subjects: Sequence[Subject]
) -> Mapping[str, tuple[Quotation, ...]]:
    """Search, or read what the same search found before."""
    readable = [document for document in documents if document.quotations]
    if not readable:
        return {}
    key = digest(*(document.digest for document in readable), repr(subjects))
    file = root / KEPT / f"found-{key}.json"
    kept = _kept(file)
    if kept is None:
        from pipeline.drafting.sources.search import search

        kept = search([each for document in readable for each in document.quotations], subjects)
        _keep(file, kept)
    return kept


def _kept(file: Path) -> Mapping[str, tuple[Quotation, ...]] | None:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return {slug: tuple(Quotation(*row) for row in rows) for slug, rows in stored.items()}
    except UNREADABLE:
        return None


def _keep(file: Path, found: Mapping[str, tuple[Quotation, ...]]) -> None:
    """Keep what was found, in place of what was found before."""
    rows = {
        slug: [(each.text, each.document, each.title, each.page) for each in quotations]
        for slug, quotations in found.items()
    }
    try:
        for other in file.parent.glob("found-*.json"):
            other.unlink(missing_ok=True)
        write_whole(file, json.dumps(rows, ensure_ascii=False))
    except (OSError, OutputFailed):
        return
