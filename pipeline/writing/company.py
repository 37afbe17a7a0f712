"""What a script says of other episodes: what they tell, where they stand, what words they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.writing.bearings import Echo
from pipeline.writing.connections import Connection
from pipeline.writing.english import upper_first, verb_place, words_of
from pipeline.writing.formats import Ready
from pipeline.writing.lists import spoken_signs
from pipeline.writing.scribe import Scribe
from pipeline.writing.subtitles import about
from pipeline.writing.telling import shape_of
from pipeline.writing.wording import forms_of

_ONE_BREATH_WORDS = 26  # more of them are two sentences
_LONGEST_PAIR_WORDS = 20  # of two names and what they are about
_LONG_SUBTITLE = 5  # words: a longer one wears out where many episodes say it
_MOST_PAIRS = 2
_MOST_ALONE = 6
_FIRST_GROUP = 6  # what it would cost to leave the first group out; each further one costs one less
_LONGEST_SUBJECT = 6  # words, before an attribution


@dataclass(frozen=True, slots=True)
class Told:
    """A connection as a format reads it."""

    connection: Connection
    is_earlier: bool
    is_quoted: bool  # it falls to this episode to tell its summary
    may_go: Ready  # a marker; empty for the nearest


@dataclass(frozen=True, slots=True)
class Group:
    """One or two connections that a single sentence names."""

    members: tuple[Connection, ...]
    may_go: Ready  # a marker: how much it would cost to leave it out


class Company:
    """Makes the lines about other episodes."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._phrases = scribe.phrases

    def connect(self, told: Told | Connection) -> str:
        """Tell what another episode says."""
        other = told.connection if isinstance(told, Told) else told
        self._scribe.used_of_others.append((other.name, other.content, other.kind))
        lead = self._phrases.say(other.kind, **forms_of(other.name))
        return self._from_summary(other, lead + self._content(other, len(words_of(lead))))

    def _content(self, other: Connection, lead_words: int) -> str:
        """Go on from the sentence that names an episode, in the same breath or the next."""
        if not other.content:
            return "."
        content = " ".join(other.content)
        shape = shape_of(other.content[0])
        fits = lead_words + len(words_of(content)) <= _ONE_BREATH_WORDS
        if shape == "stands_for" and fits and ": " not in content:
            return f": {content}"
        if shape == "sentence" or not self._phrases.left(f"told_{shape}"):
            return f". {self._attributed(upper_first(content))}"
        return f". {self._phrases.say(f'told_{shape}', content=content)}"

    def _attributed(self, sentence: str) -> str:
        """Attribute a sentence behind its subject, as in «Gradients, it says there, are averaged»."""
        place = verb_place(sentence)
        words = sentence.split()
        if place is None or place > _LONGEST_SUBJECT or not self._phrases.left("aside"):
            return sentence
        while place > 1 and words[place - 1].endswith("ly"):
            place -= 1
        subject, predicate = " ".join(words[:place]), " ".join(words[place:])
        if words_of(sentence)[:place] != words_of(subject) or re.search(r"[,;:—–\"“]", subject):
            return sentence
        return f"{subject}, {self._phrases.say('aside')}, {predicate}"

    def wonder(self, told: Told | Connection) -> str:
        """Ask a question that another episode's summary answers, and answer it in that episode's name."""
        other = told.connection if isinstance(told, Told) else told
        if not other.question or not self._phrases.left("wonder"):
            return self.beside(told)
        self._scribe.used_of_others.append((other.name, other.question, other.answer))
        line = self._phrases.say(
            "wonder", question=other.question, answer=other.answer, **forms_of(other.name)
        )
        return self._from_summary(other, line)

    def beside(self, told: Told | Connection) -> str:
        """Name another episode, with its subtitle."""
        other = told.connection if isinstance(told, Told) else told
        self._scribe.used_of_others.append((other.name, other.subtitle))
        bank = "beside" if other.subtitle else "beside_plain"
        values = {"subtitle": spoken_signs(other.subtitle), **_said_of(other)}
        return self._scribe.came_from(_title(other), self._phrases.say(bank, **values))

    def side_by_side(self, group: Group) -> str:
        """Name two other episodes in one sentence, each with what it is about; one alone as `beside` does."""
        if len(group.members) == 1:
            return self.beside(group.members[0])
        one, other = sorted(group.members, key=lambda member: not member.is_earlier)
        earlier = one.is_earlier, other.is_earlier
        bank = "pair_earlier" if all(earlier) else "pair_mixed" if any(earlier) else "pair_later"
        self._scribe.used_of_others.append((one.name, one.subtitle, other.name, other.subtitle, bank))
        values = {
            f"{key}_{n}": value for n, c in ((1, one), (2, other)) for key, value in _said_of(c).items()
        }
        line = self._phrases.say(bank, **values)
        return self._scribe.came_from(f"{_title(one)} + {_title(other)}", line)

    def echo(self, echo: Echo) -> str:
        """Say where a word of the summary comes back."""
        self._scribe.used_of_others.append(echo)
        line = self._phrases.say("echo", word=echo.word, **forms_of(echo.name))
        return self._scribe.came_from(f"a word shared with «{echo.name.heading}»", line)

    def _from_summary(self, other: Connection, line: str) -> str:
        return self._scribe.came_from(f"the summary of «{other.name.heading}»", line)


def each_told(connections: Sequence[Connection]) -> Iterator[Told]:
    """Go through the connections, the nearest first; the farthest may go first."""
    count = len(connections)
    for index, connection in enumerate(connections):
        marker = Ready(f"{{optional {count - index}}}" if index else "")
        yield Told(connection, connection.is_earlier, connection.is_quoted, marker)


def groups_of(connections: Sequence[Connection], *, first_stays: bool = False) -> list[Group]:
    """Take those that are only named: a few pairs, and then one by one what may fill a last gap."""
    groups = _paired(connections)
    return [
        Group(
            members,
            Ready("" if first_stays and not index else f"{{optional {max(1, _FIRST_GROUP - index)}}}"),
        )
        for index, members in enumerate(groups)
    ]


def _paired(connections: Sequence[Connection]) -> list[tuple[Connection, ...]]:
    pairs: list[tuple[Connection, ...]] = []
    alone: list[tuple[Connection, ...]] = []
    waiting: list[Connection] = []
    for connection in connections:
        if _wears_out(connection) or len(pairs) == _MOST_PAIRS:
            alone.append((connection,))
        elif waiting and _fit(waiting[0], connection):
            pairs.append((waiting.pop(), connection))
        else:
            waiting.append(connection)
    alone.sort(key=lambda group: _wears_out(group[0]))
    return [*pairs, *((one,) for one in waiting), *alone][: _MOST_PAIRS + _MOST_ALONE]


def _words_said(group: tuple[Connection, ...]) -> int:
    return sum(len(f"{c.name.mention} {about(c.subtitle)}".split()) for c in group)


def _wears_out(connection: Connection) -> bool:
    """Say whether many episodes that name it would say too much alike."""
    return not 1 <= len(about(connection.subtitle).split()) <= _LONG_SUBTITLE


def _fit(one: Connection, other: Connection) -> bool:
    """Say whether both go into one sentence."""
    return _words_said((one, other)) <= _LONGEST_PAIR_WORDS


def _said_of(other: Connection) -> dict[str, str]:
    is_many = other.name.is_plural and "“" not in other.name.mention
    return {
        **forms_of(other.name),
        "about": about(other.subtitle),
        "is": "are" if is_many else "is",
        "was": "were" if is_many else "was",
        "has": "have" if is_many else "has",
        "s": "" if is_many else "s",
    }


def _title(other: Connection) -> str:
    return f"the title of «{other.name.heading}»"
