"""The measures on real scripts: those of the bundled show, and of a page of summaries without a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.page_show import SETTINGS
from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.checking.scripts.gather import scripts_as_told
from pipeline.checking.scripts.measure import LISTS, ShowMeasured, measure_show

PAGE = """\
A Page of Two Fields
4 episodes — 90-second audio overviews.

The lighthouse lens — rings instead of a block of glass
In 1823 Augustin Fresnel mounted a lens of ringed prisms at Cordouan, and ships saw its light from far away.

Small claims — a court without lawyers
Courts for disputes under £10,000, where no lawyer is needed and fees start at £35.

Glass — a liquid that stopped
Although it looks solid, glass has no crystals, and physicists still argue about what it is.

Antiseptic surgery — carbolic acid in the air
Joseph Lister soaked dressings in carbolic acid from 1865 because he believed that germs made wounds rot.
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Show:
    root = tmp_path_factory.mktemp("page")
    (root / "episodes").mkdir()
    (root / "episodes/show.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "page.txt").write_text(PAGE, encoding="utf-8")
    apply_import(plan_import(root, [root / "page.txt"]))
    return load_show(root)


@pytest.fixture(scope="module")
def bundled() -> ShowMeasured:
    show = load_show(Path(__file__).parents[3])
    return measure_show(scripts_as_told(show, show.episodes))


def test_a_page_without_a_pack_says_nothing_broken_and_no_number_of_its_own(page: Show) -> None:
    measured = measure_show(scripts_as_told(page, page.episodes))
    assert {name: measured.count(name) for name in ("broken", "numbers", "sums", "lengths")} == {
        "broken": 0,
        "numbers": 0,
        "sums": 0,
        "lengths": 0,
    }


def test_every_sentence_of_a_thin_script_carries_its_move(page: Show) -> None:
    moves = {sentence.move for told in scripts_as_told(page, page.episodes) for sentence in told.sentences}
    assert {"name", "headline", "beat"} <= moves
    assert "author" not in moves


def test_an_edited_script_is_measured_as_it_lies_there(page: Show) -> None:
    from pipeline.writing.on_disk.scripts import refresh_scripts, script_path

    refresh_scripts(page, page.episodes)
    path = script_path(page, page.episodes[2].slug)
    path.write_text(path.read_text(encoding="utf-8") + "\nNobody counted the 77 panes.\n", encoding="utf-8")
    told = next(each for each in scripts_as_told(page, page.episodes) if each.slug == page.episodes[2].slug)
    assert told.is_edited
    assert told.sentences[-1].move == "author"


def test_the_measured_seconds_win_over_the_prediction(page: Show) -> None:
    slug = page.episodes[0].slug
    told = scripts_as_told(page, page.episodes[:1], {slug: 12.5})
    assert told[0].seconds == 12.5


@pytest.mark.slow
def test_the_bundled_show_is_within_its_bounds(bundled: ShowMeasured) -> None:
    strict = [name for name in LISTS if name not in ("doubtful", "twice", "unheard")]
    assert {name: bundled.count(name) for name in strict} == dict.fromkeys(strict, 0)
    assert bundled.informative >= 0.8
    assert bundled.titles <= 2
    assert not bundled.worn
    assert not bundled.reused
