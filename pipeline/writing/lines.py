"""The ready-made lines of a script: material put into the phrases whose turn it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.writing.bearings import Echo
from pipeline.writing.english import upper_first, verb_place, word_list, words_of
from pipeline.writing.formats import Ready
from pipeline.writing.material import Connection, Material, Term
from pipeline.writing.names import Name
from pipeline.writing.phrases import Phrases
from pipeline.writing.retelling import Answer

_ASKS = re.compile(r"(?:why|how|what|which|who|whether)\b", re.IGNORECASE)
_MOMENT = re.compile(r"when\b", re.IGNORECASE)
_SHORT_LINE_WORDS = 18  # a take-away is no longer, if the material allows
_ONE_BREATH_WORDS = 26  # more of them are two sentences
_SENTENCES_TO_CHOOSE_FROM = 2  # of a summary with fewer, the subtitle says it better the second time
_LONG_DEFINITION = 22  # words
_LONGEST_SUBJECT = 6  # words, before an attribution
_MANY_NUMBERS = 5  # in an example: it is a calculation, and no mere story with a date
# «a lens», «the narrow one»: an article, at most one word before the noun, at the very end.
_LAST_NOUN = re.compile(r"(?:^|\s)(?P<noun>(?:a|an) (?:[a-z-]+ )?[a-z-]{3,})\.$")
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
class Told:
    """A connection as a format reads it."""

    connection: Connection
    is_earlier: bool
    is_quoted: bool  # it falls to this episode to tell its summary
    may_go: Ready  # a marker; empty for the nearest


class Lines:
    """Makes the lines of one script, and keeps what each was made of."""

    def __init__(self, material: Material, phrases: Phrases) -> None:
        self._material = material
        self.phrases = phrases
        self.used_terms: list[Term] = []
        self.used_of_others: list[object] = []
        self.origins: list[tuple[str, str]] = []  # a line, and what it came from

    def say(self, bank: str, **values: str) -> str:
        """Say a line of a bank."""
        return self._from(f"phrases [{bank}]", self.phrases.say(bank, **values))

    def greeting(self) -> str:
        """Say what this is about."""
        return self.say("greeting_question" if self._material.name.is_question else "greeting")

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
        line = self.phrases.say(bank, subtitle=subtitle, mention=self._material.name.plain)
        return self._from("the subtitle", line)

    def summary(self) -> str:
        """Give the summary as it is."""
        return self._from("the summary", upper_first(" ".join(self._material.summary)))

    def idea(self) -> str:
        """Tell the summary."""
        text = " ".join(self._material.summary)
        stands_alone = self._material.summary_is_clause or ": " in "".join(self._material.summary[:1])
        bank = "idea_sentence" if stands_alone else "idea"
        line = self.phrases.say(bank, idea=text, Idea=upper_first(text)) if text else ""
        return self._from("the summary", line)

    def ask(self, answer: Answer) -> str:
        """Ask what a clause of the summary answers, and answer it."""
        question = answer.question or self.phrases.say(f"ask_{answer.asked}")
        return self._from("the summary, asked and answered", f"{question} {answer.answer}")

    def explain(self, term: Term) -> str:
        """Say what a term means."""
        self.used_terms.append(term)
        line = self.phrases.say(
            "term", term=term.term, definition=term.definition, Definition=upper_first(term.definition)
        )
        if len(words_of(term.definition)) > _LONG_DEFINITION:  # it needs no words before it, and bears none
            line = upper_first(term.definition)
        return self._from(f"the glossary, «{term.term}»", line)

    def connect(self, told: Told) -> str:
        """Tell what another episode says."""
        self.used_of_others.append((told.connection.name, told.connection.content, told.connection.kind))
        name = told.connection.name
        lead = self.phrases.say(told.connection.kind, **_named(name))
        line = lead + self._content(told.connection, len(words_of(lead)))
        return self._from(f"the summary of «{name.heading}»", line)

    def _content(self, other: Connection, lead_words: int) -> str:
        """Go on from the sentence that names an episode: after a colon if short and no clause."""
        if not other.content:
            return "."
        content = " ".join(other.content)
        if other.content_is_clause or ": " in content:
            return f". {self._told(upper_first(content))}"
        words = lead_words + len(words_of(other.content[0]))
        if words > _ONE_BREATH_WORDS and self.phrases.left("quoting"):
            return f". {self.phrases.say('quoting', content=content)}"
        return f": {content}"

    def _told(self, sentence: str) -> str:
        """Attribute a sentence behind its subject, as in «Gradients, it says there, are averaged»."""
        place = verb_place(sentence)
        words = sentence.split()
        if place is None or place > _LONGEST_SUBJECT or not self.phrases.left("aside"):
            return sentence
        while place > 1 and words[place - 1].endswith("ly"):
            place -= 1
        subject, predicate = " ".join(words[:place]), " ".join(words[place:])
        if words_of(sentence)[:place] != words_of(subject) or re.search(r"[,;:—–]", subject):
            return sentence
        return f"{subject}, {self.phrases.say('aside')}, {predicate}"

    def beside(self, told: Told) -> str:
        """Name another episode, with its subtitle."""
        other = told.connection
        self.used_of_others.append((other.name, other.subtitle))
        bank = "beside" if other.subtitle else "beside_plain"
        values = {"subtitle": other.subtitle, "Subtitle": upper_first(other.subtitle), **_named(other.name)}
        return self._from(f"the title of «{other.name.heading}»", self.phrases.say(bank, **values))

    def wonder(self, told: Told) -> str:
        """Pass on a question that another episode's summary answers; name the episode where there is none."""
        other = told.connection
        if not other.question or not self.phrases.left("wonder"):
            return self.beside(told)
        self.used_of_others.append((other.name, other.question))
        line = self.phrases.say("wonder", question=other.question, **_named(other.name))
        return self._from(f"the summary of «{other.name.heading}»", line)

    def echo(self, echo: Echo) -> str:
        """Say where a word of the summary comes back."""
        self.used_of_others.append(echo)
        line = self.phrases.say("echo", word=echo.word, **_named(echo.name))
        return self._from(f"a word shared with «{echo.name.heading}»", line)

    def tell_place(self) -> str:
        """Say which of a topic's episodes this one is."""
        place = self._material.place
        if place is None:
            return ""
        self.used_of_others.append(place)
        around = {
            "before": place.before.mention if place.before else "",
            "after": place.after.mention if place.after else "",
        }
        bank = "place_first" if place.is_first else "place_last" if place.is_last else "place"
        values = {"topic": place.topic, "position": place.position, "count": place.count, **around}
        line = self.phrases.say(
            bank, Count=upper_first(place.count), After=upper_first(around["after"]), **values
        )
        return self._from(f"the show's episodes on {place.topic}", line)

    def tell_title_word(self) -> str:
        """Say which other titles have a word of this one."""
        found = self._material.title_word
        if found is None:
            return ""
        self.used_of_others.append(found)
        bank = "title_word" if len(found.others) > 1 else "title_word_once"
        line = self.phrases.say(bank, word=found.word, titles=_joined([_one_name(n) for n in found.others]))
        return self._from("the titles of this show", line)

    def take_away(self) -> str:
        """Say the one thing to keep: the sentence of the summary that holds the rest, or the subtitle."""
        line, subtitle = self._material.gist, self._material.subtitle
        is_short = bool(line) and len(words_of(line)) <= _SHORT_LINE_WORDS and ": " not in line
        answers = bool(subtitle) and not _ASKS.match(subtitle) and not _MOMENT.match(subtitle)
        if (
            answers and (len(self._material.summary) < _SENTENCES_TO_CHOOSE_FROM or not is_short)
        ) or not line:
            line = f"{subtitle or self._material.name.plain}."
        return self._from("the summary and the subtitle", self.phrases.say("take_away", line=line))

    def next_episode(self) -> str:
        """Name the next episode, if there is one."""
        following, subtitle = self._material.following, self._material.following_subtitle
        if following is None:
            return ""
        self.used_of_others.append((following, subtitle))
        line = self.phrases.say(
            "next",
            next=following.mention,
            the_next=following.the_episode,
            about=_about(subtitle),
        )
        return self._from("the next episode's title", line)

    def connections(self) -> Iterator[Told]:
        """Go through the connections, the nearest first; the farthest may go first."""
        count = len(self._material.connections)
        for index, connection in enumerate(self._material.connections):
            yield Told(
                connection=connection,
                is_earlier=connection.is_earlier,
                is_quoted=connection.is_quoted,
                may_go=Ready(f"{{optional {count - index}}}" if index else ""),
            )

    def _from(self, origin: str, line: str) -> str:
        if line:
            self.origins.append((line, origin))
        return line


def picked_up(paragraphs: Sequence[str]) -> str:
    """Ask back with the last words of what was said: «…and grinds a lens.» gives «A lens?», else nothing."""
    found = _LAST_NOUN.search(paragraphs[-1]) if paragraphs else None
    return f"{upper_first(found['noun'])}?" if found else ""


def has_numbers(paragraphs: Sequence[str]) -> bool:
    """Say whether much is counted in these paragraphs."""
    words = [word.casefold() for paragraph in paragraphs for word in re.split(r"[\W_]+", paragraph)]
    counted = [word for word in words if word.isdigit() or word in word_list("counting_words")]
    return len(counted) >= _MANY_NUMBERS


def _named(name: Name) -> dict[str, str]:
    return {
        "mention": name.mention,
        "Mention": upper_first(name.mention),
        "heading": name.heading,
        "the_episode": name.the_episode,
        "The_episode": upper_first(name.the_episode),
    }


def _one_name(name: Name) -> str:
    """Give a name that can stand in a list: in quotation marks where it has an «and» of its own."""
    return f"“{name.heading}”" if " and " in name.mention and "“" not in name.mention else name.mention


def _joined(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


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
