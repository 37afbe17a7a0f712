"""The phrase banks, and whose turn it is."""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from pathlib import Path

import pytest

from pipeline.catalogue.disclosure import MOST_WORDS, disclosed_in
from pipeline.errors import InvalidScript
from pipeline.writing.phrases import Phrases, load_banks

BANKS = load_banks()
LINES = [line for bank in BANKS.values() for line in bank.lines]
BLANKS = {blank: blank for line in LINES for _, blank, _, _ in string.Formatter().parse(line) if blank}
BLANKS["show"] = "Bread and Salt"
# What a good radio writer does not write.
BANNED = re.compile(
    r"\b(?:dive|delve|unlock|unleash|game-changer|revolution\w*|landscape|magic|secret sauce|imagine|folks"
    r"|welcome|in this episode|in today's|let's"
    r"|at its core|here's the thing|think of it as|journey|exciting)\b|!",
    re.IGNORECASE,
)


def all_said(number: int) -> set[str]:
    phrases = Phrases(BANKS, number, BLANKS)
    return {phrases.say(name) for name, bank in BANKS.items() for _ in range(bank.uses)}


@pytest.mark.parametrize("number", range(1, 240))
def test_neighbours_never_share_a_phrase(number: int) -> None:
    assert not all_said(number) & all_said(number + 1)


def test_all_lines_of_a_bank_get_their_turn() -> None:
    for name, bank in BANKS.items():
        said = set()
        for number in range(len(bank.lines)):
            phrases = Phrases(BANKS, number, BLANKS)
            said |= {phrases.say(name) for _ in range(bank.uses)}
        assert len(said) == len(bank.lines), name


def test_no_line_stands_in_two_banks() -> None:
    assert [line for line, count in Counter(LINES).items() if count > 1] == []


@pytest.mark.parametrize(
    "name",
    [
        "greeting",
        "greeting_question",
        "sign_off",
        "next",
        "next_apart",
        "name_title",
        "name_said",
        "next_title",
        "sign_off_thin",
        "sign_off_plain",
    ],
)
def test_what_every_listener_hears_has_many_lines(name: str) -> None:
    assert len(BANKS[name].lines) >= 10


def test_the_hello_does_not_foretell_the_goodbye() -> None:
    lines = {name: len(BANKS[name].lines) for name in ("greeting", "next", "disclosure")}
    assert math.lcm(*lines.values()) == math.prod(lines.values())


def test_every_hello_names_the_show_and_no_goodbye_names_it_again() -> None:
    for name in ("greeting", "greeting_question", "sign_off_plain"):
        named = {"{show}" in line for line in BANKS[name].lines if "{length}" not in line.casefold()}
        assert named == {name != "sign_off_plain"}, name


def test_the_voice_is_named_in_a_few_ways() -> None:
    assert 2 <= len(BANKS["disclosure"].lines) <= 5


def test_no_line_has_a_worn_out_phrase() -> None:
    assert [line for line in LINES if BANNED.search(line)] == []


def test_every_disclosure_is_short_and_says_that_the_voice_is_made() -> None:
    for line in (*BANKS["sign_off"].lines, *BANKS["sign_off_thin"].lines, *BANKS["disclosure"].lines):
        assert disclosed_in(line.split()), line
        assert len(line.split()) <= 14
    assert all(len(line.split()) <= MOST_WORDS for line in BANKS["disclosure"].lines)


def test_last_words_that_need_not_say_it_do_not() -> None:
    for line in (*BANKS["sign_off_plain"].lines, *BANKS["sign_off_thin_plain"].lines):
        assert not disclosed_in(line.split())


@pytest.mark.parametrize(
    ("show", "never"),
    [
        ("Out of Office", r"\b(?:of|on|from|to|with) Out\b"),
        ("Under the Lid", r"\b(?:of|on|from|to|with) Under\b"),
        ("The Long Furrow", r"\b(?:a|the|this) The\b"),
        ("A Slice of Rye", r"\b(?:a|the|this) A\b"),
        ("Good Morning, Moss", r"Hello from|Thank you|Thanks"),
        ("Hi There, Harbour", r"Hello from|Thank you for listening to"),
        ("Today in Tin", r"Today on|on .* today"),
    ],
)
def test_no_line_doubles_the_first_words_of_a_shows_name(show: str, never: str) -> None:
    names = [name for name, bank in BANKS.items() if any("{show}" in line for line in bank.lines)]
    for number in range(24):
        phrases = Phrases(BANKS, number, {**BLANKS, "show": show})
        lines = [phrases.say(name) for name in names]
        assert not [line for line in lines if show in line and re.search(never, line)]


def test_neighbours_differ_under_a_name_that_some_lines_do_not_suit() -> None:
    for number in range(12):
        one, other = (
            Phrases(BANKS, each, {**BLANKS, "show": "From Field to Fork"}) for each in (number, number + 1)
        )
        assert all(one.say(name) != other.say(name) for name in BANKS)


def test_a_name_that_asks_gets_no_second_stop() -> None:
    assert Phrases(BANKS, 0, {"show": "Who Knew?"}).say("name_show") == "This is Who Knew?"


def test_a_bank_that_cannot_keep_neighbours_apart_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "phrases.toml"
    file.write_text('[greeting]\nuses = 2\nlines = ["One.", "Two.", "Three."]\n', encoding="utf-8")
    with pytest.raises(InvalidScript, match=r"\[greeting\] has 3 lines; 4 are needed") as caught:
        load_banks(file)
    assert caught.value.file == file


def test_a_bank_used_more_often_than_it_may_be_is_an_error() -> None:
    phrases = Phrases(BANKS, 1, BLANKS)
    phrases.say("greeting")
    with pytest.raises(InvalidScript, match=r"\[greeting\] may be used 1 times"):
        phrases.say("greeting")


def test_a_blank_without_a_value_names_the_line() -> None:
    with pytest.raises(InvalidScript, match="a blank that cannot be filled"):
        Phrases(BANKS, 1, {}).say("greeting")
