"""What a person should decide about a script before it is spoken: how its odd words are said.

The text itself tells which capitals nobody has decided and which signs no voice can say; an engine that can
preview a sentence also tells which words it would guess and which sentences are too long for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol

from pipeline.speech.cast import Cast
from pipeline.speech.compounds import is_said_as_its_parts
from pipeline.speech.engine import Guess, Preview, PreviewingEngine, VoiceChoice, engine_of
from pipeline.speech.known_names import is_known_name
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.rules.capitals import EMPHATIC
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.writing.script.script import Script

FindingKind = Literal["spelled", "guessed", "unsure", "dropped", "assumed", "long"]
_WHAT: dict[FindingKind, str] = {
    "spelled": "«{text}» is undecided, letters or a word; it would be said «{said}»",
    "guessed": "«{text}» is in no dictionary; it would be said «{said}», which is a guess",
    "unsure": "«{text}» has several readings, and «{sentence}» leaves open which; it would be said «{said}»",
    "dropped": "«{text}» is shown and not said: no voice can say it",
    "assumed": "«{text}» can be read in two ways; it would be said «{said}»",
    "long": "«{text}» is too long to say in one go; it is split into {said} parts",
}
_BRIEFLY: dict[FindingKind, str] = {
    "spelled": "undecided",
    "guessed": "a guess",
    "unsure": "several readings",
    "dropped": "not said",
    "assumed": "read in two ways",
    "long": "too long",
}
_IN_LEXICON = "add it to episodes/lexicon.toml; `ninety say` lets you hear it"
REMEDIES: dict[FindingKind, str] = {
    "spelled": _IN_LEXICON,
    "guessed": _IN_LEXICON,
    "unsure": "if that is wrong, say it otherwise, or add the words it stands among to episodes/lexicon.toml",
    "dropped": "say in episodes/lexicon.toml what it is called, or take it out",
    "assumed": "write the month in letters, or the fraction in words",
    "long": "make two sentences of it",
}
_LONGEST_QUOTE = 60  # characters
_SHORTEST_WORD = 4  # letters: shorter capitals are both, «RAN» and «SAT»
SURE = 0.6  # below it one homograph in 130 is asked about, and nearly half of these are read wrongly


@dataclass(frozen=True, slots=True)
class TextFinding:
    """One thing in a script that nobody has decided, and what would become of it."""

    kind: FindingKind
    text: str  # the term, the sign, or how the sentence begins
    said: str  # phonemes, or words where the engine takes plain text; for a long sentence, in how many parts
    sentence: str  # as it is shown

    @property
    def what(self) -> str:
        """Say it in a sentence."""
        return _WHAT[self.kind].format(text=self.text, said=self.said, sentence=_beginning(self.sentence))

    @property
    def briefly(self) -> str:
        """Say it in a few words, for a line that lists several."""
        return f"«{self.text}» ({_BRIEFLY[self.kind]})"


class Kept(Protocol):
    """Knows what was found in sentences before."""

    def of(
        self, sentence: SpokenSentence, voice: VoiceChoice | None, look: Callable[[], Iterable[TextFinding]]
    ) -> Iterable[TextFinding]:
        """Give what was found in a sentence, or what `look` finds."""
        ...


def lint_script(
    script: Script, lexicon: Lexicon, cast: Cast | None, kept: Kept | None = None
) -> tuple[TextFinding, ...]:
    """Find what is undecided in a script, each once; without a cast, only what the text itself tells.

    What is `kept` of a sentence from an earlier run is not looked for again.
    """
    found: dict[tuple[str, ...], TextFinding] = {}
    for paragraph in script.paragraphs:
        voice = cast.voice(paragraph.role) if cast else None
        for shown in paragraph.sentences:
            sentence = speak_sentence(shown, lexicon)
            look = partial(lint_sentence, sentence, lexicon, voice)
            for finding in kept.of(sentence, voice, look) if kept else look():
                found.setdefault(_once(finding), finding)
    return tuple(found.values())


def _once(finding: TextFinding) -> tuple[str, ...]:
    """Say what makes a finding the same as another: a homograph is asked about in each of its sentences."""
    same = (finding.kind, finding.text.casefold())
    return (*same, finding.sentence) if finding.kind == "unsure" else same


def summarize(findings: Sequence[TextFinding], most: int = 4) -> str:
    """Give findings in one line."""
    named = ", ".join(finding.briefly for finding in findings[:most])
    more = len(findings) - most
    return f"how this is said is undecided: {named}" + (f" and {more} more" if more > 0 else "")


def lint_sentence(
    sentence: SpokenSentence, lexicon: Lexicon, voice: VoiceChoice | None
) -> Iterator[TextFinding]:
    """Find what is undecided in a sentence; without a voice, only what the text itself tells."""
    preview = _preview(sentence, voice)
    yield from _remarked(sentence, preview, lexicon, voice)
    if preview is None:
        return
    for guess in preview.guesses:
        word = sentence.words[guess.word]
        remarked = any(guess.text in remark.text for remark in word.remarks)
        decided = lexicon.respells(guess.text) or guess.text not in word.shown  # by a lexicon, or by a rule
        known = remarked or decided or is_known_name(guess.text)
        if not known and not _is_a_compound(guess, voice):
            term = guess.text.removesuffix("'s").removesuffix("’s")
            yield TextFinding("guessed", term, guess.phonemes, sentence.shown)
    for each in preview.homographs:
        if each.certainty < SURE:
            yield TextFinding("unsure", each.text, each.phonemes, sentence.shown)
    if preview.stretches > 1:
        yield TextFinding("long", _beginning(sentence.shown), str(preview.stretches), sentence.shown)


def _remarked(
    sentence: SpokenSentence, preview: Preview | None, lexicon: Lexicon, voice: VoiceChoice | None
) -> Iterator[TextFinding]:
    """Give what the text itself tells, but capitals that the voice says as the word that they are."""
    for index, word in enumerate(sentence.words):
        for remark in word.remarks:
            said = word.spoken.strip(" .,;:!?—") if remark.kind == "assumed" else ""
            if remark.kind == "spelled":
                said = _reading(remark.text, index, preview, lexicon, voice)
                shortest = _SHORTEST_WORD - _stands_among_capitals(sentence, index)
                if voice and len(remark.text) >= shortest and _is_a_word(remark.text, said, lexicon, voice):
                    continue
            yield TextFinding(remark.kind, remark.text, said, sentence.shown)


def _preview(sentence: SpokenSentence, voice: VoiceChoice | None) -> Preview | None:
    engine = engine_of(voice) if voice else None
    if voice is None or not isinstance(engine, PreviewingEngine) or not any(w.said for w in sentence.words):
        return None
    return engine.preview(sentence, voice.voice)


def _reading(
    term: str, index: int, preview: Preview | None, lexicon: Lexicon, voice: VoiceChoice | None
) -> str:
    """Give the phonemes that a term has in its sentence, or its words where there are none."""
    pieces = [heard for heard in preview.heard if heard.word == index] if preview else []
    named = [heard for heard in pieces if heard.text == term]
    phonemes = " ".join(heard.phonemes for heard in named[:1] or pieces if any(map(str.isalpha, heard.text)))
    if not phonemes and voice:
        phonemes = engine_of(voice).phonemes(speak_sentence(term, lexicon), voice.voice)
    return phonemes or speak_sentence(term, lexicon).spoken


def _is_a_compound(guess: Guess, voice: VoiceChoice | None) -> bool:
    engine = engine_of(voice) if voice else None
    return isinstance(engine, PreviewingEngine) and is_said_as_its_parts(guess, engine, voice.voice)


def _stands_among_capitals(sentence: SpokenSentence, index: int) -> bool:
    """Tell whether another word in capitals, no abbreviation, stands beside: «RIGHT NOW», «WET PAINT»."""
    beside = (*sentence.words[max(0, index - 1) : index], *sentence.words[index + 1 : index + 2])
    words = (word.shown.strip(".,;:!?") for word in beside)
    return any(word.isupper() and (word in EMPHATIC or len(word) >= _SHORTEST_WORD) for word in words)


def _is_a_word(capitals: str, said: str, lexicon: Lexicon, voice: VoiceChoice) -> bool:
    """Tell whether the voice says capitals as the everyday word that they are: «an HONEST answer»."""
    small = speak_sentence(capitals.lower(), lexicon)
    preview = _preview(small, voice)
    if preview is None or preview.guesses:
        return False
    return _unstressed(said) == _unstressed("".join(heard.phonemes for heard in preview.heard))


def _unstressed(phonemes: str) -> str:
    return phonemes.replace("ˈ", "").replace("ˌ", "")


def _beginning(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"
