"""Captions and transcripts of a finished file: the text as it is shown, in the forms that apps read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from pipeline.audio.captions import cues as phrasing
from pipeline.audio.captions.cues import Cue
from pipeline.audio.recording import TimedSentence
from pipeline.catalogue.text import without_markup

__all__ = ["Cue", "cues", "to_json", "to_srt", "to_text", "to_vtt"]

_NO_NAMES: Mapping[str, str] = {}
_PARAGRAPH_BREAK = "\n\n"


def cues(sentences: Sequence[TimedSentence], names: Mapping[str, str] = _NO_NAMES) -> tuple[Cue, ...]:
    """Divide the text into cues of at most two lines; `names` (role to name) matters where several speak."""
    return _divided(tuple(sentences), tuple(_several(sentences, names).items()))


@lru_cache(maxsize=2)  # for both kinds of captions of an episode
def _divided(sentences: tuple[TimedSentence, ...], names: tuple[tuple[str, str], ...]) -> tuple[Cue, ...]:
    return phrasing.cues(sentences, dict(names))


def to_vtt(sentences: Sequence[TimedSentence], names: Mapping[str, str] = _NO_NAMES) -> str:
    """Write WebVTT (W3C); each cue names its speaker where `names` knows more than one of them."""
    blocks = ["WEBVTT"]
    for cue in cues(sentences, names):
        voice = f"<v {_escape(cue.speaker)}>" if cue.speaker else ""
        lines = "\n".join(cue.lines)
        blocks.append(f"{_times(cue, '.')}\n{voice}{_escape(lines)}")
    return "\n\n".join(blocks) + "\n"


def to_srt(sentences: Sequence[TimedSentence], names: Mapping[str, str] = _NO_NAMES) -> str:
    """Write SubRip, none of it markup; each turn names its speaker where `names` knows several."""
    blocks = []
    for number, cue in enumerate(cues(sentences, names), start=1):
        label = f"{cue.speaker}: " if cue.speaker and cue.turn else ""
        lines = "\n".join(cue.lines)
        blocks.append(f"{number}\n{_times(cue, ',')}\n{without_markup(label + lines)}\n")
    return "\n".join(blocks)


def to_json(sentences: Sequence[TimedSentence], names: Mapping[str, str] = _NO_NAMES) -> str:
    """Write the transcript of the Podcasting 2.0 namespace (JSON, version 1.0.0): one segment for each word.

    Without a name for it, a role stands for itself («Host»).
    """
    segments = [
        {
            "speaker": names.get(sentence.speaker, sentence.speaker.capitalize()),
            "startTime": round(word.start, 3),
            "endTime": round(word.end, 3),
            "body": word.text,
        }
        for sentence in sentences
        for word in sentence.words
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"


def to_text(sentences: Sequence[TimedSentence], names: Mapping[str, str] = _NO_NAMES) -> str:
    """Write the paragraphs, a blank line between them, with each turn named as in `to_srt`."""
    known = _several(sentences, names)
    paragraphs = []
    before = None
    for (_, role), group in groupby(sentences, key=lambda sentence: (sentence.paragraph, sentence.speaker)):
        label = f"{known[role]}: " if role in known and role != before else ""
        paragraphs.append(label + " ".join(sentence.text for sentence in group))
        before = role
    return _PARAGRAPH_BREAK.join(paragraphs)


def _several(sentences: Sequence[TimedSentence], names: Mapping[str, str]) -> dict[str, str]:
    """Give the names in use, if there are several."""
    known = {sentence.speaker: names[sentence.speaker] for sentence in sentences if sentence.speaker in names}
    return known if len(known) > 1 else {}


def _times(cue: Cue, point: str) -> str:
    start = round(cue.start * 1000)
    end = max(round(cue.end * 1000), start + 1)  # WebVTT wants the end after the start
    return f"{_clock(start, point)} --> {_clock(end, point)}"


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
