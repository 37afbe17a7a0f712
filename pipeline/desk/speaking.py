"""Sentences spoken one at a time, with engines that stay loaded: from the speech cache, or at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.audio.clips import encode_clip, joined
from pipeline.auditioning.options import checked_entry, known_entry, uses
from pipeline.building.ordering import CACHE
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import one_line
from pipeline.desk.sentences import Line, Readings, lines_of, told_of
from pipeline.errors import WHATEVER, ExitCode, PipelineError
from pipeline.speech.cache import EntryCache
from pipeline.speech.engine import FiledEngine, VoiceChoice, engine_of, find_voice
from pipeline.speech.engines.sessions import NETWORKS, keep_sessions_in
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon

_WARMING = "A sentence."
_MOST_LINES = 1000  # that pages may still ask to hear


class NotSpoken(PipelineError):
    """Nothing can be heard of what was asked for."""

    exit_code = ExitCode.USAGE


class Reader:
    """Tells and speaks the sentences of a show; one at a time, as engines want it."""

    def __init__(self, root: Path) -> None:
        self._cache = EntryCache(root / CACHE)
        self._readings = Readings()
        self._lines: OrderedDict[str, Line] = OrderedDict()  # by key, those asked for last at the end
        self._lock = threading.Lock()
        keep_sessions_in(root / NETWORKS)

    def warm_up(self, show: Show) -> None:
        """Load the engine of the show's voice, so that the first new sentence is heard soon too.

        An engine elsewhere, such as a server, is not asked to say what nobody wants to hear.
        """
        choice = VoiceChoice.parse(show.voice.voice, show.voice.engine)
        choice = replace(choice, licences=show.voice.accept_licences)
        with self._lock, suppress(*WHATEVER):  # whoever wants to hear something is told
            if isinstance(engine_of(choice), FiledEngine) and not find_voice(choice).download_bytes:
                Speaker(choice, Lexicon(show.lexicon)).say(_WARMING, show.voice.speed)

    def tell(self, show: Show, episode: Episode) -> list[dict[str, Any]]:
        """Give the sentences of an episode as its page shows them.

        Raises InvalidScript, EngineNotAvailable.
        """
        with self._lock:
            return self._told(lines_of(show, episode))

    def attempt(self, show: Show, key: str, term: str, spoken: str, phonemes: str) -> dict[str, Any]:
        """Give a sentence as it would be said with another entry of the lexicon, which is written nowhere.

        Raises NotSpoken, and NoAudition for what no lexicon could hold.
        """
        term = one_line(term)
        entry = checked_entry(term, one_line(spoken), one_line(phonemes), known_entry(show.lexicon, term))
        with self._lock:
            line = self._line(key)
            if not uses(line.shown, entry):
                remedy = "write the term as it stands in the sentence"
                raise NotSpoken(f"the sentence does not have «{entry.term}»", remedy=remedy)
            entries = (entry, *line.entries)
            return self._told([replace(line, lexicon=Lexicon(entries), entries=entries)])[0]

    def speak(self, key: str) -> bytes:
        """Give a sentence that was told as a WAV file, at the rate of its engine.

        Raises NotSpoken, SpeechFailed, EngineNotAvailable.
        """
        with self._lock:
            line = self._line(key)
            speaker = Speaker(line.voice, line.lexicon, self._cache)
            utterance = speaker.say(line.shown, line.speed, line.manners)
        if utterance is None:
            raise NotSpoken(
                "nothing of this sentence can be said", remedy="say in the lexicon what it is called"
            )
        return encode_clip(*joined([utterance.speech]), "wav")

    def _told(self, lines: Sequence[Line]) -> list[dict[str, Any]]:
        told = [told_of(line, self._readings) for line in lines]
        for row, line in zip(told, lines, strict=True):
            self._lines[row["key"]] = line
            self._lines.move_to_end(row["key"])
        while len(self._lines) > _MOST_LINES:
            self._lines.popitem(last=False)
        return told

    def _line(self, key: str) -> Line:
        line = self._lines.get(key)
        if line is None:
            raise NotSpoken("this sentence is no longer what the script has", remedy="load the page anew")
        return line
