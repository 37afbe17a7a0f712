"""Every key of front matter, lexicon and glossary explained, as `ninety settings --files` shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

from pipeline.catalogue.keys import EPISODE_KEYS, GLOSSARY_KEYS, LEXICON_KEYS
from pipeline.catalogue.schema import Keys
from pipeline.catalogue.settings_reference import Explained
from pipeline.catalogue.show import Episode, GlossaryEntry, LexiconEntry

FILES: Mapping[str, Keys] = {"episode": EPISODE_KEYS, "lexicon": LEXICON_KEYS, "glossary": GLOSSARY_KEYS}
_HEADINGS = {
    "episode": "Front matter of an episode, `episodes/<slug>.md`",
    "lexicon": "`[[entry]]` in `episodes/lexicon.toml`",
    "glossary": "`[[entry]]` in `episodes/glossary.toml`",
}
_MEANINGS = {
    "episode": "Examples are YAML 1.2, as they stand between the lines `---`.",
    "lexicon": "How a term is said. Examples are TOML.",
    "glossary": "What a term is; it wins over the packs. Examples are TOML.",
}
# Without these a file is no episode, though the schema alone does not ask for them.
_NEEDED = {("episode", "guid"), ("episode", "number")}
_MADE_OF: Mapping[str, type] = {"episode": Episode, "lexicon": LexiconEntry, "glossary": GlossaryEntry}
_AS_THE_SHOW = (
    "voice",
    "guest",
    "target_seconds",
    "explicit",
    "signature",
    "opening",
    "closing",
    "bed",
    "image",
)
_BY_ITSELF = {"format": "by its notes", "draft": "false"}
EXPLAINED: Mapping[str, Mapping[str, Explained]] = {
    "episode": {
        "guid": Explained(
            "text",
            "by which apps know it for ever; `ninety new` and `ninety import` write it, and it never changes",
            "0b6f1d0e-6c1b-5f0e-9a51-0d8f5a2f9d11",
        ),
        "number": Explained("whole number, 1 to 1000000", "its place, 1 the oldest; no two share one", "68"),
        "title": Explained("text", "what it is called", "Why ice floats"),
        "subtitle": Explained("text", "what stands under the title", "water that takes more room"),
        "summary": Explained(
            "text",
            "what a listener gets, in one or two sentences; without it the file is a draft",
            "Water takes more room when it freezes, and so ice floats.",
        ),
        "topics": Explained(
            "list of texts",
            "each has a page, a picture and a feed; the first colours the cover",
            "[Water, Cold]",
        ),
        "published": Explained(
            "day, or day and time",
            "when it comes out; a day means six in the morning, in the show's time zone",
            "2027-02-19",
        ),
        "voice": Explained(
            "name", "who speaks: a voice of the show's engine, or engine/voice", "kokoro/am_michael"
        ),
        "guest": Explained("name", "the second voice of a dialogue", "kokoro/af_heart"),
        "format": Explained("name", "how its notes are told; `digest` and `summary` go by moves", "dialogue"),
        "target_seconds": Explained("number, 5 to 3600", "how long it is to be", "120"),
        "reference_seconds": Explained(
            "number, 1 to 86400", "how long it was where it was imported from; for comparison", "312"
        ),
        "season": Explained("whole number, 1 to 50000", "the season it belongs to", "2"),
        "episode_number": Explained(
            "whole number, 1 to 50000", "the number that apps show, where it is not `number`", "5"
        ),
        "episode_type": Explained("full, trailer or bonus", "what kind it is", "trailer"),
        "explicit": Explained("true or false", "whether it holds strong language", "true"),
        "link": Explained(
            "address", "its page elsewhere; not written: the page here", "https://example.org/ice"
        ),
        "aliases": Explained(
            "list of slugs", "names it had before; their pages lead to its own", "[ice, on-ice]"
        ),
        "signature": Explained("true or false", "the sounds made for the show", "false"),
        "opening": Explained(
            "file in episodes/sounds/, or none", "what is heard before the first word", "frost.wav"
        ),
        "closing": Explained("file in episodes/sounds/, or none", "what is heard after the last", "none"),
        "bed": Explained("file in episodes/sounds/, or none", "music under the speech", "calm.flac"),
        "image": Explained("path below episodes/", "a picture of its own", "pictures/ice.jpg"),
        "chapter_images": Explained(
            "chapters and paths", "pictures of chapters, by title or number", "{2: pictures/lake.jpg}"
        ),
        "draft": Explained("true or false", "not ready: it is named, and nothing is made of it", "true"),
        "drafted": Explained(
            "true or false",
            "its notes are a server's draft that nobody has accepted; `ninety draft --accept` takes it off",
            "true",
        ),
    },
    "lexicon": {
        "term": Explained("text", "as it is written; its plural and possessive follow", '"LoRA"'),
        "spoken": Explained("text", "as it is said, in words that any engine can read", '"Lora"'),
        "phonemes": Explained("phonemes", "as it is said, sound by sound: docs/phonemes.md", '"lˈɔɹə"'),
        "ignore_case": Explained("true or false", "whether «lora» is it too", "true"),
    },
    "glossary": {
        "term": Explained("text", "what it is called", '"gradient"'),
        "definition": Explained(
            "text", "one sentence that says what it is", '"A gradient says which way is up, and how steep."'
        ),
        "aliases": Explained("list of texts", "what else it is called", '["slope"]'),
    },
}


def is_needed(file: str, key: str) -> bool:
    """Tell whether a key must be there."""
    return FILES[file][key].required or (file, key) in _NEEDED


def default_of(file: str, key: str) -> Any:
    """Give what holds where a key is not written, as plain data; None where nothing does."""
    for field in fields(_MADE_OF[file]):
        if field.name == key and field.default is not MISSING:
            return list(field.default) if isinstance(field.default, tuple) else field.default
    return None


def front_matter_page() -> str:
    """Write the reference as Markdown: a table of keys for each kind of file."""
    return "\n".join(_lines()) + "\n"


def front_matter_document() -> dict[str, Any]:
    """Give the reference as plain data for JSON."""
    return {
        file: {
            key: {
                "holds": explained.holds,
                "meaning": explained.meaning,
                "needed": is_needed(file, key),
                "default": default_of(file, key),
                "example": explained.example,
            }
            for key, explained in keys.items()
        }
        for file, keys in EXPLAINED.items()
    }


def _lines() -> Iterator[str]:
    yield "# Front matter, lexicon and glossary"
    yield ""
    yield "Every key of the files beside `show.toml` ([settings](settings.md)). Those marked «needed» must be"
    yield "there. `ninety settings --files` prints this page."
    for file, keys in EXPLAINED.items():
        yield ""
        yield f"## {_HEADINGS[file]}"
        yield ""
        yield _MEANINGS[file]
        yield ""
        yield "| key | holds | what it is | default | example |"
        yield "| --- | --- | --- | --- | --- |"
        for key, explained in keys.items():
            default = "needed" if is_needed(file, key) else _default(file, key)
            yield f"| `{key}` | {explained.holds} | {explained.meaning} | {default} | `{explained.example}` |"


def _default(file: str, key: str) -> str:
    if file == "episode" and key in _AS_THE_SHOW:
        return "as the show"
    if file == "episode" and key in _BY_ITSELF:
        return _BY_ITSELF[key]
    value = default_of(file, key)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, list):
        return "`{}`" if EXPLAINED[file][key].example.startswith("{") else "`[]`"
    return f"`{value}`" if value else "nothing"
