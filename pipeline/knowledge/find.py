"""Which term of a pack a title is about: by name, else by the verbs and things that speak of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from pipeline.knowledge.pack import Pack, Term
from pipeline.knowledge.words import singular, stem, words

# told: the summary tells of it under another title; it is looked for in `likeness`.
Way = Literal["title", "forms", "seen in", "told"]
_WAYS: tuple[Way, ...] = ("title", "forms", "seen in")  # the surest first
_ARTICLES = ("a", "an", "the")
_BETWEEN_PARTS = re.compile(r"\s*(?:[:;,/&]\s|[—–]|\b(?:and|or|versus|vs)\b)\s*", re.IGNORECASE)


class Titled(Protocol):
    """What is asked about: an episode, or a row of a list."""

    @property
    def title(self) -> str:
        """Give what it is called."""

    @property
    def subtitle(self) -> str:
        """Give what stands under the title."""

    @property
    def summary(self) -> str:
        """Give what is said of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A term that an episode is about, of which pack, and how that was seen."""

    term: Term
    pack: Pack
    way: Way
    name: str  # what stands in the text
    share: float  # of the words of the title; 0 where it was not found there


def find_subject(packs: Iterable[Pack], episode: Titled, ways: Sequence[Way] = _WAYS) -> Found | None:
    """Give the subject of an episode: the longest name in its title, else what forms or things point to.

    Of names as long as each other the first in the title counts; of packs, the first that knows it. `ways`
    are those to look in, the surest first.
    """
    places = _places(episode)
    for way in ways:
        candidates = [found for pack in packs for found in _found(pack, way, places[way])]
        if candidates:
            return min(candidates, key=lambda each: each[:2])[2]
    return None


def find_in_parts(packs: Iterable[Pack], episode: Titled) -> Iterator[Found]:
    """Give what the parts of a title are called by, part by part: «The Moon: Phases, Tides and Eclipses».

    A part is the whole of what stands between commas, colons, dashes and «and»; a title of one part has none.
    """
    parts = [part for part in _BETWEEN_PARTS.split(episode.title) if part]
    known = [(pack, _by_bare_name(pack)) for pack in packs]
    for part in parts if len(parts) > 1 else ():
        name = keys_of(part)
        for pack, terms in known:
            term = terms.get(_bare(name))
            if term and _is_meant(part, name, term, "title", name):
                yield Found(term, pack, "title", part, len(name) / len(keys_of(episode.title)))


@lru_cache(maxsize=64)
def _by_bare_name(pack: Pack) -> Mapping[tuple[str, ...], Term]:
    return {_bare(name): term for name, term in _names(pack)["title"].items()}


def _bare(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words of a name without its article."""
    return keys[1:] if keys[:1] and keys[0] in _ARTICLES else keys


def find_subjects(
    packs: Sequence[Pack], episodes: Iterable[Titled], ways: Sequence[Way] = _WAYS
) -> list[Found | None]:
    """Give the subject of each of a show's episodes, in their order.

    One entry serves one episode, so that no image is heard twice: the surest match has it, else the first.
    """
    found = [find_subject(packs, each, ways) for each in episodes]
    taken: set[tuple[str, str]] = set()
    dealt: list[Found | None] = [None] * len(found)
    sure = [(_WAYS.index(each.way), -each.share, at, each) for at, each in enumerate(found) if each]
    for _, _, at, subject in sorted(sure, key=lambda each: each[:3]):
        key = (subject.pack.name, subject.term.term)
        if key not in taken:
            taken.add(key)
            dealt[at] = subject
    return dealt


def explained_names(term: Term) -> Iterator[str]:
    """Give the names by which a text surely means this term: a common word alone only where it says so."""
    yield term.term
    yield from (name for name in term.aliases if term.alone or not _is_common(name, term))


def _is_common(name: str, term: Term) -> bool:
    """Tell a small word like «sample» from «sample size», «BERT» and the plural of the term."""
    return name.isalpha() and name.islower() and singular(name) != singular(term.term)


def _places(episode: Titled) -> Mapping[Way, str]:
    """Give the text in which each way looks; the clauses of a title come first."""
    clause = re.split(r"[,;:.?!]\s|[—–]", episode.summary, maxsplit=1)[0]
    return {
        "title": episode.title,
        "forms": " / ".join((episode.title, episode.subtitle, clause)),
        "seen in": " / ".join((episode.title, episode.subtitle, clause)),
    }


def _found(pack: Pack, way: Way, text: str) -> Iterator[tuple[int, int, Found]]:
    """Give what a pack finds in a text, with what it is sorted by: minus the length, and the place."""
    spoken = _STEMS[way](text)
    written = _parts(text)
    names = _names_by_first_word(pack)[way]
    for at, first in enumerate(spoken):
        for name, term in names.get(first, ()):
            if spoken[at : at + len(name)] != name:
                continue
            shown = " ".join(written[at : at + len(name)])
            if _is_meant(shown, name, term, way, spoken):
                share = len(name) / len(spoken) if way == "title" else 0.0
                yield -len(name), at, Found(term, pack, way, shown, share)


@lru_cache(maxsize=64)
def _names_by_first_word(pack: Pack) -> Mapping[Way, Mapping[str, list[tuple[tuple[str, ...], Term]]]]:
    """Give the names again by their first word: a long list asks for thousands of texts."""
    index: dict[Way, dict[str, list[tuple[tuple[str, ...], Term]]]] = {}
    for way, names in _names(pack).items():
        index[way] = {}
        for name, term in names.items():
            if name:
                index[way].setdefault(name[0], []).append((name, term))
    return index


def _is_meant(shown: str, name: tuple[str, ...], term: Term, way: Way, spoken: tuple[str, ...]) -> bool:
    """Refuse a rope where RoPE is meant, and a common word of a longer title that is only an alias."""
    spelled = next((each for each in term.names if keys_of(each) == name), "")
    if sum(letter.isupper() for letter in spelled) > 1 and " " not in spelled:
        return sum(letter.isupper() for letter in shown) > 1
    if way != "title" or len(name) > 1 or name in {keys_of(each) for each in explained_names(term)}:
        return True
    return tuple(key for key in spoken if key not in _ARTICLES) == name


@lru_cache(maxsize=64)
def _names(pack: Pack) -> Mapping[Way, Mapping[tuple[str, ...], Term]]:
    """Give the subjects of a pack by what they are found by, in each way."""
    by_name = {keys_of(name): term for term in reversed(pack.subjects) for name in term.names}
    return {
        "title": by_name | {keys_of(term.term): term for term in pack.subjects},
        "forms": {_stems(form): term for term in reversed(pack.subjects) for form in term.forms},
        "seen in": {keys_of(thing): term for term in reversed(pack.subjects) for thing in term.seen_in},
    }


def _parts(text: str) -> list[str]:
    return [part for word in words(text) for part in re.split(r"[-,]", word) if part]


@lru_cache(maxsize=4096)
def keys_of(text: str) -> tuple[str, ...]:
    """Give the words of a text in the one form by which names are found in it."""
    return tuple(singular(part) for part in _parts(text))


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(part) for part in _parts(text))


# A name is found in the plural too, a verb in all its forms.
_STEMS: Mapping[Way, Callable[[str], tuple[str, ...]]] = {
    "title": keys_of,
    "forms": _stems,
    "seen in": keys_of,
}
