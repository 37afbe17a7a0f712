"""From a script to a narration: every sentence spoken, with the pause after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pipeline.process.files import digest
from pipeline.speech.cache import EntryCache
from pipeline.speech.cast import Cast
from pipeline.speech.engine import Times, VoiceChoice
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.takes import NO_EARS, Ears
from pipeline.speech.utterance import Utterance
from pipeline.writing.script.directions import SOUND_GAP_SECONDS, Insert, Manner
from pipeline.writing.script.pauses import ParagraphPlace, pause_between
from pipeline.writing.script.script import Paragraph, Script

PAUSE_VARIATION = 0.1  # breaths that are all alike sound like a machine


@dataclass(frozen=True, slots=True)
class Inserted:
    """A pause or a sound in its place, as long as a script or the sound's file says."""

    seconds: float
    sound: str = ""  # a file below episodes/sounds/; empty: silence
    section: int = 0  # where it stands: index into `Narration.titles`


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence in its place."""

    utterance: Utterance
    role: str
    paragraph: int  # 0-based through the episode
    section: int  # index into `Narration.titles`
    pause_seconds: float  # silence after it
    before: tuple[Inserted, ...] = ()  # then no pause comes before it


@dataclass(frozen=True, slots=True)
class Narration:
    """All sentences in order, and the titles of the sections they stand in."""

    parts: tuple[Part, ...]
    titles: tuple[str, ...]
    after: tuple[Inserted, ...] = ()  # the last sentence

    @property
    def seconds(self) -> float:
        """Give the length of speech, pauses and the sounds between."""
        spoken = sum(part.utterance.speech.seconds + part.pause_seconds for part in self.parts)
        return spoken + self.inserted_seconds

    @property
    def inserted_seconds(self) -> float:
        """Give the length of the pauses and sounds that the script asks for, which nothing stretches."""
        inserted = (*(each for part in self.parts for each in part.before), *self.after)
        return sum(each.seconds for each in inserted)

    @property
    def times(self) -> Times:
        """Say where the times of its words come from, those of the sentence that is worst off."""
        found = {part.utterance.speech.times for part in self.parts}
        return "guessed" if "guessed" in found else "aligned" if "aligned" in found else "exact"


def heard(narration: Narration) -> dict[str, Any]:
    """Say how a narration was listened to as it was spoken; nothing where nobody listened."""
    verdicts = [(part.utterance, part.utterance.verdict) for part in narration.parts]
    found = [(utterance, verdict) for utterance, verdict in verdicts if verdict]
    if not found:
        return {}
    return {
        "sentences": len(found),
        "spoken_again": sum(verdict.takes > 1 for _, verdict in found),
        "mended": sum(verdict.is_mended for _, verdict in found),
        "misheard": [
            {"sentence": utterance.sentence.shown, "takes": verdict.takes, "faults": list(verdict.faults)}
            for utterance, verdict in found
            if verdict.faults
        ],
    }


@dataclass(frozen=True, slots=True)
class Voices:
    """The speakers of an episode's roles."""

    cast: Cast
    speakers: Mapping[VoiceChoice, Speaker]
    lexicon: Lexicon
    sound_seconds: Mapping[str, float] = field(default_factory=dict)  # of each sound that the script names

    @classmethod
    def of(
        cls,
        cast: Cast,
        lexicon: Lexicon,
        cache: EntryCache | None = None,
        sound_seconds: Mapping[str, float] | None = None,
        ears: Ears = NO_EARS,
    ) -> Voices:
        """Engage the speakers of a cast."""
        speakers = {choice: Speaker(choice, lexicon, cache, ears) for choice in cast.voices}
        return cls(cast, speakers, lexicon, sound_seconds or {})

    def say(self, shown: str, role: str, speed: float, manners: tuple[Manner, ...] = ()) -> Utterance | None:
        """Speak one sentence in a role; None where nothing in it can be spoken. Raises SpeechFailed."""
        return self._speaker(role).say(shown, speed * self.cast.pace(role), manners)

    def inserted(self, insert: Insert) -> list[Inserted]:
        """Give a pause or a sound as it is heard: a sound with a little silence on either side."""
        if not insert.sound:
            return [Inserted(insert.seconds)]
        gap = Inserted(SOUND_GAP_SECONDS)
        return [gap, Inserted(self.sound_seconds.get(insert.sound, 0.0), insert.sound), gap]

    def expect(self, script: Script, speed: float) -> None:
        """Say what will be spoken, so that a cache that machines share is asked for all of it at once."""
        for (choice, pace), sentences in self._lines(script).items():
            self.speakers[choice].expect(sentences, speed * pace)

    def prepare(self, script: Script, speed: float) -> None:
        """Tell the speakers what each of them will say."""
        for (choice, pace), sentences in self._lines(script).items():
            self.speakers[choice].prepare(sentences, speed * pace)

    def _lines(self, script: Script) -> dict[tuple[VoiceChoice, float], list[str]]:
        lines: dict[tuple[VoiceChoice, float], list[str]] = {}
        for paragraph in script.paragraphs:
            role = self.cast.role(paragraph.role)
            line = lines.setdefault((self._speaker(role).choice, self.cast.pace(role)), [])
            line.extend(paragraph.sentences)
        return lines

    def _speaker(self, role: str) -> Speaker:
        return self.speakers[self.cast.voice(role)]


def narrate(script: Script, voices: Voices, *, speed: float, pause_scale: float = 1.0) -> Narration:
    """Speak a script. `pause_scale` stretches all pauses alike. Raises SpeechFailed."""
    voices.prepare(script, speed)
    spoken: list[tuple[Utterance, ParagraphPlace, tuple[Inserted, ...]]] = []
    waiting: list[Inserted] = []
    for paragraph, place in _placed(script, voices.cast):
        for index, sentence in enumerate(paragraph.sentences):
            waiting += _inserted(paragraph, index, place.section, voices)
            manners = tuple(each for each in paragraph.manners if each.sentence == index)
            utterance = voices.say(sentence, place.role, speed, manners)
            if utterance is not None:
                spoken.append((utterance, place, tuple(waiting)))
                waiting = []
        waiting += _inserted(paragraph, len(paragraph.sentences), place.section, voices)
    pauses = [
        0.0 if before else pause_scale * pause_between(one, following) * _variation(said.sentence.shown)
        for (said, one, _), (_, following, before) in pairwise(spoken)
    ]
    parts = tuple(
        Part(utterance, place.role, place.paragraph, place.section, pause, before)
        for (utterance, place, before), pause in zip(spoken, [*pauses, 0.0], strict=False)
    )
    return Narration(parts, tuple(section.title for section in script.sections), tuple(waiting))


def _placed(script: Script, cast: Cast) -> Iterator[tuple[Paragraph, ParagraphPlace]]:
    """Go through all paragraphs, each with its place."""
    number = 0
    for index, section in enumerate(script.sections):
        for paragraph in section.paragraphs:
            yield paragraph, ParagraphPlace(index, number, cast.role(paragraph.role))
            number += 1


def _inserted(paragraph: Paragraph, index: int, section: int, voices: Voices) -> Sequence[Inserted]:
    """Give what is heard before the sentence of that index, or after the last."""
    inserts = (each for each in paragraph.inserts if each.before == index)
    return [replace(heard, section=section) for each in inserts for heard in voices.inserted(each)]


def _variation(shown: str) -> float:
    """Give the factor for the pause after a sentence: near one, always the same for the same words."""
    share = int(digest("pause", shown)[:8], 16) / 0xFFFFFFFF
    return 1 + PAUSE_VARIATION * (2 * share - 1)
