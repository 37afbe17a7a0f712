from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from benchmarks.growth import Measured, table, write_page
from benchmarks.growth_plot import plot
from benchmarks.growth_show import write_list, write_output
from benchmarks.growth_steps import change_one
from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.load import load_show
from pipeline.publishing.listing import rendered_records


def measured() -> list[Measured]:
    return [
        Measured(1000, {"feeds": 2.0, "load": 0.5}, {"feeds": 100.0}, {"page": 120_000}),
        Measured(10_000, {"feeds": 20.0, "load": 7.0}, {"feeds": 150.0}, {"page": 130_000}),
    ]


def test_the_exponent_stands_between_two_sizes() -> None:
    lines = table(measured()).splitlines()
    assert lines[0] == "| CPU seconds | 1,000 |  | 10,000 |"
    assert lines[2:4] == ["| feeds | 2.0 | 1.00 | 20.0 |", "| load | 0.5 | 1.15 | 7.0 |"]
    assert "| page | 120 | 130 |" in lines


def test_the_page_keeps_what_people_wrote_around_the_table(tmp_path: Path) -> None:
    page = tmp_path / "growth.md"
    page.write_text("Before.\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nAfter.\n")
    write_page(page, measured())
    text = page.read_text()
    assert text.startswith("Before.\n")
    assert text.endswith("\nAfter.\n")
    assert "old" not in text
    assert "| feeds | 2.0 |" in text
    assert (tmp_path / "growth.svg").is_file()


def test_the_picture_names_every_step_and_is_an_svg() -> None:
    drawn = etree.fromstring(
        plot({"feeds & site": [(1000, 2.0), (10_000, 20.0)], "load": [(1000, 0.5)]}).encode()
    )
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    texts = drawn.xpath("//*[local-name()='text']/text()")
    assert {"feeds & site", "load", "1,000", "10,000"} <= set(texts)


@pytest.mark.slow
def test_a_generated_show_is_a_sound_one_that_seems_to_be_rendered(tmp_path: Path) -> None:
    root = tmp_path / "show"
    listed = write_list(root, 12)
    apply_import(plan_import(root, [listed]))
    write_output(root)
    show = load_show(root)
    assert len(show.episodes) == 12
    assert not show.faulty
    records = rendered_records(show, root / "output")
    assert set(records) == {episode.slug for episode in show.episodes}
    change_one(root)
    again = rendered_records(show, root / "output")
    assert [slug for slug in records if records[slug].audio_path != again[slug].audio_path] == [
        show.episodes[6].slug
    ]
