"""Whatever is edited, a build that does only what changed gives what a clean build gives, byte for byte."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.writing.script.script_file import parse_script

pytestmark = pytest.mark.slow


EDITS = 20
_THIN = """---
guid: 00000000-0000-4000-8000-00000000001{number}
number: {number}
title: {title}
summary: {summary}
topics: [Small Things]
published: 2026-01-0{number}
---
"""
_WORDS = "lamp drawer button thread 40 kHz NASA tooth coat needle GPT".split()
_SETTINGS = {
    "title": ['"Small things"', '"Little things"'],
    "copyright": ['"© 2026 The testers"', '""'],
    "voice": ['"beep"', '"boop"'],
    "speed": ["1.0", "1.05"],
    "target_seconds": ["20", "24"],
    "loudness_lufs": ["-16", "-18"],
    "category": ['"Education"', '"Arts"'],
    "items_per_page": ["2", "300"],
    "background": ['"#10243e"', '"#112233"'],
    "host_name": ['"Host"', '"Ann"'],
}
ChangeSettings = Callable[[Path, dict[str, str]], None]


@pytest.fixture
def show(small_show: Path, change_settings: ChangeSettings) -> Path:
    """Two episodes with notes and two without; short ones, so that many builds take little time."""
    (small_show / "episodes/coins.md").unlink()
    change_settings(small_show, {"target_seconds": "20"})
    summaries = {
        "Zippers": "In 1913 a zipper of 10 teeth to the inch did what buttons do, because it closed at once.",
        "Needles": "A needle carries a thread through cloth. In 1826 one cost a penny, and keys cost six.",
    }
    for number, (title, summary) in enumerate(summaries.items(), start=3):
        text = _THIN.format(number=number, title=title, summary=summary)
        (small_show / f"episodes/{title.lower()}.md").write_text(text, encoding="utf-8")
    return small_show


class Editor:
    """Somebody who works on a show, without a plan."""

    def __init__(self, root: Path, change_settings: ChangeSettings) -> None:
        self.root = root
        self.chance = random.Random(7)
        self._change_settings = change_settings
        self._added = 5

    def edit(self) -> str:
        edits = (
            self.lexicon, self.glossary, self.episode, self.episode, self.settings, self.settings,
            self.own_format, self.script, self.lost_script, self.spoilt_output, self.another_episode,
            self.topic,
        )  # fmt: skip
        chosen = self.chance.choice(edits)
        chosen()
        return chosen.__name__

    def lexicon(self) -> None:
        term = self.chance.choice([*_WORDS, "kilohertz"])
        said = self.chance.choice(["one", "two", "three"])
        text = f'[[entry]]\nterm = "{term}"\nspoken = "{said} {said}"\n'
        (self.root / "episodes/lexicon.toml").write_text(text, encoding="utf-8")

    def glossary(self) -> None:
        term = self.chance.choice(["zipper", "needle", "thread", "inch"])
        text = f'[[entry]]\nterm = "{term}"\ndefinition = "A {term} has {self.chance.random():.3f} grams."\n'
        (self.root / "episodes/glossary.toml").write_text(text, encoding="utf-8")

    def episode(self) -> None:
        file = self.chance.choice(sorted((self.root / "episodes").glob("*.md")))
        self._swap_a_word(file, r"(?<= )(?:lamp|drawer|coat|cloth|thread|inch|thing|penny|winter|rain|day)\b")

    def topic(self) -> None:
        file = self.chance.choice(sorted((self.root / "episodes").glob("*.md")))
        topic = self.chance.choice(["Coats", "Doors", "Small Things"])
        text = re.sub(r"(?m)^topics: .*$", f"topics: [{topic}]", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")

    def settings(self) -> None:
        key = self.chance.choice(sorted(_SETTINGS))
        self._change_settings(self.root, {key: self.chance.choice(_SETTINGS[key])})

    def own_format(self) -> None:
        folder = self.root / "episodes/formats"
        folder.mkdir(exist_ok=True)
        said = self.chance.choice(["Once more.", "So it is.", "That is all."])
        text = "## {{ heading }}\n\n{{ greeting }}\n\n{{ summary }}\n\n" + said + "\n\n{{ sign_off }}\n"
        (folder / "explainer.md.j2").write_text(text, encoding="utf-8")

    def script(self) -> None:
        file = self.chance.choice(sorted((self.root / "scripts").glob("*.md")))
        self._swap_a_word(file, r"(?<= )(?:is|was|one|the|a)(?= )", after="\n---\n")

    def lost_script(self) -> None:
        self.chance.choice(sorted((self.root / "scripts").glob("*.md"))).unlink()

    def spoilt_output(self) -> None:
        files = [path for path in sorted((self.root / "output").rglob("*")) if path.is_file()]
        file = self.chance.choice([path for path in files if path.parent.name in ("audio", "transcripts")])
        file.write_bytes(file.read_bytes()[:-1] + b"?")

    def another_episode(self) -> None:
        title = f"Thing {self._added}"
        summary = f"A thing of {self._added} parts, which is smaller than a needle and larger than a thread."
        text = _THIN.format(number=self._added, title=title, summary=summary)
        (self.root / f"episodes/thing-{self._added}.md").write_text(text, encoding="utf-8")
        self._added += 1

    def _swap_a_word(self, file: Path, pattern: str, after: str = "") -> None:
        text = file.read_text(encoding="utf-8")
        head, mark, body = text.partition(after) if after else ("", "", text)
        places = [found.span() for found in re.finditer(pattern, body)]
        if places:
            start, end = self.chance.choice(places)
            body = body[:start] + self.chance.choice(["lamp", "drawer", "rain", "day", "penny"]) + body[end:]
            file.write_text(head + mark + body, encoding="utf-8")


def made(root: Path) -> dict[str, bytes]:
    """Give everything below scripts and output but the report, which tells of one run."""
    files = [path for name in ("scripts", "output") for path in sorted((root / name).rglob("*"))]
    found = {path.relative_to(root).as_posix(): path for path in files if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "output/report.json"}


def made_cleanly(root: Path, place: Path) -> dict[str, bytes]:
    """Build a copy of the show with nothing but what people wrote: episodes, and scripts edited by hand."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "scripts").mkdir(parents=True)
    shutil.copytree(root / "episodes", place / "episodes")
    for file in (root / "scripts").glob("*.md"):
        if parse_script(file.read_text(encoding="utf-8"), file).edited:
            shutil.copy(file, place / "scripts" / file.name)
    assert main(["build", "--root", str(place), "--jobs", "1", "-q"]) == 0
    return made(place)


def test_after_any_edit_a_build_gives_what_a_clean_build_gives(
    show: Path, change_settings: ChangeSettings, tmp_path: Path
) -> None:
    editor = Editor(show, change_settings)
    main(["build", "--root", str(show), "--jobs", "1", "-q"])
    history: list[str] = []
    for _ in range(EDITS):
        history.append(editor.edit())
        assert main(["build", "--root", str(show), "-q"]) == 0, history
        now, clean = made(show), made_cleanly(show, tmp_path / "clean")
        assert now.keys() == clean.keys(), history
        assert [name for name in now if now[name] != clean[name]] == [], history
