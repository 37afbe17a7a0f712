"""Limits on what was heard, for each episode and for the show."""

from __future__ import annotations

import pytest

from pipeline.catalogue.show import CheckSettings
from pipeline.checking.listening.hearing import HeardFile
from pipeline.checking.listening.judgement import judge
from pipeline.checking.listening.scoring import Error, Score

LIMITS = CheckSettings()


def heard(slug: str, errors: int = 0, words: int = 100, opinion: float = 4.7) -> HeardFile:
    error = Error("wrong", "said", "head", 0, "said,")
    return HeardFile(
        slug, {"tiny.en": "…"}, {"tiny.en": Score(words, (error,) * errors)}, opinion, fresh=True
    )


def places(*episodes: HeardFile, whole_show: bool = True) -> list[str]:
    return [finding.place for finding in judge(episodes, LIMITS, whole_show=whole_show).findings]


def test_what_keeps_to_the_limits_is_no_defect() -> None:
    assert places(heard("a", 3), heard("b", 3)) == []
    assert places(heard("a", 8), heard("b"), heard("c")) == []


def test_an_episode_with_too_many_words_misheard_is_a_defect_that_names_them() -> None:
    judgement = judge([heard("a", 9), heard("b"), heard("c")], LIMITS, whole_show=True)
    (finding,) = judgement.findings
    assert finding.place == "a"
    assert finding.what.startswith("9.0 % of its words were misheard, more than 8 %: «said» heard as «head»,")
    assert finding.what.endswith(" and 4 more")


def test_many_small_errors_are_a_defect_of_the_show_alone() -> None:
    judgement = judge([heard("a", 4), heard("b", 3)], LIMITS, whole_show=True)
    (finding,) = judgement.findings
    assert finding.place == "the show"
    assert finding.what == "3.5 % of all words were misheard, more than 3 %, most often «said»"


def test_a_few_episodes_do_not_stand_for_the_show() -> None:
    assert places(heard("a", 4), heard("b", 3), whole_show=False) == []


def test_files_count_by_their_words() -> None:
    assert judge([heard("a", 4, 100), heard("b", 0, 300)], LIMITS, whole_show=True).wer_percent == 1.0


def test_a_sound_rated_low_is_a_defect_of_the_episode_or_of_the_average() -> None:
    assert places(heard("a", opinion=3.9), heard("b", opinion=4.9), heard("c", opinion=4.9)) == ["a"]
    assert places(heard("a", opinion=4.1), heard("b", opinion=4.8)) == ["the show"]
    assert places(heard("a", opinion=4.3), heard("b", opinion=4.8)) == []


def test_of_two_recognisers_the_better_counts() -> None:
    error = Error("missing", "said", "", 0, "said")
    scores = {"tiny.en": Score(10, (error,) * 5), "base": Score(10, ())}
    both = HeardFile("a", dict.fromkeys(scores, ""), scores, 4.7, fresh=True)
    judgement = judge([both], LIMITS, whole_show=True)
    assert judgement.findings == ()
    document = judgement.documents["a"]
    assert document["wer_percent"] == 0
    assert document["recognisers"]["tiny.en"]["wer_percent"] == 50


@pytest.mark.parametrize("whole_show", [True, False])
def test_nothing_heard_is_nothing_wrong(whole_show: bool) -> None:
    judgement = judge([], LIMITS, whole_show=whole_show)
    assert (judgement.findings, judgement.summary, judgement.document) == ((), (), {"episodes": 0})


def test_the_document_and_the_summary_list_the_worst_words() -> None:
    judgement = judge([heard("a", 1), heard("b", 1)], LIMITS, whole_show=True)
    assert judgement.document == {
        "episodes": 2,
        "words": 200,
        "wer_percent": 1.0,
        "mos": 4.7,
        "worst_words": [{"word": "said", "misheard": 2}],
    }
    assert judgement.summary == (
        "2 episodes listened to, 200 words: 1.00 % misheard, sound 4.70 of 5",
        "misheard most: said (2)",
    )
    assert judgement.descriptions["a"] == "1.0 % misheard, sound 4.70 of 5"
