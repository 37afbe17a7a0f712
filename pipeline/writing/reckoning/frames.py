"""What sets two quantities against each other: a change, a contrast, two of a kind, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from pipeline.writing.reckoning.dates import date_of
from pipeline.writing.reckoning.factors import UNSCALED
from pipeline.writing.reckoning.quantity import Parsed, Quantity, are_alike, is_content
from pipeline.writing.reckoning.spans import SECONDS
from pipeline.writing.reckoning.things import things_of
from pipeline.writing.reckoning.verbs import says_the_same
from pipeline.writing.reckoning.vocabulary import either, listed, loosely

_CONTRAST = re.compile(rf"\b{either('contrasting')}\b")
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in place of)\b")
_BEATS = re.compile(
    r"\b(?:outstrip|exceed|surpass|outdo|dwarf|eclips|outweigh|outnumber)(?:s|es|ed|ped|ing|e)?\b"
)
_BY_SO_MUCH = re.compile(r"\bby (?:[a-z]+ ){0,2}$")
_BOUNDED = re.compile(r"\b(?:no|not) \w+ than (?:[a-z]+ )?$")
_ENDS = re.compile(r"(?:[,.;:]|$| (?:in|by|at|on|for|a|an) | today\b| now\b)")
_NOT = re.compile(r"\b(?:not|never|no|none|without|fail\w*)\b|n['’]t\b")
_VARYING = re.compile(rf"\b{either('varying')}\b")
_FURTHER = re.compile(r"\b(?:a further|another|an additional) (?:[a-z]+ )?$")
_OF_THEM = re.compile(r" of (?:them|these|those|whom|which)\b")
_PAID = re.compile(rf"\b{either('paying')}\b.*\b{either('fetching')}\b", re.DOTALL)
_SOLD_IT = re.compile(r"\bsold (?:it|them|the)\b|\bresold\b")
_PHRASE = r" (?:of|for|in|on|with|from|by|at) [A-Za-z]"
# A further sum spent on what was bought, and the record that was broken.
_SPENT_MORE = re.compile(
    rf"\b(?:bought|acquired)\b.*\b(?:and|but) (?:[a-z]+ )?(?:spent|paid|laid out) {loosely()}$", re.DOTALL
)
_RECORD = re.compile(r"\b(?:previous|old|earlier|former|existing)\b[^,;:.]*\b(?:record|best|mark)\b")
_ITS_COUSIN = re.compile(rf", (?:its|their|his|her) (?:[\w-]+ ){{1,6}}?(?:something like )?{loosely()}$")
_AS_FEW = re.compile(r"\bas (?:few|little) as $")
_UP_TO = re.compile(r"\b(?:and|but|to) (?:[a-z]+ )?(?:up to|as many as|as much as) $")
_UP_OR_DOWN = re.compile(r"\b(?:go|goes|went|gone|going) (?:up|down) from (?:[a-z]+ ){0,2}$")
_THE_NUMBER = re.compile(rf"\b(?:the|their|its) (?:number|numbers|population|total) (?:up )?to {loosely()}$")
_ESTIMATED = re.compile(
    rf"\b(?:estimated|budgeted|costed) at {loosely()}$|\b(?:estimate|budget) of {loosely()}$", re.IGNORECASE
)
_IN_FACT = re.compile(
    r"\b(?:(?:finished|completed|opened|built|delivered|ready)\b[^;:]*? (?:for|at a cost of|having cost)"
    rf"|(?:in the end |eventually |finally )?(?:cost|came to|came in at|ended up costing)) {loosely()}$"
)
_PAIR = 2
_OUTSET = 60  # characters before a number, in which a verb of change stands


def frame_of(parsed: Parsed, first: Quantity, second: Quantity) -> str:
    """Name what sets two against each other: «change», «contrast», «instead», «beaten» or «kinds»."""
    if not _may_compare(parsed, first, second) or not (is_free(first) and is_free(second)):
        return ""
    if first.lead == "from" and second.lead in ("to", "into"):
        return "change" if _is_change(parsed, first, second) else ""
    return next((name for name, tells in _FRAMES if tells(parsed, first, second)), "")


def is_free(quantity: Quantity) -> bool:
    """Tell a quantity from a place in time, an age, and a difference."""
    placed = quantity.lead in ("by", "after", "within", "every", "each", "until", "since")
    differs = quantity.attribute == "more" and quantity.dimension != "money"  # «$7 million more to move it»
    return not (placed or differs) and quantity.attribute not in ("later", "old", "apart", "ahead")


def _may_compare(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell whether two are of one kind, and the second can mean nothing else."""
    alike = are_alike(first, second) or _are_ends(parsed, first, second)
    if not alike or (first.is_range and not second.is_range) or not _are_outermost(parsed, first, second):
        return False
    if first.dimension in UNSCALED or (first.dimension == "times" and not first.figure.per):
        return False
    only_one = second.figure.value == 1 and not second.figure.unit
    if only_one or _differ_in_kind(first, second) or _OF_THEM.match(second.behind):
        return False
    return _is_clear(parsed, first, second) and not _is_denied(parsed, first, second)


def _is_clear(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell whether a bare second number can only mean what the first one means."""
    if not second.figure.is_plain:
        return True
    in_row = parsed.follows(first, second) or bool(date_of(parsed, second))
    if not (in_row and (second.takes_over or _are_ends(parsed, first, second))):
        return False
    led_alike = bool(first.lead) and first.lead == second.lead
    side_by_side = _INSTEAD.match(first.behind.lstrip()) is not None
    if led_alike or side_by_side or (first.lead == "from" and second.lead == "to"):
        return True
    return not any(e.sentence == first.sentence and e.start < first.start for e in parsed.quantities)


def _are_ends(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell «fell from 41,000 to 12,500»: what is counted stands before the verb."""
    bare = second.figure.is_plain and not (first.figure.noun or first.figure.unit)
    return bare and first.lead == "from" and second.lead == "to" and changes(parsed, first)


def changes(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether a quantity's verb is one of rising or falling: «fell», «went down from»."""
    told = any(quantity.verb in listed(name) for name in ("rising", "falling"))
    return told or bool(_UP_OR_DOWN.search(parsed.sentence(quantity)))


def _are_outermost(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell whether two stand alone, or are the first and the last of a row of dates."""
    row = [each for each in parsed.quantities if each is first or (are_alike(first, each) and is_free(each))]
    if len(row) <= _PAIR or (second in row and not all(date_of(parsed, each) for each in row)):
        return parsed.only_between(first, second)
    return row[0] is first and row[-1] is second


def _differ_in_kind(first: Quantity, second: Quantity) -> bool:
    """Tell a height from a width, and sugar in percent from salt."""
    if first.attribute and second.attribute and first.attribute != second.attribute:
        return True
    if first.dimension != "percent":
        pers = {first.figure.per, second.figure.per}
        return bool(second.figure.per) and len(pers) > 1 and not pers <= set(SECONDS)
    if _FURTHER.search(first.behind[: second.start - first.figure.end]):
        return True
    both_named = bool(first.noun and second.noun) and first.head != second.head
    return both_named and not all(re.match(r" of ", each.behind) for each in (first, second))


def _is_denied(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell whether one of two is told of what is so, and the other of what is not."""
    before, between = parsed.sentence(first), parsed.between(first, second)
    if re.search(r"\bnot\b", between):
        return True
    one, two = bool(_NOT.search(before + between)), bool(_NOT.search(parsed.behind(second)))
    return one != two and second.dimension == "percent"


def _is_change(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell a change «from … to …» from a range and from the hours of a clock."""
    plain = first.figure.is_plain and second.figure.is_plain and not changes(parsed, first)
    varies = _VARYING.search(parsed.sentence(first)[-_OUTSET:])
    return not (plain or varies or second.is_range)


def _is_cut(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell «cut the 400 g bar to 360 g» and «had 16 km² and had dwindled to 0.7»."""
    if first.sentence != second.sentence:
        return False
    if changes(parsed, first) and not first.lead and second.lead == "to":
        return True
    if second.verb == first.verb:
        return False
    if first.lead == "at" and first.verb in listed("beginning") and second.figure.unit:
        return True
    if first.lead == second.lead == "to" and first.verb and second.verb:  # «slowing to two and racing to 37»
        return second.clause - first.clause == 1 and first.verb[-3:] == second.verb[-3:] == "ing"
    gone = second.verb in listed("going") and first.lead in ("at", "from")
    return second.lead in ("to", "past", "beyond") and (
        gone or (changes(parsed, second) and first.lead != "by")
    )


def _is_two_of_a_kind(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell «2,048 words of erasable memory and 36,864 words woven into wire»: one noun, named twice."""
    if first.sentence != second.sentence or first.dimension or not first.figure.noun:
        return False
    between = parsed.between(first, second)
    joined = re.fullmatch(rf"[^,;:.]{{3,40}},? and {loosely()}", between)
    told_apart = re.match(_PHRASE, between) and re.match(r" [a-z]", parsed.behind(second))
    return second.figure.noun == first.figure.noun and bool(joined and told_apart)


def _are_extremes(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell «as few as two beats a minute in the depths and up to 37 at the surface»."""
    few = _AS_FEW.search(parsed.reading.before(first.figure))
    many = _UP_TO.search(parsed.reading.between(first.figure, second.figure))
    return first.sentence == second.sentence and bool(few and many)


def _is_restored(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell «22 condors were left; breeding has raised the number to more than 500»."""
    alike = second.figure.is_plain and second.noun == first.noun and not first.dimension
    raised = second.verb in listed("rising") | listed("falling") | {"brought", "bring", "brings"}
    return alike and raised and bool(_THE_NUMBER.search(parsed.reading.between(first.figure, second.figure)))


def _is_traded(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell what was paid for a thing and what it fetched."""
    if first.dimension != "money" or first.sentence != second.sentence:
        return False
    between = parsed.reading.text[first.figure.end : second.start]
    told = parsed.sentence(first)[-_OUTSET:] + between
    if _SPENT_MORE.search(told):
        return True
    traded = _PAID.search(told)
    return bool(traded) and (len(parsed.reading.years) >= _PAIR or bool(_SOLD_IT.search(between)))


def _is_estimated(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell «estimated at $7 million and finished late for $102 million»: what a work was to cost, and did."""
    if first.dimension != "money" or second.dimension != "money" or first.sentence != second.sentence:
        return False
    between = parsed.reading.text[first.figure.end : second.start]
    begun = _ESTIMATED.search(parsed.sentence(first)) and not re.search(r"[;:]|\. ", between)
    return bool(begun) and bool(_IN_FACT.search(between))


def _is_beaten(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    between = parsed.between(first, second)
    return bool(_BEATS.search(between)) and not _BY_SO_MUCH.search(between)


def _is_instead(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    between = parsed.reading.text[first.figure.end : second.start]
    return bool(_INSTEAD.search(between) or _RECORD.search(between))


def _are_dated(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell «145,000 workers in 1988 and 8,000 in 2013»: each has its year, and one verb tells both."""
    if first.sentence != second.sentence and ";" not in parsed.between(first, second):
        return False
    one, two = (date_of(parsed, each) for each in (first, second))
    if not one or not two or one == two or second.is_range:
        return False
    return says_the_same(parsed.reading, first.figure, second.figure, level=True)


def _is_contrast(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    between = parsed.reading.text[first.figure.end : second.start]
    return bool(_CONTRAST.search(between)) and not _BOUNDED.search(between)


def _is_parallel(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell «600 times a minute, an elephant's 30»: a second subject, and the verb is the first one's."""
    one, two = first.figure, second.figure
    measured = two.unit is not None and not two.noun and (is_content(parsed, first) or not one.noun)
    if not (two.is_plain or measured) or not _ENDS.match(second.behind):
        return False
    same_place = first.lead == second.lead and second.attribute in ("", first.attribute)
    if not parsed.follows(first, second) or not same_place:
        return False
    later = takewhile(lambda each: each is not second, reversed(parsed.quantities))
    if any(each.figure.is_plain for each in later):
        return False  # of three numbers, no two are the pair
    cousin = is_content(parsed, first) and _ITS_COUSIN.search(parsed.between(first, second))
    named = bool(cousin) or things_of(parsed.reading, one, two) is not None
    return named and says_the_same(parsed.reading, one, two)


_FRAMES: tuple[tuple[str, Callable[[Parsed, Quantity, Quantity], bool]], ...] = (
    ("change", _is_cut),
    ("change", _is_restored),
    ("change", _are_extremes),
    ("kinds", _is_two_of_a_kind),
    ("estimate", _is_estimated),
    ("contrast", _is_traded),
    ("beaten", _is_beaten),
    ("instead", _is_instead),
    ("change", _are_dated),
    ("contrast", _is_contrast),
    ("contrast", _is_parallel),
)
