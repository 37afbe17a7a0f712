"""What the spoken text costs beside synthesis: `python benchmarks/spoken_text.py [EPISODES]`.

Every sentence of the bundled scripts is read with cold caches, and its homographs are told apart; the default
voice then speaks those of a few episodes (10 if not said), and the CPU seconds are compared per episode. The
limit is 2 %.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pipeline.speech.engine import VoiceChoice, find_engine
from pipeline.speech.engines import misaki
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.writing.script.script_file import parse_script

ROOT = Path(__file__).parents[1]
LIMIT = 0.02


def sentences_of(path: Path) -> list[str]:
    """Give the sentences of a script."""
    script = parse_script(path.read_text(encoding="utf-8"), path).script
    return [s for section in script.sections for paragraph in section.paragraphs for s in paragraph.sentences]


def decision_seconds(spoken: list[list[SpokenSentence]]) -> float:
    """Give the CPU seconds that tagging and telling homographs apart take, the loading of both left out."""
    reader = misaki.reader(british=False)
    reader.settle(spoken[0][0])
    start = time.process_time()
    for script in spoken:
        for sentence in script:
            reader.settle(sentence)
    return time.process_time() - start


def main(episodes: int) -> None:
    """Print milliseconds per episode for both, and their ratio."""
    scripts = [sentences_of(path) for path in sorted((ROOT / "scripts").glob("*.md"))]
    start = time.process_time()
    lexicon = Lexicon()
    spoken = [[speak_sentence.__wrapped__(sentence, lexicon) for sentence in script] for script in scripts]
    reading = (time.process_time() - start) / len(scripts)
    deciding = decision_seconds(spoken) / len(scripts)

    choice = VoiceChoice("hibari", "heart")
    engine = find_engine(choice.engine)
    engine.synthesize(spoken[0][0], choice.voice, 1.0)  # loading is no part of it
    start, seconds = time.process_time(), 0.0
    for script in spoken[:episodes]:
        seconds += sum(engine.synthesize(sentence, choice.voice, 1.0).seconds for sentence in script)
    speaking = (time.process_time() - start) / episodes
    print(f"{len(scripts)} scripts, {sum(map(len, scripts))} sentences, cold")
    print(f"spoken text  {reading * 1000:8.2f} ms of CPU an episode")
    print(f"homographs   {deciding * 1000:8.2f} ms of CPU an episode, tagging included")
    print(f"synthesis    {speaking * 1000:8.2f} ms of CPU an episode ({seconds / episodes:.0f} s of speech)")
    ratio = (reading + deciding) / speaking
    print(f"ratio        {ratio:8.2%}  (limit {LIMIT:.0%})")
    sys.exit(ratio > LIMIT)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
