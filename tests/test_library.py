"""Ninety as a library: what the page shows is what works."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from dataclasses import is_dataclass
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

import pipeline
from pipeline.process.lock import ShowBusy, only_writer

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/library.md").read_text(encoding="utf-8")
FUNCTIONS = {"load_show", "write_script", "render_episode", "publish"}


def ninety(*words: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "HOME": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_program_on_the_page_makes_a_feed_and_leaves_nothing_to_render(tmp_path: Path) -> None:
    (command,) = re.findall(r"```console\n\$ ninety (.*)\n```", PAGE)
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len([line for line in program.splitlines() if line.strip()]) <= 15
    ninety(*command.split(), folder=tmp_path)
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "program.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    feed = feedparser.parse((tmp_path / "my-show/output/feed.xml").read_bytes())
    assert done.stdout.splitlines()[-1] == f"{len(feed.entries)} episodes in my-show/output/feed.xml"
    assert len(feed.entries) == 3
    assert all(
        (tmp_path / "my-show/output/audio" / Path(e.enclosures[0].href).name).exists() for e in feed.entries
    )
    assert "0 rendered, 3 unchanged" in ninety("build", folder=tmp_path / "my-show")


def test_everything_public_is_on_the_page_and_nothing_else_is() -> None:
    told = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", told))))
    assert {*pipeline.__all__} <= named
    assert {*re.findall(r"^\| `(\w+)\(", PAGE, re.MULTILINE)} == FUNCTIONS
    assert {*re.findall(r"pipeline\.(\w+)", PAGE)} <= {*pipeline.__all__}


@pytest.mark.parametrize("name", sorted(pipeline.__all__))
def test_each_public_name_is_there_when_it_is_asked_for(name: str) -> None:
    found = getattr(pipeline, name)
    assert name in dir(pipeline)
    assert callable(found) if name in FUNCTIONS else isinstance(found, type)
    assert is_dataclass(found) or name in FUNCTIONS or issubclass(found, pipeline.PipelineError)


def test_a_name_that_is_not_there_is_told_as_of_any_module() -> None:
    with pytest.raises(AttributeError, match="module 'pipeline' has no attribute 'bees'"):
        _ = pipeline.bees


@pytest.mark.slow
def test_importing_it_loads_no_stage() -> None:
    code = "import sys, pipeline; print(*sorted(name for name in sys.modules if name.startswith('pipeline')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["pipeline", "pipeline.process", "pipeline.process.offline"]


@pytest.mark.slow
def test_a_script_edited_by_hand_is_the_one_given_and_no_file_is_written(small_show: Path) -> None:
    show = pipeline.load_show(str(small_show))
    assert not (small_show / "scripts").exists()
    before = pipeline.write_script(show, show.episodes[0])
    assert not (small_show / "scripts").exists()
    ninety("script", folder=small_show)
    file = small_show / "scripts/buttons.md"
    assert pipeline.write_script(show, show.episodes[0]) == before
    file.write_text(file.read_text(encoding="utf-8").replace("button", "toggle"), encoding="utf-8")
    edited = pipeline.write_script(show, show.episodes[0])
    assert any("toggle" in paragraph.text for paragraph in edited.paragraphs)


@pytest.mark.slow
def test_an_edited_script_that_cannot_be_read_is_an_error_with_its_place(small_show: Path) -> None:
    ninety("script", folder=small_show)
    file = small_show / "scripts/buttons.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n{pause of a week}\n", encoding="utf-8")
    show = pipeline.load_show(small_show)
    with pytest.raises(pipeline.PipelineError, match=r"buttons\.md") as raised:
        pipeline.write_script(show, show.episodes[0])
    assert raised.value.remedy
    assert raised.value.line


@pytest.mark.slow
def test_rendering_writes_nothing_below_output_and_gives_what_the_command_makes(small_show: Path) -> None:
    show = pipeline.load_show(small_show)
    rendered = pipeline.render_episode(show, show.episodes[1])
    assert not (small_show / "output").exists()
    ninety("render", show.episodes[1].slug, folder=small_show)
    made = {path: (small_show / "output" / path).read_bytes() for path in rendered.files}
    assert made == rendered.files
    assert pickle.loads(pickle.dumps(rendered)).files == rendered.files  # noqa: S301 - our own bytes


def test_a_show_can_be_sent_to_another_process(small_show: Path) -> None:
    show = pipeline.load_show(small_show)
    there = pickle.loads(pickle.dumps(show))  # noqa: S301 - our own bytes
    assert pipeline.write_script(there, there.episodes[0]) == pipeline.write_script(show, show.episodes[0])


def test_another_engine_may_be_asked_for(small_show: Path, change_settings: object) -> None:
    assert callable(change_settings)
    change_settings(small_show, {"engine": '"no-such-engine"'})
    show = pipeline.load_show(small_show)
    with pytest.raises(pipeline.PipelineError, match="no-such-engine"):
        pipeline.render_episode(show, show.episodes[0])
    assert pipeline.render_episode(show, show.episodes[0], engine="tone").record.engine == "tone"


@pytest.mark.slow
def test_renderings_come_one_by_one_and_those_of_tomorrow_wait(small_show: Path) -> None:
    show = pipeline.load_show(small_show)
    first, second, third = show.episodes
    one_by_one = (pipeline.render_episode(show, each) for each in (first, second))
    published = pipeline.publish(show, one_by_one, as_of=first.published)
    assert published.episodes == (first.slug,)
    assert published.upcoming == (second.slug,)
    assert pipeline.publish(show, dry_run=True).episodes == (first.slug, second.slug)
    assert pipeline.publish(show, [pipeline.render_episode(show, third)]).episodes == (
        first.slug,
        second.slug,
        third.slug,
    )


def test_a_moment_needs_its_zone(small_show: Path) -> None:
    show = pipeline.load_show(small_show)
    with pytest.raises(ValueError, match="time zone"):
        pipeline.publish(show, as_of=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None))


def test_publishing_waits_for_nobody_and_disturbs_nobody(small_show: Path) -> None:
    show = pipeline.load_show(small_show)
    rendered = pipeline.render_episode(show, show.episodes[0])
    with only_writer(small_show, "ninety build"), pytest.raises(ShowBusy, match="ninety build"):
        pipeline.publish(show, [rendered])
    assert not (small_show / "output").exists()
