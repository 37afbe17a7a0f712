from __future__ import annotations

import pytest

from pipeline.catalogue.importing.reading_lists.links import read_links


@pytest.mark.parametrize(
    ("item", "title", "url", "remark"),
    [
        ("- [Rye](https://a.example/rye)", "Rye", "https://a.example/rye", ""),
        (
            "* [Rye](https://a.example/rye) - a *dense* bread",
            "Rye",
            "https://a.example/rye",
            "a dense bread",
        ),
        ("1. [Rye](https://a.example/rye): dense.", "Rye", "https://a.example/rye", "dense."),
        ("- Rye bread: https://a.example/rye", "Rye bread", "https://a.example/rye", ""),
        ("- https://a.example/rye.", "a.example/rye", "https://a.example/rye", ""),
        ("- <https://www.a.example/rye>", "a.example/rye", "https://www.a.example/rye", ""),
        ("- Crust: [video](https://a.example/v)", "Crust: video", "https://a.example/v", ""),
        (
            "- [Proof](https://a.example/wiki/Proof_(baking))",
            "Proof",
            "https://a.example/wiki/Proof_(baking)",
            "",
        ),
        (
            "- see https://a.example/Proof_(baking)).",
            "a.example/Proof_(baking)",
            "https://a.example/Proof_(baking)",
            "",
        ),
        ("- [Rye [2nd ed.]](https://a.example/rye)", "Rye [2nd ed.]", "https://a.example/rye", ""),
        ("- [`flour`, *sifted*](https://a.example/f)", "flour, sifted", "https://a.example/f", ""),
    ],
)
def test_an_item_is_read_as_people_write_it(item: str, title: str, url: str, remark: str) -> None:
    (link,) = read_links(f"# Bread\n\n{item}\n").links
    assert (link.title, link.url, link.remark, link.headings, link.line) == (
        title,
        url,
        remark,
        ("Bread",),
        3,
    )


def test_headings_and_outer_items_group_links_and_the_pages_own_title_does_not() -> None:
    page = read_links(
        "# My list\n## Flour\n- [a](https://a.example)\n### Rye\n- Books\n  - [b](https://b.example)\n"
        "- Films\n  1. [c](https://c.example)\n## Water\nSee [d](https://d.example) first.\n"
    )
    assert page.title == "My list"
    assert [(link.title, link.headings) for link in page.links] == [
        ("a", ("Flour",)),
        ("b", ("Flour", "Rye", "Books")),
        ("c", ("Flour", "Rye", "Films")),
        ("d", ("Water",)),
    ]


def test_several_links_on_lines_without_a_blank_between_are_several() -> None:
    page = read_links("## A\n[a](https://a.example)\n[b](https://b.example)\nhttps://c.example/\n")
    assert [(link.url, link.line) for link in page.links] == [
        ("https://a.example", 2),
        ("https://b.example", 3),
        ("https://c.example/", 4),
    ]


def test_other_schemes_are_named_with_their_lines_and_a_table_of_contents_is_passed_over() -> None:
    page = read_links("- [top](#flour)\n- [x](javascript:alert(1))\n- [y](ftp://a.example/y)\n- [z](z.md)\n")
    assert page.links == ()
    assert page.faults == ((2, "javascript:alert(1)"), (3, "ftp://a.example/y"), (4, "z.md"))
