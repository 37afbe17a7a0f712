"""What a person should decide about a script before it is spoken: how its odd words are said.

The text itself tells which capitals nobody has decided and which signs no voice can say; an engine that can
preview a sentence also tells which words it would guess and which sentences are too long for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.speech.cast import GUEST, Cast
from pipeline.speech.engine import Guess, Preview, PreviewingEngine, VoiceChoice, find_engine
from pipeline.speech.known_names import is_known_name
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence, SpokenWord
from pipeline.writing.script import Script

FindingKind = Literal["spelled", "guessed", "dropped", "long"]
_WHAT: dict[FindingKind, str] = {
    "spelled": "«{text}» is undecided, letters or a word; it would be said «{said}»",
    "guessed": "«{text}» is in no dictionary; it would be said «{said}», which is a guess",
    "dropped": "«{text}» is shown and not said: no voice can say it",
    "long": "«{text}» is too long to say in one go; it is split into {said} parts",
}
_BRIEFLY: dict[FindingKind, str] = {
    "spelled": "undecided",
    "guessed": "a guess",
    "dropped": "not said",
    "long": "too long",
}
_IN_LEXICON = "add it to episodes/lexicon.toml; `ninety say` lets you hear it"
REMEDIES: dict[FindingKind, str] = {
    "spelled": _IN_LEXICON,
    "guessed": _IN_LEXICON,
    "dropped": "say in episodes/lexicon.toml what it is called, or take it out",
    "long": "make two sentences of it",
}
_LONGEST_QUOTE = 60  # characters


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
        return _WHAT[self.kind].format(text=self.text, said=self.said)

    @property
    def briefly(self) -> str:
        """Say it in a few words, for a line that lists several."""
        return f"«{self.text}» ({_BRIEFLY[self.kind]})"


def lint_script(script: Script, lexicon: Lexicon, cast: Cast | None) -> tuple[TextFinding, ...]:
    """Find what is undecided in a script, each once; without a cast, only what the text itself tells."""
    found: dict[tuple[str, str], TextFinding] = {}
    for paragraph in script.paragraphs:
        voice = _voice(cast, paragraph.role) if cast else None
        for shown in paragraph.sentences:
            for finding in lint_sentence(speak_sentence(shown, lexicon), lexicon, voice):
                found.setdefault((finding.kind, finding.text.casefold()), finding)
    return tuple(found.values())


def summarize(findings: Sequence[TextFinding], most: int = 4) -> str:
    """Give findings in one line."""
    named = ", ".join(finding.briefly for finding in findings[:most])
    more = len(findings) - most
    return f"how this is said is undecided: {named}" + (f" and {more} more" if more > 0 else "")


def _voice(cast: Cast, role: str) -> VoiceChoice:
    return cast.guest if cast.role(role) == GUEST and cast.guest else cast.host


def lint_sentence(
    sentence: SpokenSentence, lexicon: Lexicon, voice: VoiceChoice | None
) -> Iterator[TextFinding]:
    """Find what is undecided in a sentence; without a voice, only what the text itself tells."""
    engine = find_engine(voice.engine) if voice else None
    previews = isinstance(engine, PreviewingEngine) and any(word.said for word in sentence.words)
    preview = engine.preview(sentence, voice.voice) if previews and voice else None  # type: ignore[union-attr]
    for index, word in enumerate(sentence.words):
        for remark in word.remarks:
            said = _heard(remark.text, index, preview) or _reading(remark.text, lexicon, voice)
            yield TextFinding(
                remark.kind, remark.text, said if remark.kind == "spelled" else "", sentence.shown
            )
    if preview is None:
        return
    for guess in preview.guesses:
        if _is_undecided(guess, sentence.words[guess.word], lexicon):
            term = guess.text.removesuffix("'s").removesuffix("’s")
            yield TextFinding("guessed", term, guess.phonemes, sentence.shown)
    if preview.stretches > 1:
        yield TextFinding("long", _beginning(sentence.shown), str(preview.stretches), sentence.shown)


def _is_undecided(guess: Guess, word: SpokenWord, lexicon: Lexicon) -> bool:
    """Tell whether a guess is at what a person wrote, undecided by anyone and not known to be right.

    What the text stage put in its place («Miz» for «Ms.») is decided there.
    """
    remarked = any(guess.text in remark.text for remark in word.remarks)
    written = guess.text.casefold() in word.shown.casefold().replace("’", "'")
    return written and not remarked and not lexicon.respells(guess.text) and not is_known_name(guess.text)


def _heard(term: str, index: int, preview: Preview | None) -> str:
    """Give the phonemes that a term has in its sentence, or «» where the engine cannot tell."""
    heard = [each for each in preview.heard if each.word == index] if preview else []
    whole = next((each.phonemes for each in heard if each.text in (term, f"{term}'s", f"{term}s")), "")
    return whole or ("".join(each.phonemes for each in heard) if len(heard) == 1 else "")


def _reading(term: str, lexicon: Lexicon, voice: VoiceChoice | None) -> str:
    """Give the phonemes of a term, or its words where there are none."""
    spoken = speak_sentence(term, lexicon)
    phonemes = find_engine(voice.engine).phonemes(spoken, voice.voice) if voice else ""
    return phonemes or spoken.spoken


def _beginning(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"
