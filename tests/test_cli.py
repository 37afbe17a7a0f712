from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parents[1]
NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]


def ninety(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [*NINETY, *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_build_says_what_it_did_and_leaves_a_report(small_show: Path) -> None:
    done = ninety("build", "--root", small_show, "--jobs", 1)
    assert done.returncode == 0, done.stderr
    assert "3 rendered" in done.stdout
    assert "real time" in done.stdout
    assert "[3/3]" in done.stderr
    report = json.loads((small_show / "output/report.json").read_text())
    assert [episode["status"] for episode in report["episodes"]] == ["rendered"] * 3
    assert report["totals"]["cpu_seconds"]["encoding"] > 0
    assert (small_show / "output/feed.xml").is_file()


def test_json_is_one_document_and_nothing_else(small_show: Path) -> None:
    done = ninety("build", "--root", small_show, "--jobs", 1, "--json", "-q")
    document = json.loads(done.stdout)
    assert document["totals"]["rendered"] == 3
    assert done.stderr == ""


def test_a_second_build_leaves_every_byte_of_the_output(small_show: Path) -> None:
    ninety("build", "--root", small_show, "--jobs", 1)
    before = {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in small_show.rglob("*") if path.is_file()
    }
    done = ninety("build", "--root", small_show, "--jobs", 1)
    assert "0 rendered, 3 unchanged" in done.stdout
    after = {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in small_show.rglob("*") if path.is_file()
    }
    assert after == before


def test_check_judges_and_finds_a_planted_defect(small_show: Path, recording: Callable[..., Path]) -> None:
    ninety("build", "--root", small_show, "--jobs", 1)
    good = ninety("check", "--root", small_show)
    assert (good.returncode, "0 defects" in good.stdout) == (0, True), good.stdout
    recording(small_show / "output", "keys").write_bytes(b"no sound")
    bad = ninety("check", "--root", small_show, "--json")
    assert bad.returncode == 5
    assert any("damaged" in defect["what"] for defect in json.loads(bad.stdout)["defects"])


def test_check_judges_a_feed_at_an_address(tmp_path: Path) -> None:
    checked = ninety("check", "--url", "file:///etc/passwd", "--root", tmp_path, "--json")
    assert checked.returncode == 5
    (finding,) = json.loads(checked.stdout)["findings"]
    assert (finding["rule"], finding["place"]) == ("served-feed", "file:///etc/passwd")
    assert "Traceback" not in checked.stderr


def test_check_takes_episodes_or_an_address(small_show: Path) -> None:
    assert ninety("check", "keys", "--url", "https://example.org", "--root", small_show).returncode == 2


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["check", "--text", "--jobs", "2"], "--jobs"),
        (["check", "--text", "--shard", "1/2"], "--shard"),
        (["check", "--url", "https://example.org", "--jobs", "2"], "--jobs"),
        (["check", "--url", "https://example.org", "--shard", "1/2"], "--shard"),
        (["check", "--text", "--url", "https://example.org"], "--url"),
        (["voices", "--allow", "say {text}", "--download", "kokoro/af_heart"], "--download"),
        (["voices", "--allow", "say {text}", "--measure"], "--measure"),
    ],
)
def test_options_that_would_do_nothing_are_refused(
    words: list[str], names: str, small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--root", str(small_show)]) == 2
    assert names in capsys.readouterr().err


def test_an_episode_that_misses_its_length_is_told_with_what_was_tried(small_show: Path) -> None:
    path = small_show / "episodes/show.toml"
    path.write_text(
        path.read_text().replace("target_seconds = 42", "target_seconds = 300\nminimum_seconds = 290")
    )
    built = ninety("build", "keys", "--root", small_show, "--jobs", 1)
    assert built.returncode == 0
    assert "keys: cannot reach 300 ± 5 s" in built.stderr
    checked = ninety("check", "keys", "--root", small_show)
    assert checked.returncode == 5
    assert re.search(
        r"too short for 290 s at least: 0 optional paragraphs left out, pauses × 1,", checked.stdout
    )


def test_all_problems_of_episode_files_are_told_with_file_and_line_and_the_others_built(
    small_show: Path,
    recording: Callable[..., Path],
) -> None:
    keys, coins = small_show / "episodes/keys.md", small_show / "episodes/coins.md"
    keys.write_text(keys.read_text().replace("number: 2", "number: two"))
    coins.write_text(coins.read_text().replace("subtitle:", "subtitel:"))
    done = ninety("build", "--root", small_show)
    assert done.returncode == 1
    assert "keys.md:3: " in done.stderr
    assert "coins.md:5: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "1 rendered, 2 failed" in done.stdout
    assert [*(small_show / "output/audio").iterdir()] == [recording(small_show / "output", "buttons")]


def test_a_failed_episode_gives_exit_1_and_the_others_are_finished(small_show: Path) -> None:
    (small_show / "scripts").mkdir()
    (small_show / "scripts/keys.md").write_text("---\nno: script\n---\n")
    done = ninety("build", "--root", small_show, "--jobs", 1, "--json")
    document = json.loads(done.stdout)
    assert done.returncode == document["exit_code"] == 1
    assert {e["slug"]: e["status"] for e in document["episodes"]} == {
        "buttons": "rendered",
        "keys": "failed",
        "coins": "rendered",
    }
    assert "scripts/keys.md" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["render"], 2, "--all"),
        (["build", "kees"], 2, "did you mean «keys»"),
        (["build", "--engine", "parrot"], 4, "there is no engine «parrot»"),
        (["build", "--voice", "hibari/parrot"], 4, "its voices: heart"),
        (["nonsense"], 2, "nonsense"),
        (["import", "missing.txt"], 3, "missing.txt"),
    ],
)
def test_errors_are_two_lines_and_an_exit_code(
    small_show: Path, words: list[str], code: int, told: str
) -> None:
    done = ninety(*words, cwd=small_show)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_an_error_is_a_document_too(small_show: Path) -> None:
    done = ninety("build", "kees", "--json", cwd=small_show)
    assert json.loads(done.stdout)["exit_code"] == 2


@pytest.mark.parametrize(
    "words", [["frobnicate"], ["import"], ["build", "--bogus"], ["serve", "--port", "x"]]
)
def test_words_that_are_no_command_give_a_document_too(words: list[str], small_show: Path) -> None:
    done = ninety(*words, "--json", cwd=small_show)
    document = json.loads(done.stdout)
    assert (done.returncode, document["exit_code"], bool(document["errors"][0]["what"])) == (2, 2, True)
    assert document["errors"][0]["what"] in done.stderr


def test_render_leaves_the_feeds_alone(small_show: Path, recording: Callable[..., Path]) -> None:
    assert ninety("render", "keys", "--root", small_show).returncode == 0
    assert recording(small_show / "output", "keys").is_file()
    assert not (small_show / "output/feed.xml").exists()
    assert ninety("publish", "--root", small_show).returncode == 0
    assert (small_show / "output/feed.xml").is_file()


def test_script_writes_and_then_finds_nothing_stale(small_show: Path) -> None:
    assert ninety("script", "--check", "--root", small_show).returncode == 5
    assert not (small_show / "scripts").exists()
    assert ninety("script", "--root", small_show).returncode == 0
    assert ninety("script", "--check", "--root", small_show).returncode == 0


def test_say_shows_words_and_phonemes(tmp_path: Path) -> None:
    done = ninety("say", "QLoRA costs O(n²).", "--phonemes", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "QLoRA costs O(n²).",
        "Q Lora costs O of n squared.",
        "kjˈu lˈɔɹə kˈɔsts ˈO ʌv ˈɛn skwˈɛɹd.",
    ]


def test_say_writes_a_wav_file(tmp_path: Path) -> None:
    import wave

    assert ninety("say", "Hello there.", "-o", "hello.wav", cwd=tmp_path).returncode == 0
    with wave.open(str(tmp_path / "hello.wav")) as file:
        assert 0.5 < file.getnframes() / file.getframerate() < 2


def test_voices_lists_what_works_offline() -> None:
    rows = json.loads(ninety("voices", "--json").stdout)["voices"]
    assert {"hibari/heart", "tone/beep"} <= {row["voice"] for row in rows if row["offline"]}


def test_a_new_show_builds_at_once(tmp_path: Path) -> None:
    assert ninety("init", "mine", "--example", cwd=tmp_path).returncode == 0
    done = ninety("build", "--engine", "tone", "--jobs", 1, cwd=tmp_path / "mine")
    assert done.returncode == 0, done.stderr
    assert "3 rendered" in done.stdout


def test_a_new_episode_begins_with_its_facts(small_show: Path) -> None:
    done = ninety("new", "Safety pins", "--root", small_show)
    assert done.returncode == 0
    assert "number: 4" in (small_show / "episodes/safety-pins.md").read_text()


@pytest.mark.skipif(os.name == "nt", reason="signals are sent differently there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_whole_files_and_the_next_goes_on(
    small_show: Path, sent: signal.Signals
) -> None:
    path = small_show / "episodes/show.toml"
    path.write_text(path.read_text().replace("target_seconds = 42", "target_seconds = 45"))
    process = subprocess.Popen(
        [*NINETY, "build", "--root", str(small_show), "--jobs", "2", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    records = small_show / "output/records"
    deadline = time.monotonic() + 60
    while not list(records.glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, sent)
    document, told = process.communicate(timeout=60)
    left = {path.name for path in (small_show / "output").rglob("*") if path.is_file()}
    assert process.returncode == 130, told
    assert "interrupted" in told
    assert json.loads(document)["exit_code"] == 130
    assert not [name for name in left if name.endswith(".part")]
    done = ninety("build", "--root", small_show, "--json")
    counts = json.loads(done.stdout)["totals"]
    assert counts["unchanged"] >= 1
    assert counts["rendered"] + counts["unchanged"] == 3


@pytest.mark.skipif(os.name == "nt", reason="signals are sent differently there")
@pytest.mark.parametrize("words", [["serve", "--watch"], ["build"], ["build", "--json"], ["--help"]])
def test_ctrl_c_while_a_command_is_being_loaded_ends_it_quietly(small_show: Path, words: list[str]) -> None:
    code = (
        "import builtins, os, signal, sys\n"
        "from pipeline.cli import main\n"
        "load, pressed = builtins.__import__, []\n"
        "def loading(name, *rest):\n"
        "    if name in ('typer', 'pipeline.commands.nothing_to_do') and not pressed:\n"
        "        pressed.append(name)\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return load(name, *rest)\n"
        "builtins.__import__ = loading\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, cwd=small_show, capture_output=True, text=True, check=False)
    assert done.returncode == 130, done.stderr
    assert done.stderr == "\ninterrupted: what is finished is kept, and the next run goes on\n"
    assert not done.stdout or json.loads(done.stdout)["exit_code"] == 130


def test_there_is_hardly_a_moment_in_which_ctrl_c_would_come_too_early() -> None:
    code = "import sys; known = {*sys.modules}; import pipeline.cli; print(*({*sys.modules} - known))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    few = {"__future__", "pipeline", "pipeline.cli", "pipeline.process", "pipeline.process.offline"}
    assert {*done.stdout.split()} <= few


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_an_interruption_that_cannot_be_told_is_one_all_the_same() -> None:
    code = "from pipeline.cli.straight import interrupted; from pipeline.process.console import Console; "
    code += "import sys; sys.exit(interrupted(['build'], Console(as_json=True)))"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr


def test_help_names_every_command_and_the_readme_does_too() -> None:
    shown = ninety("--help").stdout
    commands = re.findall(r"^  ([a-z]+) ", shown.split("Commands:")[1], re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert commands
    assert [name for name in commands if f"ninety {name}" not in readme] == []


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print([m for m in ('numpy', 'scipy', 'onnxruntime', 'PIL', 'pydub') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


def test_main_gives_the_exit_code(small_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "kees", "--root", str(small_show)]) == 2
    assert "did you mean" in capsys.readouterr().err


def test_script_says_which_paragraph_came_from_what(small_show: Path) -> None:
    done = ninety("script", "keys", "-v", "--root", small_show)
    assert re.search(r"the notes, «Hook».*: Who has not lost a key", done.stdout)
    rows = json.loads(ninety("script", "keys", "--json", "--root", small_show).stdout)["scripts"]
    assert any(row["from"].startswith("the notes, «Take-away»") for row in rows[0]["origins"])


def test_script_takes_away_what_no_episode_needs_and_keeps_what_a_person_wrote(small_show: Path) -> None:
    assert ninety("script", "--root", small_show).returncode == 0
    scripts = small_show / "scripts"
    text = (scripts / "keys.md").read_text(encoding="utf-8")
    (scripts / "gone.md").write_text(text, encoding="utf-8")
    (scripts / "mine.md").write_text(f"{text}\nMy own last word.\n", encoding="utf-8")
    check = ninety("script", "--check", "--root", small_show)
    assert check.returncode == 5
    assert "gone: stale, its episode is now «keys»" in check.stdout
    done = ninety("script", "--root", small_show)
    assert "gone: removed" in done.stdout
    assert "mine.md: edited by hand" in done.stderr
    assert not (scripts / "gone.md").exists()
    assert (scripts / "mine.md").exists()
    assert ninety("script", "--check", "--root", small_show).returncode == 0


def test_the_package_is_a_command_too(small_show: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "script", "--check", "--root", str(small_show)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "keys: stale" in done.stdout


def test_a_difference_is_shown_and_nothing_else_done(small_show: Path) -> None:
    done = ninety("script", "keys", "--diff", "--root", small_show)
    assert done.returncode == 0
    assert done.stdout.startswith("--- /dev/null\n+++ scripts/keys.md\n")
    assert not (small_show / "scripts").exists()
    for other in ("--check", "--force"):
        assert ninety("script", "--diff", other, "--root", small_show).returncode == 2


def test_no_first_sentence_is_cut_where_commands_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = ninety("--help").stdout
    lines = shown.split("Commands:\n")[1].splitlines()
    assert len(lines) > 10
    assert [line for line in lines if "..." in line or not line.endswith(".")] == []
    assert max(map(len, lines)) < 80


def test_each_commands_own_help_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    names = re.findall(r"^  ([a-z]+) ", ninety("--help").stdout.split("Commands:")[1], re.MULTILINE)
    for name in names:
        shown = ninety(name, "--help").stdout
        told = shown.partition("\n\n")[2].partition("\n\nOptions:")[0].partition("\n\nArguments:")[0]
        assert told.startswith("  "), name
        assert told.endswith("."), name
        assert "..." not in told, name


def completed(line: str, cwd: Path) -> list[str]:
    """Ask what Bash would offer at the end of a line, as Typer's script for it does."""
    words = line.split(" ")
    asking = {"_NINETY_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        NINETY, cwd=cwd, env={**os.environ, **asking}, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_a_shell_completes_commands_options_episodes_and_engines(small_show: Path, tmp_path: Path) -> None:
    assert completed("ninety bu", small_show) == ["build"]
    assert completed("ninety build ", small_show) == ["buttons", "coins", "keys"]
    assert completed("ninety script k", small_show) == ["keys"]
    assert completed("ninety check keys ", small_show) == ["buttons", "coins"]
    assert completed(f"ninety render --root {small_show} co", tmp_path) == ["coins"]
    assert completed("ninety build --eng", small_show) == ["--engine"]
    assert "tone" in completed("ninety build --engine t", small_show)
    assert completed("ninety build k", tmp_path) == []


def test_a_completion_loads_nothing_heavy(small_show: Path) -> None:
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main()\n"
        "finally: print([m for m in ('numpy', 'yaml', 'rich.progress', 'onnxruntime') if m in sys.modules])"
    )
    asking = {"_NINETY_COMPLETE": "complete_bash", "COMP_WORDS": "ninety build k", "COMP_CWORD": "2"}
    command, environment = [sys.executable, "-c", code], {**os.environ, **asking}
    done = subprocess.run(
        command, cwd=small_show, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split("\n", 1) == ["keys", "[]\n"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script_that_asks_for_completions(shell: str) -> None:
    asking = {**os.environ, "_NINETY_COMPLETE": f"source_{shell}"}
    shown = subprocess.run(NINETY, env=asking, capture_output=True, text=True, check=True).stdout
    assert "_NINETY_COMPLETE" in shown
    assert f"complete_{shell}" in shown
