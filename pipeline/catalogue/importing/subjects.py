"""Which episodes a line of text is about, by the names of their subjects; none where it is not certain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogue.show import Episode, Show

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:\.\d+)*")
_PARTS = re.compile(r",? and |,? or |, |\(|\)|: ")
_SEGMENTS = re.compile(r"[:|()\[\]–—]| - |\. ")
_SMALL_WORDS = frozenset("a an and as at by for from in is of on or per the to versus via vs with".split())
# What stands around a subject's name in titles, and tells nothing of the subject.
_AROUND = _SMALL_WORDS | frozenset(
    "about actually article basic beginner blog blogpost book build building chapter complete course deep "
    "dive essential essentials explained guide handbook how intro introduction lecture manual minute my note "
    "official optional overview page paper part podcast post primer reading report resource review series "
    "short slide technical tutorial understand understanding video visual visualized visualised week what "
    "wikipedia work youtube".split()
)
_TOO_MANY = 3  # subjects in one line: it is about their field
_COMMON_SHARE = 6  # a name in more than a sixth of the other episodes is the field's, not one episode's
_TOPIC_SHARE = 10  # and so is a topic that more than a tenth of them have
_LEAST_COMMON = 3
_LEAST_INITIALS = 3
_LONG_ENOUGH = 4  # letters of a word that alone may name a subject in notes


@dataclass(frozen=True, slots=True)
class Mention:
    """An episode that a text is about, and by which words of it that is known."""

    slug: str
    words: str


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    key: str
    is_close: bool  # only a space between it and the word before


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of an episode's subject."""

    slug: str
    keys: tuple[str, ...]
    is_sign: bool = False  # «RoPE», «GANs»: known by its capitals
    is_proper: bool = False  # «Saturn», «Transformer»: written with a capital wherever it stands
    is_compound: bool = False  # «pretraining»: of two words, though written together
    is_common: bool = False  # all over the show: it tells something only where it stands alone

    @property
    def is_certain(self) -> bool:
        """Say whether it names the subject wherever it is found."""
        return len(self.keys) > 1 or self.is_sign or self.is_proper or self.is_compound


class Subjects:
    """The subjects of a show's episodes, by all their names."""

    def __init__(self, show: Show) -> None:
        texts = {episode.slug: _text_of(episode) for episode in show.episodes}
        self._words = {slug: frozenset(word.key for word in _words(text)) for slug, text in texts.items()}
        self._capital, self._small = _spellings(texts.values())
        self._facts = {episode.slug: _facts_of(episode) for episode in show.episodes}
        self._topics = Counter(_keys(topic) for episode in show.episodes for topic in episode.topics)
        aliases = _aliases(show)
        names = [
            name for episode in show.episodes for name in dict.fromkeys(self._names_of(episode, aliases))
        ]
        owners = Counter(name.keys for name in {(n.slug, n.keys): n for n in names}.values())
        self._by_first: dict[str, list[_Name]] = defaultdict(list)
        for name in names:
            if owners[name.keys] == 1:
                self._by_first[name.keys[0]].append(name)
        self._signs = [name for found in self._by_first.values() for name in found if name.is_sign]

    def of_title(self, title: str) -> tuple[Mention, ...]:
        """Give the episodes that something so titled is about; none where it is not certain.

        A single common word counts only where a part of the title is nothing else («Proofing: a guide»).
        """
        certain = {mention.slug: mention for mention, is_certain in self._found(title) if is_certain}
        known = certain | {mention.slug: mention for mention in self._whole_parts(title)}
        return tuple(known.values()) if len(known) <= _TOO_MANY else ()

    def of_heading(self, heading: str) -> Mention | None:
        """Give the one episode whose subject a heading is, if it is nothing else."""
        found = {mention.slug: mention for mention in self._whole_parts(heading)}
        return next(iter(found.values())) if len(found) == 1 else None

    def of_point(self, text: str) -> tuple[Mention, ...]:
        """Give the episodes that a point of notes speaks of; a rare word may do, since a person reads it."""
        kept = {
            mention.slug: mention
            for mention, is_certain in self._found(text)
            if is_certain or len(mention.words) >= _LONG_ENOUGH
        }
        return tuple(kept.values()) if len(kept) <= _TOO_MANY else ()

    def _found(self, text: str) -> list[tuple[Mention, bool]]:
        """Find all names, of those that overlap the longest, and say of each whether it is certain."""
        words = _words(text)
        capitals = _capital_by_choice(words)
        found = [
            (start, length, name)
            for start in range(len(words))
            for length, name in self._at(words, start)
            if not name.is_common and _is_written(name, words[start : start + length])
            if not (name.is_proper and _goes_on(words, start + length, capitals))
        ]
        taken: set[int] = set()
        kept = []
        longest_first = sorted([*found, *self._spelled_out(words)], key=lambda place: (-place[1], place[0]))
        for start, length, name in longest_first:
            place = set(range(start, start + length))
            if not place & taken:
                taken |= place
                said = " ".join(word.text for word in words[start : start + length])
                kept.append((start, Mention(name.slug, said), name.is_certain or start in capitals))
        return [(mention, is_certain) for _, mention, is_certain in sorted(kept, key=lambda k: k[0])]

    def _at(self, words: Sequence[_Word], start: int) -> Iterator[tuple[int, _Name]]:
        """Give the names that begin at a word, also those that are written together there."""
        for name in self._by_first.get(words[start].key, ()):
            keys = tuple(word.key for word in words[start : start + len(name.keys)])
            if keys == name.keys:
                yield len(keys), name

    def _spelled_out(self, words: Sequence[_Word]) -> Iterator[tuple[int, int, _Name]]:
        """Find «reinforcement learning with human feedback» for RLHF: its initials, and words it uses."""
        content = [(place, word) for place, word in enumerate(words) if word.key not in _SMALL_WORDS]
        for name in self._signs:
            letters = "".join(name.keys)
            if len(letters) < _LEAST_INITIALS or not letters.isalpha() or len(name.keys) != 1:
                continue
            for at in range(len(content) - len(letters) + 1):
                span = content[at : at + len(letters)]
                same = all(word.key[0] == letter for (_, word), letter in zip(span, letters, strict=True))
                if same and all(word.key in self._words[name.slug] for _, word in span):
                    first, last = span[0][0], span[-1][0]
                    if last - first < 2 * len(letters):
                        yield first, last - first + 1, name

    def _whole_parts(self, title: str) -> Iterator[Mention]:
        """Find the parts of a title that are a name and nothing else."""
        for part in _SEGMENTS.split(title):
            words = _words(part)
            while words and words[0].key in _AROUND:
                words = words[1:]
            while words and (words[-1].key in _AROUND or words[-1].key.isdigit()):
                words = words[:-1]
            for length, name in self._at(words, 0) if words else ():
                if length == len(words) and (not name.is_sign or _has_capitals(words)):
                    yield Mention(name.slug, " ".join(word.text for word in words))

    def _names_of(self, episode: Episode, aliases: dict[tuple[str, ...], list[str]]) -> Iterator[_Name]:
        """Give an episode's names; none for what is a topic of the show, whose own no one episode is."""
        for text in _titles(episode):
            name = self._name(episode.slug, text)
            if name is None or self._is_topic(name):
                continue
            yield from (name, *_together(name, text))
            others = (self._name(episode.slug, alias) for alias in aliases.get(name.keys, ()))
            yield from (other for other in others if other and not self._is_topic(other))
        for part in _PARTS.split(episode.title):
            name = self._name(episode.slug, part)
            if name and (name.is_sign or name.is_proper) and not self._is_topic(name):
                yield name

    def _name(self, slug: str, text: str) -> _Name | None:
        words = _words(text)
        has_article = bool(words) and words[0].key in {"the", "a", "an"}
        words = words[has_article:]
        if not words or all(word.key in _AROUND for word in words):
            return None
        keys = tuple(word.key for word in words)
        alone = words[0].text
        is_sign = len(words) == 1 and _is_sign(alone)
        by_title = has_article and alone[:1].isupper()
        seen = keys[0] in self._capital and keys[0] not in self._small
        is_proper = len(words) == 1 and not is_sign and (by_title or seen)
        return _Name(slug, keys, is_sign, is_proper, is_common=self._is_common(slug, keys))

    def _is_topic(self, name: _Name) -> bool:
        return self._topics[name.keys] > max(_LEAST_COMMON, len(self._facts) / _TOPIC_SHARE)

    def _is_common(self, slug: str, keys: tuple[str, ...]) -> bool:
        wanted = f" {' '.join(keys)} "
        count = sum(wanted in facts for other, facts in self._facts.items() if other != slug)
        return count > max(_LEAST_COMMON, len(self._facts) / _COMMON_SHARE)


def _facts_of(episode: Episode) -> str:
    """Give the words of what an episode says of itself, to count names in."""
    facts = (episode.title, episode.subtitle, episode.summary, *episode.topics)
    return "|".join(f" {' '.join(word.key for word in _words(text))} " for text in facts)


def _titles(episode: Episode) -> Iterator[str]:
    """Give the title, and what it says outside and inside brackets."""
    yield episode.title
    if "(" in episode.title:
        yield from filter(str.strip, re.split(r"[()]", episode.title))


def _aliases(show: Show) -> dict[tuple[str, ...], list[str]]:
    """Give by any name of a glossary entry all of them."""
    found: dict[tuple[str, ...], list[str]] = {}
    for entry in show.glossary:
        every = [entry.term, *entry.aliases]
        for name in every:
            found.setdefault(_keys(name), every)
    return found


def _together(name: _Name, text: str) -> Iterator[_Name]:
    """Let «pre-training» be known as «pretraining» too."""
    parts = re.fullmatch(r"(?:the )?(\w+)-(\w+)", text.strip(), re.IGNORECASE)
    if parts:
        yield _Name(name.slug, _keys("".join(parts.groups())), name.is_sign, is_compound=True)


def _text_of(episode: Episode) -> str:
    notes = (paragraph for section in episode.notes.sections for paragraph in section.paragraphs)
    return "\n".join([episode.title, episode.subtitle, episode.summary, *notes])


def _spellings(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    """Give the words written with a capital where no sentence begins, and those written small anywhere."""
    capital, small = set[str](), set[str]()
    for text in texts:
        for found in _WORD.finditer(text):
            if found[0][0].islower():
                small.add(_key(found[0]))
            elif re.search(r"[a-z,;] $", text[max(0, found.start() - 2) : found.start()]):
                capital.add(_key(found[0]))
    return capital, small


def _words(text: str) -> list[_Word]:
    return [_Word(found[0], _key(found[0]), _is_close(text, found.start())) for found in _WORD.finditer(text)]


def _is_close(text: str, start: int) -> bool:
    return text[max(0, start - 1) : start] == " " and text[max(0, start - 2) : start - 1].isalnum()


def _keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in _words(text))


def _key(word: str) -> str:
    """Give a word without its case and its endings for plural and possessive."""
    key = word.casefold().replace("’", "'").removesuffix("'s")
    if len(key) > 3 and key.endswith("ies"):
        return f"{key[:-3]}y"
    if len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return key[:-1]
    return key


def _is_sign(word: str) -> bool:
    return sum(character.isupper() for character in word) > 1


def _has_capitals(words: Sequence[_Word]) -> bool:
    return any(_is_sign(word.text) for word in words)


def _is_written(name: _Name, words: Sequence[_Word]) -> bool:
    """Tell a name from the same letters in another sense: RoPE from a rope, Saturn from «saturn»."""
    if name.is_sign:
        return _has_capitals(words)
    return not name.is_proper or words[0].text[:1].isupper()


def _goes_on(words: Sequence[_Word], place: int, capitals: set[int]) -> bool:
    """Tell Claude from Claude Shannon: another name follows, in a title that has small words too."""
    return place in capitals and words[place].is_close and not _is_sign(words[place].text)


def _capital_by_choice(words: Sequence[_Word]) -> set[int]:
    """Give the places of capitals that a title in sentence case has inside it."""
    if not any(word.text[:1].islower() and word.key not in _SMALL_WORDS for word in words):
        return set()
    return {place for place, word in enumerate(words) if place and word.text[:1].isupper()}
