"""What lists say of their show, as far as a show's settings can hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from pipeline.catalogue.addresses import web_address
from pipeline.catalogue.apple import CATEGORIES
from pipeline.catalogue.importing.listing import Listing, ShowFacts
from pipeline.catalogue.keys import SHOW_TABLES
from pipeline.catalogue.values import BadValueError
from pipeline.errors import Problem

# Which key each fact becomes. A list's `link` and `image` have none of their own.
_KEYS: Mapping[str, tuple[str, str]] = {
    "title": ("show", "title"),
    "description": ("show", "description"),
    "author": ("show", "author"),
    "owner_name": ("owner", "name"),
    "owner_email": ("owner", "email"),
    "language": ("show", "language"),
    "copyright": ("show", "copyright"),
    "category": ("feed", "category"),
    "subcategory": ("feed", "subcategory"),
    "explicit": ("feed", "explicit"),
    "kind": ("feed", "kind"),
    "guid": ("feed", "guid"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The facts that can be used, and what was said of those that cannot."""

    facts: ShowFacts
    warnings: tuple[Problem, ...] = ()


def usable_facts(lists: Iterable[Listing]) -> Told:
    """Join what lists say of their show, the first one's word first, and leave out what no key can hold."""
    facts, warnings = ShowFacts(), list[Problem]()
    for listing in lists:
        told = _readable(listing)
        warnings += told.warnings
        lacking = (field.name for field in fields(ShowFacts) if getattr(facts, field.name) in ("", None))
        more: dict[str, Any] = {name: getattr(told.facts, name) for name in lacking}
        facts = replace(facts, **more)
    if facts.subcategory not in CATEGORIES.get(facts.category, ()):
        facts = replace(facts, subcategory="")
    return Told(facts, tuple(warnings))


def _readable(listing: Listing) -> Told:
    said = {name: getattr(listing.about, name) for name in _KEYS}
    clean: dict[str, Any] = {}
    problems = []
    for name, value in said.items():
        if value in ("", None):
            continue
        try:
            clean[name] = _read(name, value)
        except BadValueError as bad:
            table, key = _KEYS[name]
            remedy = f"left out; write it into episodes/show.toml under [{table}]: {key} = …"
            problems.append(
                Problem(f"the show's {name.replace('_', ' ')} {bad}", listing.path, remedy=remedy)
            )
    for name in ("link", "image"):
        clean[name] = _address(getattr(listing.about, name))
    nothing: dict[str, Any] = {name: None if name == "explicit" else "" for name in _KEYS}
    return Told(replace(listing.about, **(nothing | clean)), tuple(problems))


def _address(text: str) -> str:
    """Give a web address, or nothing for what is none."""
    try:
        return web_address(text)
    except BadValueError:
        return ""


def _read(name: str, value: Any) -> Any:
    table, key = _KEYS[name]
    read = SHOW_TABLES[table][key].read
    spellings = list(_spellings(name, value))
    for spelling in spellings[:-1]:
        try:
            return read(spelling)
        except BadValueError:
            continue
    return read(spellings[-1])


def _spellings(name: str, value: Any) -> Iterator[Any]:
    """Give what a value may mean in the spelling of its key, what it says itself last."""
    if name == "language":
        tag = str(value).strip().replace("_", "-")
        yield tag
        yield tag.split("-")[0]
    if name in ("kind", "guid"):
        yield str(value).strip().lower()
    if name in ("category", "subcategory"):
        known = [*CATEGORIES, *(each for below in CATEGORIES.values() for each in below)]
        yield from (each for each in known if each.casefold() == str(value).strip().casefold())
    yield value


def picture_and_page(facts: ShowFacts) -> list[str]:
    """Say where the show's picture and page are so far, for its owner to decide what becomes of them."""
    told = []
    if facts.image:
        told.append(f"its picture so far: {facts.image} (covers are drawn anew; [cover] sets their colours)")
    if facts.link:
        told.append(
            f"its page so far: {facts.link} ([show] links names it; [site] url is where output/ goes)"
        )
    return told
