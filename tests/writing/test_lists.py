"""Lists and signs, made fit for the ear."""

from __future__ import annotations

from pipeline.writing.lists import short_lists, spoken_signs

ORDINARY = frozenset({"reserved"})


def test_names_of_tokens_lose_their_brackets_and_slashes_between_words_become_hyphens() -> None:
    assert spoken_signs("[BOS] and <|im_start|> and <tool_call>") == "BOS and im start and tool call"
    assert spoken_signs("a set of key/value projections") == "a set of key-value projections"


def test_slashes_between_letters_and_units_are_left_to_the_stage_that_spells_them_out() -> None:
    for text in ("P/E of 12", "EV/sales", "70 km/s/Mpc", "180 °C/gas 4", "and/or", "https://example.org/a/b"):
        assert spoken_signs(text) == text


def test_what_is_named_before_its_kind_comes_after_it() -> None:
    assert short_lists("BOS, EOS, PAD, SEP — reserved tokens that mark boundaries.", ORDINARY) == [
        "Reserved tokens that mark boundaries",
        "Among them are BOS, EOS and PAD",
    ]


def test_of_more_than_four_items_four_are_kept() -> None:
    sentence = "Retrieval, checks, citations, calibration, and verification reduce errors."
    assert short_lists(sentence, ORDINARY) == [
        "Retrieval, checks, citations, and verification reduce errors."
    ]


def test_four_items_stay() -> None:
    assert short_lists("Text, images, code, and audio come out.", ORDINARY) == [
        "Text, images, code, and audio come out."
    ]
