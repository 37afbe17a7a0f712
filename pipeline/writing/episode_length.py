"""How long an episode is to be, by whom it is spoken, and how long a script of it will be."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.audio.own_sound.wanted import has_own_sounds
from pipeline.catalogue.show import Episode, Show
from pipeline.writing.length import SIGNATURE_ALONE, Beside, predicted_seconds, reachable_seconds
from pipeline.writing.script.script import Script


def has_guest(show: Show, episode: Episode) -> bool:
    """Say whether a second voice is named for an episode's dialogues."""
    return bool(episode.guest or show.voice.guest)


def target_seconds(show: Show, episode: Episode) -> float:
    """Give the length an episode is to have, its own or the show's."""
    return episode.target_seconds or show.length.target_seconds


def voice_of(show: Show, episode: Episode) -> str:
    """Name the voice an episode is written for, as «engine/voice»."""
    voice = episode.voice or show.voice.voice
    return voice if "/" in voice else f"{show.voice.engine}/{voice}"


def seconds_of(show: Show, episode: Episode) -> Callable[[Script], float]:
    """Give what predicts how long a script of this episode will be, in seconds, as it is to be spoken."""

    def seconds(script: Script) -> float:
        return predicted_seconds(
            script,
            voice_of(show, episode),
            show.voice.speed,
            two_voices=has_guest(show, episode),
            beside=beside(show, episode, script),
        )

    return seconds


def beside(show: Show, episode: Episode, script: Script | None = None) -> Beside:
    """Give what is heard beside the words of an episode, with its own sounds.

    Files that cannot be used count as none here; whoever renders the episode is told of them.
    """
    if not has_own_sounds(show, episode, script):
        return SIGNATURE_ALONE
    # What decodes sound is loaded only for a show that has sounds of its own.
    from pipeline.audio.own_sound.episode_sounds import own_sounds
    from pipeline.audio.own_sound.files import UnusableSound

    try:
        own = own_sounds(show, episode, script or Script((), ""))
        return Beside(own.frame_seconds, own.sound_seconds) if own else SIGNATURE_ALONE
    except UnusableSound:
        return SIGNATURE_ALONE


def reachable(show: Show, episode: Episode, script: Script) -> tuple[float, float]:
    """Predict the least and the most seconds that pauses and speed can make of a script of this episode."""
    return reachable_seconds(
        script,
        voice_of(show, episode),
        show.voice.speed,
        two_voices=has_guest(show, episode),
        beside=beside(show, episode, script),
    )
