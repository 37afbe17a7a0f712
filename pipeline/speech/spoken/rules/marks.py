"""Feet, inches, minutes and primes as marks: «5'10"», «5/16"», «8" x 10"», «90+6′», «f′»."""

from __future__ import annotations

import re

from pipeline.speech.spoken.rules.amounts import amount, part_of
from pipeline.speech.spoken.rules.rule import AMOUNT, Context, rule
from pipeline.speech.spoken.rules.units import AFTER_LENGTH


@rule(r"(?P<feet>\d+)['′’](?P<inches>\d+)?(?:[\"″”])?", "'′’")
def feet_and_inches(match: re.Match[str], context: Context) -> str | None:
    """Say «5'10"» as «five foot ten»; «90+6′» is read elsewhere."""
    if match["inches"]:
        return f"{amount(match['feet'])} foot {amount(match['inches'])}"
    if "′" not in match[0] and context.following not in AFTER_LENGTH:
        return None
    return f"{amount(match['feet'])} {'foot' if context.before_noun else 'feet'}"


@rule(rf"(?P<low>{AMOUNT}|\d{{1,2}}/\d{{1,2}})[\"″]", '"″')
def inches(match: re.Match[str], context: Context) -> str:
    """Say «12"» and «5/16"» where the mark closes no quotation."""
    if "/" in match["low"]:
        return f"{part_of(match['low'], 'inch')} inch"
    return f"{amount(match['low'])} {'inch' if context.before_noun or match['low'] == '1' else 'inches'}"


@rule(r"(?P<one>\d+)(?P<mark>[\"″'’′])?[x×](?P<other>\d+)(?P<mark2>[\"″'’′])?", "x×")
def sides(match: re.Match[str], context: Context) -> str | None:
    """Say «8" x 10"» and «4'x8'»; without a mark the sides are plain numbers."""
    mark = match["mark"] or match["mark2"]
    if not mark:
        return None
    one, many = ("inch", "inches") if mark in '"″' else ("foot", "feet")
    return f"{amount(match['one'])} by {amount(match['other'])} {one if context.before_noun else many}"


@rule(r"(?P<many>\d)(?P<unit>ft|m)(?P<more>\d{1,2})(?:in)?", "fm")
def height(match: re.Match[str], _: Context) -> str:
    """Say «5ft10» and «1m80»."""
    name = "foot" if match["unit"] == "ft" else "meter" if match["many"] == "1" else "meters"
    return f"{amount(match['many'])} {name} {amount(match['more'])}"


@rule(r"(?P<minute>\d+)(?:\+(?P<added>\d+))?′", "′")
def minute_of_play(match: re.Match[str], _: Context) -> str:
    """Say «90+6′» as «ninety plus six minutes»."""
    added = f" plus {amount(match['added'])}" if match["added"] else ""
    return f"{amount(match['minute'])}{added} minutes"


@rule(r"(?P<letter>[^\W\d_])(?P<primes>′{1,3}|[″‴])(?:\((?P<of>[^\W\d_])\))?", "′″‴")
def prime(match: re.Match[str], _: Context) -> str:
    """Say «x′» as «x prime», and «f″(x)» as «f double prime of x»."""
    many = {"″": 2, "‴": 3}.get(match["primes"], len(match["primes"]))
    of = f" of {match['of']}" if match["of"] else ""
    return f"{match['letter']}{('', ' double', ' triple')[many - 1]} prime{of}"
