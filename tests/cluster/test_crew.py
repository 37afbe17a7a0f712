"""Who makes which episode, seen on a cluster that is none."""

from __future__ import annotations

import operator
import pickle
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.audio.own_sound.own import OwnSounds
from pipeline.cluster import crew as crews
from pipeline.cluster.crew import Crew
from pipeline.cluster.remote import describe
from pipeline.errors import ClusterLost, ClusterNotAvailable, EngineNotAvailable
from pipeline.process.workers import WorkerDied
from pipeline.speech.acceptance import EngineHangs
from pipeline.speech.engine import VoiceChoice

BEEP = VoiceChoice("tone", "beep")
NOBODYS = VoiceChoice("none", "nobody")


@dataclass(frozen=True)
class _Cast:
    voices: tuple[VoiceChoice, ...]


@dataclass(frozen=True)
class _Episode:
    slug: str


@dataclass(frozen=True)
class _Audio:
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Order:
    episode: _Episode
    cast: _Cast
    audio: _Audio = _Audio()
    cache_folder: Path | None = None
    own: OwnSounds | None = None
    picture: None = None
    chapter_pictures: tuple[()] = ()


def orders(*slugs: str, voice: VoiceChoice = BEEP) -> list[Any]:
    return [_Order(_Episode(slug), _Cast((voice,)), cache_folder=Path("at/home")) for slug in slugs]


@dataclass
class _Cluster:
    """Workers that do what they are given when they are asked for it, and die where a test says so."""

    there: set[str]
    deadly: Callable[[str, str], bool] = lambda _address, _slug: False
    says: Callable[[str, dict[str, Any]], dict[str, Any]] = lambda _address, said: said
    lose_after: int | None = None  # results, and then the scheduler is gone
    is_lost: bool = False
    is_connected: bool = True
    _given: dict[str, tuple[str, Any]] = field(default_factory=dict)
    _done: deque[str] = field(default_factory=deque)
    took: list[tuple[str, str]] = field(default_factory=list)  # worker and slug
    under_way: set[str] = field(default_factory=set)
    most_under_way: int = 0

    def addresses(self) -> Collection[str] | None:
        return set(self.there)

    def give(self, address: str, payload: bytes) -> str | None:
        ticket, call = f"ticket {len(self._given)}", pickle.loads(payload)  # noqa: S301 - our own
        self._given[ticket] = (address, call)
        self._done.append(ticket)
        order = call.args[1]
        if isinstance(order, _Order):
            assert order.cache_folder is None
            self.under_way.add(ticket)
            self.most_under_way = max(self.most_under_way, len(self.under_way))
        return ticket

    def next_done(self, seconds: float) -> str | None:
        return self._done.popleft() if self._done else None

    def fetch(self, ticket: str, address: str) -> bytes | Exception | None:
        self.under_way.discard(ticket)
        address, call = self._given[ticket]
        order = call.args[1]
        if address not in self.there:
            return None
        if not isinstance(order, _Order):
            return pickle.dumps((True, self.says(address, describe(order))))
        if self.deadly(address, order.episode.slug):
            self.there.remove(address)
            return None
        self.took.append((address, order.episode.slug))
        self.is_lost = len(self.took) == self.lose_after
        return bytes(call())

    def drop(self, ticket: str) -> None:
        self.under_way.discard(ticket)
        if ticket in self._done:
            self._done.remove(ticket)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that say the slug of what they are given, looked at all the time and waited for briefly."""
    monkeypatch.setattr(crews, "render_here", operator.attrgetter("episode.slug"))
    monkeypatch.setattr(crews, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(crews, "_LOOK_SECONDS", 0.0)


def made(cluster: Any, wanted: list[Any], jobs: int | None = None) -> tuple[dict[str, Any], list[str]]:
    """Give what came of each order, by slug, and what was warned of."""
    found: dict[str, Any] = {}
    warned: list[str] = []
    crew = Crew(cluster, jobs, lambda what, remedy: warned.append(f"{what} ({remedy})"))
    for order, result in crew.each_done(wanted):
        try:
            found[order.episode.slug] = result()
        except Exception as error:  # noqa: BLE001 - it is what the test is about
            found[order.episode.slug] = error
    return found, warned


def another(version: str) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """Let the worker «old» say that it has another version."""

    def says(address: str, said: dict[str, Any]) -> dict[str, Any]:
        return {**said, "versions": {**said["versions"], "Ninety": version}} if address == "old" else said

    return says


def test_every_order_comes_back_with_its_result() -> None:
    found, warned = made(_Cluster({"a", "b"}), orders(*"vwxyz"))
    assert (found, warned) == ({slug: slug for slug in "vwxyz"}, [])


@pytest.mark.parametrize(("jobs", "most"), [(1, 1), (3, 3), (None, 4)])
def test_no_more_are_under_way_than_asked_for_or_two_for_each_worker(jobs: int | None, most: int) -> None:
    cluster = _Cluster({"a", "b"})
    made(cluster, orders(*map(str, range(12))), jobs)
    assert cluster.most_under_way == most


def test_what_a_dead_worker_had_in_hand_is_made_by_others() -> None:
    cluster = _Cluster({"a", "b"}, deadly=lambda address, _: address == "a")
    found, _ = made(cluster, orders(*"uvwxyz"))
    assert found == {slug: slug for slug in "uvwxyz"}
    assert {address for address, _ in cluster.took} == {"b"}


def test_an_order_that_ends_three_workers_is_given_up_with_their_names() -> None:
    cluster = _Cluster(set("abcde"), deadly=lambda _, slug: slug == "poison")
    found, _ = made(cluster, orders("poison", *"vwxyz"))
    assert {slug for slug, result in found.items() if result == slug} == set("vwxyz")
    assert isinstance(found["poison"], WorkerDied)
    assert str(found["poison"]).endswith("ended while working on it")
    assert len(cluster.there) == 2


def hanging(order: _Order) -> str:
    if order.episode.slug == "endless":
        raise EngineHangs("was still at it")
    return order.episode.slug


def test_a_worker_whose_engine_hangs_is_named_and_given_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "render_here", hanging)
    cluster = _Cluster({"a", "b"})
    found, (warning,) = made(cluster, orders("endless", *"uvwxyz"))
    assert isinstance(found.pop("endless"), EngineHangs)
    assert found == {slug: slug for slug in "uvwxyz"}
    (stuck,) = [address for address, slug in cluster.took if slug == "endless"]
    assert [slug for address, slug in cluster.took if address == stuck] == ["endless"]
    assert warning.startswith(f"the worker {stuck} (")
    assert "is stuck in an engine" in warning


def test_when_the_last_worker_is_stuck_every_order_left_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "render_here", hanging)
    found, _ = made(_Cluster({"a"}), orders("endless", *"xy"))
    assert isinstance(found["endless"], EngineHangs)
    assert isinstance(found["x"], ClusterLost)
    assert "is stuck in an engine" in str(found["y"])


def test_a_worker_of_another_version_is_named_and_given_nothing() -> None:
    cluster = _Cluster({"old", "new"}, says=another("0.0.9"))
    found, (warning,) = made(cluster, orders(*"xyz"))
    assert found == {slug: slug for slug in "xyz"}
    assert {address for address, _ in cluster.took} == {"new"}
    assert warning.startswith("the worker old (")
    assert "has Ninety 0.0.9, not " in warning


def test_a_cluster_of_another_version_is_refused_before_anything_is_given_out() -> None:
    cluster = _Cluster({"old"}, says=another("0.0.9"))
    with pytest.raises(ClusterNotAvailable, match=r"is fit: the worker old .*0\.0\.9"):
        made(cluster, orders(*"xyz"))
    assert cluster.took == []


def test_a_worker_that_cannot_say_what_it_is_is_refused() -> None:
    cluster = _Cluster({"old"}, says=lambda _address, _said: {"something": "else"})
    with pytest.raises(ClusterNotAvailable, match="has no Ninety, or another version"):
        made(cluster, orders("x"))


def test_a_cluster_without_workers_is_told_of() -> None:
    with pytest.raises(ClusterNotAvailable, match="no worker has come"):
        made(_Cluster(set()), orders("x"))


def test_a_voice_that_only_some_workers_have_is_spoken_by_those() -> None:
    def says(address: str, said: dict[str, Any]) -> dict[str, Any]:
        lacking = {str(BEEP): ("", "there is no engine «tone»", "install it")}
        return {**said, "voices": lacking} if address == "a" else said

    cluster = _Cluster({"a", "b"}, says=says)
    found, warned = made(cluster, orders(*"xyz"))
    assert found == {slug: slug for slug in "xyz"}
    assert {address for address, _ in cluster.took} == {"b"}
    assert "cannot speak «tone/beep»: there is no engine «tone»; others are given it" in warned[0]


def test_a_worker_whose_voice_is_another_than_here_does_not_speak() -> None:
    other_model = {"voices": {str(BEEP): ("of another model", "", "")}}
    cluster = _Cluster({"a"}, says=lambda _address, said: {**said, **other_model})
    found, _ = made(cluster, orders("x"))
    assert isinstance(found["x"], EngineNotAvailable)
    assert "its model or its library is another than here" in str(found["x"])


def test_each_order_that_nobody_can_speak_fails_with_an_error_of_its_own() -> None:
    found, _ = made(_Cluster({"a"}), [*orders("x", "y", voice=NOBODYS), *orders("z")])
    assert found["z"] == "z"
    assert isinstance(found["x"], EngineNotAvailable)
    assert found["x"] is not found["y"]  # each is told with its episode's name


def test_when_the_scheduler_is_gone_every_order_left_says_so() -> None:
    found, _ = made(_Cluster({"a", "b"}, lose_after=2), orders(*"vwxyz"))
    assert sum(isinstance(result, ClusterLost) for result in found.values()) == 3
    assert set(found) == set("vwxyz")


def test_when_the_last_worker_is_gone_every_order_left_says_so() -> None:
    found, _ = made(_Cluster({"a"}, deadly=lambda _, slug: slug == "x"), orders(*"vwxyz"))
    assert {slug for slug, result in found.items() if isinstance(result, ClusterLost)} == set("xyz")


def test_an_order_as_it_was_given_comes_back() -> None:
    (wanted,) = orders("x")
    ((order, _),) = Crew(_Cluster({"a"}), None, lambda *_: None).each_done([wanted])  # type: ignore[arg-type]
    assert order is wanted
    assert replace(order, cache_folder=None) != wanted
