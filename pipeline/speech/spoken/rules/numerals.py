"""Roman numerals: which are kings, which are numbered things, and which are only letters."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import FUNCTION_WORDS, Context, rule

_ROMAN = r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ROMAN_VALUES = (
    ("M", 1000),
    ("CM", 900),
    ("D", 500),
    ("CD", 400),
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
    "Henry Louis Elizabeth George Charles Edward William James Richard John Paul Pius Benedict "
    "Leo Gregory Clement Innocent Napoleon Catherine Peter Alexander Ivan Nicholas Frederick "
    "Philip Ferdinand Francis Ramesses Ramses Ptolemy Xerxes Darius Otto Gustav Carl Christian "
    "Haakon Olav Juan Carlos Pedro Boniface Urban Sixtus Julius Wilhelm Joseph Thutmose Amenhotep "
    "Seti Cleopatra Felipe Leopold Albert Emmanuel Baldwin Constantine Theodosius Justinian Selim "
    "Mehmed Suleiman Murad Mary Margaret Robert David Stephen Adrian Eugene Celestine Cyrus "
    "Philippe Christina Victoria Isabella Umberto Vittorio Rameses Valentinian Tiglath Antiochus "
    "Seleucus Mithridates Alfonso Sancho Afonso Casimir Sigismund Vladislaus Harald Magnus "
    "Gustavus Romanos Nero Kamehameha Rama Menelik Osman Bayezid Akbar Leopoldo Maximilian Rudolf "
    "Lothair Clovis Childeric Dagobert Pepin Ethelred Llywelyn Callixtus Alexius Honorius Nicolas "
    "Lucius Anastasius".split()
)
# First names of people who are numbered within their family: «Walter Hunt III».
_GIVEN = _REGNAL | frozenset(
    "Thomas Walter Samuel Daniel Andrew Frank Benjamin Harry Jack Joe Ben Tom Bill Arthur Patrick "
    "Anthony Matthew Mark Donald Howard Harold Hugh Alan Alfred Augustus Franklin Kenneth Michael "
    "Eric Duncan Martin Edmund Manuel Conrad Lawrence Raymond Roger Ronald Russell Sam Theodore "
    "Vincent Warren Winston".split()
)
# Of these a sentence tells that its numbered name is a ruler's.
_RULING = frozenset(
    "emperor empress king queen pope tsar czar sultan shah pharaoh monarch monarchs monarchy "
    "throne reign reigned reigns crowned caliph kaiser dynasty papacy papal kingdom coronation "
    "pontificate".split()
)
# Written so, nothing else is meant; IV, VI and XX are drips, editors and chromosomes too.
_NEVER_LETTERS = re.compile(r"(?!(?:IV|VI|XX|XXX)$)(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_SHORT = frozenset("Vol Vols Bk Ch Chap Pt Art Sec Fig Pl Sc".split())  # before a numeral, as «Volume» is
_LETTERS_AFTER = frozenset("Generation Gen Model".split())  # «Generation X»
_LONGEST_NAME = 3
_OPENING = frozenset("As For From Like To With".split())  # «To John I would say …»
# After these «I» is a person's own, whoever was named before: «To Mary I am grateful».
_OF_MINE = frozenset(
    "am believe can't could couldn't didn't do don't feel guess have haven't hope knew know like "
    "love mean met need never remember saw shall should think thought told want will wish".split()
)
_NUMBERED = frozenset(
    "War Chapter Part Type Act Book Volume Section Article Phase Bowl Title Class Mark Mk Grade "
    "Stage Level Appendix Figure Table Scene Canto Symphony Opus Factor Vatican Apollo Gemini "
    "Amendment Schedule Annex Division Tier Group Generation Gen Saturn Part Episode Season Round "
    "Category Zone Form Version Model".split()
)
SMALL = frozenset(
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv".split()
)
# After one of these a name and its numeral are a ruler's: «King Zog I», «Pope Urban II».
_RULERS = frozenset(
    "King Queen Pope Emperor Empress Tsar Czar Sultan Shah Prince Princess Duke Count Earl Kaiser "
    "Pharaoh Caliph Patriarch Archbishop Bishop Elector Margrave Khan Bogd".split()
)
_TROOPS = frozenset("Corps Legion Army Division Brigade Battalion".split())
_SMALL_AFTER = frozenset(
    "vol vols ch chap chaps bk bks book volume no fig pl plate appendix sec art p pp page pages "
    "scene act chapter canto part section article item clause verse line".split()
)
_TITLES_AFTER = frozenset(
    "King Queen Pope Emperor Duke Count Earl Bishop Archbishop Prince Lord Elector".split()
)


@rule(rf"(?P<numeral>{_ROMAN})(?P<ending>st|nd|rd|th)", "IVXLC")
def numeral_with_an_ending(match: re.Match[str], _: Context) -> str | None:
    """Say «the IVth book» and «XXth»."""
    numeral = match["numeral"]
    single = len(numeral) == 1 and match["ending"] not in ("st", "th")
    return None if single else numbers.ordinal(str(roman_value(numeral)))


@rule(rf"(?P<part>\d{{1,2}})\.(?P<numeral>{_ROMAN})", "IVXLC")
def numeral_in_a_part(match: re.Match[str], context: Context) -> str | None:
    """Say «Chapter 2.XXVI» of a book in parts."""
    if not match["numeral"] or not _is_numbered(context.previous):
        return None
    return f"{numbers.cardinal(match['part'])} {numbers.cardinal(str(roman_value(match['numeral'])))}"


@rule(rf"(?P<numeral>{_ROMAN})(?P<of>\.?['’]s)?", "IVXLC")
def roman_numeral(match: re.Match[str], context: Context) -> str | None:
    """Say a numeral after a name: kings are counted («Henry the eighth»), things numbered («Part three»).

    «I», «V», «X», «C» alone are numerals only after a ruler's name or a word such as «Part»; two letters and
    more also after another capitalised word that does not begin the sentence as «An» or «The», and where they
    are all there is. Before a stop and a name a letter is an initial («John C. Reilly»).
    """
    numeral, before = match["numeral"], context.previous
    if not numeral:
        return None
    value = str(roman_value(numeral))
    plainly = _NEVER_LETTERS.fullmatch(numeral) is not None
    if not before and numeral == "I" and context.here.after == "." and _begins_a_sentence(context):
        return numbers.cardinal(value)
    if not before:
        heads = not context.following or context.here.after[:1] in tuple(".:")
        alone = len(numeral) > 1 and (heads or plainly)
        return numbers.cardinal(value) if alone else None
    if len(numeral) > 1 and set(numeral) <= set("IVX") and _is_listed(context):
        return numbers.cardinal(value)
    if _is_initial(numeral, context):
        return None
    said = None if context.at(-1).pauses else _beside(numeral, value, context)
    said = said or (numbers.cardinal(value) if plainly else None)
    return said + ("'s" if match["of"] else "") if said else None


def _is_initial(numeral: str, context: Context) -> bool:
    """Tell the initial of «John C. Reilly»; a pronoun begins another sentence, «Henry V. He …»."""
    stopped = len(numeral) == 1 and context.here.after.startswith(".") and context.following[:1].isupper()
    return stopped and not _begins_a_sentence(context) and not _is_numbered(context.previous)


def _beside(numeral: str, value: str, context: Context) -> str | None:
    """Say a numeral by its neighbours, or give None where it is none."""
    before = context.previous
    if _is_ruler(numeral, context):
        return numbers.ordinal(value) if before == "the" else f"the {numbers.ordinal(value)}"
    if context.following in _TROOPS and not context.here.after:
        return numbers.ordinal(value).capitalize()
    if context.following.casefold() in ("century", "dynasty", "olympiad", "centuries") and len(numeral) > 1:
        return numbers.ordinal(value)
    named = len(numeral) > 1 and set(numeral) <= set("IVX") and before[:1].isupper() and len(before) > 2
    named = named and (before.istitle() or not context.pause_before)
    if (
        _is_numbered(before, numeral)
        or _is_next(context)
        or (named and before.casefold() not in FUNCTION_WORDS)
    ):
        return numbers.cardinal(value)
    return None


@rule(r"M{1,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", "M")
def numeral_of_a_year(match: re.Match[str], _: Context) -> str | None:
    """Say «MCMXCIV» as the year it is; shorter ones are letters or words («MD», «MIX»)."""
    return numbers.year(str(roman_value(match[0]))) if len(match[0]) > 3 else None


@rule(r"(?P<low>[ivxlc]+)(?:[-–—](?P<high>[ivxlc]+))?", "ivxlc")
def small_numeral(match: re.Match[str], context: Context) -> str | None:
    """Say «p. xii» and «pages iv–ix»."""
    if context.previous.casefold() not in _SMALL_AFTER or context.at(-1).apart or context.at(-1).pauses:
        return None
    parts = [part.upper() for part in match.groups() if part]
    if not all(map(_is_written_well, parts)):
        return None
    return " to ".join(numbers.cardinal(str(roman_value(part))) for part in parts)


def _is_written_well(numeral: str) -> bool:
    return re.fullmatch(_ROMAN, numeral) is not None


def _begins_a_sentence(context: Context) -> bool:
    return len(context.following) > 1 and context.following.casefold() in FUNCTION_WORDS


def is_regnal(name: str) -> bool:
    """Tell whether kings, queens and popes bear this name."""
    return name in _REGNAL


def is_counted(context: Context) -> bool:
    """Tell whether a king or a thing stands before, whose number a numeral is: «Henry», «Chapter»."""
    return not context.at(-1).pauses and (
        _is_numbered(context.previous) or (_titled(context.previous) in _REGNAL and _ends_a_name(context))
    )


def is_numbered_thing(numeral: str, context: Context) -> bool:
    """Tell the numeral of «Chapter XL», which a lexicon may know as letters."""
    named = len(numeral) > 1 and _is_numbered(context.previous, numeral) and not context.at(-1).pauses
    return named and _is_written_well(numeral)


def _ends_a_name(context: Context) -> bool:
    return not context.following[:1].isupper() or context.following.casefold() in FUNCTION_WORDS


def _titled(word: str) -> str:
    return word.title() if word.isupper() else word


def _is_listed(context: Context) -> bool:
    """Tell the II and III of «I, II and III»."""
    before = context.at(-1)
    other = (
        context.at(-2).core if before.core in ("and", "or") else before.core * before.after.startswith(",")
    )
    return bool(other) and re.fullmatch(_ROMAN, other) is not None


def _is_next(context: Context) -> bool:
    """Tell the II of «Sections I and II» and «Acts I–III»."""
    if context.previous not in ("and", "or", "to", "through", "&", "–", "-"):
        return False
    return re.fullmatch(_ROMAN, context.at(-2).core or "-") is not None and _is_numbered(context.at(-3).core)


def _is_numbered(before: str, numeral: str = "") -> bool:
    """Tell «Part I» and «chapter IV»; «the part I played» is none."""
    before = before[:-1] if before.endswith("s") and before[:-1] in _NUMBERED else before
    if len(numeral) == 1 and (numeral not in "IVX" or (numeral == "X" and before in _LETTERS_AFTER)):
        return False  # «Section C», «Generation X»
    if _titled(before) in _NUMBERED or (_titled(before) in _SHORT and numeral):
        return True
    if len(numeral) > 1 and _titled(before) in ("No", "Nos"):
        return True
    return len(numeral) > 1 and (before.title() in _NUMBERED or before in ("vol", "vols", "bk", "ch", "pt"))


def _is_ruler(numeral: str, context: Context) -> bool:
    before, title = _titled(context.previous), _titled(context.at(-2).core)
    if before == "the" and title in _REGNAL and not context.at(-2).pauses:  # «Henry the VIII»
        return True
    if not before[:1].isupper() or before in _NUMBERED or before in _RULERS:
        return False
    ranked = title in _RULERS and not context.at(-2).pauses
    mine = context.following in _OF_MINE or (context.index == 2 and context.at(-2).core in _OPENING)
    alone = numeral in "IVX" and not (numeral == "I" and mine)
    known = before in _REGNAL and (len(numeral) > 1 or alone)
    if known or ranked or len(numeral) == 1:
        return known or ranked
    reigns = context.here.after.startswith(",") and context.following in _TITLES_AFTER
    ruling = before.istitle() and any(token.core.casefold() in _RULING for token in context.tokens)
    return reigns or ruling or _is_of_a_family(context)


def _is_of_a_family(context: Context) -> bool:
    """Tell «John Jacob Astor IV» from «Rocky II»: a first name stands before the family's."""
    for back in range(2, _LONGEST_NAME + 1):
        word = context.at(-back)
        if word.pauses or not word.core[:1].isupper() or _titled(word.core) in _NUMBERED:
            return False
        if word.core in _GIVEN:
            return True
    return False


def roman_value(numeral: str) -> int:
    """Give what a Roman numeral in capitals counts."""
    total = 0
    for letters, value in _ROMAN_VALUES:
        while numeral.startswith(letters):
            total += value
            numeral = numeral.removeprefix(letters)
    return total
