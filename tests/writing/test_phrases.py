"""The phrase banks, and whose turn it is."""

from __future__ import annotations

import re
import string
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import InvalidScript
from pipeline.writing.phrases import Phrases, load_banks

BANKS = load_banks()
LINES = [line for bank in BANKS.values() for line in bank.lines]
BLANKS = {blank: blank for line in LINES for _, blank, _, _ in string.Formatter().parse(line) if blank}
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
        "name_title",
        "name_said",
        "next_title",
        "sign_off_thin",
    ],
)
def test_what_every_listener_hears_has_many_lines(name: str) -> None:
    assert len(BANKS[name].lines) >= 10


def test_no_line_has_a_worn_out_phrase() -> None:
    assert [line for line in LINES if BANNED.search(line)] == []


def test_every_disclosure_is_short_and_says_that_the_voice_is_made() -> None:
    for line in (*BANKS["sign_off"].lines, *BANKS["sign_off_thin"].lines):
        assert re.search(r"synthetic|computer|software", line)
        assert len(line.split()) <= 14


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
