from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.apple import CATEGORIES
from pipeline.catalogue.feed_settings import FeedSettings
from pipeline.catalogue.links import Link
from pipeline.catalogue.load import load_show
from pipeline.catalogue.settings import read_settings
from pipeline.catalogue.show import (
    AudioSettings,
    CoverSettings,
    LengthSettings,
    VoiceSettings,
)
from pipeline.errors import ExitCode, InvalidShow, Problem

Problems = Callable[[], list[Problem]]


def add_to_show(root: Path, text: str) -> Path:
    path = root / "episodes/show.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return path


def line_of(path: Path, start: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(start))


def test_a_show_of_the_needed_keys_alone_has_the_documented_defaults(show_root: Path) -> None:
    show = load_show(show_root)
    assert (show.title, show.owner.email, show.site_url) == (
        "Bees",
        "keeper@example.org",
        "https://bees.example.org",
    )
    assert (show.voice, show.length, show.audio) == (VoiceSettings(), LengthSettings(), AudioSettings())
    assert (show.cover, show.feed, show.language) == (CoverSettings(), FeedSettings(), "en-us")
    assert show.episodes == ()


def test_every_key_reaches_its_place(show_root: Path) -> None:
    (show_root / "episodes/show.toml").write_text(
        """\
[show]
title = "Bees"
tagline = "On bees"
description = \"\"\"
First
paragraph.

Second.\"\"\"
author = "Keepers"
language = "en-GB"
copyright = "© 2026"
packs = ["cooking"]
[show.links]
Source = "https://example.org/source"
[owner]
name = "A"
email = "a@example.org"
[site]
url = "https://bees.example.org/show/"
[cover]
text = "BEES"
background = "#000000"
foreground = "#FFFFFF"
accent = "#ff0000"
[voice]
engine = "tone"
voice = "sine"
speed = 1.1
[length]
target_seconds = 60
tolerance_seconds = 3
[audio]
loudness_lufs = -18
true_peak_dbtp = -2
bitrate_kbps = 128
also = ["m4a", "opus"]
[feed]
category = "Leisure"
subcategory = "Hobbies"
explicit = true
kind = "serial"
locked = false
guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"
first_url = "https://old.example.org/"
items_per_page = 50
licence = "Keepers' terms"
licence_url = "https://example.org/terms"
funding = { "Buy us honey" = "https://example.org/give" }
update_frequency = "Every Thursday"
update_rule = "FREQ=WEEKLY;BYDAY=TH"
complete = true
""",
        encoding="utf-8",
    )
    show = load_show(show_root)
    assert show.description == "First paragraph.\n\nSecond."
    assert (show.tagline, show.credit, show.language, show.copyright) == (
        "On bees",
        "Keepers",
        "en-gb",
        "© 2026",
    )
    assert show.links == (Link("Source", "https://example.org/source"),)
    assert show.packs == ("cooking",)
    assert show.site_url == "https://bees.example.org/show"
    assert show.cover == CoverSettings("BEES", "#000000", "#FFFFFF", "#ff0000")
    assert show.voice == VoiceSettings("tone", "sine", 1.1)
    assert show.length == LengthSettings(60.0, 3.0)
    assert isinstance(show.length.target_seconds, float)
    assert show.audio == AudioSettings(-18.0, -2.0, 128, ("opus", "m4a"))
    assert show.feed == FeedSettings(
        category="Leisure",
        subcategory="Hobbies",
        explicit=True,
        kind="serial",
        locked=False,
        guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
        first_url="https://old.example.org",
        items_per_page=50,
        licence="Keepers' terms",
        licence_url="https://example.org/terms",
        funding=(Link("Buy us honey", "https://example.org/give"),),
        update_frequency="Every Thursday",
        update_rule="FREQ=WEEKLY;BYDAY=TH",
        complete=True,
    )


def test_an_empty_text_means_the_default(show_root: Path) -> None:
    add_to_show(show_root, '[voice]\nvoice = ""\n[cover]\naccent = ""\n')
    show = load_show(show_root)
    assert (show.voice, show.cover) == (VoiceSettings(), CoverSettings())


def test_a_folder_without_a_show_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidShow) as caught:
        load_show(tmp_path)
    assert caught.value.file == tmp_path / "episodes/show.toml"
    assert "ninety init" in caught.value.remedy
    assert caught.value.exit_code == ExitCode.INVALID_SHOW


def test_a_missing_key_is_reported_at_its_table(show_root: Path, problems_of: Problems) -> None:
    path = show_root / "episodes/show.toml"
    text = path.read_text(encoding="utf-8").replace('url = "https://bees.example.org"\n', "")
    path.write_text(text, encoding="utf-8")
    (problem,) = problems_of()
    assert (problem.what, problem.line) == ("url is missing", line_of(path, "[site]"))
    assert "[site]" in problem.remedy


def test_an_owner_needs_no_address(show_root: Path) -> None:
    path = show_root / "episodes/show.toml"
    text = path.read_text(encoding="utf-8").replace('email = "keeper@example.org"\n', "")
    path.write_text(text, encoding="utf-8")
    assert load_show(show_root).owner.email == ""


@pytest.mark.parametrize(
    "teller", ['hub = "https://hub.example.org/"', '[publish]\npodping = "https://podping.example.org"']
)
def test_a_private_show_is_told_to_nobody(show_root: Path, problems_of: Problems, teller: str) -> None:
    path = add_to_show(show_root, f"[feed]\nprivate = true\n{teller}")
    address = "https://bees.example.org/8fk29slwq03kfla9sldk20"
    path.write_text(path.read_text(encoding="utf-8").replace("https://bees.example.org", address), "utf-8")
    (problem,) = problems_of()
    assert "would tell the world of a private show" in problem.what


@pytest.mark.parametrize(
    "url",
    [
        "https://bees.example.org",
        "https://bees.example.org/private",
        "https://bees.example.org/aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "https://8fk29slwq03kfla9sldk20.example.org",
    ],
)
def test_a_private_show_needs_an_address_that_nobody_guesses(
    show_root: Path, problems_of: Problems, url: str
) -> None:
    path = add_to_show(show_root, "[feed]\nprivate = true")
    path.write_text(path.read_text(encoding="utf-8").replace("https://bees.example.org", url), "utf-8")
    (problem,) = problems_of()
    assert "nobody can guess" in problem.what
    assert problem.line == line_of(path, "url =")
    example = re.findall(r"…/([^\"]+)", problem.remedy)[0]
    path.write_text(
        path.read_text(encoding="utf-8").replace(url, f"https://bees.example.org/{example}1a"), "utf-8"
    )
    assert load_show(show_root).feed.private


def test_missing_tables_are_all_reported(show_root: Path, problems_of: Problems) -> None:
    (show_root / "episodes/show.toml").write_text('[show]\ntitle = "Bees"\n', encoding="utf-8")
    assert [problem.what for problem in problems_of()] == [
        "description is missing",
        "name is missing",
        "url is missing",
    ]


@pytest.mark.parametrize(
    ("added", "what", "remedy"),
    [
        ("[voice]\nsped = 1", "unknown key «sped»", "did you mean «speed»?"),
        ("[voice]\nloudness = 1", "unknown key «loudness»", "engine, voice, speed"),
        ("[lenght]\ntarget_seconds = 90", "unknown table «lenght»", "did you mean «length»?"),
        ("[shelf]\nto = 1", "unknown table «shelf»", "[show], [owner]"),
        ('[voice]\nspeed = "fast"', "speed must be a number from 0.5 to 2, not text", ""),
        ("[voice]\nspeed = 3", "speed must be a number from 0.5 to 2, not 3", ""),
        ("[voice]\nspeed = nan", "speed must be a number from 0.5 to 2, not nan", ""),
        ("[voice]\nspeed = true", "speed must be a number from 0.5 to 2, not true or false", ""),
        ("[voice]\nvoice = 7", "voice must be text, not a whole number", "put it in quotes"),
        ("[cover]\naccent = 'red'", "accent must be a colour such as #10243e, not «red»", ""),
        ("[audio]\nbitrate_kbps = 100", "bitrate_kbps must be a bit rate of MP3, not 100", "96"),
        ("[audio]\nalso = ['opsu']", "has an item that must be a kind of sound file", "did you mean «opus»?"),
        ("[audio]\nalso = ['opus', 'opus']", "names «opus» twice", "take one of them out"),
        ("[audio]\nalso = 'opus'", "also must be a list, not text", ""),
        ("[feed]\nexplicit = 'no'", "explicit must be true or false, not text", ""),
        ("[feed]\nkind = 'weekly'", "kind must be episodic or serial, not «weekly»", "episodic, serial"),
        ("[feed]\nguid = 'abc'", "guid must be a UUID, not «abc»", "podcast:guid"),
        ("[feed]\ncategory = 'technology'", "spelled as Apple spells it", "did you mean «Technology»?"),
        (
            "[feed]\ncategory = 'Leisure'\nsubcategory = 'hobbies'",
            "subcategory «hobbies» is not one of Apple's for Leisure",
            "did you mean «Hobbies»?",
        ),
        ("[feed]\nsubcategory = 'Hobbies'", "not one of Apple's for Technology", "leave it empty"),
        ("[feed]\nlicence = 'Our terms'", "«Our terms» is not an identifier of SPDX", "licence_url"),
        ("[feed]\nupdate_rule = 'weekly'", "must be a recurrence rule such as FREQ=WEEKLY", ""),
        ("[feed]\nseasons = { one = 'Hive' }", "names a season «one», which is no number", ""),
        ("[feed]\nseasons = { 1 = 2 }", "«1» must be text, not a whole number", "quotes"),
        ("[feed]\nseasons = ['Hive']", "must be a table of numbers and names, not a list", ""),
        ("[feed]\ntxt = { ai-content = 'false' }", "cannot say «ai-content»", ""),
        ("[feed]\nupdate_rule = 'FREQ=NEVER'", "has «FREQ=NEVER», which no rule has", "RFC 5545"),
        ("[feed]\nupdate_rule = 'FREQ=WEEKLY;BYDAY=XX'", "has «BYDAY=XX»", ""),
        ("[feed]\nupdate_rule = 'FREQ=WEEKLY;BYDAYS=MO'", "a part «BYDAYS»", "BYDAY"),
        ("[feed]\nupdate_rule = 'FREQ=WEEKLY;WKST=MO;WKST=TU'", "says something twice", ""),
        ("[feed]\ntxt = { '' = 'x' }", "has an empty name", ""),
        ("[feed]\nfunding = { ' ' = 'https://e.org' }", "has an empty name", ""),
        ("[feed]\nlocation = { geo = 'geo:1,2' }", "needs a name", "Vienna"),
        ("[feed]\nlocation = { name = 'A', geo = 'geo:...,...' }", "must be a geo URI", ""),
        ("[feed]\nlocation = { name = 'A', geo = 'geo:16.4,248.2' }", "must be a geo URI", "north"),
        ("[feed]\nlocation = { name = 'A', geo = '48, 16' }", "must be a geo URI", ""),
        ("[feed]\nlocation = { name = 'A', town = 'B' }", "has no key «town»", "the keys are"),
        ("[feed]\nlocation = 'Vienna'", "must be a table with a name, not text", ""),
        ("[feed]\nprefix = 'http://counter.example.org'", "begins with https://", ""),
        ("[feed]\npodroll = { Wasps = 'wasps' }", "podroll «Wasps» must be an address", ""),
        ("[feed]\nitems_per_page = 0", "must be a whole number from 1 to 10000, not 0", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_a_remedy(
    show_root: Path, problems_of: Problems, added: str, what: str, remedy: str
) -> None:
    path = add_to_show(show_root, added)
    (problem,) = problems_of()
    assert what in problem.what
    assert remedy in problem.remedy
    last_line = path.read_text(encoding="utf-8").count("\n") + 1
    assert problem.line == (last_line - 1 if "unknown table" in what else last_line)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("keeper@example.org", "keeper at example", "email must be an e-mail address"),
        ("https://bees.example.org", "http://bees.example.org", "begins with https://"),
        ("https://bees.example.org", "https://bees.example.org/a b", "begins with https://"),
        ("https://bees.example.org", "https://bées.example.org", "begins with https://"),
        ("https://bees.example.org", "https://", "begins with https://"),
        ("https://bees.example.org", "https://[x", "begins with https://"),
        ("https://bees.example.org", "https://bees.example.org/?a=b", "without «?» or «#»"),
        ('title = "Bees"', 'title = "Bees"\nlanguage = "english"', "language must be a language code"),
        ('title = "Bees"', 'title = "Bees"\nlanguage = "xx"', "language must be a language code"),
        ('title = "Bees"', 'title = "Be\\u0007es"', "title holds the control character U+0007"),
        (
            'title = "Bees"',
            'title = "Bees"\nlinks = { Home = "example.org" }',
            "links «Home» must be an address",
        ),
        ('title = "Bees"', 'title = "  "', "title is empty"),
        ('"Ninety seconds on bees."', f'"{"b" * 4001}"', "description is 4001 bytes long; 4000 is the most"),
    ],
)
def test_bad_values_of_needed_keys_are_named(
    show_root: Path, problems_of: Problems, old: str, new: str, what: str
) -> None:
    path = show_root / "episodes/show.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (problem,) = problems_of()
    assert what in problem.what
    assert problem.line is not None


@pytest.mark.parametrize(
    ("text", "line"),
    [("[show\n", 1), ('[show]\ntitle = "a\n', 2), ("a = 1\na = 2\n", 2), ("[show]\nx = [", 2)],
)
def test_a_syntax_error_is_named_with_its_line(
    show_root: Path, problems_of: Problems, text: str, line: int
) -> None:
    (show_root / "episodes/show.toml").write_text(text, encoding="utf-8")
    (problem,) = problems_of()
    assert problem.what.startswith("is not TOML: ")
    assert problem.line == line


def test_a_table_that_is_a_value_is_refused(show_root: Path, problems_of: Problems) -> None:
    path = show_root / "episodes/show.toml"
    path.write_text("voice = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [problem.what for problem in problems_of()] == ["«voice» must be a table: [voice]"]


def test_lexicon_and_glossary_are_read(show_root: Path) -> None:
    (show_root / "episodes/lexicon.toml").write_text(
        '[[entry]]\nterm = "apis"\nspoken = "ay pis"\nphonemes = "ˈApɪs"\nignore_case = true\n',
        encoding="utf-8",
    )
    (show_root / "episodes/glossary.toml").write_text(
        '[[entry]]\nterm = "drone"\ndefinition = "A male bee."\naliases = ["drones"]\n', encoding="utf-8"
    )
    show = load_show(show_root)
    (said,), (defined,) = show.lexicon, show.glossary
    assert (said.term, said.spoken, said.phonemes, said.ignore_case) == ("apis", "ay pis", "ˈApɪs", True)
    assert (defined.term, defined.definition, defined.aliases) == ("drone", "A male bee.", ("drones",))


@pytest.mark.parametrize(
    ("file", "text", "what", "line"),
    [
        ("lexicon.toml", '[[entry]]\nterm = "a"\n', "spoken is missing", 1),
        ("lexicon.toml", '[[entry]]\nterm = "a"\nspoken = "b"\nsay = "c"\n', "unknown key «say»", 4),
        (
            "lexicon.toml",
            '[[entry]]\nterm = "a"\nspoken = "b"\nphonemes = "gˈor"\n',
            "phonemes holds «g», «o», «r», which is no phoneme",
            4,
        ),
        ("lexicon.toml", '[entry]\nterm = "a"\n', "must be an array of tables", 1),
        ("lexicon.toml", '[[entries]]\nterm = "a"\n', "unknown table «entries»", 1),
        (
            "lexicon.toml",
            '[[entry]]\nterm = "a"\nspoken = "b"\n[[entry]]\nterm = "a"\nspoken = "c"\n',
            "«a» is there already, on line 1",
            4,
        ),
        (
            "glossary.toml",
            "[[entry]]\nterm = 'A'\ndefinition = 'b'\naliases = ['c']\n[[entry]]\nterm='C'\ndefinition='d'",
            "«c» is there already, on line 1",
            5,
        ),
        (
            "glossary.toml",
            '[[entry]]\nterm = "a"\ndefinition = "b"\naliases = [\n"x",\n1]\n',
            "aliases has an item",
            6,
        ),
    ],
)
def test_faults_in_lexicon_and_glossary_are_named(
    show_root: Path, problems_of: Problems, file: str, text: str, what: str, line: int
) -> None:
    (show_root / "episodes" / file).write_text(text, encoding="utf-8")
    (problem,) = problems_of()
    assert problem.file.name == file
    assert what in problem.what
    assert problem.line == line


def test_all_files_report_in_one_go(show_root: Path) -> None:
    (show_root / "episodes/lexicon.toml").write_text("x = ", encoding="utf-8")
    (show_root / "episodes/glossary.toml").write_text("x = ", encoding="utf-8")
    add_to_show(show_root, "[voice]\nsped = 1\nspeed = 9\n")
    assert len(read_settings(show_root).problems) == 4


def test_apples_list_has_its_nineteen_categories_and_ninety_one_subcategories() -> None:
    assert len(CATEGORIES) == 19
    assert sum(len(below) for below in CATEGORIES.values()) == 91


@pytest.mark.parametrize(
    "number", ["00000000-0000-0000-0000-000000000000", "917393e3-1b1e-0cef-ace4-edaa54e1f810"]
)
def test_a_podcast_guid_that_the_check_would_refuse_is_refused_at_once(show_root: Path, number: str) -> None:
    path = add_to_show(show_root, f'[feed]\nguid = "{number}"\n')
    (problem,) = read_settings(show_root).problems
    assert (problem.file, problem.what) == (path, f"guid must be a UUID, not «{number}»")


def test_names_in_tables_turn_around_nothing_beside_them(show_root: Path) -> None:
    file = show_root / "episodes/show.toml"
    tables = """
[show.links]
"a \\u202e b" = "https://e.org"

[feed]
funding = { "\\u2066Give" = "https://e.org" }
txt = { "\\u202everify" = "x" }
"""
    file.write_text(file.read_text(encoding="utf-8") + tables, encoding="utf-8")
    settings = read_settings(show_root)
    assert settings.problems == ()
    assert settings.show is not None
    said = repr((settings.show.links, settings.show.feed.funding, settings.show.feed.txt))
    assert not any(sign in said for sign in ("\\u202e", "\\u2066"))
