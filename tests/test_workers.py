"""The same work on many things, here or in several processes."""

from __future__ import annotations

import math

import pytest

from pipeline.workers import each_done


@pytest.mark.parametrize("workers", [1, 2])
def test_every_order_comes_back_with_its_result(workers: int) -> None:
    results = {order: result() for order, result in each_done(math.sqrt, [4, 9, 16], workers)}
    assert results == {4: 2, 9: 3, 16: 4}


def test_one_worker_works_here_and_only_when_its_result_is_asked_for() -> None:
    done: list[int] = []
    orders = each_done(done.append, [1, 2], 1)
    _, result = next(orders)
    assert done == []
    result()
    assert done == [1]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_with_one_order_comes_with_its_result(workers: int) -> None:
    failed = []
    for order, result in each_done(math.sqrt, [4, -1, 9], workers):
        try:
            result()
        except ValueError:
            failed.append(order)
    assert failed == [-1]
