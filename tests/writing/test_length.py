"""How long a script will be."""

from __future__ import annotations

import pytest

from pipeline.audio.assembly.assemble import FRAME_SECONDS
from pipeline.writing.length import OPENING_AND_CLOSING_SECONDS, predicted_seconds, speech_seconds
from pipeline.writing.script.pauses import PARAGRAPH_PAUSE, TURN_PAUSE
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

PROSE = (
    "The Moon draws the oceans into two bulges, one on either side of the Earth.",
    "We turn beneath them, and so most coasts meet high water twice a day.",
)


def script_of(*sections: tuple[tuple[str, ...], ...]) -> Script:
    return Script(
        tuple(ScriptSection("Part", tuple(Paragraph(p) for p in paragraphs)) for paragraphs in sections),
        "explainer",
    )


def seconds_of(sentence: str) -> float:
    return predicted_seconds(script_of(((sentence,),)))


@pytest.mark.parametrize(
    ("sentence", "measured_seconds"),
    [
        (PROSE[0], 4.30),
        (PROSE[1], 3.86),
        ("You heard a synthetic voice.", 1.47),
        ("Ninety seconds on LoRA.", 1.42),
        ("Pair it with the episode on meta-prompting: a prompt that writes prompts.", 3.86),
    ],
)
def test_a_sentence_takes_about_as_long_as_was_measured(sentence: str, measured_seconds: float) -> None:
    assert speech_seconds(Paragraph((sentence,))) == pytest.approx(measured_seconds, rel=0.08)


def test_the_sounds_and_the_pauses_are_counted() -> None:
    script = script_of((PROSE, PROSE), (PROSE[:1],))
    speech = sum(speech_seconds(paragraph) for paragraph in script.paragraphs)
    assert predicted_seconds(script) == pytest.approx(4.9 + speech + 2 * 0.42 + 0.75 + 1.0)


def test_pauses_grow_from_sentence_to_paragraph_to_section() -> None:
    together = predicted_seconds(script_of((PROSE,)))
    apart = predicted_seconds(script_of((PROSE[:1], PROSE[1:])))
    sections = predicted_seconds(script_of((PROSE[:1],), (PROSE[1:],)))
    assert together < apart < sections


def test_abbreviations_are_counted_letter_by_letter() -> None:
    assert seconds_of("It needs a GPU.") > seconds_of("It needs a cup.")
    assert seconds_of("We call it RLHF.") > seconds_of("We call it near.") + 0.3


def test_digits_and_signs_take_longer_than_letters() -> None:
    assert seconds_of("It costs $640 now.") > seconds_of("It costs much now.") + 0.8


def test_a_year_is_said_faster_than_a_number_of_four_digits() -> None:
    assert seconds_of("That was 1948 then.") < seconds_of("That was 4096 then.")


def test_speed_shortens_speech_and_not_pauses() -> None:
    script = script_of((PROSE, PROSE))
    usual, fast = predicted_seconds(script), predicted_seconds(script, speed=2.0)
    assert usual / 2 < fast < usual


def test_nothing_takes_less_than_no_time() -> None:
    assert seconds_of("…") > 0


def test_turns_of_two_speakers_follow_each_other_sooner_than_paragraphs() -> None:
    turns = (Paragraph(PROSE[:1]), Paragraph(PROSE[1:], role="guest"))
    script = Script((ScriptSection("Part", turns),), "conversation")
    alone, together = predicted_seconds(script), predicted_seconds(script, two_voices=True)
    assert alone - together == pytest.approx(PARAGRAPH_PAUSE - TURN_PAUSE)


def test_the_sounds_around_are_those_that_are_put_there() -> None:
    assert pytest.approx(FRAME_SECONDS, abs=0.1) == OPENING_AND_CLOSING_SECONDS
