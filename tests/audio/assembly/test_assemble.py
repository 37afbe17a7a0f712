from __future__ import annotations

import numpy as np
import pytest

from pipeline.audio.assembly import signature
from pipeline.audio.assembly.assemble import FRAME_SECONDS, SAMPLE_RATE, assemble
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.narration import Narration, Voices, narrate
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.script import Paragraph, Script, ScriptSection

SCRIPT = Script(
    (
        ScriptSection("Opening", (Paragraph(("A first sentence.", "And a second one.")),)),
        ScriptSection("Middle", (Paragraph(("Then a third.",)), Paragraph(("Then O(n²) things.",)))),
    ),
    "plain",
)


def narration(engine: str = "tone", voice: str = "beep") -> Narration:
    return narrate(SCRIPT, Voices.of(Cast(VoiceChoice(engine, voice)), Lexicon()), speed=1.0)


def test_an_episode_is_as_long_as_its_narration_and_its_frame() -> None:
    spoken = narration()
    assembly = assemble(spoken, "show")
    assert len(assembly.samples) / SAMPLE_RATE == pytest.approx(spoken.seconds + FRAME_SECONDS, abs=0.01)


def test_every_word_is_heard_where_its_time_says() -> None:
    assembly = assemble(narration(), "show")
    for sentence in assembly.sentences[1:]:  # the opening still rings under the first
        for word in sentence.words:
            heard = assembly.samples[int(word.start * SAMPLE_RATE) : int(word.end * SAMPLE_RATE)]
            assert float(np.sqrt(np.mean(heard**2))) > 0.04
        pause = assembly.samples[
            int((sentence.words[-1].end + 0.1) * SAMPLE_RATE) : int(
                (sentence.words[-1].end + 0.3) * SAMPLE_RATE
            )
        ]
        assert float(np.abs(pause).max()) < 0.01


def test_words_are_shown_as_written() -> None:
    assembly = assemble(narration(), "show")
    assert assembly.sentences[-1].text == "Then O(n²) things."
    assert [sentence.paragraph for sentence in assembly.sentences] == [0, 0, 1, 2]


def test_chapters_begin_with_the_file_and_with_their_first_words() -> None:
    assembly = assemble(narration(), "show")
    assert [(chapter.title) for chapter in assembly.chapters] == ["Opening", "Middle"]
    assert assembly.chapters[0].start == 0.0
    assert assembly.chapters[1].start == pytest.approx(assembly.sentences[2].words[0].start, abs=0.1)


@pytest.mark.parametrize(("engine", "voice"), [("tone", "beep"), ("hibari", "heart")])
def test_no_joint_clicks(engine: str, voice: str) -> None:
    spoken = narration(engine, voice)
    assembly = assemble(spoken, "show")
    edges = [0, len(assembly.samples) - 1]
    position = signature.VOICE_ENTERS_SECONDS
    for part in spoken.parts:
        edges += [int(position * SAMPLE_RATE), int((position + part.utterance.speech.seconds) * SAMPLE_RATE)]
        position += part.utterance.speech.seconds + part.pause_seconds
    for edge in edges:
        around = assembly.samples[max(0, edge - 20) : edge + 20]
        assert float(np.abs(np.diff(around)).max(initial=0)) < 0.02


@pytest.mark.parametrize("make", [signature.opening, signature.closing])
def test_a_signature_is_the_shows_own_and_always_the_same(make: object) -> None:
    assert callable(make)
    one, again, other = make("One show"), make("One show"), make("Another show")
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert float(np.abs(one).max()) == pytest.approx(signature.PEAK, abs=1e-4)


@pytest.mark.parametrize("make", [signature.opening, signature.closing])
def test_a_signature_begins_and_ends_in_silence(make: object) -> None:
    assert callable(make)
    sound = make("One show")
    assert abs(float(sound[0])) < 0.002
    assert float(np.abs(sound[-50:]).max()) < 0.002


def test_two_voices_are_equally_loud_whatever_their_engines() -> None:
    from pipeline.audio.mastering.levels import matching_gains
    from pipeline.audio.mastering.loudness import integrated_loudness

    turns = (
        "Suppose someone lends you a piano, and you would like it a little warmer.",
        "Why would I do that to it?",
    )
    script = Script(
        (
            ScriptSection(
                "Two",
                tuple(Paragraph((text,), role=r) for text, r in zip(turns, ("host", "guest"), strict=True)),
            ),
        ),
        "plain",
    )
    cast = Cast(VoiceChoice("hibari", "heart"), VoiceChoice("tone", "boop"))
    spoken = narrate(script, Voices.of(cast, Lexicon()), speed=1.0)
    assembly = assemble(spoken, "show")
    assert abs(matching_gains(spoken)["guest"] - 1) > 0.05
    levels = []
    for sentence in assembly.sentences:
        start, end = (int(t * SAMPLE_RATE) for t in (sentence.words[0].start, sentence.words[-1].end))
        levels.append(integrated_loudness(assembly.samples[start:end], SAMPLE_RATE))
    assert levels[0] == pytest.approx(levels[1], abs=0.5)
