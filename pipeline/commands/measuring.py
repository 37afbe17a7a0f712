"""How fast a voice speaks on this machine and how much memory a worker with it takes."""

from __future__ import annotations

import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from pipeline.process.streams import leave_stdout
from pipeline.speech.engine import VoiceChoice, find_engine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

# Twenty seconds or so, with names, numbers and a long sentence: what a narrator meets.
TEXT = (
    "Suppose someone lends you a concert piano, and you would like it a little warmer.",
    "Take a matrix of 4,000 by 4,000: that makes 16 million numbers, and you train 64 thousand of them.",
    "The original weights stay frozen, two thin matrices stand beside each large one, and only those train.",
)


def measured(voice: str) -> dict[str, float | int]:
    """Measure a voice, «engine/voice», on one core in a process of its own.

    Gives `times_real_time`, seconds of speech per second of work once it is warm, and `megabytes`, the most
    memory the process ever held (0 where the system does not tell).
    """
    with ProcessPoolExecutor(1, get_context("spawn"), leave_stdout) as pool:
        return pool.submit(_measure, voice).result()


def _measure(voice: str) -> dict[str, float | int]:
    choice = VoiceChoice.parse(voice, "hibari")
    engine = find_engine(choice.engine)
    sentences = [speak_sentence(text, Lexicon()) for text in TEXT]
    engine.synthesize(sentences[0], choice.voice, 1.0)  # loads weights and dictionaries
    began = time.process_time()
    seconds = sum(engine.synthesize(sentence, choice.voice, 1.0).seconds for sentence in sentences)
    work = time.process_time() - began
    return {"times_real_time": round(seconds / work, 1), "megabytes": peak_megabytes()}


def peak_megabytes() -> int:
    """Give the most memory this process ever held, in MB; 0 where the system does not tell.

    Linux's `ru_maxrss` starts at what the parent held when it forked; VmHWM counts this program alone.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"), re.MULTILINE)
        return round(int(found[1]) * 1024 / 1e6) if found else 0
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3))
