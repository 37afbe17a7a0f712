"""The table of how three shows were heard."""

from __future__ import annotations

from benchmarks.listening import SUBJECTS, misheard, subject_pages, table
from pipeline.catalogue.show import CheckSettings
from pipeline.checking.listening.hearing import HeardFile
from pipeline.checking.listening.judgement import judge
from pipeline.checking.listening.scoring import Error, Score


def heard(slug: str, *errors: Error) -> HeardFile:
    return HeardFile(slug, {"base": "…"}, {"base": Score(50, errors)}, 4.75, fresh=True)


CLIP = Error("wrong", "clip", "clap", 0, "CLIP")
EXTRA = Error("extra", "", "oh", 0, "")


def test_a_row_has_the_pooled_rate_and_the_worst_episode() -> None:
    both = judge([heard("good"), heard("bad", CLIP, CLIP, EXTRA)], CheckSettings(), whole_show=True)
    lines = table(
        {"the bundled show": both, "nothing": judge([], CheckSettings(), whole_show=True)}
    ).splitlines()
    assert lines[2] == "| the bundled show | 2 | 100 | 3.00 % | 6.0 % (bad) | 4.75 | 4.75 |"
    assert lines[3] == "| nothing | 0 |  |  |  |  |  |"
    assert lines[-1].startswith("Measured on ")


def test_what_was_misheard_is_listed_the_most_frequent_first() -> None:
    assert misheard([heard("a", EXTRA, CLIP), heard("b", CLIP)]) == "CLIP → clap (2), nothing → oh"


def test_the_pages_of_other_subjects_are_topic_pages_alone() -> None:
    pages = subject_pages()
    assert len(pages) >= 5
    assert all(page.parent == SUBJECTS and " episodes — " in page.read_text() for page in pages)
