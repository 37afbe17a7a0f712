"""The draft of one episode: asked for, read, marked, and put into its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.catalogue.placeholders import marks_in
from pipeline.catalogue.show import Episode, Show
from pipeline.drafting.server.address import Server
from pipeline.drafting.server.answer import read_answer
from pipeline.drafting.server.drafted_file import write_draft
from pipeline.drafting.server.marks import marked
from pipeline.drafting.server.prompt import MOST_TOKENS, instructions, prompt_for
from pipeline.drafting.server.reply import Tokens
from pipeline.drafting.server.wire import Patience, Tell, ask


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a server drafted for an episode, as it stands in the file now."""

    episode: Episode
    notes: Mapping[str, tuple[str, ...]]
    tokens: Tokens
    is_cut: bool

    @property
    def marks(self) -> tuple[str, ...]:
        """Give what is marked: numbers and names to look up."""
        texts = (text for paragraphs in self.notes.values() for text in paragraphs)
        return tuple(found[1] for text in texts for found in marks_in(text))

    @property
    def words(self) -> int:
        """Count the words."""
        return sum(len(text.split()) for paragraphs in self.notes.values() for text in paragraphs)

    def document(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {
            "words": self.words,
            "headings": list(self.notes),
            "marks": list(self.marks),
            "cut_off": self.is_cut,
            "tokens": self.tokens.document(),
        }


def draft_episode(show: Show, episode: Episode, server: Server, patience: Patience, tell: Tell) -> Drafted:
    """Have the notes of an episode drafted, and write them into its file.

    Raises ServerFailed or DraftFailed; then the file is as it was.
    """
    prompt = prompt_for(show, episode)
    reply = ask(server, prompt.messages, MOST_TOKENS, patience, tell)
    read = read_answer(reply.text, instructions(prompt), is_cut=reply.is_cut)
    notes = {
        heading: tuple(marked(paragraph, prompt.support) for paragraph in paragraphs)
        for heading, paragraphs in read.items()
    }
    write_draft(episode.file, notes)
    return Drafted(episode, notes, reply.tokens, reply.is_cut)
