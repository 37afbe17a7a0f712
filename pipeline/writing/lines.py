"""The ready-made lines of a script about its own subject: material put into the phrases whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.writing.english import lower_first, upper_first, words_of
from pipeline.writing.lists import spoken_signs
from pipeline.writing.material import Material, Term
from pipeline.writing.retelling import Answer
from pipeline.writing.scribe import Scribe
from pipeline.writing.subtitles import about, kind_of, question
from pipeline.writing.telling import shape_of

_SHORT_LINE_WORDS = 20  # the last thought is no longer, if the material allows
_LONG_DEFINITION = 22  # words


class Lines:
    """Makes the lines of one script that are about its own subject."""

    def __init__(self, material: Material, scribe: Scribe) -> None:
        self._material = material
        self._scribe = scribe
        self._phrases = scribe.phrases
        self._asked = "" if material.name.is_question else question(material.subtitle)

    def greeting(self) -> str:
        """Say what this is about."""
        return self._scribe.say("greeting_question" if self._material.name.is_question else "greeting")

    def opening(self) -> str:
        """Say what this is about, with what the subtitle asks or says of it."""
        name, subtitle = self._material.name, self._material.subtitle
        values = {"title": f"“{name.heading}”"} if name.asks else {}
        if not subtitle:
            return f"{self.greeting()} {self._scribe.say('opening_plain')}"
        if name.is_question:
            answer = subtitle if kind_of(subtitle) == "clause" else about(subtitle)
            line = f"{self.greeting()} {self._phrases.say('opening_answer', about=answer)}"
        elif self._asked:
            line = self._phrases.say("opening_ask", ask=self._asked, asks=_small(self._asked), **values)
        else:
            line = self._phrases.say("opening_phrase", about=about(subtitle), **values)
        return self._scribe.came_from("the subtitle", line)

    def idea(self) -> str:
        """Tell the summary, in whole sentences."""
        summary = self._material.summary
        if not summary:
            return ""
        text = " ".join(summary)
        shape = shape_of(summary[0])
        line = upper_first(text) if shape == "sentence" else self._phrases.say(f"idea_{shape}", idea=text)
        return self._scribe.came_from("the summary", line)

    def summary(self) -> str:
        """Give the summary as it is."""
        return self._scribe.came_from("the summary", upper_first(" ".join(self._material.summary)))

    def ask(self, answer: Answer) -> str:
        """Ask what a clause of the summary answers, and answer it."""
        asked = answer.question or self._phrases.say(f"ask_{answer.asked}")
        return self._scribe.came_from("the summary, asked and answered", f"{asked} {answer.answer}")

    def asked_before(self, paragraphs: Sequence[str]) -> str:
        """Give what the notes let a second voice ask before the first of these paragraphs, or nothing."""
        question = self._material.questions.get(paragraphs[0], "") if paragraphs else ""
        return self._scribe.came_from("the notes, what the second voice asks", question)

    def explain(self, term: Term) -> str:
        """Say what a term means; a definition that names it needs no words before it."""
        self._scribe.used_terms.append(term)
        definition = upper_first(term.definition)
        if len(words_of(definition)) > _LONG_DEFINITION or term.term.casefold() in definition.casefold():
            line = definition
        else:
            line = self._phrases.say(
                "term", term=term.term, definition=term.definition, Definition=definition
            )
        return self._scribe.came_from(f"the glossary, «{term.term}»", line)

    def tell_place(self) -> str:
        """Say which of a topic's episodes this one is."""
        place = self._material.place
        if place is None:
            return ""
        self._scribe.used_of_others.append(place)
        around = {
            "before": place.before.mention if place.before else "",
            "after": place.after.mention if place.after else "",
        }
        bank = "place_first" if place.is_first else "place_last" if place.is_last else "place"
        values = {"topic": place.topic, "position": place.position, "count": place.count, **around}
        line = self._phrases.say(bank, Count=upper_first(place.count), **values)
        return self._scribe.came_from(f"the show's episodes on {place.topic}", line)

    def take_away(self) -> str:
        """Come back to the question of the beginning, and answer it; or say the one thing to keep."""
        reply = self._reply()
        if self._asked and reply:
            line = self._phrases.say("back", ask=self._asked, asks=_small(self._asked), reply=reply)
        else:
            line = self._phrases.say("take_away", line=self._last_line())
        return self._scribe.came_from("the summary and the subtitle", line)

    def _reply(self) -> str:
        """Answer what the subtitle asks, by how it is done, by the name, or by the summary; or give «»."""
        plain = self._material.name.plain.rstrip("?")
        kind = kind_of(self._material.subtitle)
        how = next((a.answer for a in self._material.answers if a.asked == "how"), "")
        if kind == "gerund" and how and len(words_of(how)) <= _SHORT_LINE_WORDS:
            return how
        if kind in {"gerund", "the"} and not self._material.name.asks:
            return f"With {plain}." if kind == "gerund" else f"{upper_first(plain)}."
        return upper_first(self._first_sentence())

    def _first_sentence(self) -> str:
        """Give the summary's first sentence where it is short, whole, and not all there is."""
        summary = self._material.summary
        return summary[0] if len(summary) > 1 and self._is_short(summary[0]) else ""

    def _last_line(self) -> str:
        """Choose the sentence that holds the rest, or else the name with its subtitle."""
        name, subtitle, gist = self._material.name, self._material.subtitle, self._material.gist
        if len(self._material.summary) > 1 and self._is_short(gist):
            return gist
        if not subtitle:
            return gist or f"{name.plain}."
        if name.asks:
            return f"{about(subtitle)}."
        if kind_of(subtitle) in {"phrase", "gerund", "the"}:
            return f"{about(subtitle)}, or, by name, {name.plain}."
        return f"{name.plain.rstrip('?')} — {spoken_signs(subtitle)}."

    def _is_short(self, sentence: str) -> bool:
        fits = len(words_of(sentence)) <= _SHORT_LINE_WORDS and ": " not in sentence
        return bool(sentence) and fits and shape_of(sentence) == "sentence"

    def next_episode(self) -> str:
        """Name the next episode, if there is one."""
        following, subtitle = self._material.following, self._material.following_subtitle
        if following is None:
            return ""
        self._scribe.used_of_others.append((following, subtitle))
        line = self._phrases.say(
            "next",
            next=following.mention,
            the_next=following.the_episode,
            about=f": {subtitle}" if subtitle else "",
        )
        return self._scribe.came_from("the next episode's title", line)


def _small(asked: str) -> str:
    """Let a question begin small, to follow a colon: all of ours begin with an ordinary word."""
    return lower_first(asked, frozenset(word.lower() for word in words_of(asked)[:1]))
