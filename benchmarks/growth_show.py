"""A show of any size to measure growth by: a list to import, and what renderings would have left.

Everything follows from the number of episodes, so that the same size is the same show. Words are made up, and
used as often as words are: a few all the time, most of them hardly ever (Zipf). Each episode has a name of
its own, which a few others mention.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from pipeline.audio.captions.formats import to_json
from pipeline.audio.recording import TimedSentence, TimedWord
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode
from pipeline.layout import addresses
from pipeline.layout.folders import OUTPUT
from pipeline.layout.record import Chapter, Record
from pipeline.layout.sound_names import MP3, sound_path

TOPICS = 24
_VOCABULARY = 12_000
_MENTION_SHARE = 0.3  # of the summaries name another episode's subject
_SPOKEN_WORDS = 210  # of ninety seconds
_WORD_SECONDS = 0.4
_SEED = 90
_FIRST_DAY = date(1975, 1, 1)
_ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr r s sh sl sp st t th tr v w".split()
_NUCLEI = "a e i o u ai ea ou".split()
_CODAS = ["", "n", "r", "l", "st", "m", "ck", "nd"]
_FRAMES = (
    "A {a} turns {b} into {c}, and every {d} that follows it is smaller than the {e} before.",
    "What {a} does to {b} shows in the {c}: it keeps {d} apart from {e}, and stays cheap.",
    "Before {a} there was only {b}; with it, a {c} finds its {d} in less time than a {e} takes.",
)
_SETTINGS = """[show]
title = "Growth in Ninety Seconds"
description = "A generated show, for measurements."

[owner]
name = "Ninety"
email = "podcast@example.org"

[site]
url = "https://growth.example.org"

[voice]
engine = "tone"
voice = "beep"
"""


def write_list(root: Path, size: int) -> Path:
    """Write the settings of a show without episodes, and a list of `size` episodes; give the list's place."""
    (root / "episodes").mkdir(parents=True)
    (root / "episodes" / "show.toml").write_text(_SETTINGS, encoding="utf-8")
    place = root / "list.csv"
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("title", "subtitle", "summary", "topics", "published"))
        writer.writerows(_rows(size))
    return place


def write_output(root: Path) -> None:
    """Put beside a show's episodes what renderings leave: tiny sound files, transcripts, records.

    Records and transcripts are written by the product's own writers. The sound files are no sound: a few
    bytes of their own each, which nothing that is measured decodes.
    """
    output = root / OUTPUT
    for folder in ("audio", "transcripts", "records"):
        (output / folder).mkdir(parents=True, exist_ok=True)
    words = _words()
    for episode in load_show(root).episodes:
        write_rendering(output, episode, words)


def write_rendering(output: Path, episode: Episode, words: Sequence[str], turn: int = 0) -> None:
    """Write what one rendering leaves; another `turn` is another rendering of the same episode."""
    sound = f"{episode.guid} {turn}".encode()
    dice = random.Random(f"{episode.number} {turn}")  # noqa: S311
    spoken = to_json(list(_sentences(dice, words))).encode()
    contents = {
        sound_path(episode.slug, MP3, sha256(sound).hexdigest()): sound,
        addresses.transcript_path(episode.slug, ".json"): spoken,
    }
    for path, content in contents.items():
        (output / path).write_bytes(content)
    facts = {path: {"sha256": sha256(c).hexdigest(), "bytes": len(c)} for path, c in contents.items()}
    record = _record(episode, facts).to_json()
    (output / addresses.record_path(episode.slug)).write_text(record, encoding="utf-8")


def spoken_words() -> Sequence[str]:
    """Give the words that transcripts are made of, the commonest first."""
    return _words()


def _rows(size: int) -> Iterator[tuple[str, str, str, str, str]]:
    dice = random.Random(_SEED)  # noqa: S311 - a show, not a secret
    words = _words()
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    for number in range(1, size + 1):
        named = dict(zip("abcde", dice.choices(words, cum_weights=weights, k=5), strict=True))
        if dice.random() < _MENTION_SHARE:
            named["a"] = _name(dice.randint(1, size))
        summary = dice.choice(_FRAMES).format(**named)
        topics = dice.sample(range(TOPICS), k=2)
        day = _FIRST_DAY + timedelta(days=(number * 18_000) // size)
        listed = ", ".join(words[topic * 7].capitalize() for topic in topics)
        yield _name(number), f"the {named['b']} of {named['c']}", summary, listed, day.isoformat()


def _sentences(dice: random.Random, words: Sequence[str]) -> Iterator[TimedSentence]:
    said, start = 0, 0.0
    while said < _SPOKEN_WORDS:
        count = dice.randint(8, 16)
        texts = [words[int(len(words) * dice.random() ** 4)] for _ in range(count)]
        texts = [texts[0].capitalize(), *texts[1:-1], f"{texts[-1]}."]
        timed = tuple(
            TimedWord(text, start + place * _WORD_SECONDS, start + (place + 0.9) * _WORD_SECONDS)
            for place, text in enumerate(texts)
        )
        yield TimedSentence(timed, "host", said // 60)
        said, start = said + count, start + count * _WORD_SECONDS + 0.42


def _record(episode: Episode, files: dict[str, dict[str, object]]) -> Record:
    return Record(
        slug=episode.slug,
        guid=episode.guid,
        fingerprint="",
        inputs={},
        engine="tone",
        voice="beep",
        voice_credit="",
        speed=1.0,
        pause_scale=1.0,
        paragraphs_left_out=0,
        seconds=90.0,
        integrated_lufs=-16.0,
        true_peak_dbtp=-1.5,
        chapters=(Chapter(0.0, episode.title), Chapter(30.0, "How it works"), Chapter(70.0, "What to keep")),
        files=files,
    )


def _words() -> list[str]:
    dice = random.Random(_SEED)  # noqa: S311
    made: dict[str, None] = {}
    while len(made) < _VOCABULARY:
        made[_syllables(dice, dice.choice((1, 2, 2, 3)))] = None
    return sorted(made, key=lambda word: (len(word), word))


def _name(number: int) -> str:
    """Give the name of an episode's subject: two words, and its own for ever."""
    dice = random.Random(number)  # noqa: S311
    return f"{_syllables(dice, 2).capitalize()} {_syllables(dice, 3)}"


def _syllables(dice: random.Random, count: int) -> str:
    return "".join(dice.choice(_ONSETS) + dice.choice(_NUCLEI) + dice.choice(_CODAS) for _ in range(count))
