"""Money: signs and codes, magnitudes, ranges, prices per something."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.amounts import amount, span
from pipeline.speech.spoken.rules.rule import AMOUNT, DASH, NUMBER, RANGE, Context, alternatives, rule
from pipeline.speech.spoken.symbols import CURRENCIES, CURRENCY_CODES, DOLLARS, MAGNITUDES, UNITS

_MAGNITUDE = alternatives(MAGNITUDES)
_MAGNITUDE_WORDS = frozenset(
    "hundred thousand million billion trillion lakh crore bn mn tn K M B T k m b".split()
)
_OTHERS_OF_THE_SIGN = {"R$": ("real", "reais"), "MX$": ("Mexican peso", "Mexican pesos")}
_SIGN = rf"(?:{alternatives({**DOLLARS, 'R': '', 'MX': ''})})?[{''.join(CURRENCIES)}]"
_PRICE = re.compile(rf"[-−+~≈<>]?{_SIGN}.*\d")
_UNIT_OF = {"mo": "month", "yr": "year", "hr": "hour", "ea": "item", **UNITS}
_CENTS = {"dollar": ("cent", "cents"), "euro": ("cent", "cents"), "pound": ("penny", "pence")}
_PIECES = frozenset("bill bills note notes coin coins banknote banknotes stamp stamps".split())
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d\d?")
CODE = alternatives(CURRENCY_CODES)
_BIG_AMOUNT = rf"{AMOUNT}(?:{_MAGNITUDE})?"


def names(sign: str) -> tuple[str, str]:
    """Give a currency's name for one and for many («US$» as «U.S. dollar»)."""
    if sign in _OTHERS_OF_THE_SIGN:
        return _OTHERS_OF_THE_SIGN[sign]
    one, many = CURRENCIES[sign[-1]]
    kind = DOLLARS.get(sign[:-1], "")
    return f"{kind}{one}", f"{kind}{many}"


@rule(rf"(?P<sign>{_SIGN})(?P<whole>\d{{1,3}}),(?P<part>\d\d)", "".join(CURRENCIES))
def continental_price(match: re.Match[str], context: Context) -> str:
    """Say «€5,50»."""
    return context.reread(f"{match['sign']}{match['whole']}.{match['part']}")


@rule(rf"\$(?P<kind>{alternatives(DOLLARS)})(?P<sum>\d.*)", "$")
def dollars_of_a_kind(match: re.Match[str], context: Context) -> str:
    """Say «$NZ4,000», whose sign stands first."""
    return context.reread(f"{match['kind']}${match['sum']}")


@rule(rf"(?P<price>{_SIGN}\d+)[.,][-–—]+", "".join(CURRENCIES))
def price_with_a_stroke(match: re.Match[str], context: Context) -> str:
    """Say «€5,-», no cents."""
    return context.reread(match["price"])


@rule(
    rf"(?P<minus>[-−])?(?P<sign>{_SIGN})(?P<paid>\()?{RANGE}\)?(?P<magnitude>{_MAGNITUDE})?(?P<plus>\+)?(?:/(?P<per>[\w.-]+))?",
    "".join(CURRENCIES),
)
def currency(match: re.Match[str], context: Context) -> str:
    """Say «$50-100M+», «$3.50/lb», «$(45.3)M» (accountants' minus).

    Before «million» the currency waits for that word; before a noun after an article it is singular.
    """
    one, many = names(match["sign"])
    minus = "minus " if match["minus"] or match["paid"] else ""
    if context.following in _MAGNITUDE_WORDS and not context.here.after:
        return minus + span(match["low"], match["high"])
    single = context.determined() and (context.before_noun or context.following.endswith("%"))
    single = single or (context.following.casefold() in _PIECES and not context.here.after)
    name = one if single and not context.pause_after else many
    if match["magnitude"]:
        said = f"{span(match['low'], match['high'])} {MAGNITUDES[match['magnitude']]} {name}"
    else:
        said = _small_sum(match["low"], match["high"], one, name)
    return minus + said + (" or more" if match["plus"] else "") + _per(match["per"], context)


def _small_sum(low: str, high: str | None, one: str, many: str) -> str:
    if high or not re.fullmatch(r"[\d,]+\.\d\d", low):
        return f"{span(low, high)} {one if low == '1' and not high else many}"
    whole, cents = low.split(".")
    small = _CENTS.get(one.rpartition(" ")[2])
    if whole == "0" and small:
        return f"{numbers.cardinal(str(int(cents)))} {small[cents != '01']}"
    said = f"{numbers.cardinal(whole)} {one if whole == '1' else many}"
    if cents == "00":
        return said
    if not small or many == one:  # «a $3.50 fare» is a three dollar fifty fare
        return f"{said} {numbers.cardinal(str(int(cents)))}"
    return f"{said} and {numbers.cardinal(str(int(cents)))} {small[cents != '01']}"


def _per(written: str | None, context: Context) -> str:
    if not written:
        return ""
    per = written.rstrip(".")
    if per[0].isdecimal():
        return f" per {context.reread(per)}"
    return f" a {_UNIT_OF.get(per, per)}"


@rule(rf"(?P<whole>\d{{1,3}}(?:\.\d{{3}})+),(?P<part>\d\d?)(?P<sign>[{''.join(CURRENCIES)}])?", ",")
def continental_number(match: re.Match[str], context: Context) -> str:
    """Say «1.234,56» and «1.234,56€»."""
    plain = f"{match['whole'].replace('.', '')}.{match['part']}"
    sign = match["sign"] or (context.following if context.following in CURRENCIES else "")
    if not sign:
        return amount(plain)
    return context.reread(sign + plain)


@rule(rf"(?P<amount>{NUMBER}|\d{{1,3}},\d\d)(?P<sign>[{''.join(CURRENCIES)}])", "".join(CURRENCIES))
def amount_before_its_sign(match: re.Match[str], context: Context) -> str:
    """Say «5€» and «12,50€»."""
    return context.reread(match["sign"] + match["amount"])


@rule(rf"[{''.join(CURRENCIES)}]", "".join(CURRENCIES))
def sign_after_its_amount(match: re.Match[str], context: Context) -> str | None:
    """Say the sign of «5 €»; beside «1.234,56» the amount has said it."""
    before = context.previous
    if context.at(-1).after or not re.fullmatch(rf"{NUMBER}|[\d.]+,\d\d?", before):
        return None
    if _CONTINENTAL.fullmatch(before):
        return ""
    return names(match[0])[before != "1"]


@rule(
    rf"(?P<left>{_SIGN}{NUMBER}(?:{_MAGNITUDE})?){DASH}(?P<right>{_SIGN}{NUMBER}(?:{_MAGNITUDE})?)",
    "".join(CURRENCIES),
)
def currency_twice(match: re.Match[str], context: Context) -> str:
    """Say «$5–$10»: the currency once."""
    left, right = match["left"], context.reread(match["right"])
    low = re.fullmatch(rf"({NUMBER})({_MAGNITUDE})?", re.sub(f"^{_SIGN}", "", left))
    big = f" {MAGNITUDES[low[2]]}" if low and low[2] else ""
    return f"{amount(low[1]) if low else left}{big} to {right}"


@rule(rf"(?P<low>{NUMBER})(?:¢|ct)|(?P<few>[1-9]\d)c", "¢c")
def cents(match: re.Match[str], _: Context) -> str:
    """Say «50¢» and «99c»."""
    return f"{amount(match['low'] or match['few'])} {'cent' if match['low'] == '1' else 'cents'}"


@rule("|".join(sorted(_MAGNITUDE_WORDS)))
def magnitude_of_money(match: re.Match[str], context: Context) -> str | None:
    """Say the currency after its magnitude: «$50 million», fifty million dollars."""
    if not _PRICE.fullmatch(context.previous) or context.at(-1).after:
        return None
    found = re.search(_SIGN, context.previous)
    one, many = names(found[0] if found else "$")
    described = context.determined(2) and context.before_noun
    return f"{MAGNITUDES.get(match[0], match[0])} {one if described else many}"


@rule(r"\$(?P<ticker>[A-Z]{1,5})", "$")
def ticker(match: re.Match[str], _: Context) -> str:
    """Say «$AAPL», a share, without its sign."""
    return match["ticker"]


@rule(CODE)
def currency_code(match: re.Match[str], context: Context) -> str | None:
    """Say «USD» after an amount as dollars; before one («EUR 25») the amount says it."""
    counted = context.at(-2).core if context.previous in _MAGNITUDE_WORDS else context.previous
    if re.fullmatch(RANGE, counted) and not context.at(-1).pauses:
        return _many_or_one(match[0], counted)
    return "" if re.fullmatch(_BIG_AMOUNT, context.following) and not context.here.after else None


@rule(rf"(?:(?P<code>{CODE})\.?(?=[\d-]))?(?P<amount>{AMOUNT})(?P<magnitude>{_MAGNITUDE})?", "0123456789")
def amount_after_a_code(match: re.Match[str], context: Context) -> str | None:
    """Say the 25 of «EUR 25», and «USD5bn»."""
    code = match["code"] or (context.previous if not context.at(-1).after else "")
    if code not in CURRENCY_CODES:
        return None
    big = f" {MAGNITUDES[match['magnitude']]}" if match["magnitude"] else ""
    return f"{amount(match['amount'])}{big} {_many_or_one(code, match['amount'] + big)}"


@rule(rf"(?P<amount>{AMOUNT})(?P<code>{CODE})", "0123456789")
def amount_with_its_code(match: re.Match[str], _: Context) -> str:
    """Say «20RMB»."""
    return f"{amount(match['amount'])} {_many_or_one(match['code'], match['amount'])}"


def _many_or_one(code: str, counted: str) -> str:
    name = CURRENCY_CODES[code]
    return name.removesuffix("s") if counted == "1" and name != "Brazilian reais" else name
