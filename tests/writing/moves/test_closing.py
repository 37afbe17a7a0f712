"""How a script from a summary ends."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.catalogue.show import Episode
from pipeline.writing.material import Material
from pipeline.writing.moves import closing
from pipeline.writing.phrases import Phrases

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]


def test_the_entrys_last_words_are_said_only_after_its_own_question(
    know: Know, make_episode: MakeEpisode
) -> None:
    last = closing.keep(know())
    assert last is not None
    assert last.text == "The seat has been paid for."
    assert closing.keep(know(make_episode(1, "Kill fee", notes={"Hook": ["The phone rang."]}))) is None


def test_the_next_episode_is_named_by_its_title_alone(know: Know, phrases: Phrases) -> None:
    passage = closing.following(know(), phrases)
    assert "pens" in passage.sentences[0].casefold()
    assert len(passage.sentences) == 2


def test_the_newest_only_says_that_no_person_spoke(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    assert len(closing.following(know(make_episode(1, "Kill fee")), phrases).sentences) == 1
