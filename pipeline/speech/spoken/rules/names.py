"""Names with numbers and letters: models, products, kings, stars, acronyms."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import FUNCTION_WORDS, Context, rule, spell, spelled_if_unsayable
from pipeline.speech.spoken.symbols import CONSTELLATIONS, GREEK

_ROMAN = r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ROMAN_VALUES = (
    ("C", 100),
    ("XC", 90),
    ("L", 50),
    ("XL", 40),
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
)
_REGNAL = frozenset(
    "Henry Louis Elizabeth George Charles Edward William James Richard John Paul Pius Benedict Leo Gregory "
    "Clement "
    "Innocent Napoleon Catherine Peter Alexander Ivan Nicholas Frederick Philip Ferdinand Francis Ramesses "
    "Ramses "
    "Ptolemy Xerxes Darius Otto Gustav Carl Christian Haakon Olav Juan Carlos Pedro Boniface Urban Sixtus "
    "Julius "
    "Wilhelm Joseph Thutmose Amenhotep Seti Cleopatra Felipe Leopold Albert Emmanuel Baldwin Constantine "
    "Theodosius "
    "Justinian Selim Mehmed Suleiman Murad Mary Margaret Robert David Stephen Adrian Eugene Celestine "
    "Cyrus Philippe Christina Victoria Isabella Umberto Vittorio".split()
)
_NUMBERED = frozenset(
    "War Chapter Part Type Act Book Volume Section Article Phase Bowl Title Class Mark Mk Grade Stage Level "
    "Appendix "
    "Figure Table Scene Canto Symphony Opus Factor Vatican Apollo Gemini Amendment Schedule Annex Division "
    "Tier Group "
    "Generation Gen Part Episode Season Round Category Zone Form Version Model".split()
)
_CATALOGUES = frozenset("NGC IC HD HR HIP UGC PSR RTX GTX GeForce BMW Kepler".split())
_FLIGHTS = frozenset("Boeing Airbus Route Flight Highway Interstate".split())
_LETTERED = frozenset(
    "plan class vitamin hepatitis grade type point section exhibit figure appendix option team group part "
    "room "
    "serie series side player variant schedule layer model level step company hotel block gate case".split()
)
_CAPITALS_SAID_AS_WORDS = frozenset(
    "NOT ALL MUST NO YES AND OR BUT ONLY NEVER ALWAYS EVERY DO DOES STOP WARNING NEW FREE VERY NOW HERE "
    "THIS THAT "
    "THE ANY NONE BOTH BEFORE AFTER IF THEN CAN CANNOT WILL SHOULD ONE MORE LESS BIG REAL SAME READ NOTE "
    "TRUE FALSE "
    "HUGE GOOD BAD BEST WORST ENTIRE WHOLE YOUR MY OUR NOTHING EVERYTHING NOBODY".split()
)


@rule(rf"(?P<numeral>{_ROMAN})(?P<of>['’]s)?")
def roman_numeral(match: re.Match[str], context: Context) -> str | None:
    """Say a numeral after a name: kings are counted («Henry the eighth»), things numbered («Part three»).

    «I», «V», «X», «C» alone are numerals only after a ruler's name or a word such as «Part»; two letters and
    more also after another capitalised word that does not begin the sentence as «An» or «The».
    """
    numeral, before = match["numeral"], context.previous
    if not numeral or context.at(-1).pauses:
        return None
    value = str(_roman_value(numeral))
    of = "'s" if match["of"] else ""
    if before in _REGNAL:
        return f"the {numbers.ordinal(value)}{of}"
    if context.following.casefold() in ("century", "dynasty", "olympiad") and len(numeral) > 1:
        return numbers.ordinal(value)
    named = len(numeral) > 1 and set(numeral) <= set("IVX") and before.istitle() and len(before) > 2
    if before in _NUMBERED or (named and before.casefold() not in FUNCTION_WORDS):
        return numbers.cardinal(value) + of
    return None


def _roman_value(numeral: str) -> int:
    total = 0
    for letters, value in _ROMAN_VALUES:
        while numeral.startswith(letters):
            total += value
            numeral = numeral.removeprefix(letters)
    return total


@rule(r"\d{3,4}", "0123456789")
def catalogue_number(match: re.Match[str], context: Context) -> str | None:
    """Say the numbers of «NGC 4258» («forty-two fifty-eight»), «RTX 4090», «Boeing 747» in pairs."""
    if context.at(-1).pauses or context.previous not in _CATALOGUES | _FLIGHTS:
        return None
    return numbers.in_pairs(match[0])


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
    said = numbers.cardinal(match["number"])
    tail = match["tail"]
    if tail == "s":
        said, tail = numbers.plural(said), ""
    also = [numbers.cardinal(part) for part in match["also"].split("/") if part]
    return " ".join(filter(None, [name, said, spell(tail) if len(tail) == 1 else tail, *also]))


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
    return f"{numbers.cardinal(match['number'])} {spell(letters) if len(letters) == 1 else letters}"


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


@rule("|".join(sorted(_CAPITALS_SAID_AS_WORDS)))
def emphatic_capitals(match: re.Match[str], _: Context) -> str:
    """Say «NOT» as a word."""
    return match[0].lower()
