"""`ninety packs`: what is known of which field, what this show uses of it, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.errors import ExitCode, PipelineError
from pipeline.knowledge.deal import known_entries
from pipeline.knowledge.fit import fit_packs
from pipeline.knowledge.missing import add_missing
from pipeline.knowledge.pack import Pack, load_pack
from pipeline.knowledge.pack_files import own_names, pack_path, shipped_names
from pipeline.knowledge.rules import check_pack
from pipeline.knowledge.show_packs import packs_of
from pipeline.layout.folders import settings_file
from pipeline.process.console import Console

_NAMED_AT_MOST = 10


def list_packs(root: Path, console: Console) -> ExitCode:
    """List the packs, and say which of a show's titles have an entry; warn of what is wrong in its own."""
    show = _show_in(root)
    used = packs_of(show) if show else ()
    _warn_of_own(root, used, console)
    packs = [load_pack(pack_path(name, root)) for name in sorted({*shipped_names(), *own_names(root)})]
    lines = list(_table(packs))
    document: dict[str, Any] = {"packs": [_document(pack) for pack in packs], "show": None}
    if show:
        fit = fit_packs(show, show.episodes)
        lines += ["", *(fit.lines() if used or fit.proposals else ["no pack is in use here, and none fits"])]
        found = zip(show.episodes, known_entries(used, show.episodes), strict=True)
        entries = {
            episode.slug: {"pack": subject.pack.name, "term": subject.term.term, "found_in": subject.way}
            for episode, subject in found
            if subject
        }
        document["show"] = fit.document() | {"entries": entries}
    console.result("\n".join(lines), document)
    return ExitCode.OK


def write_missing(root: Path, console: Console) -> ExitCode:
    """Add an empty entry to the show's own pack for each title that has none."""
    path, titles = add_missing(load_show(root))
    if not titles:
        text = "nothing is missing: every title has an entry, or an empty one that waits for you"
    else:
        text = (
            f"{path}\n{len(titles)} empty {_entries(len(titles))}: {_some(titles)}\n"
            "Fill them in; how is in docs/packs.md. What stands there is used from then on: ninety script"
        )
    console.result(text, {"file": str(path) if titles else None, "added": titles})
    return ExitCode.OK


def _show_in(root: Path) -> Show | None:
    """Give the show in a folder; packs are listed without one too. Raises InvalidShow for a faulty one."""
    return load_show(root) if settings_file(root).is_file() else None


def _warn_of_own(root: Path, used: tuple[Pack, ...], console: Console) -> None:
    own = own_names(root)
    for pack in used:
        for finding in check_pack(pack, shipped=False) if pack.name in own else ():
            what = f"«{finding.term}» {finding.what}" if finding.term else finding.what
            console.warn(str(PipelineError(what, file=pack.file, line=finding.line)))


def _table(packs: list[Pack]) -> Iterator[str]:
    width = max(len(pack.name) for pack in packs)
    for pack in packs:
        short = len(pack.terms) - len(pack.subjects)
        counts = f"{len(pack.subjects):3} subjects, {short:3} further terms"
        yield f"{pack.name:{width}}  {counts}  {pack.about or pack.title}".rstrip()


def _document(pack: Pack) -> dict[str, Any]:
    return {
        "name": pack.name,
        "title": pack.title,
        "about": pack.about,
        "file": str(pack.file),
        "subjects": len(pack.subjects),
        "terms": len(pack.terms),
    }


def _entries(count: int) -> str:
    return "entry" if count == 1 else "entries"


def _some(titles: list[str]) -> str:
    more = f" and {len(titles) - _NAMED_AT_MOST} more" if len(titles) > _NAMED_AT_MOST else ""
    return ", ".join(titles[:_NAMED_AT_MOST]) + more
