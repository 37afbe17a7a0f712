"""A build with nothing to do says so at once, and only then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.freshness import standing
from pipeline.freshness.standing import Wanted, standing_report
from pipeline.publishing import publish

pytestmark = pytest.mark.slow


_HEAVY = ("numpy", "jinja2", "yaml", "typer", "hibari", "PIL", "pipeline.language", "pipeline.building.build")


def answers(root: Path) -> bool:
    """Tell whether the next build would be answered without looking further."""
    return standing_report(root, Wanted(str(root))) is not None


@pytest.fixture
def built(small_show: Path, filled_once: Callable[..., Path]) -> Path:
    """The small show, and that the files of this folder were built is known."""

    def build(root: Path) -> None:
        assert main(["build", "--root", str(root), "--jobs", "1", "-q"]) == 0

    build(filled_once("published", small_show, build))
    return small_show


def test_the_run_after_a_build_loads_nothing_heavy(built: Path) -> None:
    code = (
        "import sys; from pipeline.cli import main\n"
        f"code = main(['build', '--root', {str(built)!r}])\n"
        f"print(code, [name for name in {_HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("0 rendered, 3 unchanged\n")
    assert done.stdout.splitlines()[-1] == "0 []"


def test_it_says_what_a_run_that_looks_at_everything_says(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for _ in range(2):
        assert main(["build", "--root", str(built), "--json"]) == 0
        said.append(json.loads(capsys.readouterr().out))
        standing_file = built / ".cache/freshness/standing.json"
        standing_file.unlink()
    for document in said:
        del document["totals"]["wall_seconds"]
    assert said[0] == said[1]


def test_where_a_script_has_changed_the_output_is_not_looked_at(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = built / "scripts/keys.md"
    script.write_text(script.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8")
    looked = []
    signs_below = standing.signs_below

    def look(folder: Path) -> object:
        looked.append(folder.name)
        return signs_below(folder)

    monkeypatch.setattr(standing, "signs_below", look)
    assert not answers(built)
    assert looked == ["scripts"]


def test_warnings_are_said_again(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    episode = built / "episodes/keys.md"
    episode.write_text(episode.read_text(encoding="utf-8").partition("## Example")[0], encoding="utf-8")
    assert main(["build", "--root", str(built), "-q"]) == 0
    capsys.readouterr()
    assert answers(built)
    assert main(["build", "--root", str(built), "-q"]) == 0
    assert "warning: keys: cannot reach" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name",
    [
        "episodes/keys.md",
        "episodes/show.toml",
        "scripts/keys.md",
        "output/feed.xml",
        "output/records/keys.json",
    ],
)
def test_any_change_is_seen_even_one_that_hides(built: Path, name: str) -> None:
    assert answers(built)
    file = built / name
    facts, content = file.stat(), file.read_bytes()
    file.write_bytes(content[:-1] + b"#")
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert not answers(built)


@pytest.mark.parametrize("name", ["episodes/lexicon.toml", "episodes/packs/own.toml", "output/new.txt"])
def test_what_is_added_is_seen(built: Path, name: str) -> None:
    (built / name).parent.mkdir(exist_ok=True)
    (built / name).write_text("", encoding="utf-8")
    assert not answers(built)


def test_what_is_asked_for_otherwise_is_looked_at(built: Path) -> None:
    assert standing_report(built, Wanted(str(built), voice="boop")) is None
    assert standing_report(built, Wanted(str(built), verbose=True)) is None


def test_it_holds_until_the_next_episode_comes_out(small_show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
    episode = small_show / "episodes/coins.md"
    text = episode.read_text(encoding="utf-8").replace("published: 2026-01-03", f"published: {soon}")
    episode.write_text(text, encoding="utf-8")
    assert main(["build", "--root", str(small_show), "--jobs", "1", "-q"]) == 0
    assert answers(small_show)

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):  # type: ignore[no-untyped-def]
            return datetime.now(tz) + timedelta(hours=2)

    monkeypatch.setattr(standing, "datetime", Later)
    assert not answers(small_show)


def test_who_edits_while_a_build_runs_is_not_overlooked(built: Path) -> None:
    before = standing.Standing(built)
    script = built / "scripts/keys.md"
    script.write_text(script.read_text(encoding="utf-8") + "\nOne more thing.\n", encoding="utf-8")
    assert before.changed_since() == {script}


def test_an_episode_that_comes_out_while_the_build_ends_is_listed_by_the_next(
    small_show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = datetime(2026, 1, 2, 12, tzinfo=UTC)  # Coins comes out a day later, long ago by now
    monkeypatch.setattr(publish, "present", lambda: before)
    assert main(["build", "--root", str(small_show), "--jobs", "1", "-q"]) == 0
    assert "Coins" not in (small_show / "output/feed.xml").read_text(encoding="utf-8")
    assert not answers(small_show)


def test_what_is_saved_at_the_very_end_of_a_build_is_not_overlooked(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built / ".cache/freshness/standing.json").unlink()
    episode = built / "episodes/keys.md"
    looks = standing.Standing._look_at_rest

    def saves(kept: standing.Standing, voices: list[str]) -> tuple[str, dict[str, str]] | None:
        episode.write_text(episode.read_text(encoding="utf-8") + "\nOne more thing.\n", encoding="utf-8")
        return looks(kept, voices)

    monkeypatch.setattr(standing.Standing, "_look_at_rest", saves)
    assert main(["build", "--root", str(built), "-q"]) == 0
    assert not answers(built)


def test_the_ffmpeg_that_makes_other_files_is_watched(
    small_show: Path, change_settings: Callable[[Path, Mapping[str, str]], None]
) -> None:
    change_settings(small_show, {"also": '["opus"]'})
    assert main(["build", "--root", str(small_show), "--jobs", "1", "-q"]) == 0
    facts = json.loads((small_show / ".cache/freshness/standing.json").read_text(encoding="utf-8"))["facts"]
    assert any("ffmpeg" in Path(file).name for file in facts["voices"])


def test_another_ffmpeg_is_seen(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers(built)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "another")
    assert not answers(built)


def test_what_is_kept_may_be_spoilt(built: Path) -> None:
    (built / ".cache/freshness/standing.json").write_text(
        '{"form": 1, "facts": {"sign": 3}}', encoding="utf-8"
    )
    for name in ("drafts", "renderings", "made"):
        (built / f".cache/freshness/{name}.json").write_text("[", encoding="utf-8")
    assert not answers(built)
    assert main(["build", "--root", str(built), "-q"]) == 0
    assert answers(built)
