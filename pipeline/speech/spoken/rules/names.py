"""Names with numbers and letters: models, products, kings, stars, acronyms."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import DASH, Context, rule, spell, spelled_if_unsayable
from pipeline.speech.spoken.rules.units import UNIT
from pipeline.speech.spoken.symbols import CONSTELLATIONS, CURRENCY_CODES, GREEK, ISOTOPES, UNITS

_CATALOGUES = frozenset("NGC IC HD HR HIP UGC PSR RTX GTX GeForce BMW Kepler".split())
_FLIGHTS = frozenset("Boeing Airbus Route Flight Highway Interstate Hwy".split())
_MAKERS = frozenset("company Company Co Corp Corporation Inc tape Center Centre".split())
_MAKES = frozenset("is was has had makes made sells sold said says".split())
_COUNTED_IN_BILLIONS = frozenset(
    "parameters params parameter tokens weights model models people users".split()
)
_LETTERED = frozenset(
    "plan class vitamin hepatitis grade type point section exhibit figure appendix option team group part "
    "room "
    "serie series side player variant schedule layer model level step company hotel block gate case".split()
)


@rule(r"\d{3,4}", "0123456789")
def catalogue_number(match: re.Match[str], context: Context) -> str | None:
    """Say the numbers of «NGC 4258» («forty-two fifty-eight»), «Boeing 747», «a 404 error» in pairs."""
    answered = context.previous in ("HTTP", "status", "code") or context.following in ("error", "errors")
    if context.at(-1).pauses or (context.previous not in _CATALOGUES | _FLIGHTS and not answered):
        return None
    return numbers.in_pairs(match[0])


@rule(rf"(?P<maker>A)?(?P<type>\d{{3}})(?:{DASH}(?P<series>\d{{1,4}})(?P<kind>[A-Z]{{1,2}})?)?", "0123456789")
def aircraft(match: re.Match[str], context: Context) -> str | None:
    """Say «Boeing 737-800», a type and its series, as «seven thirty-seven eight hundred»; and «the A380»."""
    boeing = not match["maker"] and re.fullmatch(r"7[0-8]7", match["type"])
    if match["maker"] and not re.fullmatch(r"220|3\d0", match["type"]):
        return None
    told = (
        context.previous in _FLIGHTS
        or match["maker"]
        or (boeing and (match["series"] or _is_a_thing(context)))
    )
    if not told:
        return None
    return " ".join(["A."] * bool(match["maker"]) + [_part(part) for part in match.groups()[1:] if part])


def _part(part: str) -> str:
    return numbers.in_pairs(part) if part.isdecimal() else spell(part)


def _is_a_thing(context: Context) -> bool:
    """Tell «the 747» from a count."""
    single = context.previous.casefold() in ("a", "an", "the") and not context.following.endswith("s")
    return single and context.following not in ("page", "pages", "word", "mile", "day", "foot", "pound")


@rule(r"(?P<number>\d{1,4})(?P<letter>[A-Z])(?P<of>['’]s)?", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def number_that_is_a_name(match: re.Match[str], context: Context) -> str | None:
    """Say «the 3M company», «221B», «3771A», where the letter is no thousand and no million."""
    maker = match[0] == "3M" and (
        context.following in _MAKES
        or context.following in _MAKERS
        or match["of"]
        or context.previous in ("at", "by")
    )
    long = len(match["number"]) > 2
    house = (
        long
        and match["letter"] == "B"
        and context.following not in _COUNTED_IN_BILLIONS
        and not context.index
    )
    if not maker and not house and not (long and match["letter"] not in "KMBTCFSVWX"):
        return None
    return f"{numbers.in_pairs(match['number'])} {spell(match['letter'])}" + ("'s" if match["of"] else "")


@rule(r"(?P<lines>240|360|480|540|576|720|1080|1440|2160|4320)(?P<letter>[pi])(?P<rate>\d{2,3})?", "pi")
def picture_lines(match: re.Match[str], _: Context) -> str:
    """Say «1080p» as «ten eighty P»."""
    rate = f" {numbers.cardinal(match['rate'])}" if match["rate"] else ""
    return f"{numbers.in_pairs(match['lines'])} {spell(match['letter'])}{rate}"


@rule(r"(?P<road>I|US)-(?P<number>\d{3})", "IU")
def highway(match: re.Match[str], _: Context) -> str:
    """Say «I-405» as «I four oh five»."""
    return f"{match['road']} {numbers.in_pairs(match['number'])}"


@rule(r"[1-9]\d{1,3}", "0123456789")
def number_amid_letters(match: re.Match[str], context: Context) -> str | None:
    """Say «RX 2540 M1» and «FW 11 B», a thing's mark written apart, figure by figure; «AC 230 V» measures."""
    last = context.following
    before = re.fullmatch(r"[A-Z]{2,4}", context.previous) and not context.at(-1).pauses
    after = re.fullmatch(r"[A-Z]\d?", last) or (re.fullmatch(r"[A-Z]{2}", last) and context.at(1).pauses)
    letters = before and after and not context.here.after and last not in ("A", "I")
    series = context.at(2).core in ("series", "model", "type", "class", "version")
    counted = (last in UNITS and not series) or context.previous in (*UNITS, *CURRENCY_CODES)
    return numbers.in_turn(match[0]) if letters and not counted else None


@rule(r"(?P<what>[A-Za-z]{1,9})@(?P<place>\d+(?:\.\d+)?|k)", "@")
def measured_at(match: re.Match[str], _: Context) -> str:
    """Say «pass@1» and «mAP@0.5»."""
    place = "K." if match["place"] == "k" else numbers.cardinal(match["place"])
    return f"{match['what']} at {place}"


@rule(r"(?P<name>[A-Z][A-Za-z]*(?:-?\d+(?:\.\d+)?)?)-(?P<size>\d+(?:\.\d+)?)B", "B")
def model_of_a_size(match: re.Match[str], context: Context) -> str:
    """Say «Llama-3.1-8B», which keeps its letter."""
    return f"{context.reread(match['name'])} {numbers.cardinal(match['size'])} B."


@rule(r"(?P<cold>\d{1,2})W-?(?P<warm>\d{2})", "W")
def oil(match: re.Match[str], _: Context) -> str:
    """Say «10W-40», an oil for engines."""
    return f"{numbers.cardinal(match['cold'])} {spell('W')} {numbers.cardinal(match['warm'])}"


@rule(r"(?P<line>[iR][3579])-(?P<model>\d{4,5})(?P<tail>[A-Z]{0,2})", "iR")
def processor(match: re.Match[str], _: Context) -> str:
    """Say «i7-8700K», whose letter is no thousand."""
    line = f"{match['line'][0]} {numbers.cardinal(match['line'][1])}"
    return " ".join(filter(None, [line, numbers.in_pairs(match["model"]), spell(match["tail"])]))


@rule(r"['’]?(?P<number>\d{1,3})ers", "s")
def people_of_a_number(match: re.Match[str], _: Context) -> str:
    """Say «49ers» and «76ers» as «forty-niners» and «seventy-sixers»."""
    return numbers.cardinal(match["number"]).removesuffix("e") + "ers"


@rule(r"(?P<letter>[A-Z])(?P<first>\d{4})(?P<sign>[-−+])(?P<last>\d{2,4})(?P<parts>[A-Z](?:/[A-Z])*)?", "-−+")
def sky_place(match: re.Match[str], _: Context) -> str:
    """Say «B1919+21», a star named for its place."""
    sign = "plus" if match["sign"] == "+" else "minus"
    parts = " ".join(map(spell, (match["parts"] or "").replace("/", "")))
    return " ".join(
        filter(None, [match["letter"], _pairs(match["first"]), sign, _pairs(match["last"]), parts])
    )


def _pairs(digits: str) -> str:
    if len(digits) % 2:
        return numbers.one_by_one(digits)
    if digits[0] == "0" and len(digits) < 5:
        return numbers.one_by_one(digits)
    pairs = [digits[i : i + 2] for i in range(0, len(digits), 2)]
    return " ".join(f"oh {numbers.cardinal(p[1])}" if p[0] == "0" else numbers.cardinal(p) for p in pairs)


@rule(r"(?P<name>[A-Z]{2,4})(?P<date>\d{6})(?P<tail>[A-Z])?|(?P<date2>\d{6})(?P<tail2>[A-Z])", "0123456789")
def named_for_a_day(match: re.Match[str], _: Context) -> str:
    """Say «GW170817» as «G W seventeen oh eight seventeen»."""
    name, digits = match["name"] or "", match["date"] or match["date2"]
    tail = match["tail"] or match["tail2"] or ""
    return " ".join(filter(None, [spell(name), _pairs(digits), spell(tail)]))


@rule(
    r"(?P<name>[A-Za-z]+)[-‑]?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<tail>[A-Za-z]*)(?P<also>(?:/\d+(?:\.\d+)?)*)",
    "0123456789",
)
def name_with_number(match: re.Match[str], _: Context) -> str:
    """Say «GPT-4», «T5», «A100», «GPT-1/3/4», «U-21s», «G2V»."""
    name = spell("A") if match["name"] == "A" else spelled_if_unsayable(match["name"])
    tail = match["tail"]
    if tail in ("st", "nd", "rd", "th") and "." not in match["number"]:
        return f"{name} {numbers.ordinal(match['number'])}"  # «mid-19th»
    hyphened = match[0][len(match["name"])] in "-‑" and tail != "s"
    plain = hyphened and match["name"].casefold() not in ISOTOPES.values()  # «uranium-235» goes in pairs
    said = (numbers.cardinal if plain else _of_a_model)(match["number"])
    if tail == "s":
        said, tail = numbers.plural(said), ""
    also = [numbers.cardinal(part) for part in match["also"].split("/") if part]
    return " ".join(filter(None, [name, said, spell(tail) if len(tail) == 1 else tail, *also]))


def _of_a_model(number: str) -> str:
    """Say the number of «X1080» in pairs, as makers do, longer ones figure by figure."""
    if not number.isdecimal() or len(number) < 3 or number.endswith("000"):
        return numbers.cardinal(number)
    return numbers.in_pairs(number) if len(number) < 5 else numbers.in_turn(number)


@rule(r"\d{5,}", "0123456789")
def number_after_a_letter(match: re.Match[str], context: Context) -> str | None:
    """Say the figures of «N 21770» and «e 1000815» one by one; round ones, and before a noun, are counted."""
    lettered = re.fullmatch(r"[B-HJ-Zb-z]", context.previous) and not context.at(-1).pauses
    counted = context.before_noun or re.fullmatch(UNIT, context.following) or match[0].endswith("000")
    return numbers.in_turn(match[0]) if lettered and not counted else None


@rule(r"(?P<name>[A-Z]{1,3})(?P<first>\d+)[-–](?:(?P=name))?(?P<last>\d+)", "-–")
def name_range(match: re.Match[str], _: Context) -> str | None:
    """Say «Q1–Q3» and «Q1–3» as «Q one to Q three»; «R2-D2» is no range."""
    if int(match["first"]) >= int(match["last"]):
        return None
    name = match["name"]
    return f"{name} {numbers.cardinal(match['first'])} to {name} {numbers.cardinal(match['last'])}"


@rule(r"(?P<number>\d+(?:\.\d+)?)(?P<letters>[A-Za-z]+)", "0123456789")
def number_with_letters(match: re.Match[str], _: Context) -> str:
    """Say «3D», «7b»."""
    letters = match["letters"]
    number = match["number"]
    if letters in ("d", "D"):
        return f"{numbers.cardinal(number)} D."
    if len(number) == 3 and letters.isupper() and len(letters) > 1:
        return f"{numbers.in_pairs(number)} {letters}"  # «280ZX»
    if letters.istitle() and len(letters) > 1 and re.fullmatch(r"1[5-9]\d\d|20\d\d", number):
        return f"{numbers.year(number)} {letters}"  # a year whose space is lost
    return f"{numbers.cardinal(number)} {spell(letters) if len(letters) == 1 else letters}"


@rule(r"(?P<left>[A-Z]{1,4})&(?P<right>[A-Z]{1,3})", "&")
def firm(match: re.Match[str], _: Context) -> str:
    """Say «AT&T», «R&D», «S&P»."""
    return f"{spell(match['left'])} and {spell(match['right'])}"


@rule(r"(?P<left>[A-Z])/(?P<right>[A-Z])", "/")
def two_letters(match: re.Match[str], _: Context) -> str:
    """Say «P/E» and «Q/K» as two letters."""
    return spell(match["left"] + match["right"])


@rule(r"(?P<letter>[A-Z])·(?P<other>[A-Z])", "·")
def dot_product(match: re.Match[str], _: Context) -> str:
    """Say «Q·K» as «Q K»."""
    return spell(match["letter"] + match["other"])


@rule(r"(?P<letter>[A-Z])(?P<sign>\*|[♯♭]|#)", "*♯♭#")
def star_or_sharp(match: re.Match[str], _: Context) -> str:
    """Say «A*», «C#», «B♭»."""
    sign = {"*": "star", "♭": "flat"}.get(match["sign"], "sharp")
    return f"{spell(match['letter'])} {sign}"


@rule(r"(?P<letter>[A-Z])(?P<signs>\+\+?|[−-])", "+−-")
def grade(match: re.Match[str], _: Context) -> str:
    """Say «A+» and «C++»."""
    return spell(match["letter"]) + (" plus" * match["signs"].count("+") or " minus")


@rule(r"[A-Z]–[A-Z]", "–")
def letter_range(match: re.Match[str], _: Context) -> str:
    """Say «A–F»."""
    return f"{spell(match[0][0])} to {spell(match[0][2])}"


@rule("A")
def letter_a(_: re.Match[str], context: Context) -> str | None:
    """Say the letter where «A» is no article: after «plan» and the like, before a sign or a pause."""
    if (
        context.previous.casefold() in _LETTERED
        or (context.pause_after and context.index)
        or context.following in ("+", "×", "·", "=", "∪", "∩", "*")
    ):
        return spell("A")
    return None


@rule("|".join(sorted(CONSTELLATIONS)))
def constellation(match: re.Match[str], context: Context) -> str | None:
    """Say «α Cen» and «Sgr A*»."""
    greek = context.previous in GREEK
    genitive, name = CONSTELLATIONS[match[0]]
    return (
        genitive if greek else name if re.match(r"[A-Z]\*", context.following + context.at(1).after) else None
    )
