"""Which sounds an episode has, and how long it is with them."""

from __future__ import annotations

from pipeline.audio.assembly import jingle
from pipeline.audio.own_sound.own import OwnSounds


def test_the_generated_jingle_takes_the_time_that_is_reckoned_without_loading_it() -> None:
    sounds = OwnSounds()
    assert sounds.enters_seconds == jingle.VOICE_ENTERS_SECONDS
    assert sounds.tail_seconds == jingle.CLOSING_SECONDS - jingle.LAST_WORD_SECONDS
