"""One spoken sentence, listened to as soon as it is spoken: what is missing, extra or wrong in it.

A word said twice is looked for in the sound itself, since recognisers write down no stammer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.catalogue.languages import is_english
from pipeline.checking.listening import VERSION, recognition
from pipeline.checking.listening.scoring import Error, better, score
from pipeline.checking.listening.whisper_files import REMEDY
from pipeline.errors import EngineNotAvailable
from pipeline.process.files import digest
from pipeline.speech import spoken
from pipeline.speech.aligning import aligner
from pipeline.speech.aligning.phones import pronunciations
from pipeline.speech.aligning.times import aligner_for
from pipeline.speech.engine import Speech
from pipeline.speech.samples import SAMPLE_RATE, for_listening
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.words import SpokenSentence

_MARGIN_SECONDS = 0.2  # of silence on both ends: recognisers lose a word that begins at once
_EAR_VERSION = 1


def ear_fingerprint(language: str) -> str:
    """Identify whoever listens to sentences in a language (BCP 47).

    Raises EngineNotAvailable where the recognisers are not installed, or do not know the language.
    """
    if not is_english(language):
        raise EngineNotAvailable(
            f"the recognisers know English, and this show's language is «{language}»",
            remedy='set listen = "never" under [voice] in show.toml, and build without --listen',
        )
    heard_by = recognition.fingerprint()
    if not aligner_for(language):
        raise EngineNotAvailable("PocketSphinx is not installed, which hears words said twice", remedy=REMEDY)
    return digest(heard_by, aligner_for(language), str(VERSION), str(spoken.VERSION), str(_EAR_VERSION))


@dataclass(frozen=True, slots=True)
class SentenceEar:
    """Two recognisers, as `ninety check --listen` has them, and one ear for stammers."""

    lexicon: Lexicon  # the show's: a recogniser may write a term as the script does

    def faults(self, sentence: SpokenSentence, speech: Speech) -> tuple[str, ...]:
        """Name what was misheard, a line for each word.

        The larger recogniser is asked where the smaller one misheard something; what one of them heard was
        said. Raises EngineNotAvailable, OutputFailed.
        """
        samples = for_listening(speech.samples, speech.sample_rate)
        errors = self._misheard(sentence, np.pad(samples, round(_MARGIN_SECONDS * SAMPLE_RATE)))
        found = [_described(error) for error in errors]
        said = {word: each for word, each in enumerate(pronunciations(sentence)) if each}
        for index in aligner.repeats(samples, [*said.values()]):
            word = sentence.words[[*said][index]].shown.strip(",.;:!?—")
            found.append(f"«{word}» heard twice")
        return tuple(dict.fromkeys(found))

    def _misheard(
        self, sentence: SpokenSentence, samples: np.ndarray[tuple[int], np.dtype[np.float32]]
    ) -> tuple[Error, ...]:
        scores = []
        for name in recognition.RECOGNISERS:
            text = recognition.transcribe(samples, SAMPLE_RATE, name)
            scores.append(score([sentence], text, self.lexicon))
            if not scores[-1].errors:
                break
        return better(scores).errors


def _described(error: Error) -> str:
    if not error.said:
        return f"«{error.heard}» heard, which nobody said"
    return f"«{error.said}» heard as «{error.heard}»" if error.heard else f"«{error.said}» not heard"
