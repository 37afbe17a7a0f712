"""What is to be heard side by side: voices by name, or ways to say a term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.auditioning.audition import AS_NOW, MOST, NoAudition
from pipeline.catalogue.keys import LEXICON_KEYS
from pipeline.catalogue.show import LexiconEntry, Show
from pipeline.catalogue.text import one_line, read_text
from pipeline.catalogue.values import BadValueError
from pipeline.errors import EngineNotAvailable, InvalidScript
from pipeline.layout.folders import SCRIPTS
from pipeline.speech.engine import VoiceChoice, find_voice, installed_engines, voices_of
from pipeline.speech.languages import require_language, speaks
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.script_file import parse_script

_WRITTEN = re.compile(r"(?P<spoken>[^/]*(?:/[^/]+)*?)\s*(?:/(?P<phonemes>[^/]+)/)?")
# As dictionaries mark the stress: «KIL-oh-hurts». Engines would spell it.
_STRESSED = re.compile(r"\b[A-Z]{2,}(?=-[a-z])|(?<=[a-z]-)[A-Z]{2,}\b")
_HOW = 'write it as --as "KIL-oh-hurts", --as "/kˈɪləhˌɜɹts/", or both in one'
_BEEPS = "tone"  # no voice that anybody would choose unless named


@dataclass(frozen=True, slots=True)
class Option:
    """A way to say the text, before it is said."""

    name: str
    voice: VoiceChoice
    lexicon: tuple[LexiconEntry, ...]
    entry: LexiconEntry | None = None  # of a pronunciation that is not the present one


@dataclass(frozen=True, slots=True)
class Setting:
    """What the show says, or the defaults where there is no show."""

    voice: VoiceChoice
    lexicon: tuple[LexiconEntry, ...] = ()
    language: str = "en-us"
    file: Path | None = None  # the show's settings


def voice_options(names: Sequence[str], setting: Setting) -> list[Option]:
    """Give the voices named, or every English one that can speak here at once, if none is.

    Raises NoAudition, and EngineNotAvailable for a voice that cannot speak here or not the show's language.
    """
    asked = [VoiceChoice.parse(name, setting.voice.engine) for name in names] or _ready(setting)
    choices = [replace(each, licences=setting.voice.licences) for each in dict.fromkeys(asked)]
    for choice in choices:
        voice = find_voice(choice)
        require_language(choice, setting.language, setting.file)
        if voice.download_bytes:
            remedy = f"ninety voices --download {choice}"
            raise EngineNotAvailable(f"the voice «{choice}» is not downloaded", remedy=remedy)
    return _few([Option(str(choice), choice, setting.lexicon) for choice in choices])


def _ready(setting: Setting) -> list[VoiceChoice]:
    found = []
    for engine in installed_engines():
        try:
            listed = voices_of(engine) if engine != _BEEPS else ()
        except EngineNotAvailable:
            continue
        ready = [voice for voice in listed if not voice.download_bytes and speaks(voice, setting.language)]
        found += [VoiceChoice(engine, voice.name) for voice in ready]
    return found


def pronunciation_options(term: str, written: Iterable[str], setting: Setting) -> list[Option]:
    """Give the present pronunciation of a term, and each of those written as `--as` takes them.

    Raises NoAudition for what no lexicon could hold.
    """
    find_voice(setting.voice)
    known = known_entry(setting.lexicon, term)
    entries = [_entry(known.term if known else term, each, known) for each in written]
    new = [entry for entry in dict.fromkeys(entries) if entry != known]
    options = [
        Option(AS_NOW, setting.voice, setting.lexicon),
        *(Option(_name(entry), setting.voice, (entry, *setting.lexicon), entry) for entry in new),
    ]
    if not new:
        raise NoAudition(f"no other way to say «{term}» is given", remedy=_HOW)
    return _few(options)


def known_entry(lexicon: Iterable[LexiconEntry], term: str) -> LexiconEntry | None:
    """Find the entry that says a term now."""
    return next((each for each in lexicon if _same(each, term)), None)


def _same(entry: LexiconEntry, term: str) -> bool:
    return entry.term == term or (entry.ignore_case and entry.term.casefold() == term.casefold())


def _entry(term: str, written: str, known: LexiconEntry | None) -> LexiconEntry:
    """Read «KIL-oh-hurts», «/kˈɪləhˌɜɹts/», or both, one after the other."""
    found = _WRITTEN.fullmatch(one_line(written))
    if not found or not found[0] or not term:
        raise NoAudition(f"«{written}» says nothing of how «{term}» is said", remedy=_HOW)
    return checked_entry(term, found["spoken"], found["phonemes"] or "", known)


def checked_entry(term: str, spoken: str, phonemes: str, known: LexiconEntry | None) -> LexiconEntry:
    """Give an entry as a lexicon could hold it; without words the term's own are said.

    It takes after the one `known`. Raises NoAudition for what no lexicon could hold.
    """
    if not term:
        raise NoAudition("no term is given", remedy="write it as it stands in the text")
    values = {"term": term, "spoken": _STRESSED.sub(_small, spoken) or term}
    values |= {"phonemes": phonemes} if phonemes else {}
    for key, value in values.items():
        try:
            values[key] = LEXICON_KEYS[key].read(value)
        except BadValueError as bad:
            what = "the term" if key == "term" else f"«{value}»"
            raise NoAudition(f"{what} {bad}", remedy=bad.remedy or None) from bad
    return LexiconEntry(**values, ignore_case=bool(known and known.ignore_case))


def _small(syllable: re.Match[str]) -> str:
    return syllable[0].capitalize() if syllable.start() == 0 else syllable[0].lower()


def _name(entry: LexiconEntry) -> str:
    return " ".join(filter(None, [entry.spoken, f"/{entry.phonemes}/" if entry.phonemes else ""]))


def _few(options: list[Option]) -> list[Option]:
    if not options:
        raise NoAudition(
            "there is no voice to hear", remedy="name some: --voices hibari/heart,kokoro/af_heart"
        )
    if len(options) > MOST:
        raise NoAudition(f"{len(options)} candidates are more than {MOST}", remedy="name fewer")
    return options


def uses(text: str, entry: LexiconEntry) -> bool:
    """Tell whether anything in a text would be said by an entry."""
    lexicon = Lexicon([entry])
    speak_sentence(text, lexicon)
    return bool(lexicon.used)


def sentence_with(show: Show, entry: LexiconEntry) -> str:
    """Give the first sentence of the show's scripts that has the term, or «» where none has it."""
    wanted = entry.term.casefold()
    for path in sorted((show.root / SCRIPTS).glob("*.md")):
        text, problem = read_text(path)
        if problem or wanted not in text.casefold():
            continue
        try:
            script = parse_script(text, path).script
        except InvalidScript:
            continue
        sentences = (each for paragraph in script.paragraphs for each in paragraph.sentences)
        for sentence in sentences:
            if wanted in sentence.casefold() and uses(sentence, entry):
                return sentence
    return ""
