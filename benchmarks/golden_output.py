"""What each stage makes of the same things: a digest of it, beside the version that the stage declares.

`python -m benchmarks.golden_output` writes `tests/freshness/golden.json` anew. Do that only after looking at
what changed: a stage whose output is another one counts its VERSION up, so that what was made is made again.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline import language, speech, writing
from pipeline.audio import artwork, assembly, captions, mastering
from pipeline.audio.artwork.about import About
from pipeline.audio.artwork.cover import draw_cover
from pipeline.audio.assembly.assemble import FRAME_SECONDS, assemble
from pipeline.audio.found_tags import read_tags
from pipeline.audio.mastering.encode import decode_mp3
from pipeline.audio.mastering.master import master
from pipeline.building.order import Order, order_for
from pipeline.building.render import render_episode
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import AudioSettings, CoverSettings, Show
from pipeline.checking import listening
from pipeline.checking.listening.scoring import score
from pipeline.drafting import sources
from pipeline.drafting.sources.documents import read_documents
from pipeline.language.homographs import decide
from pipeline.language.sentences import TaggedSentence
from pipeline.language.tagger import tag
from pipeline.process.files import digest
from pipeline.speech import engines, spoken
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.engines.misaki import reader
from pipeline.speech.fit import Fitted, Target, fit
from pipeline.speech.narration import Voices
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.on_disk.scripts import refresh_scripts
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

GOLDEN = Path(__file__).parents[1] / "tests/freshness/golden.json"
_TONE = Cast(VoiceChoice("tone", "beep"))
_SENTENCES = (
    "In 1999 the 3rd of 40 kHz tones cost $1.5 million, i.e. 25% more than NASA's.",
    "Dr. Ahlgren read O(n²) aloud at 10:30 a.m. on 05/06/2020, then wrote H₂O and «GPT-4».",
    "They read the lead story; the wind will wind the lead pipe, and I object to the object.",
    "Visit example.org/a for Chapter IV, Henry VIII, −3 °C, 2–3 km/h, ½ cup and +44 20 7946 0958.",
)
_SHOW = """
[show]
title = "Small things"
description = "A show of small things, for tests."
language = "en-us"

[owner]
name = "The testers"
email = "testers@example.org"

[site]
url = "https://small.example.org"

[voice]
engine = "tone"
voice = "beep"

[length]
target_seconds = 40
tolerance_seconds = 5

[feed]
category = "Education"
"""
_EPISODE = """---
guid: 00000000-0000-4000-8000-00000000000{number}
number: {number}
title: {title}
subtitle: a small thing
summary: {title} is one of the small things that this show is about.
topics: [Small Things, {topic}]
published: 2026-01-0{number}
---

## Hook
Who has not lost a {word} and looked for it all day long?

## How it works
A {word} is small enough to hide behind anything larger. Most things are larger.

The trick is to look where it was, and then to look there again with a lamp.

## Example
Take a drawer of forty small things. Only one of them is the {word}, so thirty-nine looks are wasted.

## Why it matters
Without its {word} the coat stays open, and the winter comes in.

## Limit
No lamp finds a {word} that was never there.

## Take-away
Look twice for the {word}, and keep a second one.
"""
_THIN = """---
guid: 00000000-0000-4000-8000-00000000000{number}
number: {number}
title: {title}
summary: {summary}
topics: [Small Things]
published: 2026-01-0{number}
---
"""
_THINS = {
    "Zippers": "In 1913 a zipper of 10 teeth to the inch did what buttons do, because it closed at once.",
    "Needles": "A needle carries a thread through cloth. In 1826 one cost a penny; a worker made 24 an hour.",
}
_DOCUMENT = """# On small things

A needle of 1826 weighed half a gram. The factory at Redditch made three million needles a week by then.

Each needle passed through the hands of thirty workers before it was wrapped in paper.
"""

_SCRIPT = Script(
    (
        ScriptSection(
            "Buttons", (Paragraph(_SENTENCES[:2]), Paragraph(("Who has lost a button?",), optional=2))
        ),
        ScriptSection(
            "How it works", (Paragraph(("It hides behind larger things.", "Most things are larger.")),)
        ),
        ScriptSection(
            "Limit", (Paragraph(_SENTENCES[2:]), Paragraph(("No lamp finds it.",) * 3, optional=1))
        ),
    ),
    "fixed",
)


@contextmanager
def _show() -> Iterator[Show]:
    """Make the show of the fixtures, with two episodes more that have no notes, and a document."""
    with tempfile.TemporaryDirectory() as folder:
        episodes = Path(folder) / "episodes"
        (episodes / "sources").mkdir(parents=True)
        (episodes / "show.toml").write_text(_SHOW, encoding="utf-8")
        (episodes / "sources/small.md").write_text(_DOCUMENT, encoding="utf-8")
        for number, title in enumerate(("Buttons", "Keys"), start=1):
            text = _EPISODE.format(number=number, title=title, topic="Coats", word=title.lower()[:-1])
            (episodes / f"{title.lower()}.md").write_text(text, encoding="utf-8")
        for number, (title, summary) in enumerate(_THINS.items(), start=3):
            text = _THIN.format(number=number, title=title, summary=summary)
            (episodes / f"{title.lower()}.md").write_text(text, encoding="utf-8")
        yield load_show(Path(folder))


def _order(show: Show) -> Order:
    """Order a script that no writer has a hand in, so that a stage fails for itself alone."""
    return order_for(show, show.episodes[0], _SCRIPT, _TONE)


def _fitted(show: Show) -> Fitted:
    order = _order(show)
    target = Target(order.target_seconds, order.tolerance_seconds, FRAME_SECONDS)
    return fit(order.script, Voices.of(_TONE, Lexicon()), target)


def _levels(samples: NDArray[np.float32], rate: int = 44_100) -> list[float]:
    """Give the level of each second, in half decibels: what is heard, and no last bit of it."""
    whole = samples[: len(samples) // rate * rate].reshape(-1, rate).astype(np.float64)
    power = np.maximum((whole**2).mean(axis=1), 1e-8)
    return [round(2 * level) / 2 for level in 10 * np.log10(power)]


def _written() -> object:
    with _show() as show:
        return [repr(state.script) for state in refresh_scripts(show, show.episodes, write=False)]


def _tagged() -> object:
    found = [(each.text, each.tag) for sentence in _SENTENCES for each in tag(sentence)]
    decided = [[each.reading for each in decide(TaggedSentence(tag(text)))] for text in _SENTENCES]
    return found, decided


def _spoken() -> object:
    words = (word for text in _SENTENCES for word in speak_sentence(text, Lexicon()).words)
    return [(word.shown, word.said, word.before, word.after) for word in words]


def _pronounced() -> object:
    return [reader(british=False).phonemize(speak_sentence(text, Lexicon())).text for text in _SENTENCES]


def _narrated() -> object:
    with _show() as show:
        fitted = _fitted(show)
    parts = [
        (p.utterance.sentence.spoken, p.section, round(p.pause_seconds, 3)) for p in fitted.narration.parts
    ]
    return parts, fitted.paragraphs_left_out, round(fitted.pause_scale, 3), round(fitted.speed, 3)


def _assembled() -> object:
    with _show() as show:
        made = assemble(_fitted(show).narration, show.title)
    chapters = [(round(each.start, 2), each.title) for each in made.chapters]
    return len(made.samples), _levels(made.samples), chapters


def _mastered() -> object:
    with _show() as show:
        made = assemble(_fitted(show).narration, show.title)
    file = master(made.samples, AudioSettings())
    return round(file.seconds, 2), round(file.loudness.integrated_lufs, 1), _levels(decode_mp3(file.mp3))


def _captioned() -> object:
    with _show() as show:
        rendered = render_episode(_order(show))
    texts = {
        path: data.decode()
        for path, data in rendered.files.items()
        if not path.startswith(("audio/", "art/"))
    }
    tags = replace(read_tags(rendered.recording.mp3), cover=b"")
    told = {name: text for name, text in tags.texts.items() if name not in {"TSSE", "TLEN"}}
    return texts, sorted(tags.frames), sorted(told.items()), tags.chapters, tags.words


def _drawn() -> object:
    image = Image.open(BytesIO(draw_cover(CoverSettings(), "Small things", About("Coats"), 600))).convert(
        "RGB"
    )
    small = np.asarray(image.resize((6, 6), Image.Resampling.BOX), np.float64)
    return np.round(small / 16).astype(int).tolist()


def _compared() -> object:
    sentences = [speak_sentence(text, Lexicon()) for text in _SENTENCES]
    heard = (
        "In nineteen ninety nine the third of forty kilohertz tones cost 1.5 million. They red the led story."
    )
    return asdict(score(sentences, heard, Lexicon()))


def _read() -> object:
    with _show() as show:
        return [[each.text for each in document.quotations] for document in read_documents(show.root)]


STAGES: dict[str, tuple[int, Callable[[], object]]] = {
    "writing": (writing.VERSION, _written),
    "language": (language.VERSION, _tagged),
    "speech/spoken": (spoken.VERSION, _spoken),
    "speech/engines": (engines.VERSION, _pronounced),
    "speech": (speech.VERSION, _narrated),
    "audio/assembly": (assembly.VERSION, _assembled),
    "audio/mastering": (mastering.VERSION, _mastered),
    "audio/captions": (captions.VERSION, _captioned),
    "audio/artwork": (artwork.VERSION, _drawn),
    "listening": (listening.VERSION, _compared),
    "drafting/sources": (sources.VERSION, _read),
}


def output_of(stage: str) -> str:
    """Digest what a stage makes."""
    return digest(repr(STAGES[stage][1]()))[:16]


if __name__ == "__main__":
    found = {name: [version, output_of(name)] for name, (version, _) in STAGES.items()}
    GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
