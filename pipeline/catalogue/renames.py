"""What episodes were called before: a guid that stands under another name in a script or in the output."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.episode_file import EpisodeFile
from pipeline.catalogue.text import is_slug
from pipeline.layout.folders import SCRIPTS

_HEAD_BYTES = 4096  # the front matter of a script is a few hundred
_GUID = re.compile(r"""^guid:[ \t]*(?:'((?:[^'\n]|'')*)'|"([^"\n]*)"|(\S.*?))[ \t]*$""", re.MULTILINE)
_FORMERLY = re.compile(r"^formerly:[ \t]*\[(.*)\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ScriptHead:
    """Whose script a file is, and what that episode was called before."""

    slug: str  # of the file
    guid: str
    formerly: tuple[str, ...]


def script_heads(root: Path) -> dict[str, ScriptHead]:
    """Read the heads of all scripts of a show, by the name of the file; what is no script has none."""
    found = (_head(path) for path in sorted((root / SCRIPTS).glob("*.md")))
    return {head.slug: head for head in found if head is not None}


def former_slugs(
    root: Path, sound: Sequence[EpisodeFile], taken: Collection[str], copies: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Give the slugs that episodes had before, by guid, as scripts and the output remember them.

    `taken` are slugs that lead elsewhere; `copies` gives the guids of the copies in the output that have no
    file any more, by slug. A slug that two episodes had leads to the first of them.
    """
    found = defaultdict(list)
    for guid, slug in _remembered(root, {file.values["guid"]: file.slug for file in sound}, copies):
        if is_slug(slug) and slug not in taken:
            found[guid].append(slug)
    given: set[str] = set()
    former = {}
    for file in sound:
        guid = file.values["guid"]
        former[guid] = tuple(slug for slug in dict.fromkeys(found[guid]) if slug not in given)
        given.update(former[guid])
    return former


def _remembered(root: Path, slugs: Mapping[str, str], copies: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give guids with a slug that each had, the older ones first."""
    heads = script_heads(root)
    for head in heads.values():
        yield from ((head.guid, slug) for slug in head.formerly)
    for head in heads.values():
        own = heads.get(slugs.get(head.guid, ""))
        if own is None or own.guid != head.guid:  # else a copy of a script that lies where it should
            yield head.guid, head.slug
    yield from ((guid, slug) for slug, guid in sorted(copies.items()))


def _head(path: Path) -> ScriptHead | None:
    if not path.is_file():  # a pipe would be waited for
        return None
    try:
        with path.open("rb") as file:
            text = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return None
    opening, _, rest = text.removeprefix("\ufeff").partition("\n")
    if opening.rstrip() != "---":
        return None
    head = rest.partition("\n---")[0]
    guid, formerly = _GUID.search(head), _FORMERLY.search(head)
    names = [name.strip().strip("'\"") for name in formerly[1].split(",")] if formerly else []
    if guid is None:
        return None
    said = guid[1].replace("''", "'") if guid[1] is not None else guid[2] or guid[3]
    return ScriptHead(path.stem, said, tuple(filter(None, names)))
