"""Small wordings: a length as it is spoken, names in a row, a chapter named for its episode."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.writing.english import base_form, upper_first, word_list
from pipeline.writing.names import Name

_MANY_NUMBERS = 5  # in an example: it is a calculation, and no mere story with a date
# «a lens», «the narrow one»: an article, at most one word before the noun, at the very end.
_LAST_NOUN = re.compile(r"(?:^|\s)(?P<noun>(?:a|an) (?:[a-z-]+ )?[a-z-]{3,})\.$")
_TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = tuple(" one two three four five six seven eight nine ten eleven twelve".split(" "))
_SHORT_NAME_WORDS = 2
_NAME = "…"  # where the name goes in a chapter's title
_PLURAL_OF = {"is": "are", "was": "were", "does": "do", "has": "have", "Is": "Are", "Does": "Do"}
_VERB_AFTER = re.compile(rf"(?<={_NAME} )\w+s\b")
_VERB_BEFORE = re.compile(rf"\b(?:is|was|does|has|Is|Does)(?= {_NAME})")


def chapter(name: Name, title: str, otherwise: str) -> str:
    """Give a chapter's title with the episode's name for «…», and its verb in the name's number.

    A name that is long, or cannot stand within a sentence, is left out: players show chapters below it.
    """
    if "“" in name.mention or name.asks or len(name.mention.split()) > _SHORT_NAME_WORDS:
        return upper_first(otherwise)
    if name.is_plural:
        title = _VERB_AFTER.sub(lambda verb: _plural(verb[0]), title)
        title = _VERB_BEFORE.sub(lambda verb: _plural(verb[0]), title)
    return upper_first(title.replace(_NAME, name.mention))


def _plural(verb: str) -> str:
    return _PLURAL_OF.get(verb) or base_form(verb) or verb.removesuffix("s")


def picked_up(paragraphs: Sequence[str]) -> str:
    """Ask back with the last words of what was said: «…and grinds a lens.» gives «A lens?», else nothing."""
    found = _LAST_NOUN.search(paragraphs[-1]) if paragraphs else None
    return f"{upper_first(found['noun'])}?" if found else ""


def has_numbers(paragraphs: Sequence[str]) -> bool:
    """Say whether much is counted in these paragraphs."""
    words = [word.casefold() for paragraph in paragraphs for word in re.split(r"[\W_]+", paragraph)]
    counted = [word for word in words if word.isdigit() or word in word_list("counting_words")]
    return len(counted) >= _MANY_NUMBERS


def forms_of(name: Name) -> dict[str, str]:
    """Give a name in the forms that phrases ask for."""
    return {
        "mention": name.mention,
        "Mention": upper_first(name.mention),
        "heading": name.heading,
        "the_episode": name.the_episode,
        "The_episode": upper_first(name.the_episode),
    }


def spoken_length(seconds: float) -> str:
    """Say about how long an episode is: «ninety seconds», «two and a half minutes»."""
    if seconds < 102.5:
        tens, five = divmod(max(5, 5 * round(seconds / 5)), 10)
        words = "a hundred" if tens == 10 else "-".join(filter(None, (_TENS[tens], "five" if five else "")))
        return f"{words} seconds"
    halves = round(seconds / 30)
    minutes = _UNITS[halves // 2] if halves // 2 < len(_UNITS) else str(halves // 2)
    return f"{minutes} and a half minutes" if halves % 2 else f"{minutes} minutes"
