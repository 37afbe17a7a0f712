from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.speech.cache import EntryCache
from pipeline.speech.cache_entry import pack, unpack
from pipeline.speech.cast import Cast, cast_for
from pipeline.speech.engine import Span, Speech, VoiceChoice, find_engine
from pipeline.speech.narration import PAUSE_VARIATION, Voices, narrate
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.utterance import trim
from pipeline.writing.script.pauses import PARAGRAPH_PAUSE, SECTION_PAUSE, SENTENCE_PAUSE, TURN_PAUSE
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

BEEP = VoiceChoice("tone", "beep")
SCRIPT = Script(
    (
        ScriptSection("First", (Paragraph(("One here.", "Two here.")), Paragraph(("Three.",), optional=1))),
        ScriptSection("Second", (Paragraph(("Four.",)),)),
    ),
    "plain",
)


def test_pauses_grow_from_sentence_to_paragraph_to_section() -> None:
    narration = narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon()), speed=1.0)
    pauses = [part.pause_seconds for part in narration.parts]
    asked = [SENTENCE_PAUSE, PARAGRAPH_PAUSE, SECTION_PAUSE, 0.0]
    assert pauses == [pytest.approx(seconds, rel=PAUSE_VARIATION) for seconds in asked]
    stretched = narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon()), speed=1.0, pause_scale=1.25)
    assert stretched.seconds == pytest.approx(narration.seconds + 0.25 * sum(pauses))


def test_pauses_vary_a_little_and_always_in_the_same_way() -> None:
    texts = tuple(f"Sentence number {number} of the paragraph." for number in range(40))
    script = Script((ScriptSection("Only", (Paragraph(texts),)),), "plain")
    first, again = (narrate(script, Voices.of(Cast(BEEP), Lexicon()), speed=1.0) for _ in range(2))
    pauses = [part.pause_seconds for part in first.parts[:-1]]
    assert pauses == [part.pause_seconds for part in again.parts[:-1]]
    assert min(pauses) < 0.95 * SENTENCE_PAUSE
    assert max(pauses) > 1.05 * SENTENCE_PAUSE
    assert sum(pauses) / len(pauses) == pytest.approx(SENTENCE_PAUSE, rel=0.03)


def test_a_sentence_with_nothing_to_say_is_passed_over() -> None:
    script = Script((ScriptSection("Only", (Paragraph(("😀", "Words.")),)),), "plain")
    assert len(narrate(script, Voices.of(Cast(BEEP), Lexicon()), speed=1.0).parts) == 1


def test_silence_at_the_edges_is_trimmed_and_word_times_move_along() -> None:
    tone = np.sin(np.arange(2400) / 5).astype(np.float32)
    silence = np.zeros(4800, np.float32)
    speech = trim(Speech(np.concatenate([silence, tone, silence]), 24_000, (Span(0.2, 0.3),)))
    assert speech.seconds == pytest.approx(0.02 + 0.1 + 0.06, abs=0.001)
    assert speech.words[0].start == pytest.approx(0.02, abs=0.001)


def test_what_comes_out_of_the_cache_is_what_was_spoken(tmp_path: Path) -> None:
    fresh = narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon(), EntryCache(tmp_path)), speed=1.0)
    cached = narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon(), EntryCache(tmp_path)), speed=1.0)
    without = narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon()), speed=1.0)
    for narration in (cached, without):
        for part, first in zip(narration.parts, fresh.parts, strict=True):
            assert np.array_equal(part.utterance.speech.samples, first.utterance.speech.samples)
            assert part.utterance.speech.words == first.utterance.speech.words


def test_a_cached_sentence_is_not_spoken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon(), EntryCache(tmp_path)), speed=1.0)

    def refuse(*_: object) -> Speech:
        raise AssertionError("spoken again")

    monkeypatch.setattr(type(find_engine("tone")), "synthesize", refuse)
    narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon(), EntryCache(tmp_path)), speed=1.0)
    with pytest.raises(AssertionError):
        narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon(), EntryCache(tmp_path)), speed=1.01)


def test_an_engine_that_prepares_counts_what_the_cache_gives_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(
        type(find_engine("tone")), "prepare", lambda _, new, *__: asked.append(len(new)), raising=False
    )
    uses = []
    for _ in range(2):
        cache = EntryCache(tmp_path)
        narrate(SCRIPT, Voices.of(Cast(BEEP), Lexicon(), cache), speed=1.0)
        uses.append((cache.use.kept, cache.use.spoken))
    assert (uses, asked) == ([(0, 4), (4, 0)], [4, 0])


def test_packing_keeps_sixteen_bits_of_a_quiet_sentence() -> None:
    quiet = (0.01 * np.sin(np.arange(1000) / 7)).astype(np.float32)
    back = unpack(pack(Speech(quiet, 24_000, ())))
    assert float(np.abs(back.samples - quiet).max()) < 0.01 / 32_000


DIALOGUE = Script(
    (
        ScriptSection(
            "Two",
            (Paragraph(("One here.",)), Paragraph(("Two here.",), role="guest"), Paragraph(("Three here.",))),
        ),
    ),
    "plain",
)
BOOP = VoiceChoice("tone", "boop")


def test_a_guest_speaks_with_the_second_voice_and_answers_sooner() -> None:
    voices = Voices.of(cast_for(DIALOGUE, BEEP, BOOP), Lexicon())
    narration = narrate(DIALOGUE, voices, speed=1.0)
    assert [part.role for part in narration.parts] == ["host", "guest", "host"]
    pauses = [part.pause_seconds for part in narration.parts]
    assert pauses == [pytest.approx(seconds, rel=PAUSE_VARIATION) for seconds in (TURN_PAUSE, TURN_PAUSE, 0)]
    beep, boop = (part.utterance.speech.samples for part in narration.parts[:2])
    assert not np.array_equal(beep[:200], boop[:200])


@pytest.mark.parametrize("guest", [None, VoiceChoice("tone", "nobody"), VoiceChoice("parrot", "polly")])
def test_without_the_second_voice_one_speaks_and_it_is_told(guest: VoiceChoice | None) -> None:
    cast = cast_for(DIALOGUE, BEEP, guest)
    assert cast.voices == (BEEP,)
    assert "spoken by one" in cast.remark
    narration = narrate(DIALOGUE, Voices.of(cast, Lexicon()), speed=1.0)
    assert {part.role for part in narration.parts} == {"host"}


def test_a_script_for_one_voice_needs_no_guest() -> None:
    cast = cast_for(SCRIPT, BEEP, VoiceChoice("parrot", "polly"))
    assert (cast.guest, cast.remark) == (None, "")
