"""What a server is asked: to draft an episode's notes, from what its author has and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue.new import NOTE_PROMPTS
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import one_line
from pipeline.drafting.headings import EXAMPLE, HEADINGS, HOOK, IDEA, KEEP, LIMIT, WORTH
from pipeline.drafting.outline.at_hand import AtHand, material_at_hand
from pipeline.drafting.outline.outline import outline_episode

# Words: as much as a script of ninety seconds can say, with what an author will strike out.
MOST_WORDS: Mapping[str, int] = {HOOK: 45, IDEA: 130, EXAMPLE: 70, WORTH: 60, LIMIT: 50, KEEP: 30}
MOST_TOKENS = 900  # of an answer: these words, and room
_MOST_MATERIAL = 6000  # characters: what the smallest models can hold

_TASK = """\
You draft notes for one short podcast episode. A person checks and rewrites them before anything is said.
Use only what stands below. Do not add a number, a date or a name that is not there.
Write plain spoken sentences in {language}. No lists, no emphasis, no links, no remarks about your task.
Answer with exactly these six headings, each on a line of its own, and the notes below each:
{headings}"""
_LANGUAGES: Mapping[str, str] = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "pl": "Polish", "ja": "Japanese", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prompt:
    """The messages for a server, and every text in them that an answer may draw on."""

    messages: tuple[Mapping[str, str], ...]
    support: str

    def text(self) -> str:
        """Give the messages for people to read."""
        return "\n\n".join(f"[{each['role']}]\n{each['content']}" for each in self.messages)


def prompt_for(show: Show, episode: Episode) -> Prompt:
    """Write the prompt for an episode. Raises InvalidShow for a faulty pack."""
    material = _within(material_at_hand(show, episode))
    facts = [
        f"Show: {one_line(show.title)}",
        f"Title: {one_line(episode.title)}",
        *([f"Subtitle: {one_line(episode.subtitle)}"] if episode.subtitle else []),
        f"Summary: {one_line(episode.summary)}",
    ]
    known = [f"- {one_line(each.text)}" for each in material]
    asked = [f"- {question}" for part in outline_episode(show, episode).parts for question in part.questions]
    parts = [
        "\n".join(facts),
        *(["\n".join(["What the author knows:", *known])] if known else []),
        "\n".join(["Questions a listener may have; leave out what is not known:", *asked]),
    ]
    support = " \n".join(
        [show.title, episode.title, episode.subtitle, episode.summary, *episode.topics, *_texts(material)]
    )
    return Prompt(
        ({"role": "system", "content": _task(show)}, {"role": "user", "content": "\n\n".join(parts)}), support
    )


def instructions(prompt: Prompt) -> Iterable[str]:
    """Give the lines of a prompt: a model that only says them again has drafted nothing."""
    return (line.removeprefix("- ") for each in prompt.messages for line in each["content"].splitlines())


def _task(show: Show) -> str:
    headings = "\n".join(
        f"## {heading}\n({NOTE_PROMPTS[heading]} {MOST_WORDS[heading]} words at most.)"
        for heading in HEADINGS
    )
    language = _LANGUAGES.get(show.language.split("-")[0], f"the language «{show.language}»")
    return _TASK.format(language=language, headings=headings)


def _within(material: Sequence[AtHand]) -> list[AtHand]:
    """Keep as many pieces as a small model can hold, and no addresses, which nobody says."""
    kept: list[AtHand] = []
    size = 0
    for each in material:
        size += len(each.text)
        if "://" not in each.text and size <= _MOST_MATERIAL:
            kept.append(each)
    return kept


def _texts(material: Iterable[AtHand]) -> Iterable[str]:
    return (each.text for each in material)
