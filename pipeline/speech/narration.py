"""From a script to a narration: every sentence spoken, with the pause after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np

from pipeline.files import digest
from pipeline.speech.acceptance import fault_in, speak_soundly
from pipeline.speech.aligning.times import with_aligned_times
from pipeline.speech.cache import SpeechCache
from pipeline.speech.cache_entry import cache_key, pack, unpack
from pipeline.speech.cast import Cast
from pipeline.speech.dashes import VERSION, has_dash, with_dashes_heard
from pipeline.speech.engine import PreparingEngine, Span, Speech, Times, VoiceChoice, engine_of
from pipeline.speech.manners import manners_of, with_manners
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.takes import NO_EARS, Ears, Verdict, Verdicts, best_take, draws, further_takes
from pipeline.writing.script.directions import SOUND_GAP_SECONDS, Insert, Manner
from pipeline.writing.script.pauses import Place, pause_between
from pipeline.writing.script.script import Paragraph, Script

_SILENCE_RATIO = 0.003  # −50 dB below the sentence's peak: breath and hiss, no speech
_LEAD_SECONDS = 0.02  # kept before the first sound, so that no consonant is clipped
_TAIL_SECONDS = 0.06
PAUSE_VARIATION = 0.1  # breaths that are all alike sound like a machine


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence and its speech, free of silence at the edges."""

    sentence: SpokenSentence
    speech: Speech
    verdict: Verdict | None = None  # how it was heard, if anybody listened


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


class Speaker:
    """Speaks sentences with one voice, each only once; through the cache if there is one.

    What its ears can do is done too: words found whose times the engine does not tell, a misheard sentence
    spoken again.
    """

    def __init__(
        self, choice: VoiceChoice, lexicon: Lexicon, cache: SpeechCache | None = None, ears: Ears = NO_EARS
    ) -> None:
        self.choice = choice
        self.lexicon = lexicon
        self._ears = ears
        self._verdicts = Verdicts(ears.listening, cache) if ears.listening and ears.hear(choice) else None
        self._cache = cache
        self._engine = engine_of(choice)
        self._fingerprint = self._engine.fingerprint(choice.voice)
        self._manners = manners_of(choice)
        self._spoken: dict[tuple[str, float], Utterance | None] = {}
        self._mannered: dict[tuple[str, float, tuple[Manner, ...]], Utterance | None] = {}

    def say(self, shown: str, speed: float, manners: tuple[Manner, ...] = ()) -> Utterance | None:
        """Speak one sentence; None where nothing in it can be spoken. Raises SpeechFailed."""
        heeded = tuple(each for each in manners if each.kind in self._manners)
        if heeded:
            if (shown, speed, heeded) not in self._mannered:
                self._mannered[shown, speed, heeded] = self._say(shown, speed, heeded)
            return self._mannered[shown, speed, heeded]
        if (shown, speed) not in self._spoken:
            self._spoken[shown, speed] = self._say(shown, speed)
        return self._spoken[shown, speed]

    def prepare(self, shown: Iterable[str], speed: float) -> None:
        """Let an engine that can begin with sentences that will be said soon, but for those kept already."""
        if not isinstance(self._engine, PreparingEngine):
            return
        missing = []
        for one in dict.fromkeys(shown):
            sentence = None if (one, speed) in self._spoken else self._spelled(one)
            if sentence is None:
                continue
            if speech := self._cached(self._key(sentence, speed), sentence, speed):
                self._spoken[one, speed] = self._uttered(sentence, speech, speed)
            else:
                missing.append(sentence)
        self._engine.prepare(missing, self.choice.voice, speed)

    def _spelled(self, shown: str) -> SpokenSentence | None:
        sentence = speak_sentence(shown, self.lexicon)
        return sentence if any(word.said for word in sentence.words) else None

    def _key(self, sentence: SpokenSentence, speed: float) -> str:
        fingerprint = f"{self._fingerprint} dashes {VERSION}" if has_dash(sentence) else self._fingerprint
        return cache_key(sentence, fingerprint, speed)

    def _say(self, shown: str, speed: float, manners: tuple[Manner, ...] = ()) -> Utterance | None:
        sentence = self._spelled(shown)
        if sentence is None:
            return None
        if manners:
            sentence = with_manners(sentence, manners, self._manners)
        key = self._key(sentence, speed)
        speech = self._cached(key, sentence, speed) or self._keep(key, self._fresh(sentence, speed))
        return self._uttered(sentence, speech, speed)

    def _uttered(self, sentence: SpokenSentence, speech: Speech, speed: float) -> Utterance:
        """Give a sentence as it is spoken, or spoken again where it was misheard."""
        if self._verdicts is None or self._ears.ear is None or self._ears.listening is None:
            return Utterance(sentence, speech)
        key = self._key(sentence, speed)
        verdict = self._verdicts.find(key, pack(speech))
        if verdict is None:
            most, redraws = self._ears.listening.takes - 1, draws(self.choice)
            others = further_takes(sentence, speed, self._fresh, most=most, redraws=redraws)
            best, verdict = best_take(speech, sentence, others, self._ears.ear)
            speech = speech if best is speech else self._keep(key, best)
            self._verdicts.keep(key, pack(speech), verdict)
        return Utterance(sentence, speech, verdict)

    def expect(self, sentences: Iterable[str], speed: float) -> None:
        """Have a cache that machines share bring what it has of these sentences, several at a time."""
        if self._cache and self._cache.shared:
            spoken = map(self._spelled, sentences)
            self._cache.expect([self._key(each, speed) for each in spoken if each])

    def _cached(self, key: str, sentence: SpokenSentence, speed: float) -> Speech | None:
        data = self._cache.get(key) if self._cache else None
        if data is None:
            return None
        try:
            speech = unpack(data)
        except ValueError:
            return None  # damaged: speak it again
        if fault_in(speech, sentence, speed):
            return None
        return self._aligned_late(key, speech, sentence) if self._wants_aligning(speech) else speech

    def _wants_aligning(self, speech: Speech) -> bool:
        return self._ears.align and speech.estimated and not speech.aligner_asked

    def _aligned_late(self, key: str, speech: Speech, sentence: SpokenSentence) -> Speech | None:
        """Align what was kept where there was no aligner; None where it is to be spoken again.

        A dash's pause was put where two words were guessed to meet.
        """
        if has_dash(sentence):
            return None
        return self._keep(key, trim(with_aligned_times(speech, sentence)))

    def _fresh(self, sentence: SpokenSentence, speed: float, draw: int = 0) -> Speech:
        speech = speak_soundly(self._engine, self.choice, sentence, speed, draw)
        if self._wants_aligning(speech):  # as it would be kept, so that later aligning finds the same
            speech = with_aligned_times(unpack(pack(trim(speech))), sentence)
        return unpack(pack(trim(with_dashes_heard(speech, sentence, speed))))

    def _keep(self, key: str, speech: Speech) -> Speech:
        data = pack(speech)
        if self._cache:
            self._cache.put(key, data)
        return unpack(data)


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


def trim(speech: Speech) -> Speech:
    """Take the silence off both ends, keeping enough that no sound is cut into."""
    level = np.abs(speech.samples)
    loud = np.flatnonzero(level > _SILENCE_RATIO * float(level.max(initial=0.0)))
    if not len(loud):
        return speech
    first = max(0, int(loud[0]) - int(_LEAD_SECONDS * speech.sample_rate))
    last = min(len(level), int(loud[-1]) + int(_TAIL_SECONDS * speech.sample_rate))
    offset, end = first / speech.sample_rate, (last - first) / speech.sample_rate
    words = tuple(
        Span(min(max(span.start - offset, 0.0), end), min(max(span.end - offset, 0.0), end))
        for span in speech.words
    )
    return replace(speech, samples=speech.samples[first:last], words=words)


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
        cache: SpeechCache | None = None,
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
    spoken: list[tuple[Utterance, Place, tuple[Inserted, ...]]] = []
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


def _placed(script: Script, cast: Cast) -> Iterator[tuple[Paragraph, Place]]:
    """Go through all paragraphs, each with its place."""
    number = 0
    for index, section in enumerate(script.sections):
        for paragraph in section.paragraphs:
            yield paragraph, Place(index, number, cast.role(paragraph.role))
            number += 1


def _inserted(paragraph: Paragraph, index: int, section: int, voices: Voices) -> Sequence[Inserted]:
    """Give what is heard before the sentence of that index, or after the last."""
    inserts = (each for each in paragraph.inserts if each.before == index)
    return [replace(heard, section=section) for each in inserts for heard in voices.inserted(each)]


def _variation(shown: str) -> float:
    """Give the factor for the pause after a sentence: near one, always the same for the same words."""
    share = int(digest("pause", shown)[:8], 16) / 0xFFFFFFFF
    return 1 + PAUSE_VARIATION * (2 * share - 1)
