"""What a sentence tells about one of its words: the features by which homographs are told apart.

A feature is a short string, «t-1=TO» for a word after «to». Those of the surroundings hold for any word;
those of the word itself use how the tagger leans, and say nothing where its tag is what is to be learned. A
change here, or in the classes of words, needs the model trained anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.language.sentences import FINITE, IN_GROUP, SIGNS, TaggedSentence
from pipeline.language.tagger import Leaning

NEAR, FAR = 8, 12  # places on each side: for words, for classes of words
CLASS_MARK = "c:"  # what the features of word classes begin with
_HELPERS = frozenset(
    "have has had having 've 'd be is are was were been being 's 're 'm do does did can could will would"
    " shall should"
    " may might must to 'll n't not let".split()
)
_MANY = frozenset("they we you i people who which that these those".split())
_BESIDE_SUBJECT = frozenset(("RB", "RBR", "``", "''"))


def features_around(sentence: TaggedSentence, place: int) -> list[str]:
    """Give the features of what stands around a place."""
    groups = (
        _neighbours,
        _tags,
        _words,
        _group,
        _clause,
        _segment,
        _verbs,
        _joined,
        _subject_matter,
        _classes,
    )
    return [feature for group in groups for feature in group(sentence, place)]


def features_within(sentence: TaggedSentence, place: int, leaning: Leaning) -> list[str]:
    """Give the features of the word itself: its tag, how the tagger leans, its capitals."""
    before, tag, after = (sentence.tag(place + step) for step in (-1, 0, 1))
    likeliest = leaning.first or "-"
    margin = int(max(-6, min(6, leaning.margin // 1.5)))
    return [
        f"t0={tag}",
        f"t0,1={tag} {after}",
        f"t-1,0={before} {tag}",
        f"t-1,0,1={before} {tag} {after}",
        f"lean={likeliest}",
        f"lean2={likeliest} {leaning.second}",
        f"ahead={margin}",
        f"ahead,tags={margin} {leaning.verb} {leaning.other}",
        f"t-1,lean={before} {likeliest}",
        f"lean,t1={likeliest} {after}",
        f"shape={sentence.shape(place)}",
    ]


def _neighbours(sentence: TaggedSentence, place: int) -> Iterator[str]:
    for step in (-3, -2, -1, 1, 2, 3):
        word = sentence.word(place + step)
        yield f"w{step}={word}"
        yield f"t{step}={sentence.tag(place + step)}"
        if abs(step) < 3:
            yield f"end3{step}={word[-3:]}"
            yield f"end2{step}={word[-2:]}"
    before, own, after = (sentence.shape(place + step) for step in (-1, 0, 1))
    yield f"shape-1={before}"
    yield f"shape1={after}"
    yield f"shapes={before} {own} {after}"
    if place == 0:
        yield "begins"


def _tags(sentence: TaggedSentence, place: int) -> Iterator[str]:
    t3, t2, t1, n1, n2, n3 = (sentence.tag(place + step) for step in (-3, -2, -1, 1, 2, 3))
    yield f"t-2,-1={t2} {t1}"
    yield f"t-1,1={t1} {n1}"
    yield f"t1,2={n1} {n2}"
    yield f"t-2,-1,1={t2} {t1} {n1}"
    yield f"t-1,1,2={t1} {n1} {n2}"
    yield f"t-3,-2,-1={t3} {t2} {t1}"
    yield f"t1,2,3={n1} {n2} {n3}"


def _words(sentence: TaggedSentence, place: int) -> Iterator[str]:
    w2, w1, v1, v2 = (sentence.word(place + step) for step in (-2, -1, 1, 2))
    t2, t1, n1, n2 = (sentence.tag(place + step) for step in (-2, -1, 1, 2))
    yield f"w-2,-1={w2} {w1}"
    yield f"w-1,1={w1} {v1}"
    yield f"w1,2={v1} {v2}"
    yield f"t-1,w1={t1} {v1}"
    yield f"w-1,t1={w1} {n1}"
    yield f"t-2,w-1={t2} {w1}"
    yield f"w-2,t-1={w2} {t1}"
    yield f"w1,t2={v1} {n2}"
    yield f"t1,w2={n1} {v2}"


def _group(sentence: TaggedSentence, place: int) -> Iterator[str]:
    """Say what opened the group of nouns that the word would stand in, and what closes it."""
    opener = next(each for each in sentence.before(place) if sentence.tag(each) not in IN_GROUP)
    closer = next(each for each in sentence.after(place) if sentence.tag(each) not in IN_GROUP)
    word, tag = sentence.word(opener), sentence.tag(opener)
    last, before, after = sentence.tag(closer), sentence.tag(place - 1), sentence.tag(place + 1)
    yield f"opener={word}"
    yield f"opener.t={tag}"
    yield f"opener.t,t1={tag} {after}"
    yield f"opener,t-1={word} {before}"
    yield f"opener,t1={word} {after}"
    yield f"opener.far={min(place - 1 - opener, 3)} {tag}"
    yield f"opener.t,before={sentence.tag(opener - 1)} {tag}"
    yield f"closer={sentence.word(closer)}"
    yield f"closer.t={last}"
    yield f"closer.far={min(closer - place - 1, 3)} {last}"
    yield f"opener.t,closer.t={tag} {last}"
    yield f"opener,closer.t={word} {last}"


def _clause(sentence: TaggedSentence, place: int) -> Iterator[str]:
    """Say whether the word's clause has another finite verb, before it or after it."""
    begin, earlier = _clause_end(sentence, sentence.before(place))
    end, later = _clause_end(sentence, sentence.after(place))
    verbs = f"{earlier} {later}"
    opener = sentence.tag(next(each for each in sentence.before(place) if sentence.tag(each) not in IN_GROUP))
    closer = sentence.tag(next(each for each in sentence.after(place) if sentence.tag(each) not in IN_GROUP))
    yield f"clause={verbs}"
    yield f"clause,t-1={verbs} {sentence.tag(place - 1)}"
    yield f"clause,t1={verbs} {sentence.tag(place + 1)}"
    yield f"clause,opener={verbs} {opener}"
    yield f"clause,both={verbs} {opener} {closer}"
    yield f"begin={begin}"
    yield f"begin,clause={verbs} {begin}"
    yield f"end={end if later == '-' else 'verb'}"


def _clause_end(sentence: TaggedSentence, places: Iterable[int]) -> tuple[str, str]:
    """Go on to the clause's end or its finite verb; give the word there, and the verb's tag or «-»."""
    place = 0
    for place in places:
        if not sentence.inside(place) or sentence.opens_clause(place):
            break
        if sentence.tag(place) in FINITE:
            return sentence.word(place), sentence.tag(place)
    return sentence.word(place), "-"


def _segment(sentence: TaggedSentence, place: int) -> Iterator[str]:
    """Say whether what stands between two signs lacks a finite verb, and what could be its subject."""
    left = next(each for each in sentence.before(place) if each < 0 or sentence.tag(each) in SIGNS)
    right = next(
        each for each in sentence.after(place) if not sentence.inside(each) or sentence.tag(each) in SIGNS
    )
    other = min(sum(left < each < right for each in sentence.finite if each != place), 2)
    many = any(
        sentence.tag(each) in ("NNS", "NNPS") or sentence.word(each) in _MANY
        for each in range(left + 1, place)
    )
    after = sentence.tag(place + 1)
    elsewhere = sum(each < place for each in sentence.finite), sum(each > place for each in sentence.finite)
    yield f"finite={min(elsewhere[0], 2)} {min(elsewhere[1], 2)}"
    yield f"segment={other} {many}"
    yield f"segment,t1={other} {many} {after}"
    yield f"segment,sign={other} {many} {sentence.word(left)}"
    subject = next(each for each in sentence.before(place) if sentence.tag(each) not in ("RB", "RBR"))
    yield f"subject={sentence.tag(subject)} {after}"
    lacking = f"{not any(elsewhere)} {sentence.is_whole}"
    yield f"lacks={lacking} {after}"
    yield f"lacks,subject={lacking} {sentence.tag(subject)}"
    yield f"lacks,begins={lacking} {place == 0} {many}"


def _verbs(sentence: TaggedSentence, place: int) -> Iterator[str]:
    """Name the nearest verb on each side, and the commonest tense."""
    left = next(each for each in sentence.before(place) if each < 0 or sentence.is_verb(each))
    right = next(
        each for each in sentence.after(place) if not sentence.inside(each) or sentence.is_verb(each)
    )
    yield f"verb-={sentence.word(left)}"
    yield f"verb+={sentence.word(right)}"
    yield f"verb-.t={sentence.tag(left)} {min(place - left, 4)}"
    yield f"verb+.t={sentence.tag(right)} {min(right - place, 4)}"
    others = [sentence.tag(each) for each in sentence.finite if each != place]
    past, present = others.count("VBD"), others.count("VBZ") + others.count("VBP")
    helper = next(
        each
        for each in sentence.before(place)
        if each < 0 or sentence.word(each) in _HELPERS or sentence.tag(each) in SIGNS
    )
    yield f"helper={sentence.word(helper)}"
    yield f"helper,t-1={sentence.word(helper)} {sentence.tag(place - 1)}"
    subject = next(each for each in sentence.before(place) if sentence.tag(each) not in _BESIDE_SUBJECT)
    yield f"helper,subject={sentence.word(helper)} {_number(sentence, subject)}"
    yield f"subject,tense={_number(sentence, subject)} {(past > present) - (past < present)}"
    yield f"tense={(past > present) - (past < present)}"


def _number(sentence: TaggedSentence, place: int) -> str:
    """Say whether a subject is one or many; a relative pronoun is what it refers to."""
    if sentence.tag(place) in ("WDT", "WP"):
        return "that " + _number(sentence, place - 1 - (sentence.word(place - 1) == ","))
    if sentence.tag(place) == "PRP":
        return "one" if sentence.word(place) in ("he", "she", "it") else "many"
    return sentence.tag(place)


def _joined(sentence: TaggedSentence, place: int) -> Iterator[str]:
    """Say what an «and» or «or» before the word joins it to."""
    if sentence.tag(place - 1) == "CC":
        third, second, after = (sentence.tag(place + step) for step in (-3, -2, 1))
        yield f"and={second}"
        yield f"and,t1={second} {after}"
        yield f"and3={third} {second} {after}"


def _subject_matter(sentence: TaggedSentence, place: int) -> Iterator[str]:
    """Name the words around that say what the sentence is about."""
    around = range(max(0, place - NEAR), min(len(sentence), place + NEAR + 1))
    yield from (
        f"near={sentence.word(each)}" for each in around if each != place and not sentence.is_common(each)
    )
    for name, places in (("content-", sentence.before(place)), ("content+", sentence.after(place))):
        nearest = next(each for each in places if not sentence.inside(each) or not sentence.is_common(each))
        yield f"{name}={sentence.word(nearest)}"


def _classes(sentence: TaggedSentence, place: int) -> Iterator[str]:
    """Name the classes of words around, how often each is there, and those of the neighbours."""
    around = range(max(0, place - FAR), min(len(sentence), place + FAR + 1))
    counts = Counter(name for each in around if each != place for name in sentence.classes[each])
    for name, count in sorted(counts.items()):
        yield from (f"{CLASS_MARK}{number} {name}" for number in range(1, min(count, 3) + 1))
    for step in (-1, 1):
        if sentence.inside(place + step):
            yield from (f"{CLASS_MARK}{step:+} {name}" for name in sentence.classes[place + step])
