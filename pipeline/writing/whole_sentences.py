"""What of an episode's material can be said as it stands: whole sentences on its subject, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogue.show import Episode
from pipeline.catalogue.text import match_key
from pipeline.language.grammar import verdict_of
from pipeline.writing.english import words_of
from pipeline.writing.known.own_words import has_enough_notes
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

HEADING = "More to know"  # what it stands under, beside the author's own notes
_MOST = 3
_LEAST_WORDS, _MOST_WORDS = 6, 32
_STATEMENT = re.compile(r"[A-Z][^?!;:()\[\]{}<>=/|\\*_#@…]*[\w”’\"']\.")
_TALK = frozenset(  # the words of somebody who stands before a class
    "i i'm i've i'd i'll we we're we've we'll us our my me you your you'll you're let's lecture lectures "
    "slide slides homework assignment exam midterm class course semester week today tomorrow yesterday todo "
    "note remember recall professor please ok okay etc".split()
)
# Sentences that begin so lean on one before them, which is not there.
_LEANING = frozenset(
    "also and another both but each for he here his however instead it its likewise moreover nor now one "
    "or others she similarly so still such that their then there therefore these they this those thus "
    "yet".split()
)


def sentences_of_material(episode: Episode) -> tuple[str, ...]:
    """Give whole sentences from what is kept beside an episode whose own notes are thin; often none.

    First those of the points in its material, then those that the author's documents have on it.

    Each begins with a capital, ends with a full stop, has a verb, names the episode's subject, and is no
    question, no remark to a class, and nothing that the summary says already.
    """
    if not (episode.material or episode.quotations) or has_enough_notes(episode):
        return ()
    quoted = (quotation.text for quotation in episode.quotations)  # chosen for standing alone
    return tuple(dict.fromkeys([*_sayable(episode), *quoted]))[:_MOST]


def _sayable(episode: Episode) -> Iterator[str]:
    told = {match_key(sentence) for sentence in split_sentences(plain_words(episode.summary))}
    subject = _stems(episode.title)
    for point in episode.material:
        for sentence in split_sentences(plain_words(point)):
            if match_key(sentence) not in told and subject <= _stems(sentence) and _is_whole(sentence):
                yield sentence


def _is_whole(sentence: str) -> bool:
    words = [word.casefold().replace("’", "'") for word in words_of(sentence)]
    return (
        _LEAST_WORDS <= len(words) <= _MOST_WORDS
        and _STATEMENT.fullmatch(sentence) is not None
        and words[0] not in _LEANING
        and not _TALK & set(words)
        and verdict_of(sentence) == "clause"
    )


def _stems(text: str) -> set[str]:
    """Give the words that mean something, without their endings for the plural."""
    words = (word.casefold() for word in re.findall(r"[^\W_]+", text))
    return {word.removesuffix("s") for word in words if word not in {"the", "a", "an", "of", "and", "in"}}
