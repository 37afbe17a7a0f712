"""A summary made ready for the ear: signs and short forms as the field says them, all else as it stands."""

from __future__ import annotations

import re

from pipeline.catalogue.show import Episode, Show
from pipeline.knowledge.show_packs import packs_of
from pipeline.writing.script.markdown import plain_words

_TOKEN = re.compile(r"<\|?(\w+)\|?>|\[([A-Z]{2,})\]")
# Plain words only: «P/E», «km/s» and «50/50» are left to the stage that spells out what is spoken.
_WORDS_WITH_SLASHES = re.compile(r"(?<![\w/:.])[a-z]{3,}(?:/[a-z]{3,})+(?![\w/])")

_FORMULA = re.compile(r"[a-z].*[A-Z0-9₀-₉]|[₀-₉]")


def for_the_ear(show: Show, episode: Episode) -> str:
    """Give an episode's summary as plain words, with the signs that the show's packs know read out.

    Raises InvalidShow for a faulty pack.
    """
    text = spoken_signs(plain_words(episode.summary))
    for pack in packs_of(show):
        for term in pack.terms:
            if term.said:
                text = _read_out(text, term.names, term.said)
    return text


def spoken_signs(text: str) -> str:
    """Give «tool call» for «<tool_call>», «BOS» for «[BOS]», and «key-value» for «key/value»; «P/E» stays."""
    text = _TOKEN.sub(lambda token: (token[1] or token[2]).replace("_", " "), text)
    return _WORDS_WITH_SLASHES.sub(lambda words: words[0].replace("/", "-"), text)


def _read_out(text: str, names: tuple[str, ...], said: str) -> str:
    """Put what is said for a name that is a formula («NaCl»); capitals alone are read by the voice."""
    for sign in (name for name in names if _FORMULA.search(name) and " " not in name):
        text = re.sub(rf"(?<![\w-]){re.escape(sign)}(?![\w-])", lambda found: _in_place(found, said), text)
    return text


def _in_place(found: re.Match[str], said: str) -> str:
    """Begin with a capital where the sign began a sentence."""
    before = found.string[: found.start()].rstrip()
    return said[:1].upper() + said[1:] if not before or before[-1] in ".?!" else said
