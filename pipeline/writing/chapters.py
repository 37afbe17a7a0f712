"""What chapters are called: named for their episode, where its name is short."""

from __future__ import annotations

import re

from pipeline.writing.english import upper_first
from pipeline.writing.names import Name

_SHORT_NAME_WORDS = 2
_NAME = "…"  # where the name goes in a chapter's title
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_PLURAL_OF = {"is": "are", "was": "were", "does": "do", "has": "have", "Is": "Are", "Does": "Do"}
_VERB_AFTER = re.compile(rf"(?<={_NAME} )\w+s\b")
_VERB_BEFORE = re.compile(rf"\b(?:is|was|does|has|Is|Does)(?= {_NAME})")


def chapter(name: Name, title: str, otherwise: str, said: str = "") -> str:
    """Give a chapter's title with the episode's name for «…», and its verb in the name's number.

    A name that is long, or cannot stand within a sentence, is left out: players show chapters below it.
    `said`: the name as it stands in a sentence, where that is known, «the Maillard reaction».
    """
    mention = said or name.mention
    if "“" in mention or name.asks or len(_ARTICLE.sub("", mention).split()) > _SHORT_NAME_WORDS:
        return upper_first(otherwise)
    if name.is_plural:
        title = _VERB_AFTER.sub(lambda verb: _plural(verb[0]), title)
        title = _VERB_BEFORE.sub(lambda verb: _plural(verb[0]), title)
    return upper_first(title.replace(_NAME, mention))


def _plural(verb: str) -> str:
    return _PLURAL_OF.get(verb) or verb.removesuffix("s")
