from __future__ import annotations

import pytest

from pipeline.drafting.headings import HEADINGS
from pipeline.drafting.outline.questions import by_heading, questions_on
from pipeline.drafting.outline.summary import Summary

HANDS = (
    "In 1847 Ignaz Semmelweis made doctors wash their hands in chlorinated lime, and deaths from childbed "
    "fever "
    "fell from 18 to 2 percent."
)
LORA = (
    "Freeze the pretrained weights and train two thin matrices beside each layer instead, which makes the "
    "checkpoint sixty-four times smaller."
)


def asked(title: str, summary: str, *known: str) -> dict[str, list[str]]:
    return dict(by_heading(questions_on(Summary(title, summary), known)))


def all_of(title: str, summary: str, *known: str) -> str:
    return "\n".join(
        question for questions in asked(title, summary, *known).values() for question in questions
    )


def test_questions_are_drawn_from_what_stands_in_the_summary() -> None:
    assert asked("Hand washing", HANDS) == {
        "Hook": [
            "Ignaz Semmelweis: who was that, and what was there to lose?",
            "1847: where was that, and what would somebody standing there have seen?",
        ],
        "How it works": [
            "«deaths from childbed fever fell from 18 to 2 percent»: why? What happens in between?",
            "Chlorinated lime: what is it?",
            "Childbed fever: what is it?",
        ],
        "Example": ["From 18 to 2 percent: what is that in one real case, counted out?"],
        "Why it matters": ["What did people do before 1847?"],
        "Limit": ["Where does it stop working? Who tried it there, and what came of it?"],
        "Take-away": [
            "Which sentence would a listener repeat to somebody at supper? Does it answer the hook?"
        ],
    }


@pytest.mark.parametrize(
    ("summary", "question"),
    [
        (LORA, "Sixty-four times smaller: what does that come to?"),
        (LORA, "«instead»: what would one do otherwise"),
        (
            "A roast rises by 5 °C after the oven.",
            "5 °C: beside what would a listener call that much, or little?",
        ),
        ("Doctors often wash their hands.", "«often»: when not?"),
        ("Rather than guessing, a doctor measures.", "«Rather than guessing»: what is wrong with that?"),
        ("A doctor must wash both hands.", "«must»: and what happens to somebody who does not?"),
        ("The new method is faster.", "«faster»: than what, and by how much?"),
        ("Salt keeps meat moist, but it costs a night.", "«it costs a night»: what does one do about that?"),
        ("A handful of sentences compete.", "«a handful»: which figure would show that?"),
        ("A brined steak costs $40.", "$40: beside what would a listener call that much"),
    ],
)
def test_what_is_left_open_is_asked(summary: str, question: str) -> None:
    assert question in all_of("A thing", summary)


@pytest.mark.parametrize(
    ("summary", "question"),
    [
        (f"{HANDS} Before 1847 nobody washed.", "before 1847?"),
        ("The new method is faster than the old one.", "than what"),
        ("The file shrinks from 64 MB to 1 MB, 64 times smaller.", "times smaller: what"),
        ("Deaths fell because doctors washed their hands.", "why?"),
        ("Chlorinated lime is a bleaching powder that doctors used.", "Chlorinated lime: what"),
        ("Doctors used chlorinated lime, a bleaching powder, for hands.", "Chlorinated lime: what"),
        ("Doctors used chlorinated lime (a bleaching powder) for hands.", "Chlorinated lime: what"),
        ("The physician Ignaz Semmelweis washed his hands.", "Semmelweis: who"),
        ("Ignaz Semmelweis, a physician, washed his hands.", "Semmelweis: who"),
        ("Of 1900 tokens half are lost.", "before 1900"),
    ],
)
def test_what_the_summary_answers_is_not_asked(summary: str, question: str) -> None:
    assert question not in all_of("A thing", summary)


def test_what_a_glossary_or_a_pack_explains_is_not_asked() -> None:
    assert "Chlorinated lime: what" not in all_of("Hand washing", HANDS, "chlorinated lime")


@pytest.mark.parametrize(
    "summary", ["X", "…", "Salt water keeps lean meat juicy.", "Why?", "№ 5 (five)", HANDS * 40]
)
def test_every_heading_has_a_question_and_none_has_too_many(summary: str) -> None:
    found = asked("A thing", summary)
    assert list(found) == list(HEADINGS)
    assert all(1 <= len(questions) <= 3 for questions in found.values())
