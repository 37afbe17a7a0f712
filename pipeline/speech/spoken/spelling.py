"""British spellings as Americans write them: «theatre», «colour», «organisation», «programme».

No ear tells the two apart. What is said is written as Americans do where an American dictionary lacks
many of the British forms, so that a voice would guess «civilisation» and «stylised», and where letters
read one by one mislead («centre», «programme»). An ordinary «colour» does neither and stays as its author
wrote it; with a capital it may be a name («Labour», «Pearl Harbour»), of which the tables hold one
spelling.
"""

from __future__ import annotations

import re

# Before «-our»: «col» for «colour».
_OUR = (
    "ard arm behavi cand clam col discol dishon dol enam endeav fav ferv flav glam harb hon hum "
    "lab misbehavi misdemean demean neighb od parl ranc rig rum sav savi splend succ tum vap vig "
    "watercol".split()
)
_AFTER_OUR = (
    "s|ed|ing|ings|er|ers|able|ably|al|ally|ful|fully|less|hood|hoods|ite|ites|ly|liness|ist|ists|y".split(
        "|"
    )
)
# Before «-re»: «cent» for «centre».
_RE = (
    "accout amphitheat calib cent centilit centimet cub decilit decimet epicent fib goit hectolit "
    "kilolit kilomet lit lust meag met microfib microlit micromet millilit millimet mit multicent "
    "nanomet nit och philt reconnoit sab saltpet scept sepulch somb spect theat tit".split()
)
# What stands before «-ise» in verbs that take «-ize».
_ISE = (
    "ac al an ar as at eg el em en er es et gn ic id il im in ir it ll og ol om on or os ot pt rd "
    "rg rn th ul um un ur yl yt".split()
)
# Nouns of other kinds, and verbs of which «-ise» is no ending.
_NEVER_ISE = re.compile(
    ".*(?:promis|chemis|demis|premis|treatis|valis|[rn]earis|unaris|chrysalis|amaryllis|trellis|cullis|clitoris|syphilis|"
    "[orc]{2}polis|covetis|riotis|autoris)"
)
_ENDINGS_ISE = "e|ed|es|ing|er|ers|able|ation|ations|ational".split("|")
_WHOLE = {
    "programme": "program", "programmes": "programs", "catalogue": "catalog", "catalogues": "catalogs",
    "catalogued": "cataloged", "analogue": "analog", "analogues": "analogs", "kilogramme": "kilogram",
    "kilogrammes": "kilograms", "analyse": "analyze", "analysed": "analyzed", "analysing": "analyzing",
    "paralyse": "paralyze", "paralysed": "paralyzed", "paralysing": "paralyzing",
}  # fmt: skip
_ANY = re.compile(
    rf"(?P<our>{'|'.join(_OUR)})our(?P<after_our>(?:{'|'.join(_AFTER_OUR)})?)"
    rf"|(?P<re>{'|'.join(_RE)})re(?P<after_re>[sd]?)"
    rf"|(?P<ise>[a-z]{{2,}}(?:{'|'.join(_ISE)})i)s(?P<after_ise>{'|'.join(_ENDINGS_ISE)})"
    rf"|(?P<ise2>[a-z]*(?:{'|'.join(_ISE)})i)s(?P<after_ise2>ation|ations|ational)"
    rf"|(?P<whole>{'|'.join(_WHOLE)})"
)
# In the dictionaries in both spellings; «dolour», «enamoured» and «labourite» a voice would guess.
_STAYS = re.compile(r"(?!dolour|enamour|labourite)[a-z]+our(?:s|ed|ings?|ers?|abl[ey]|ites?|hoods?)?")
_MAY_BE = re.compile(r"our|re|is[aei]|mme|ogue|lys", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{5,}")
_SHORTEST_VERB = 7  # letters of a word with a capital, which may be a name: «Denise», «Louise»


def american(text: str) -> str:
    """Write a word, or each of several, as Americans do; its capitals stay."""
    return _WORD.sub(lambda word: _respelled(word[0]), text) if _MAY_BE.search(text) else text


def _respelled(word: str) -> str:
    match = _ANY.fullmatch(word.lower())
    if (
        match is None
        or _STAYS.fullmatch(word)
        or (match["ise"] and (_NEVER_ISE.match(match[0]) or _may_be_a_name(word)))
    ):
        return word
    said = _as_americans_do(match)
    return said.upper() if word.isupper() else said.capitalize() if word[0].isupper() else said


def _may_be_a_name(word: str) -> bool:
    return word[0].isupper() and len(word) <= _SHORTEST_VERB and word.endswith("ise")


def _as_americans_do(match: re.Match[str]) -> str:
    if match["our"]:
        return f"{match['our']}or{match['after_our']}"
    if match["re"]:
        return f"{match['re']}er" + {"d": "ed"}.get(match["after_re"], match["after_re"])
    if match["whole"]:
        return _WHOLE[match["whole"]]
    return f"{match['ise'] or match['ise2']}z{match['after_ise'] or match['after_ise2']}"
