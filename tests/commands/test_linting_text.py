"""`ninety check --text`, and the warnings of `script` and `build`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.building.build import Settings
from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.load import load_show
from pipeline.checking.text_lint import lint_script, summarize
from pipeline.commands.building import build_show
from pipeline.commands.linting_text import check_text
from pipeline.commands.scripting import write_scripts
from pipeline.errors import ExitCode
from pipeline.process.console import Console
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.script.script_file import parse_script

pytestmark = pytest.mark.slow


REPOSITORY = Path(__file__).parents[2]
SEEDS = REPOSITORY.parent / "shared" / "seeds"


def put_in(show: Path, words: str) -> None:
    """Have the episode on keys speak of something."""
    path = show / "episodes/keys.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("No lamp finds a key", f"No {words} finds a key"), encoding="utf-8")


def test_a_script_with_nothing_odd_has_no_findings(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_text(small_show, [], Console()) == ExitCode.OK
    assert capsys.readouterr().out == "3 scripts checked, 0 findings\n"
    assert not (small_show / "scripts").exists()
    assert not (small_show / "output").exists()


def test_a_finding_names_the_episode_and_what_to_do(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_in(small_show, "XQZR")
    assert check_text(small_show, [], Console()) == ExitCode.CHECK
    finding, remedy, summary = capsys.readouterr().out.splitlines()
    assert finding.startswith("finding: keys: «XQZR» is undecided")
    assert "add it to episodes/lexicon.toml" in remedy
    assert summary == "3 scripts checked, 1 findings"
    assert check_text(small_show, ["coins"], Console()) == ExitCode.OK


def test_json_tells_everything(small_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_in(small_show, "XQZR")
    check_text(small_show, ["keys"], Console(as_json=True))
    (episode,) = json.loads(capsys.readouterr().out)["episodes"]
    assert episode["slug"] == "keys"
    (finding,) = episode["findings"]
    assert (finding["kind"], finding["text"], finding["said"]) == ("spelled", "XQZR", "XQZR")
    assert finding["sentence"] == "No XQZR finds a key that was never there."
    assert "lexicon.toml" in finding["remedy"]


def test_an_entry_in_the_shows_lexicon_settles_it(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_in(small_show, "XQZR")
    check_text(small_show, [], Console(verbose=True))
    lines = capsys.readouterr().out.splitlines()
    begin = lines.index("[[entry]]")
    entry = [line for line in lines[begin : begin + 4] if not line.startswith("phonemes")]
    (small_show / "episodes/lexicon.toml").write_text("\n".join(entry), encoding="utf-8")
    assert check_text(small_show, [], Console()) == ExitCode.OK


def test_script_warns_in_one_line_an_episode(small_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_in(small_show, "XQZR 😀")
    write_scripts(small_show, [], Console(), check=False, force=False)
    warnings = [line for line in capsys.readouterr().err.splitlines() if line.startswith("warning")]
    assert warnings == [
        "warning: keys: how this is said is undecided: «XQZR» (undecided), «😀» (not said)",
    ]
    write_scripts(small_show, [], Console(), check=False, force=False)
    assert "warning" not in capsys.readouterr().err


def test_build_warns_and_reports_it(small_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_in(small_show, "XQZR")
    assert build_show(small_show, ["keys"], Settings(jobs=1), Console()) == ExitCode.OK
    told = capsys.readouterr().err
    assert "warning: keys: how this is said is undecided: «XQZR» (undecided)\n" in told
    assert "`ninety check --text` says more" in told
    report = json.loads((small_show / "output/report.json").read_text(encoding="utf-8"))
    (episode,) = report["episodes"]
    assert [finding["text"] for finding in episode["findings"]] == ["XQZR"]
    assert episode["timings"]["text lint"] < 0.5 * sum(episode["timings"].values())


@pytest.mark.skipif(not (REPOSITORY / "scripts").is_dir(), reason="needs the bundled show")
def test_the_bundled_shows_scripts_have_no_findings() -> None:
    show = load_show(REPOSITORY)
    lexicon = Lexicon(show.lexicon)
    heart = Cast(VoiceChoice("hibari", "heart"))
    found = {}
    for path in sorted((REPOSITORY / "scripts").glob("*.md")):
        script = parse_script(path.read_text(encoding="utf-8"), path).script
        findings = lint_script(script, lexicon, heart)
        if findings:
            found[path.stem] = summarize(findings)
    assert found == {}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed pages")
def test_a_show_imported_from_topic_pages_has_no_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "episodes").mkdir()
    settings = (REPOSITORY / "episodes/show.toml").read_text(encoding="utf-8")
    (tmp_path / "episodes/show.toml").write_text(settings, encoding="utf-8")
    pages = [
        page for page in sorted(SEEDS.glob("*.txt")) if " episodes — " in page.read_text(encoding="utf-8")
    ]
    apply_import(plan_import(tmp_path, pages))
    slugs = sorted(path.stem for path in (tmp_path / "episodes").glob("*.md"))
    code = check_text(tmp_path, slugs[::6], Console())
    assert code == ExitCode.OK, capsys.readouterr().out
