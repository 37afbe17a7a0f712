"""Whether a sentence says at all which reading a homograph has: «The bass is good.» does not.

The model of readings knows which is the more common and is as sure without a word about music or fish as with
one. Here it is asked whether there is anything to go by.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.sentences import FINITE
from pipeline.language.tagger import Token

# Nouns said in two ways: no article, and no verb, tells which of them it is.
_BOTH_NOUNS = frozenset(
    "axes bases bass bow bows lead leads row rows sewer sewers sow sows tear tears".split()
)
# Words that stand beside anything.
_OF_ANYTHING = frozenset(
    "all also any awful bad be been being better big both came can come comes could did different "
    "do does else ever even few find fine first found get gets go goes good got great had has "
    "have having here just kind large last like liked likes little long look looked looks lot "
    "made make many may might more most much must nearly need new next nice not now of old one "
    "only other own quite really right said same saw say see seen should small so some still such "
    "take than that there thing things think this those time too took two very want wanted was "
    "way well went were what which who will would yet am are is".split()
)
_PLURAL_SUBJECTS = frozenset("i you we they who these those".split())
_OF_TIME = frozenset(
    "after afternoon ago already always annually before centuries century daily day days decade "
    "earlier evening ever every generally hour later month months morning mornings never night "
    "nights normally now nowadays often once rarely recently seldom since sometimes soon still "
    "then till today tomorrow tonight twice until usually week weekly weeks when whenever while "
    "year years yesterday".split()
)
_OPEN_CLASSES = ("NN", "VB", "JJ", "RB", "CD", "FW")
_SHORT = 4  # words beside «read»: in longer sentences the model has something to go by


def leaves_open(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether nothing in the sentence speaks for one reading of the homograph at this place."""
    word = tokens[index].text.lower()
    others = [token for place, token in enumerate(tokens) if place != index and token.text[:1].isalnum()]
    if not others:
        return True
    if word == "read":
        return len(others) <= _SHORT and _without_a_tense(tokens, index, others)
    return word in _BOTH_NOUNS and not any(map(_tells, others))


def _tells(token: Token) -> bool:
    return token.tag.startswith(_OPEN_CLASSES) and token.text.lower() not in _OF_ANYTHING


def _without_a_tense(tokens: Sequence[Token], index: int, others: Sequence[Token]) -> bool:
    """Tell whether «read» may be of today or of yesterday, as in «They read it»."""
    before = next((each for each in reversed(tokens[:index]) if not each.tag.startswith("RB")), None)
    plural = before is not None and before.text.lower() in _PLURAL_SUBJECTS
    timed = any(each.tag in FINITE or each.tag == "CD" or each.text.lower() in _OF_TIME for each in others)
    after, third = tokens[index + 1 : index + 2], tokens[index + 2 : index + 3]
    paired = any(each.text in ("and", "or") for each in after) and any(
        each.tag.startswith("VB") for each in third
    )
    return plural and not timed and not paired
