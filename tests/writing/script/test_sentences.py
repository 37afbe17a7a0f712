"""How a paragraph is cut into sentences."""

from __future__ import annotations

import random

import pytest

from pipeline.writing.script.sentences import split_sentences

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
    "The U.S. courts agreed.¶ Nobody appealed.",
    "It closes at 5 p.m.¶ Then nothing moves.",
    "It closes at 5 p.m.¶ Police came.",
    "It opens at 9 a.m. Eastern time.¶ Be there.",
    "In Roe v. Wade the Court split.¶ In Smith et al. v. Jones it did not.",
    "Under Fed. R. Civ. P. 12(b)(6) it fails.¶ So does cl. 14.2(b).",
    "Arts. 13–14 demand notice.¶ Art. 6(1)(f) does not.",
    "See No. 5 and No. 10.¶ No. 12 threw it.",
    "Add 2½ Tbsp. Diamond salt.¶ Then wait.",
    "A 9th Cir. 2019 panel held it.¶ The 14th Am. binds states.",
    "He lives on Elm St.¶ Then he moved to St. Paul.",
    "Lt. Col. Reyes met Gen. Lee.¶ Both saluted.",
    "Install v2.0.¶ It needs Python 3.11.¶ Version 1.x is gone.",
    "See https://example.org/a.b?c=d.¶ It explains v1.2.3.",
    "Write to ann.lee@example.com.¶ She answers.",
    "George W. Bush and J. R. R. Tolkien never met.¶ C. S. Lewis met one.",
    "“Why now?” Anna asked.¶ “Because,” he said.¶ “Stop!” they cried.",
    "“It works.”¶ “It does not.”¶ Who is right?",
    'She called it "done".¶ It was not "done."¶ We waited.',
    "He thought… perhaps…¶ Then he knew.¶ Or did he...?¶ Yes.",
    "Done. 🚀¶ Next came the rest!¶ Fine. ✅",
    "It grew 3.5x (vs. 2.1x in Fig. 2).¶ Costs fell to $0.15.¶ Half was gone.",
    "Use tools, e.g. Rust or C++.¶ C# works too, i.e. as well.",
    "On Jan. 5, 2020 it began.¶ By Dec. 31 it was over.",
    "Acme Inc. sued Beta Corp. in 1999.¶ Gamma Ltd.¶ It won.",
    "Prices rose 4.2%.¶ 10-yr yields fell.¶ €5 was lost.",
    "Sgr A* is near.¶ H₀ is not.¶ NGC 4258 is farther.",
    "Leonardo (b. 1452) painted. ¶ Victoria (r. 1837–1901) ruled. ¶ See vol. II there.",
    "Ft. Worth is a city. ¶ It is 10 ft. ¶ Pt. Reyes is foggy.",
    "It left Norfolk, Va. in 1853. ¶ It left Norfolk, Va. ¶ Then it sank. ¶ He felt ill. ¶ John came.",
    "Matt. 5:3 says so. ¶ I saw Tim. ¶ Five came.",
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
