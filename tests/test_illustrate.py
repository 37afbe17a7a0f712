"""What is drawn of an episode is kept beside the speech cache, and drawn again only to look otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.audio.artwork import cover
from pipeline.audio.artwork.cover import draw_cover
from pipeline.building.illustrate import COVERS, drawn_cover
from pipeline.building.order import Order, order_for
from pipeline.catalogue.load import load_show
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.writing.on_disk.scripts import script_path
from pipeline.writing.script.script_file import parse_script

ROOT = Path(__file__).parents[1]


@pytest.fixture
def order(tmp_path: Path) -> Order:
    show = load_show(ROOT)
    episode = show.episodes[0]
    path = script_path(show, episode.slug)
    script = parse_script(path.read_text(encoding="utf-8"), path).script
    return order_for(show, episode, script, Cast(VoiceChoice("tone", "beep")), tmp_path / "speech")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    sizes: list[int] = []

    def noted(*wanted: object) -> bytes:
        sizes.append(int(str(wanted[-1])))
        return draw_cover(*wanted)  # type: ignore[arg-type]

    monkeypatch.setattr(cover, "draw_cover", noted)
    return sizes


def test_a_cover_is_drawn_once(order: Order, drawn: list[int]) -> None:
    first = drawn_cover(order, 100)
    assert drawn_cover(order, 100) == first
    assert drawn == [100]


def test_another_title_size_or_colour_is_another_cover(order: Order, drawn: list[int]) -> None:
    renamed = replace(order, episode=replace(order.episode, title="Something else"))
    coloured = replace(order, cover=replace(order.cover, background="#112233"))
    covers = [
        drawn_cover(order, 100),
        drawn_cover(order, 60),
        drawn_cover(renamed, 100),
        drawn_cover(coloured, 100),
    ]
    assert drawn == [100, 60, 100, 100]
    assert len({*covers}) == 4


def test_a_damaged_cover_is_drawn_again(order: Order, drawn: list[int], tmp_path: Path) -> None:
    first = drawn_cover(order, 100)
    (kept,) = (file for file in (tmp_path / COVERS).rglob("*") if file.is_file())
    kept.write_bytes(kept.read_bytes()[:-1])
    assert drawn_cover(order, 100) == first
    assert drawn == [100, 100]


def test_without_a_cache_it_is_drawn_each_time(order: Order, drawn: list[int]) -> None:
    alone = replace(order, cache_folder=None)
    assert drawn_cover(alone, 100) == drawn_cover(alone, 100)
    assert drawn == [100, 100]
