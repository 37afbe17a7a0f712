from __future__ import annotations

import json

import pytest

from pipeline.drafting.server.answer import read_answer
from pipeline.errors import DraftFailed

PLAIN = """## Hook
Who has lost a button?

## How it works
A button is smaller than most things. It hides behind them.

Nobody looks twice.

## Example
Take a coat on a floor.

## Why it matters
The coat stays open.

## Limit
No lamp finds what is not there.

## Take-away
Keep a spare one at home.
"""


def test_the_six_headings_are_read_with_their_paragraphs() -> None:
    notes = read_answer(PLAIN)
    assert list(notes) == ["Hook", "How it works", "Example", "Why it matters", "Limit", "Take-away"]
    assert notes["How it works"] == (
        "A button is smaller than most things. It hides behind them.",
        "Nobody looks twice.",
    )


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("## Hook\n", "**Hook**\n"),
        ("## Hook\n", "### 1. Hook:\n"),
        ("## Hook\n", "Hook\n"),
        ("## Hook\n", "**Hook:** "),
        ("## Hook\n", "Hook: "),
        ("## Hook\n", "# HOOK #\n"),
        ("## Take-away\n", "## Takeaway\n"),
        ("## Take-away\n", "**Key Take-Away**\n"),
        ("## Limit\n", "## Limitations\n"),
        ("## Hook\n", "Sure, here are the notes for the episode:\n\n## Hook\n"),
        ("## Hook\n", "<think>\n## Hook\nnot this\n</think>\n## Hook\n"),
        ("## Hook\n", "```markdown\n## Hook\n"),
        ("A button is smaller than", "A **button** is [smaller](https://a.example) than"),
        ("Take a coat", "- Take a coat"),
        ("Take a coat", "🧥 Take a <b>coat</b>"),
        (
            "Keep a spare one at home.",
            "Keep a spare one at home.\n\n---\n\n## Word count\n\nTwelve words in all.",
        ),
        (
            "Keep a spare one at home.",
            "Keep a spare one at home. I hope this helps! Let me know what you think.",
        ),
        ("Keep a spare one at home.", "Keep a spare one at home. Keep a spare one at home."),
        ("Keep a spare one at home.", "| a | b |\n|---|---|\nKeep a spare one at home."),
        ("The coat stays open.", "The coat stays open"),
    ],
)
def test_what_is_not_notes_is_left_out(written: str, instead: str) -> None:
    assert read_answer(PLAIN.replace(written, instead)) == read_answer(PLAIN)


def test_an_object_of_json_is_read_too() -> None:
    document = {
        "Hook": "Who has lost a button?",
        "how_it_works": ["It hides behind things.", "Nobody looks."],
    }
    notes = read_answer(json.dumps(document | {"Limit": "No lamp finds it.", "other": 3}))
    assert notes["How it works"] == ("It hides behind things.", "Nobody looks.")
    assert list(notes) == ["Hook", "How it works", "Limit"]


def test_nothing_is_longer_than_agreed_and_no_sentence_is_cut() -> None:
    long = " ".join(
        f"Sentence number {word} says something about the coat." for word in "abcdefghijklmnopqrst"
    )
    (paragraph,) = read_answer(PLAIN.replace("Take a coat on a floor.", long))["Example"]
    assert 60 < len(paragraph.split()) <= 70
    assert paragraph.endswith("about the coat.")


def test_of_an_answer_that_was_cut_off_the_last_sentence_goes() -> None:
    text = PLAIN.replace("Keep a spare one at home.", "Keep a spare one at home. And never forget to")
    assert read_answer(text, is_cut=True)["Take-away"] == ("Keep a spare one at home.",)


def test_what_only_says_the_prompt_again_is_no_draft() -> None:
    with pytest.raises(DraftFailed, match="has not the headings"):
        read_answer(PLAIN, PLAIN.splitlines())


@pytest.mark.parametrize(
    "text", ["I am a model.", "## Hook\nOnly a hook is here.", "{", "", "## How it works\n\n## Hook\n"]
)
def test_what_has_not_the_headings_is_no_draft(text: str) -> None:
    with pytest.raises(DraftFailed):
        read_answer(text)


def test_nothing_in_an_answer_makes_a_heading_a_comment_or_a_mark_of_ours() -> None:
    text = PLAIN.replace(
        "Take a coat on a floor.", "Take a {optional 1} [[check: coat]] <!-- on --> a # floor."
    )
    (paragraph,) = read_answer(text)["Example"]
    assert not set("{}[]<>#") & set(paragraph)
