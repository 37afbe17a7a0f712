"""Which sentences of a document can be quoted alone: whole statements that lean on nothing around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language.grammar import verdict_of
from pipeline.language.pronouns import is_closed
from pipeline.language.tagger import Token, tag
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

_LEAST_WORDS, _MOST_WORDS, _LONGEST_WORD = 6, 34, 28  # the last in letters: longer ones lack their spaces
# One statement: no question, no call, no remark in brackets, no colon that announces something, no sign of
# code, formulae or damage, and nothing that leads elsewhere.
_STATEMENT = re.compile(
    r"[A-Z][^?!;:()\[\]{}<>=|\\*_#@…^~/¨´ˆ˜ˇ¸ı`\ufffc\ufffd\x00-\x1f\ue000-\uf8ff]*[\w%”’\"']\.[”\"]?"
)
_NOTE_MARK = re.compile(r"\s?\[(?:\^[^\]\s]{1,12}|\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|citation needed|note \d+)\]")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_ABBREVIATED = re.compile(
    r"\b(?:et al|e\.g|i\.e|cf|viz|fig|figs|eq|eqs|sec|ch|pp?|vol|ibid|op)\.", re.IGNORECASE
)
_PLACES = re.compile(  # what stands elsewhere in the document
    r"\b(?:figures?|tables?|equations?|sections?|chapters?|appendix|appendices|footnotes?|listings?|lemma|theorem"
    r"|box|page|pages)\s+[\dA-Z]",
    re.IGNORECASE,
)
_TALK = frozenset(  # the words of an author to readers, or of a teacher to a class
    "i i'm i've i'll i'd we we're we've we'll we'd us our ours ourselves my me mine you your yours you're "
    "you'll you've let's please ok okay etc lecture lectures slide slides homework assignment exam midterm "
    "semester today tomorrow yesterday tonight recently recent currently nowadays click subscribe cookies "
    "copyright".split()
)
_POINTING = frozenset(  # to what has been said, or comes
    "this these those here above below latter former aforementioned aforesaid following foregoing such "
    "thereby therein thereof hereby likewise similarly respectively hence thus therefore accordingly "
    "consequently moreover furthermore additionally nevertheless nonetheless however instead otherwise "
    "meanwhile finally firstly secondly thirdly lastly conversely latterly herein paper".split()
)
_LEANING_FIRST = frozenset(
    "also and another both but each either he her hers here him his it its itself neither nor now one or "
    "other others she so some still that their theirs them then there they thus too yet as because since "
    "while although though unlike again once later earlier afterwards first second third next last only "
    "even rather indeed similarly again eventually soon subsequently not many most several few all none "
    "figure table source credit note photo image see read listen watch".split()
)
_POINTING_PHRASES = re.compile(
    r"\b(?:at (?:that|the) (?:time|point|moment|stage)|that (?:year|day|time|night|same|way|case|reason)"
    r"|the same"
    r"|as (?:mentioned|noted|discussed|described|shown|seen|stated|explained)|in (?:other words|addition"
    r"|contrast"
    r"|particular|turn|that case|both cases)|for (?:example|instance|that)|on the other hand|the other"
    r"|as a result)\b",
    re.IGNORECASE,
)
# How a sentence opens that goes on from another one.
_GOES_ON = re.compile(
    r"[A-Z]\w+ly,|In (?:the )?(?:first|second|third|fourth|next|last|final|previous|same|both|recent|two"
    r"|three)\b"
    r"|(?:By|In) contrast\b|Beyond\b|Besides\b|Compared (?:with|to)\b|Similar to\b|Unlike\b|Given\b"
    r"|Apart from\b"
    r"|For each\b|At each\b|On (?:one|the other)\b|Of course\b|At (?:first|last)\b|In fact\b|In short\b"
)
_ANNOUNCES = re.compile(
    r"\b(?:two|three|four|five|several|some|many|following) (?:aspects|ways|reasons|steps|parts|things|cases"
    r"|points)\."
)
# «The method was …»: which one, its paragraph told.
_BARE_NOUNS = frozenset(
    "method methods result results effect effects process idea experiment experiments study studies approach "
    "technique model author authors problem problems system patient patients doctor man woman men women "
    "company team researchers group device machine answer question difference change practice theory reason "
    "latter work paper article book report finding findings discovery algorithm network procedure term name "
    "word concept story boy girl children people city town country war hospital clinic ship rate "
    "number".split()
)
_PERSONAL = frozenset("he she him her his hers himself herself".split())
_PEOPLE = frozenset(
    "man woman boy girl child mother father nurse doctor physician surgeon patient king queen king teacher "
    "cook "
    "baker farmer engineer scientist chemist physicist astronomer mathematician writer author freelancer "
    "client "
    "person somebody someone everybody everyone anyone nobody whoever".split()
)
_PRONOUN_TAGS = frozenset("PRP EX WDT WP".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())
_NOUNS = frozenset("NN NNS NNP NNPS".split())
_TOO = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|does|do|did) also (?!known|called)")
_BROKEN_WORD = re.compile(r"\w- (?!and\b|or\b|to\b)")  # «Trace- Monkey»
_FORMULA = re.compile(r"\$[^\d\s]|\$$")
_LEADING_ELSEWHERE = (_ABBREVIATED, _PLACES, _POINTING_PHRASES, _ANNOUNCES, _TOO, _FORMULA, _BROKEN_WORD)
_MOST_CAPITALS, _MOST_FIGURES = 0.6, 0.2  # of the words; of the letters


def statements(paragraph: str) -> Iterator[str]:
    """Give the sentences of a paragraph that look like statements; marks of notes are left out of them."""
    text = plain_words(_NOTE_MARK.sub("", paragraph)).replace("---", "—").replace("--", "–")
    for sentence in split_sentences(text):
        if looks_whole(sentence):
            yield sentence


def looks_whole(sentence: str) -> bool:
    """Judge a sentence by its signs and words, before anybody parses it."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(sentence)]
    return (
        _LEAST_WORDS <= len(words) <= _MOST_WORDS
        and _STATEMENT.fullmatch(sentence) is not None
        and words[0] not in _LEANING_FIRST
        and not (_TALK | _POINTING) & set(words)
        and _GOES_ON.match(sentence) is None
        and not any(pattern.search(sentence) for pattern in _LEADING_ELSEWHERE)
        and max(map(len, re.split(r"[\s-]", sentence))) <= _LONGEST_WORD
        and _is_prose(sentence)
    )


def _is_prose(sentence: str) -> bool:
    """Refuse headings, sums, words set letter by letter, and a quotation that is half outside."""
    words = sentence.split()
    capitals = sum(word[:1].isupper() for word in words)
    letters = [sign for sign in sentence if not sign.isspace()]
    figures = sum(sign.isdigit() for sign in letters)
    alone = sum(len(word) == 1 and word not in "aAI" for word in words)
    balanced = sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0
    return (
        capitals <= _MOST_CAPITALS * len(words)
        and figures <= _MOST_FIGURES * len(letters)
        and alone <= max(2, len(words) // 6)
        and balanced
    )


def stands_alone(sentence: str) -> bool:
    """Judge a sentence by its grammar: surely a clause, whose pronouns have their nouns in it."""
    if verdict_of(sentence) != "clause" or not is_closed(sentence):
        return False
    tokens = tag(sentence)
    verb = first_verb(tokens)
    subject = [token for token in tokens[:verb] if not token.tag.startswith("RB")]
    if verb is None or not subject or subject[-1].tag in _PRONOUN_TAGS:
        return False
    return any(token.tag in _NOUNS for token in subject) and _says_which(tokens) and not _is_lost(tokens)


def first_verb(tokens: Sequence[Token]) -> int | None:
    """Find the first finite verb: what stands before it holds the subject."""
    return next((place for place, token in enumerate(tokens) if token.tag in _FINITE), None)


def _says_which(tokens: Sequence[Token]) -> bool:
    """Refuse «The method was …», which does not say what for."""
    if tokens[0].text.casefold() != "the":
        return True
    noun = next((place for place, token in enumerate(tokens) if token.tag in _NOUNS), None)
    if noun is None or tokens[noun].text.casefold() not in _BARE_NOUNS:
        return True
    following = tokens[noun + 1].text.casefold() if noun + 1 < len(tokens) else ""
    return noun > 1 or following in ("of", "that", "which", "who", "in", "for", "behind", "between")


def _is_lost(tokens: Sequence[Token]) -> bool:
    """Tell whether «he» or «her» stands before anybody it can stand for; a place is nobody."""
    named = False
    for place, token in enumerate(tokens):
        word = token.text.casefold()
        if word in _PERSONAL and not named:
            return True
        before = tokens[place - 1].tag if place else ""
        named = named or (token.tag in ("NNP", "NNPS") and before not in ("IN", "TO")) or word in _PEOPLE
    return False
