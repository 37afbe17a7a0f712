"""The measuring half of the sound benchmark: one episode, made from its script and measured as heard."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.assembly.assemble import FRAME_SECONDS, Assembly, assemble
from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3, ffmpeg_program
from pipeline.audio.mastering.loudness import short_term_loudness
from pipeline.audio.mastering.master import master
from pipeline.building.build import Settings
from pipeline.building.ordering import CACHE, chosen_voices
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.checking.listening.quality import mean_opinion
from pipeline.errors import EncodingFailed
from pipeline.speech.cache import EntryCache
from pipeline.speech.cast import cast_for
from pipeline.speech.fit import Target, fit
from pipeline.speech.narration import Narration, Voices
from pipeline.speech.samples import SAMPLE_RATE as LISTENING_RATE
from pipeline.speech.samples import for_listening
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.on_disk.scripts import script_path
from pipeline.writing.script.script_file import parse_script


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one episode."""

    slug: str
    seconds: float
    integrated_lufs: float  # by ffmpeg, as the next
    true_peak_dbtp: float
    limited_share: float  # of the time, in which the limiter took more than 1 dB
    limited_most_db: float
    encodings: int
    softest_lu: float  # 3 s of speech without its pauses, beside the file's loudness
    loudest_lu: float
    opinion_raw: float | None  # DistillMOS of the engine's speech with its pauses; None: not asked for
    opinion: float | None  # of the same stretch of the MP3


def measure(root: Path, slug: str, *, opinions: bool) -> Measured:
    """Make one episode, from the speech cache as far as it goes, and measure it. Raises PipelineError."""
    show = load_show(root)
    episode = next(each for each in show.episodes if each.slug == slug)
    narration = narrated(show, episode)
    assembly = assemble(narration, show.title)
    mastered = master(assembly.samples, show.audio)
    lufs, peak = measured_by_ffmpeg(mastered.mp3)
    decoded = decode_mp3(mastered.mp3)
    short_term = short_term_loudness(_sentences(decoded, assembly), SAMPLE_RATE) - lufs
    return Measured(
        slug=slug,
        seconds=mastered.seconds,
        integrated_lufs=lufs,
        true_peak_dbtp=peak,
        limited_share=mastered.limiter.share_over_one_db,
        limited_most_db=mastered.limiter.most_db,
        encodings=mastered.attempts,
        softest_lu=float(short_term.min()),
        loudest_lu=float(short_term.max()),
        opinion_raw=mean_opinion(raw_speech(narration), LISTENING_RATE) if opinions else None,
        opinion=mean_opinion(_speech(decoded, assembly), SAMPLE_RATE) if opinions else None,
    )


def narrated(show: Show, episode: Episode) -> Narration:
    """Speak an episode's script with its own voices, fitted to its time, as a build does."""
    path = script_path(show, episode.slug)
    script = parse_script(path.read_text(encoding="utf-8"), path).script
    cast = cast_for(script, *chosen_voices(show, episode, Settings()))
    voices = Voices.of(cast, Lexicon(show.lexicon), EntryCache(show.root / CACHE))
    seconds = episode.target_seconds or show.length.target_seconds
    target = Target(seconds, show.length.tolerance_seconds, FRAME_SECONDS)
    return fit(script, voices, target, speed=show.voice.speed).narration


def raw_speech(narration: Narration) -> NDArray[np.float32]:
    """Give what the engines spoke, with the pauses, at the rate that is listened at."""
    pieces: list[NDArray[np.float32]] = []
    for part in narration.parts:
        speech = part.utterance.speech
        pieces.append(for_listening(speech.samples, speech.sample_rate))
        pieces.append(np.zeros(round(part.pause_seconds * LISTENING_RATE), np.float32))
    return np.concatenate(pieces)


def measured_by_ffmpeg(mp3: bytes) -> tuple[float, float]:
    """Measure a file with ffmpeg's ebur128: LUFS on two speakers, and dBTP. Raises EncodingFailed."""
    with tempfile.TemporaryDirectory(prefix="ninety-bench-") as folder:
        path = Path(folder) / "episode.mp3"
        path.write_bytes(mp3)
        meter = "ebur128=peak=true:dualmono=true:framelog=quiet"
        arguments = ["-hide_banner", "-nostats", "-i", str(path), "-af", meter, "-f", "null", "-"]
        command = [ffmpeg_program(), *arguments]
        told = subprocess.run(command, capture_output=True, check=False, text=True).stderr
    found = [re.findall(rf"{name}:\s+(-?[\d.]+) (?:LUFS|dBFS)", told) for name in ("I", "Peak")]
    if not all(found):
        raise EncodingFailed(f"ffmpeg's loudness meter gave no figures: {told.strip()[-200:]}")
    return float(found[0][-1]), float(found[1][-1])


def _speech(decoded: NDArray[np.float32], assembly: Assembly) -> NDArray[np.float32]:
    """Cut out of the file what lies between the first word and the last."""
    first, last = assembly.sentences[0].words[0].start, assembly.sentences[-1].words[-1].end
    return decoded[int(first * SAMPLE_RATE) : int(last * SAMPLE_RATE)]


def _sentences(decoded: NDArray[np.float32], assembly: Assembly) -> NDArray[np.float32]:
    """Put the sentences of the file one after another, without the pauses between them."""
    spans = [(sentence.words[0].start, sentence.words[-1].end) for sentence in assembly.sentences]
    return np.concatenate([decoded[int(a * SAMPLE_RATE) : int(b * SAMPLE_RATE)] for a, b in spans])
