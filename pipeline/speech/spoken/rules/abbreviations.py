"""Abbreviations: what they stand for, and whether their full stop is the sentence's too.

Where the place decides: «Dr.» is a drive and «St.» a street after a name and before none; «No.», «art.» and
the like need a number after them; «Am.» and «Cir.» an ordinal before; «c.» is a cup after a number and
circa before one; «v.» stands between two parties; «min.» is a minimum where nothing is counted in minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.speech.spoken.rules.numerals import is_counted
from pipeline.speech.spoken.rules.rule import Context
from pipeline.speech.spoken.rules.short_forms import ALWAYS, PHRASES, WITHOUT_STOP
from pipeline.speech.spoken.rules.verses import BOOKS, SHORT_BOOKS
from pipeline.speech.spoken.short_words import IN_FULL
from pipeline.speech.spoken.symbols import SHORT_MONTHS, WEEKDAYS

_TITLES = {
    "Dr": "Dr", "St": "Saint", "Mt": "Mount", "Gen": "General", "Sgt": "Sergeant", "Lt": "Lieutenant",
    "Col": "Colonel", "Capt": "Captain", "Maj": "Major", "Sen": "Senator", "Rep": "Representative",
    "Gov": "Governor", "Prof": "Professor", "Rev": "Reverend", "Hon": "Honorable", "Pres": "President",
    "Ft": "Fort", "Pt": "Point", "Cmdr": "Commander", "Adm": "Admiral", "Sir": "Sir", "Brig": "Brigadier",
    "Cpl": "Corporal", "Pvt": "Private", "Cdr": "Commander", "Comdr": "Commander", "Ens": "Ensign",
    "Supt": "Superintendent", "Det": "Detective", "Insp": "Inspector", "Asst": "Assistant",
    "Assoc": "Associate", "Dep": "Deputy", "Atty": "Attorney", "Amb": "Ambassador", "Fr": "Father",
    "Br": "Brother", "Msgr": "Monsignor", "Bp": "Bishop", "Abp": "Archbishop", "Ald": "Alderman",
    "Mme": "Madame", "Mlle": "Mademoiselle", "Rt": "Right", "Wm": "William", "Chas": "Charles",
    "Geo": "George", "Jas": "James", "Thos": "Thomas", "Robt": "Robert", "Benj": "Benjamin",
    "Edw": "Edward", "Cllr": "Councillor", "Lieut": "Lieutenant", "Sergt": "Sergeant", "Serg": "Sergeant",
    "Ste": "Saint",
}  # fmt: skip
# «Drs. Smith and Lee».
_TITLES |= {
    f"{short}s": f"{_TITLES[short]}s"
    for short in "Dr St Gen Sgt Lt Col Capt Maj Sen Rep Gov Prof Rev Pres Det Insp Cllr".split()
}
# Said for what they are also where no name follows: «the Hon. and the Rev.».
_AFTER_THE = frozenset("Hon Rev Prof Capt Sgt Col Gov Sen Rt Pres".split())  # fmt: skip
_ROADS = {"Dr": "Drive", "St": "Street", "Pl": "Place", "Sq": "Square", "Ct": "Court"}
# Written without their full stop, in capitals or small, before a name.
_BARE_TITLES = {
    "mr": "Mister", "mrs": "Mrs", "ms": "Ms", "dr": "Doctor", "st": "Saint", "mt": "Mount", "ft": "Fort",
    "pt": "Point", "prof": "Professor", "sgt": "Sergeant", "capt": "Captain", "lt": "Lieutenant",
    "col": "Colonel", "mme": "Madame", "mlle": "Mademoiselle", "rev": "Reverend", "messrs": "Messieurs",
}  # fmt: skip
# Written without it after a name: «Ocean Dr in Miami», «Elm Ave», «Books Ltd», «Jones Jr».
_AFTER_NAMES = {
    "dr": "Drive", "st": "Street", "ave": "Avenue", "blvd": "Boulevard", "rd": "Road", "ln": "Lane",
    "hwy": "Highway",
    "pkwy": "Parkway", "ltd": "Limited", "jr": "Junior", "sr": "Senior", "bros": "Brothers",
    "corp": "Corporation",
    "sq": "Square", "terr": "Terrace", "cres": "Crescent",
}  # fmt: skip
_LIVES = {"b": "born", "d": "died", "r": "reigned", "fl": "flourished", "m": "married"}
_BEFORE_NUMBERS = {
    "No": "number", "no": "number", "Nos": "numbers", "nos": "numbers", "Fig": "figure", "fig": "figure",
    "Figs": "figures", "figs": "figures", "vol": "volume", "Vol": "volume", "vols": "volumes", "p": "page",
    "pp": "pages", "Eq": "equation", "eq": "equation", "Eqs": "equations", "eqs": "equations",
    "Sec": "section",
    "sec": "section", "Ch": "chapter", "ch": "chapter", "Art": "Article", "art": "article",
    "Arts": "Articles",
    "arts": "articles", "cl": "clause", "Cl": "clause", "para": "paragraph", "App": "appendix",
    "Ex": "exhibit",
    "ver": "version", "c": "circa", "ca": "circa", "Tab": "table", "Pt": "part", "R": "Rule", "Op": "Opus",
    "Rs": "rupees", "Chap": "chapter", "chap": "chapter", "Bk": "book", "bk": "book", "Tel": "telephone",
    "tel": "telephone", "Pl": "plate", "ll": "lines",
}  # fmt: skip
_AFTER_ORDINALS = {
    "Am": "Amendment", "Cir": "Circuit", "Amend": "Amendment", "ed": "edition", "inst": "instant",
    "ult": "ultimo", "prox": "proximo",
}  # fmt: skip
_BEFORE_DEGREES = {"Lat": "latitude", "lat": "latitude", "Long": "longitude", "long": "longitude"}
FIRST_WORDS = frozenset(phrase.split()[0] for phrase in PHRASES)
LONGEST_PHRASE = max(len(phrase.split()) for phrase in PHRASES)
_KEEP_THE_STOP = frozenset(("e.g", "E.g", "i.e", "I.e"))  # heard as a comma
_NO_STOP = frozenset(("agg", "etc", *_KEEP_THE_STOP))
_OPENING = {short.capitalize(): full for short, full in ALWAYS.items() if short.isalpha() and short.islower()}
_BARE = frozenset(form for word in (*_BARE_TITLES, *_AFTER_NAMES) for form in (word, word.title()))
_VOLUMES = {"vol": "volume", "Vol": "volume", "vols": "volumes", "Vols": "volumes"}
_NUMBERED = re.compile(r"[#\d]|[IVXLC]+\b|[ivxlc]+(?:[-–—][ivxlc]+)?$")
_CONTRACTED_TWICE = re.compile(r"(?P<first>\w+(?:n['’]t|['’](?:d|ll)))['’]ve")  # «we'd've», «couldn't've»
_JOINED = re.compile(r"(?P<left>[A-Za-z]+)['’][nN]['’](?P<right>[A-Za-z]+)")
_OWNER = re.compile(r"(?P<short>[A-Za-z]+)\.['’]s")  # «Smith & Co.'s»
_COUPLED = frozenset([*_TITLES, "Mr", "Mrs", "Ms", "Miss", "Lady", "Madam"])
_IN_CAPITALS = frozenset(word for word in (*_TITLES, *ALWAYS, *_BEFORE_NUMBERS) if len(word) > 1)
_BEFORE_LETTERS = frozenset("Fig fig Figs figs App Tab Sec sec Eq eq".split())  # «Fig. A»
_BEFORE_DAYS = frozenset(
    "on On in In of since by till until every each next last from through and or to".split()
)
_DAYS_AND_MONTHS = {**WEEKDAYS, **SHORT_MONTHS}
_CLOSINGS = frozenset("truly sincerely faithfully respectfully ever affectionately obediently".split())
_PARTICLES = frozenset("de du la le des von van".split())
_COMPASS = re.compile("[NS]?[EW]|[NS]")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|\d*[23]d|[a-z]+(?:st|nd|rd|th)", re.IGNORECASE)


def expand(context: Context) -> str | None:
    """Give the words for the abbreviation in this place, or None where there is none."""
    core = context.here.core
    if not core:
        return None
    if "'" in core or "’" in core:
        return _with_an_apostrophe(core) or _unstopped(core, context)
    if not context.here.after.startswith(".") or context.here.apart:
        return _unstopped(core, context)
    if core.title() in _IN_CAPITALS and core.isupper():  # «MR. SMITH», «VOL. II»
        core = core.title()
    if core in _ROADS and _is_road(context):
        return _ROADS[core]
    placed = _PLACED[core](context) if core in _PLACED else None
    return placed or _title_alone(core, context) or _by_its_neighbours(core, context)


def _with_an_apostrophe(core: str) -> str | None:
    """Say «Smith & Co.'s», «we'd've», «couldn't've» and «rock'n'roll»."""
    owner, twice = _OWNER.fullmatch(core), _CONTRACTED_TWICE.fullmatch(core)
    joined = _JOINED.fullmatch(core)
    if joined:
        return f"{joined['left']} and {joined['right']}"
    if owner and owner["short"] in ALWAYS:
        return f"{ALWAYS[owner['short']]}'s"
    return f"{twice['first']} have" if twice else None


def _title_alone(core: str, context: Context) -> str | None:
    """Say a title that no name follows: «the Hon.», «Dr. and Mrs. Lee»."""
    before = context.previous.casefold()
    after_the = core in _AFTER_THE and (before in ("the", "right") or bool(_ORDINAL.fullmatch(before)))
    coupled = context.following in ("and", "&") and context.at(2).core in _COUPLED
    return _TITLES.get(core) if after_the or coupled else None


def _by_its_neighbours(core: str, context: Context) -> str | None:
    lettered = core in _BEFORE_LETTERS and re.fullmatch("[A-Za-z]", context.following)
    if core in _BEFORE_NUMBERS and (lettered or _NUMBERED.match(context.following)):
        initial = core == "R" and context.previous[:1].isupper()
        return None if initial else _BEFORE_NUMBERS[core]
    if core in _BEFORE_DEGREES and "°" in context.following:
        return _BEFORE_DEGREES[core]
    if core in _AFTER_ORDINALS:
        return _AFTER_ORDINALS[core] if _ORDINAL.fullmatch(context.previous) else None
    return _TITLES[core] if core in _TITLES and context.following[:1].isupper() else _always(core, context)


def _always(core: str, context: Context) -> str | None:
    """Say what stands for the same thing everywhere, also in capitals where it opens: «Approx. ten»."""
    opens = not context.index or context.at(-1).pauses
    if (
        opens and core in _OPENING and context.following and not context.following[0].isupper()
    ):  # as in «Max. He»
        return _OPENING[core]
    return ALWAYS.get(core) or WITHOUT_STOP.get(core)


def stop_is_heard_as_a_comma(core: str) -> bool:
    """Tell whether a voice pauses after the abbreviation: «e.g.», «i.e.»."""
    return core in _KEEP_THE_STOP


def _unstopped(core: str, context: Context) -> str | None:
    if core == "v" and _between_parties(context) and not context.here.after:
        return "versus"
    if core in ("Yrs", "yrs") and context.following.lower() in _CLOSINGS:
        return "yours"
    if core in _BARE:
        return _bare(core.lower(), context)
    if core in _VOLUMES and (_NUMBERED.match(context.following) or not context.following):
        return _VOLUMES[core]
    return ALWAYS[core] if core in _NO_STOP else WITHOUT_STOP.get(core)


def _bare(folded: str, context: Context) -> str | None:
    """Say «mr Lee», «st Albans», «Ocean Dr in Miami», but not where it is a unit or an ordinal's ending."""
    before, after = context.previous, context.following
    measured = folded in ("ft", "pt", "lt", "st") and before[-1:].isdecimal() and not context.at(-1).after
    if folded == "hwy" and after[:1].isdecimal():
        return "Highway"
    name_follows = after[:1].isupper() or after in _PARTICLES
    named = name_follows and not context.here.after and not measured and not _COMPASS.fullmatch(after)
    couple = folded in ("mr", "mrs") and after in ("and", "&") and context.at(2).core.lower() in _BARE_TITLES
    if folded in _BARE_TITLES and (named or couple):
        return context.here.core if context.here.core in IN_FULL else _BARE_TITLES[folded]
    name = (
        before[:1].isupper()
        and not before.isupper()
        and not (context.at(-1).pauses and folded not in ("ltd", "jr"))
    )
    ordinal = _ORDINAL.fullmatch(before) is not None and folded not in ("ltd", "jr", "sr")
    return _AFTER_NAMES.get(folded) if (name and context.index > 1) or ordinal or folded == "ltd" else None


def _life(context: Context) -> str | None:
    """Say «b. 1452» and «r. c. 1509–47» of a life."""
    dated = context.at(2).core if context.following in ("c", "ca", "circa") else context.following
    return _LIVES[context.here.core] if re.match(r"\d{3,4}\b", dated) else None


def _secretary(context: Context) -> str | None:
    return "Secretary" if context.following == "of" else None


def _day_or_month(context: Context) -> str | None:
    """Say «on Fri.» and «in Jan.» at a sentence's end, where «Sat.» and «Mar.» cannot be words."""
    told = context.previous in _BEFORE_DAYS or context.previous in _DAYS_AND_MONTHS
    return _DAYS_AND_MONTHS[context.here.core] if told and not context.following else None


def _versus(context: Context) -> str | None:
    return "versus" if _between_parties(context) else None


def _minimum(context: Context) -> str | None:
    return "minimum" if not context.previous[-1:].isdecimal() and context.following else None


def _sister(context: Context) -> str | None:
    """Tell «Sr. Mary» from «John Sr. and …»."""
    named = context.following[:1].isupper() and not context.previous[:1].isupper()
    return "Sister" if named else None


def _cup(context: Context) -> str | None:
    if re.match(r"\d{3,4}\b", context.following):
        return "circa"
    if not re.fullmatch(r"\S*\d|[½¼¾⅓⅔]", context.previous):
        return None
    return "cup" if context.previous in ("1", "½", "¼", "¾", "⅓", "⅔") else "cups"


def _between_parties(context: Context) -> bool:
    """Tell «Roe v. Wade» and «3% v 24%» from a volume, and from the numeral of «Henry V.»."""
    if context.here.core == "V" and is_counted(context):
        return False
    if context.previous in SHORT_BOOKS or context.previous in BOOKS:  # «Matt. v. 5»
        return False
    sides = (context.at(-1).core[:1], context.at(1).core[:1])
    if context.previous == "al":  # «Smith et al. v. Jones»
        return sides[1].isupper()
    return all(side.isupper() or side.isdecimal() for side in sides)


def _is_road(context: Context) -> bool:
    """A road's name stands before it («Main St.», «5th St.»), and no person's name after."""
    before = context.previous
    if context.at(-1).after.startswith(".") and len(before) > 2:  # that sentence is over
        return False
    named = (before[:1].isupper() and before[1:].islower()) or _ORDINAL.fullmatch(before) is not None
    after = context.following
    return (
        named
        and context.index > 0
        and not context.at(-1).pauses
        and (context.here.pauses or not after[:1].isupper() or _COMPASS.fullmatch(after) is not None)
    )


_PLACED: dict[str, Callable[[Context], str | None]] = {
    "v": _versus, "V": _versus, "min": _minimum, "Min": _minimum, "c": _cup, "Sr": _sister, "Sec": _secretary,
    **dict.fromkeys(_LIVES, _life),
    **dict.fromkeys(_DAYS_AND_MONTHS, _day_or_month),
}  # fmt: skip
# All of which an abbreviation may be made, with or without its stop.
SHORT_FORMS = frozenset(
    [*_TITLES, *_ROADS, *_BARE, *_LIVES, *_BEFORE_NUMBERS, *_AFTER_ORDINALS, *ALWAYS, *WITHOUT_STOP,
     *_BEFORE_DEGREES, *_VOLUMES, *_NO_STOP, *_OPENING, *_PLACED, "Yrs", "yrs"]
)  # fmt: skip
