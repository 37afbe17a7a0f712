"""The ready-made lines of a script with notes: material put into the phrases whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.writing.english import upper_first
from pipeline.writing.from_notes.material import Material
from pipeline.writing.from_notes.said_so_far import Scribe
from pipeline.writing.known.own_words import closed


class Lines:
    """Makes the lines of one script that the notes leave to the show."""

    def __init__(self, material: Material, scribe: Scribe) -> None:
        self._material = material
        self._scribe = scribe
        self._phrases = scribe.phrases

    def greeting(self) -> str:
        """Say what this is about, and who speaks, where that is said at the opening."""
        bank = "greeting_question" if self._material.name.is_question else "greeting"
        return f"{self._scribe.say(bank)} {self._phrases.disclosure()}".rstrip()

    def opening(self) -> str:
        """Say what this is about, with the subtitle as a sentence of its own."""
        subtitle = self._material.subtitle
        line = f"{self.greeting()} {closed(upper_first(subtitle)) if subtitle else ''}".rstrip()
        return self._scribe.came_from("the subtitle", line) if subtitle else line

    def summary(self) -> str:
        """Give the summary as it is."""
        return self._scribe.came_from("the summary", upper_first(" ".join(self._material.summary)))

    def asked_before(self, paragraphs: Sequence[str]) -> str:
        """Give what the notes let a second voice ask before the first of these paragraphs, or nothing."""
        question = self._material.questions.get(paragraphs[0], "") if paragraphs else ""
        return self._scribe.came_from("the notes, what the second voice asks", question)

    def next_episode(self) -> str:
        """Name the next episode, if there is one."""
        following, subtitle = self._material.following, self._material.following_subtitle
        if following is None:
            return ""
        self._scribe.used_of_others.append((following, subtitle))
        line = self._phrases.say(
            "next" if _fits_within(subtitle) else "next_apart",
            next=following.mention,
            the_next=following.the_episode,
            about=f": {subtitle}" if subtitle else "",
            gloss=subtitle,
            Gloss=upper_first(subtitle),
        )
        return self._scribe.came_from("the next episode's title", line)

    def sign_off(self) -> str:
        """Give the last words; none after the next episode's name, where the opening has told of the voice.

        A goodbye there would say nothing, and keep the take-away from being what is heard last.
        """
        if self._phrases.says_first and self._material.following is not None:
            return ""
        return self._phrases.sign_off()


def _fits_within(subtitle: str) -> bool:
    """Tell whether a subtitle can be part of a sentence: it begins small, and no sign in it divides one."""
    return subtitle[:1].islower() and not set(subtitle) & set(".,:;?!")
