"""What each episode is about, as a document may call it; and where a sentence does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import match_key
from pipeline.knowledge.find import explained_names, find_subjects
from pipeline.knowledge.show_packs import packs_of
from pipeline.knowledge.words import content_stems, singular, stem, words
from pipeline.writing.script.markdown import plain_words

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_INSIDE = re.compile(r"\(([^()\s]+)\)")  # «Byte pair encoding (BPE)»
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, and its words' stems."""

    text: str
    stems: tuple[str, ...]

    @property
    def is_sign(self) -> bool:
        """Tell an abbreviation such as «LoRA», which has capitals of its own, from words."""
        return " " not in self.text and sum(letter.isupper() for letter in self.text) > 1

    @property
    def bare(self) -> str:
        """Give «GAN» for «GANs»: only small letters at the end are a plural's."""
        single = self.text.removesuffix("s")
        return single if single.isupper() else self.text


@dataclass(frozen=True, slots=True)
class Subject:
    """An episode's subject: its names, the longest first, and what its summary tells already."""

    slug: str
    number: int
    names: tuple[Name, ...]
    told: str  # the summary's plain words


def subjects_of(show: Show, episodes: Sequence[Episode]) -> tuple[Subject, ...]:
    """Give the subjects of episodes: names of the title, of the glossary, and of the packs' entries."""
    found = find_subjects(packs_of(show), episodes, ("title",))
    subjects = []
    for episode, entry in zip(episodes, found, strict=True):
        title = plain_words(episode.title)
        names = [title, _BRACKETS.sub("", title), title.partition(":")[0], *_other_names(show, title)]
        names += [inside for inside in _INSIDE.findall(title) if Name(inside, ()).is_sign]
        if entry is not None and entry.share > 0.5:
            names += explained_names(entry.term)
        subjects.append(Subject(episode.slug, episode.number, _names(names), plain_words(episode.summary)))
    return tuple(subjects)


def _other_names(show: Show, title: str) -> Iterable[str]:
    """Give what the show's glossary calls the subject of a title."""
    wanted = match_key(_ARTICLE.sub("", title))
    for entry in show.glossary:
        known = (entry.term, *entry.aliases)
        if wanted in {match_key(name) for name in known}:
            yield from known


def _names(texts: Iterable[str]) -> tuple[Name, ...]:
    names: dict[tuple[tuple[str, ...], str], Name] = {}
    for text in texts:
        bare = _ARTICLE.sub("", text.strip().rstrip("?!. "))
        stems = stems_of(bare)
        if stems and content_stems(bare):
            names.setdefault((stems, bare if Name(bare, stems).is_sign else ""), Name(bare, stems))
    return tuple(sorted(names.values(), key=lambda name: (-len(name.stems), name.text)))


def _is_same(name: Name, sentence: str) -> bool:
    """Refuse «forget» for «forgetting»: of one word only the plural is the same."""
    wanted = singular(name.text)
    return any(
        singular(part) == wanted for word in words(sentence) for part in (word, *re.split(r"[-–]", word))
    )


def stems_of(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words, those of hyphened words each."""
    return tuple(stem(part) for word in words(text) for part in re.split(r"[-–]", word) if part)


def place_of(name: Name, sentence: str, stems: Sequence[str]) -> int | None:
    """Find where a sentence names a subject, in words from its beginning; None where it does not.

    The words must stand side by side. Of a long title all telling words may also stand apart.
    """
    if name.is_sign and not re.search(rf"(?<!\w){re.escape(name.bare)}(?:s|['’]s)?(?!\w)", sentence):
        return None
    length = len(name.stems)
    for place in range(len(stems) - length + 1):
        if tuple(stems[place : place + length]) == name.stems and (length > 1 or _is_same(name, sentence)):
            return place
    telling = content_stems(name.text)
    if len(telling) >= 3 and telling <= set(stems):
        return min(stems.index(each) for each in telling)
    return None
