"""Where episodes are made, as the command line asks."""

from __future__ import annotations

import sys

import pytest

from pipeline.building.executor import Processes, executor_for
from pipeline.building.outcome import Outcome, Settings
from pipeline.cluster.dask_cluster import DaskCluster
from pipeline.cluster.executor import ClusterExecutor
from pipeline.commands.building import _tell_errors
from pipeline.errors import ClusterLost, ClusterNotAvailable
from pipeline.process.console import Console
from pipeline.process.workers import usable_cores


def test_without_a_scheduler_episodes_are_made_here_by_no_more_processes_than_cores() -> None:
    assert executor_for(Settings()) == Processes(usable_cores())
    assert executor_for(Settings(jobs=1)) == Processes(1)
    assert executor_for(Settings(jobs=10_000)) == Processes(usable_cores())


def test_on_a_cluster_more_may_be_under_way_than_this_machine_has_cores() -> None:
    executor = executor_for(Settings(jobs=10_000, scheduler="tcp://127.0.0.1:9"))
    assert isinstance(executor, ClusterExecutor)
    assert executor.jobs == 10_000


def test_where_nothing_is_to_be_made_no_cluster_is_asked() -> None:
    assert list(executor_for(Settings(scheduler="tcp://127.0.0.1:9")).each_done([])) == []


def test_what_is_not_installed_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterNotAvailable) as caught:
        DaskCluster("tcp://127.0.0.1:9")
    assert caught.value.remedy == "pip install 'ninety-podcast[cluster]'"


def test_what_went_away_for_many_episodes_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    lost = [Outcome(slug, "failed", error=ClusterLost("no worker is left", file=slug)) for slug in "abc"]
    _tell_errors(lost, Console())
    assert capsys.readouterr().err == (
        "error: no worker is left: 3 episodes were not made\n"
        "  start it again and run the same command: what is finished is kept\n"
    )
