"""Dialogues: what the notes let somebody ask is asked by the guest, and answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogue.show import Episode, Notes, Section
from pipeline.writing.write import write_script

PARTS = {
    "Hook": "The sea comes back every day, and a little later each time.",
    "How it works": "The Moon pulls the water into two bulges, and we turn beneath them.",
    "Example": "At one place the water climbs as much as sixteen meters.",
    "Why it matters": "A ship that ignores the clock of the Moon ends on the sand.",
    "Limit": "The shape of a coast can double the tide, or swallow it.",
    "Take-away": "The sea runs by the Moon, and the Moon runs late.",
}
QUESTION = "And where does the shape of the coast come in?"


@pytest.fixture
def tides(make_episode) -> Episode:
    sections = [
        Section(name, (text,), (QUESTION,) if name == "Limit" else ()) for name, text in PARTS.items()
    ]
    return replace(make_episode(1, "Tides"), notes=Notes(tuple(sections)))


@pytest.mark.parametrize("name", ["conversation", "second-opinion"])
def test_the_guest_asks_and_the_host_answers(make_show, tides: Episode, name: str) -> None:
    episode = replace(tides, format=name, guest="tone/low")
    turns = [(p.text, p.role) for p in write_script(make_show(episode), episode).paragraphs]
    asked = turns.index((QUESTION, "guest"))
    assert turns[asked + 1] == (PARTS["Limit"], "host")


@pytest.mark.parametrize("name", ["conversation", "second-opinion"])
def test_without_a_second_voice_a_dialogue_is_written_for_one(make_show, tides: Episode, name: str) -> None:
    episode = replace(tides, format=name)
    script = write_script(make_show(episode), episode)
    assert script.format not in {"conversation", "second-opinion"}
    assert {paragraph.role for paragraph in script.paragraphs} == {"host"}
    assert PARTS["Limit"] in "\n".join(p.text for p in script.paragraphs)


def test_one_voice_alone_is_not_interrupted(make_show, tides: Episode) -> None:
    episode = replace(tides, format="explainer")
    assert QUESTION not in "\n".join(p.text for p in write_script(make_show(episode), episode).paragraphs)


@pytest.mark.parametrize("name", ["explainer", "myth", "story", "conversation"])
def test_what_the_notes_say_of_other_episodes_takes_the_place_of_what_is_generated(
    make_episode, make_show, tides: Episode, name: str
) -> None:
    own = "Currents have another clock, as the episode on the Gulf Stream tells."
    notes = Notes((*tides.notes.sections, Section("In this series", (own,))))
    episode = replace(tides, format=name, notes=notes)
    other = make_episode(2, "Waves", subtitle="what the wind leaves behind")
    later = make_episode(3, "Spring tides", subtitle="when the Sun joins in")
    paragraphs = list(write_script(make_show(episode, other, later), episode).paragraphs)
    texts = [p.text for p in paragraphs]
    assert paragraphs[texts.index(own)].optional
    assert texts.index(own) >= len(texts) - 4
    assert not [text for text in texts[:-1] if "Spring tides" in text or "spring tides" in text]
