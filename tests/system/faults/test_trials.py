"""Long trials, in a length that CI has time for; `benchmarks/` says how to have them in full."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_files import Tally, read_one
from benchmarks.fuzz_mutations import TOKENS, real_files
from benchmarks.fuzz_readers import Readers
from benchmarks.small_show import write_show

ROOT = Path(__file__).parents[3]
KINDS = {
    "list": ".md",
    "episode": ".md",
    "settings": ".toml",
    "lexicon": ".toml",
    "script": ".md",
    "format": ".j2",
}
MUTATED, MADE_UP = 47_000, 500  # the latter of each kind: 50,000 in all


def trial(name: str, count: int) -> str:
    """Run a trial in a process of its own; give what it tells."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--count", str(count)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_runs_that_are_killed_tear_nothing_and_the_next_mends_all() -> None:
    told = trial("kills", 20)
    assert "killed" in told
    assert "nothing torn" in told


def test_sixty_builds_with_edits_between_them_grow_nothing_and_are_as_clean_ones() -> None:
    assert "60 builds" in trial("years", 60)


def test_files_that_nobody_would_write_are_read_or_refused() -> None:
    told = trial("fuzz_files", MUTATED)
    assert set(real_files()) == set(KINDS)
    assert "0 wrong" in told


PARTS = st.one_of(
    st.sampled_from([token if isinstance(token, bytes) else token.encode() for token in TOKENS]),
    st.sampled_from(
        [line for files in real_files().values() for data, _ in files[:9] for line in data.splitlines(True)]
    ),
    st.binary(max_size=12),
    st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
)


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_parts_that_do_not_belong_together_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    write_show(tmp_path / "show", 2)
    readers = Readers(tmp_path / "show")

    @settings(
        max_examples=MADE_UP,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(PARTS, max_size=24).map(b"".join))
    def read(data: bytes) -> None:
        tally = Tally()
        read_one(readers, kind, data, KINDS[kind], tally)
        assert tally.wrong == []

    read()
