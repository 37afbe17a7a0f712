"""Whose law a sentence speaks of: what holds in England is no news to who asks about New York."""

from __future__ import annotations

import re
from collections.abc import Mapping

# By the names of countries and unions, of their courts, offices and acts; states stand for their country.
_NAMED: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in {
        "United States": r"United States|U\.?S\.?A?|Americans?|America|IRS|federal|Congress|1099|LLC"
        r"|New York|California|Texas|Florida|Illinois|Kentucky|Delaware|Washington",
        "United Kingdom": r"Britain|British|United Kingdom|UK|England|English|Wales|Welsh|Scotland"
        r"|Scottish|HMRC|IR35|[Cc]ounty [Cc]ourt|Companies House|Limitation Act|Inland Revenue",
        "European Union": r"European Union|EU|Europe|European|GDPR|Directive|euros?|Berne",
        "Germany": r"Germany|German|GmbH",
        "France": r"France|French",
        "Canada": r"Canada|Canadian|Ontario|Quebec",
        "Australia": r"Australia|Australian",
        "India": r"India|Indian",
    }.items()
}
_OF_THE_UNION = frozenset(("European Union", "Germany", "France"))


def jurisdictions_in(text: str) -> frozenset[str]:
    """Give the jurisdictions that a text names; «member states» of the European Union speak for it too."""
    found = frozenset(name for name, words in _NAMED.items() if words.search(text))
    return found | {"European Union"} if found & _OF_THE_UNION else found


def is_foreign(line: str, told: frozenset[str]) -> bool:
    """Tell whether a line speaks only of jurisdictions other than those that are told of; none is of all."""
    there = jurisdictions_in(line)
    return bool(told) and bool(there) and told.isdisjoint(there)
