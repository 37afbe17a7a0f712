"""One episode, from its script to its files, in memory: a pure function that runs in any process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256

from pipeline import __version__
from pipeline.audio.assembly.assemble import FRAME_SECONDS, Assembly, assemble
from pipeline.audio.assembly.kept_jingle import FOLDER
from pipeline.audio.captions.formats import to_json, to_srt, to_text, to_vtt
from pipeline.audio.chapters import chapters_json
from pipeline.audio.mastering.encode import SAMPLE_RATE, whole_frames
from pipeline.audio.mastering.master import Mastered, master
from pipeline.audio.mastering.proof import require_assembled
from pipeline.audio.recording import Recording
from pipeline.audio.tags import EpisodeTags, tag_mp3
from pipeline.building.illustrate import art_files, chapter_images, chapter_pictures, drawn_cover
from pipeline.building.order import Order, names_of, path_of_sound
from pipeline.catalogue.text import one_line
from pipeline.checking.kept_findings import FINDINGS, KeptFindings
from pipeline.checking.text_lint import TextFinding, lint_script
from pipeline.errors import EngineNotAvailable
from pipeline.freshness.listening import heard_inputs
from pipeline.freshness.rendering import rendering_inputs
from pipeline.layout import addresses
from pipeline.layout.record import Record
from pipeline.layout.sound_names import MP3
from pipeline.process.files import digest
from pipeline.speech.aligning.times import aligner_for
from pipeline.speech.cache import CacheUse, EntryCache
from pipeline.speech.engine import find_voice
from pipeline.speech.fit import Fitted, Target, fit
from pipeline.speech.manners import unheeded
from pipeline.speech.narration import Voices, heard
from pipeline.speech.shared_cache import shared_cache
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.takes import Ear, Ears

COVER_INSIDE_PIXELS = 600
CHAPTER_INSIDE_PIXELS = 300  # apps show them small, and there are several


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished episode: its files by path below `output/`, its record, and where the time went."""

    recording: Recording
    record: Record
    files: dict[str, bytes]
    timings: dict[str, float]  # CPU seconds by stage
    findings: tuple[TextFinding, ...] = ()  # what is undecided about how its script is said
    cache_use: CacheUse = field(default_factory=CacheUse)


class Stopwatch:
    """CPU seconds by stage, of this process and of the programs it ran."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside = 0.0  # seconds of stages within the one under way

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside under `name`, but for what a stage within it counts."""
        began, before = _cpu_seconds(), self._inside
        self._inside = 0.0
        try:
            yield
        finally:
            elapsed = _cpu_seconds() - began
            own = elapsed - self._inside
            self.seconds[name] = round(self.seconds.get(name, 0.0) + own, 4)
            self._inside = before + elapsed


def _cpu_seconds() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def render_episode(order: Order) -> Rendered:
    """Make one episode: narration, assembly, master, tags, captions. Writes nothing to the output.

    Raises SpeechFailed, EncodingFailed or EngineNotAvailable.
    """
    watch = Stopwatch()
    lexicon = Lexicon(order.lexicon)  # one for both: a sentence that is spoken is not read again
    with watch.stage("speech"):
        fitted, cache_use = _narrate(order, lexicon)
    with watch.stage("text lint"):
        findings = _findings(order, lexicon)
    with watch.stage("assembly"):
        beside = order.cache_folder.with_name(FOLDER) if order.cache_folder else None
        assembly = assemble(fitted.narration, order.show.title, order.own, beside)
        seconds = len(assembly.samples) / SAMPLE_RATE
        fitted = fitted.without_sound()  # it has been used, and takes memory
        assembly = replace(assembly, samples=whole_frames(assembly.samples))  # instead of a second copy
    with watch.stage("mastering"):
        mastered = master(assembly.samples, order.audio, watch.stage)
        require_assembled(mastered, seconds, loudness_lufs=order.audio.loudness_lufs)
    with watch.stage("tags and captions"):
        tags = _tags(order, assembly, mastered)
        recording = _finish(assembly, mastered, tags)
        files = _files(order, recording)
    if order.audio.also:
        from pipeline.building.further_sounds import further_sounds

        files |= further_sounds(order, mastered, recording, tags, watch.stage)
    with watch.stage("tags and captions"):
        record = _record(order, fitted, recording, files, lexicon)
    return Rendered(recording, record, files, watch.seconds, findings, cache_use)


def render_to_be_written(order: Order) -> Rendered:
    """Make one episode for a process that only writes its files: when each word is spoken stays here.

    That stands in the captions too, and as hundreds of small objects takes longer to send than the sound.
    """
    rendered = render_episode(order)
    return replace(rendered, recording=replace(rendered.recording, sentences=()))


def _narrate(order: Order, lexicon: Lexicon) -> tuple[Fitted, CacheUse]:
    shared = shared_cache(order.shared_cache) if order.shared_cache else None
    cache = EntryCache(order.cache_folder, shared) if order.cache_folder else None
    aligns = bool(order.aligner) and order.aligner == aligner_for(order.show.language)
    sounds = order.own.sound_seconds if order.own else {}
    ears = Ears(aligns, order.listening, _ear(order, lexicon))
    voices = Voices.of(order.cast, lexicon, cache, sounds, ears)
    frame = order.own.frame_seconds if order.own else FRAME_SECONDS
    target = Target(order.target_seconds, order.tolerance_seconds, frame)
    voices.expect(order.script, order.speed)
    fitted = fit(order.script, voices, target, speed=order.speed)
    return fitted, cache.finish() if cache else CacheUse()


def _findings(order: Order, lexicon: Lexicon) -> tuple[TextFinding, ...]:
    """Find what is undecided in the script; what an earlier run found in the same sentence is kept."""
    if order.cache_folder is None:
        return lint_script(order.script, lexicon, order.cast)
    kept = KeptFindings(order.cache_folder.with_name(FINDINGS), order.episode.guid, order.lexicon)
    findings = lint_script(order.script, lexicon, order.cast, kept)
    kept.save()
    return findings


def _ear(order: Order, lexicon: Lexicon) -> Ear | None:
    """Give whoever listens, the same as where the order was written. Raises EngineNotAvailable."""
    if order.listening is None:
        return None
    from pipeline.checking.listening.ear import SentenceEar, ear_fingerprint

    fingerprint = ear_fingerprint(order.show.language)
    if fingerprint != order.listening.fingerprint:
        raise EngineNotAvailable(
            "the recognisers here are others than where the run began",
            remedy="install the same there as here, or build without --listen",
        )
    return SentenceEar(lexicon)


def _finish(assembly: Assembly, mastered: Mastered, tags: EpisodeTags) -> Recording:
    return Recording(
        mp3=tag_mp3(mastered.mp3, tags),
        seconds=mastered.seconds,
        loudness=mastered.loudness,
        chapters=assembly.chapters,
        sentences=assembly.sentences,
    )


def _tags(order: Order, assembly: Assembly, mastered: Mastered) -> EpisodeTags:
    show, episode = order.show, order.episode
    return EpisodeTags(
        title=episode.display_title,
        subtitle=episode.subtitle,
        show=show.title,
        author=show.author,
        number=episode.number,
        season=episode.season,
        published=episode.published,
        summary=episode.summary,
        transcript=to_text(assembly.sentences, names_of(order)),
        guid=episode.guid,
        feed_url=show.feed_url,
        episode_url=episode.url,
        length_ms=round(mastered.seconds * 1000),
        cover=drawn_cover(order, COVER_INSIDE_PIXELS),
        chapter_pictures=chapter_pictures(order, CHAPTER_INSIDE_PIXELS),
        copyright=show.copyright,
        publisher=show.publisher,
        language=show.language,
        encoder=f"Ninety {__version__}",
        category=show.category,
        keywords=", ".join(episode.topics),
        chapters=assembly.chapters,
        sentences=assembly.sentences,
    )


def _files(order: Order, recording: Recording) -> dict[str, bytes]:
    slug, names = order.episode.slug, names_of(order)
    images = chapter_images(order, recording.chapters)
    texts = {
        f"transcripts/{slug}.vtt": to_vtt(recording.sentences, names),
        f"transcripts/{slug}.srt": to_srt(recording.sentences, names),
        f"transcripts/{slug}.json": to_json(recording.sentences, names),
        f"chapters/{slug}.json": chapters_json(
            recording.chapters,
            title=order.episode.title,
            show=order.show.title,
            author=order.show.author,
            images={
                title: addresses.beside_feed(order.show.feed_url, path) for title, path in images.items()
            },
        ),
    }
    sound = path_of_sound(order, MP3, recording.mp3)
    return {sound: recording.mp3, **art_files(order, images)} | {
        path: text.encode() for path, text in texts.items()
    }


def _record(
    order: Order, fitted: Fitted, recording: Recording, files: dict[str, bytes], lexicon: Lexicon
) -> Record:
    inputs = rendering_inputs(order, fitted.paragraphs_unspoken, lexicon)
    inputs |= heard_inputs(order, fitted.narration)
    return Record(
        slug=order.episode.slug,
        guid=order.episode.guid,
        fingerprint=fingerprint(inputs),
        inputs=inputs,
        engine=order.cast.host.engine,
        voice=order.cast.host.voice,
        guest=str(order.cast.guest or ""),
        voice_credit=" ".join(dict.fromkeys(find_voice(voice).credit for voice in order.cast.voices)),
        remark="; ".join(filter(None, [order.cast.remark, _unheeded(order)])),
        quoted=_quoted(order, recording),
        own_sounds=tuple(sorted({each.name for _, each in order.own.files})) if order.own else (),
        pause_seconds=round(_longest_pause(fitted), 3),
        word_times=fitted.narration.times,
        listening=heard(fitted.narration),
        speed=fitted.speed,
        pause_scale=fitted.pause_scale,
        paragraphs_left_out=fitted.paragraphs_left_out,
        paragraphs_unspoken=fitted.paragraphs_unspoken,
        seconds=round(recording.seconds, 3),
        integrated_lufs=round(recording.loudness.integrated_lufs, 2),
        true_peak_dbtp=round(recording.loudness.true_peak_dbtp, 2),
        chapters=recording.chapters,
        chapter_images=chapter_images(order, recording.chapters),
        files={
            path: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for path, data in files.items()
        },
    )


def _unheeded(order: Order) -> str:
    """Say which manners the script asks for that no voice of it can speak in."""
    return unheeded(order.script, {p.role: order.cast.voice(p.role) for p in order.script.paragraphs})


def _longest_pause(fitted: Fitted) -> float:
    """Give the longest silence that the script asks for."""
    narration = fitted.narration
    runs = (*(part.before for part in narration.parts), narration.after)
    return max((sum(each.seconds for each in run if not each.sound) for run in runs), default=0.0)


def _quoted(order: Order, recording: Recording) -> tuple[str, ...]:
    """Give the documents of which a sentence is said, in the order of what is said."""
    text = one_line(to_text(recording.sentences, {}))
    said = [each for each in order.quotations if each.text in text]
    return tuple(dict.fromkeys(each.title for each in sorted(said, key=lambda each: text.index(each.text))))


def fingerprint(inputs: dict[str, str]) -> str:
    """Give one digest for all that a rendering depends on."""
    return digest(*(f"{name}={value}" for name, value in sorted(inputs.items())))
