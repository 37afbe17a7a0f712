from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from pipeline.catalogue.show import Show
from pipeline.errors import InvalidPage
from pipeline.layout.record import Record
from pipeline.publishing.site.build import build_site, files_made_here

Files = Mapping[str, bytes | str]


def site_with(show: Show, records: dict[str, Record], published: Path, root: Path, content: bytes) -> Files:
    path = root / "episodes/pages/reading.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return build_site(replace(show, root=root), records, published)


def page_of(files: Files, path: str) -> html.HtmlElement:
    content = files[path]
    assert isinstance(content, str)
    return html.document_fromstring(content)


def test_the_reading_page_is_grouped_as_the_list_and_every_page_leads_to_it(
    show: Show, records: dict[str, Record], published: Path, tmp_path: Path
) -> None:
    content = b"# Reading\n\n## Flour\n### Rye\n- [a \\<b>](https://a.example) \xe2\x80\x94 dense & dark\n"
    files = site_with(show, records, published, tmp_path, content)
    page = page_of(files, "reading/index.html")
    assert [(h.tag, h.text) for h in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")] == [
        ("h1", "Reading"),
        ("h2", "Flour"),
        ("h3", "Rye"),
    ]
    (item,) = page.xpath("//main//li")
    assert item.text_content() == "a <b> dense & dark"
    assert item.xpath("a/@href") == ["https://a.example"]
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith("/reading/")
    assert "/reading/</loc>" in str(files["sitemap.xml"])
    assert page_of(files, "index.html").xpath("//nav[@aria-label='Site']/a[.='Reading']/@href") == [
        "./reading/"
    ]


def test_a_show_without_a_list_has_no_page_and_no_link_to_one(
    show: Show, records: dict[str, Record], published: Path, tmp_path: Path
) -> None:
    files = build_site(replace(show, root=tmp_path), records, published)
    assert "reading/index.html" not in files
    assert not page_of(files, "index.html").xpath("//a[.='Reading']")


def test_nothing_on_the_page_can_run_a_script(
    show: Show, records: dict[str, Record], published: Path, tmp_path: Path
) -> None:
    content = (
        b"## <script>x</script>\n- [a](javascript:alert(1))\n- [<img src=x onerror=y>](https://a.example)\n"
    )
    page = page_of(site_with(show, records, published, tmp_path, content), "reading/index.html")
    assert not page.xpath("//main//script | //main//img[@onerror]")
    assert page.xpath("//main//li//@href") == ["https://a.example"]


def test_a_list_that_is_no_text_is_named(
    show: Show, records: dict[str, Record], published: Path, tmp_path: Path
) -> None:
    with pytest.raises(InvalidPage, match="UTF-8"):
        site_with(show, records, published, tmp_path, b"\xff\xfe\x00")


def test_a_page_that_is_no_longer_made_is_found(
    show: Show, records: dict[str, Record], published: Path, tmp_path: Path
) -> None:
    files = site_with(show, records, published, tmp_path, b"- [a](https://a.example)\n")
    (tmp_path / "output/reading").mkdir(parents=True)
    (tmp_path / "output/reading/index.html").write_text(str(files["reading/index.html"]))
    assert list(files_made_here(tmp_path / "output")) == ["reading/index.html"]
