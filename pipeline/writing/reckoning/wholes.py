"""The whole behind a part and its share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.numerals import numeral_at, said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.part_of_whole import is_counted
from pipeline.writing.reckoning.quantity import Parsed, Quantity, is_share
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import listed

_ONE_IN_OF_ALL = re.compile(
    r"[^,;:.]{0,30},? (?:or |which is |that is )?(?:about |nearly |almost |roughly )?(?:between )?one in"
    r" (?P<low>[a-z-]+|\d+)"
    r"(?: (?:and|to|or) one in (?P<high>[a-z-]+|\d+))? of (?P<all>(?:everyone|everybody|all"
    r"|the)\b[^,;:.]{0,30})"
)
_OF_ALL_WITH = re.compile(
    r" of (?P<all>all [^,;:.]{3,30}),? (?:with|or|that is|at) (?:(?:some|about|around|close|to|roughly"
    r"|nearly|almost|more|than|over) )*"
)
_LEAST_WHOLE = 20  # of fewer the rest is plainer than a share
_MOST_WORDS = 5
_OF_ALL = re.compile(r" of (?:the|its|their|all|everyone|everybody|every|that)\b")
_NO_WHOLE = re.compile(
    r" of (?:the|its|their) (?:time|way|day|year|week|night|cost|price|size|height|length|weight|value"
    r"|speed|distance)\b(?!['’])"
)
_APPOSED = re.compile(
    r"(?:[^,;:.]{0,40})?(?:,| \()(?: (?:or|which (?:is|was|are|were)|that is|thought to be|believed to"
    r" be|equal to"
    r"|equivalent to|making up|representing|almost|nearly|about|around|close to|roughly|some|just|over"
    r"|under|more than"
    r"|less than|fully|well|a little))*\s?"
)


def wholes(reading: Reading) -> Iterator[Draft]:
    """Give the whole behind a part and its share: «some 107,000 flights, 48% of the total»."""
    parsed = parse(reading)
    for part, share in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        figure = share.figure
        if figure.kind != "part" and share.dimension != "percent":
            continue
        if share.sentence != part.sentence or share.is_range or not is_counted(part) or part.is_range:
            continue
        if (not part.noun and not part.figure.unit) or not _APPOSED.fullmatch(parsed.between(part, share)):
            continue
        fell = part.verb in listed("falling") | listed("rising") and re.fullmatch(
            r",? or (?:about )?", parsed.between(part, share)
        )
        if fell and share.dimension == "percent" and not share.behind.startswith(" of"):
            yield from _whole(part, figure, "the level before")
            continue
        if not _OF_ALL.match(share.behind) or _NO_WHOLE.match(share.behind):
            continue
        yield from _whole(part, figure, _all(parsed, figure))


def wholes_after(reading: Reading) -> Iterator[Draft]:
    """Give the whole where the share stands first: «two fifths of all insects, with 400,000 species»."""
    parsed = parse(reading)
    for share, part in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        if not is_share(share.figure) or share.is_range or share.sentence != part.sentence:
            continue
        named = _OF_ALL_WITH.fullmatch(reading.text[share.figure.end : part.start])
        if named and is_counted(part) and not part.is_range and reading.is_plural(part.figure):
            yield from _whole(part, share.figure, named["all"].strip())


def _all(parsed: Parsed, share: Figure) -> str:
    """Give the whole as the summary calls it: «the global total», «their number before whaling»."""
    rest = re.match(r" of ((?:the|its|their|all)\b[^,;:.]*)", parsed.reading.text[share.end :])
    return (
        rest[1].strip()
        if rest
        and len(rest[1].split()) <= _MOST_WORDS
        and not parsed.reading.has_verb(share.end, share.end + rest.end())
        else "the whole"
    )


def _whole(part: Quantity, share: Figure, name: str) -> Iterator[Draft]:
    size = Fraction(100) if share.kind != "part" else Fraction(1)
    plain = amount_of(share)
    whole = over(
        amount_of(part.figure), plain if share.kind != "part" else Amount(plain.value, plain.bound, 2)
    )
    if whole is None or not 0 < plain.value / size < Fraction(19, 20):
        return
    digits = max(2, min(whole.digits or 2, 3)) if plain.bound == "exactly" else 2
    whole = Amount(whole.value * size, whole.bound, digits).rounded()
    if part.figure.unit is None and whole.value.denominator != 1:
        return
    what = part.figure.unit.said(whole.value) if part.figure.unit else part.noun
    given = (size,) if size != 1 else ()
    yield draft(
        "the whole",
        "quotient",
        (part.figure, share),
        (whole,),
        given=given,
        amount=f"{whole.said()} {what}",
        name=name,
    )


def of_everyone(reading: Reading) -> Iterator[Draft]:
    """Give the whole behind «650 million, or between one in five and one in six of everyone then alive»."""
    parsed = parse(reading)
    for part in parsed.quantities:
        if part.figure.unit or part.figure.per or part.is_range or part.figure.value < _LEAST_WHOLE:
            continue
        told = _ONE_IN_OF_ALL.match(reading.text, part.end)
        if not told:
            continue
        numbers = [numeral_at(told[name], 0) for name in ("low", "high") if told[name]]
        ends = [each.value for each in numbers if each]
        if not ends or ends != sorted(ends):
            continue
        wholes_of = [Amount(part.figure.value * each, "about", 2).rounded() for each in ends]
        text = " to ".join([wholes_of[0].said(), *(said(each.value) for each in wholes_of[1:])])
        what = f" {part.noun}" if part.noun and not part.figure.is_plain else ""
        yield draft(
            "the whole", "times each", [part.figure], wholes_of, given=ends, amount=f"{text}{what}",
            name=told["all"].strip(),
        )  # fmt: skip
