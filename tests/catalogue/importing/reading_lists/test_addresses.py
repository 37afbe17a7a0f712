from __future__ import annotations

import pytest

from pipeline.catalogue.importing.reading_lists.addresses import address_key, tidy_address
from pipeline.catalogue.values import BadValueError


@pytest.mark.parametrize(
    ("address", "tidy"),
    [
        ("https://youtu.be/abc123?si=XyZ", "https://youtu.be/abc123"),
        (
            "https://www.youtube.com/watch?v=abc&t=90s&ab_channel=Oven",
            "https://www.youtube.com/watch?v=abc&t=90s",
        ),
        (
            "https://bread.example/rye?utm_source=mail&page=2&utm_medium=x#crumb",
            "https://bread.example/rye?page=2#crumb",
        ),
        ("https://bread.example/?si=4", "https://bread.example/?si=4"),
        (
            "https://en.wikipedia.org/wiki/Proofing_(baking)",
            "https://en.wikipedia.org/wiki/Proofing_(baking)",
        ),
        ("https://brød.example/ø", "https://xn--brd-1na.example/%C3%B8"),
        ("https://bread.example/crème brûlée", "https://bread.example/cr%C3%A8me%20br%C3%BBl%C3%A9e"),
    ],
)
def test_what_tracks_a_reader_goes_and_all_else_stays(address: str, tidy: str) -> None:
    assert tidy_address(address) == tidy


@pytest.mark.parametrize("address", ["ftp://a.example", "javascript:alert(1)", "../rye.md", "mailto:a@b.c"])
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(BadValueError):
        tidy_address(address)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://youtu.be/abc?si=1", "https://www.youtube.com/watch?v=abc&feature=share"),
        ("https://youtu.be/abc", "https://m.youtube.com/live/abc"),
        ("http://www.bread.example/rye/", "https://bread.example/rye"),
        ("https://arxiv.org/abs/1706.03762", "https://arxiv.org/pdf/1706.03762v5.pdf"),
        ("https://bread.example/a_(b)", "https://bread.example/a_%28b%29"),
    ],
)
def test_two_spellings_of_one_page_are_one(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


def test_two_pages_stay_two() -> None:
    assert address_key("https://youtu.be/abc") != address_key("https://youtu.be/abd")
    assert address_key("https://bread.example/?p=1") != address_key("https://bread.example/?p=2")
