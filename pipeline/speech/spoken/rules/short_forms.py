"""Abbreviations that are said in one way wherever they stand, with their full stop and without it."""

from __future__ import annotations

from pipeline.speech.spoken.rules.rule import spell

ALWAYS = {
    "Mr": "Mr", "Mrs": "Mrs", "Ms": "Ms", "Messrs": "Messrs", "Jr": "Junior", "Sr": "Senior",
    "Inc": "Incorporated", "Corp": "Corporation", "Ltd": "Limited", "Bros": "Brothers",
    "approx": "approximately",
    "dept": "department", "Dept": "Department", "est": "established", "etc": "etc", "cf": "compare",
    "Cf": "compare", "viz": "namely", "Ave": "Avenue", "Blvd": "Boulevard", "Rd": "Road",
    "misc": "miscellaneous",
    "Ln": "Lane", "Pkwy": "Parkway", "incl": "including", "excl": "excluding", "avg": "average",
    "Univ": "University", "Dist": "District",
    "agg": "aggregate", "e.g": "for example", "E.g": "for example", "i.e": "that is", "I.e": "that is",
    "vs": "versus", "Ph.D": spell("PhD"), "Ph.D.s": "P.H.D.'s", "max": "maximum", "Assn": "Association",
    "govt": "government", "Govt": "Government", "resp": "respectively", "cont": "continued",
    "Mfg": "Manufacturing",
    "ext": "extension", "Hwy": "Highway", "Sgr": "Sagittarius", "Co": "Company", "Fed": "Federal",
    "cwt": "hundredweight", "doz": "dozen", "Esq": "Esquire", "B.Sc": spell("BSC"),
    "M.Sc": spell("MSC"), "D.Sc": spell("DSC"), "Ed.D": spell("EDD"), "D.Phil": "D. Phil",
    "esp": "especially", "Esp": "especially", "usu": "usually", "orig": "originally", "bldg": "building",
    "Bldg": "Building", "intl": "international", "Intl": "International", "natl": "national",
    "Natl": "National", "mgr": "manager", "pkg": "package", "qty": "quantity", "attn": "attention",
    "Attn": "attention", "abbr": "abbreviated", "equiv": "equivalent", "prob": "probably",
    "edn": "edition", "illus": "illustrated", "supp": "supplement", "Hosp": "Hospital",
    "a.k.a": "also known as", "&c": "etc", "ff": "and following", "Fahr": "Fahrenheit",
    "jr": "Junior", "cts": "cents", "Regt": "Regiment",
    "LL.D": spell("LLD"), "LL.B": spell("LLB"), "LL.M": spell("LLM"),
    "Lieut.-Col": "Lieutenant Colonel", "Lt.-Col": "Lieutenant Colonel", "Maj.-Gen": "Major General",
    "Lieut.-Gen": "Lieutenant General", "Lt.-Gen": "Lieutenant General", "Brig.-Gen": "Brigadier General",
    "Lieut.-Gov": "Lieutenant Governor", "Lt.-Gov": "Lieutenant Governor",
}  # fmt: skip
WITHOUT_STOP = {
    "vs": "versus", "w/": "with", "w/o": "without", "n/a": "not applicable", "N/A": "not applicable",
    "y/y": "year over year", "q/q": "quarter over quarter", "m/m": "month over month",
    "YoY": "year over year",
    "b/c": "because", "approx": "approximately", "c/o": "care of", "WWI": "World War one",
    "WWII": "World War two", "WW1": "World War one", "WW2": "World War two", "aka": "also known as",
    "Rev'd": "Reverend", "&c": "etc", "Ph.D.s": "P.H.D.'s",
}  # fmt: skip
# Of several words: the whole, with its stops, as it stands.
PHRASES = {
    "et al. v.": "and others versus",
    "et al. v": "and others versus",
    "et al.": "et al",
    "et al": "et al",
    "Fed. R. Civ. P.": "Federal Rule of Civil Procedure",
    "Fed. R. Evid.": "Federal Rule of Evidence",
    "Fed. R. Crim. P.": "Federal Rule of Criminal Procedure",
    "S. Ct.": "Supreme Court",
    "a. k. a.": "also known as",
    "N. Y.": "New York",
    "N. J.": "New Jersey",
    "R. I.": "Rhode Island",
}
