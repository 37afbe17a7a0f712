from __future__ import annotations

import numpy as np
import pytest

from pipeline.audio.assembly import jingle
from pipeline.audio.assembly.assemble import FRAME_SECONDS, SAMPLE_RATE, Assembly, assemble
from pipeline.audio.mastering.levels import VOICE_LUFS, voice_gains
from pipeline.audio.mastering.loudness import integrated_loudness
from pipeline.speech.cast import Cast
from pipeline.speech.engine import Span, Speech, VoiceChoice
from pipeline.speech.narration import Narration, Part, Voices, narrate
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.utterance import Utterance
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

SCRIPT = Script(
    (
        ScriptSection("Opening", (Paragraph(("A first sentence.", "And a second one.")),)),
        ScriptSection("Middle", (Paragraph(("Then a third.",)), Paragraph(("Then O(n²) things.",)))),
    ),
    "plain",
)
ENGINES = [("tone", "beep"), ("hibari", "heart")]


def narration(engine: str = "tone", voice: str = "beep") -> Narration:
    return narrate(SCRIPT, Voices.of(Cast(VoiceChoice(engine, voice)), Lexicon()), speed=1.0)


def hum(seconds: float, rate: int, frequency: float = 300.0) -> Part:
    """A sentence that hums to its very edges, as an engine that leaves no silence would give it."""
    times = np.arange(int(seconds * rate)) / rate
    samples = (0.3 * np.cos(2 * np.pi * frequency * times)).astype(np.float32)
    speech = Speech(samples, rate, (Span(0.0, seconds),))
    return Part(Utterance(speak_sentence("Hum.", Lexicon()), speech), "host", 0, 0, 0.4)


def cut(assembly: Assembly, start: float, end: float) -> np.ndarray:
    return assembly.samples[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]


def test_an_episode_is_as_long_as_its_narration_and_its_frame() -> None:
    spoken = narration()
    assembly = assemble(spoken, "show")
    assert len(assembly.samples) / SAMPLE_RATE == pytest.approx(spoken.seconds + FRAME_SECONDS, abs=0.001)


def test_every_word_is_heard_where_its_time_says() -> None:
    assembly = assemble(narration(), "show")
    for sentence in assembly.sentences[1:-1]:  # the opening still rings under the first, the closing comes
        for word in sentence.words:
            heard = cut(assembly, word.start, word.end)
            assert integrated_loudness(np.tile(heard, 8), SAMPLE_RATE) == pytest.approx(VOICE_LUFS, abs=2)
        end = sentence.words[-1].end
        assert float(np.abs(cut(assembly, end + 0.1, end + 0.3)).max()) < 0.003


def test_words_are_shown_as_written() -> None:
    assembly = assemble(narration(), "show")
    assert assembly.sentences[-1].text == "Then O(n²) things."
    assert [sentence.paragraph for sentence in assembly.sentences] == [0, 0, 1, 2]


def test_chapters_begin_with_the_file_and_with_their_first_words() -> None:
    assembly = assemble(narration(), "show")
    assert [(chapter.title) for chapter in assembly.chapters] == ["Opening", "Middle"]
    assert assembly.chapters[0].start == 0.0
    assert assembly.chapters[1].start == pytest.approx(assembly.sentences[2].words[0].start, abs=0.1)


def joints(spoken: Narration) -> list[int]:
    """Where every sentence begins and ends."""
    position = jingle.VOICE_ENTERS_SECONDS
    edges = []
    for part in spoken.parts:
        edges += [position, position + part.utterance.speech.seconds]
        position += part.utterance.speech.seconds + part.pause_seconds
    return [int(edge * SAMPLE_RATE) for edge in edges]


@pytest.mark.parametrize(("engine", "voice"), ENGINES)
def test_no_joint_jumps_further_than_speech_does(engine: str, voice: str) -> None:
    spoken = narration(engine, voice)
    steps = np.abs(np.diff(assemble(spoken, "show").samples, prepend=0.0, append=0.0))
    spoken_steps = steps[int(jingle.VOICE_ENTERS_SECONDS * SAMPLE_RATE) : joints(spoken)[-1]]
    usual = float(np.quantile(spoken_steps[spoken_steps > 1e-4], 0.9))
    for joint in [0, *joints(spoken), len(steps) - 1]:
        assert float(steps[max(0, joint - 40) : joint + 40].max()) < usual


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_a_sentence_that_sounds_to_its_edges_still_does_not_click(rate: int) -> None:
    spoken = Narration((hum(1.0, rate), hum(1.0, rate)), ("Hums",))
    samples = assemble(spoken, "show").samples
    steps = np.abs(np.diff(samples))
    start = int((jingle.VOICE_ENTERS_SECONDS + 1.4) * SAMPLE_RATE)
    within = float(steps[start + 4_000 : start + 20_000].max())  # of the hum itself
    for joint in joints(spoken):
        assert float(steps[joint - 60 : joint + 60].max()) <= 1.05 * within


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
def test_an_engine_of_another_rate_keeps_its_pitch_and_its_time(rate: int) -> None:
    spoken = Narration((hum(2.0, rate, 1_000.0), hum(2.0, 24_000, 1_000.0)), ("Hums",))
    assembly = assemble(spoken, "show")
    assert len(assembly.samples) / SAMPLE_RATE == pytest.approx(spoken.seconds + FRAME_SECONDS, abs=0.001)
    start = assembly.sentences[0].words[0].start
    spectrum = np.abs(np.fft.rfft(cut(assembly, start + 0.9, start + 1.9)))
    assert int(spectrum.argmax()) == pytest.approx(1_000, abs=1)


def test_a_file_ends_in_silence() -> None:
    samples = assemble(narration(), "show").samples
    assert float(np.abs(samples[-200:]).max()) < 1e-3
    half_seconds = [float(np.abs(part).max()) for part in np.array_split(samples[-SAMPLE_RATE:], 4)]
    assert half_seconds == sorted(half_seconds, reverse=True)


def test_the_shortest_narration_has_both_its_sounds_whole() -> None:
    spoken = Narration((hum(0.1, 24_000),), ("Hum",))
    assembly = assemble(spoken, "show")
    alone = jingle.closing("show")[-SAMPLE_RATE:]
    assert np.allclose(assembly.samples[-SAMPLE_RATE:], alone, atol=1e-6)


def test_a_voice_is_as_loud_as_the_signature_expects_whatever_its_engine_gave() -> None:
    for engine, voice in ENGINES:
        assembly = assemble(narration(engine, voice), "show")
        first, last = assembly.sentences[1].words[0].start, assembly.sentences[2].words[-1].end
        assert integrated_loudness(cut(assembly, first, last), SAMPLE_RATE) == pytest.approx(
            VOICE_LUFS, abs=1.5
        )


def test_two_voices_are_equally_loud_whatever_their_engines() -> None:
    turns = (
        "Suppose someone lends you a piano, and you would like it a little warmer.",
        "Why would I do that to it?",
        "To keep the neighbours.",
    )
    roles = ("host", "guest", "host")
    paragraphs = tuple(Paragraph((text,), role=role) for text, role in zip(turns, roles, strict=True))
    script = Script((ScriptSection("Two", paragraphs),), "plain")
    cast = Cast(VoiceChoice("hibari", "heart"), VoiceChoice("tone", "boop"))
    spoken = narrate(script, Voices.of(cast, Lexicon()), speed=1.0)
    gains = voice_gains(spoken)
    assert abs(gains["guest"] / gains["host"] - 1) > 0.05
    assembly = assemble(spoken, "show")
    levels = [
        integrated_loudness(cut(assembly, each.words[0].start, each.words[-1].end), SAMPLE_RATE)
        for each in assembly.sentences[:2]
    ]
    assert levels[0] == pytest.approx(levels[1], abs=0.5)


def test_a_voice_too_short_to_be_measured_gets_the_others_gain() -> None:
    long, short = hum(2.0, 24_000), hum(0.2, 24_000)
    guest = Part(short.utterance, "guest", 1, 0, 0.0)
    gains = voice_gains(Narration((long, guest), ("Hums",)))
    assert gains["guest"] == gains["host"] != 1.0
    assert voice_gains(Narration((short,), ("Hum",))) == {"host": 1.0}
