from __future__ import annotations

import pytest

from pipeline.publishing.feeds.cutting import cut_page, without_common_items, written_guid

HEAD = b'<rss version="2.0">\n  <channel>\n    <title>Bread</title>'
END = b"\n  </channel>\n</rss>\n"


def item(guid: str, title: str = "Crumb") -> bytes:
    return (
        f"      <title>{title}</title>\n"
        f'      <guid isPermaLink="false">{guid}</guid>\n      <link>x</link>\n    </item>'
    ).encode()


def page(*items: bytes) -> bytes:
    return HEAD + b"".join(b"\n    <item>\n" + each for each in items) + END


def test_a_page_is_cut_into_its_items_and_put_together_again() -> None:
    cut = cut_page(page(item("a"), item("b")))
    assert cut is not None
    assert (cut.head, cut.items) == (HEAD, (item("a"), item("b")))
    assert cut.with_items([item("c"), *cut.items]) == page(item("c"), item("a"), item("b"))


def test_a_page_may_have_no_items() -> None:
    cut = cut_page(page())
    assert cut is not None
    assert cut.items == ()
    assert cut.with_items([]) == page()


def test_items_go_by_their_guids_as_they_are_written_but_not_those_that_share_one() -> None:
    cut = cut_page(page(item("a&amp;b"), item("c"), item("c", "Other"), item("")))
    assert cut is not None
    assert cut.by_guid == {written_guid("a&b"): item("a&amp;b")}


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"nothing like a feed",
        page(item("a"))[:-1],
        page(item("a")).replace(b"    </item>", b"  </item>"),
        page(item("a")).replace(b"    <item>", b"    <item >"),
        page(item("a"), b'      <title><![CDATA[\n    <item>\n      <guid isPermaLink="false">b</guid>]]>'),
        page(item("a")).replace(HEAD, HEAD + b"\n    <!-- <title/>"),
        page(item("a"), item("b")).replace(b"x", b"<item/>", 1),
    ],
    ids=["empty", "text", "cut off", "not indented", "blank", "text like an item", "remark", "item in item"],
)
def test_a_page_laid_out_otherwise_is_not_cut(other: bytes) -> None:
    assert cut_page(other) is None
    assert without_common_items(other, page(item("a"))) == (other, page(item("a")))
    assert without_common_items(page(item("a")), other) == (page(item("a")), other)


def test_what_two_pages_have_in_common_is_left_out() -> None:
    one = page(item("a"), item("b"), item("c"))
    other = page(item("c"), item("b", "Crust"), item("d"))
    assert without_common_items(one, other) == (
        page(item("a"), item("b")),
        page(item("b", "Crust"), item("d")),
    )


def test_an_item_is_not_left_out_where_another_has_its_guid() -> None:
    one, other = page(item("a"), item("a", "Crust")), page(item("a"))
    assert without_common_items(one, other) == (one, other)
