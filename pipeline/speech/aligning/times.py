"""Word times by alignment for speech whose engine tells none; where that fails, they stay a guess."""

from __future__ import annotations

from dataclasses import replace

from pipeline.catalogue.languages import is_english
from pipeline.speech.aligning import aligner
from pipeline.speech.aligning.phones import pronunciations
from pipeline.speech.engine import Span, Speech
from pipeline.speech.samples import for_listening
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.word_times import complete


def aligner_for(language: str) -> str:
    """Identify what aligns speech in a language (BCP 47) here; «» where nothing does."""
    return aligner.fingerprint() if is_english(language) else ""


def with_aligned_times(speech: Speech, sentence: SpokenSentence) -> Speech:
    """Give speech with the times at which its words are heard, where these were only estimated.

    The same samples give the same times.
    """
    if not speech.estimated:
        return speech
    said = {index: phonemes for index, phonemes in enumerate(pronunciations(sentence)) if phonemes}
    spans = aligner.align(for_listening(speech.samples, speech.sample_rate), [*said.values()])
    if not spans:
        return replace(speech, aligner_asked=True)
    last = speech.seconds  # resampled, the sound may be longer by a sample
    spans = [Span(min(span.start, last), min(span.end, last)) for span in spans]
    words = complete(dict(zip(said, spans, strict=True)), len(sentence.words))
    return replace(speech, words=words, estimated=False, aligner_asked=True)
