"""What CONTRIBUTING shows is whole: each example is put in its place, and works there."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.load import load_show
from pipeline.checking.conformance import item_rules
from pipeline.checking.conformance.judge import check_feed
from pipeline.speech.engines import tone
from pipeline.writing.write import write_script
from tests.docs.conftest import ROOT, blocks, rows, text_of

PAGE = "CONTRIBUTING.md"
FEED = """<rss version="2.0"><channel><title>Ice</title><item><title>{title}</title></item></channel></rss>"""


def example(kind: str, number: int = 0) -> str:
    return blocks(PAGE, kind)[number]


def test_a_format_of_one_s_own_is_written_as_it_says(small_show: Path) -> None:
    formats = small_show / "episodes/formats"
    formats.mkdir()
    (formats / "three-lines.md.j2").write_text(example("jinja"), encoding="utf-8")
    file = small_show / "episodes/keys.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\npublished:", "\nformat: three-lines\npublished:"), encoding="utf-8")
    show = load_show(small_show)
    (episode,) = [each for each in show.episodes if each.slug == "keys"]
    script = write_script(show, episode)
    assert script.format == "three-lines"
    assert len(script.sections) == 3
    assert script.sections[1].paragraphs[1].optional is not None


def found_by(rule: Callable[..., Iterator[str]], title: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setitem(item_rules.ITEM_RULES, "calm title", rule)  # type: ignore[attr-defined]
    findings = check_feed("https://example.org/feed.xml", lambda _: FEED.format(title=title).encode())
    return [finding.what for finding in findings if finding.rule == "calm title"]


def test_a_rule_finds_what_it_is_for_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    room: dict[str, Any] = dict(vars(item_rules))
    exec(example("python", 0), room)  # noqa: S102 - our own page
    rule = room["_calm_title"]
    (row,) = re.findall(r'`"calm title": (\w+)`', text_of(PAGE))
    assert room[row] is rule
    assert found_by(rule, "WHY ICE FLOATS", monkeypatch) == ["the title is in capitals alone"]
    assert found_by(rule, "Why ice floats", monkeypatch) == []


@pytest.mark.slow
def test_an_engine_speaks_once_its_package_is_there(tmp_path: Path, small_show: Path) -> None:
    package = tmp_path / "package"
    facts = package / "hum_voice-1.0.dist-info"
    facts.mkdir(parents=True)
    (package / "hum_voice.py").write_text(example("python", 1), encoding="utf-8")
    (facts / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: hum-voice\nVersion: 1.0\n", encoding="utf-8"
    )
    entry = example("toml", 0).replace('[project.entry-points."ninety.engines"]', "[ninety.engines]")
    (facts / "entry_points.txt").write_text(entry.replace('"', ""), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "build", "--engine", "hum", "--root", str(small_show)],
        env={"PYTHONPATH": f"{ROOT}:{package}", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "3 rendered" in done.stdout


def test_a_voice_is_a_row_of_its_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    room: dict[str, Any] = {}
    exec(example("python", 2), room)  # noqa: S102 - our own page
    assert room["_PITCHES"].items() >= tone._PITCHES.items()
    monkeypatch.setattr(tone, "_PITCHES", room["_PITCHES"])
    assert [voice.name for voice in tone.ToneEngine().voices()] == ["beep", "boop", "bop"]


def test_a_pack_is_one_that_nothing_is_said_against(tmp_path: Path) -> None:
    pack = tmp_path / "tea.toml"
    pack.write_text(example("toml", 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.check_packs", str(pack)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_commands_of_its_table_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"`make ([\w-]+)", text_of(PAGE))
    assert named
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
    files = [
        cell.strip("`") for row in rows(PAGE) for cell in row if re.fullmatch(r"`(tests|\.ci)/[\w./]+`", cell)
    ]
    assert [name for name in files if not (ROOT / name).exists()] == []
