"""Where an English sentence may be broken in two lines, and how much each break hurts a reader."""

from __future__ import annotations

from collections.abc import Callable

COMMA = 0.6  # what a break after a comma costs


def break_cost(text: str, following: str) -> float:
    """Give the cost of a break between two words of a sentence: 0.3 after a semicolon, 5.5 after «the»."""
    return next((cost for holds, cost in _BREAKS if holds(text, following)), _INSIDE_PHRASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_JOINING_WORDS = _words(  # a phrase begins with them
    """
    and or but nor so yet because although though while when whenever where if unless until since whether that
    which who whose whom than as with without within for from into onto by through between among during after
    before about of to in on at over under across against instead rather toward towards upon
    """
)
_LEANING_WORDS = _JOINING_WORDS | _words(  # they belong to the word that follows
    """
    a an the my your his her its our their this these those every each some any no not very more most less too
    i it we you they he she is are was were be been am can could will would shall should may might must has
    have had do does did it's that's there's we're you're they're don't doesn't isn't can't what how why there
    just only even also
    """
)
_DASHES = ("—", "–", "-")
_STRONG_STOPS = tuple(";:?!—–…)")
_COMMAS = (",", ",”", ',"', ",’", ",'")
_INSIDE_PHRASE = 2.0

# The first that holds counts.
_BREAKS: tuple[tuple[Callable[[str, str], bool], float], ...] = (
    (lambda _, following: following in _DASHES, 3.5),  # a dash stays with what it closes
    (lambda text, _: text.endswith(_STRONG_STOPS), 0.3),
    (lambda _, following: following.startswith("("), 0.3),
    (lambda text, _: text.endswith(_COMMAS), COMMA),
    (lambda text, _: text.lower().replace("’", "'") in _LEANING_WORDS, 5.5),
    (lambda _, following: following.lower() in _JOINING_WORDS, 1.2),
    (lambda text, following: text[:1].isupper() and following[:1].isupper(), 3.5),  # a name
    (lambda text, _: text[-1:].isdigit(), 3.5),  # a number and its unit
)
