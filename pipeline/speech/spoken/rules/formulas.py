"""Formulas: big O, powers, sub- and superscripts, Greek, assignments, chemistry."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.amounts import amount
from pipeline.speech.spoken.rules.rule import NUMBER, Context, alternatives, rule, spell
from pipeline.speech.spoken.symbols import (
    COMPARISONS,
    ELEMENTS,
    GREEK,
    ISOTOPES,
    OPERATORS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
)

_GREEK = "".join(GREEK)
_UP, _DOWN = "".join(SUPERSCRIPTS), "".join(SUBSCRIPTS)
_OPERATORS = "".join(OPERATORS)
_COMPARISONS = "".join(COMPARISONS)
_MATHEMATICAL = _UP + _DOWN + _GREEK + "×·=^√+|∈∞∑∏∫"
_FUNCTIONS = frozenset("log ln exp sin cos tan max min argmax argmin softmax sqrt mod".split())
_PIECE = re.compile(
    rf"(?P<number>{NUMBER})|(?P<greek>[{_GREEK}])|(?P<word>[A-Za-z]+)|(?P<up>[{_UP}]+)|(?P<down>[{_DOWN}]+)"
    rf"|\^(?P<caret>-?\w+)|(?P<sign>[{re.escape(_OPERATORS + _COMPARISONS)}])|(?P<open>\()|(?P<other>.)"
)
_E = rf"(?P<base>{NUMBER})[eE](?P<sign>[-−+])?(?P<power>\d{{1,3}})"
_ELEMENT = rf"(?:{alternatives(ELEMENTS)})"
# Formulas that no figure gives away; «NO» and «CO» are left to their sentence.
_MOLECULES = frozenset(
    "NaCl HCl KCl NaOH KOH HF HBr LiCl AgCl MgO CaO FeO ZnO TiO NaF CO2 H2O O2 N2 NO2 SO2 NH3 CH4 O3 N2O "
    "H2SO4 CaCO3 NaHCO3 H2O2 CuSO4 LiFePO4".split()
)


def formula(text: str) -> str:
    """Say a short formula, sign by sign: «n·w» as «n times w», «mc²» as «m c squared»."""
    said: list[str] = []
    before = ""
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or ""
        said.append(_piece(kind, match[kind], before))
        before = kind
    return " ".join(filter(None, said))


def _piece(kind: str, text: str, before: str) -> str:
    if kind == "open":
        return "of" if before in ("word", "greek", "up", "down") else ""
    return _SAY_PIECE[kind](text) if kind in _SAY_PIECE else ""


def _symbols(letters: str) -> str:
    """Part symbols that are multiplied («mx», «mc»); words and names stay."""
    short = len(letters) <= 2 or not set(letters.casefold()) & set("aeiou")
    if letters in _FUNCTIONS or not short or len(letters) == 1:
        return letters
    return spell(letters) if letters.isupper() else " ".join(letters) if letters.islower() else letters


def power(written: str) -> str:
    """Say an exponent: «2» as «squared», «-27» as «to the minus twenty-seven», «n» as «to the n»."""
    if written in ("2", "3"):
        return "squared" if written == "2" else "cubed"
    if written in ("T", "⊤"):
        return "transpose"
    if written in ("+", "-"):
        return "plus" if written == "+" else "minus"
    if ion := re.fullmatch(r"(\d)([+-])", written):
        return f"{numbers.cardinal(ion[1])} {'plus' if ion[2] == '+' else 'minus'}"
    if written.startswith("-") and written[1:].isdecimal():
        return f"to the minus {numbers.cardinal(written[1:])}"
    return f"to the {numbers.ordinal(written) if written.isdecimal() else formula(written)}"


def _below(written: str) -> str:
    return "naught" if written == "0" else formula(written)


_SAY_PIECE: dict[str, Callable[[str], str]] = {
    "number": amount,
    "greek": lambda text: GREEK[text],
    "word": _symbols,
    "up": lambda text: power("".join(SUPERSCRIPTS[sign] for sign in text)),
    "caret": lambda text: power("".join(SUPERSCRIPTS.get(sign, sign) for sign in text)),
    "down": lambda text: _below("".join(SUBSCRIPTS[sign] for sign in text)),
    "sign": lambda text: OPERATORS.get(text) or COMPARISONS[text],
}


@rule(r"[OΘΩ]\((?P<inside>.+)\)", "(")
def big_o(match: re.Match[str], _: Context) -> str:
    """Say «O(n²)» as «O of n squared»."""
    first = {"O": "O", "Θ": "theta", "Ω": "omega"}[match[0][0]]
    return f"{first} of {formula(match['inside'])}"


@rule(rf"(?P<name>[A-Za-z{_GREEK}]\w?)\((?P<inside>[^()]+)\)", "(")
def function_of(match: re.Match[str], _: Context) -> str:
    """Say «f(x)» and «P(A|B)»."""
    return f"{formula(match['name'])} of {formula(match['inside'])}"


@rule(rf"(?P<left>[\w.{_GREEK}]+)(?P<sign>[{re.escape(_COMPARISONS)}]=?)(?P<right>\S+)", _COMPARISONS)
def assignment(match: re.Match[str], context: Context) -> str:
    """Say «temperature=0», «p<0.05», «y=mx+b»."""
    left = match["left"] if match["left"].isdecimal() else match["left"].replace("_", " ")
    return f"{_side(left, context)} {COMPARISONS[match['sign'][0]]} {_side(match['right'], context)}"


def _side(text: str, context: Context) -> str:
    if re.fullmatch(r"[A-Za-z]+", text) or " " in text:
        return text
    if re.search(rf"[\d$%]|^[-−+]?{NUMBER}$", text) and not re.search(rf"[A-Za-z{_GREEK}]", text):
        return context.reread(text) if re.search(r"[$%eE]", text) else formula(text)
    return context.reread(text) if re.fullmatch(_E, text) else formula(text)


@rule(_E, "eE")
def scientific(match: re.Match[str], _: Context) -> str:
    """Say «1e-4» as «one times ten to the minus four»."""
    sign = "-" if match["sign"] in ("-", "−") else ""
    return f"{amount(match['base'])} times ten {_to_the(sign + match['power'])}"


@rule(rf"(?P<base>{NUMBER}|[A-Za-z])(?:\*\*|\^)(?P<power>-?\d{{1,3}})", "*^")
def power_in_code(match: re.Match[str], _: Context) -> str:
    """Say «10**9» and «2^10»."""
    base = match["base"]
    return f"{amount(base) if base[0].isdecimal() else base} {power(match['power'])}"


@rule(rf"(?P<left>{NUMBER}|[A-Za-z])\*(?P<right>{NUMBER}|[A-Za-z])", "*")
def product_in_code(match: re.Match[str], _: Context) -> str:
    """Say «3*4» and «c*d»."""
    sides = (amount(side) if side[0].isdecimal() else side for side in match.groups())
    return " times ".join(sides)


def _to_the(written: str) -> str:
    return f"to the minus {numbers.cardinal(written[1:])}" if written[0] == "-" else power(written)


@rule(rf"(?P<base>{NUMBER}[×·x])?(?P<ten>10)(?P<power>[{_UP}]+)", _UP)
def power_of_ten(match: re.Match[str], _: Context) -> str:
    """Say «3.9×10⁷» as «three point nine times ten to the seventh»."""
    base = f"{amount(match['base'][:-1])} times " if match["base"] else ""
    return f"{base}ten {_to_the_power(match['power'])}"


def _to_the_power(run: str) -> str:
    written = "".join(SUPERSCRIPTS[sign] for sign in run)
    return _to_the(written) if written[0] == "-" else power(written)


@rule(rf"(?P<weight>[{_UP}]+)(?P<element>{_ELEMENT})", _UP)
def isotope(match: re.Match[str], _: Context) -> str:
    """Say «¹⁴C» as «carbon fourteen»."""
    weight = "".join(SUPERSCRIPTS[sign] for sign in match["weight"])
    return f"{ISOTOPES.get(match['element'], match['element'])} {numbers.cardinal(weight)}"


@rule(rf"(?=.*[₂-₉])(?:(?:{_ELEMENT})(?:[₁-₉][₀-₉]*)?)+", "₂₃₄₅₆₇₈₉")
def molecule_in_subscripts(match: re.Match[str], _: Context) -> str:
    """Say «C₆H₁₂O₆» as «C six H twelve O six»."""
    return _letters_and_figures(match[0].translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")))


@rule(alternatives(_MOLECULES))
def molecule(match: re.Match[str], _: Context) -> str:
    """Say «CO2» and «NaCl», which carry no subscripts."""
    return _letters_and_figures(match[0])


def _letters_and_figures(text: str) -> str:
    parts = re.findall(r"[A-Za-z]+|\d+", text)
    return " ".join(numbers.cardinal(part) if part.isdecimal() else spell(part) for part in parts)


@rule(rf"(?P<element>{_ELEMENT})(?P<charge>[⁺⁻]|[²³][⁺⁻])", "⁺⁻")
def ion(match: re.Match[str], _: Context) -> str:
    """Say «Ca²⁺» as «C A two plus»."""
    charge = "".join(SUPERSCRIPTS[sign] for sign in match["charge"])
    return f"{spell(match['element']) if len(match['element']) > 1 else match['element']} {power(charge)}"


@rule(rf"(?P<number>{NUMBER})(?P<greek>[{_GREEK}])", _GREEK)
def sigmas(match: re.Match[str], _: Context) -> str:
    """Say «5σ»."""
    return f"{amount(match['number'])} {GREEK[match['greek']]}"


@rule(rf"(?P<greek>[{_GREEK}])-(?P<word>[a-z]+)|(?P<name>[A-Za-z]+)-(?P<letter>[{_GREEK}])", _GREEK)
def greek_in_a_name(match: re.Match[str], _: Context) -> str:
    """Say «ε-greedy» and «Lyman-α»."""
    if match["greek"]:
        return f"{GREEK[match['greek']]} {match['word']}"
    return f"{match['name']} {GREEK[match['letter']]}"


@rule(r"[a-z][-−](?:\d+|[a-z])", "-−")
def small_difference(match: re.Match[str], _: Context) -> str:
    """Say «n-1»; a capital makes it a name («F-16»)."""
    return formula(match[0])


@rule(
    rf"[\w()|.,{_GREEK}{_UP}{_DOWN}{re.escape(_OPERATORS + _COMPARISONS)}^]*[{_MATHEMATICAL}][\S]*",
    _MATHEMATICAL,
)
def any_formula(match: re.Match[str], _: Context) -> str | None:
    """Say what is left with a mathematical sign in it; names of units and words of Greek are none."""
    if re.search(
        rf"[{_GREEK}]{{3}}|[^\x00-\xff{_GREEK}{_UP}{_DOWN}{re.escape(_OPERATORS + _COMPARISONS)}∞′]", match[0]
    ):
        return None
    if re.fullmatch(r"[A-Za-z]{2,}\+[A-Za-z]{2,}", match[0]):
        return match[0].replace("+", " plus ")
    return formula(match[0])
