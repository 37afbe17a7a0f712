"""The engine «command», with programs that are really run."""

from __future__ import annotations

import os
import shlex
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import EngineNotAvailable, ExitCode, NotAllowed, SpeechFailed
from pipeline.speech.engine import Speech
from pipeline.speech.engines.command import CommandEngine, engine
from pipeline.speech.engines.command.consent import VARIABLE, allow, allowed, consent_file
from pipeline.speech.engines.command.line import read_line
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

pytestmark = pytest.mark.slow


TEXT = "A key is a wave, cut in brass; $(touch here) `touch there`."
PROGRAM = Path(__file__).with_name("programs.py")


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a machine on which nothing is allowed yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path


def line(*arguments: str) -> str:
    return shlex.join([sys.executable, str(PROGRAM), *arguments])


def spoken(voice: str, speed: float = 1.0) -> Speech:
    allow(voice)
    return CommandEngine().synthesize(speak_sentence(TEXT, Lexicon()), voice, speed)


@pytest.mark.parametrize("arguments", [("plain",), ("to-file", "{wav}"), ("from-file", "{wav}", "{text}")])
def test_a_program_speaks_from_and_to_files_or_pipes(arguments: tuple[str, ...]) -> None:
    speech = spoken(line(*arguments))
    assert speech.sample_rate == 16_000
    assert speech.estimated
    assert len(speech.words) == len(TEXT.split())


def test_the_speed_is_told_where_the_program_takes_it() -> None:
    slow, fast = (spoken(line("paced", "{speed}"), speed).seconds for speed in (0.8, 1.6))
    assert slow == pytest.approx(2 * fast, rel=0.01)


def test_no_shell_reads_the_text_or_the_line(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(machine)
    spoken(line("plain", "; touch here", "$(touch there)"))
    assert not {"here", "there"} & {path.name for path in machine.rglob("*")}


def test_a_program_that_nobody_allowed_is_not_run(machine: Path) -> None:
    mark = machine / "ran"
    voice = shlex.join([sys.executable, "-c", f"open({str(mark)!r}, 'w')"])
    for ask in (
        lambda: CommandEngine().synthesize(speak_sentence(TEXT, Lexicon()), voice, 1.0),
        lambda: CommandEngine().voice_named(voice),
        lambda: CommandEngine().fingerprint(voice),
    ):
        with pytest.raises(NotAllowed, match="wants to run a program") as caught:
            ask()
        assert caught.value.exit_code == ExitCode.ENGINE
        assert "ninety voices --allow" in caught.value.remedy
    assert not mark.exists()


def test_consent_is_for_one_line_and_stays(machine: Path) -> None:
    assert allow(line("plain"))
    assert not allow(line("plain"))
    assert allowed() == {line("plain")}
    assert consent_file().is_relative_to(machine)
    with pytest.raises(NotAllowed):
        CommandEngine().voice_named(line("plain", "--more"))


def test_consent_for_one_line_is_none_for_two(machine: Path) -> None:
    voice = line("plain", "# touch here")
    allow(voice)
    with pytest.raises(NotAllowed):
        CommandEngine().voice_named(voice.replace("# touch", "#\ntouch"))
    with pytest.raises(EngineNotAvailable, match="on one line"):
        allow("sh -c 'cat\nrm x'")


def test_a_machine_without_a_home_allows_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"other\n{line('plain')}\n")
    assert CommandEngine().voice_named(line("plain")) is not None


@pytest.mark.parametrize(
    ("how", "what"),
    [
        ("failing", "failed with 1 on «A key.*: no voice \\[31mmodel"),
        ("crashing", "was ended by SIGSEGV"),
        ("flooding", "wrote more than 64 MB"),
        ("littering", "wrote more than 64 MB"),
        ("telling", "no WAV"),
        ("mute", "printed nothing on «A key.*: no voice for this text"),
    ],
)
def test_a_program_that_fails_is_told_with_its_last_words(how: str, what: str) -> None:
    with pytest.raises(SpeechFailed, match=what) as caught:
        spoken(line(how))
    assert "\x1b" not in str(caught.value)


def test_a_program_that_hangs_is_ended_with_all_that_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_LEAST_SECONDS", 0.5)
    monkeypatch.setattr(engine, "_SECONDS_PER_SECOND", 0.0)
    with pytest.raises(SpeechFailed, match="took longer than"):
        spoken(line("hanging"))
    deadline = time.monotonic() + 5
    while sleepers() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert sleepers() == []


def sleepers() -> list[str]:
    """Find what a hanging program started and left."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes()
        except OSError:
            continue
        if b"time.sleep(600)" in command:
            found.append(entry.parent.name)
    return found


def test_no_key_of_ours_is_given_to_a_program(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINETY_SPEECH_KEY", "sk-secret")
    kept = machine / "environment"
    code = f"import os; open({str(kept)!r}, 'w').write(repr(dict(os.environ)))"
    with pytest.raises(SpeechFailed):
        spoken(shlex.join([sys.executable, "-c", code]))
    assert "sk-secret" not in kept.read_text()
    assert os.environ["PATH"] in kept.read_text()


@pytest.mark.parametrize(
    ("voice", "what"),
    [
        ("", "it is empty"),
        ("no-such-program-anywhere --x", "there is no program"),
        ("./mine.sh", "begins nowhere"),
        ("tools/mine.sh", "begins nowhere"),
        ("say 'unfinished", "No closing quotation"),
    ],
)
def test_a_line_that_runs_nothing_says_why(voice: str, what: str) -> None:
    with pytest.raises(EngineNotAvailable, match=what):
        read_line(voice)


def test_the_fingerprint_follows_the_line_and_the_files_that_it_names(machine: Path) -> None:
    model = machine / "voice.onnx"
    model.write_bytes(b"first")
    voice = line("plain", f"--model={model}")
    allow(voice)
    first = CommandEngine().fingerprint(voice)
    assert CommandEngine().fingerprint(voice) == first
    model.write_bytes(b"second, longer")
    assert CommandEngine().fingerprint(voice) != first


@pytest.mark.parametrize(
    "text", ["echo no first line\n", "#!/no/such/interpreter\n", "\x7fELF of another machine"]
)
def test_a_file_that_is_no_program_of_this_machine_is_told_with_a_remedy(machine: Path, text: str) -> None:
    program = machine / "voice"
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(EngineNotAvailable, match="voice cannot be run: ") as caught:
        spoken(f"{program} {{wav}}")
    assert "a program for this machine" in caught.value.remedy


def test_a_program_that_takes_its_folder_away_has_made_nothing(machine: Path) -> None:
    with pytest.raises(SpeechFailed, match=r"wrote no \{wav\}"):
        spoken(shlex.join(["sh", "-c", 'rm -rf "$(dirname "$0")"', "{wav}"]))
