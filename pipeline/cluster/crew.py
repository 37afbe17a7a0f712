"""Who makes which episode: orders given to workers of a cluster, whoever of them comes, goes or dies.

A worker is first asked what it is; one that would make other files is given nothing. What a dead worker had
in hand goes to others. Only what is asked for at a time comes here: results wait where they were made.
"""

from __future__ import annotations

import pickle
import time
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from pipeline.building.order import Order
from pipeline.cluster.members import Member, Warn, listed, nobody_fit, nobody_speaks, tell_of, voices_of
from pipeline.cluster.parcels import first_missing, keep, parcel_of
from pipeline.cluster.remote import Wanted, answered, describe, render_here
from pipeline.errors import ClusterLost, ClusterNotAvailable, PipelineError
from pipeline.process.workers import WorkerDied

PATIENCE_SECONDS = 30.0  # for a worker to come, when none is there that could go on
_LOOK_SECONDS = 1.0  # between two looks at who is there
_TICK_SECONDS = 0.25
_MOST_DEATHS = 3  # with the same order in hand, before it is given up
_AHEAD = 2  # orders a worker has at once: the next waits there while a result travels

Result = tuple[Order, Callable[[], Any]]


class Cluster(Protocol):
    """Workers by address, as far as they are known to a scheduler (see dask_cluster.py)."""

    @property
    def is_lost(self) -> bool:
        """Tell whether the scheduler is gone for good."""
        ...

    @property
    def is_connected(self) -> bool:
        """Tell whether the scheduler can be spoken to now."""
        ...

    def addresses(self) -> Collection[str] | None:
        """Give the workers that are there; None when that cannot be learned now."""
        ...

    def give(self, address: str, payload: bytes) -> str | None:
        """Have a worker call what is pickled; give a ticket, or None when the connection has just gone."""
        ...

    def next_done(self, seconds: float) -> str | None:
        """Wait so long for anything to be done, failed or cancelled; give its ticket."""
        ...

    def fetch(self, ticket: str, address: str) -> bytes | Exception | None:
        """Bring a result, or what the worker could not even begin; None when it was lost."""
        ...

    def drop(self, ticket: str) -> None:
        """Forget what was given out."""
        ...


@dataclass(slots=True)
class _Errand:
    """An order on its way, and the workers that were lost with it in hand."""

    order: Order
    lost: list[str]

    @property
    def voices(self) -> frozenset[str]:
        return voices_of(self.order.cast.voices)


class Crew:
    """The workers of a cluster, and what each has in hand."""

    def __init__(self, cluster: Cluster, jobs: int | None, warn: Warn) -> None:
        self._cluster = cluster
        self._jobs = jobs
        self._warn = warn
        self._members: dict[str, Member] = {}
        self._news: list[Member] = []  # what is learned of them and not told yet
        self._errands: dict[str, _Errand] = {}  # under way, by ticket
        self._waiting: dict[frozenset[str], deque[_Errand]] = {}  # by the voices they need
        self._failed: deque[tuple[_Errand, PipelineError]] = deque()
        self._looked = float("-inf")
        self._able_since: dict[frozenset[str], float] = {}  # when somebody could last speak them
        self._wanted = Wanted(())
        self._here: dict[str, Any] = {}

    def each_done(
        self, orders: Sequence[Order], going_on: Callable[[], bool] = lambda: True
    ) -> Generator[Result, None, None]:
        """Give each order back as it is done, with what gives its result or raises what went wrong.

        Those that wait when `going_on` says no any more do not come back. Raises ClusterNotAvailable, before
        any order is given out, when no worker is fit for one.
        """
        for order in orders:
            errand = _Errand(order, [])
            self._waiting.setdefault(errand.voices, deque()).append(errand)
        voices = {voice for order in orders for voice in order.cast.voices}
        self._wanted = Wanted(
            tuple(sorted(voices, key=str)), any(order.audio.also or order.own for order in orders)
        )
        self._here = describe(self._wanted)
        self._muster()
        while self._errands or self._failed or any(self._waiting.values()):
            while self._failed:
                errand, error = self._failed.popleft()
                yield errand.order, partial(_raise, error)
            if self._cluster.is_lost:
                self._give_up_all()
                continue
            if not going_on():
                self._waiting.clear()
            self._look_around()
            self._give_up_hopeless()
            self._hand_out()
            yield from self._taken_back(self._cluster.next_done(_TICK_SECONDS))

    def _muster(self) -> None:
        """Learn who is there before anything is given out."""
        began = time.monotonic()
        while True:
            self._look_around()
            is_late = time.monotonic() - began > PATIENCE_SECONDS
            if self._members and not self._is_asking():
                break
            if self._cluster.is_lost or is_late:
                raise self._nobody()
            for _ in self._taken_back(self._cluster.next_done(_TICK_SECONDS)):
                pass  # nothing but questions is under way
        if not self._fit():
            raise self._nobody()
        self._tell_news()

    def _fit(self) -> list[Member]:
        return [member for member in self._members.values() if member.is_fit]

    def _nobody(self) -> ClusterNotAvailable:
        refused = [member for member in self._members.values() if member.refused]
        if not refused:
            what = "no worker answers" if self._members else "no worker has come to the cluster"
            return ClusterNotAvailable(what, remedy="start workers: dask worker ADDRESS")
        return nobody_fit(refused)

    def _look_around(self) -> None:
        """See, once a second, who has come and who has gone."""
        now = time.monotonic()
        if now - self._looked < _LOOK_SECONDS:
            return
        there = self._cluster.addresses()
        self._looked = now
        if there is None:
            return
        for address in [each for each in self._members if each not in there]:
            self._bury(self._members.pop(address))
        for address in there:
            if address not in self._members:
                self._ask(Member(address))

    def _ask(self, member: Member) -> None:
        member.question = self._give(member, describe, self._wanted)
        member.asked = time.monotonic()
        if member.question is not None:
            self._members[member.address] = member

    def _bury(self, member: Member) -> None:
        """Take what a worker had in hand back; what it was at when it died counts against that."""
        if member.question:
            self._cluster.drop(member.question)
        if member.parcel:
            self._cluster.drop(member.parcel)
        for place, ticket in enumerate(member.in_hand):
            self._cluster.drop(ticket)
            self._again(self._errands.pop(ticket), member, is_blamed=place == 0)

    def _again(self, errand: _Errand, member: Member, *, is_blamed: bool) -> None:
        if is_blamed:
            errand.lost.append(member.name)
        if len(errand.lost) < _MOST_DEATHS:
            self._waiting.setdefault(errand.voices, deque()).appendleft(errand)
            return
        remedy = "look whether memory ran out there: `dask worker --memory-limit` and the worker's log say"
        died = WorkerDied(f"{listed(errand.lost)} ended while working on it", remedy=remedy)
        self._failed.append((errand, died))

    def _hand_out(self) -> None:
        if not self._cluster.is_connected:
            return
        for ahead in range(_AHEAD):
            for member in self._members.values():
                if self._jobs is not None and len(self._errands) >= self._jobs:
                    return
                if member.is_fit and not member.parcel and len(member.in_hand) == ahead:
                    self._hand_to(member, is_ahead=ahead > 0)

    def _hand_to(self, member: Member, *, is_ahead: bool) -> None:
        """Give a worker the next order it can speak; one ahead only while there is more than enough."""
        for voices, queue in self._waiting.items():
            if member.can_speak(voices) and len(queue) > (len(self._members) if is_ahead else 0):
                if self._sends_file(member, queue):
                    return
                errand = queue.popleft()
                ticket = self._give(member, render_here, replace(errand.order, cache_folder=None))
                if ticket is None:
                    queue.appendleft(errand)
                else:
                    self._errands[ticket] = errand
                    member.in_hand.append(ticket)
                return

    def _sends_file(self, member: Member, queue: deque[_Errand]) -> bool:
        """Send a worker a file that the next order needs and that it has not; tell whether there was one."""
        missing = first_missing(queue[0].order, member.files)
        if missing is None:
            return False
        try:
            member.parcel = self._give(member, keep, parcel_of(missing))
        except PipelineError as error:
            self._failed.append((queue.popleft(), error))
        return True

    def _give(self, member: Member, work: Callable[[Any], Any], order: Any) -> str | None:
        return self._cluster.give(member.address, pickle.dumps(partial(answered, work, order)))

    def _taken_back(self, ticket: str | None) -> Iterator[Result]:
        if ticket is None:
            return
        for member in self._members.values():
            if member.question == ticket:
                self._answered(member, ticket)
                return
            if member.parcel == ticket:
                self._arrived(member, ticket)
                return
            if ticket in member.in_hand:
                yield from self._result(member, ticket)
                return

    def _answered(self, member: Member, ticket: str) -> None:
        answer = self._cluster.fetch(ticket, member.address)
        if answer is None:  # it will be asked again, if it is still there
            self._members.pop(member.address)
            return
        try:
            said = _raise(answer) if isinstance(answer, Exception) else _result_of(answer)
            member.learn(said, self._here)
        except Exception as error:  # noqa: BLE001 - whatever a stranger's worker raises
            member.did_not_answer(error)
        self._news.append(member)

    def _arrived(self, member: Member, ticket: str) -> None:
        """Note that a worker has a file; one that could not keep it is given nothing further."""
        answer = self._cluster.fetch(ticket, member.address)
        member.parcel = None
        if answer is None:
            return  # it will be sent again, if it is still there
        try:
            member.files |= {_raise(answer) if isinstance(answer, Exception) else _result_of(answer)}
        except Exception as error:  # noqa: BLE001 - whatever a stranger's worker raises
            member.did_not_keep(error)
            self._news.append(member)

    def _tell_news(self) -> None:
        news, self._news = self._news, []
        tell_of(news, self._warn)

    def _result(self, member: Member, ticket: str) -> Iterator[Result]:
        answer = self._cluster.fetch(ticket, member.address)
        is_first = member.in_hand[0] == ticket
        member.in_hand.remove(ticket)
        errand = self._errands.pop(ticket)
        if answer is None:
            self._again(errand, member, is_blamed=is_first)
        elif isinstance(answer, Exception):
            yield errand.order, partial(_raise, answer)
        else:
            done, result = _opened(answer)
            if not done and getattr(result, "ends_worker", False):
                self._set_aside(member)
            yield errand.order, (lambda: result) if done else partial(_raise, result)

    def _set_aside(self, member: Member) -> None:
        """Give a worker that hangs nothing further; what waits for it goes to others."""
        member.is_stuck()
        self._news.append(member)
        while member.in_hand:
            ticket = member.in_hand.pop()
            self._cluster.drop(ticket)
            self._again(self._errands.pop(ticket), member, is_blamed=False)

    def _give_up_hopeless(self) -> None:
        """Give orders up that nobody can speak, now and for a while."""
        self._tell_news()
        now = time.monotonic()
        asked = self._is_asking()
        for voices, queue in self._waiting.items():
            if asked or any(member.can_speak(voices) for member in self._members.values()):
                self._able_since[voices] = now
                continue
            was_able = voices in self._able_since
            if was_able and now - self._able_since[voices] < PATIENCE_SECONDS:
                continue
            while queue:
                self._failed.append((queue.popleft(), self._why_hopeless(voices)))

    def _why_hopeless(self, voices: frozenset[str]) -> PipelineError:
        if fit := self._fit():
            return nobody_speaks(voices, fit)
        refused = [member for member in self._members.values() if member.refused]
        return ClusterLost(nobody_fit(refused).what if refused else "no worker of the cluster is left")

    def _is_asking(self) -> bool:
        """Tell whether an answer to «what are you?» may still come."""
        soon = time.monotonic() - PATIENCE_SECONDS
        return any(member.question and member.asked > soon for member in self._members.values())

    def _give_up_all(self) -> None:
        lost = "the scheduler of the cluster cannot be reached any more"
        for errand in [
            *self._errands.values(),
            *(each for queue in self._waiting.values() for each in queue),
        ]:
            self._failed.append((errand, ClusterLost(lost)))
        self._errands.clear()
        self._waiting.clear()


def _opened(answer: bytes) -> tuple[bool, Any]:
    try:
        done, result = pickle.loads(answer)  # noqa: S301 - from a worker that was given our orders
    except Exception as error:  # noqa: BLE001 - what a result's own class raises as it is put together again
        return False, error
    return bool(done), result


def _result_of(answer: bytes) -> Any:
    done, result = _opened(answer)
    return result if done else _raise(result)


def _raise(error: BaseException) -> Any:
    raise error
