"""The ready-made lines of a script: material put into the phrases whose turn it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.writing.english import upper_first, words_of
from pipeline.writing.formats import Ready
from pipeline.writing.material import Connection, Material, Term
from pipeline.writing.phrases import Phrases

_ASKS = re.compile(r"(?:why|how|what|which|who|whether)\b", re.IGNORECASE)
_MOMENT = re.compile(r"when\b", re.IGNORECASE)
_SHORT_LINE_WORDS = 18  # a take-away is no longer, if the material allows
_ONE_BREATH_WORDS = 26  # more of them are two sentences
_IN_BRIEF = 2  # connections; short paragraphs make the length easy to fit
_TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = (
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True, slots=True)
class NotesPart:
    """A heading of the notes with its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class NotesView:
    """An episode's notes as a format reads them: `notes.how_it_works` is a list of paragraphs, maybe empty.

    Text before any heading is `notes.text`.
    """

    def __init__(self, material: Material) -> None:
        self._parts = {
            _key(heading or "text"): NotesPart(heading, text) for heading, text in material.notes.items()
        }

    def __getitem__(self, heading: str) -> tuple[str, ...]:
        part = self._parts.get(_key(heading))
        return part.paragraphs if part else ()

    def besides(self, *headings: str) -> list[NotesPart]:
        """List the parts under other headings than these."""
        told = {_key(heading) for heading in headings}
        return [part for key, part in self._parts.items() if key not in told]


@dataclass(frozen=True, slots=True)
class Told:
    """A connection as a format reads it."""

    connection: Connection
    is_earlier: bool
    is_nearest: bool
    is_in_brief: bool  # among the last: only named
    shares_a_word: bool
    may_go: Ready  # a marker; empty for the nearest


class Lines:
    """Makes the lines of one script, and keeps what was used of the glossary and of other episodes."""

    def __init__(self, material: Material, phrases: Phrases) -> None:
        self._material = material
        self.phrases = phrases
        self.used_terms: list[Term] = []
        self.used_of_others: list[object] = []

    def greeting(self) -> str:
        """Say what this is about."""
        return self.phrases.say("greeting_question" if self._material.name.is_question else "greeting")

    def hook(self) -> str:
        """Make a hook of the subtitle."""
        subtitle = self._material.subtitle
        bank = "hook_phrase"
        if not subtitle:
            bank = "hook_plain"
        elif _ASKS.match(subtitle):
            bank = "hook_question"
        elif _MOMENT.match(subtitle):
            bank = "hook_moment"
        elif self._material.name.asks:
            bank = "hook_answer"
        return self.phrases.say(bank, subtitle=subtitle, mention=self._material.name.plain)

    def idea(self) -> str:
        """Tell the summary."""
        text = " ".join(self._material.summary)
        stands_alone = self._material.summary_is_clause or ": " in "".join(self._material.summary[:1])
        bank = "idea_sentence" if stands_alone else "idea"
        return self.phrases.say(bank, idea=text, Idea=upper_first(text)) if text else ""

    def explain(self, term: Term) -> str:
        """Say what a term means."""
        self.used_terms.append(term)
        return self.phrases.say(
            "term", term=term.term, definition=term.definition, Definition=upper_first(term.definition)
        )

    def connect(self, told: Told) -> str:
        """Tell what another episode says."""
        self.used_of_others.append((told.connection.name, told.connection.content, told.connection.kind))
        name = told.connection.name
        lead = self.phrases.say(
            told.connection.kind,
            mention=name.mention,
            heading=name.heading,
            the_episode=name.the_episode,
            The_episode=upper_first(name.the_episode),
        )
        return lead + self._content(told.connection, len(words_of(lead)))

    def _content(self, other: Connection, lead_words: int) -> str:
        """Go on from the sentence that names an episode: after a colon if short and no clause."""
        if not other.content:
            return "."
        content = " ".join(other.content)
        if other.content_is_clause or ": " in content:
            return f". {upper_first(content)}"
        words = lead_words + len(words_of(other.content[0]))
        if words > _ONE_BREATH_WORDS and self.phrases.left("quoting"):
            return f". {self.phrases.say('quoting', content=content)}"
        return f": {content}"

    def shared(self, told: Told) -> str:
        """Name a rare word that both summaries use."""
        self.used_of_others.append(told.connection.shared_word)
        return self.phrases.say("shared", word=told.connection.shared_word)

    def beside(self, told: Told) -> str:
        """Name another episode."""
        other = told.connection
        self.used_of_others.append((other.name, other.subtitle))
        return self.phrases.say("beside", the_episode=other.name.the_episode, about=_about(other.subtitle))

    def take_away(self) -> str:
        """Say the one thing to keep: the sentence of the summary that holds the rest, or the subtitle."""
        line, subtitle = self._material.gist, self._material.subtitle
        is_short = bool(line) and len(words_of(line)) <= _SHORT_LINE_WORDS and ": " not in line
        answers = bool(subtitle) and not _ASKS.match(subtitle) and not _MOMENT.match(subtitle)
        if not is_short and (answers or not line):
            line = f"{subtitle or self._material.name.plain}."
        return self.phrases.say("take_away", line=line)

    def next_episode(self) -> str:
        """Name the next episode, if there is one."""
        following, subtitle = self._material.following, self._material.following_subtitle
        if following is None:
            return ""
        self.used_of_others.append((following, subtitle))
        return self.phrases.say(
            "next",
            next=following.mention,
            the_next=following.the_episode,
            about=_about(subtitle),
        )

    def connections(self) -> Iterator[Told]:
        """Go through the connections, the nearest first; the farthest may go first."""
        count = len(self._material.connections)
        for index, connection in enumerate(self._material.connections):
            yield Told(
                connection=connection,
                is_earlier=connection.is_earlier,
                is_nearest=index == 0,
                is_in_brief=index >= max(2, count - _IN_BRIEF),
                shares_a_word=bool(connection.shared_word),
                may_go=Ready(f"{{optional {count - index}}}" if index else ""),
            )


def spoken_length(seconds: float) -> str:
    """Say about how long an episode is: «ninety seconds», «two and a half minutes»."""
    if seconds < 102.5:
        tens, five = divmod(max(5, 5 * round(seconds / 5)), 10)
        words = "a hundred" if tens == 10 else "-".join(filter(None, (_TENS[tens], "five" if five else "")))
        return f"{words} seconds"
    halves = round(seconds / 30)
    minutes = _UNITS[halves // 2] if halves // 2 < len(_UNITS) else str(halves // 2)
    return f"{minutes} and a half minutes" if halves % 2 else f"{minutes} minutes"


def _about(subtitle: str) -> str:
    return f": {subtitle}" if subtitle else ""


def _key(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())
