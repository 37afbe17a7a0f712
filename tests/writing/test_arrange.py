"""The order of a thin script, one thought once, and its paragraphs."""

from __future__ import annotations

from pipeline.writing.arrange import Part, _without_repeats, as_script
from pipeline.writing.passages import Passage

IDEA = Passage(("Salt opens the fibres of the muscle.",), "beat", "the summary")


def left(*passages: Passage) -> list[str]:
    return [
        p.text
        for part in _without_repeats([Part("One", (IDEA, *passages))], frozenset())
        for p in part.passages
    ]


def test_what_may_go_and_says_the_same_again_is_left_out() -> None:
    same = Passage(("The fibres of a muscle are opened by salt.",), "unpack", "a pack", 5)
    other = Passage(("A chicken breast needs half an hour.",), "unpack", "a pack", 5)
    assert left(same, other) == [IDEA.text, other.text]


def test_the_same_names_and_figures_make_the_same_thought_sooner() -> None:
    told = Passage(("In 1928 Alexander Fleming saw a mould on a dish.",), "beat", "the summary")
    again = Passage(
        ("Alexander Fleming noticed a mould in September 1928, before anybody else.",), "unpack", "a pack", 2
    )
    assert left(told, again) == [IDEA.text, told.text]


def test_lines_of_one_entry_may_share_their_words() -> None:
    why = Passage(("Cold butter keeps the layers of the dough apart.",), "why and like", "a pack")
    example = Passage(("Warm butter runs, and the layers of the dough stick.",), "example", "a pack", 5)
    assert left(why, example) == [IDEA.text, why.text, example.text]


def test_what_always_stays_runs_on_and_what_may_go_stands_alone() -> None:
    more = Passage(("Open fibres keep water.",), "beat", "the summary")
    hard = Passage(("A muscle is meat.",), "unpack", "the glossary", 7)
    image = Passage(
        ("It has its reason.", "A sleeping bag does the same."), "why and like", "a pack", apart=True
    )
    script = as_script([Part("One", (IDEA, more, hard, image))])
    assert [(p.text, p.optional) for p in script.paragraphs] == [
        ("Salt opens the fibres of the muscle. Open fibres keep water.", None),
        ("A muscle is meat.", 7),
        ("It has its reason.", None),
        ("A sleeping bag does the same.", None),
    ]
