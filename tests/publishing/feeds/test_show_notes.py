from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.audio.recording import Chapter
from pipeline.catalogue.disclosure import DISCLOSURE
from pipeline.catalogue.links import Link
from pipeline.catalogue.own_sounds import SoundCredit
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
    record = replace(records["sourdough"], quoted=("On <bread>", 'Flour & "water"'))
    notes = show_notes.show_notes(show.episodes[0], record, PAGE)
    assert '<p>Quoted from</p><ul><li>On &lt;bread&gt;</li><li>Flour &amp; "water"</li></ul>' in notes
    assert "Quoted from" not in show_notes.show_notes(show.episodes[0], records["sourdough"], PAGE)


QUOTED = 'It\'s "salt" & <time>'
READ = 'It\'s "salt" &amp; &lt;time&gt;'  # quotation marks are no markup, and read as they stand


def test_whole_show_notes_keep_their_order_and_every_text_is_text(
    show: Show, records: dict[str, Record]
) -> None:
    episode = replace(
        show.episodes[0],
        summary=f"{QUOTED}\n \n\nSecond.",
        notes=Notes(further_reading=(Link(QUOTED, "https://e.org/a"), Link("", "https://e.org/b?c=1&d=2"))),
    )
    record = replace(
        records["sourdough"],
        chapters=(Chapter(0.0, QUOTED), Chapter(59.999, "Last"), Chapter(3661.0, "Later")),
        quoted=(QUOTED,),
        voice_credit=QUOTED,
        own_sounds=("sounds/bell.wav",),
    )
    bell = SoundCredit("sounds/bell.wav", QUOTED, "Ann", "CC0", "https://e.org/bell")
    unheard = SoundCredit("sounds/rain.wav", "Rain", "Ann", "CC0", "https://e.org/rain")
    points = (KeyPoint(QUOTED, QUOTED), KeyPoint("", "Alone."))
    assert show_notes.show_notes(episode, record, PAGE, points, (bell, unheard, bell)) == (
        f"<p>{READ}</p><p>Second.</p>"
        f"<p>Key points</p><ul><li>{READ}: {READ}</li><li>Alone.</li></ul>"
        f"<p>Chapters</p><ul><li>00:00 {READ}</li><li>00:59 Last</li><li>61:01 Later</li></ul>"
        f'<p>Further reading</p><ul><li><a href="https://e.org/a">{READ}</a></li>'
        '<li><a href="https://e.org/b?c=1&amp;d=2">https://e.org/b?c=1&amp;d=2</a></li></ul>'
        f"<p>Quoted from</p><ul><li>{READ}</li></ul>"
        f'<p>Music and sounds</p><ul><li><a href="https://e.org/bell">«{READ}» by Ann (CC0)</a></li></ul>'
        f'<p><a href="{PAGE}">Transcript: read along</a></p>'
        f"<p>{READ}</p><p>{DISCLOSURE}</p>"
    )


def test_each_sound_that_is_heard_is_credited_once(show: Show, records: dict[str, Record]) -> None:
    record = replace(records["sourdough"], own_sounds=("sounds/bell.wav", "sounds/rain.wav"))
    bell, copy, rain, snow = (
        SoundCredit(f"sounds/{file}.wav", title, "Ann", "CC0", f"https://e.org/{title}")
        for file, title in (("bell", "Bell"), ("rain", "Bell"), ("rain", "Rain"), ("snow", "Snow"))
    )
    elsewhere = replace(bell, url="https://e.org/other")
    assert show_notes.credits_of(record, (bell, copy, rain, snow, elsewhere)) == [copy, rain, elsewhere]


def test_what_is_empty_has_no_place_in_the_notes(show: Show, records: dict[str, Record]) -> None:
    nowhere = Notes(further_reading=(Link("", "javascript:alert(1)"),))
    record = replace(records["sourdough"], chapters=(), voice_credit="")
    notes = show_notes.show_notes(replace(show.episodes[0], summary="One.", notes=nowhere), record, PAGE)
    assert notes == f'<p>One.</p><p><a href="{PAGE}">Transcript: read along</a></p><p>{DISCLOSURE}</p>'


def test_every_text_in_the_notes_stands_in_one_line(show: Show, records: dict[str, Record]) -> None:
    lines = "Salt\n and\x07 time"
    notes = Notes(further_reading=(Link(lines, "https://e.org/a"),))
    record = replace(
        records["sourdough"],
        chapters=(Chapter(0.0, lines),),
        quoted=(lines,),
        voice_credit=lines,
        own_sounds=("sounds/bell.wav",),
    )
    bell = SoundCredit("sounds/bell.wav", lines, lines, lines, "https://e.org/bell")
    told = show_notes.show_notes(
        replace(show.episodes[0], summary=lines, notes=notes),
        record,
        PAGE,
        (KeyPoint(lines, lines),),
        (bell,),
    )
    assert told.count("Salt and time") == 10
    assert "\n" not in told
    assert "\x07" not in told


def test_a_description_has_its_chapters_and_room_for_them(show: Show) -> None:
    marks = (Chapter(0.0, "A loaf"), Chapter(75.5, "Salt"))
    assert show_notes.item_description(replace(show.episodes[0], summary="One.\n\nTwo."), marks) == (
        f"<p>One.</p><p>Two.</p><p>{DISCLOSURE}</p><p>00:00 A loaf</p><p>01:15 Salt</p>"
    )
    long = show_notes.item_description(replace(show.episodes[0], summary="word " * 2000), marks)
    assert long.endswith(f"word…</p><p>{DISCLOSURE}</p><p>00:00 A loaf</p><p>01:15 Salt</p>")
    assert 4000 - len("word ") < len(long.encode()) <= 4000


def test_a_topic_s_feed_is_described_by_the_show_and_the_topic(show: Show) -> None:
    named = replace(show, title="Bread <b>\nand more", description="One <i>.\n\nTwo.")
    assert show_notes.channel_description(named, "Crème & Crust") == (
        f"The episodes of Bread ‹b› and more about Crème & Crust.\n\nOne ‹i›.\n\nTwo.\n\n{DISCLOSURE}"
    )


def test_blank_lines_around_a_description_are_none_of_it(show: Show) -> None:
    text = show_notes.channel_description(replace(show, description=" \n\nFirst.\n\n \n\nSecond.\n\n "), None)
    assert text == f"First.\n\nSecond.\n\n{DISCLOSURE}"


def test_a_plain_summary_has_no_markup_and_ends_within_4000_bytes(show: Show) -> None:
    assert show_notes.plain_summary(replace(show.episodes[0], summary="One <b>\n \nTwo")) == "One ‹b›\n\nTwo"
    long = show_notes.plain_summary(replace(show.episodes[0], summary="Käse " * 2000))
    assert 4000 - len("Käse ".encode()) < len(long.encode()) <= 4000
    assert long.endswith("Käse…")


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("one two", 6, "one…"),
        ("one two", 4, "one…"),
        ("one two", 7, "one two"),
        ("abc", 1, "…"),
        ("abc", 2, "a…"),
        ("one, two three", 9, "one, two…"),
        ("one, two three", 8, "one…"),
        ("one\ntwo", 5, "one…"),
        ("one – two", 8, "one…"),
        ("one; - two", 9, "one…"),
    ],
)
def test_a_cut_keeps_as_many_whole_words_as_fit(text: str, limit: int, kept: str) -> None:
    assert show_notes.cut(text, limit, len) == kept


def test_short_lines_and_titles_are_cut_where_apps_cut_them() -> None:
    assert show_notes.short_line("a" * 128) == "a" * 128
    assert show_notes.short_line("a" * 129) == "a" * 127 + "…"
    assert show_notes.title("a" * 255) == "a" * 255
    assert show_notes.title("a" * 256) == "a" * 254 + "…"
