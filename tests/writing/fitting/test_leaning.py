"""What leans on what."""

from __future__ import annotations

import pytest

from pipeline.writing.fitting.leaning import Leaning, leanings, leanings_in
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

HOOK = "You never have to tell a train to stay out of the meadow."


def pairs(*paragraphs: str, known: str = "") -> list[tuple[int, int, str]]:
    return [(each.earlier, each.later, each.word) for each in leanings(paragraphs, known)]


def test_the_last_words_lean_on_the_only_paragraph_that_has_their_image() -> None:
    limit = "A train on rails can still arrive in another city."
    found = pairs(HOOK, "Rails are laid for every token.", limit, "Rails cannot save it from the wrong city.")
    assert (2, 3, "city") in found


@pytest.mark.parametrize(
    ("earlier", "later", "word"),
    [
        (
            "Tests give a model scores for every task.",
            "Before you trust such scores, read the tasks.",
            "scores",
        ),
        ("A bot in 2024 promised a refund.", "Nobody wanted to pay that refund.", "refund"),
        ("In a study, StyleGAN drew faces.", "The faces that StyleGAN drew were no one's.", "StyleGAN"),
        ("It took 512 drivers a week.", "A week has passed for 512 of them.", "512"),
    ],
)
def test_a_thing_a_name_and_a_figure_need_the_paragraph_that_brought_them_up(
    earlier: str, later: str, word: str
) -> None:
    assert (1, 2, word) in pairs(HOOK, earlier, later, "Keep it simple.")


def test_what_two_paragraphs_have_told_needs_neither_of_them() -> None:
    told = "Scores are given for every task."
    assert pairs(HOOK, told, told, "Before you trust the scores, read.", "Enough.") == []


def test_what_the_title_says_is_known() -> None:
    texts = (HOOK, "A tokenizer cuts the text.", "Without the tokenizer nothing works.", "Enough.")
    assert pairs(*texts) == [(1, 2, "tokenizer")]
    assert pairs(*texts, known="The tokenizer") == []


def test_a_paragraph_that_goes_on_leans_on_the_one_before_it() -> None:
    assert pairs(HOOK, "Rain fell.", "But nobody got wet.", "So be it.") == [(1, 2, "")]


def test_a_year_is_no_figure_that_needs_telling() -> None:
    assert pairs(HOOK, "Work began in 1847.", "Nothing else happened in 1847.", "Enough.") == []


def test_standing_lines_before_the_words_of_the_notes_are_left_out_of_account() -> None:
    notes = (HOOK, "Rain fell.", "Nobody got wet.", "Enough.")
    texts = ("Episode 3: trains.", *notes[:2], f"So far, so neat. {notes[2]}", notes[3], "Good-bye.")
    script = Script((ScriptSection("All", tuple(Paragraph((text,)) for text in texts)),), "myth")
    assert leanings_in(script, notes) == ()
    assert leanings_in(script, (*notes[:2], "So nobody got wet.", notes[3])) == ()
    goes_on = ("But nobody got wet.",)
    texts = ("Episode 3: trains.", *notes[:2], *goes_on, notes[3], "Good-bye.")
    script = Script((ScriptSection("All", tuple(Paragraph((text,)) for text in texts)),), "myth")
    assert leanings_in(script, (*notes[:2], *goes_on, notes[3])) == (Leaning(2, 3, ""),)
