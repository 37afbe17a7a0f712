"""Whether an episode has sounds of its own, and which; nothing is read or decoded to find that out."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.own_sounds import PLACES
from pipeline.catalogue.show import Episode, Show
from pipeline.writing.script.script import Script


def has_own_sounds(show: Show, episode: Episode, script: Script | None = None) -> bool:
    """Tell whether anything but the signature is wanted."""
    asked = any(chosen(show, episode, place) for place in PLACES)
    return asked or not signature_wanted(show, episode) or bool(script and any(named(script)))


def chosen(show: Show, episode: Episode, place: str) -> str:
    """Name the sound of a place: the episode's, else the show's; «none» for nothing, «» for the signature."""
    own = getattr(episode, place)
    return str(own if own is not None else getattr(show.audio, place))


def signature_wanted(show: Show, episode: Episode) -> bool:
    """Tell whether the generated sounds are wanted where no own ones are named."""
    return show.audio.signature if episode.signature is None else episode.signature


def named(script: Script) -> Iterator[str]:
    """Name the sounds that a script asks for, each as often as it does."""
    return (each.sound for paragraph in script.paragraphs for each in paragraph.inserts if each.sound)
