from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.catalogue.text import (
    heading_words,
    is_slug,
    match_key,
    one_line,
    read_text,
    slug_of,
    split_title,
    stray_character,
    without_comments,
    without_markup,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("LoRA", "lora"),
        ("Classifier-free guidance (CFG)", "classifier-free-guidance-cfg"),
        ("DeepSpeed & FSDP", "deepspeed-fsdp"),
        ("Why decoders can't peek", "why-decoders-cant-peek"),
        ("Générer, größer, Ødegård", "generer-grosser-odegard"),
        ("O(n²)", "o-n2"),
        ("蜂", ""),
    ],
)
def test_a_slug_is_small_ascii_words_joined_by_hyphens(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_long_slug_ends_at_a_word() -> None:
    slug = slug_of("word " * 40)
    assert len(slug) <= 80
    assert slug.endswith("-word")


def test_a_title_splits_at_its_first_dash_only() -> None:
    assert split_title("Queens — how they are made — and why") == ("Queens", "how they are made — and why")
    assert split_title("When to feed") == ("When to feed", "")


def test_titles_match_whatever_their_case_quotes_dashes_and_spaces() -> None:
    assert match_key("The  keeper’s  Hive–stand") == match_key("the keeper's hive-stand")
    assert match_key("C++") != match_key("C")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ufffe", "\ud800"])
def test_signs_that_no_feed_can_carry_are_stray(character: str) -> None:
    found = stray_character(f"a{character}b")
    assert found is not None
    assert found.start() == 1


def test_tabs_emoji_and_letters_of_all_languages_are_not_stray() -> None:
    assert stray_character("tab\t line\r\n é 蜂 🐝 \u200d") is None


def test_a_byte_order_mark_is_dropped_and_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\n")
    assert read_text(path) == ("one\r\ntwo\n", None)


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"one\ntwo \xe9\n", "is not UTF-8: byte 0xe9", 2),
        ("text".encode("utf-16"), "is UTF-16", None),
        (b"\x89PNG\x00\x00", "zero bytes", None),
    ],
)
def test_what_is_not_utf_8_is_named_with_its_line(
    tmp_path: Path, data: bytes, what: str, line: int | None
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    text, problem = read_text(path)
    assert text == ""
    assert problem is not None
    assert what in problem.what
    assert problem.line == line


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_a_device_of_windows_is_no_slug(name: str) -> None:
    assert not is_slug(name)
    assert is_slug(slug_of(name.upper()))


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_signs_that_turn_the_direction_of_writing_are_left_out_of_every_line(sign: str) -> None:
    assert one_line(f"a{sign}b  c{sign}") == "ab c"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b>", "‹b›x‹/b›"),
        ("a < b and c > d", "a < b and c > d"),
        ("the <EOS> token", "the ‹EOS› token"),
        ("<font color=red", "‹font color=red"),
        (r"{\an8}up {\i1", r"(\an8)up (\i1)"),
        ("{a} stays", "{a} stays"),
    ],
)
def test_what_a_player_takes_for_markup_gets_other_brackets(text: str, shown: str) -> None:
    assert without_markup(text) == shown


@pytest.mark.parametrize(
    ("text", "words"), [("A ##", "A"), ("C#", "C#"), ("##", "##"), ("A", "A"), ("A # b", "A # b")]
)
def test_a_heading_may_be_closed_by_its_signs(text: str, words: str) -> None:
    assert heading_words(text) == words


def test_comments_are_blanked_and_one_without_an_end_cuts_the_text() -> None:
    assert without_comments("a<!-- b\nc -->d") == ("a\nd", None)
    assert without_comments("a<!-- b -->c<!-- d") == ("ac", 12)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_in_the_place_of_a_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "keys.md")
    text, problem = read_text(tmp_path / "keys.md")
    assert (text, problem and problem.what) == ("", "is no file")
