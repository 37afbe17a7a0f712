from __future__ import annotations

import pytest

from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.fit import Target, fit
from pipeline.speech.narration import Narration, Voices, narrate
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.length import PAUSE_SCALES, SPEEDS
from pipeline.writing.script.directions import Insert
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

SENTENCE = "Every sentence here is of the very same length."


def script(mandatory: int, optional: tuple[int, ...] = ()) -> Script:
    paragraphs = [Paragraph((SENTENCE,) * mandatory)]
    paragraphs += [
        Paragraph((SENTENCE,) * size, optional=rank) for rank, size in enumerate(optional, start=1)
    ]
    return Script((ScriptSection("All", tuple(paragraphs)),), "plain")


def voices() -> Voices:
    return Voices.of(Cast(VoiceChoice("tone", "beep")), Lexicon())


def seconds(of: Script) -> float:
    return narrate(of, voices(), speed=1.0).seconds


def test_a_script_of_the_right_length_is_left_alone() -> None:
    right = script(10)
    fitted = fit(right, voices(), Target(seconds(right) + 4, 1, 4))
    assert (fitted.paragraphs_left_out, fitted.pause_scale, fitted.speed) == (0, 1.0, 1.0)


def test_optional_paragraphs_go_first_in_their_order() -> None:
    long = script(10, optional=(2, 2))
    fitted = fit(long, voices(), Target(seconds(script(10, optional=(2,))), 1, 0))
    assert fitted.paragraphs_left_out == 1
    assert fitted.speed == 1.0


def test_pauses_do_the_rest_before_speed() -> None:
    base = script(10)
    fitted = fit(base, voices(), Target(seconds(base) + 0.8, 0.3, 0))
    assert 1.0 < fitted.pause_scale <= PAUSE_SCALES[1]
    assert fitted.speed == 1.0
    assert fitted.narration.seconds == pytest.approx(seconds(base) + 0.8, abs=0.01)


def test_speed_comes_last_and_meets_the_target() -> None:
    base = script(10)
    wanted = seconds(base) * 0.95
    fitted = fit(base, voices(), Target(wanted, 0.2, 0))
    assert 1.0 < fitted.speed <= SPEEDS[1]
    assert fitted.narration.seconds == pytest.approx(wanted, abs=0.2)


def test_what_is_too_long_even_so_stops_at_the_limits() -> None:
    base = script(10)
    fitted = fit(base, voices(), Target(seconds(base) * 0.6, 0.2, 0))
    assert (fitted.pause_scale, fitted.speed) == (PAUSE_SCALES[0], SPEEDS[1])
    assert fit(base, voices(), Target(0.1, 0.2, 0)).speed == SPEEDS[1]


def test_what_cannot_be_stretched_to_its_target_keeps_its_own_pace() -> None:
    base = script(10)
    fitted = fit(base, voices(), Target(seconds(base) * 1.5, 0.2, 0))
    assert (fitted.pause_scale, fitted.speed) == (1.0, 1.0)
    assert fitted.narration.seconds == pytest.approx(seconds(base))


def test_what_will_not_be_heard_is_not_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    one = voices()
    spoken: list[str] = []
    say = Speaker.say
    monkeypatch.setattr(
        Speaker,
        "say",
        lambda self, text, pace, manners=(): (spoken.append(text), say(self, text, pace, manners))[1],
    )
    extra = Paragraph(
        ("This one would make it far too long, and so nobody will ever hear a word of it.",) * 9, optional=1
    )
    base = Script((ScriptSection("All", (Paragraph((SENTENCE,) * 10), extra)),), "plain")
    fitted = fit(base, one, Target(seconds(script(10)), 1, 0))
    assert fitted.paragraphs_left_out == 1
    assert not any("nobody" in sentence for sentence in spoken)


def pauses(of: Narration) -> float:
    return sum(part.pause_seconds for part in of.parts)


def with_pause(wanted: float, sentences: int = 10, optional: int | None = None) -> Paragraph:
    """Give sentences with a pause of so many seconds after the first."""
    return Paragraph((SENTENCE,) * sentences, optional=optional, inserts=(Insert(1, wanted),))


def test_pauses_are_stretched_by_thousandths() -> None:
    base = script(10)
    fitted = fit(base, voices(), Target(seconds(base) + 0.5, 0.1, 0))
    assert fitted.pause_scale == round(1 + 0.5 / pauses(narrate(base, voices(), speed=1.0)), 3)


@pytest.mark.parametrize("speed", [1.0, 1.2])
def test_only_speech_changes_its_speed_and_not_what_was_asked_for_between(speed: float) -> None:
    base = Script((ScriptSection("All", (with_pause(4.0),)),), "plain")
    own_pace = narrate(base, voices(), speed=speed)
    spoken = own_pace.seconds - pauses(own_pace) - 4.0
    wanted = 0.97 * spoken + PAUSE_SCALES[0] * pauses(own_pace) + 4.0
    fitted = fit(base, voices(), Target(wanted, 0.05, 0), speed=speed)
    assert fitted.speed == pytest.approx(speed * 1.031)  # 1 / 0.97
    assert fitted.narration.seconds == pytest.approx(wanted, abs=0.1)  # beeps keep the gaps between them


def test_a_single_sentence_has_no_pauses_to_stretch() -> None:
    base = script(1)
    fitted = fit(base, voices(), Target(seconds(base) / 1.03, 0.02, 0))
    assert (fitted.pause_scale, fitted.speed) == (1.0, pytest.approx(1.03))


def test_what_is_too_short_keeps_the_pace_that_its_voice_has() -> None:
    base = script(10, optional=(1,))
    fitted = fit(base, voices(), Target(seconds(base) * 1.5, 0.2, 0), speed=1.1)
    assert (fitted.paragraphs_left_out, fitted.pause_scale, fitted.speed) == (0, 1.0, 1.1)
    assert fitted.narration.seconds == pytest.approx(narrate(base, voices(), speed=1.1).seconds)


def unspoken(target: float, *paragraphs: Paragraph) -> int:
    of = Script((ScriptSection("All", paragraphs),), "plain")
    return fit(of, voices(), Target(target, 1, 0)).paragraphs_unspoken


def test_of_each_number_of_paragraphs_the_length_is_estimated_by_itself() -> None:
    # Without the first rank it is right: that choice alone is spoken, beside the shortest.
    one, other = (Paragraph((SENTENCE,) * 2, optional=rank) for rank in (1, 2))
    assert unspoken(seconds(script(10, optional=(2,))), Paragraph((SENTENCE,) * 10), one, other) == 1


def test_an_estimate_counts_the_pauses_that_were_asked_for() -> None:
    # About 9 s more with the paragraph and its pause, 3 s without the pause; 3.5 s are wanted.
    base = script(10)
    assert unspoken(seconds(base) + 3.5, Paragraph((SENTENCE,) * 10), with_pause(6.0, 1, optional=1)) == 1


def test_an_estimate_takes_no_pause_that_was_asked_for_for_speech() -> None:
    # The sentence more takes 3 s. Were 60 s of silence a part of the pace, it would seem to take thrice that.
    always = with_pause(60.0)
    base = seconds(Script((ScriptSection("All", (always,)),), "plain"))
    assert unspoken(base + 2.5, always, Paragraph((SENTENCE,), optional=1)) == 0


def test_its_sound_can_be_let_go_and_its_facts_stay() -> None:
    fitted = fit(script(10), voices(), Target(seconds(script(10)), 1, 0))
    silent = fitted.without_sound()
    assert all(part.utterance.speech.samples.size == 0 for part in silent.narration.parts)
    assert [part.utterance.sentence for part in silent.narration.parts] == [
        part.utterance.sentence for part in fitted.narration.parts
    ]
    assert silent.narration.times == fitted.narration.times
    assert (silent.speed, silent.pause_scale) == (fitted.speed, fitted.pause_scale)


def test_a_miss_counts_what_opening_and_closing_take_and_is_negative_for_what_is_too_short() -> None:
    target = Target(60, 5, 3)
    assert [target.miss(seconds) for seconds in (50, 57, 60)] == [-7, 0, 3]
