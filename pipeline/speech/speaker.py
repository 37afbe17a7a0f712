"""Sentences spoken with one voice: from the cache, or by its engine, listened to where that is wanted."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.speech.acceptance import fault_in, speak_soundly
from pipeline.speech.aligning.times import with_aligned_times
from pipeline.speech.cache import EntryCache
from pipeline.speech.cache_entry import cache_key, pack, unpack
from pipeline.speech.dashes import VERSION, has_dash, with_dashes_heard
from pipeline.speech.engine import PreparingEngine, Speech, VoiceChoice, engine_of
from pipeline.speech.manners import manners_of, with_manners
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.takes import NO_EARS, Ears, Verdicts, best_take, draws, further_takes
from pipeline.speech.utterance import Utterance, trim
from pipeline.writing.script.directions import Manner


class Speaker:
    """Speaks sentences with one voice, each only once; through the cache if there is one.

    What its ears can do is done too: words found whose times the engine does not tell, a misheard sentence
    spoken again.
    """

    def __init__(
        self, choice: VoiceChoice, lexicon: Lexicon, cache: EntryCache | None = None, ears: Ears = NO_EARS
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
        speech = self._cached(key, sentence, speed) or self._kept(key, self._drawn(sentence, speed))
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
        return unpack(self._drawn(sentence, speed, draw))

    def _drawn(self, sentence: SpokenSentence, speed: float, draw: int = 0) -> bytes:
        """Have the engine speak a sentence; give it as it is to be kept."""
        speech = speak_soundly(self._engine, self.choice, sentence, speed, draw)
        if self._wants_aligning(speech):  # as it would be kept, so that later aligning finds the same
            speech = with_aligned_times(unpack(pack(trim(speech))), sentence)
        return pack(trim(with_dashes_heard(speech, sentence, speed)))

    def _keep(self, key: str, speech: Speech) -> Speech:
        return self._kept(key, pack(speech))

    def _kept(self, key: str, data: bytes) -> Speech:
        if self._cache:
            self._cache.put(key, data)
        return unpack(data)
