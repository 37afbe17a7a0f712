"""How a paragraph is cut into sentences."""

from __future__ import annotations

import random

import pytest

from pipeline.writing.sentences import split_sentences

# «¶» marks where the paragraph is to be cut.
PARAGRAPHS = [
    "One sentence only",
    "It works.¶ It really does.",
    "Compare it vs. the older one, e.g. GPT-2.¶ Then decide.",
    "Dr. Smith and Prof. Jones met Mr. Brown.¶ Nobody spoke.",
    "See Fig. 3 and No. 7.¶ The rest is clear.",
    "Was it true?¶ The answer was no.¶ Everyone knew.",
    "In the U.S. the law differs.¶ In the U.K. it does not.",
    "She moved to the U.S.¶ They stayed.",
    "The U.S. Army tried it.",
    "It fell by 3.5 percent to 0.2.¶ Nothing else moved.",
    "J. R. R. Tolkien wrote it.¶ John F. Kennedy read it.",
    "Choose plan B.¶ Nobody minds.",
    "It was made by J. Smith in a garage.",
    "Well... maybe.¶ Or not…¶ Who knows?",
    "He waited… and waited.",
    "Everyone asks “Why now?” and nobody answers.",
    "Everyone asks “Why now?”¶ Nobody answers.",
    "He said “Stop.”¶ Then he left.",
    "(It took a year.)¶ Then came the next (see Fig. 2).¶ Done.",
    "First came GPT-4.¶ Then others.",
    "Both Stable Diffusion 1.x and 2.x.¶ After that, a new design.",
    "It powers 1.x.¶ It does not power 3.x.",
    "Sharing keys works, as in Mistral 7B.¶ So does O(n²).¶ So does 8x7B.",
    "Some tokens, such as [BOS].¶ Others, such as <|im_start|>.¶ All are reserved.",
    "Really?!¶ Yes!¶ Good.",
    "It begins at 9 a.m. and ends at 5 p.m.¶ The rest is sleep.",
    "Vaswani et al. wrote it.¶ The title was a joke.",
    "Ask vLLM, Inc. about it.",
    "Servers got faster.¶ vLLM made them so.¶ 2023 was the year.",
    "Node.js runs it.¶ ASP.NET too.",
    "1. First things first.¶ Second things later.",
    "Neither do I.¶ The end.",
    "Call it Q.¶ The other is K.",
    "Ph.D. students did it.¶ They had help, etc.¶ Others did not.",
    "He paid $5.¶ $3 came back.",
    "Yahoo! is a name.",
    "Say it 'softly.'| Then wait.",
]


@pytest.mark.parametrize("marked", PARAGRAPHS)
def test_a_paragraph_is_cut_where_a_reader_would_stop(marked: str) -> None:
    assert split_sentences(marked.replace("¶", "")) == tuple(part.strip() for part in marked.split("¶ "))


def test_nothing_gives_no_sentence() -> None:
    assert split_sentences("  \n ") == ()


def test_nothing_but_whitespace_is_ever_lost() -> None:
    chance = random.Random(90)
    pieces = [
        "e.g.",
        "Dr.",
        "J.",
        "?",
        "...",
        "…",
        "”",
        "(",
        ")",
        "GPT-4.",
        "2.x",
        "U.S.",
        "the",
        "The",
        "—",
        "é",
        "\n",
        "\t ",
    ]
    for _ in range(500):
        text = " ".join(chance.choice(pieces) for _ in range(chance.randint(0, 12)))
        assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_cutting_a_sentence_again_leaves_it_whole() -> None:
    for marked in PARAGRAPHS:
        for sentence in split_sentences(marked.replace("¶", "")):
            assert split_sentences(sentence) == (sentence,)
