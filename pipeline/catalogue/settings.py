"""The show's own files: `show.toml`, `lexicon.toml` and `glossary.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from pipeline.catalogue.apple import CATEGORIES
from pipeline.catalogue.feed_settings import FeedSettings
from pipeline.catalogue.keys import GLOSSARY_KEYS, LEXICON_KEYS, SHOW_TABLES, VOICE_KEYS
from pipeline.catalogue.named_voices import TABLE, NamedVoice, read_named_voices
from pipeline.catalogue.own_sounds import place_problems
from pipeline.catalogue.picture import read_picture
from pipeline.catalogue.schema import Keys
from pipeline.catalogue.show import (
    AudioSettings,
    CacheSettings,
    CheckSettings,
    CoverSettings,
    DraftingSettings,
    GlossaryEntry,
    LengthSettings,
    LexiconEntry,
    Owner,
    ProvenanceSettings,
    PublishSettings,
    Show,
    VoiceSettings,
)
from pipeline.catalogue.toml_file import Entry, TomlFile, check_entries, check_tables, read_toml
from pipeline.catalogue.values import BadValueError, suggestion
from pipeline.errors import Problem
from pipeline.knowledge.pack_files import own_folder, own_names, shipped_names
from pipeline.layout.folders import EPISODES, OUTPUT
from pipeline.process.files import is_there, leads_into

_UNGUESSABLE = re.compile(r"/(?=[^/]*[0-9])(?=[^/]*[A-Za-z])[A-Za-z0-9_-]{20,}$")  # 120 bits, or near it
_SPDX = re.compile(r"[a-z0-9][a-z0-9.+-]*")


@dataclass(frozen=True, slots=True)
class Settings:
    """A show without its episodes, or None where its file is faulty; and all that is wrong."""

    show: Show | None
    problems: tuple[Problem, ...]


def read_settings(root: Path) -> Settings:
    """Read the show's settings, lexicon and glossary; only `show.toml` must be there."""
    folder = root / EPISODES
    path = folder / "show.toml"
    if not path.is_file():
        remedy = "`ninety init DIR` makes a show; --root DIR names the folder of one"
        return Settings(None, (Problem("there is no show here: this file is missing", path, remedy=remedy),))
    lexicon, lexicon_problems = _read_lexicon(folder / "lexicon.toml")
    glossary, glossary_problems = _read_glossary(folder / "glossary.toml")
    toml = read_toml(path)
    if toml.problem is not None:
        return Settings(None, (toml.problem, *lexicon_problems, *glossary_problems))
    tables, problems = check_tables(toml, SHOW_TABLES, beside=(TABLE,))
    voices, voice_problems = read_named_voices(toml, VOICE_KEYS)
    problems += voice_problems
    problems += place_problems(root, tables["audio"], path, lambda place: toml.line(("audio", place)))
    problems += _subcategory_problems(toml, tables["feed"])
    problems += _licence_problems(toml, tables["feed"])
    problems += _private_problems(toml, tables)
    problems += _picture_problems(toml, tables["cover"], folder)
    problems += _provenance_problems(toml, tables["provenance"], root)
    problems += _pack_problems(toml, root, tables["show"])
    everything = (*problems, *lexicon_problems, *glossary_problems)
    show = None if problems else _build(root, tables, voices, lexicon, glossary)
    return Settings(show, everything)


def _build(
    root: Path,
    tables: Mapping[str, dict[str, Any]],
    voices: tuple[NamedVoice, ...],
    lexicon: tuple[LexiconEntry, ...],
    glossary: tuple[GlossaryEntry, ...],
) -> Show:
    return Show(
        root=root,
        **tables["show"],
        owner=Owner(**tables["owner"]),
        site_url=tables["site"]["url"],
        apps=tables["site"].get("apps", ()),
        cover=CoverSettings(**tables["cover"]),
        voice=VoiceSettings(**tables["voice"]),
        voices=voices,
        length=LengthSettings(**tables["length"]),
        audio=AudioSettings(**tables["audio"]),
        cache=CacheSettings(**tables["cache"]),
        feed=FeedSettings(**tables["feed"]),
        publish=PublishSettings(**tables["publish"]),
        check=CheckSettings(**tables["check"]),
        drafting=DraftingSettings(**tables["drafting"]),
        provenance=ProvenanceSettings(**tables["provenance"]),
        lexicon=lexicon,
        glossary=glossary,
    )


def _subcategory_problems(toml: TomlFile, feed: Mapping[str, Any]) -> list[Problem]:
    category = feed.get("category", FeedSettings().category)
    subcategory = feed.get("subcategory", "")
    allowed = CATEGORIES[category]
    if not subcategory or subcategory in allowed:
        return []
    what = f"subcategory «{subcategory}» is not one of Apple's for {category}"
    remedy = suggestion(subcategory, allowed) or (
        f"one of: {', '.join(allowed)}" if allowed else f"leave it empty: {category} has none"
    )
    return [Problem(what, toml.path, toml.line(("feed", "subcategory")), remedy)]


def _licence_problems(toml: TomlFile, feed: Mapping[str, Any]) -> list[Problem]:
    """Ask for the address of a licence that readers cannot know by its name (Podcasting 2.0 namespace)."""
    licence = feed.get("licence", "")
    if not licence or feed.get("licence_url") or _SPDX.fullmatch(licence.lower()):
        return []
    what = f"licence «{licence}» is not an identifier of SPDX, such as cc-by-4.0"
    return [Problem(what, toml.path, toml.line(("feed", "licence")), "say where it stands: licence_url = …")]


def _private_problems(toml: TomlFile, tables: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """Ask a private show for an address that nobody finds by guessing: whoever knows it can listen."""
    if not tables["feed"].get("private"):
        return []
    tellers = [
        (table, key) for table, key in (("feed", "hub"), ("publish", "podping")) if tables[table].get(key)
    ]
    told = [
        Problem(
            f"{key} would tell the world of a private show", toml.path, toml.line((table, key)), "take it out"
        )
        for table, key in tellers
    ]
    if _UNGUESSABLE.search(tables["site"].get("url", "")):
        return told
    what = "a private show needs an address that nobody can guess"
    remedy = f'let it end in a name such as this one, made just now: url = "https://…/{token_urlsafe(18)}"'
    return [*told, Problem(what, toml.path, toml.line(("site", "url")), remedy)]


def _picture_problems(toml: TomlFile, cover: dict[str, Any], folder: Path) -> list[Problem]:
    """Put the show's own picture in the place of its path, if apps would take it."""
    if name := cover.get("image"):
        try:
            cover["image"] = read_picture(folder, name)
        except BadValueError as bad:
            return [Problem(f"image {bad}", toml.path, toml.line(("cover", "image")), bad.remedy)]
    return []


def _provenance_problems(toml: TomlFile, provenance: Mapping[str, str], root: Path) -> Iterator[Problem]:
    """Ask for a certificate that is there, and for a key that is not where everybody gets it."""

    def problem(key: str, what: str, remedy: str) -> Problem:
        return Problem(f"{key} {what}", toml.path, toml.line(("provenance", key)), remedy)

    if provenance.get("key") and not provenance.get("certificate"):
        yield problem("key", "has no certificate", "name it too: certificate = …")
    if (name := provenance.get("certificate")) and not is_there(root / name):
        remedy = "paths begin at the show's folder; a file of PEM with the signer's certificate first"
        yield problem("certificate", f"is not there: «{name}»", remedy)
    for key, name in provenance.items():
        if leads_into(root / name, root / OUTPUT):
            yield problem(key, "lies below output/, which everybody can fetch", "put it elsewhere")


def _pack_problems(toml: TomlFile, root: Path, show: Mapping[str, Any]) -> Iterator[Problem]:
    """Find packs that are named and not there, and read the show's own; what is shipped has been read."""
    own = own_names(root)
    for position, name in enumerate(show.get("packs", ())):
        if name not in (known := (*shipped_names(), *own)):
            near = suggestion(name, known)
            remedy = f"{near + ' ' if near else ''}the packs are: {', '.join(known)}"
            what = f"there is no pack «{name}»"
            yield Problem(what, toml.path, toml.line(("show", "packs", position)), remedy)
    if own:
        from pipeline.knowledge.pack import read_pack

        for name in own:
            yield from read_pack(own_folder(root) / f"{name}.toml").problems


def _read_lexicon(path: Path) -> tuple[tuple[LexiconEntry, ...], list[Problem]]:
    entries, problems = _read_entries(path, LEXICON_KEYS)
    lexicon = [LexiconEntry(**entry.values) for entry in entries]
    terms = [(item.term.casefold() if item.ignore_case else item.term,) for item in lexicon]
    return tuple(lexicon), [*problems, *_repeated(path, entries, terms)]


def _read_glossary(path: Path) -> tuple[tuple[GlossaryEntry, ...], list[Problem]]:
    entries, problems = _read_entries(path, GLOSSARY_KEYS)
    glossary = [GlossaryEntry(**entry.values) for entry in entries]
    terms = [tuple(name.casefold() for name in (item.term, *item.aliases)) for item in glossary]
    return tuple(glossary), [*problems, *_repeated(path, entries, terms)]


def _read_entries(path: Path, keys: Keys) -> tuple[list[Entry], list[Problem]]:
    if not path.exists():
        return [], []
    toml = read_toml(path)
    return ([], [toml.problem]) if toml.problem is not None else check_entries(toml, "entry", keys)


def _repeated(path: Path, entries: Sequence[Entry], terms: Sequence[Sequence[str]]) -> list[Problem]:
    """Report every entry one of whose terms an earlier entry has."""
    first_lines: dict[str, int | None] = {}
    problems = []
    for entry, names in zip(entries, terms, strict=True):
        known = next((name for name in names if name in first_lines), None)
        if known is not None:
            what = f"«{known}» is there already, on line {first_lines[known]}"
            problems.append(Problem(what, path, entry.line, "take one of the two out"))
        for name in names:
            first_lines.setdefault(name, entry.line)
    return problems
