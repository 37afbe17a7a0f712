from __future__ import annotations

import socket
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.importing.listing import FIELDS, Listing
from pipeline.catalogue.importing.readers.feeds import COLUMNS, looks_like_feed, read_feed
from pipeline.catalogue.notes import read_notes
from pipeline.errors import InvalidPage

PATH = Path("feed.xml")
NAMESPACES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom"'
)


def rss(*items: str, channel: str = "<title>Bees</title>") -> bytes:
    inside = "\n".join(f"<item>{item}</item>" for item in items)
    root = f'<rss version="2.0" {NAMESPACES}>'
    return f'<?xml version="1.0"?>\n{root}<channel>{channel}\n{inside}</channel></rss>'.encode()


def read(*items: str, **facts: str) -> Listing:
    return read_feed(PATH, rss(*items, **facts))


def cells(item: str) -> dict[str, Any]:
    (row,) = read(item if "<title>" in item else f"<title>Drones</title>{item}").rows
    return dict(row.cells)


def told(listing: Listing) -> str:
    return "\n".join(f"{warning.line}: {warning.what}" for warning in listing.warnings)


DATED = "<guid>g</guid><pubDate>Thu, 19 Feb 2026 06:00:00 GMT</pubDate>"


def test_columns_are_fields_of_an_episode() -> None:
    assert set(COLUMNS) <= set(FIELDS)


def test_an_item_becomes_a_row_with_all_that_it_says() -> None:
    listing = read(
        """<title>S2 E5: Drones</title><itunes:title>Drones</itunes:title>
        <guid isPermaLink="false">8c1f</guid><link>https://old.example.org/drones</link>
        <pubDate>Thu, 19 Feb 2026 06:00:00 +0200</pubDate>
        <description>What a drone does all day.</description>
        <content:encoded><![CDATA[<p>A long text.</p>
        <p>See <a href="https://a.example/p">Free on bees</a>.</p>]]></content:encoded>
        <category>Bees</category><category>Drones</category>
        <itunes:season>2</itunes:season><itunes:episode>5</itunes:episode>
        <itunes:episodeType>bonus</itunes:episodeType><itunes:explicit>clean</itunes:explicit>
        <itunes:duration>1:02:03</itunes:duration><itunes:subtitle>A life</itunes:subtitle>"""
    )
    (row,) = listing.rows
    assert row.cells == {
        "guid": "8c1f",
        "title": "Drones",
        "subtitle": "A life",
        "summary": "What a drone does all day.",
        "notes": "## Notes\n\nA long text.\n\nSee Free on bees.\n",
        "topics": ("Bees", "Drones"),
        "published": datetime(2026, 2, 19, 6, tzinfo=timezone(timedelta(hours=2))),
        "season": 2,
        "episode_number": 5,
        "episode_type": "bonus",
        "link": "https://old.example.org/drones",
        "explicit": False,
        "reference_seconds": 3723.0,
        "reading": (("Free on bees", "https://a.example/p"),),
    }
    assert (listing.kind, row.line, listing.columns, told(listing)) == ("feed", 3, COLUMNS, "")


@pytest.mark.parametrize(
    ("written", "guid"),
    [
        ("<guid>https://example.org/?p=12&amp;x=1</guid>", "https://example.org/?p=12&x=1"),
        ("<guid>\n  Episode  12 – Drones \n</guid>", "Episode  12 – Drones"),
        ("<guid><![CDATA[tag:a.example,2020:Éa/1]]></guid>", "tag:a.example,2020:Éa/1"),
        ('<guid isPermaLink="false">Cafe\u0301</guid>', "Cafe\u0301"),
        ('<enclosure url="https://cdn.example/1.mp3?a=1&amp;b=2"/>', "https://cdn.example/1.mp3?a=1&b=2"),
    ],
)
def test_a_guid_is_kept_to_the_letter(written: str, guid: str) -> None:
    assert cells(written)["guid"] == guid


def test_what_stands_for_a_missing_guid_is_told() -> None:
    listing = read(
        '<title>One</title><enclosure url="https://cdn.example/1.mp3"/>', f"<title>Two</title>{DATED}"
    )
    assert "3: 1 item without a guid; the address of its recording, or of its page, stands for it" in told(
        listing
    )


def test_of_a_guid_that_is_there_twice_the_first_is_taken() -> None:
    listing = read(f"<title>One</title>{DATED}", f"<title>Two</title>{DATED}")
    assert [row.cells["title"] for row in listing.rows] == ["One"]
    assert "4: 1 item with a guid that an item before has" in told(listing)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Thu, 19 Feb 2026 06:00:00 +0000", datetime(2026, 2, 19, 6, tzinfo=UTC)),
        ("Mon, 19 Feb 2026 06:00:00 GMT", datetime(2026, 2, 19, 6, tzinfo=UTC)),
        ("19 Feb 2026 06:00 EST", datetime(2026, 2, 19, 11, tzinfo=UTC)),
        ("Thu, 19 Feb 26 06:00:00 PDT", datetime(2026, 2, 19, 13, tzinfo=UTC)),
        ("Thursday, 19 February 2026 06:00:00 -0330", datetime(2026, 2, 19, 9, 30, tzinfo=UTC)),
        ("Thu, 19 Feb 2026 06:00:00 +0100 (CET)", datetime(2026, 2, 19, 5, tzinfo=UTC)),
        ("2026-02-19T06:00:00.123Z", datetime(2026, 2, 19, 6, tzinfo=UTC)),
        ("2026-02-19 06:00:00 +0530", datetime(2026, 2, 19, 0, 30, tzinfo=UTC)),
        ("Feb 19, 2026 6:00 PM GMT+2", datetime(2026, 2, 19, 16, tzinfo=UTC)),
        ("Thu Feb 19 06:00:00 UTC 2026", datetime(2026, 2, 19, 6, tzinfo=UTC)),
        ("1771480800", datetime(2026, 2, 19, 6, tzinfo=UTC)),
    ],
)
def test_a_date_is_the_moment_that_the_feed_means(written: str, moment: datetime) -> None:
    assert cells(f"<guid>g</guid><pubDate>{written}</pubDate>")["published"] == moment


def test_a_date_keeps_its_offset() -> None:
    published = cells("<guid>g</guid><pubDate>Thu, 19 Feb 2026 06:00:00 -0800</pubDate>")["published"]
    assert published.isoformat() == "2026-02-19T06:00:00-08:00"


def test_a_date_without_a_time_is_a_day() -> None:
    assert cells("<guid>g</guid><pubDate>2026-02-19</pubDate>")["published"] == date(2026, 2, 19)


@pytest.mark.parametrize(
    "written", ["soon", "31 Feb 2026 06:00 GMT", "Thu, 19 Feb 2026 25:61:00 GMT", "19 Feb 0001"]
)
def test_a_date_that_is_none_is_left_out_and_told_once(written: str) -> None:
    listing = read(*[f"<title>T</title><guid>{n}</guid><pubDate>{written}</pubDate>" for n in range(5)])
    assert all("published" not in row.cells for row in listing.rows)
    assert told(listing).count("date that cannot be read") == 1
    assert "and 2 more" in told(listing)


def test_a_zone_that_is_not_known_leaves_the_time_to_the_show() -> None:
    listing = read("<title>T</title><guid>g</guid><pubDate>Thu, 19 Feb 2026 06:00:00 XYZ</pubDate>")
    assert listing.rows[0].cells["published"] == datetime(2026, 2, 19, 6)  # noqa: DTZ001 - what is tested
    assert "a zone that is not known" in told(listing)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90", 90),
        ("01:30", 90),
        ("1:02:03", 3723),
        ("1h 2m", 3720),
        ("PT1M30S", 90),
        ("90.4", 90),
        ("12 min", 720),
    ],
)
def test_a_duration_is_read_in_every_spelling(written: str, seconds: float) -> None:
    assert (
        cells(f"<guid>g</guid><itunes:duration>{written}</itunes:duration>")["reference_seconds"] == seconds
    )


@pytest.mark.parametrize("written", ["0", "00:00", "long", "", "999999999"])
def test_a_duration_that_is_none_is_left_out(written: str) -> None:
    assert "reference_seconds" not in cells(f"<guid>g</guid><itunes:duration>{written}</itunes:duration>")


@pytest.mark.parametrize(
    ("written", "explicit"), [("yes", True), ("true", True), ("clean", False), ("No", False)]
)
def test_explicit_is_read_in_every_spelling(written: str, explicit: bool) -> None:
    assert cells(f"<guid>g</guid><itunes:explicit>{written}</itunes:explicit>")["explicit"] is explicit


@pytest.mark.parametrize(
    ("written", "summary"),
    [
        ("<![CDATA[<p>One &amp; two.</p><p>Three.</p>]]>", "One & two. Three."),
        ("&lt;p&gt;One&lt;br/&gt;two &amp;amp; three&lt;/p&gt;", "One two & three"),
        ("Plain &amp;#8220;quotes&amp;#8221; &amp;eacute;", "Plain “quotes” é"),
        ("<![CDATA[In it:<ul><li>wax</li><li>honey</li></ul>]]>", "In it: wax; honey."),
        ("<![CDATA[Read <a href='https://a.example'>this</a> first.]]>", "Read this first."),
        ("A hive is &lt; 3 feet, and 2 &gt; 1", "A hive is < 3 feet, and 2 > 1"),
        ("<![CDATA[<script>alert(1)</script><style>p{}</style>Safe.]]>", "Safe."),
    ],
)
def test_a_description_becomes_one_plain_paragraph(written: str, summary: str) -> None:
    assert cells(f"<guid>g</guid><description>{written}</description>")["summary"] == summary


def test_lists_in_plain_text_are_read_and_time_marks_of_the_old_recording_go() -> None:
    found = cells(
        "<guid>g</guid><description>On bees.\n\nWe name:\n• wax\n• honey\n\n"
        "Chapters:\n00:00 Intro\n(01:30) Wax\n\nLinks:\nhttps://a.example/x</description>"
    )
    assert found["summary"] == "On bees. We name: wax; honey."
    assert cells("<guid>g</guid><description>12:30 is noon for bees.</description>")["summary"].startswith(
        "12"
    )


def test_what_every_item_repeats_leaves_the_summary() -> None:
    appeal = "<p>Support us at <a href='https://pay.example'>pay.example</a> today.</p>"
    listing = read(
        *[
            f"<title>T{n}</title><guid>{n}</guid>"
            f"<description><![CDATA[<p>All on hive {n}. Write to us!</p>{appeal}]]></description>"
            for n in range(4)
        ]
    )
    assert [row.cells["summary"] for row in listing.rows] == [f"All on hive {n}." for n in range(4)]
    assert all("reading" not in row.cells for row in listing.rows)


def test_small_print_of_a_host_leaves_a_summary_that_is_alone() -> None:
    written = "All on hives.&lt;br&gt;Hosted on Acast. See acast.com/privacy for more information."
    assert cells(f"<guid>g</guid><description>{written}</description>")["summary"] == "All on hives."


def test_a_summary_that_all_items_share_is_not_taken_away() -> None:
    listing = read(
        *[f"<title>T{n}</title><guid>{n}</guid><description>A talk.</description>" for n in range(5)]
    )
    assert {row.cells["summary"] for row in listing.rows} == {"A talk."}


def test_an_excerpt_goes_on_to_the_end_of_its_sentence() -> None:
    found = cells(
        "<guid>g</guid><description>A hive has one queen and [&amp;#8230;]</description>"
        "<content:encoded>A hive has one queen and many drones. They fly.</content:encoded>"
    )
    assert found["summary"] == "A hive has one queen and many drones."


def test_a_summary_is_no_longer_than_an_episode_holds() -> None:
    found = cells(f"<guid>g</guid><description>{'A bee is a bee. ' * 500}</description>")
    assert len(found["summary"].encode()) <= 4000
    assert found["summary"].endswith("bee.")
    assert len(found["notes"]) > 7000


def test_notes_are_such_that_an_episode_file_holds_them() -> None:
    html = (
        "<h1># One</h1><h2>Hook</h2><hr><p>---</p><p>## Two</p><p>&gt; quoted?</p><p>&lt;!-- open</p>"
        "<p>a * b * c</p>"
        "<ol><li>first</li><li>second</li></ol><pre>- [x](y)</pre><blockquote>said</blockquote>"
    )
    found = cells(
        f"<guid>g</guid><description>About.</description><content:encoded><![CDATA[{html}]]></content:encoded>"
    )
    notes, problems = read_notes(found["notes"], PATH)
    assert problems == []
    assert [section.heading for section in notes.sections] == ["Notes"]
    assert not any(notes.sections[0].questions)
    assert "1. first" in notes.sections[0].paragraphs


def test_links_that_name_nothing_are_no_reading() -> None:
    html = (
        "<a href='https://a.example/1'>here</a> <a href='mailto:x@a.example'>Write to us</a> "
        "<a href='https://a.example/2'>https://a.example/2</a> <a href='javascript:alert(1)'>A fine paper</a>"
        "<ul><li>The bee paper: <a href='https://a.example/3'>https://a.example/3</a></li></ul>"
    )
    found = cells(f"<guid>g</guid><description><![CDATA[{html}]]></description>")
    assert found["reading"] == (("The bee paper", "https://a.example/3"),)


def test_topics_are_spelled_alike_and_keywords_stand_in() -> None:
    listing = read(
        "<title>One</title><guid>1</guid><category>Bee Keeping</category><category>Podcast</category>",
        "<title>Two</title><guid>2</guid><itunes:keywords>bee keeping, honey,, 蜂</itunes:keywords>",
    )
    assert [row.cells["topics"] for row in listing.rows] == [("Bee Keeping",), ("Bee Keeping", "honey")]


def test_html_in_a_title_is_left_out_and_a_tag_as_subject_stays() -> None:
    assert (
        cells("<title>The &lt;i&gt;Apis&lt;/i&gt; AT&amp;amp;T</title><guid>g</guid>")["title"]
        == "The Apis AT&T"
    )
    assert (
        cells("<title>What &lt;br&gt; and &lt;table&gt; mean</title><guid>g</guid>")["title"]
        == "What and <table> mean"
    )


def test_an_item_without_a_title_is_named_by_its_first_words() -> None:
    listing = read(
        "<title/><guid>g</guid><description>How a queen is chosen by her sisters in May.</description>"
    )
    assert listing.rows[0].cells["title"] == "How a queen is chosen by her sisters…"
    assert "without a title" in told(listing)


def test_the_link_of_the_show_is_no_link_of_an_episode() -> None:
    listing = read(
        f"<title>One</title><link>https://bees.example.org</link>{DATED}",
        channel="<title>Bees</title><link>https://bees.example.org/</link>",
    )
    assert "link" not in listing.rows[0].cells


@pytest.mark.parametrize(
    ("dates", "newest_first"),
    [(("20", "19", "18"), True), (("18", "19", "20"), False), (("20", "18", "19", "17"), True)],
)
def test_dates_tell_the_order(dates: tuple[str, ...], newest_first: bool) -> None:
    listing = read(
        *[f"<title>T</title><guid>{d}</guid><pubDate>{d} Feb 2026 06:00 GMT</pubDate>" for d in dates]
    )
    assert listing.newest_first is newest_first


def test_two_items_of_one_moment_keep_it() -> None:
    listing = read(*[f"<title>T{n}</title>{DATED.replace('>g<', f'>{n}<')}" for n in range(2)])
    assert [row.cells["published"] for row in listing.rows] == [datetime(2026, 2, 19, 6, tzinfo=UTC)] * 2


def test_the_channel_tells_of_the_show() -> None:
    channel = """<title>Bees &amp;amp; hives</title><link>https://bees.example.org/</link>
    <description>All about bees.</description><language>en-US</language><copyright>© Ann</copyright>
    <itunes:author>Ann Keeper</itunes:author><itunes:explicit>no</itunes:explicit>
    <itunes:type>Serial</itunes:type><itunes:owner><itunes:name>Ann</itunes:name>
    <itunes:email>ann@bees.example.org</itunes:email></itunes:owner>
    <itunes:category text="Science &amp; Medicine">
    <itunes:category text="Natural Sciences"/></itunes:category>
    <itunes:image href="https://bees.example.org/bee.jpg"/>
    <podcast:guid>9B024349-CCF0-5F69-A609-6B82873EAB3C</podcast:guid>"""
    about = read(f"<title>One</title>{DATED}", channel=channel).about
    assert (about.title, about.link, about.description) == (
        "Bees & hives",
        "https://bees.example.org/",
        "All about bees.",
    )
    assert (about.author, about.owner_name, about.owner_email) == (
        "Ann Keeper",
        "Ann",
        "ann@bees.example.org",
    )
    assert (about.language, about.copyright, about.explicit, about.kind) == (
        "en-us",
        "© Ann",
        False,
        "serial",
    )
    assert (about.category, about.subcategory) == ("Science", "Natural Sciences")
    assert about.image == "https://bees.example.org/bee.jpg"
    assert about.guid == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_further_pages_and_a_lock_are_told() -> None:
    channel = (
        '<title>B</title><atom:link rel="next" href="https://b.example/2"/>'
        '<podcast:locked owner="ann@b.example">yes</podcast:locked>'
    )
    said = told(read(f"<title>One</title>{DATED}", channel=channel))
    assert "goes on with further pages: https://b.example/2" in said
    assert "is locked: its owner (ann@b.example)" in said


def test_atom_is_read_like_rss() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Bees</title>
    <link href="https://b.example/"/><author><name>Ann</name><email>ann@b.example</email></author>
    <entry><title type="html">The &lt;i&gt;Apis&lt;/i&gt;</title><id>tag:b.example,2026:1</id>
    <link href="https://b.example/1"/><link rel="enclosure" href="https://b.example/1.mp3"/>
    <published>2026-02-19T06:00:00+02:00</published><updated>2027-01-01T00:00:00Z</updated>
    <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <b>you</b>.</p></div></summary>
    <content type="html">&lt;p&gt;Long &amp;amp; more.&lt;/p&gt;</content><category term="hives"/>
    </entry></feed>"""
    assert looks_like_feed(atom)
    listing = read_feed(PATH, atom)
    assert listing.rows[0].cells == {
        "guid": "tag:b.example,2026:1",
        "title": "The Apis",
        "summary": "Hello you.",
        "notes": "## Notes\n\nLong & more.\n",
        "topics": ("hives",),
        "published": datetime(2026, 2, 19, 4, tzinfo=UTC),
        "link": "https://b.example/1",
    }
    assert (listing.about.author, listing.about.owner_email, listing.about.language) == (
        "Ann",
        "ann@b.example",
        "en",
    )


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "utf-8"),  # says what it is not
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
        ('\ufeff<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        ('<?xml version="1.0" encoding="Shift_JIS"?>', "utf-8"),
        ("\n\n <!-- an <opml> -->", "utf-8"),
    ],
)
def test_a_feed_is_read_in_whatever_encoding(head: str, encoding: str) -> None:
    items = f"<item><title>é ü</title>{DATED}</item>"
    data = f"{head}<rss><channel><title>B</title>{items}</channel></rss>".encode(encoding)
    assert looks_like_feed(data)
    listing = read_feed(PATH, data)
    assert listing.rows[0].cells["title"] == "é ü"
    assert told(listing) == ""


def test_single_bytes_of_another_encoding_are_read_and_told() -> None:
    listing = read_feed(PATH, rss(f"<title>Café – X</title>{DATED}").replace(b"X", b"\x93q\x94"))
    assert listing.rows[0].cells["title"] == "Café – “q”"
    assert "not of its encoding" in told(listing)


def test_entities_and_signs_that_xml_refuses_do_no_harm() -> None:
    found = cells(f"<title>R&D caf&eacute;&nbsp;&#8217;s &#1; \x0b&unknown; x</title>{DATED}")
    assert found["title"] == "R&D café ’s &unknown; x"


def test_markup_that_nobody_escaped_is_text() -> None:
    found = cells(f"{DATED}<description>One<br>two <b>three</i> & four</description>")
    assert found["summary"] == "One two three & four"


def test_prefixes_that_are_not_declared_are_understood() -> None:
    data = rss(f"<title>One</title>{DATED}<itunes:season>3</itunes:season>").replace(NAMESPACES.encode(), b"")
    assert read_feed(PATH, data).rows[0].cells["season"] == 3


def test_a_file_that_was_cut_off_gives_what_is_whole_and_says_so() -> None:
    data = rss(f"<title>One</title>{DATED}", "<title>Two</title><guid>h</guid>")
    listing = read_feed(PATH, data[: data.index(b"<title>Two") + 20])
    assert [row.cells["title"] for row in listing.rows] == ["One"]
    assert "is not whole XML" in told(listing)


def test_no_entity_of_the_feeds_own_is_expanded() -> None:
    doctype = (
        b'<!DOCTYPE rss [<!ENTITY a "honey"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>\n'
    )
    data = rss(f"<title>T &b; &f;</title>{DATED}").replace(b"<rss", doctype + b"<rss")
    assert looks_like_feed(data)
    listing = read_feed(PATH, data)
    assert listing.rows[0].cells["title"] == "T &b; &f;"
    assert listing.rows[0].line == 4  # the document type had a line


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    image = (
        "<description><![CDATA[<img src='http://a.example/x.png'><a href='rel/ative'>x</a>]]></description>"
    )
    whole = rss(f"<title>T</title>{DATED}{image}").replace(
        b"<rss",
        b'<!DOCTYPE rss SYSTEM "http://a.example/rss.dtd">\n<?xml-stylesheet href="http://a.example/s.xsl"?><rss',
    )
    broken = whole.replace(b"</channel></rss>", b"<item><title>")  # left to feedparser
    assert len(read_feed(PATH, whole).rows) == len(read_feed(PATH, broken).rows) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01PK\x03",
        b"title,summary\nOne,Two\n",
        b"<!DOCTYPE html><html><body><rss></rss></body></html>",
        b'<?xml version="1.0"?><opml version="2.0"><body><outline type="rss"/></body></opml>',
        b"# A page\n\nIt tells of <rss> feeds.\n" + b"words " * 100,
        b"<feed>a bird table</feed>",
    ],
)
def test_what_is_no_feed_does_not_look_like_one(data: bytes) -> None:
    assert not looks_like_feed(data)


@pytest.mark.parametrize("data", [rss(), b"<html><body/></html>", b"not a feed", b"<rss"])
def test_what_has_no_episodes_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(InvalidPage):
        read_feed(PATH, data)


def test_html_that_nests_deeply_is_read() -> None:
    html = "<p>First.</p>" + "<div>" * 3000 + "deep" + "</div>" * 3000
    assert cells(f"{DATED}<description><![CDATA[{html}]]></description>")["summary"].startswith("First.")


def test_a_link_that_is_relative_is_so_to_the_page_of_the_show(tmp_path: Path) -> None:
    data = (
        b"<?xml version='1.0'?><rss version='2.0'><channel><title>Bees</title>"
        b"<link>https://bees.example.org/show</link><description>On bees.</description>"
        b"<item><title>One</title><guid isPermaLink='false'>1</guid><link>ep/1</link></item>"
        b"<item><title>Two</title><guid isPermaLink='false'>2</guid><link>/ep/2</link></item></channel></rss>"
    )
    rows = read_feed(tmp_path / "feed.xml", data).rows
    assert [row.cells["link"] for row in rows] == [
        "https://bees.example.org/show/ep/1",
        "https://bees.example.org/ep/2",
    ]
