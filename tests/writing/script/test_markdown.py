"""What is left of a paragraph once its markup is gone."""

from __future__ import annotations

import random

import pytest

from pipeline.writing.script.markdown import as_markdown, plain_words

PLAIN = [
    ("It is *really* **very** good, ***so*** good.", "It is really very good, so good."),
    ("An _old_ and __bold__ way.", "An old and bold way."),
    ('Read [the paper](https://example.org/a_(b) "title") or [this][1].', "Read the paper or this."),
    ("Call `softmax(x)` and ``a`b``.", "Call softmax(x) and a`b."),
    ("Before <!-- a note to\nself --> after.", "Before after."),
    ("Two\nlines  here.", "Two lines here."),
    ("- a point", "a point"),
    ("> 1. quoted and numbered", "quoted and numbered"),
    ("![a felt strip](felt.png) on a string", "a felt strip on a string"),
    ("Water<sub>2</sub> is <b>wet</b>.<br>", "Water2 is wet."),
    ("A claim.[^1]", "A claim."),
    (r"\[BOS\], \<\|im\_start\|\> and \*stars\*", "[BOS], <|im_start|> and *stars*"),
    ("Some <|im_start|>, <tool_call> and [PAD]", "Some <|im_start|>, <tool_call> and [PAD]"),
    ("`__init__` and snake_case_name", "__init__ and snake_case_name"),
    ("Two * three * four", "Two * three * four"),
    ("In 2018. Or - later.", "In 2018. Or - later."),
    ("One line<br/>and <p>another</p><hr>", "One line and another"),
    ("If a<b and c>d, compute 10**9 and 2**8.", "If a<b and c>d, compute 10**9 and 2**8."),
    ("__init__ is __really__ short", "__init__ is really short"),
    ("x <!-- y", "x <!-- y"),
    ("<!-- left open", ""),
    ("AT&T &amp; Co. &copy; &#8217;", "AT&T & Co. © ’"),
    ("A ==marked== word, and a == b", "A marked word, and a == b"),
    ("It`s late and I don`t care.", "It's late and I don't care."),
    ("<script>alert(1)</script>Text", "Text"),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "words"), PLAIN)
def test_markup_goes_and_the_words_stay(markdown: str, words: str) -> None:
    assert plain_words(markdown) == words


def test_plain_words_put_into_markdown_come_back() -> None:
    chance = random.Random(90)
    pieces = [
        "*a*",
        "_b_",
        "`c`",
        "[d](e)",
        "<b>",
        "{optional",
        "1}",
        "# f",
        "- g",
        "12.",
        "\\",
        "plain",
        "<!--",
        "h",
        "!",
        "~~i~~",
    ]
    for _ in range(500):
        words = " ".join(chance.choice(pieces) for _ in range(chance.randint(1, 6)))
        assert plain_words(as_markdown(words)) == words


def test_ordinary_words_need_no_backslash() -> None:
    words = "Freeze the weights (all of them), and train two thin matrices: 4,096 by 8, in [BOS]-marked text!"
    assert as_markdown(words) == words
