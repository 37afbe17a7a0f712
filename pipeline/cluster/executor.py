"""Episodes made on a cluster, as `ninety build --scheduler` asks for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from pipeline.building.order import Order
from pipeline.building.render import Rendered
from pipeline.cluster.crew import Crew
from pipeline.cluster.dask_cluster import DaskCluster


@dataclass(frozen=True, slots=True)
class ClusterExecutor:
    """The workers of the cluster whose scheduler is at an address."""

    scheduler: str
    jobs: int | None  # episodes under way at once; None: as many as keep every worker busy
    warn: Callable[[str, str], None]

    def each_done(
        self, orders: Sequence[Order], going_on: Callable[[], bool] = lambda: True
    ) -> Generator[tuple[Order, Callable[[], Rendered]], None, None]:
        """Make the episodes there. Raises ClusterNotAvailable and InvalidScheduler before any is sent."""
        if not orders:
            return
        with closing(DaskCluster(self.scheduler)) as cluster:
            yield from Crew(cluster, self.jobs, self.warn).each_done(orders, going_on)
