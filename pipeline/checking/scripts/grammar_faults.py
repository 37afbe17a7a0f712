"""Sentences that are surely broken, those worth a look, and pronouns that stand for nothing heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.checking.scripts.shares import is_frame
from pipeline.checking.scripts.told import AUTHORS, FRAME, IMAGES, SUMS, Spoken, Told
from pipeline.language.grammar import is_english, verdict_of
from pipeline.language.pronouns import has_antecedent
from pipeline.language.words import Word, has_open_quote, words_in

_SUBJECTS = frozenset("i you he she it we they".split())
_VERBS = frozenset("VBD VBZ VBP MD VB VBG VBN".split())
# A fragment is said after its title, and an author writes as an author wants.
_VERBLESS_ON_PURPOSE = IMAGES | FRAME | SUMS | AUTHORS | {"whole"}
_CUT_OFF = re.compile(r"\b(?:the|a|an|and|or|but|than|because|its|their)[.!?]$")
_LEAD = re.compile(r"^(?:[^\s:]+ ){0,3}[^\s:]+: ")  # «A small example: …»
_TWICE = re.compile(r"\b(the|an|of|to|and|with|for|by) \1\b")
_ARTICLE = re.compile(r"\ba an?\b|\ban? the\b|\bthe an?\b")
_SIGNS = re.compile(r"\{|\}|,,|\.\.(?!\.)|[,;:]\.|\s(?:[,;]|\.(?!\d))|:\s*$|\(\)")


def broken(told: Told) -> tuple[str, ...]:
    """List the sentences that cannot be right as they stand, whoever wrote them."""
    return tuple(sentence.text for sentence in told.sentences if is_broken(sentence))


def is_broken(sentence: Spoken) -> bool:
    """Tell a sentence that was cut off, put together wrongly, or left without a verb by the writer."""
    text = sentence.text
    if not is_english(text):
        return False
    patched = (
        any(pattern.search(text) for pattern in (_TWICE, _ARTICLE, _SIGNS)) and sentence.move != "author"
    )
    cut_off = bool(_CUT_OFF.search(text))
    return patched or cut_off or has_open_quote(text) or _lacks_verb(sentence)


def doubtful(told: Told) -> tuple[str, ...]:
    """List the sentences that the grammar is not sure of, for a reader's eye; good ones are among them."""
    told_of = (s for s in told.sentences if s.move not in _VERBLESS_ON_PURPOSE and not is_frame(told, s))
    looked_at = (s for s in told_of if not s.text.endswith("?"))
    texts = (s.text for s in looked_at if not (s.move == "because" and s.text.startswith("Because ")))
    return tuple(text for text in texts if verdict_of(_LEAD.sub("", text)) == "doubt")


def unheard(told: Told) -> tuple[str, ...]:
    """List the sentences that open with a pronoun for which the one before has no noun of its number."""
    pairs = pairwise((Spoken("", ""), *told.sentences))
    return tuple(
        after.text
        for before, after in pairs
        if after.move not in FRAME
        and not {before.move, after.move} <= AUTHORS
        and not has_antecedent(after.text, before.text)
    )


def _lacks_verb(sentence: Spoken) -> bool:
    if sentence.move in _VERBLESS_ON_PURPOSE or sentence.text.endswith("?"):
        return False
    small = sentence.text[:1].lower() + sentence.text[1:]  # a capital may pass for a name's: «Bite through …»
    readings = words_in(sentence.text), words_in(small)
    return len(readings[0]) > 2 and not any(
        _may_be_verb(words, place) for words in readings for place in range(len(words))
    )


def _may_be_verb(words: Sequence[Word], place: int) -> bool:
    """Tell what is a verb, or what the tagger may have taken for something else."""
    word, before = words[place], words[:place]
    if word.tag in _VERBS or word.low in _SUBJECTS:
        return True
    if word.tag == "JJ" and word.low.endswith("ed"):  # «Landsteiner mixed blood», not «a related idea»
        return bool(before) and before[-1].tag not in ("DT", "PRP$")
    if word.tag == "NNS":
        return place > 1 and before[-1].tag in ("NN", "NNP", "CD")
    many = any(one.tag in ("NNS", "NNPS", "CD") for one in before)  # «most replies end», «words name the aim»
    return many and word.tag in ("NN", "JJ") and before[-1].tag not in ("DT", "JJ", "PRP$")
