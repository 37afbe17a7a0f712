from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from pipeline.errors import EngineNotAvailable, ExitCode, SpeechFailed
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import Said, SpokenSentence, SpokenWord

if TYPE_CHECKING:
    from tests.conftest import FileServer

if find_spec("TTS") is None:
    pytest.skip("the extra [coqui] is not installed", allow_module_level=True)

SENTENCE = speak_sentence("LoRA keeps 16 million weights frozen, and trains 64 thousand.", Lexicon())
XTTS = "tts_models/multilingual/multi-dataset/xtts_v2"
LJSPEECH = "tts_models/en/ljspeech/vits"


def test_it_speaks_and_times_every_word_in_order(engine: Any) -> None:
    speech = engine.synthesize(SENTENCE, "joe", 1.0)
    assert len(speech.words) == len(SENTENCE.words)
    assert 3.0 < speech.seconds < 6.0
    assert 0.1 < float(np.abs(speech.samples).max()) <= 1.0
    times = [time for span in speech.words for time in (span.start, span.end)]
    assert times == sorted(times)
    assert all(span.end > span.start for span in speech.words)
    assert not speech.estimated


def test_word_times_stand_where_the_voice_is_heard(engine: Any) -> None:
    sentence = speak_sentence("One word, and then another.", Lexicon())
    speech = engine.synthesize(sentence, "joe", 1.0)

    def energy(start: float, end: float) -> float:
        part = speech.samples[int(start * speech.sample_rate) : int(end * speech.sample_rate)]
        return float(np.sqrt(np.mean(part**2)))

    pause = energy(speech.words[1].end + 0.03, speech.words[2].start - 0.02)
    assert pause < 0.2 * min(energy(span.start, span.end) for span in speech.words)


def test_the_same_text_gives_the_same_samples_in_another_engine_too(engine: Any) -> None:
    from pipeline.speech.engines.coqui.engine import CoquiEngine

    first, again, other = (
        each.synthesize(SENTENCE, "joe", 1.0).samples for each in (engine, engine, CoquiEngine())
    )
    assert np.array_equal(first, again)
    assert np.array_equal(first, other)


@pytest.mark.parametrize("speed", [0.8, 0.95, 1.05, 1.2])
def test_the_length_changes_by_the_speed(engine: Any, speed: float) -> None:
    own, changed = (engine.synthesize(SENTENCE, "joe", each).seconds for each in (1.0, speed))
    assert own / changed == pytest.approx(speed, rel=0.01)


def test_phonemes_from_the_lexicon_reach_the_voice(engine: Any) -> None:
    assert engine.phonemes(speak_sentence("RoPE and QLoRA.", Lexicon()), "joe") == "ɹˈoʊp ænd kjˈuː lˈɔːɹə."


def test_listing_and_fingerprints_import_neither_coqui_nor_torch() -> None:
    code = (
        "import sys; from pipeline.speech.engines.coqui.engine import CoquiEngine; e = CoquiEngine(); "
        "assert e.voices()[0].name == 'joe'; assert len(e.fingerprint('joe')) == 64; "
        f"e.voice_named('{LJSPEECH}'); e.fingerprint('{LJSPEECH}'); "
        "sys.exit(', '.join({'TTS', 'torch'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_fingerprints_differ_by_voice_and_follow_a_checkpoints_bytes(
    engine: Any, small_vits: Callable[..., Path]
) -> None:
    folder = small_vits()
    first = engine.fingerprint(str(folder))
    assert len({first, engine.fingerprint("joe"), engine.fingerprint(LJSPEECH)}) == 3
    config = folder / "config.json"
    config.write_text(config.read_text() + " ")
    assert engine.fingerprint(str(folder)) != first


@pytest.mark.parametrize("phonemes", [True, False])
def test_any_checkpoint_speaks_by_its_path(
    engine: Any, small_vits: Callable[..., Path], *, phonemes: bool
) -> None:
    folder = small_vits(phonemes=phonemes, sample_rate=16_000)
    assert engine.voice_named(str(folder)).sample_rate == 16_000
    model, speaker = engine._model(str(folder))
    speech = model.speak(SENTENCE, speaker, 1.0, 5)
    assert speech.sample_rate == 16_000
    times = [time for span in speech.words for time in (span.start, span.end)]
    assert times == sorted(times)
    assert times[-1] <= speech.seconds
    assert all(span.end > span.start for span in speech.words)
    assert bool(engine.phonemes(SENTENCE, str(folder))) is phonemes


def test_a_model_that_rushes_through_the_text_is_not_let_through(engine: Any, tmp_path: Path) -> None:
    with pytest.raises(SpeechFailed, match=r"4 times.*where the text predicts"):
        engine.synthesize(SENTENCE, str(small_glow(tmp_path, slowness=0)), 1.0)


def test_a_model_of_several_speakers_wants_one_of_them(engine: Any, small_vits: Callable[..., Path]) -> None:
    folder = small_vits(speakers=("p225", "p226"))
    for wrong in ("", ":p999"):
        with pytest.raises(EngineNotAvailable) as caught:
            engine.synthesize(SENTENCE, f"{folder}{wrong}", 1.0)
        assert "p225, p226" in caught.value.remedy
    (model, first), (same, second) = (engine._model(f"{folder}:{name}") for name in ("p225", "p226"))
    assert model is same
    sounds = [model.speak(SENTENCE, name, 1.0, 5).samples for name in (first, second)]
    assert not np.array_equal(*(sound[:4000] for sound in sounds))


def test_a_speaker_of_a_model_that_has_only_one_is_refused(engine: Any) -> None:
    model, _ = engine._model("joe")
    with pytest.raises(EngineNotAvailable, match="no speaker «p225»"):
        model.find_speaker("p225")


def test_a_damaged_checkpoint_is_an_error_without_a_traceback(
    engine: Any, small_vits: Callable[..., Path]
) -> None:
    model = small_vits() / "model.pth"
    model.write_bytes(model.read_bytes()[:1000])
    with pytest.raises(EngineNotAvailable) as caught:
        engine.synthesize(SENTENCE, str(model), 1.0)
    assert caught.value.file == model
    assert caught.value.exit_code is ExitCode.ENGINE


def test_a_model_without_durations_gets_estimated_times(engine: Any, tmp_path: Path) -> None:
    folder = small_glow(tmp_path, slowness=1.8)
    model, speaker = engine._model(str(folder))
    speech = model.speak(SENTENCE, speaker, 1.0, 5)
    assert speech.estimated
    assert len(speech.words) == len(SENTENCE.words)
    assert speech.words[-1].end <= speech.seconds
    assert engine.phonemes(SENTENCE, str(folder)) == ""
    assert model.speak(SENTENCE, speaker, 0.5, 5).seconds > 1.3 * speech.seconds


def small_glow(folder: Path, *, slowness: float) -> Path:
    """Make a checkpoint of an untrained, small Glow-TTS, which is heard through Griffin and Lim's method."""
    import torch
    from TTS.tts.configs.glow_tts_config import GlowTTSConfig
    from TTS.tts.models.glow_tts import GlowTTS

    from pipeline.speech.engines.coqui.loading import quiet

    config = GlowTTSConfig(
        hidden_channels_enc=16, hidden_channels_dec=16, hidden_channels_dp=16, num_flow_blocks_dec=2
    )
    config.audio.do_trim_silence = False
    with quiet():
        torch.manual_seed(1)
        state = GlowTTS(config).state_dict()
        state["encoder.duration_predictor.proj.bias"] += slowness  # log of the frames per letter
    torch.save({"model": state}, folder / "model.pth")
    config.save_json(str(folder / "config.json"))
    return folder


def test_a_licence_that_was_not_accepted_is_named_with_the_key_that_accepts_it(models: Path) -> None:
    from pipeline.speech.engines.coqui.engine import CoquiEngine

    with pytest.raises(EngineNotAvailable, match="CPML") as caught:
        CoquiEngine().synthesize(SENTENCE, f"{XTTS}:Ana Florence", 1.0)
    assert 'accept_licences = ["CPML"]' in caught.value.remedy
    assert "show.toml" in caught.value.remedy


@pytest.mark.parametrize("model", [XTTS, f"{LJSPEECH}@{'0' * 64}", f"tts_models/en/ek1/tacotron2@{'0' * 64}"])
def test_a_model_that_cannot_be_fetched_is_an_error_and_leaves_nothing_behind(
    models: Path, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins
    from urllib.error import URLError

    import huggingface_hub
    import requests

    from pipeline.speech.engines import downloads, mirror
    from pipeline.speech.engines.coqui.engine import CoquiEngine
    from pipeline.speech.engines.coqui.hub import hub_folder

    def unreachable(*_: Any, **__: Any) -> None:
        raise requests.ConnectionError("no network here")

    def unreachable_too(*_: Any, **__: Any) -> None:
        raise URLError("no network here")

    monkeypatch.setattr(requests, "get", unreachable)
    monkeypatch.setattr(huggingface_hub, "snapshot_download", unreachable)
    monkeypatch.setattr(downloads, "urlopen", unreachable_too)
    monkeypatch.setattr(downloads, "WAIT_SECONDS", 0.0)
    monkeypatch.setattr(mirror, "urlopen", unreachable_too)
    monkeypatch.setattr(builtins, "input", lambda *_: pytest.fail("it asked on the terminal"))
    engine = CoquiEngine(accepted_licences=["CPML"])
    with pytest.raises(EngineNotAvailable, match="no network here") as caught:
        engine.synthesize(SENTENCE, f"{model}:Ana Florence", 1.0)
    assert "try again with a network" in caught.value.remedy
    assert not hub_folder(model.partition("@")[0]).exists()


def test_a_model_of_a_repository_comes_once_and_then_speaks_without_asking(
    models: Path,
    small_vits: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import shutil

    import huggingface_hub

    from pipeline.speech.engines.coqui.engine import CoquiEngine
    from pipeline.speech.engines.coqui.hub import hub_folder

    name = "tts_models/sr/custom/vits"
    made, asked = small_vits(), []

    def give(repository: str, *, local_dir: Path, **_: Any) -> str:
        asked.append(repository)
        shutil.copytree(made, local_dir, dirs_exist_ok=True)
        return str(local_dir)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", give)
    licences = ["CC-BY-NC 4.0", "apache 2.0", "unknown"]
    CoquiEngine(licences).fetch(name)
    named = capsys.readouterr().err.split("coqui/")[-1].strip()
    assert named.startswith(f"{name}@")
    for _ in range(2):
        model, _speaker = CoquiEngine(licences)._model(named)
        assert model.speak(SENTENCE, None, 1.0, 5).seconds > 0
    assert len(asked) == 1
    shutil.rmtree(hub_folder(name))


def test_a_model_of_which_nobody_said_what_it_is_is_not_even_fetched(
    models: Path, monkeypatch: pytest.MonkeyPatch, file_server: FileServer
) -> None:
    from pipeline.speech.engines.coqui import loading
    from pipeline.speech.engines.coqui.engine import CoquiEngine

    monkeypatch.setattr(loading, "archive_url", lambda _: file_server.url("vits.zip"))
    with pytest.raises(EngineNotAvailable, match="nobody has said what the model"):
        CoquiEngine().synthesize(SENTENCE, LJSPEECH, 1.0)
    assert file_server.ranges == []


def test_an_archive_is_held_to_the_digest_in_its_name(
    models: Path,
    small_vits: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    file_server: FileServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import io
    import shutil
    from zipfile import ZipFile

    from pipeline.speech.engines.coqui import loading
    from pipeline.speech.engines.coqui.engine import CoquiEngine
    from pipeline.speech.engines.coqui.hub import hub_folder

    def archived(**others: bytes) -> bytes:
        kept = io.BytesIO()
        with ZipFile(kept, "w") as files:
            for path in made.iterdir():
                if path.is_file():
                    files.write(path, f"vits/{path.name}")
            for name, content in others.items():
                files.writestr(f"vits/{name}", content)
        return kept.getvalue()

    made = small_vits()
    monkeypatch.setattr(loading, "archive_url", lambda _: file_server.url("vits.zip"))
    file_server.content = archived()
    CoquiEngine().fetch(LJSPEECH)
    named = capsys.readouterr().err.split("coqui/")[-1].strip()
    folder = hub_folder(LJSPEECH)
    shutil.rmtree(folder)

    file_server.content = archived(speakers=b"of somebody else")
    with pytest.raises(EngineNotAvailable, match="is not the one that is named"):
        CoquiEngine()._model(named)
    assert not folder.exists()

    file_server.content = archived()
    model, _speaker = CoquiEngine()._model(named)
    assert model.speak(SENTENCE, None, 1.0, 5).seconds > 0
    folder.joinpath("planted.pth").write_bytes(b"later")
    with pytest.raises(EngineNotAvailable, match="is not the one that is named"):
        CoquiEngine()._model(named)
    shutil.rmtree(folder)


def test_a_model_of_the_hub_that_is_there_speaks_by_its_name(
    models: Path, small_vits: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.speech.engines.coqui.engine import CoquiEngine
    from pipeline.speech.engines.coqui.hub import hub_folder

    folder = hub_folder("tts_models/en/vctk/vits")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = small_vits(speakers=("p225", "p226"))
    made.rename(folder)
    try:
        engine = CoquiEngine()
        voices = {voice.name: voice for voice in engine.voices()}
        assert voices["tts_models/en/vctk/vits:p226"].download_bytes == 0
        assert voices[f"{XTTS}:Damien Black"].download_bytes > 10**9
        model, speaker = engine._model("tts_models/en/vctk/vits:p226")
        assert speaker == "p226"
        assert model.speak(SENTENCE, speaker, 1.0, 5).seconds > 0
    finally:
        folder.rename(made)


def test_a_wrong_name_of_the_hub_gives_the_nearest(engine: Any) -> None:
    with pytest.raises(EngineNotAvailable) as caught:
        engine.voice_named("tts_models/en/ljspeech/vitz")
    assert LJSPEECH in caught.value.remedy


def test_a_sentence_the_model_has_no_signs_for_fails_by_name(engine: Any) -> None:
    sentence = SpokenSentence((SpokenWord("…", (Said("…"),)),))
    with pytest.raises(SpeechFailed, match="nothing in it can be spoken"):
        engine.synthesize(sentence, "joe", 1.0)


def test_what_a_network_raises_over_a_sentence_names_the_sentence(
    engine: Any, network: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(*_: Any, **__: Any) -> None:
        raise AssertionError("a maximum of 400 tokens")

    monkeypatch.setattr(network, "synthesize", too_long)
    with pytest.raises(SpeechFailed, match="400 tokens") as caught:
        engine.synthesize(SENTENCE, "joe", 1.0)
    assert SENTENCE.shown in str(caught.value)


def test_it_tells_which_words_it_would_guess_and_loads_no_model_for_that(engine: Any) -> None:
    from pipeline.speech.engines.coqui.engine import CoquiEngine

    fresh = CoquiEngine()
    preview = fresh.preview(speak_sentence("The flibberwocket of LoRA.", Lexicon()), "joe")
    assert [guess.text for guess in preview.guesses] == ["flibberwocket"]
    assert preview.stretches == 1
    assert not fresh._models
    loaded = engine._model("joe")[0]
    assert loaded.preview(speak_sentence("The flibberwocket of LoRA.", Lexicon())) == preview


def test_every_term_of_the_lexicon_is_spelled_in_signs_that_joe_knows(engine: Any) -> None:
    from pipeline.speech.engines.coqui.espeak_ipa import to_espeak
    from pipeline.speech.engines.misaki import reader
    from pipeline.speech.spoken.lexicon import packaged_entries

    model = engine._model("joe")[0]
    for entry in packaged_entries():
        sentence = speak_sentence(entry.term, Lexicon())
        assert model.spell(sentence).text == to_espeak(reader(british=False).phonemize(sentence)).text
