"""Measure the work that no program could leave out: speaking the sentences of episodes, and encoding them.

Run by `benchmarks.two_commits`, as `python -m benchmarks.bare_work ROOT SLUG…`: it prints the CPU seconds
that the engine takes for exactly the sentences of the finished episodes, and the encoder for exactly their
samples. All is loaded before the clock runs, and what is remembered of the sentences is forgotten. It is done
by as many processes side by side as a build has: what they share of the machine makes each of them slower.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path

from pipeline.audio.assembly.assemble import FRAME_SECONDS, assemble
from pipeline.audio.mastering.encode import SAMPLE_RATE, encode_mp3
from pipeline.audio.mastering.master import master
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.process.workers import each_done, usable_cores
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice, find_engine
from pipeline.speech.fit import Target, fit
from pipeline.speech.narration import Voices
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.on_disk.scripts import script_path
from pipeline.writing.script.script_file import parse_script

_OTHERS = [speak_sentence(f"This is sentence number {number}.", Lexicon()) for number in range(130)]


def bare_seconds(show: Show, episode: Episode) -> tuple[float, float]:
    """Give the CPU seconds of the bare work for an episode, and the seconds of its sound."""
    path = script_path(show, episode.slug)
    script = parse_script(path.read_text(encoding="utf-8"), path).script
    choice = VoiceChoice.parse(show.voice.voice, show.voice.engine)
    voices = Voices.of(Cast(choice), Lexicon(show.lexicon))
    length = show.length
    target = Target(episode.target_seconds or length.target_seconds, length.tolerance_seconds, FRAME_SECONDS)
    fitted = fit(script, voices, target, speed=show.voice.speed)
    samples = master(assemble(fitted.narration, show.title).samples, show.audio).samples
    sentences = [part.utterance.sentence for part in fitted.narration.parts]
    engine = find_engine(choice.engine)
    for other in _OTHERS:  # more than a reader remembers
        engine.phonemes(other, choice.voice)
    began = time.process_time()
    for sentence in sentences:
        engine.synthesize(sentence, choice.voice, fitted.speed)
    encode_mp3(samples, show.audio.bitrate_kbps)
    return time.process_time() - began, len(samples) / SAMPLE_RATE


def _measured(root: Path, slug: str) -> tuple[float, float]:
    show = load_show(root)
    (episode,) = (each for each in show.episodes if each.slug == slug)
    return bare_seconds(show, episode)


def main() -> int:
    """Print the figure as JSON."""
    root, *slugs = sys.argv[1:]
    done = each_done(partial(_measured, Path(root)), slugs, usable_cores())
    measured = [result() for _, result in done]
    cpu, sound = (sum(column) for column in zip(*measured, strict=True))
    print(json.dumps({"cpu_seconds": round(cpu, 3), "audio_seconds": round(sound, 3)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
