"""What the files of a show may say: every table and key, what it holds, and which must be there."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.catalogue.addresses import email, links, site_address, web_address
from pipeline.catalogue.apple import CATEGORIES
from pipeline.catalogue.feed_values import location, prefix, recurrence, seasons, statements
from pipeline.catalogue.limits import HIGHEST_NUMBER, HIGHEST_WITHIN_SEASON, LONGEST_DESCRIPTION
from pipeline.catalogue.own_sounds import sound_credits, sound_or_none
from pipeline.catalogue.phonemes import phonemes
from pipeline.catalogue.picture import picture_name, picture_names
from pipeline.catalogue.schema import Key, Keys
from pipeline.catalogue.values import (
    day,
    flag,
    guid,
    language,
    names,
    number,
    one_of,
    paragraphs,
    several_of,
    shaped,
    slugs,
    text,
    timezone,
    topics,
    uuid,
    whole_number,
)

# MPEG-1 Layer III, ISO/IEC 11172-3, table of bit rates; 44.1 kHz is an MPEG-1 rate.
BITRATES_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
ALTERNATES = ("opus", "m4a", "mp4", "mp4-tall")  # what an episode can be encoded as beside MP3

_colour = shaped(r"#[0-9A-Fa-f]{6}", "a colour such as #10243e")
_name = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
_voice = text(300)  # a voice, engine/voice, a model's name, or the path of a checkpoint

SHOW_TABLES: Mapping[str, Keys] = {
    "show": {
        "title": Key(text(), required=True, remedy='write under [show]: title = "…"'),
        "tagline": Key(text()),
        "description": Key(
            paragraphs(LONGEST_DESCRIPTION), required=True, remedy='write under [show]: description = "…"'
        ),
        "author": Key(text()),
        "language": Key(language),
        "timezone": Key(timezone),
        "copyright": Key(text()),
        "links": Key(links),
        "packs": Key(names),
    },
    "owner": {
        "name": Key(text(), required=True, remedy='write under [owner]: name = "…"'),
        "email": Key(email),
    },
    "site": {
        "url": Key(site_address, required=True, remedy='write under [site]: url = "https://example.org"'),
        "apps": Key(links),
    },
    "cover": {
        "text": Key(text(80)),
        "background": Key(_colour),
        "foreground": Key(_colour),
        "accent": Key(_colour),
        "image": Key(picture_name),
    },
    "voice": {
        "engine": Key(shaped(_name, "an engine's name")),
        "voice": Key(_voice),
        "speed": Key(number(0.5, 2.0)),
        "guest": Key(_voice),
        "host_name": Key(text(40)),
        "guest_name": Key(text(40)),
        "disclosure": Key(one_of(("opening", "closing", "both"), "opening, closing or both")),
        "accept_licences": Key(names),
        "listen": Key(one_of(("never", "varying", "always"), "never, varying or always")),
        "takes": Key(whole_number(2, 10)),
    },
    "length": {
        "target_seconds": Key(number(5, 3600)),
        "tolerance_seconds": Key(number(0.1, 600)),
        "minimum_seconds": Key(number(1, 3600)),
    },
    "audio": {
        "loudness_lufs": Key(number(-40, -5)),
        "true_peak_dbtp": Key(number(-20, 0)),
        "bitrate_kbps": Key(one_of(BITRATES_KBPS, "a bit rate of MP3")),
        "also": Key(several_of(ALTERNATES, "a kind of sound file or video")),
        "signature": Key(flag),
        "opening": Key(sound_or_none),
        "closing": Key(sound_or_none),
        "bed": Key(sound_or_none),
        "credits": Key(sound_credits),
    },
    "cache": {
        "max_gb": Key(number(0, 100_000)),
        "shared": Key(text(1000)),
    },
    "feed": {
        "category": Key(one_of(CATEGORIES, "one of Apple's categories, spelled as Apple spells it")),
        "subcategory": Key(text()),
        "explicit": Key(flag),
        "kind": Key(one_of(("episodic", "serial"), "episodic or serial")),
        "locked": Key(flag),
        "guid": Key(uuid),
        "first_url": Key(site_address),
        "items_per_page": Key(whole_number(1, 10_000)),
        "licence": Key(text(128)),
        "licence_url": Key(web_address),
        "funding": Key(links),
        "update_frequency": Key(text(128)),
        "update_rule": Key(recurrence),
        "complete": Key(flag),
        "new_url": Key(web_address),
        "seasons": Key(seasons),
        "timestamps": Key(flag),
        "inline_chapters": Key(flag),
        "images": Key(flag),
        "prefix": Key(prefix),
        "hub": Key(web_address),
        "private": Key(flag),
        "txt": Key(statements),
        "location": Key(location),
        "podroll": Key(links),
    },
    "publish": {
        "to": Key(text(1000)),
        "connections": Key(whole_number(1, 32)),
        "podping": Key(web_address),
    },
    "provenance": {
        "certificate": Key(text(1000)),
        "key": Key(text(1000)),
    },
    "drafting": {
        "server": Key(web_address),
        "model": Key(text()),
    },
    "check": {
        "episode_wer_percent": Key(number(0, 100)),
        "show_wer_percent": Key(number(0, 100)),
        "episode_mos": Key(number(1, 5)),
        "show_mos": Key(number(1, 5)),
    },
}
VOICE_KEYS: Keys = {  # of each table [voices.NAME]
    "voice": Key(_voice, required=True, remedy='write which: voice = "hibari/heart"'),
    "engine": Key(shaped(_name, "an engine's name")),
    "speed": Key(number(0.5, 2.0)),
    "name": Key(text(40)),
}
LEXICON_KEYS: Keys = {
    "term": Key(text(), required=True),
    "spoken": Key(text(), required=True),
    "phonemes": Key(phonemes),
    "ignore_case": Key(flag),
}
GLOSSARY_KEYS: Keys = {
    "term": Key(text(), required=True),
    "definition": Key(text(1000), required=True),
    "aliases": Key(names),
}
EPISODE_KEYS: Keys = {
    # Required too, but what to write there only all episodes together tell: load.py asks for these two.
    "guid": Key(guid),
    "number": Key(whole_number(1, HIGHEST_NUMBER)),
    "title": Key(text(), required=True, remedy="write what the episode is called: title: …"),
    "subtitle": Key(text()),
    "summary": Key(
        text(LONGEST_DESCRIPTION),
        required=True,
        remedy="say in one or two sentences what a listener gets: summary: …",
    ),
    "topics": Key(topics),
    "published": Key(day, required=True, remedy="write the day it comes out: published: 2026-02-19"),
    "voice": Key(_voice),
    "guest": Key(_voice),
    "format": Key(shaped(_name, "a format's name")),
    "target_seconds": Key(number(5, 3600)),
    "reference_seconds": Key(number(1, 86_400)),
    "season": Key(whole_number(1, HIGHEST_WITHIN_SEASON)),
    "episode_number": Key(whole_number(1, HIGHEST_WITHIN_SEASON)),
    "episode_type": Key(one_of(("full", "trailer", "bonus"), "full, trailer or bonus")),
    "explicit": Key(flag),
    "link": Key(web_address),
    "aliases": Key(slugs),
    "signature": Key(flag),
    "opening": Key(sound_or_none),
    "closing": Key(sound_or_none),
    "bed": Key(sound_or_none),
    "image": Key(picture_name),
    "chapter_images": Key(picture_names),
    "draft": Key(flag),
    "drafted": Key(flag),
}
