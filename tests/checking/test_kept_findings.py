"""What was found in sentences before is not looked for again, and is the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.catalogue.show import LexiconEntry
from pipeline.checking import text_lint
from pipeline.checking.kept_findings import KeptFindings
from pipeline.checking.text_lint import TextFinding, lint_script
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

HEART = Cast(VoiceChoice("hibari", "heart"))
BEEP = Cast(VoiceChoice("tone", "beep"))
TERM = "The XQZR is new."
NAME = "It met Flibberwock."
PLAIN = "Nothing is odd here."
SAID = LexiconEntry("Flibberwock", "flibber wok")


@pytest.fixture
def looked_through(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note which sentences are looked through."""
    seen: list[str] = []
    real = text_lint.lint_sentence

    def look(sentence, lexicon, voice):
        seen.append(sentence.shown)
        return real(sentence, lexicon, voice)

    monkeypatch.setattr(text_lint, "lint_sentence", look)
    return seen


def lint(folder: Path, *sentences: str, entries=(), cast: Cast = HEART, guid: str = "one"):
    kept = KeptFindings(folder, guid, entries)
    script = Script((ScriptSection("Only", (Paragraph(sentences),)),), "plain")
    findings = lint_script(script, Lexicon(entries), cast, kept)
    kept.save()
    assert findings == lint_script(script, Lexicon(entries), cast)
    return findings


def test_only_a_new_sentence_is_looked_through(tmp_path: Path, looked_through: list[str]) -> None:
    first = lint(tmp_path, TERM, PLAIN)
    looked_through.clear()
    assert lint(tmp_path, TERM, PLAIN) == first
    assert looked_through == [TERM, PLAIN]  # by the comparison with what is not kept, and no more
    looked_through.clear()
    found = lint(tmp_path, TERM, NAME, PLAIN)
    assert looked_through == [NAME, TERM, NAME, PLAIN]
    assert [each.text for each in found] == ["XQZR", "Flibberwock"]
    assert isinstance(found[0], TextFinding)


@pytest.mark.parametrize(
    "other",
    [{"entries": (SAID,)}, {"cast": BEEP}, {"guid": "another"}],
    ids=["another lexicon", "another voice", "another episode"],
)
def test_what_would_be_found_otherwise_is_looked_for(
    tmp_path: Path, looked_through: list[str], other: dict[str, object]
) -> None:
    lint(tmp_path, NAME)
    looked_through.clear()
    lint(tmp_path, NAME, **other)
    assert looked_through == [NAME, NAME]


def test_a_program_that_changed_looks_again(
    tmp_path: Path, looked_through: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lint(tmp_path, NAME)
    monkeypatch.setattr("pipeline.checking.kept_findings.program_sign", lambda: "another")
    looked_through.clear()
    lint(tmp_path, NAME)
    assert looked_through == [NAME, NAME]


def test_what_is_damaged_counts_as_not_there(tmp_path: Path, looked_through: list[str]) -> None:
    lint(tmp_path, NAME)
    (file,) = (each for each in tmp_path.rglob("*") if each.is_file())
    file.write_bytes(file.read_bytes()[:-3])
    looked_through.clear()
    lint(tmp_path, NAME)
    assert looked_through == [NAME, NAME]


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    lint(tmp_path, NAME)
    (file,) = (each for each in tmp_path.rglob("*") if each.is_file())
    file.chmod(0o400)
    before = file.stat().st_ino
    lint(tmp_path, NAME)
    assert file.stat().st_ino == before
