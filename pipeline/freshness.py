"""What a rendering depends on, and so whether an episode must be made again, and why."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import cache
from pathlib import Path

import pipeline
from pipeline.audio.mastering.encode import encoder_name, ffmpeg_name
from pipeline.catalogue.show import Episode, LexiconEntry, Show
from pipeline.files import digest, file_digest
from pipeline.publishing.record import Record
from pipeline.publishing.sounds import MP3
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice, find_engine
from pipeline.writing.script.script import Script

# The stages whose code shapes a rendering; publishing and the command line do not.
ENGINES = Path(pipeline.__file__).parent / "speech" / "engines"
_RENDERING_CODE = (
    "writing/script/script.py",
    "writing/script/pauses.py",
    "speech",
    "audio",
    "render.py",
    "publishing/record.py",
    "publishing/addresses.py",
    "publishing/sounds.py",
)


def rendering_inputs(show: Show, episode: Episode, script: Script, cast: Cast) -> dict[str, str]:
    """Give everything an episode's files depend on, by a name that people understand, as digests."""
    text = "\n".join(paragraph.text for paragraph in script.paragraphs)
    facts = replace(  # what is said elsewhere, or in the feed and on the site only
        episode,
        notes=type(episode.notes)(),
        file=Path(),
        format=None,
        voice=None,
        guest=None,
        reference_seconds=None,
        explicit=None,
        link="",
        aliases=(),
        formerly=(),
    )
    tagged = (
        show.title,
        show.credit,
        show.owner.name,
        show.language,
        show.copyright,
        show.site_url,
        show.feed.category,
    )
    return {
        "the episode's facts": digest(repr(facts)),
        **_quoted_inputs(episode, text),
        "the script": digest(repr(script)),
        "the lexicon": digest(repr(_entries_used(show.lexicon, text))),
        "the voice": digest(
            *map(_voice_fingerprint, cast.voices), repr(cast), repr(_voice_settings(show, cast))
        ),
        "the length": digest(repr(show.length)),
        "the sound settings": digest(
            repr(show.audio), encoder_name(), ffmpeg_name() if show.audio.also else ""
        ),
        "the show's facts": digest(repr(tagged)),
        "the cover": digest(repr(show.cover)),
        "Ninety itself": _code_digest(),
    }


def _quoted_inputs(episode: Episode, text: str) -> dict[str, str]:
    """Give what its record says of the author's documents, where a sentence of them is said."""
    said = [each for each in episode.quotations if each.text in text]
    return {"the author's documents": digest(repr(said))} if said else {}


def _voice_settings(show: Show, cast: Cast) -> tuple[object, ...]:
    names = (show.voice.host_name, show.voice.guest_name) if cast.guest else ()
    return (show.voice.speed, *names)


def why_stale(record: Record | None, inputs: dict[str, str], output: Path) -> str:
    """Say why an episode must be rendered, or «» where its files are what these inputs give."""
    if record is None:
        return "it was never rendered"
    changed = [name for name, value in inputs.items() if record.inputs.get(name) != value]
    if changed:
        return f"{' and '.join(changed)} changed"
    if record.sound_path(MP3) is None:
        return "its record names no recording"
    for path, facts in record.files.items():
        file = output / path
        if not file.is_file():
            return f"{path} is missing"
        if file_digest(file) != facts["sha256"]:
            return f"{path} was altered"
    return ""


def _entries_used(entries: tuple[LexiconEntry, ...], text: str) -> list[LexiconEntry]:
    folded = text.casefold()
    return [entry for entry in entries if entry.term.casefold() in folded]


@cache
def _voice_fingerprint(voice: VoiceChoice) -> str:
    engine = find_engine(voice.engine)
    adapter = Path(inspect.getfile(type(engine)))
    files = [adapter]
    if adapter.is_relative_to(ENGINES):  # one of ours: its own room, and what our adapters share
        files = sorted({*adapter.parent.glob("*.py"), *ENGINES.glob("*.py")})
    return digest(engine.fingerprint(voice.voice), *map(file_digest, files))


@cache
def _code_digest() -> str:
    """Digest the code and data that shape a rendering, so that a new version makes new files."""
    root = Path(pipeline.__file__).parent
    paths = [path for part in _RENDERING_CODE for path in sorted((root / part).rglob("*") or [root / part])]
    paths += [root / part for part in _RENDERING_CODE if (root / part).is_file()]
    # Engines are left to their fingerprints: a new one changes nothing that another spoke.
    apart = {"__pycache__", "engines"}
    files = sorted({p for p in paths if p.is_file() and not apart & set(p.relative_to(root).parts)})
    return digest(*(f"{path.relative_to(root).as_posix()} {file_digest(path)}" for path in files))
