"""What was found in the sentences of a script, kept from one run to the next.

To look through a sentence is to read it as the voice would. Of an episode with one new sentence, only that
one is looked through.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.catalogue.show import LexiconEntry
from pipeline.checking.text_lint import FindingKind, TextFinding
from pipeline.freshness.signs import program_sign
from pipeline.process.files import digest
from pipeline.speech.cache import EntryCache
from pipeline.speech.engine import VoiceChoice, engine_of
from pipeline.speech.spoken.words import SpokenSentence

FINDINGS = "findings"  # a folder beside the speech cache
FINDINGS_BYTES = 20_000_000  # of them; an episode's take 1,000
_DIGITS = 16  # of a sentence's digest

Found = tuple[TextFinding, ...]


class KeptFindings:
    """What this program found in one episode's sentences, with the same lexicon and the same voices."""

    def __init__(self, folder: Path, guid: str, lexicon: Iterable[LexiconEntry]) -> None:
        """Read what is kept of an episode; what is damaged counts as not there."""
        self._cache = EntryCache(folder)
        self._key = digest("findings", guid)
        self._with = digest(program_sign(), *map(repr, lexicon))
        self._voices: dict[VoiceChoice | None, str] = {}
        self._before = self._read()
        self._now: dict[str, Found] = {}

    def of(
        self, sentence: SpokenSentence, voice: VoiceChoice | None, look: Callable[[], Iterable[TextFinding]]
    ) -> Found:
        """Give what is found in a sentence: what was found before, or what `look` finds."""
        key = digest(self._with, self._voice(voice), repr(sentence))[:_DIGITS]
        before = self._before.get(key)
        self._now[key] = tuple(look()) if before is None else before
        return self._now[key]

    def save(self) -> None:
        """Keep what was asked for in this run, and nothing else, where it is not kept already."""
        if self._now != self._before:
            rows = {
                key: [(each.kind, each.text, each.said, each.sentence) for each in found]
                for key, found in self._now.items()
            }
            self._cache.put(self._key, json.dumps(rows, ensure_ascii=False).encode())

    def _voice(self, voice: VoiceChoice | None) -> str:
        if voice not in self._voices:
            fingerprint = engine_of(voice).fingerprint(voice.voice) if voice else ""
            self._voices[voice] = f"{voice} {fingerprint}"
        return self._voices[voice]

    def _read(self) -> dict[str, Found]:
        data = self._cache.get(self._key)
        if data is None:
            return {}
        rows: dict[str, list[tuple[FindingKind, str, str, str]]] = json.loads(data)
        return {key: tuple(TextFinding(*row) for row in found) for key, found in rows.items()}
