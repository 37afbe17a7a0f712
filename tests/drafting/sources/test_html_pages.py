from __future__ import annotations

import pytest

from pipeline.drafting.sources.html_pages import UNSAYABLE, read_page
from pipeline.drafting.sources.passages import UnreadableDocument, main_text

PROSE = (
    "Hand washing became a rule in the first clinic, and it was the students who had to keep it, since they "
    "came from the dissecting room to the beds of the mothers."
)
PAGE = """<!doctype html><html><head><title>Hands – A Lexicon</title><meta charset="utf-8"></head><body>
<nav><ul><li><a href="/">Home of all hands</a></li></ul><p>{prose} In the menu.</p></nav>
<div class="cookie-banner"><p>{prose} We use cookies.</p></div>
<article><h1>Hands</h1>
<p>{prose}<sup><a href="#n1">[1]</a></sup> More follows here.</p>
<figure><figcaption>{prose} In a caption.</figcaption></figure>
<table><tr><td>{prose} In a table.</td></tr></table>
<p>{prose} It is 10<sup>6</sup> times <math><mi>x</mi></math> better.</p>
<h2>References</h2><p>{prose} In the references.</p>
</article>
<footer><p>{prose} In the footer.</p></footer></body></html>"""


def test_of_a_page_its_running_text_is_left() -> None:
    read = read_page(PAGE.format(prose=PROSE).encode())
    assert read.title == "Hands"
    texts = [passage.text for passage in main_text(read.passages)]
    assert texts[0] == f"{PROSE} More follows here."
    assert len(texts) == 2


def test_what_cannot_be_said_leaves_a_mark_that_keeps_its_sentence_out() -> None:
    read = read_page(PAGE.format(prose=PROSE).encode())
    assert f"10{UNSAYABLE} times {UNSAYABLE} better" in [p.text for p in main_text(read.passages)][1]


def test_the_site_s_name_is_taken_off_a_title() -> None:
    page = PAGE.replace("<h1>Hands</h1>", "").format(prose=PROSE)
    assert read_page(page.encode()).title == "Hands"


@pytest.mark.parametrize(
    ("encoding", "charset"), [("utf-8", ""), ("cp1252", '<meta charset="windows-1252">')]
)
def test_letters_are_read_as_the_page_has_them(encoding: str, charset: str) -> None:
    page = f"<html><head>{charset}</head><body><p>{PROSE} Générer à Besançon.</p></body></html>"
    (passage,) = read_page(page.encode(encoding)).passages
    assert passage.text.endswith("Générer à Besançon.")


@pytest.mark.parametrize("data", [b"", b"   ", b"<!-- only a comment -->"])
def test_what_is_no_page_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_page(data)
