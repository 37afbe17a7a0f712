from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.importing.reading_lists.plan import ReadingPlan, apply_reading, plan_reading
from pipeline.catalogue.load import load_show
from pipeline.catalogue.reading_page import read_reading_page, reading_path
from pipeline.errors import InvalidPage

Write = Callable[..., Path]

LIST = """# Bread
## Leaven
* [Sourdough starters, day by day](https://a.example/starter?utm_source=x) - with pictures
* [Why wheat](https://b.example/wheat)
### Old books
* [A baker [1751]](https://c.example/book_(1751)) - *scanned*
## Poolish
* [A French way](https://youtu.be/french?si=abc)
* [Again](https://www.youtube.com/watch?v=french)
* [No page](ftp://d.example/x)
"""


@pytest.fixture
def root(show_root: Path, write_episode: Write) -> Path:
    """A show of two episodes."""
    write_episode("sourdough-starters", title="Sourdough starters", body="\n## Hook\nIt bubbles.\n")
    write_episode("poolish", title="Poolish", body="\n## Further reading\n- [Old](https://old.example)\n")
    return show_root


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A reading list."""
    path = tmp_path / "bread.md"
    path.write_text(LIST, encoding="utf-8")
    return path


def imported(root: Path, page: Path) -> ReadingPlan:
    plan = plan_reading(load_show(root), page)
    apply_reading(plan)
    return plan


def everything(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_link_goes_to_its_episode_or_to_the_reading_page_and_the_plan_says_why(
    root: Path, page: Path
) -> None:
    plan = imported(root, page)
    assert [(d.link.title, d.place, d.slugs) for d in plan.decisions] == [
        ("Sourdough starters, day by day", "episodes", ("sourdough-starters",)),
        ("Why wheat", "reading page", ()),
        ("A baker [1751]", "reading page", ()),
        ("A French way", "episodes", ("poolish",)),
        ("Again", "twice in the list", ()),
    ]
    assert plan.decisions[0].why == "its title names «Sourdough starters»"
    assert plan.decisions[3].why == "the heading above it names «Poolish»"
    assert [(w.line, "ftp://d.example/x" in w.what) for w in plan.warnings] == [(10, True)]
    show = load_show(root)
    assert [[link.url for link in e.notes.further_reading] for e in show.episodes] == [
        ["https://a.example/starter"],
        ["https://old.example", "https://youtu.be/french"],
    ]
    assert [(x.title, x.headings, x.remark) for x in read_reading_page(root).links] == [
        ("Why wheat", ("Leaven",), ""),
        ("A baker [1751]", ("Leaven", "Old books"), "scanned"),
    ]


def test_a_dry_run_writes_nothing_and_its_document_tells_all(root: Path, page: Path) -> None:
    before = everything(root)
    plan = plan_reading(load_show(root), page)
    assert everything(root) == before
    assert plan.describe(dry_run=True).endswith(
        "5 links: 2 would go to episodes, 2 would go to the Reading page, 1 already there"
    )
    assert plan.document()["links"][3]["episodes"] == ["poolish"]
    assert len(plan.document()["files"]) == 3


def test_importing_again_changes_nothing(root: Path, page: Path) -> None:
    imported(root, page)
    before = everything(root)
    assert imported(root, page).files == ()
    assert everything(root) == before


def test_what_people_changed_stays(root: Path, page: Path) -> None:
    imported(root, page)
    path = reading_path(root)
    edited = (
        path.read_text().replace("Why wheat", "Wheat, explained").replace("## Leaven", "## Leaven\n\nMy own.")
    )
    path.write_text(edited)
    imported(root, page)
    assert path.read_text() == edited


def test_a_new_link_joins_its_heading_on_the_page(root: Path, page: Path) -> None:
    imported(root, page)
    page.write_text(
        "# Bread\n## Leaven\n- [Salt](https://e.example)\n## Ovens\n- [Brick](https://f.example)\n"
    )
    imported(root, page)
    assert reading_path(root).read_text() == (
        "# Reading\n\n## Leaven\n\n- [Why wheat](https://b.example/wheat)\n- [Salt](https://e.example)\n\n"
        "### Old books\n\n- [A baker \\[1751\\]](https://c.example/book_%281751%29) — scanned\n\n"
        "## Ovens\n\n- [Brick](https://f.example)\n"
    )


def test_every_other_byte_of_an_episode_file_stays(root: Path, page: Path) -> None:
    path = root / "episodes/poolish.md"
    before = "\ufeff" + path.read_text().replace("\n", "\r\n") + "\r\n## Limit\r\nNone.\r\n"
    path.write_bytes(before.encode())
    imported(root, page)
    old = "- [Old](https://old.example)\r\n"
    assert path.read_bytes().decode() == before.replace(
        old, f"{old}- [A French way](https://youtu.be/french)\r\n"
    )


def test_a_page_without_links_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# Nothing\n\nhere\n")
    with pytest.raises(InvalidPage, match="has no link"):
        plan_reading(load_show(root), tmp_path / "x.md")
