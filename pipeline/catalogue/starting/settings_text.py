"""`episodes/show.toml` as `ninety init` writes it: what was answered, and nothing that has a default."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.catalogue.importing.listing import ShowFacts
from pipeline.catalogue.placeholders import PLACEHOLDER_NAME, is_placeholder_address
from pipeline.catalogue.settings_reference import default_of

Settings = Mapping[tuple[str, str], Any]  # by table and key

_HEAD = (
    "# What the show is. All other keys have defaults: `ninety settings`, or docs/settings.md, lists them."
)
_ALWAYS = (  # keys that are written even if they say what their default says
    ("show", "title"),
    ("show", "description"),
    ("show", "language"),
    ("owner", "name"),
    ("owner", "email"),
    ("site", "url"),
    ("voice", "voice"),
    ("length", "target_seconds"),
)
_REMARKS: Mapping[tuple[str, str], str] = {
    ("show", "language"): "what is spoken",
    ("show", "packs"): "what is known of its field: `ninety packs`",
    ("owner", "email"): "directories write to it, and apps can see it",
    ("site", "url"): "where output/ will be put; every address begins with it",
    ("voice", "voice"): "`ninety voices` lists what there is",
    ("length", "target_seconds"): "of each episode",
}


def list_settings(facts: ShowFacts) -> dict[tuple[str, str], Any]:
    """Give the settings that a list's own facts make, but for those that are asked for."""
    settings: dict[tuple[str, str], Any] = {
        ("show", "description"): facts.description,
        ("show", "author"): facts.author,
        ("show", "language"): facts.language,
        ("show", "copyright"): facts.copyright,
        ("owner", "name"): facts.owner_name,
        ("feed", "category"): facts.category,
        ("feed", "subcategory"): facts.subcategory,
        ("feed", "explicit"): facts.explicit,
        ("feed", "kind"): facts.kind,
        ("feed", "guid"): facts.guid,
    }
    if facts.link:
        settings["show", "links"] = {"Website": facts.link}
    return {place: value for place, value in settings.items() if value not in ("", None)}


def settings_text(settings: Settings, picture: str = "") -> str:
    """Write settings as TOML: tables and keys in the order of the reference, defaults left out.

    The address of the show's `picture` so far, which no key holds, is kept in a comment.
    """
    lines = [_HEAD]
    table = ""
    for place, value in _in_order(settings):
        if place[0] != table:
            table = place[0]
            lines += ["", f"[{table}]"]
        remark = _remark(place, value)
        lines.append(f"{place[1]} = {toml_value(value)}" + (f"  # {remark}" if remark else ""))
    if picture:
        lines += [
            "",
            f"# Its picture so far: {picture}",
            "# Covers are drawn anew; [cover] has their colours.",
        ]
    return "\n".join(lines) + "\n"


def toml_value(value: Any) -> str:
    """Write a value as TOML has it; text of several paragraphs as such."""
    if isinstance(value, str) and "\n\n" in value:
        inner = "\n\n".join(_quoted(part)[1:-1] for part in value.split("\n\n"))
        return f'"""\n{inner}\n"""'
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_quoted(key)} = {toml_value(each)}" for key, each in value.items()) + " }"
    return f"{value:g}"


def _quoted(text: str) -> str:
    """Quote a text: what JSON escapes, TOML escapes the same way."""
    return json.dumps(text, ensure_ascii=False)


def _in_order(settings: Settings) -> Iterator[tuple[tuple[str, str], Any]]:
    from pipeline.catalogue.keys import SHOW_TABLES

    for table, keys in SHOW_TABLES.items():
        for key in keys:
            place = (table, key)
            if place in settings and (place in _ALWAYS or settings[place] != default_of(*place)):
                yield place, settings[place]


def _remark(place: tuple[str, str], value: Any) -> str:
    is_example = isinstance(value, str) and place in (("owner", "email"), ("site", "url"))
    if value == PLACEHOLDER_NAME or (is_example and is_placeholder_address(value)):
        return "; ".join(filter(None, ["an example: write your own", _REMARKS.get(place, "")]))
    return _REMARKS.get(place, "")
