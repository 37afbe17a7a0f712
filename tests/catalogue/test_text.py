from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.text import match_key, read_text, slug_of, split_title, stray_character


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
