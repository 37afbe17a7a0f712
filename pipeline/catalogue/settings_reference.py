"""Every key of `episodes/show.toml` explained: `ninety settings` shows it, docs/settings.md keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from pipeline.catalogue.feed_settings import FeedSettings, Location
from pipeline.catalogue.keys import SHOW_TABLES, VOICE_KEYS
from pipeline.catalogue.named_voices import NamedVoice
from pipeline.catalogue.schema import Keys
from pipeline.catalogue.show import (
    AudioSettings,
    CacheSettings,
    CheckSettings,
    CoverSettings,
    DraftingSettings,
    LengthSettings,
    Owner,
    ProvenanceSettings,
    PublishSettings,
    Show,
    VoiceSettings,
)


@dataclass(frozen=True, slots=True)
class Explained:
    """One key: what it holds, what it is for, and an example as TOML."""

    holds: str
    meaning: str
    example: str


# The tables of the file, and the keys of those that a show names itself.
TABLES: Mapping[str, Keys] = {**SHOW_TABLES, "voices.NAME": VOICE_KEYS}
TABLE_MEANINGS: Mapping[str, str] = {
    "show": "What the show is.",
    "owner": "Who answers for it: directories write to this address, and apps can see it.",
    "site": "Where listeners get it.",
    "cover": "The show's picture, and the ground of the topics' pictures.",
    "voice": "Who speaks. `ninety voices` lists what there is.",
    "length": "How long an episode is, measured on the finished file.",
    "audio": "How loud it is, how it is encoded, and sounds of your own: docs/own-sound.md.",
    "cache": "How much spoken speech is kept, and where machines share it: docs/cache.md.",
    "feed": "What feeds say beside the rest.",
    "publish": "Where `ninety publish --upload` brings the output.",
    "provenance": "With what finished files are signed (C2PA): docs/provenance.md.",
    "drafting": "Whom `ninety draft` asks for drafts of notes: docs/drafting.md. No key stands here.",
    "check": "What `ninety check --listen` accepts.",
    "voices.NAME": "A voice that scripts call by `{voice NAME}`, as many as you like: docs/own-sound.md.",
}
EXPLAINED: Mapping[str, Mapping[str, Explained]] = {
    "show": {
        "title": Explained("text", "what it is called", '"Bees in Ninety Seconds"'),
        "tagline": Explained("text", "one line below the title on the site", '"From egg to honey."'),
        "description": Explained(
            "text",
            "what a listener gets, up to 4000 bytes; blank lines make paragraphs",
            '"Short talks on bees."',
        ),
        "author": Explained(
            "text", "who makes it, as players show it; empty: the owner's name", '"The Keepers"'
        ),
        "language": Explained("language", "what is spoken: ISO 639-1, and a region if wanted", '"en-gb"'),
        "timezone": Explained(
            "time zone", "of days and times without a zone, by IANA's names", '"Europe/Berlin"'
        ),
        "copyright": Explained("text", "whose it is", '"© 2026 The Keepers"'),
        "links": Explained(
            "names and addresses", "further pages", '{ "Source" = "https://example.org/source" }'
        ),
        "packs": Explained(
            "list of names",
            "what is known of its field: `ninety packs` lists them, docs/packs.md says how to write one",
            '["cooking"]',
        ),
    },
    "owner": {
        "name": Explained("text", "a person or a group", '"A. Keeper"'),
        "email": Explained(
            "e-mail address",
            "where directories reach them, for all to see; empty: nowhere (Apple reads it no more)",
            '"keeper@example.org"',
        ),
    },
    "site": {
        "url": Explained(
            "https address",
            "where output/ will be put; every address in feeds and pages begins with it",
            '"https://bees.example.org"',
        ),
        "apps": Explained(
            "names and addresses",
            "where apps and directories have the show: a button each on the site, in this order",
            '{ "Apple Podcasts" = "https://podcasts.apple.com/podcast/id123456789" }',
        ),
    },
    "cover": {
        "text": Explained("text", "what the picture says; empty: the title", '"Bees"'),
        "background": Explained("colour", "the ground", '"#14303a"'),
        "foreground": Explained("colour", "the letters", '"#f4efe3"'),
        "accent": Explained("colour", "what stands out", '"#e9a23b"'),
        "image": Explained(
            "path below episodes/",
            "a picture of your own instead, for the show and every episode without one: docs/own-pictures.md",
            '"pictures/bees.jpg"',
        ),
    },
    "voice": {
        "engine": Explained("name", "the program that speaks", '"hibari"'),
        "voice": Explained("name", "one of its voices, or engine/voice", '"heart"'),
        "speed": Explained("number, 0.5 to 2", "1 is the voice's own pace; more is faster", "1.05"),
        "guest": Explained("name", "a second voice for dialogues; empty: none", '"hibari/heart-tenor"'),
        "host_name": Explained("text", "how captions name the first voice when two speak", '"Ada"'),
        "guest_name": Explained("text", "and the second", '"Ben"'),
        "disclosure": Explained(
            "opening, closing or both", "where an episode says that its voice is synthetic", '"both"'
        ),
        "accept_licences": Explained("list of names", "licences you accept for voices that ask", '["CPML"]'),
        "listen": Explained(
            "never, varying or always",
            "whose sentences recognisers hear, to have misheard ones spoken again: docs/second-take.md",
            '"varying"',
        ),
        "takes": Explained("whole number, 2 to 10", "how often a misheard sentence is spoken at most", "6"),
    },
    "length": {
        "target_seconds": Explained("number, 5 to 3600", "what an episode is brought to", "60"),
        "tolerance_seconds": Explained("number, 0.1 to 600", "how far it may miss that, either way", "3"),
        "minimum_seconds": Explained(
            "number, 1 to 3600", "what carries no more may be this short, and is never filled up", "85"
        ),
    },
    "audio": {
        "loudness_lufs": Explained(
            "number, -40 to -5", "as heard on two speakers; Apple asks for -16", "-18"
        ),
        "true_peak_dbtp": Explained("number, -20 to 0", "no peak above this", "-2"),
        "bitrate_kbps": Explained("bit rate of MP3", "of the MP3, mono", "128"),
        "also": Explained(
            "list of opus, m4a, mp4, mp4-tall",
            "further files for apps to choose from; the last two are videos: docs/video.md",
            '["opus"]',
        ),
        "signature": Explained(
            "true or false", "the sounds made for the show, where no own ones are named", "false"
        ),
        "opening": Explained(
            "file in episodes/sounds/, or none", "what is heard before the first word", '"intro.wav"'
        ),
        "closing": Explained(
            "file in episodes/sounds/, or none", "what is heard after the last", '"outro.mp3"'
        ),
        "bed": Explained(
            "file in episodes/sounds/, or none", "music under the speech, as long as it lasts", '"bed.flac"'
        ),
        "credits": Explained(
            "files and their title, author, licence, url",
            "whose your own sounds are: for the show notes",
            '{ "intro.wav" = { title = "Dawn", author = "A. Keeper", licence = "CC-BY-4.0" } }',
        ),
    },
    "cache": {
        "max_gb": Explained(
            "number, 0 to 100000", "what was used longest ago is dropped above this many gigabytes", "20"
        ),
        "shared": Explained(
            "folder or address",
            "a second level for several machines: a folder, s3://bucket/folder, or what fsspec can open",
            '"s3://show-cache/speech"',
        ),
    },
    "feed": {
        "category": Explained("one of Apple's", "spelled as Apple spells it", '"Education"'),
        "subcategory": Explained("one of the category's", "or empty", '"Courses"'),
        "explicit": Explained("true or false", "whether it holds strong language", "true"),
        "kind": Explained("episodic or serial", "serial if episodes must be heard in order", '"serial"'),
        "locked": Explained("true or false", "no other host may import the feed", "false"),
        "guid": Explained(
            "UUID",
            "podcast:guid; empty: made from the feed's address; set it when you move",
            '"9b024349-ccf0-5f69-a609-6b82873eab3c"',
        ),
        "first_url": Explained(
            "https address",
            "where the site was first, when it has moved: identities stay",
            '"https://example.org/bees"',
        ),
        "items_per_page": Explained(
            "whole number, 1 to 10000", "a longer feed continues on further pages", "100"
        ),
        "licence": Explained("SPDX identifier or text", "of the episodes", '"cc-by-4.0"'),
        "licence_url": Explained(
            "address", "where it can be read; needed for one of your own", '"https://example.org/terms"'
        ),
        "funding": Explained(
            "names and addresses", "ways to support you", '{ "Buy us honey" = "https://example.org/give" }'
        ),
        "update_frequency": Explained("text", "how often episodes come, in words", '"Every Thursday"'),
        "update_rule": Explained(
            "recurrence rule", "the same for programs, as in iCalendar", '"FREQ=WEEKLY;BYDAY=TH"'
        ),
        "complete": Explained("true or false", "true when no more episodes will come", "true"),
        "new_url": Explained(
            "https address",
            "where the feed is from now on, when it moves: apps follow (itunes:new-feed-url)",
            '"https://example.org/feed.xml"',
        ),
        "seasons": Explained(
            "numbers and names", "what seasons are called", '{ 1 = "The Hive", 2 = "The Meadow" }'
        ),
        "timestamps": Explained(
            "true or false", "chapters with their times in each description, as some apps read them", "true"
        ),
        "inline_chapters": Explained(
            "true or false", "chapters in the feed too (Podlove), as Spotify reads them", "true"
        ),
        "images": Explained(
            "true or false", "covers as podcast:image too: square, and for channels of 16:9", "true"
        ),
        "prefix": Explained(
            "https address",
            "of a service that counts downloads: it goes before the addresses of sound files in feeds",
            '"https://counter.example.org/e"',
        ),
        "hub": Explained(
            "address",
            "of a WebSub hub: `ninety publish --upload` tells it that the feeds are new",
            '"https://hub.example.org/"',
        ),
        "private": Explained(
            "true or false",
            "in no directory and no search engine; the site's address must end in a name that nobody guesses",
            "true",
        ),
        "txt": Explained(
            "purposes and texts",
            "what directories ask you to say, to prove the feed is yours",
            '{ verify = "S6lpp-7ZCn8" }',
        ),
        "location": Explained(
            "name, geo, osm, country, rel",
            'the place it is about, or with rel = "creator" is made in',
            '{ name = "Vienna, Austria", geo = "geo:48.2,16.37", country = "AT" }',
        ),
        "podroll": Explained(
            "names and feeds",
            "other shows you recommend",
            '{ "Wasps" = "https://wasps.example.org/feed.xml" }',
        ),
    },
    "publish": {
        "to": Explained(
            "folder or address", "a folder, s3://bucket/folder or sftp://user@host/folder", '"www"'
        ),
        "connections": Explained("whole number, 1 to 32", "files sent at the same time", "8"),
        "podping": Explained(
            "address",
            "a Podping server to tell of changed feeds; its token in NINETY_PODPING_TOKEN",
            '"https://podping.example.org"',
        ),
    },
    "provenance": {
        "certificate": Explained(
            "path",
            "a chain of certificates in PEM, yours first; empty: nothing is signed",
            '"keys/chain.pem"',
        ),
        "key": Explained(
            "path", "its key, unless NINETY_SIGNING_KEY has it or its path", '"../secret/key.pem"'
        ),
    },
    "drafting": {
        "server": Explained(
            "address",
            "a server that speaks OpenAI's protocol, with /v1 or without",
            '"http://127.0.0.1:8080"',
        ),
        "model": Explained("text", "the model's name, as that server knows it", '"gemma-3-4b"'),
    },
    "check": {
        "episode_wer_percent": Explained(
            "number, 0 to 100", "of an episode's words, this many in a hundred misheard at most", "10"
        ),
        "show_wer_percent": Explained("number, 0 to 100", "and of all the show's words", "4"),
        "episode_mos": Explained(
            "number, 1 to 5", "how natural an episode sounds at least (DistillMOS)", "3.8"
        ),
        "show_mos": Explained("number, 1 to 5", "and the show on average", "4.2"),
    },
    "voices.NAME": {
        "voice": Explained("name", "one of the engine's voices, or engine/voice", '"kokoro/bf_emma"'),
        "engine": Explained("name", "the program that speaks; empty: the show's", '"kokoro"'),
        "speed": Explained("number, 0.5 to 2", "its pace; not written: the show's", "0.95"),
        "name": Explained(
            "text", "how captions and transcripts name it; empty: NAME with a capital", '"Dr. Emma"'
        ),
    },
}
_MADE_OF: Mapping[str, type] = {
    "show": Show,
    "owner": Owner,
    "site": Show,
    "cover": CoverSettings,
    "voice": VoiceSettings,
    "length": LengthSettings,
    "audio": AudioSettings,
    "cache": CacheSettings,
    "feed": FeedSettings,
    "publish": PublishSettings,
    "provenance": ProvenanceSettings,
    "check": CheckSettings,
    "drafting": DraftingSettings,
    "voices.NAME": NamedVoice,
}
_OTHER_NAMES = {("voices.NAME", "name"): "shown"}  # fields that are called otherwise than their keys
_FROM_SHOW = {("voices.NAME", "speed")}  # whose default is what the show says


def default_of(table: str, key: str) -> Any:
    """Give what a key is where it is not written; None where it must be."""
    if TABLES[table][key].required:
        return None
    name = _OTHER_NAMES.get((table, key), key)
    if (table, key) in _FROM_SHOW:
        return "the show's"
    for field in fields(_MADE_OF[table]) if table in _MADE_OF else ():
        if field.name == name and field.default is not MISSING:
            return "" if field.default is None else field.default
        if field.name == name and field.default_factory is not MISSING:
            return field.default_factory()
    return None


def settings_page() -> str:
    """Write the reference as Markdown: a table of keys for each table of the file."""
    return "\n".join(_lines()) + "\n"


def settings_document() -> dict[str, Any]:
    """Give the reference as plain data for JSON."""
    return {
        table: {
            key: {
                "holds": explained.holds,
                "meaning": explained.meaning,
                "needed": TABLES[table][key].required,
                "default": _plain(default_of(table, key)),
                "example": explained.example,
            }
            for key, explained in keys.items()
        }
        for table, keys in EXPLAINED.items()
    }


def _lines() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield "Every key of `episodes/show.toml`. Those marked «needed» must be there; every other has a default,"
    yield "and is written only to change it. `ninety settings` prints this page."
    for table, keys in EXPLAINED.items():
        yield ""
        yield f"## [{table}]"
        yield ""
        yield TABLE_MEANINGS[table]
        yield ""
        yield "| key | holds | what it is | default | example |"
        yield "| --- | --- | --- | --- | --- |"
        for key, explained in keys.items():
            default = "needed" if TABLES[table][key].required else f"`{_default(table, key)}`"
            yield f"| `{key}` | {explained.holds} | {explained.meaning} | {default} | `{explained.example}` |"


def _default(table: str, key: str) -> str:
    value = default_of(table, key)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Location):
        return "{}"
    if isinstance(value, tuple):
        return "{}" if EXPLAINED[table][key].example.startswith("{") else "[]"
    return f"{value:g}"


def _plain(value: Any) -> Any:
    if isinstance(value, Location):
        return {}
    return list(value) if isinstance(value, tuple) else value
