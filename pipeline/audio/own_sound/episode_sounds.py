"""The sounds of one episode: what its file asks for, or the show's, with what its script names."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.audio.own_sound.files import SoundFile, UnusableSound, found_sound, sound_seconds
from pipeline.audio.own_sound.own import OwnSounds
from pipeline.audio.own_sound.wanted import chosen, has_own_sounds, named, signature_wanted
from pipeline.catalogue.own_sounds import FOLDER, NOTHING, PLACES, file_fault
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import line_of
from pipeline.layout.folders import SCRIPTS, settings_file
from pipeline.writing.script.script import Script


def own_sounds(
    show: Show, episode: Episode, script: Script, script_path: Path | None = None
) -> OwnSounds | None:
    """Find an episode's own sounds, and see that each can be used; None where it has none.

    Raises UnusableSound, with the file and line that name the sound.
    """
    if not has_own_sounds(show, episode, script):
        return None
    names = {place: chosen(show, episode, place) for place in PLACES}
    found: dict[str, SoundFile | None] = dict.fromkeys(PLACES)
    for place, name in names.items():
        if name not in ("", NOTHING):
            of_episode = getattr(episode, place) is not None
            file = episode.file if of_episode else settings_file(show.root)
            found[place] = _usable(show, name, place, (file, rf"^\s*{place}\s*[:=]"))
    where = script_path or show.root / SCRIPTS / f"{episode.slug}.md"
    sounds = tuple(
        _usable(show, name, "sound", (where, rf"\{{\s*sound\s+{re.escape(name)}\s*\}}"))
        for name in dict.fromkeys(named(script))
    )
    silent = tuple(place for place in ("opening", "closing") if names[place] == NOTHING)
    return OwnSounds(signature_wanted(show, episode), **found, silent=silent, sounds=sounds)


def _usable(show: Show, name: str, place: str, where: tuple[Path, str]) -> SoundFile:
    """Find a sound and see that it can be used. Raises UnusableSound, with where it is named."""
    try:
        sound = _there(show, name)
        sound_seconds(sound, place)
    except UnusableSound as error:
        error.file, pattern = where
        error.line = line_of(error.file, pattern)
        raise
    return sound


def _there(show: Show, name: str) -> SoundFile:
    what, remedy = file_fault(show.root, name)
    if what:
        raise UnusableSound(what, remedy=remedy)
    return found_sound(show.root / FOLDER, name)
