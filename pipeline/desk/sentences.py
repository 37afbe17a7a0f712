"""The sentences of an episode's script as they stand in its file, and how each of them is said."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.building.asking import naming_the_setting
from pipeline.building.ordering import chosen_voices, named_voices
from pipeline.building.outcome import Settings
from pipeline.catalogue.show import Episode, LexiconEntry, Show
from pipeline.catalogue.text import read_text
from pipeline.checking.text_lint import REMEDIES, TextFinding, lint_sentence
from pipeline.desk.places import Place, lines_in_notes, sentence_places
from pipeline.errors import WHATEVER, as_told
from pipeline.layout import addresses
from pipeline.layout.folders import OUTPUT
from pipeline.layout.record import Record, read_record
from pipeline.process.files import digest
from pipeline.speech.cast import Cast, cast_for
from pipeline.speech.engine import VoiceChoice, engine_of
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.on_disk.scripts import read_script, script_path
from pipeline.writing.script.directions import Manner
from pipeline.writing.script.script import Paragraph, Script

_MOST_KEPT = 2000  # readings of sentences, so that a page is shown at once after one of them has changed
_DECIDED_IN_LEXICON = ("spelled", "guessed", "unsure", "dropped")  # findings that an entry settles


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in its place, and all that is needed to hear it."""

    shown: str
    role: str
    section: str
    voice: VoiceChoice
    speed: float
    lexicon: Lexicon = field(repr=False)
    entries: tuple[LexiconEntry, ...] = field(repr=False)  # of the show, that the lexicon is made of
    manners: tuple[Manner, ...] = ()
    left_out: bool = False  # to keep the episode's length
    places: tuple[Place, ...] = ()  # in the script, and in the notes where it comes from there

    @property
    def key(self) -> str:
        """Give what the sentence is called by: another where it would be heard otherwise."""
        said = speak_sentence(self.shown, self.lexicon)
        manners = [(each.kind, each.first, each.last) for each in self.manners]
        return digest(repr((said, str(self.voice), self.speed, manners)))[:20]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sentence is said, and what `check --text` asks about it."""

    spoken: str  # as words; «» where they are those that are shown
    phonemes: str  # «» where the engine takes plain text
    findings: tuple[dict[str, Any], ...] = ()


class Readings:
    """How sentences are said, each found out once; not to be used from two threads at a time."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Any, ...], Reading] = OrderedDict()

    def of(self, line: Line) -> Reading:
        """Tell how a line is said. Raises what its engine does."""
        key = (line.shown, line.voice, line.entries)
        if key not in self._known:
            self._known[key] = _reading(line)
            while len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]


def _reading(line: Line) -> Reading:
    sentence = speak_sentence(line.shown, line.lexicon)
    engine = engine_of(line.voice)
    phonemes = engine.phonemes(sentence, line.voice.voice)
    findings = [_finding(each) for each in lint_sentence(sentence, line.lexicon, line.voice)]
    spoken = sentence.spoken
    return Reading("" if spoken == line.shown else spoken, phonemes, tuple(findings))


def _finding(finding: TextFinding) -> dict[str, Any]:
    return {
        "what": finding.what,
        "remedy": REMEDIES[finding.kind],
        "term": finding.text if finding.kind in _DECIDED_IN_LEXICON else "",
        "said": finding.said if finding.kind in ("spelled", "guessed") else "",
    }


def lines_of(show: Show, episode: Episode) -> list[Line]:
    """Give the sentences of an episode's script as its file stands; none where there is no script yet.

    Raises InvalidScript, EngineNotAvailable.
    """
    path = script_path(show, episode.slug)
    file = read_script(path)
    if file is None:
        return []
    record = read_record(show.root / OUTPUT / addresses.record_path(episode.slug))
    voices = chosen_voices(show, episode, Settings())
    with naming_the_setting(show, episode):
        cast = cast_for(file.script, *voices, named_voices(show, file.script, path))
    speed = record.speed if record else show.voice.speed
    lines = list(_lines(file.script, show, cast, speed, _given_up(file.script, record)))
    places = sentence_places(file.script, read_text(path)[0], path)
    name = path.relative_to(show.root).as_posix()
    notes = episode.file.relative_to(show.root).as_posix()
    in_notes = lines_in_notes([line.shown for line in lines], episode.file)
    return [
        replace(line, places=(Place(name, number), *([Place(notes, at)] if at else [])))
        for line, number, at in zip(lines, places, in_notes, strict=True)
    ]


def _lines(script: Script, show: Show, cast: Cast, speed: float, given_up: Sequence[int]) -> Iterator[Line]:
    lexicon = Lexicon(show.lexicon)
    for section in script.sections:
        for paragraph in section.paragraphs:
            role = cast.role(paragraph.role)
            for index, shown in enumerate(paragraph.sentences):
                yield Line(
                    shown,
                    role,
                    section.title,
                    cast.voice(role),
                    speed * cast.pace(role),
                    lexicon,
                    show.lexicon,
                    tuple(each for each in paragraph.manners if each.sentence == index),
                    _is_given_up(paragraph, given_up),
                )


def _given_up(script: Script, record: Record | None) -> Sequence[int]:
    """Give the ranks of the optional paragraphs that the last rendering had no time for."""
    return script.optional_ranks[: record.paragraphs_left_out] if record else ()


def _is_given_up(paragraph: Paragraph, ranks: Sequence[int]) -> bool:
    return paragraph.optional is not None and paragraph.optional in ranks


def told_of(line: Line, readings: Readings) -> dict[str, Any]:
    """Give a line as a page shows it; where nobody can say how it is said, that is told instead."""
    told: dict[str, Any] = {
        "key": line.key,
        "shown": line.shown,
        "role": line.role,
        "section": line.section,
        "left_out": line.left_out,
        "places": [{"file": place.file, "line": place.line} for place in line.places],
    }
    try:
        reading = readings.of(line)
    except WHATEVER as error:  # an engine's
        failed = as_told(error)
        remark = {"what": str(failed), "remedy": failed.remedy, "term": "", "said": ""}
        return told | {"spoken": "", "phonemes": "", "findings": [remark]}
    return told | {
        "spoken": reading.spoken,
        "phonemes": reading.phonemes,
        "findings": list(reading.findings),
    }
