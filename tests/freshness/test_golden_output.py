"""A stage whose output changes says so by its version, or what was made before would be taken for right."""

from __future__ import annotations

import json

import pytest

from benchmarks.golden_output import GOLDEN, STAGES, output_of

KNOWN = json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_stage_has_its_golden_output() -> None:
    assert list(KNOWN) == list(STAGES)


@pytest.mark.parametrize("stage", STAGES)
def test_another_output_has_another_version(stage: str) -> None:
    version, known = KNOWN[stage]
    renew = "then: python -m benchmarks.golden_output"
    assert STAGES[stage][0] == version, f"the version of pipeline/{stage} is new; {renew}"
    now = output_of(stage)
    assert now == known, f"pipeline/{stage} makes something else now: count its VERSION up; {renew}"
