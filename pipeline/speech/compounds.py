"""Words that no dictionary has, made of words that it has: «powerplant», «biodistribution», «Rookwood».

A voice guesses them; where it says them as it says their parts, there is nothing to decide.
"""

from __future__ import annotations

import re

from pipeline.speech.engine import Guess, PreviewingEngine
from pipeline.speech.known_names import is_known_name, known_reading
from pipeline.speech.spoken.words import Said, SpokenSentence, SpokenWord

_SHORTEST, _SHORTEST_PREFIX = 4, 2  # letters of a part
_PREFIXES = frozenset(
    "aero afro agro anglo anti astro audio austro auto bio cardio counter cyber eco electro ethno "
    "exo euro extra franco geo hetero homo hydro hyper hypo indo infra inter intra iso kilo macro "
    "mega meta micro mid mini mis mono multi nano neo neuro non ortho over paleo para photo poly "
    "post pre pro proto pseudo psycho quasi retro semi sero sino socio sub super techno tele "
    "thermo trans tri ultra un under video".split()
)
_IRISH = re.compile(r"O['’](?P<name>[A-Z][a-z]+)")
_ALIKE = str.maketrans({
    "ˈ": "", "ˌ": "", "T": "t", "ɾ": "t", "ᵊ": "ə", "ᵻ": "ə", "ɪ": "ə", "ʌ": "ə", "ɐ": "ə", "ɜ": "ə",
    "æ": "ə", "ɔ": "ɑ", "i": "ə", "O": "ə", "ɑ": "ə", "ɛ": "ə",
})  # fmt: skip


def is_said_as_its_parts(guess: Guess, engine: PreviewingEngine, voice: str) -> bool:
    """Tell whether a word is a compound, or a word with a prefix, and guessed as these are said."""
    word = guess.text
    if "-" in word:
        return all(
            part.lower() in _PREFIXES or _reading(part, engine, voice) for part in word.split("-") if part
        )
    joined = _IRISH.fullmatch(word)
    if joined:  # «O'Higgins»: a letter's name before a name
        return is_known_name(joined["name"]) or bool(_reading(joined["name"], engine, voice))
    if not word.isalpha():
        return False
    cuts = range(_SHORTEST_PREFIX, len(word) - _SHORTEST + 1)
    return any(_is_joined(word[:cut], word[cut:], guess.phonemes, engine, voice) for cut in cuts)


def _is_joined(left: str, right: str, phonemes: str, engine: PreviewingEngine, voice: str) -> bool:
    first = "" if left.lower() in _PREFIXES else _reading(left.lower(), engine, voice)
    if (not first and left.lower() not in _PREFIXES) or (first and len(left) < _SHORTEST):
        return False
    last = _reading(right, engine, voice)
    said = phonemes.translate(_ALIKE)
    begins = not first or said.startswith(first.translate(_ALIKE))
    return bool(last) and begins and _ends(said, first, last)


def _ends(said: str, first: str, last: str) -> bool:
    last = last.translate(_ALIKE)
    whole = not first or len(said) == len(first.translate(_ALIKE)) + len(last)
    return said.endswith(last) and whole


def _reading(word: str, engine: PreviewingEngine, voice: str) -> str:
    """Give a word's phonemes where a dictionary has it, or nothing."""
    if len(word) < _SHORTEST_PREFIX or known_reading(word):  # a name is no part of a word
        return ""
    preview = engine.preview(SpokenSentence((SpokenWord(word, (Said(word),)),)), voice)
    return "" if preview.guesses else "".join(heard.phonemes for heard in preview.heard)
