"""What is ordered for one episode: who speaks, what is heard and what is seen."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from pipeline.audio.own_sound.episode_sounds import own_sounds
from pipeline.building.asking import naming_the_setting
from pipeline.building.order import Order, entries_to_send, order_for
from pipeline.building.outcome import Settings
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import line_of
from pipeline.catalogue.toml_file import read_toml
from pipeline.catalogue.values import suggestion
from pipeline.errors import InvalidScript
from pipeline.layout import folders
from pipeline.layout.folders import settings_file
from pipeline.provenance.finish import signature_key
from pipeline.speech.cast import GUEST, HOST, Cast, Speaking, cast_for
from pipeline.speech.engine import VoiceChoice, complete_choice
from pipeline.speech.languages import WrongLanguage, require_language
from pipeline.speech.shared_cache import SHARED_VARIABLE, shared_address
from pipeline.speech.takes import Listening
from pipeline.writing.script.script import Script

CACHE = f"{folders.CACHE}/speech"


def chosen_voices(show: Show, episode: Episode, settings: Settings) -> tuple[VoiceChoice, VoiceChoice | None]:
    """Give the host's and the guest's voice: asked for, the episode's own, or the show's."""
    shows = VoiceChoice.parse(show.voice.voice, show.voice.engine)
    named = episode.guest or show.voice.guest
    guest = VoiceChoice.parse(named, show.voice.engine) if named else None
    host = VoiceChoice.parse(episode.voice or show.voice.voice, show.voice.engine)
    if settings.voice or settings.engine:
        host = complete_choice(settings.engine, settings.voice, shows)
    licences = show.voice.accept_licences
    return replace(host, licences=licences), replace(guest, licences=licences) if guest else None


def named_voices(show: Show, script: Script, path: Path) -> tuple[Speaking, ...]:
    """Give the show's voices by name. Raises InvalidScript for a script that calls one there is not."""
    known = {each.name: each for each in show.voices}
    for paragraph in script.paragraphs:
        if paragraph.role not in (HOST, GUEST, *known):
            line = line_of(path, rf"\{{\s*voice\s+{paragraph.role}\s*\}}")
            remedy = suggestion(paragraph.role, known) or f"name it in show.toml: [voices.{paragraph.role}]"
            what = f"calls a voice «{paragraph.role}» that the show does not have"
            raise InvalidScript(what, file=path, line=line, remedy=remedy)
    licences = show.voice.accept_licences
    return tuple(
        Speaking(
            each.name,
            replace(VoiceChoice.parse(each.voice, each.engine or show.voice.engine), licences=licences),
            each.caption,
            round((each.speed or show.voice.speed) / show.voice.speed, 4),
        )
        for each in show.voices
    )


def to_be_sent(order: Order, show: Show) -> Order:
    """Give an order with no more of the lexicon than its script needs, and with the cache that is shared."""
    shared = shared_address(os.environ.get(SHARED_VARIABLE) or show.cache.shared, show.root)
    return replace(order, lexicon=entries_to_send(order.script, show.lexicon), shared_cache=shared)


def full_order(show: Show, episode: Episode, script: Script, path: Path, settings: Settings) -> Order:
    """Say who speaks, what is heard and what is seen; raises what is wrong with any of them."""
    host, guest = chosen_voices(show, episode, settings)
    named = named_voices(show, script, path)
    own = own_sounds(show, episode, script, path)
    with naming_the_setting(show, episode, is_asked=bool(settings.voice or settings.engine)):
        cast = _cast(show, script, host, guest, named)
    _require_languages(show, episode, settings, host, guest)
    for speaking in cast.others:
        require_language(speaking.voice, show.language, settings_file(show.root))
    order = order_for(show, episode, script, cast, show.root / CACHE, own)
    listening = _listening(show, cast, settings)
    return replace(
        order, listening=listening, signature=show.derived.get("signature", lambda: signature_key(show))
    )


def _cast(
    show: Show, script: Script, host: VoiceChoice, guest: VoiceChoice | None, named: tuple[Speaking, ...]
) -> Cast:
    """Cast a script; of those that ask for the same voices and roles, which is most of a show, only one."""
    roles = sorted({paragraph.role for paragraph in script.paragraphs})
    wanted = f"cast of {roles} {host!r} {guest!r} {named!r}"
    return show.derived.get(wanted, lambda: cast_for(script, host, guest, named))


def _listening(show: Show, cast: Cast, settings: Settings) -> Listening | None:
    """Say how the voices of an episode are listened to, if any is. Raises EngineNotAvailable."""
    wanted = show.voice.listen
    if wanted == "never" and not settings.listen:
        return None
    found = Listening("", show.voice.takes, always=wanted == "always")
    if not any(found.hears(voice) for voice in cast.voices):
        return None
    from pipeline.checking.listening.ear import ear_fingerprint

    return replace(found, fingerprint=show.derived.get("ear", lambda: ear_fingerprint(show.language)))


def _require_languages(
    show: Show, episode: Episode, settings: Settings, host: VoiceChoice, guest: VoiceChoice | None
) -> None:
    """Raise WrongLanguage for a voice that does not speak the show's language, with what names it."""
    asked = settings.voice or settings.engine
    shows = settings_file(show.root)
    try:
        require_language(host, show.language, None if asked else episode.file if episode.voice else shows)
        if guest:
            require_language(guest, show.language, episode.file if episode.guest else shows)
    except WrongLanguage as error:
        if error.file == shows:
            error.line = read_toml(shows).line(("show", "language"))
        raise
