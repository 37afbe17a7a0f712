"""How long an episode is to be, by whom it is spoken, and how long a script of it will be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.length import predicted_seconds, reachable_seconds
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
    return partial(
        predicted_seconds,
        voice=voice_of(show, episode),
        speed=show.voice.speed,
        two_voices=has_guest(show, episode),
    )


def reachable(show: Show, episode: Episode, script: Script) -> tuple[float, float]:
    """Predict the least and the most seconds that pauses and speed can make of a script of this episode."""
    return reachable_seconds(
        script, voice_of(show, episode), show.voice.speed, two_voices=has_guest(show, episode)
    )
