"""Where episodes are made: in processes of this machine, or on the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.building.order import Order
from pipeline.building.outcome import Settings
from pipeline.building.render import Rendered, render_to_be_written
from pipeline.process.workers import each_done, usable_cores

Warn = Callable[[str, str], None]  # what is to be said, and what to do about it
GoingOn = Callable[[], bool]
Done = Generator[tuple[Order, Callable[[], Rendered]], None, None]


def always() -> bool:
    """Go on to the end."""
    return True


class Executor(Protocol):
    """Makes episodes, several at a time, without writing anything."""

    def each_done(self, orders: Sequence[Order], going_on: GoingOn = always) -> Done:
        """Give every order as it is done, with what gives its rendering or raises what went wrong with it.

        What is rendered is to be written: its recording is without its timed sentences. Orders that are not
        begun when `going_on` says no any more do not come back. Close it (contextlib.closing) to stop at
        once: what is in hand is dropped.
        """
        ...


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine."""

    workers: int

    def each_done(self, orders: Sequence[Order], going_on: GoingOn = always) -> Done:
        """Make the episodes here."""
        yield from each_done(render_to_be_written, orders, self.workers, going_on)


def executor_for(settings: Settings, warn: Warn = lambda *_: None) -> Executor:
    """Give what makes episodes as asked for; a cluster is connected to when there is something to make."""
    if settings.scheduler is None:
        return Processes(min(settings.jobs or usable_cores(), usable_cores()))
    from pipeline.cluster.executor import ClusterExecutor

    return ClusterExecutor(settings.scheduler, settings.jobs, warn)
