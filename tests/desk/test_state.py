from __future__ import annotations

import asyncio
import json

import pytest

from pipeline.desk import state as state_module
from pipeline.desk.state import Board, Fault


async def first(board: Board, count: int, change: object = None) -> list[object]:
    told: list[object] = []
    async for state in board.follow():
        told.append(state)
        if len(told) == count:
            return told
        if callable(change):
            change()
    return told


def test_who_comes_is_told_the_present_state_and_then_every_other() -> None:
    board = Board()
    board.written()
    one, two = asyncio.run(first(board, 2, board.made))
    assert (getattr(one, "words", 0), getattr(two, "words", 0)) == (1, 1)
    assert getattr(one, "made", "") != getattr(two, "made", "")


def test_a_state_of_another_thread_wakes_who_waits() -> None:
    board = Board()

    async def both() -> list[object]:
        waiting = asyncio.create_task(first(board, 2))
        await asyncio.sleep(0.1)
        await asyncio.to_thread(board.change, work="Building")
        return await asyncio.wait_for(waiting, 20)

    assert getattr(asyncio.run(both())[1], "work", "") == "Building"


def test_an_ended_desk_lets_everybody_go() -> None:
    board = Board()
    assert len(asyncio.run(asyncio.wait_for(first(board, 9, board.close), 20))) == 1


def test_a_sign_of_life_comes_where_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_module, "_SIGN_OF_LIFE_SECONDS", 0.01)
    assert asyncio.run(first(Board(), 2))[1] is None


def test_a_page_of_an_earlier_run_is_out_of_date() -> None:
    assert Board().state.made != Board().state.made


def test_a_state_is_a_line_of_json() -> None:
    board = Board()
    board.change(faults=(Fault("is\nwrong", "episodes/a.md", 3, "mend it"),))
    line = board.state.to_json()
    assert "\n" not in line
    assert json.loads(line)["faults"] == [
        {"what": "is\nwrong", "file": "episodes/a.md", "line": 3, "remedy": "mend it"}
    ]
