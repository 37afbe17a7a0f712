"""Whether a verb is the sentence's own: which subject it is told of, and what speaks against it."""

from __future__ import annotations

from pipeline.language.scan import ADVERBS, FINITE, NOUNS, Head, Opener, Scan, listed
from pipeline.language.words import Word

_SURELY_VERBS = frozenset(("is", "has", "does"))
_PLURAL_VERBS = frozenset(("are", "have", "do", "'re", "'ve"))
_HELPERS = frozenset("are were have had do did".split())
_GROUP_TAGS = frozenset("NN JJ CD VBN JJR JJS".split())
_NO_OBJECT = frozenset("IN TO , CC WRB RP".split())


def take_verb(found: Scan, place: int) -> None:
    """Take a finite verb: of the clause that waits for one, or of the sentence itself."""
    if found.words[place].tag == "VBD" and _may_be_participle(found, place):
        found.led = True
    elif found.waiting:
        found.closed = found.waiting.pop()
        found.led = True  # what follows is told of the inner clause's verb
    elif found.verb is not None:
        found.other_verbs.append(place)
    elif not _goes_on(found, place) and not _may_be_noun(found, place):
        _take_main(found, place)


def _may_be_noun(found: Scan, place: int) -> bool:
    """Tell «every conversation turn» and «GPU set A» from «heads share»."""
    word, before = found.words[place], found.before(place)
    if before is None or before.tag not in ("NN", "NNP", "JJ", "CD"):
        return False
    if word.low in listed("nouns_too"):
        return True
    listing = found.segment > 0 and found.words[found.begin].tag == "CC"
    joined = any(one.low == "and" for one in found.words[found.begin : place])
    alone = not listing and not joined and word.low not in _PLURAL_VERBS
    return before.tag == "NN" and word.tag == "VBP" and alone


def _goes_on(found: Scan, place: int) -> bool:
    """Tell whether a verb goes on with an inner clause: «agents that write code, run it and read it»."""
    closed = found.closed
    if closed is None or closed.place == 0 or closed.after_comma:
        return False
    if not closed.word and any(word.tag == "CC" for word in found.words[closed.place : place]):
        return True  # «a language everyone speaks and nobody owns»
    before = place - 1
    while before > 0 and found.words[before].tag == "RB":
        before -= 1
    return found.words[before].tag in (",", "CC") or _holds_a_clause(found, closed)


def _holds_a_clause(found: Scan, closed: Opener) -> bool:
    """Tell «constraints that guarantee output is valid»: the inner verb may take a clause without «that»."""
    verb = next((word for word in found.words[closed.place :] if word.tag in FINITE), None)
    return verb is not None and verb.low.startswith(tuple(listed("takes_clause")))


def _may_be_participle(found: Scan, place: int) -> bool:
    """Tell «a loaf baked in a pot» from «the loaf fell»."""
    word, before = found.words[place], found.before(place)
    if before is None or not _is_ambiguous(word) or word.low in listed("without_object"):
        return False
    if before.tag == "," and _is_aside_on_a_name(found):
        return False
    told = before.tag in ADVERBS | {"PRP", "CC", "WDT", "WP", "EX"} or before.low == "that"
    reported = bool(found.waiting) and found.waiting[-1].word == "that"
    return not (told or reported or _is_name(found, place - 1)) and not _has_object(found, place)


def _is_ambiguous(word: Word) -> bool:
    return word.low.endswith("ed") or word.low in listed("past_or_participle")


def _is_aside_on_a_name(found: Scan) -> bool:
    """Tell «ChatGPT, which made the field known, opened …» from «blown, reheated, cooled …»."""
    first = _before_aside(found)
    return first is not None and found.words[first.place].tag == "NNP" and found.closed is not None


def _has_object(found: Scan, place: int) -> bool:
    """Tell whether what follows «-ed» makes a verb of it."""
    after = found.words[place + 1 : place + 3]
    if not after:
        return False
    if after[0].tag == "VBG" and found.words[place].low == "kept":
        return True
    timed = any(word.low in listed("times") for word in found.words[place + 1 : place + 4])
    if timed and after[0].tag != "PRP":
        return False  # «a law passed the same year»
    further = after[1] if len(after) > 1 else None
    if after[0].tag in ("RB", "JJ", "JJR"):  # «lost only 5.1 seconds», not «carried low»
        things = {"CD", "DT", "PRP$"} if after[0].tag == "RB" else NOUNS | {"JJ", "CC"}
        return further is not None and further.tag in things and further.low != "that"
    return after[0].low == "that" or after[0].tag not in ("IN", "TO", ",", "RP", "CC", "VBG")


def _is_name(found: Scan, place: int) -> bool:
    """Tell a name of a person or a thing: a capital that is not the sentence's first, or two in a row."""
    words = found.words
    if words[place].tag not in ("NNP", "NNPS") or place == 0:
        return False
    return words[place - 1].tag == "NNP"


def _take_main(found: Scan, place: int) -> None:
    if found.words[0].tag == "VBG" and not found.segment:
        if _is_told_of_a_doing(found, place):
            found.verb, found.gerund = place, True
        return
    subject = _subject(found, place)
    if subject is not None and _agree(found, subject, place) and not _may_tell_of_it(found, subject, place):
        found.verb, found.subject = place, subject


def _is_told_of_a_doing(found: Scan, place: int) -> bool:
    """Tell «Combining both makes it feasible» from «Decomposing tasks into prompt calls where …»."""
    word, after = found.words[place], found.after(place)
    if word.tag == "MD" or word.low in _SURELY_VERBS:
        return True
    return word.tag == "VBZ" and after is not None and after.tag not in _NO_OBJECT | {"WDT", "VBZ"}


def _subject(found: Scan, place: int) -> Head | None:
    """Give what a verb here is told of."""
    if found.words[0].tag in ("WP", "WRB") and found.closed is not None and not found.segment:
        return Head(0)  # «What the client owes is …»
    before = found.before(place)
    if before is not None and before.tag == ",":
        return _before_aside(found)
    here = found.subjects_here
    if not here:
        return None
    if found.words[found.begin].tag == "CC" and found.segment:  # the last of a list
        return Head(here[0].place, segment=found.segment)
    return _joined(found, here, place)


def _before_aside(found: Scan) -> Head | None:
    """Give «fee» of «A kill fee, often half of the price, is …»."""
    first = next((head for head in found.heads if head.segment == 0 and not head.led), None)
    if found.segment < 2 or first is None or found.words[first.place].tag == "VBG":
        return None
    return first


def _joined(found: Scan, here: list[Head], place: int) -> Head | None:
    first, last = here[0], here[-1]
    if len(here) > 1 and not any(word.tag == "CC" for word in found.words[first.place : place]):
        return None  # two subjects side by side
    between = [word.low for word in found.words[first.place : last.place]]
    if "and" in between:
        return Head(first.place, plural=True, segment=found.segment)
    return last if "or" in between or "nor" in between else first


def _may_tell_of_it(found: Scan, subject: Head, place: int) -> bool:
    """Tell «the price buyers pay» and «energy cells use» from «language models predict a word»."""
    words, head, verb = found.words, subject.place, found.words[place]
    if verb.tag == "VBZ":  # «the reason bubbles rise», where «bubbles» was taken for the verb
        return words[head].low in listed("lead_relative") and verb.low not in _SURELY_VERBS
    if head < 1 or words[head].tag != "NNS" or words[head - 1].tag != "NN" or words[head - 1].text.isupper():
        return False
    first = head - 1
    while first > 0 and words[first - 1].tag in _GROUP_TAGS:
        first -= 1
    if words[first - 1 if first else 0].low in listed("definite"):
        return True
    after = found.after(place)
    helps = verb.tag == "MD" or verb.low in _HELPERS
    return not helps and (after is None or after.tag in _NO_OBJECT)


def _agree(found: Scan, subject: Head, place: int) -> bool:
    tag = found.words[place].tag
    if subject.plural is None or found.words[subject.place].low in listed("either_number"):
        return True
    return not (tag == "VBZ" and subject.plural) and not (tag == "VBP" and not subject.plural)


def find_by_object(found: Scan) -> None:
    """Find a verb taken for a participle by the object after it: «the trial assigned patients»."""
    words = found.words
    if words[0].tag == "VBG":
        return
    for place in range(1, len(words) - 1):
        before, word, after = words[place - 1 : place + 2]
        if before.tag not in NOUNS or any(opener.place < place for opener in found.openers):
            continue
        past = word.tag in ("VBN", "VBD") and _is_ambiguous(word)
        timed = any(each.low in listed("times") for each in words[place + 1 : place + 4])
        thing = after.tag in ("DT", "PRP$", "PRP", "NNS", "NNP", "NNPS")
        named = after.tag == "NN" and before.tag == "NNP"
        if (
            past
            and not timed
            and (thing or named)
            and word.low not in listed("no_object_after") | listed("nouns_too")
        ):
            found.subject = next((head for head in found.heads if not head.led and head.place < place), None)
            if found.subject is not None:
                found.verb = place
                return
