"""What runs on a worker, run here."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import __version__
from pipeline.building import render as rendering
from pipeline.building.order import Order, order_for
from pipeline.building.stopping import Stopping
from pipeline.catalogue.load import load_show
from pipeline.cluster import remote
from pipeline.cluster.members import listed
from pipeline.cluster.remote import Wanted, answered, describe, render_here
from pipeline.errors import OutputFailed, PlaceLost
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.shared_cache import shared_address
from pipeline.writing.on_disk.scripts import refresh_scripts

BEEP = VoiceChoice("tone", "beep")


def told_back(work: Callable[[Any], Any], order: Any) -> tuple[bool, Any]:
    """Give what comes back from a worker: whether it was done, and the result or the error."""
    done, result = pickle.loads(answered(work, order))  # noqa: S301 - our own
    return done, result


@pytest.fixture
def order(small_show: Path) -> Order:
    show = load_show(small_show)
    (state,) = refresh_scripts(show, show.episodes[:1])
    assert state.script is not None
    return order_for(show, show.episodes[0], state.script, Cast(BEEP), Path("a/folder/that/is/not/there"))


def test_an_episode_is_made_with_the_speech_cache_of_the_machine(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "own_cache", lambda: tmp_path / "own")
    done, rendered = told_back(render_here, replace(order, cache_folder=None))
    assert done
    assert rendered.record.slug == order.episode.slug
    assert any(path.is_file() for path in (tmp_path / "own").rglob("*"))


def test_what_is_raised_comes_back_as_it_was() -> None:
    done, error = told_back(int, "no number")
    assert (done, type(error)) == (False, ValueError)


def test_a_result_that_cannot_be_sent_comes_back_as_an_error() -> None:
    done, error = told_back(lambda _: threading.Lock(), None)
    assert not done
    assert "its result cannot be sent" in str(error)


def test_a_worker_tells_its_version_and_its_voices() -> None:
    said = describe(Wanted((BEEP, VoiceChoice("nothing", "nobody"))))
    assert said["versions"]["Ninety"] == __version__
    fingerprint, lack, _ = said["voices"]["tone/beep"]
    assert fingerprint
    assert not lack
    assert said["voices"]["nothing/nobody"][:2] == ("", "there is no engine «nothing»")


def test_of_many_workers_some_are_named_and_the_others_counted() -> None:
    assert listed(["a"]) == "the worker a"
    assert listed([*"abcdefgh"]) == "the workers a, b, c, d, e and 3 more"


@pytest.mark.parametrize("is_here", [True, False])
def test_a_shared_folder_that_is_not_mounted_here_is_not_used(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_here: bool
) -> None:
    monkeypatch.setattr(remote, "own_cache", lambda: tmp_path / "own")
    shared = tmp_path / "shared"
    if is_here:
        shared.mkdir()
    render_here(replace(order, shared_cache=shared_address("shared", tmp_path)))
    assert any(tmp_path.glob("shared/*/*.speech")) == is_here
    assert shared.exists() == is_here


def test_a_full_disk_of_a_worker_is_a_failure_of_one_episode(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Order) -> None:
        raise PlaceLost("cannot be written: it is full", file="/tmp", remedy="set TMPDIR")  # noqa: S108

    monkeypatch.setattr(remote, "own_cache", lambda: tmp_path / "own")
    monkeypatch.setattr(rendering, "render_episode", fail)
    done, error = told_back(render_here, order)
    assert (done, type(error)) == (False, OutputFailed)
    assert error.what.endswith(": cannot be written: it is full")
    assert (error.file, error.remedy) == ("/tmp", "set TMPDIR")  # noqa: S108
    stopping = Stopping()
    stopping.count(error)
    assert stopping.why == ""
