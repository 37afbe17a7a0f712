"""What a pack must keep to."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.knowledge.pack import Pack, load_pack
from pipeline.knowledge.pack_files import pack_path, shipped_names
from pipeline.knowledge.rules import check_pack

WritePack = Callable[..., Pack]


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_pack_keeps_the_rules(name: str) -> None:
    assert [f"{each.line}: {each.term}: {each.what}" for each in check_pack(load_pack(pack_path(name)))] == []


def test_a_good_entry_breaks_no_rule(write_pack: WritePack, sourdough: str) -> None:
    assert check_pack(write_pack(sourdough)) == []


@pytest.mark.parametrize(
    ("key", "line", "rule"),
    [
        ("is", "A dough raised by wild yeast is sourdough.", "the term first"),
        ("is", "Sourdough is " + "very " * 20 + "old.", "short sentences"),
        ("is", "Sourdough is a dough. Yeast raises a sourdough.", "short sentences"),
        ("is", "Sourdough is a dough", "whole sentences"),
        ("is", "Sourdough is a dough (a live one).", "words, not signs"),
        ("is", "Sourdough is a dough; yeast raises a dough.", "words, not signs"),
        ("is", "Sourdough is a dough - and a pet.", "words, not signs"),
        ("ask", "Does a jar eat on holiday?", "a listener's question"),
        ("ask", "Tell what lives in a jar.", "a listener's question"),
        ("why", "They make gas, which blows up the dough.", "closed sentences"),
        ("but", "But it slows down in a cold kitchen, even in a jar.", "closed sentences"),
        ("number", "This happens twice a day.", "closed sentences"),
        ("but", "A dough of basically any grain is slower in a cold jar.", "nothing that only fills"),
        ("but", "The color of the crust tells little.", "British spelling"),
        ("number", "Many bakers feed the jar often.", "figures that can be looked up"),
    ],
)
def test_a_line_that_breaks_a_rule_is_named(
    write_pack: WritePack, sourdough: str, key: str, line: str, rule: str
) -> None:
    before = next(each for each in sourdough.split("\n") if each.startswith(f"{key} = "))
    pack = write_pack(sourdough.replace(before, f'{key} = "{line}"'))
    (found,) = {(each.rule, each.term, each.line) for each in check_pack(pack)}
    assert found == (rule, "sourdough", pack.terms[0].place(key))


def test_a_line_may_point_at_its_own_words_and_right_after_the_cause_at_those(
    write_pack: WritePack, sourdough: str
) -> None:
    why = "Yeast makes gas. It blows up the dough, and they both rise."
    like = "That is like a garden in a jar. It grows by itself."
    entry = sourdough.replace(
        "Yeast makes gas, which blows up the dough. Bacteria make acid, which keeps rivals out.", why
    )
    entry = entry.replace("Think of a garden in a jar: whoever waters it every day decides what grows.", like)
    assert check_pack(write_pack(entry)) == []


def test_a_figure_without_its_source_is_named(write_pack: WritePack, sourdough: str) -> None:
    pack = write_pack(sourdough.replace("# look up: Hamelman, Bread, on feeding\n", ""))
    assert [(each.rule, each.line) for each in check_pack(pack)] == [("figures that can be looked up", 16)]


def test_a_subject_tells_enough_and_another_term_needs_its_definition_alone(
    write_pack: WritePack, sourdough: str
) -> None:
    short = '\n[[term]]\nterm = "rye"\nis = "Rye is a grain of cold fields."\n'
    assert check_pack(write_pack(sourdough, short)) == []
    without = {key: re.sub(rf"(?m)^{key} = .*\n", "", sourdough) for key in ("keep", "like", "but")}
    assert [each.what for each in check_pack(write_pack(without["keep"]))] == [
        "has a hook, and so needs: keep"
    ]
    assert check_pack(write_pack(without["like"])) == []
    bare = re.sub(r"(?m)^(?:example|like|but) = .*\n", "", sourdough)
    (found,) = check_pack(write_pack(bare))
    assert found.rule == "a subject has enough"


def test_a_show_s_own_pack_may_be_incomplete_and_american(write_pack: WritePack) -> None:
    entry = '\n[[term]]\nterm = "crust"\nis = "The crust is the color of time."\nask = "Who bites first?"\n'
    pack = write_pack(entry, head="")
    assert len(check_pack(pack)) == 5
    assert check_pack(pack, shipped=False) == []


def test_an_entry_that_nobody_has_filled_in_breaks_no_rule(write_pack: WritePack) -> None:
    assert check_pack(write_pack('\n[[term]]\nterm = "rye"\nis = ""\nask = ""\n')) == []


def test_a_phrase_in_two_terms_is_named_at_the_second(write_pack: WritePack, sourdough: str) -> None:
    other = '\n[[term]]\nterm = "starter"\nis = "A starter is dough raised by wild yeast."\n'
    (found,) = check_pack(write_pack(sourdough, other))
    assert (found.rule, found.term) == ("no phrase twice", "starter")


def test_links_lead_to_other_terms_of_the_pack(write_pack: WritePack, sourdough: str) -> None:
    link = 'links = [{ to = "rye", say = "There is also a darker grain." }]\n'
    (found,) = check_pack(write_pack(sourdough + link))
    assert found.what == "leads to «rye», which is no other term here"


def test_hooks_and_endings_differ(write_pack: WritePack) -> None:
    entry = (
        '\n[[term]]\nterm = "{0}"\nis = "{0} is a word."\nask = "Why {0}?"\nkeep = "Only {0}. Only {0}."\n'
    )
    pack = write_pack(*(entry.format(name) for name in ("Rye", "Oat", "Spelt", "Wheat", "Maize")))
    whole = {each.rule for each in check_pack(pack) if not each.term}
    assert whole == {"hooks that differ", "endings that differ"}


def test_the_head_says_what_the_pack_is(write_pack: WritePack) -> None:
    found = check_pack(write_pack(head='name = "bread"\n'))
    assert [each.what for each in found] == ["title is missing at the head", "about is missing at the head"]
