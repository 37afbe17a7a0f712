"""Addresses on the ground: states and their postal codes, house numbers, streets and which way they lie."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import Context, alternatives, rule, spell

_POSTAL = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho",
    "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas",
    "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
SHORT_STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Cal": "California",
    "Colo": "Colorado", "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia",
    "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas", "Kans": "Kansas", "Ky": "Kentucky",
    "La": "Louisiana",
    "Md": "Maryland", "Mass": "Massachusetts", "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi",
    "Mo": "Missouri", "Mont": "Montana", "Neb": "Nebraska", "Nebr": "Nebraska", "Nev": "Nevada",
    "N.H": "New Hampshire", "N.J": "New Jersey", "N.M": "New Mexico", "N.Y": "New York",
    "N.C": "North Carolina", "N.D": "North Dakota", "Okla": "Oklahoma", "Ore": "Oregon", "Oreg": "Oregon",
    "Pa": "Pennsylvania", "Penn": "Pennsylvania", "R.I": "Rhode Island", "S.C": "South Carolina",
    "S.D": "South Dakota", "Tenn": "Tennessee", "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia",
    "W.Va": "West Virginia", "Wash": "Washington", "Wis": "Wisconsin", "Wyo": "Wyoming",
}  # fmt: skip
STATES = frozenset([*_POSTAL.values(), *_POSTAL, *SHORT_STATES, "DC", "D.C"])
# Capitals that are words in a sentence written in capitals.
_WORDS_TOO = frozenset("IN OR ME OH OK HI LA MA PA DE ID AL CO".split())
_ROADS = frozenset(
    "Street St Avenue Ave Road Rd Drive Dr Lane Ln Boulevard Blvd Court Ct Place Pl Square Sq Terrace Way "
    "Highway Hwy Parkway Pkwy Expressway Expy Freeway Fwy Trail Circle Row Broadway Crescent".split()
)
_DIRECTIONS = {
    "N": "North", "S": "South", "E": "East", "W": "West", "NE": "Northeast", "NW": "Northwest",
    "SE": "Southeast", "SW": "Southwest",
}  # fmt: skip
_NAMES_A_STREET = re.compile(r"\d+(?:st|nd|rd|th)$|(?:st|ave|rd|blvd|street|avenue|road|boulevard)$")
_BEFORE_A_YEAR = frozenset("in since until by of during from".split())
_LONGEST_STREET = 4  # words between a house number and «Street»
_ROOMS = frozenset(
    "room apartment apt suite flat gate unit platform flight seat building exit lot hall bus ward cell cabin "
    "bay box terminal channel".split()
)


@rule(alternatives({**_POSTAL, **SHORT_STATES}))
def state(match: re.Match[str], context: Context) -> str | None:
    """Say «CA» and «Tenn.» as the state after a town and a comma: «Norfolk, Va.»."""
    town, written = context.at(-1), match[0]
    named = town.core[:1].isupper() and town.after.endswith(",") and ";" not in context.at(-2).after
    if not named or (written in SHORT_STATES and not context.here.after.startswith(".")):
        return None
    if written in _WORDS_TOO and town.core.isupper() and not re.match(r"\d{5}\b", context.following):
        return None
    zoned = re.fullmatch(r"\d{5}(?:-\d{4})?", context.following) and not context.here.pauses
    return (_POSTAL.get(written) or SHORT_STATES[written]) + "," * bool(zoned)


@rule(r"(?P<zone>\d{5})(?:-(?P<box>\d{4}))?", "0123456789")
def postal_code(match: re.Match[str], context: Context) -> str | None:
    """Say the figures of a ZIP code one by one after a state."""
    told = context.previous.casefold() in ("zip", "zipcode", "code", "postcode")
    if context.previous not in STATES and not told:
        return None
    box = f", {numbers.in_turn(match['box'])}" if match["box"] else ""
    return numbers.in_turn(match["zone"]) + box


@rule(r"(?P<number>\d{1,5})(?P<letter>[A-Z])?", "0123456789")
def house_number(match: re.Match[str], context: Context) -> str | None:
    """Say the number of «1101 W. McKinley Ave» as «eleven oh one», and «221B Baker Street», «Room 101K»."""
    room = context.previous.casefold() in _ROOMS and not context.at(-1).pauses
    if not (room and (match["letter"] or len(match["number"]) in (3, 4))) and not _before_a_street(context):
        return None
    said = numbers.in_pairs(match["number"])
    return f"{said} {spell(match['letter'])}" if match["letter"] else said


def _before_a_street(context: Context) -> bool:
    if context.here.after:
        return False
    for offset in range(1, _LONGEST_STREET + 1):
        token = context.at(offset)
        if not token.core[:1].isupper() and not _NAMES_A_STREET.match(token.core):
            return False
        if offset > 1 and token.core.title() in _ROADS:
            return True
        if token.core not in _DIRECTIONS and token.after:
            return False
    return False


@rule(alternatives(_DIRECTIONS))
def direction(match: re.Match[str], context: Context) -> str | None:
    """Say «N» as «North» between a house number and its street, and «NW» after a street."""
    before, after = context.previous, context.following
    if before.endswith("°"):
        return _DIRECTIONS[match[0]].lower()
    named = after[:1].isupper() or _NAMES_A_STREET.match(after) is not None
    numbered = re.fullmatch(r"[1-9]\d{0,4}[A-Z]?", before) and named and not context.at(-1).after
    dated = context.at(-2).core.casefold() in _BEFORE_A_YEAR  # «In 1985 W. Smith won»
    numbered = numbered and not context.here.pauses and not dated
    street = before in _ROADS and context.index > 1 and context.at(-1).after in ("", ".", ",")
    street = street and (len(match[0]) == 2 or context.pause_after)
    return _DIRECTIONS[match[0]] if numbered or street else None
