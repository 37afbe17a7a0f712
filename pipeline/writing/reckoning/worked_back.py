"""What a summary leaves to be worked back: the other side of a difference, what was there before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language.tagger import Token
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus_as_told, plus_as_told
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import loosely

_THAN = re.compile(
    r"(?: (?:points?|votes?|seats?|places?))? (?P<word>more|less|fewer|better|worse|taller|higher|lower"
    r"|longer|shorter|older|younger"
    r"|deeper|wider|heavier|lighter|farther|further) than (?P<rest>.*)"
)
_LESS = frozenset(
    "less fewer worse lower shorter younger lighter smaller slower cheaper narrower thinner shallower".split()
)
_BEATS = re.compile(
    r"\b(?:overtop|top|exceed|beat|surpass|outdo|outweigh|outlast|outstrip|outnumber|overtake|better"
    r"|eclips|outsell|outliv)(?:s|es|ed|ped"
    r"|ping|ing|e|en|did|took)?\b (?P<rest>.*)|\b(?:outdid|overtook|outsold|outlived|outdoing|beating"
    r"|topping) (?P<rest2>.*)"
)
_TRAILS = re.compile(r"\b(?:falls short of|fell short of|trails|trailed|misses|missed)\b (?P<rest>.*)")
_BY = re.compile(r",? by (?:[a-z]+ ){0,2}$")
_ADDED = re.compile(r"^(?:additional|extra|further|more|added|new) (?P<noun>.+)$")
_UP_TO = re.compile(
    r"\b(?:bring|brings|brought|bringing|take|takes|took|taking|make|makes|made|making|give|gives|gave"
    r"|for)\b[^;:.]*?\b(?:up to|to|a total of|in all)\b"
)
_GROUP = ("DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "VBN", "PRP$")
_THAN_THE = re.compile(
    r" (?P<word>less|lower|lighter|shorter|smaller|slower|cheaper|narrower|thinner|shallower|more|higher"
    r"|heavier|longer|larger|taller"
    rf"|deeper|wider|thicker)\b[^.,;:]{{0,30}} than (?:the |its |their ){loosely()}"
)
_FEW = 4


def other_sides(reading: Reading) -> Iterator[Draft]:
    """Give the other side of a difference: «133 m … overtops Île Vierge by fifty metres»."""
    parsed = parse(reading)
    for known, gap in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        if not _may_differ(known, gap) or known.sentence != gap.sentence:
            continue
        less, rest = _difference(parsed, known, gap)
        name = _name_at(reading, rest) if rest is not None else ""
        if rest is None or not name:
            continue
        yield from _other_side(known, gap, name, is_less=less)


def _may_differ(known: Quantity, gap: Quantity) -> bool:
    one, two = known.figure, gap.figure
    if known.is_range or gap.is_range or one.per or two.per or "part" in (one.kind, two.kind):
        return False
    if known.dimension in ("percent", "times", "temperature", "degree", "time") or known.attribute in (
        "more",
        "later",
    ):
        return False
    if one.unit or two.unit:
        same = one.unit == two.unit or (one.unit and two.unit and one.dimension == two.dimension == "money")
        return bool(one.unit and two.unit) and bool(same)
    return not one.noun or known.head == gap.head or two.is_plain


def _difference(parsed: Parsed, known: Quantity, gap: Quantity) -> tuple[bool, int | None]:
    """Read the relation: whether the known one is the lesser, and where the other's name begins."""
    text, between = parsed.reading.text, parsed.between(known, gap)
    after = _THAN.match(text, gap.figure.noun_end) or _THAN.match(text, gap.figure.end)
    joint = rf"(?:[^,;:.]*,)?(?: (?:which|and|or)(?: [a-z]+)? | )?(?:is |was |are |were )?{loosely()}"
    if after and re.fullmatch(joint, between):
        return after["word"] in _LESS, after.start("rest")
    if _BY.search(between):
        for pattern, less in ((_BEATS, False), (_TRAILS, True)):
            verb = pattern.search(between)
            if verb and parsed.only_between(known, gap):
                name = "rest2" if "rest2" in verb.groupdict() and verb["rest2"] is not None else "rest"
                return less, known.end + verb.start(name)
    return False, None


def _other_side(known: Quantity, gap: Quantity, name: str, *, is_less: bool) -> Iterator[Draft]:
    one, two = amount_of(known.figure), amount_of(gap.figure)
    other: Amount | None
    if is_less:
        other = plus_as_told(one, two)
    elif two.bound == "about" and one.bound == "exactly":
        other = Amount(one.value - two.value, "about")  # «133, by roughly fifty»: about 83
    else:
        other = minus_as_told(one, two)
    if other is None or other.value <= 0 or other.value.denominator != 1 or gap.figure.value < _FEW:
        return
    if known.figure.unit != gap.figure.unit:
        return
    vague = gap.figure.bound != "exactly" and gap.figure.digits < known.figure.digits
    if vague and other.bound != "about" and not known.figure.unit:
        other = Amount(other.value, other.bound, 3).rounded()  # «41,024,320 digits, over 16 million more»
    figure = known.figure
    what = figure.unit.said(other.value) if figure.unit else gap.noun or known.noun
    yield draft(
        "the other side", "total" if is_less else "difference", (known.figure, gap.figure), (other,),
        amount=f"{other.said()} {what}", name=name,
    )  # fmt: skip


def _name_at(reading: Reading, start: int) -> str:
    """Read the name of a thing that begins at a place: «Brittany's Île Vierge»."""
    group: list[Token] = []
    for token in reading.tokens:
        if token.start < start:
            continue
        if token.tag not in _GROUP:
            break
        group.append(token)
    while group and not group[-1].tag.startswith("NN"):
        group.pop()
    if group and group[0].text.lower() in ("any", "all", "every", "no"):
        return ""
    following = reading.token_after(group[-1].end) if group else None
    owns = following is not None and following.text in ("has", "have", "had")
    if owns and (after := reading.token_after(following.end)) and after.tag.startswith("NN"):  # type: ignore[union-attr]
        return ""  # «12 more than the orchestra has players»
    if not group or len(group) > 7 or not group[0].tag.startswith(("NNP", "DT", "PRP$")):
        return ""
    return "".join(token.text + token.whitespace for token in group).strip()


def before_more(reading: Reading) -> Iterator[Draft]:
    """Give what there was before more were added: «Nine additional keys … bring it up to 97»."""
    parsed = parse(reading)
    for added, total in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        extra = _ADDED.match(added.figure.noun)
        if not extra or total.sentence != added.sentence or total.is_range or added.is_range:
            continue
        if added.figure.bound != "exactly" or total.figure.unit or total.figure.noun:
            continue
        if not _UP_TO.search(reading.text[added.figure.end : total.start]):
            continue
        left = total.figure.value - added.figure.value
        if left < 2:
            continue
        yield draft(
            "before more", "difference", (total.figure, added.figure), (Amount(left),),
            amount=Amount(left).said(), noun=extra["noun"].split()[-1],
        )  # fmt: skip


def less_than_that(reading: Reading) -> Iterator[Draft]:
    """Take or add a difference: «1,400 metres lower than the 4,300 metres it had been»."""
    parsed = parse(reading)
    for gap, known in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        one, two = gap.figure, known.figure
        told = _THAN_THE.fullmatch(reading.text[one.end : known.start])
        if (
            not told
            or not one.unit
            or one.unit != two.unit
            or gap.is_range
            or known.is_range
            or one.per
            or two.per
        ):
            continue
        if known.dimension in ("percent", "temperature", "degree", "times", "time"):
            continue
        is_less = told["word"] in _LESS
        bounds = {one.bound, two.bound}
        if bounds - {"exactly", "about"} or (is_less and two.value <= one.value):
            continue
        value = two.value - one.value if is_less else two.value + one.value
        other = Amount(value, "about" if "about" in bounds else "exactly")
        if reading.says(other.value):
            continue
        yield draft(
            "comes to", "difference" if is_less else "total", (two, one), (other,),
            amount=f"{other.said()} {one.unit.said(other.value)}",
        )  # fmt: skip
