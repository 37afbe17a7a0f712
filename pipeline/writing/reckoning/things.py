"""Of what two figures are told: the things that a comparison must name, in the summary's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.tagger import Token
from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.vocabulary import either, loosely

_INSIDE = ("JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "CD", "FW")
_OPENING = ("DT", "PRP$", "PDT")
_VERBS = ("VBZ", "VBP", "VBD", "MD", "VBN", "VB")
_PLACES = frozenset(
    "on in at with under without for near above below inside outside among from by through".split()
)
_EMPTY = frozenset("average fact total addition all particular general turn return it".split())
_VAGUE = frozenset(
    "this that these those it they he she each both all some another half which what there time way".split()
)
_JOINT = re.compile(r"(?:[,;:] (?:and |but |while |whereas |yet |though )?|\b(?:and|but|while|whereas) )")
_SENTENCE = re.compile(r"[.!?;:]\s+")
_LOOSE = re.compile(rf"(?:\s|^)(?:{either('loosely')}|barely|even|still|already|no more than)$")
_ARTICLES = frozenset(
    "A An The Its Their His Her Our Your Most Some Many Few Each Every One Two Three Other Both".split()
)
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing or a place: «a bus lane», or «on grass» with its preposition."""

    words: str
    preposition: str = ""

    @property
    def placed(self) -> str:
        """Give it as it follows «as many»: «for a bus lane», «on grass»."""
        return f"{self.preposition or 'for'} {self.words}"


def things_of(reading: Reading, first: Figure, second: Figure) -> tuple[Thing, Thing] | None:
    """Give the two things of which two figures are told in one frame, or None where that is in doubt."""
    if kinds := of_kinds(reading, first, second):
        return kinds
    later = _between(reading, first, second) or _behind(reading, second)
    if later is None:
        return None
    earlier = _placed_like(reading, first, later) if later.preposition else _subject(reading, first)
    if earlier is None and later.preposition == "in" and _holds(reading, first):
        subject = _subject(reading, first)  # «A cup of tea holds …, against 95 in a cup of coffee»
        earlier = Thing(subject.words, "in") if subject else None
    if earlier is None or earlier.words.lower() == later.words.lower():
        return None
    later = _without_ones(earlier, later)
    return None if earlier.words.lower() == later.words.lower() else (earlier, later)


def _holds(reading: Reading, first: Figure) -> bool:
    return bool(re.search(rf"\b(?:holds?|contains?|has|have) {loosely()}$", reading.before(first)))


def of_kinds(reading: Reading, first: Figure, second: Figure) -> tuple[Thing, Thing] | None:
    """Read «40 tonnes of potatoes or seven of wheat»."""
    if not first.unit or not first.noun or not reading.after(first).startswith(" of "):
        return None
    match = re.compile(r" of (?P<noun>[a-z]+)(?=[.,;:]|$)").match(reading.text, second.end)
    if not match or not re.fullmatch(
        r",? (?:or|and|against) (?:about |only |some )?", reading.past_noun(first, second)
    ):
        return None
    return (Thing(first.noun, "in"), Thing(match["noun"], "in")) if match["noun"] != first.noun else None


def _between(reading: Reading, first: Figure, second: Figure) -> Thing | None:
    """Read «, a bus lane 4,000» and «; the other spans 1,991»."""
    start = min(first.noun_end, second.start)
    joints = list(_JOINT.finditer(reading.text, start, second.start))
    if not joints:
        return None
    start = joints[-1].end()
    year = re.compile(r"in \d{4},? ").match(reading.text, start)
    tokens = _bare(reading, year.end() if year else start, second.start)
    told = reading.tokens_in(0, first.start)
    if len(tokens) > 2 and told and tokens[-1].text == told[-1].text:
        tokens.pop()  # the verb is the first one's, whatever its tag: «spans»
    return _read(tokens)


def _bare(reading: Reading, start: int, end: int) -> list[Token]:
    """Give the tokens of a stretch without the words that only bound the number behind it."""
    while found := _LOOSE.search(reading.text[start:end].rstrip()):
        end = start + found.start()
    tokens = list(reading.tokens_in(start, end))
    while tokens and tokens[0].text.lower() in ("only", "even", "just"):
        tokens.pop(0)
    return tokens


def _read(tokens: Sequence[Token]) -> Thing | None:
    """Read a thing, with a verb or a lone preposition behind it and nothing else."""
    if not tokens:
        return None
    preposition = tokens[0].text.lower() if tokens[0].text.lower() in _PLACES else ""
    rest = tokens[1:] if preposition else tokens
    size = _noun_group(rest)
    if size == 0:
        return None
    left = list(rest[size:])
    if left and left[0].tag == "POS":
        size, left = size + 1, left[1:]  # «an elephant's 30»
    if left and left[0].text.lower() in ("in", "of") and len(left) > 1 and left[1].tag == "CD":
        left = left[2:]  # «a power loom in 1850»
    if left and left[-1].tag in ("IN", "TO"):
        left.pop()
    if (
        left
        and left[0].text in ("of", "with", "without", "from", "on", "in", "at")
        and _is_plain_phrase(left)
    ):
        size, left = size + len(left), []  # «the nylon one of the same width»
    if any(token.tag not in _VERBS and token.tag != "RB" for token in left):
        return None
    return _thing(rest[:size], preposition)


def _is_plain_phrase(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens are one phrase of a preposition, without a verb or a number in figures."""
    tags = {token.tag for token in tokens[1:]}
    return (
        len(tokens) <= _MOST_WORDS
        and tags <= {*_INSIDE, *_OPENING}
        and not any(character.isdigit() for token in tokens for character in token.text)
    )


def _behind(reading: Reading, second: Figure) -> Thing | None:
    """Read «and 20 with an open one»: the place stands behind the second number."""
    tokens = list(reading.tokens_in(second.noun_end, len(reading.text)))
    stop = next((n for n, t in enumerate(tokens) if t.text in ",.;:"), len(tokens))
    if stop < 2 or tokens[0].text.lower() not in (*_PLACES, "for"):
        return None
    size = _noun_group(tokens[1:stop])
    preposition = tokens[0].text.lower().replace("for", "")
    return _thing(tokens[1 : size + 1], preposition) if size == stop - 1 else None


def is_placed_alike(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «200 with closed parachute and 20 with an open one»: one preposition behind both numbers."""
    later = _behind(reading, second)
    if later is None or not later.preposition:
        return False
    between = reading.past_noun(first, second)
    return bool(re.fullmatch(rf" {later.preposition} [\w’' -]{{3,40}},? (?:and|but) (?:[a-z]+ )?", between))


def _placed_like(reading: Reading, first: Figure, later: Thing) -> Thing | None:
    """Find the first place, with the preposition of the second, at the sentence's start or by its number."""
    start = _sentence_start(reading, first)
    for tokens in (
        reading.tokens_in(start, first.start),
        reading.tokens_in(first.noun_end, len(reading.text)),
    ):
        if len(tokens) > 1 and tokens[0].text.lower() == later.preposition:
            size = _noun_group(tokens[1:])
            if size:
                return _thing(tokens[1 : size + 1], later.preposition)
    return None


def _subject(reading: Reading, first: Figure) -> Thing | None:
    """Find the subject of the sentence's first clause: «A car lane» in «A car lane moves 600 people»."""
    start = _sentence_start(reading, first)
    tokens = list(reading.tokens_in(start, first.start))
    if tokens and tokens[0].tag == "IN" and (size := _noun_group(tokens[1:])):
        tokens = tokens[size + 1 :]
        tokens = tokens[1:] if tokens and tokens[0].text == "," else tokens
    size = _noun_group(tokens)
    if (
        size
        and [t.tag for t in tokens[size : size + 2]] == ["IN", "CD"]
        and tokens[size].text in ("of", "in")
    ):
        tokens = [*tokens[:size], *tokens[size + 2 :]]  # «The Iron Bridge of 1779»
        size = _noun_group(tokens)
    last_is_verb = size == len(tokens) > 2 and tokens[-1].tag == "NNS" and tokens[-2].tag.startswith("NN")
    if last_is_verb and tokens[0].text in ("A", "An", "The", "One", "Each"):
        return _thing(tokens[:-1], "")  # «The dearest seat costs 300»: a verb that is tagged as a noun
    if size and size < len(tokens) and tokens[size].tag in _VERBS:
        if any(token.text in (",", "and", "that", "which", "who") for token in tokens[size:]):
            return None
        return _thing(tokens[:size], "")
    return None


def _sentence_start(reading: Reading, figure: Figure) -> int:
    return max((match.end() for match in _SENTENCE.finditer(reading.before(figure))), default=0)


def _noun_group(tokens: Sequence[Token]) -> int:
    """Count the tokens of a noun group at the start, up to its last noun: «the great telescope's mirror»."""
    size = last = 0
    for place, token in enumerate(tokens[: _MOST_WORDS + 1]):
        if place == 0 and token.tag in _OPENING:
            continue
        inside = token.tag in _INSIDE or token.text == "-" or (token.tag == "RB" and place < 2)
        of = token.text == "of" and last == place
        if not (inside or of or (token.tag in ("DT", "PRP$") and tokens[place - 1].text == "of")):
            break
        size = place + 1
        ends_group = place == len(tokens) - 1 or tokens[place + 1].tag in (*_VERBS, "POS", "IN")
        of_one_word = token.tag.startswith("JJ") and place == 1 and tokens[0].tag in _OPENING and ends_group
        year_next = token.text == "of" and place + 1 < len(tokens) and tokens[place + 1].tag == "CD"
        if year_next:
            break
        if token.tag.startswith("NN") or (token.text in ("one", "ones") and place > 1) or of_one_word:
            last = size
    return last if 0 < last <= _MOST_WORDS else 0


def _thing(tokens: Sequence[Token], preposition: str) -> Thing | None:
    words = "".join(token.text + token.whitespace for token in tokens).strip()
    if tokens[0].text.lower() in _VAGUE or tokens[-1].text.lower() in (*_VAGUE, *_EMPTY):
        return None
    if (
        (tokens[0].tag == "PRP$" and not preposition)
        or (tokens[-1].tag == "CD" and tokens[-1].text not in ("one", "ones"))
        or re.search(r"\d{3}", words)
    ):
        return None
    if tokens[0].text in _ARTICLES or (tokens[0].start == 0 and _is_common(tokens)):
        words = words[0].lower() + words[1:]
    return Thing(words, preposition)


def _is_common(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence's first word is no name: it is tagged as a common word in the middle of one."""
    first = tokens[0]
    if first.text.endswith(("ian", "ish", "ese", "ean", "can", "man", "utch", "ench")):
        return False
    return first.tag in ("NNS", "JJ", "JJR", "JJS", "VBG", "VBN", "NN")


def _without_ones(earlier: Thing, later: Thing) -> Thing:
    """Give «the ordinary ones» their noun back: «the ordinary classes»."""
    noun = earlier.words.split()[-1]
    fits = later.words.endswith(" ones" if noun.endswith("s") else " one")
    if fits and " of " not in earlier.words:
        return Thing(f"{later.words.rsplit(' ', 1)[0]} {noun}", later.preposition)
    return later
