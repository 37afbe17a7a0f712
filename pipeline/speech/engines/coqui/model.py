"""A loaded model of Coqui's: what it reads, how fast it speaks, and when it says each word."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EngineNotAvailable, SpeechFailed
from pipeline.speech.engine import Preview, Span, Speech
from pipeline.speech.engines.coqui.espeak_ipa import to_espeak
from pipeline.speech.engines.misaki import reader
from pipeline.speech.engines.stretches import Phonemized
from pipeline.speech.spoken.short_words import in_full
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.word_times import complete, estimate

CHARACTER_LIMIT = 240  # xtts cuts English off at 250
# What a network raises over a sentence it cannot take, such as one of too many tokens.
_FAILURES = (RuntimeError, ValueError, AssertionError, IndexError, KeyError)
_PAUSE_SIGNS = frozenset(" ,.;:!?")
_CLAUSES = re.compile(r"(?<=[,;:—])\s+")


class ReadyPhonemes:
    """What Coqui takes for espeak when the phonemes are made beforehand: it leaves them as they are."""

    def __init__(self, language: str) -> None:
        self.language = language

    def phonemize(self, text: str, separator: str = "", language: str | None = None) -> str:
        """Give the phonemes back."""
        del separator, language
        return text

    def print_logs(self, level: int = 0) -> None:
        """Say nothing."""


class CoquiModel:
    """One model, warm; its speakers share it."""

    def __init__(self, tts: Any, name: str) -> None:
        from TTS.tts.models.vits import Vits

        self.name = name
        self.tts = tts
        self.network = tts.synthesizer.tts_model
        self.sample_rate = int(tts.synthesizer.output_sample_rate)
        self.tells_durations = isinstance(self.network, Vits)
        self.language = _english(tts)
        phonemizer = getattr(getattr(self.network, "tokenizer", None), "phonemizer", None)
        self._reads_phonemes = isinstance(phonemizer, ReadyPhonemes)
        self._speakers = {str(name).strip(): str(name) for name in tts.speakers or []}
        self._pace = 1.0
        self._length_scale = getattr(self.network, "length_scale", None)
        if self.tells_durations:
            self.network.duration_predictor.register_forward_hook(self._paced)

    def find_speaker(self, speaker: str) -> str | None:
        """Give a speaker as the model names it, None where it has only one. Raises EngineNotAvailable."""
        if speaker in self._speakers or (not speaker and len(self._speakers) < 2):
            return self._speakers.get(speaker)
        what = f"no speaker «{speaker}»" if speaker else "several speakers, and none is named"
        some = ", ".join(list(self._speakers)[:8]) + (" …" if len(self._speakers) > 8 else "")
        remedy = f"name one after a colon: {some}" if some else f"its only voice is «coqui/{self.name}»"
        raise EngineNotAvailable(f"the model «{self.name}» has {what}", remedy=remedy)

    def phonemes(self, sentence: SpokenSentence) -> str:
        """Give the phonemes it would speak, or «» where it reads letters."""
        return self.spell(sentence).text if self._reads_phonemes else ""

    def preview(self, sentence: SpokenSentence) -> Preview:
        """Say which words no dictionary has, and in how many pieces it would take the sentence."""
        pieces = 1 if self.tells_durations else len(clauses(self.spell(sentence).text))
        said = reader(british=False).preview(sentence) if self._reads_phonemes else Preview()
        return Preview(said.guesses, pieces, homographs=said.homographs)

    def spell(self, sentence: SpokenSentence) -> Phonemized:
        """Write a sentence as the model reads it: in phonemes, or in letters as its cleaner leaves them."""
        tokenizer = self.network.tokenizer
        if self._reads_phonemes:
            spelling = to_espeak(reader(british=False).phonemize(sentence))
        elif self.tells_durations:
            spelling = _letters(
                sentence, tokenizer.text_cleaner, self.network.language_manager.language_names[0]
            )
        else:
            text = in_full(sentence.spoken)
            return Phonemized(text, (-1,) * len(text))
        known = set(tokenizer.characters.vocab)
        kept = [
            (sign, word) for sign, word in zip(spelling.text, spelling.words, strict=True) if sign in known
        ]
        return Phonemized("".join(sign for sign, _ in kept), tuple(word for _, word in kept))

    def speak(self, sentence: SpokenSentence, speaker: str | None, speed: float, seed: int) -> Speech:
        """Speak a sentence; the same seed gives the same samples. Raises SpeechFailed."""
        import torch

        torch.manual_seed(seed)
        spelling = self.spell(sentence)
        if _PAUSE_SIGNS.issuperset(spelling.text):
            raise SpeechFailed(f"nothing in it can be spoken: «{sentence.shown}»")
        try:
            if self.tells_durations:
                return self._speak_with_durations(spelling, len(sentence.words), speaker, speed)
            parts = [self._speak_plainly(text, speaker, speed) for text in clauses(spelling.text)]
        except _FAILURES as error:
            raise SpeechFailed(f"the model «{self.name}» failed at «{sentence.shown}»: {error}") from error
        samples = np.concatenate(parts)
        times = estimate(sentence, samples, self.sample_rate)
        return Speech(samples, self.sample_rate, times, estimated=True)

    def _speak_with_durations(
        self, spelling: Phonemized, count: int, speaker: str | None, speed: float
    ) -> Speech:
        tokenizer = self.network.tokenizer
        self._pace = speed
        cleaner, tokenizer.text_cleaner = tokenizer.text_cleaner, None  # the text is clean
        try:
            result = self.network.synthesize(spelling.text, speaker=speaker, language=self.language)
        finally:
            tokenizer.text_cleaner = cleaner
            self._pace = 1.0
        samples = np.asarray(result["wav"], np.float32).reshape(-1)
        frames = result["outputs"]["durations"].numpy().reshape(-1)
        first, step = int(tokenizer.use_eos_bos) + int(tokenizer.add_blank), 1 + int(tokenizer.add_blank)
        second = len(samples) / self.sample_rate / max(float(frames.sum()), 1.0)
        ends = np.cumsum(frames) * second
        spans: dict[int, Span] = {}
        for index, (sign, word) in enumerate(zip(spelling.text, spelling.words, strict=True)):
            if word >= 0 and sign not in _PAUSE_SIGNS:
                place = first + index * step
                start = spans[word].start if word in spans else float(ends[place] - frames[place] * second)
                spans[word] = Span(start, float(ends[place]))
        return Speech(samples, self.sample_rate, complete(spans, count))

    def _paced(self, _: Any, inputs: Sequence[Any], output: Any) -> Any:
        """Change the durations that the network predicts (a hook of torch's) so that they add up.

        The network rounds every phoneme up for itself: with its own length scale, 1.05 times the speed makes
        a sentence 4 % shorter, not 4.8 %.
        """
        import torch

        if self._pace == 1:
            return None
        frames = torch.ceil(torch.exp(output) * inputs[1] * self._length_scale)
        paced = torch.tensor(paced_frames(frames.reshape(-1).tolist(), self._pace))
        return torch.log(torch.clamp_min(paced.reshape(output.shape) - 0.5, 0) / self._length_scale)

    def _speak_plainly(self, text: str, speaker: str | None, speed: float) -> NDArray[np.float32]:
        from TTS.utils.synthesizer import PAD_SILENCE_SAMPLES

        options: dict[str, float] = {}
        if self._length_scale is not None:
            self.network.length_scale = self._length_scale / speed
        elif self.network.config.model == "xtts":
            options["speed"] = speed
        wav = self.tts.tts(text, speaker=speaker, language=self.language, split_sentences=False, **options)
        samples = np.asarray(wav, np.float32)[:-PAD_SILENCE_SAMPLES]
        if self._length_scale is None and not options and speed != 1:
            from librosa.effects import time_stretch

            samples = time_stretch(samples, rate=speed)
        return np.asarray(samples, np.float32)


def paced_frames(frames: Sequence[float], speed: float) -> list[float]:
    """Divide durations in whole frames by a speed, so that their sum is divided by it; none becomes zero."""
    paced: list[float] = []
    owed = 0.0
    for count in frames:
        wanted = count / speed + owed
        paced.append(max(1.0, math.floor(wanted + 0.5)) if count else 0.0)
        owed = wanted - paced[-1]
    return paced


def clauses(text: str, limit: int = CHARACTER_LIMIT) -> list[str]:
    """Split a text that is too long for one call at its clauses, or else between words; nothing is lost."""
    parts = [part for clause in _CLAUSES.split(text) for part in _fold(clause.split(), limit)]
    return _fold(parts, limit) or [text]


def _fold(parts: Sequence[str], limit: int) -> list[str]:
    """Join parts by spaces as long as they fit."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + 1 + len(part) <= limit:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def _letters(sentence: SpokenSentence, cleaner: Any, language: str) -> Phonemized:
    text: list[str] = []
    words: list[int] = []
    for index, word in enumerate(sentence.words):
        if not word.said:
            continue
        plain = in_full(word.spoken)
        part = str(cleaner(plain, lang=language.partition("-")[0])).strip() if cleaner else plain
        text.append(part)
        words += [index] * len(part) + [-1]
    return Phonemized(" ".join(text), tuple(words[:-1]))


def _english(tts: Any) -> str | None:
    """Say how a model of several languages names English. Raises EngineNotAvailable."""
    if not tts.is_multi_lingual:
        return None
    languages = list(tts.languages or [])
    for language in languages:
        if language.partition("-")[0] == "en":
            return str(language)
    raise EngineNotAvailable(f"this model speaks {', '.join(languages)}, but not English")
