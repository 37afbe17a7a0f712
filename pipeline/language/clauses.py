"""The main clause of a sentence: its subject and its finite verb, or the word that there is surely none.

A tagger says what each word is, not what belongs together. Here one pass over the tags keeps a stack of
clauses that are still waiting for their verb: «that», «who», «when» put one on it, a finite verb takes one off,
and the verb that finds none waiting is the sentence's own. What agrees with no subject before it counts for
nothing, so that doubt stays doubt.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from pipeline.language.words import Word

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PLURALS = frozenset(("NNS", "NNPS"))
_DETERMINERS = frozenset(("DT", "PRP$", "PDT", "WP$"))
_BEFORE_NOUN = frozenset("JJ JJR JJS CD VBG VBN POS $ # AFX RB RBR RBS".split()) | NOUNS
_OBJECT = frozenset(("DT", "PRP$", "PRP", "WP", "WRB", "VBG"))
_SUBJECT_PRONOUNS = frozenset("i you he she it we they".split())
_PLURAL_PRONOUNS = frozenset("i you we they these those many both few several".split())
_TAKES_CLAUSE = (  # a clause without «that»
    "guarantee", "ensure", "sa", "think", "thought", "know", "knew", "believe", "mean", "show", "suggest", "assume",
    "hope", "claim", "suppose", "prove", "see", "saw", "find", "found", "feel", "felt", "hold", "held", "prefer",
    "imagine", "argue", "predict", "feared", "fear", "wish", "doubt", "make", "made", "let", "help", "tell", "told",
)  # fmt: skip
_LEADS_RELATIVE = frozenset("reason way day time moment year night place".split())
_SOMEBODY = frozenset(
    "anyone anybody everyone everybody someone somebody nobody people anything nothing".split()
)
_NOUNS_TOO = frozenset("set cut cast split spread hit read bound".split())
_FIELDS = frozenset(
    "physics sports systems arms sales news mathematics graphics electronics dynamics".split()
)
_MAY_LEAD_PARTICIPLE = frozenset("while when if once although though unless whether".split())
_BESIDE_VERB = frozenset(("RB", "RBR", "RBS"))


@cache
def listed(name: str) -> frozenset[str]:
    """Give one of the word lists of `clauses.toml`."""
    text = files("pipeline.language").joinpath("clauses.toml").read_text(encoding="utf-8")
    return frozenset(str(tomllib.loads(text)[name]).split())


@dataclass(frozen=True, slots=True)
class Head:
    """The word that a group of nouns turns on."""

    place: int
    plural: bool | None  # None: it may stand with either number
    led: bool  # by a preposition or a participle, and so no subject
    segment: int  # how many commas stand before it


@dataclass(frozen=True, slots=True)
class Opener:
    """A word that opens a clause inside the sentence."""

    place: int
    word: str
    after_comma: bool
    perhaps: bool


@dataclass(slots=True)
class Scan:
    """What one pass over a sentence has found; places are those of its words."""

    words: Sequence[Word]
    verb: int | None = None  # of the main clause
    subject: Head | None = None
    gerund: bool = False  # the subject is a doing: «giving the wrong one»
    openers: list[Opener] = field(default_factory=list)
    waiting: list[Opener] = field(default_factory=list)
    closed: Opener | None = None  # the one whose verb came last
    heads: list[Head] = field(default_factory=list)
    free: list[int] = field(default_factory=list)  # places outside every inner clause
    other_verbs: list[int] = field(default_factory=list)  # finite, after the main one, none waiting
    segment: int = 0
    led: bool = False
    begin: int = 0  # of the segment

    @property
    def tense(self) -> str:
        """Give «past», «present», or «» for a modal's and for none."""
        tag = self.words[self.verb].tag if self.verb is not None else ""
        return {"VBD": "past", "VBZ": "present", "VBP": "present", "VBN": "past", "NNS": "present"}.get(
            tag, ""
        )


def scan(words: Sequence[Word]) -> Scan:
    """Look for the main clause of a sentence without colon, dash or semicolon."""
    found = Scan(_with_hidden_verb(words))
    words = found.words
    place = 0
    while place < len(words):
        place = _step(found, place)
    if found.verb is None and not found.waiting:
        _by_its_object(found)
    return found


def _with_hidden_verb(words: Sequence[Word]) -> Sequence[Word]:
    """Take «Blown at …» for a participle, and make a verb of «caps» in «A clause caps what you pay»: after «a» nothing else ends so before an object."""
    if len(words) > 1 and words[0].tag in ("NNP", "NN", "JJ", "VBD") and words[1].tag in ("IN", "RB", "TO"):
        if words[0].low.endswith("ed") or words[0].low in listed("participles"):
            return [replace(words[0], tag="VBN"), *words[1:]]
    place = next((place for place, word in enumerate(words) if word.tag == "NNS"), 0)
    if place < 2 or place + 1 >= len(words) or words[0].low not in ("a", "an", "each", "every", "the"):
        return words
    between = all(word.tag in _BEFORE_NOUN for word in words[1:place]) and words[place - 1].tag in (
        "NN",
        "NNP",
        "JJ",
    )
    objects = _OBJECT if words[0].low in ("a", "an") else _OBJECT - {"VBG", "WRB"}
    if not between or words[place + 1].tag not in objects or not words[place].low.endswith("s"):
        return words
    return [*words[:place], replace(words[place], tag="VBZ"), *words[place + 1 :]]


def _step(found: Scan, place: int) -> int:
    """Take one word, or one group of nouns, and give the place after it."""
    word = found.words[place]
    if word.tag == ",":
        _comma(found, place)
    elif _opens(found, place):
        _open(found, place, perhaps=word.low in listed("perhaps_openers"))
    elif word.tag in FINITE:
        _finite(found, place)
    elif word.tag in ("IN", "TO"):
        found.led = True
    elif _begins_group(found, place):
        return _group(found, place)
    elif word.tag in ("VBG", "VBN", "VB"):
        found.led = found.led or place > 0
    return place + 1


def _comma(found: Scan, place: int) -> None:
    found.waiting = [opener for opener in found.waiting if not opener.perhaps]
    if not found.waiting:
        found.segment, found.begin, found.led = found.segment + 1, place + 1, False


def _opens(found: Scan, place: int) -> bool:
    words, word = found.words, found.words[place]
    after = words[place + 1] if place + 1 < len(words) else None
    if after is None or after.tag == "TO" or (word.low == "because" and after.low == "of"):
        return False
    if after.tag in ("VBG", "VBN") and (
        word.low in _MAY_LEAD_PARTICIPLE or word.low in listed("perhaps_openers")
    ):
        return False
    if word.low == "so":
        return (
            place > 0
            and after.tag not in ("JJ", "RB", "CD")
            and after.low not in ("that", "many", "much", "few")
        )
    if word.low == "that":
        return word.tag in ("IN", "WDT") or (place > 0 and words[place - 1].tag in NOUNS)
    if word.low in listed("openers"):
        return True
    return word.low in listed("perhaps_openers") and word.tag in ("IN", "WRB", "RB")


def _open(found: Scan, place: int, *, perhaps: bool) -> None:
    before = found.words[place - 1] if place else None
    opener = Opener(place, found.words[place].low, before is not None and before.tag == ",", perhaps)
    found.waiting.append(opener)
    found.openers.append(opener)


def _finite(found: Scan, place: int) -> None:
    word = found.words[place]
    if word.tag == "VBD" and _may_be_participle(found, place):
        found.led = True
    elif found.waiting:
        found.closed = found.waiting.pop()
        found.led = True  # what follows is told of the inner clause's verb
    elif found.verb is not None:
        found.other_verbs.append(place)
    elif (found.closed is None or not _goes_on(found, place)) and not _may_be_noun(found, place):
        _main(found, place)


def _may_be_noun(found: Scan, place: int) -> bool:
    """Tell «every conversation turn» and «GPU set A» from «heads share»."""
    word, before = found.words[place], found.words[place - 1] if place else None
    if before is None or before.tag not in ("NN", "NNP", "JJ", "CD"):
        return False
    if word.low in _NOUNS_TOO:
        return True
    if before.tag != "NN":
        return False
    listing = found.segment > 0 and found.words[found.begin].tag == "CC"
    joined = any(one.low == "and" for one in found.words[found.begin : place])
    return (
        word.tag == "VBP" and not (listing or joined) and word.low not in ("are", "have", "do", "'re", "'ve")
    )


def _goes_on(found: Scan, place: int) -> bool:
    """Tell whether a verb goes on with an inner clause: «agents that write code, run it and read it»."""
    closed = found.closed
    if closed is None or closed.place == 0 or closed.after_comma:
        return False
    before = place - 1
    while before > 0 and found.words[before].tag in _BESIDE_VERB:
        before -= 1
    if not closed.word and any(word.tag == "CC" for word in found.words[closed.place : place]):
        return True  # «a language everyone speaks and nobody owns»
    return found.words[before].tag in (",", "CC") or _holds_a_clause(found, closed)


def _holds_a_clause(found: Scan, closed: Opener) -> bool:
    """Tell «constraints that guarantee output is valid»: the inner verb may take a clause without «that»."""
    verb = next((word for word in found.words[closed.place :] if word.tag in FINITE), None)
    return verb is not None and verb.low.startswith(_TAKES_CLAUSE)


def _may_be_participle(found: Scan, place: int) -> bool:
    """Tell «a loaf baked in a pot» from «the loaf fell»."""
    word = found.words[place]
    if not word.low.endswith("ed") and word.low not in listed("past_or_participle"):
        return False
    if word.low in listed("without_object") or not place:
        return False
    before = found.words[place - 1]
    if before.tag in ("PRP", "CC", "WDT", "WP", "EX") or before.tag in _BESIDE_VERB or before.low == "that":
        return False
    if _is_name(found, place - 1) or (found.waiting and found.waiting[-1].word == "that"):
        return False
    after = found.words[place + 1 : place + 3]
    if not after or (word.low == "kept" and after[0].tag == "VBG"):
        return not after
    if after[0].tag == "RB" and len(after) > 1 and after[1].tag in ("CD", "DT", "PRP$"):
        return False
    return after[0].tag in ("IN", "TO", ",", "RB", "RP", "CC", "VBG") and after[0].low != "that"


def _is_name(found: Scan, place: int) -> bool:
    """Tell a name of a person or a thing: a capital that is not the sentence's first, or two in a row."""
    words = found.words
    if words[place].tag not in ("NNP", "NNPS"):
        return False
    return place > 1 and words[place - 1].tag == "NNP" or place == 1 and words[0].tag == "NNP"


def _main(found: Scan, place: int) -> None:
    if found.words[0].tag == "VBG" and not found.segment:
        if place > 1 and _is_told_of_a_doing(found, place):
            found.verb, found.gerund = place, True
        return
    subject = _subject(found, place)
    if (
        subject is not None
        and _agree(found, subject, place)
        and not _may_be_told_of_it(found, subject, place)
    ):
        found.verb, found.subject = place, subject


def _is_told_of_a_doing(found: Scan, place: int) -> bool:
    """Tell «Combining both makes it feasible» from «Decomposing tasks into prompt calls where …»."""
    word, after = found.words[place], found.words[place + 1] if place + 1 < len(found.words) else None
    if word.tag == "MD" or word.low in ("is", "has", "does"):
        return True
    return (
        word.tag == "VBZ"
        and after is not None
        and after.tag not in ("WRB", "WDT", "IN", ",", "CC", "TO", "VBZ")
    )


def _subject(found: Scan, place: int) -> Head | None:
    """Give what a verb here is told of."""
    before = found.words[place - 1] if place else None
    if found.words[0].tag in ("WP", "WRB") and found.closed is not None and not found.segment:
        return Head(0, None, False, 0)  # «What the client owes is …»
    if before is not None and before.tag == ",":  # after an aside: «A kill fee, often …, is»
        if found.segment < 2:
            return None
        first = next((head for head in found.heads if head.segment == 0 and not head.led), None)
        return first if first is not None and found.words[first.place].tag != "VBG" else None
    here = [head for head in found.heads if head.segment == found.segment and not head.led]
    if not here:
        return None
    if found.words[found.begin].tag == "CC" and found.segment:  # the last of a list
        return Head(here[0].place, None, False, found.segment)
    if len(here) > 1 and not any(word.tag == "CC" for word in found.words[here[0].place : place]):
        return None  # two subjects side by side
    between = [word.low for word in found.words[here[0].place : here[-1].place]]
    if "and" in between:
        return Head(here[0].place, True, False, found.segment)
    return here[-1] if "or" in between or "nor" in between else here[0]


def _may_be_told_of_it(found: Scan, subject: Head, place: int) -> bool:
    """Tell «the price buyers pay» and «energy cells use» from «language models predict a word»."""
    words, head = found.words, subject.place
    if words[head].low in _LEADS_RELATIVE and words[place].tag == "VBZ":
        return words[place].low not in ("is", "has", "does")  # «the reason bubbles rise», tagged as «bubbles»
    if head < 1 or words[head].tag != "NNS" or words[head - 1].tag != "NN" or words[place].tag == "VBZ":
        return False
    first = head - 1
    while first > 0 and words[first - 1].tag in ("NN", "JJ", "CD", "VBN", "JJR", "JJS"):
        first -= 1
    if words[head - 1].text.isupper():
        return False
    if words[first - 1 if first else 0].low in (
        "the",
        "a",
        "an",
        "this",
        "that",
        "his",
        "her",
        "its",
        "their",
        "our",
    ):
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    helps = words[place].tag == "MD" or words[place].low in ("are", "were", "have", "had", "do", "did")
    return not helps and (after is None or after.tag in ("IN", "TO", ",", "CC", "WRB", "RP"))


def _agree(found: Scan, subject: Head, place: int) -> bool:
    tag = found.words[place].tag
    if subject.plural is None or found.words[subject.place].low in listed("either_number"):
        return True
    return not (tag == "VBZ" and subject.plural) and not (tag == "VBP" and not subject.plural)


def _begins_group(found: Scan, place: int) -> bool:
    word = found.words[place]
    if word.tag in _BESIDE_VERB:
        after = found.words[place + 1] if place + 1 < len(found.words) else None
        return after is not None and after.tag in ("JJ", "CD", "VBN", "DT") and not found.led
    if word.tag in ("VBG", "VBN") and (found.led or place == 0 or found.words[place - 1].tag in NOUNS):
        return False
    return word.tag in _BEFORE_NOUN | _DETERMINERS | {"PRP", "EX"}


def _group(found: Scan, place: int) -> int:
    """Take a group of nouns, note its head, and give the place after it."""
    words, before = found.words, found.words[place - 1] if place else None
    if words[place].tag in ("PRP", "EX"):
        if before is not None and before.tag in NOUNS and words[place].low in _SUBJECT_PRONOUNS:
            _inner(found, place)
        _note(found, place)
        return place + 1
    begins_anew = (
        words[place].tag in _DETERMINERS or words[place].low in _SOMEBODY or _counts_anew(words, place)
    )
    if before is not None and before.tag in NOUNS and begins_anew:
        _inner(found, place)
    end = _end_of_group(found, place)
    head = max((each for each in range(place, end) if words[each].tag in NOUNS), default=end - 1)
    _note(found, head, first=place)
    return end


def _inner(found: Scan, place: int) -> None:
    """A noun right after another: «the pitch you hear» opens a clause, «with a retainer the client» does not."""
    if any(not head.led for head in found.heads if head.segment == found.segment):
        if found.verb is None:
            opener = Opener(place, "", False, False)
            found.waiting.append(opener)
            found.openers.append(opener)
    elif not found.waiting:
        found.led = False


def _end_of_group(found: Scan, place: int) -> int:
    words, end = found.words, place + 1
    opening = not any(head.segment == found.segment and not head.led for head in found.heads)
    while end < len(words) and words[end].tag in _BEFORE_NOUN:
        before, tag = words[end - 1].tag, words[end].tag
        if before in NOUNS and tag in ("VBG", "VBN", "RB", "RBR", "RBS", "JJR"):
            break
        if before in ("NN", "NNS") and (words[end].low in _SOMEBODY or _counts_anew(words, end)):
            break  # «the longest word anyone», «a game two players»
        if found.led and opening and _splits(words[end - 1], words[end]):
            found.led = False  # after this group: «In 1847 Semmelweis», «within weeks doctors»
            _note(found, end - 1, led=True)
            break
        end += 1
    return end


def _counts_anew(words: Sequence[Word], place: int) -> bool:
    after = words[place + 1] if place + 1 < len(words) else None
    return (
        words[place].tag == "CD" and after is not None and after.tag == "NNS" and words[place].low.isalpha()
    )


def _splits(before: Word, after: Word) -> bool:
    year = before.tag == "CD" and len(before.low) == 4 and before.low.isdigit()
    return (year and after.tag in NOUNS | {"JJ"}) or (before.tag == "NNS" and after.tag in NOUNS)


def _note(found: Scan, head: int, *, first: int | None = None, led: bool | None = None) -> None:
    if found.waiting:
        return
    word, opens = found.words[head], found.words[head if first is None else first]
    last = found.heads[-1] if found.heads else None
    if led is None and last is not None and last.place == head:
        return
    plural: bool | None = word.tag in PLURALS or word.low in _PLURAL_PRONOUNS
    if word.tag in ("CD", "JJ", "DT", "EX", "JJS", "VBN", "VBG", "JJR") and word.low not in (
        "this",
        "that",
        "each",
    ):
        plural = None
    if first is not None and led is None and _is_two_groups(found, first, head, plural=bool(plural)):
        opener = Opener(head, "", False, False)
        found.waiting.append(opener)
        found.openers.append(opener)
        return
    found.heads.append(Head(head, plural, found.led if led is None else led, found.segment))


def _is_object(before: Word, after: Word) -> bool:
    return after.tag in ("DT", "PRP$", "PRP", "NNS", "NNP", "NNPS") or (
        after.tag == "NN" and before.tag == "NNP"
    )


def _is_two_groups(found: Scan, first: int, head: int, *, plural: bool) -> bool:
    """Tell «tools chefs use», «a pattern neurons fire in» and «every type GenAI can make» from one group."""
    words = found.words
    if (
        words[first].low in ("a", "an", "each", "every")
        and plural
        and words[head].low not in listed("either_number")
    ):
        return not any(word.tag == "CD" for word in words[first:head])
    pairs = list(zip(words[first:head], words[first + 1 : head + 1], strict=True))
    if any(one.tag == "NNS" and two.tag in NOUNS and one.low not in _FIELDS for one, two in pairs):
        return True
    return found.led and any(
        one.tag == "NN" and two.tag == "NNP" and one.text.islower() for one, two in pairs
    )


def _by_its_object(found: Scan) -> None:
    """Find a verb that the tagger took for a noun or a participle, by the object after it."""
    words = found.words
    if words[0].tag == "VBG":
        return
    for place in range(1, len(words) - 1):
        before, word, after = words[place - 1 : place + 2]
        if before.tag not in NOUNS or any(opener.place < place for opener in found.openers):
            continue
        noun = word.tag == "NNS" and word.low.endswith("s") and before.tag in ("NN", "NNP")
        if (
            noun
            and (after.tag in _OBJECT or after.low == "that")
            and words[0].low in ("a", "an", "the", "each")
        ):
            found.verb = place
        participle = word.tag in ("VBN", "VBD") and word.low.endswith("ed")
        if participle and word.low not in listed("no_object_after") and _is_object(before, after):
            found.verb = place
        if found.verb is not None:
            found.subject = next((head for head in found.heads if not head.led and head.place < place), None)
            if found.subject is None or found.subject.place == place:
                found.verb = None
            else:
                return
