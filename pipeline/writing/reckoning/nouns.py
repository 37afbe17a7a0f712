"""Of what a number is: the noun behind it, and the span of time of a rate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.tagger import Token

_PER = re.compile(
    r"(?P<gap>(?:\s[a-z-]+){0,5}?)\s?(?:\b(?:a|an|per|each|every|one)\s|/)(?P<unit>second|minute|hour"
    r"|day|night"
    r"|week|month|year|century|decade|s|h)\b(?! squared|²|-| (?:hand|time|one|or so|later|ago|before"
    r"|earlier|after|apart)\b)"
)
_OF = re.compile(r"\s(?:of (?:all the |all |the |its |their |his |her |every )?)")
_NO_NOUNS = frozenset("today yesterday tomorrow apiece".split())  # «10,500 today» counts no days
_VERBS = frozenset("survive remain exist sit belong depend arise occur appear".split())  # «235 survive»
_NOT_PER = frozenset("in for after every with on at from once twice times".split())
_OR_SO = re.compile(r" or so\b(?= [a-z])")
_BOUNDING = frozenset("under over than nearly almost about around barely".split())
_IN_NOUN = ("JJ", "RBS", "NN", "VBN", "VBG", "HYPH", "POS")


def of_what(text: str, end: int, tokens: Sequence[Token], kind: str) -> tuple[str, int]:
    """Give the noun that a number counts, or that follows «of» behind a unit, and where it ends."""
    if loose := _OR_SO.match(text, end):
        end = loose.end()  # «the 37 or so known Vermeers»
    if kind == "count":
        noun, noun_end = noun_after(end, tokens)
        if noun:
            return noun, noun_end
        return "", end
    if of := _OF.match(text, end):
        noun, noun_end = noun_after(of.end() - 1, tokens)
        return noun, noun_end if noun else end
    if kind == "measure":
        noun, noun_end = noun_after(end, tokens)
        return noun, noun_end if noun else end
    return "", end


def noun_after(end: int, tokens: Sequence[Token]) -> tuple[str, int]:
    """Give the group of words up to its last noun that begins right after a place."""
    group: list[Token] = []
    for token in tokens:
        if token.start < end or (not group and token.start > end + 1):
            continue
        hyphen = token.text in "-–" and group and not token.whitespace
        named = group and group[-1].tag == "NNP" and token.text[0].isupper()  # «253 Doctor Who episodes»
        if not (token.tag.startswith(_IN_NOUN) or hyphen or named or _is_degree(token, tokens)):
            break
        group.append(token)
        following = next((each for each in tokens if each.start >= token.end), None)
        if token.tag in ("NNS", "NNPS") and not hyphen and not _goes_on(token, following):
            break
    while group and not group[-1].tag.startswith("NN"):
        group.pop()
    if group and group[0].text.lower() in _NO_NOUNS | _VERBS:
        return "", end
    if not group or not group[0].text[0].isalpha():
        return "", end
    first, last = group[0], group[-1]
    return "".join(token.text + token.whitespace for token in group).strip(), last.end if first else end


def _is_degree(token: Token, tokens: Sequence[Token]) -> bool:
    """Tell the adverb of «1,350 potentially active volcanoes» from one that ends the group."""
    following = next((each for each in tokens if each.start >= token.end), None)
    return token.tag == "RB" and token.text.endswith("ly") and following is not None and following.tag == "JJ"


def _goes_on(token: Token, following: Token | None) -> bool:
    """Tell «men's wages» and «e-mails» from a plural that ends its group."""
    if following is None:
        return False
    return following.tag == "POS" or (following.text == "-" and not token.whitespace)


def span_of(text: str, noun_end: int, end: int, tokens: Sequence[Token]) -> tuple[str, int]:
    """Read «a day», «per hour», «/s» behind a number and its noun, with a few words between, but no verb."""
    match = _PER.match(text, max(noun_end, end))
    if not match or text[: match.start("unit")].endswith((" of a ", " of an ", " of one ", " of every ")):
        return "", 0
    between = [token for token in tokens if max(noun_end, end) <= token.start < match.start("unit")]
    if any(token.tag.startswith("VB") or token.tag == "TO" for token in between):
        return "", 0
    if any(token.text in _BOUNDING for token in between[-2:]):
        return "", 0  # «ten films of under a minute»
    if any(token.text in _NOT_PER for token in between[:-1]):
        return "", 0
    following = next((token for token in tokens if token.start >= match.end()), None)
    if (
        match["unit"] == "second"
        and following
        and following.tag in ("NN", "NNS", "JJ")
        and following.start == match.end() + 1
    ):
        return "", 0
    return {"s": "second", "h": "hour", "night": "day"}.get(match["unit"], match["unit"]), match.end()


_ENDINGS = (
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("lves", "lf"),
    ("s", ""),
)
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}


_IN_IE = frozenset(
    "movies cookies pies ties lies calories zombies rookies prairies brownies hippies hoodies selfies collies"
    " birdies bogies genies pixies cowries camaraderies".split()
)
_IN_US = frozenset(
    "crocuses buses viruses bonuses campuses choruses walruses octopuses platypuses cactuses circuses focuses"
    " geniuses sinuses funguses hippopotamuses rhombuses statuses omnibuses minibuses abacuses".split()
)
_IN_F = {
    **dict.fromkeys("leaves loaves thieves sheaves hooves scarves dwarves".split(), "f"),
    **dict.fromkeys("lives wives knives midwives housewives penknives jackknives".split(), "fe"),
}


def singular(noun: str) -> str:
    """Give one of so many: «country» for «countries»."""
    *rest, head = noun.split()
    if head.lower() in _IN_IE:
        return " ".join([*rest, head.removesuffix("s")])
    if head.lower() in ("species", "series"):
        return noun
    if head.lower() in _IN_US:
        return " ".join([*rest, head.removesuffix("es")])
    if head.lower() in _IN_F:
        return " ".join([*rest, head.removesuffix("ves") + _IN_F[head.lower()]])
    ending, one = next(((old, new) for old, new in _ENDINGS if head.endswith(old)), ("", ""))
    return " ".join([*rest, _IRREGULAR.get(head) or head.removesuffix(ending) + one])
