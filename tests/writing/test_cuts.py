"""Where a sentence is cut in two: the signs and words that decide, and lengths on both sides of a bound."""

from __future__ import annotations

import pytest

from pipeline.writing.cutting.cuts import cut

FED = "The baker feeds the starter with flour and water every morning"  # eleven words
RISES = "the dough rises slowly in the warm old bowl"
PARTED = (FED, "The dough rises slowly in the warm old bowl.")
OTHER = "gladly"  # on no list


def is_cut(sentence: str) -> bool:
    return len(cut(sentence)) > 1


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (f"{FED}, and the dough rises in many old bowls.", 19),
        (f"{FED} — the habit in most warm shops that sell bread.", 21),
        ("The bread rises slowly; the dough does grow.", 8),
        (f"The bread rises now; the dough grows{' well' * 112} today.", 120),
    ],
)
def test_a_sentence_is_cut_from_a_length_on_and_up_to_one(sentence: str, words: int) -> None:
    assert len(sentence.split()) == words
    assert is_cut(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{FED}, and the dough rises in old bowls.",
        f"{FED}: the dough rises in bowls.",
        f"{FED} — the dough rises in bowls.",
        f"{FED} — the habit in most shops that sell bread.",
        "The bread rises; the dough does grow.",
        "The bread rises slowly; the dough grows.",
        f"The bread rises now; the dough grows{' well' * 113} today.",
    ],
)
def test_a_shorter_or_a_longer_one_stays_whole(sentence: str) -> None:
    assert cut(sentence) == (sentence,)


@pytest.mark.parametrize("sign", [" — ", " – ", " -- ", "—", ": ", "; ", ", and "])
def test_a_sign_or_an_and_goes_where_it_parted_two_clauses(sign: str) -> None:
    assert cut(f"{FED}{sign}{RISES}.") == PARTED


@pytest.mark.parametrize("joint", ["but", "so"])
def test_another_word_that_joins_them_stays(joint: str) -> None:
    assert cut(f"{FED}, {joint} {RISES}.") == (FED, f"{joint.title()} {RISES}.")


@pytest.mark.parametrize("sign", [" - ", ", or ", ", "])
def test_other_signs_and_words_part_nothing(sign: str) -> None:
    assert not is_cut(f"{FED}{sign}{RISES}.")


CONDITIONS = (
    "if unless when whenever once where while until since after before although though because whether as"
)
LISTS = [  # words, their sentence, and a word that forbids nothing there
    (f"{CONDITIONS} without with", f"{{}} {FED}, and {RISES}.", OTHER),
    (CONDITIONS, f"The baker feeds the starter {{}} smells of nothing but flour, and {RISES}.", "that"),
    (
        "that as many much few little long far too called on",
        f"{FED}, so {{}} dough rises slowly in the bowl.",
        "the",
    ),
    (
        "either neither not_only both whether not_just not_merely between",
        f"The baker feeds {{}} the starter with flour and water every morning, and {RISES}.",
        OTHER,
    ),
    (
        "is are was were that as like include includes including following namely than",
        f"The baker feeds the starter with flour and water each morning {{}}: {RISES}.",
        OTHER,
    ),
    ("if unless when until while", f"{FED}, and the dough rises in the bowl {{}} it is warm.", "because"),
]


@pytest.mark.parametrize(("words", "sentence", "other"), LISTS)
def test_a_word_that_reaches_over_the_cut_forbids_it_and_another_does_not(
    words: str, sentence: str, other: str
) -> None:
    said = [word.replace("_", " ") for word in words.split()]
    assert [word for word in said if is_cut(sentence.format(word))] == []
    assert is_cut(sentence.format(other))


def test_either_after_the_joint_forbids_it_too() -> None:
    assert not is_cut(f"{FED}, and either dough rises slowly in the warm bowl.")


@pytest.mark.parametrize("name", ["the habit in", "a habit in", "an art of"])
def test_one_thing_that_is_named_after_a_dash_becomes_a_sentence(name: str) -> None:
    thing = f"{name} most shops that sell bread daily."
    assert cut(f"{FED} — {thing}") == (FED, f"That is {thing}")


@pytest.mark.parametrize(
    "thing",
    [
        "habits in most shops that sell good bread daily",  # no article
        "the habit, in most shops that sell bread daily",  # in pieces
        "the habit and rule in most shops that sell bread",  # two
        "the shops with most habits that sell bread daily",  # several
    ],
)
def test_anything_else_after_a_dash_stays_where_it_is(thing: str) -> None:
    assert not is_cut(f"{FED} — {thing}.")


@pytest.mark.parametrize(
    "sentence",
    [
        f"{FED.replace('feeds', 'fed')} — the habit in most shops that sell bread daily.",  # of then, not now
        "The baker feeds the starter with flour — and water — all day — the habit in shops that sell bread.",
        "The baker feeds the starter with flour and water: the dough rises in a bowl: it is warm there.",
        "Mere bread of today; the dough grows well.",
        "It has parts: the bread rises now; a warm bowl; the dough grows well.",  # a list
        "The note says “the bread rises now; the dough grows well” to us all today.",
        "The note (the bread rises now; the dough grows well here) is long.",
        "The lungs give the air and the power, the throat shapes it, and the singer is heard in the hall.",
    ],
)
def test_where_more_than_two_clauses_hang_together_none_is_cut_off(sentence: str) -> None:
    assert cut(sentence) == (sentence,)


@pytest.mark.parametrize(
    ("said", "joint", "parted"),
    [
        ("would need", "but", True),
        ("needs", "but", False),
        ("would need", "and", False),
        ("had had", "but", True),
    ],
)
def test_what_was_foretold_is_parted_from_what_came_otherwise(said: str, joint: str, parted: bool) -> None:
    told = f"The baker said that the starter {said} flour and water every single morning"
    assert is_cut(f"{told}, {joint} the dough rose in the bowl without it.") is parted


LATER = f"the baker{FED.removeprefix('The baker')}"


@pytest.mark.parametrize("led", ["In summer", "Today", "If it rains,"])
def test_what_leads_a_sentence_of_now_may_hold_for_both_halves(led: str) -> None:
    assert not is_cut(f"{led} {LATER}, and {RISES}.")
    assert not is_cut(f"{led} {LATER}, but {RISES}.")


def test_what_leads_a_sentence_of_then_held_for_its_own_half() -> None:
    assert cut(f"In 1847 {LATER.replace('feeds', 'fed')}, and the dough rose slowly in the old bowl.") == (
        f"In 1847 {LATER.replace('feeds', 'fed')}",
        "The dough rose slowly in the old bowl.",
    )


@pytest.mark.parametrize("sign", [": ", " — "])
@pytest.mark.parametrize(
    ("named", "parted"),
    [
        ("Two loaves of the old dark bread from the mill by the river", True),
        ("The loaves of bread from the old mill by the river in town", True),
        ("Loaves of bread and old flour from the mill by the river in town", False),
        ("The loaves of bread from the old mill that the river drives", False),
        ("The old dark loaves from the mill in town that were for the", False),
    ],
)
def test_a_thing_that_is_named_stands_for_a_clause(sign: str, named: str, parted: bool) -> None:
    assert is_cut(f"{named}{sign}{RISES}.") is parted


def test_before_a_dash_what_stands_behind_a_colon_may_be_the_clause() -> None:
    for lead in ("In short", "Bread, in short"):
        assert is_cut(f"{lead}: {LATER} — {RISES}.")
        assert not is_cut(f"{lead}: flour and water for the starter every morning in a bowl — {RISES}.")


def test_behind_a_colon_stands_a_whole_clause_that_nobody_breaks_into() -> None:
    assert not is_cut(f"{FED}: flour, water and salt of the sea in a bowl.")
    assert not is_cut(f"{FED}: his nerves, he was told, make him a bad sleeper.")


def test_what_is_past_has_no_condition_that_may_reach_back() -> None:
    assert is_cut(f"{FED.replace('feeds', 'fed')}, and the dough rose in the bowl when it was warm.")
