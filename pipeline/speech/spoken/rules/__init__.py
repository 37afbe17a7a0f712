"""Rules that turn one written token into words: the whole of them, in the order in which they are tried.

The first wins whose pattern fits the token (without the punctuation around it) and which says something.
Words that it gives are looked up in the lexicon again, so that a rule may give «GPT 4» for «GPT-4». Each
says in its docstring what in the sentence decides where the token alone does not.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.speech.spoken.rules import (
    capitals,
    clock,
    code,
    codes,
    counts,
    dates,
    degrees,
    dotted_hours,
    formulas,
    fractions,
    law,
    marks,
    money,
    names,
    numerals,
    old_money,
    postal_addresses,
    scores,
    signs,
    units,
    verses,
    web,
    years,
)
from pipeline.speech.spoken.rules.rule import Context, Peeled, Rule
from pipeline.speech.spoken.symbols import (
    CONSTELLATIONS,
    CURRENCY_CODES,
    MAGNITUDES,
    SHORT_MONTHS,
    UNITS,
    WEEKDAYS,
)

RULES: tuple[Rule, ...] = (
    # addresses and code, whose signs mean nothing else
    codes.object_identifier, codes.preprint, names.measured_at, units.unit_below, units.so_many_per_unit,
    units.so_many_per_square,
    web.address,
    web.internet_number, web.file_name, web.path,
    web.flag, code.special_token,
    # formulas
    formulas.big_o, formulas.molecule, formulas.molecule_in_subscripts, formulas.isotope, formulas.ion,
    formulas.power_of_ten, formulas.scientific, formulas.power_in_code,
    formulas.product_in_code,
    # an amount with its sign, then money
    signs.difference, signs.number_abroad, signs.sign_before_an_amount, money.continental_price,
    money.price_with_a_stroke, money.dollars_of_a_kind, money.currency, money.currency_twice,
    money.continental_number, money.amount_before_its_sign, money.sign_after_its_amount,
    money.cents, money.ticker,
    money.magnitude_of_money,
    money.currency_code, money.amount_after_a_code, money.amount_with_its_code,
    old_money.pounds, old_money.shillings, old_money.pence, old_money.apart, old_money.stroked,
    # law and catalogues: numbers that are names
    law.section_sign, scores.tiebreak, law.subsections, law.citation, law.page_of_a_volume,
    law.section_after_its_sign,
    verses.book_of_the_bible, verses.which_book, verses.chapter_in_small_numerals,
    verses.verse, postal_addresses.state, postal_addresses.postal_code,
    postal_addresses.house_number, postal_addresses.direction,
    codes.book_number, names.number_amid_letters, names.catalogue_number, names.aircraft,
    names.number_that_is_a_name, names.number_after_a_letter, names.picture_lines, names.processor,
    names.highway, names.oil, names.model_of_a_size,
    names.people_of_a_number, codes.dialled, codes.phone_word, codes.phone_number,
    codes.long_number,
    counts.software_version,
    # dates and times
    dates.iso_date, dates.time_stamp, dates.stamped_date, dates.numeric_date, dates.dotted_date,
    dates.month_and_day,
    years.year_range,
    years.season,
    years.decade, years.fiscal_year, years.quarter_of_a_year, years.kind_of_a_year,
    years.possessive_year, years.short_year, dates.day_of_month,
    dates.month, dates.months, dates.weekdays, dates.weekday,
    clock.hour, dotted_hours.dotted_hour, dotted_hours.dotted_span, clock.hour_without_a_colon,
    clock.hours, clock.from_noon,
    clock.half_of_the_day, clock.hours_of_a_clock, clock.time_zone,
    clock.colons,
    years.part_of_a_time, years.year_of_a_thing, years.year_without_an_end, years.century, years.era,
    years.year_of_an_era,
    years.year_after_a_date, years.early_year,
    years.year_beyond, years.year,
    # amounts
    counts.percent, counts.percent_before, counts.per_mille, counts.timbers, counts.by, counts.multiplier,
    counts.magnitude,
    counts.magnitude_range,
    counts.tens, fractions.set_pair, fractions.blood_pressure, fractions.rate, fractions.mark,
    fractions.fraction,
    fractions.odds,
    fractions.mixed,
    fractions.fine_fraction, fractions.fraction_range,
    counts.ordinal, counts.ordinal_of_old, counts.before_another,
    counts.plus,
    counts.slash_line,
    counts.give_or_take, counts.list_without_spaces, counts.decimal_comma, counts.grouped_by_stops,
    counts.grouped_by_marks,
    counts.calibre, counts.batting_average,
    degrees.scale_apart, degrees.side_of_a_place, degrees.frost, degrees.place_on_earth,
    degrees.degrees, degrees.degrees_without_a_sign, degrees.degrees_alone,
    marks.height, marks.sides, marks.feet_and_inches, marks.minute_of_play,
    marks.inches, marks.prime, units.hours_and_minutes, units.unit, units.part_before_a_unit,
    fractions.part_before_a_word,
    units.thousands_of_something,
    units.square, units.unit_alone, units.unit_of_its_own,
    counts.spread_of_terms, counts.pence, counts.version, counts.open_version,
    # scores before ranges, both before single numbers
    scores.record, scores.score, counts.number_in_parts, counts.number_range, counts.number_before_a_word,
    counts.number,
    # names
    formulas.small_difference, names.sky_place, names.named_for_a_day, names.name_range,
    names.name_with_number, names.number_with_letters,
    numerals.numeral_with_an_ending, numerals.numeral_in_a_part, numerals.roman_numeral,
    numerals.small_numeral, numerals.numeral_of_a_year,
    names.firm, names.two_letters, names.dot_product, names.star_or_sharp, names.grade,
    names.letter_range,
    names.letter_a, names.constellation, capitals.emphatic_capitals,
    # code that looks like words, formulas that look like names
    formulas.function_of, code.call, web.dotted_name, formulas.assignment, code.snake_case,
    formulas.sigmas,
    formulas.greek_in_a_name, signs.comparison, signs.times_or_by, signs.minus_alone,
    signs.times_as_typed,
    signs.silent_mark,
    formulas.any_formula, code.camel_case,
    # signs
    signs.number_sign, signs.hashes, signs.numbers_sign, signs.hashtag, signs.handle,
    signs.arrow, signs.with_a_mark, signs.joined_by_signs, signs.dollar_alone, signs.sign,
)  # fmt: skip

# Of words without figures or signs only these, Roman numerals and capitals concern a rule at all.
_WORDS = frozenset(
    [*UNITS, *SHORT_MONTHS, *WEEKDAYS, *CONSTELLATIONS, *CURRENCY_CODES, *MAGNITUDES, "hundred",
    "thousand",
     "million", "lakh", "crore", "billion", "trillion", "am", "pm", "x", "sq", "cu", "fl", "c",
    *"AIVXLCNSEWF",
     *postal_addresses.SHORT_STATES, *verses.SHORT_BOOKS,
     *numerals.SMALL]
)  # fmt: skip

__all__ = ["RULES", "Context", "Peeled", "Rule", "apply_rules", "is_plain"]


def apply_rules(token: str, context: Context) -> str | None:
    """Give the words for a token by the first rule that knows it, or None."""
    if not token or is_plain(token):
        return None
    for rule in _possible(token):
        match = rule.pattern.fullmatch(token)
        said = rule.say(match, context) if match else None
        if said is not None:
            return None if said == token else said
    return _possessive(token, context)


@lru_cache(maxsize=4096)
def _possible(token: str) -> tuple[Rule, ...]:
    """Give the rules that need none of the signs that the token lacks."""
    signs_in_it = frozenset(token)
    return tuple(rule for rule in RULES if not rule.needs or not rule.needs.isdisjoint(signs_in_it))


def _possessive(token: str, context: Context) -> str | None:
    """Say «GPT-4's» as «GPT-4» with its «'s»."""
    if len(token) < 3 or token[-2:] not in ("'s", "’s") or not any(map(str.isdecimal, token)):
        return None
    said = apply_rules(token[:-2], context)
    return f"{said}'s" if said else None


def is_plain(token: str) -> bool:
    """Tell whether a token is a word that no rule concerns: the quick way for nearly all."""
    if token in _WORDS or token[0] == "-" or not token.strip("ivxlc"):
        return False
    letters = token.replace("-", "").replace("'", "").replace("’", "") if len(token) > 3 else token
    return (
        letters.isascii()
        and letters.isalpha()
        and (letters.islower() or (letters == token and token.istitle()))
    )
