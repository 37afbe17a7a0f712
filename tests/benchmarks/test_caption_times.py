"""Word times of real speech, held against an aligner that took no part in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.caption_times import deviations, transcript_sentences
from pipeline.catalogue.load import load_show
from pipeline.cli import main

pytestmark = pytest.mark.slow


def spoken(show: Path, slug: str) -> int:
    return main(["build", slug, "--root", str(show), "--engine", "hibari", "--voice", "heart", "-q"])


def test_captions_begin_where_an_independent_aligner_hears_the_words(small_show: Path) -> None:
    assert spoken(small_show, "buttons") == 0
    apart, lost = deviations(load_show(small_show), "buttons")
    off = np.abs(apart)
    assert len(off) > 10 * lost
    assert np.median(off) < 0.05
    assert np.percentile(off, 95) < 0.15


def test_words_that_are_late_are_found_late(small_show: Path) -> None:
    assert spoken(small_show, "coins") == 0
    path = small_show / "output/transcripts/coins.json"
    first = transcript_sentences(path)[0][0]
    shifted = path.read_text().replace(
        f'"startTime": {first.start}', f'"startTime": {first.start + 0.15:.3f}'
    )
    path.write_text(shifted)
    apart, _ = deviations(load_show(small_show), "coins")
    assert max(apart) > 0.12
