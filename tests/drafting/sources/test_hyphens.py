from __future__ import annotations

import pytest

from pipeline.drafting.sources.hyphens import DOUBT, Hyphens


@pytest.mark.parametrize(
    ("lines", "others", "joined"),
    [
        (["an exam-", "ple of it"], [], "an example of it"),
        (["a well-", "known man"], ["the well-known one"], "a well-known man"),
        (["the low-", "rank case"], ["low and rank are words"], f"the low{DOUBT}rank case"),
        (["the low-", "rank case"], ["low and rank, and low-rank"], "the low-rank case"),
        (["the year-", "2000 case"], [], "the year- 2000 case"),
        (["a soft\u00ad", "ening"], [], "a softening"),
        (["no hyphen", "at all"], [], "no hyphen at all"),
        (["from A-", "Bach"], [], f"from A{DOUBT}Bach"),
        (["a Trace-", "Monkey"], ["TraceMonkey is one"], "a TraceMonkey"),
    ],
)
def test_a_divided_word_is_joined_by_what_the_document_has_elsewhere(
    lines: list[str], others: list[str], joined: str
) -> None:
    assert Hyphens([*lines, *others]).joined(lines) == joined
