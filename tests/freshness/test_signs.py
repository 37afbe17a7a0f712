from __future__ import annotations

from pathlib import Path

from pipeline.cli import main
from pipeline.freshness.signs import at_rest, changed_ns, sign_below, signs_below


def test_a_link_that_leads_nowhere_or_in_a_circle_is_at_rest(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to("somebody@machine.123:456")
    (tmp_path / "circle").symlink_to("circle")
    facts = dict(signs_below(tmp_path))
    assert len(facts) == 2
    assert all(at_rest(changed_ns(each)) for each in facts.values())
    assert sign_below(tmp_path) == sign_below(tmp_path)


def test_of_a_link_to_a_folder_nothing_is_said_twice_alike(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "show").mkdir()
    (tmp_path / "show/link").symlink_to(tmp_path / "elsewhere")
    assert sign_below(tmp_path / "show") != sign_below(tmp_path / "show")


def test_python_s_own_files_are_passed_over_and_what_comes_after_them_is_not(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    for name in ("A.py", "__pycache__/a.pyc", "b.py"):
        (tmp_path / name).write_text("")
    assert [Path(path).name for path, _ in signs_below(tmp_path)] == ["A.py", "b.py"]


def test_an_editors_lock_beside_an_episode_stops_no_build(small_show: Path) -> None:
    (small_show / "episodes/.#keys.md").symlink_to("somebody@machine.123:456")
    (small_show / "episodes/elsewhere").symlink_to(small_show.parent)
    for _ in range(2):
        assert main(["build", "-q", "--jobs", "1", "--root", str(small_show)]) == 0
