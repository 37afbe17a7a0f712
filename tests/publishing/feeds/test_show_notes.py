from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.audio.recording import Chapter
from pipeline.catalogue.disclosure import DISCLOSURE
from pipeline.catalogue.links import Link
from pipeline.catalogue.show import Notes, Section, Show
from pipeline.layout.record import Record
from pipeline.publishing.feeds import show_notes
from pipeline.publishing.feeds.key_points import KeyPoint

PAGE = "https://example.org/bread/episodes/sourdough/"


def test_a_long_description_is_cut_at_a_word_within_4000_bytes(show: Show) -> None:
    episode = replace(show.episodes[0], summary="Brötchen & Käse " * 400)
    description = show_notes.item_description(episode)
    assert 3900 < len(description.encode()) <= 4000
    assert "Käse…</p>" in description or "Brötchen…</p>" in description or "&amp;…</p>" in description


def test_a_long_description_still_discloses_the_synthetic_voice(show: Show) -> None:
    episode = replace(show.episodes[0], summary="x" * 9000)
    assert DISCLOSURE in show_notes.item_description(episode)


def test_the_channel_s_description_keeps_its_paragraphs_and_its_limit(show: Show) -> None:
    described = replace(show, description="First.\n\nSecond. " + "Ääh " * 2000)
    text = show_notes.channel_description(described, None)
    assert text.startswith("First.\n\nSecond.")
    assert len(text.encode()) <= 4000
    assert text.endswith(DISCLOSURE)


def test_a_title_of_more_than_255_characters_is_cut_at_a_word() -> None:
    title = show_notes.title("flour and water " * 30)
    assert len(title) <= 255
    assert title.endswith(("flour…", "and…", "water…"))


def test_a_text_that_fits_is_not_cut() -> None:
    assert show_notes.cut("to the letter", 13, len) == "to the letter"


def test_a_single_long_word_is_cut_within_it() -> None:
    assert show_notes.cut("abcdefghij", 5, len) == "abcd…"


def test_words_are_kept_whole_when_the_limit_falls_after_one() -> None:
    assert show_notes.cut("one two three", 8, len) == "one two…"


def test_show_notes_name_chapters_with_times_that_apps_turn_into_links(
    show: Show, records: dict[str, Record]
) -> None:
    notes = show_notes.show_notes(show.episodes[0], records["sourdough"], PAGE)
    assert "<li>00:00 A loaf for one</li><li>00:09 How a starter lives</li>" in notes
    assert "<li>01:20 One thing to take home</li>" in notes


def test_a_chapter_s_title_is_text_and_no_markup(show: Show, records: dict[str, Record]) -> None:
    hostile = (Chapter(0.0, "<script>alert(1)</script>"), Chapter(61.9, "Salt & <b>time</b>"))
    record = replace(records["sourdough"], chapters=hostile)
    notes = show_notes.show_notes(show.episodes[0], record, PAGE)
    description = show_notes.item_description(show.episodes[0], hostile)
    for html in (notes, description):
        assert "00:00 &lt;script&gt;alert(1)&lt;/script&gt;<" in html
        assert "01:01 Salt &amp; &lt;b&gt;time&lt;/b&gt;<" in html
        assert "<script" not in html
        assert "<b>" not in html


def test_show_notes_link_to_further_reading_and_credit_the_voice(
    show: Show, records: dict[str, Record]
) -> None:
    notes = show_notes.show_notes(show.episodes[0], records["sourdough"], PAGE)
    assert '<a href="https://example.net/bread?a=1&amp;b=2">On bread &amp; time</a>' in notes
    assert "<p>Voice: Beep &lt;tone&gt;, in the public domain.</p>" in notes
    assert notes.endswith(f"<p>{DISCLOSURE}</p>")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "/etc/passwd", "https:", "https:///x"]
)
def test_an_address_that_is_not_of_the_web_does_not_become_a_link(
    show: Show, records: dict[str, Record], url: str
) -> None:
    episode = replace(show.episodes[0], notes=Notes(further_reading=(Link("Read me", url),)))
    notes = show_notes.show_notes(episode, records["sourdough"], PAGE)
    assert "<li>Read me</li>" in notes
    assert re.findall('href="([^"]*)"', notes) == [PAGE]


def test_a_link_cannot_break_out_of_its_attribute(show: Show, records: dict[str, Record]) -> None:
    hostile = Link('"><script>', 'https://example.org/"onclick="x')
    episode = replace(show.episodes[0], notes=Notes(further_reading=(hostile,)))
    notes = show_notes.show_notes(episode, records["sourdough"], PAGE)
    assert "<script" not in notes
    assert 'href="https://example.org/%22onclick=%22x"' in notes


def test_show_notes_lead_with_the_key_points_of_the_notes(show: Show, records: dict[str, Record]) -> None:
    limit = Section("The *limit*", ("Too <warm> a kitchen spoils it.",))
    episode = replace(show.episodes[0], notes=Notes(sections=(Section("Hook", ("Who?",)), limit)))
    notes = show_notes.show_notes(episode, records["sourdough"], PAGE)
    assert "<p>Key points</p><ul><li>The *limit*: Too &lt;warm&gt; a kitchen spoils it.</li></ul>" in notes


def test_points_that_are_given_are_not_chosen_again(show: Show, records: dict[str, Record]) -> None:
    notes = show_notes.show_notes(
        show.episodes[0], records["sourdough"], PAGE, (KeyPoint("", "Given & kept."),)
    )
    assert "<p>Key points</p><ul><li>Given &amp; kept.</li></ul>" in notes
    assert "Key points" not in show_notes.show_notes(show.episodes[0], records["sourdough"], PAGE, ())


def test_points_of_the_author_s_own_have_no_heading(show: Show, records: dict[str, Record]) -> None:
    episode = replace(show.episodes[0], notes=Notes(key_points=("Salt slows it.",)))
    notes = show_notes.show_notes(episode, records["sourdough"], PAGE)
    assert "<p>Key points</p><ul><li>Salt slows it.</li></ul>" in notes


def test_show_notes_lead_to_the_transcript(show: Show, records: dict[str, Record]) -> None:
    notes = show_notes.show_notes(show.episodes[0], records["sourdough"], PAGE)
    assert f'<a href="{PAGE}">Transcript: read along</a>' in notes


@pytest.mark.parametrize("sign", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_text_cannot_turn_around_what_stands_beside_it(sign: str) -> None:
    assert show_notes.line(f"bread {sign}txt.exe") == "bread txt.exe"


def test_text_that_runs_from_right_to_left_is_left_as_it_is() -> None:
    assert show_notes.line("لحم \u200f خبز") == "لحم \u200f خبز"


def test_documents_of_which_a_sentence_is_said_are_named(show: Show, records: dict[str, Record]) -> None:
    record = replace(records["sourdough"], quoted=("On <bread>", "Flour & water"))
    notes = show_notes.show_notes(show.episodes[0], record, PAGE)
    assert "<p>Quoted from</p><ul><li>On &lt;bread&gt;</li><li>Flour &amp; water</li></ul>" in notes
    assert "Quoted from" not in show_notes.show_notes(show.episodes[0], records["sourdough"], PAGE)
