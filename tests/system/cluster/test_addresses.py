"""What is no scheduler is told, and leaves nothing behind."""

from __future__ import annotations

import gc
import socket
import threading

import pytest

from pipeline.cluster.dask_cluster import DaskCluster
from pipeline.errors import ClusterNotAvailable, InvalidScheduler


@pytest.mark.parametrize(
    "address", ["", "x", "tcp://", "http://127.0.0.1:1", "tcp://[::1", "tcp://127.0.0.1:1/x"]
)
def test_what_is_no_address_of_a_scheduler_is_told_and_leaves_nothing(address: str) -> None:
    with pytest.raises(InvalidScheduler, match="cannot be connected to"):
        DaskCluster(address)
    gc.collect()


def test_who_answers_and_is_no_scheduler_is_told() -> None:
    def answer(listening: socket.socket) -> None:
        while True:
            try:
                with listening.accept()[0] as taken:
                    taken.sendall(b"HTTP/1.1 200 OK" + b"\xff" * 1000)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=answer, args=(listening,), daemon=True).start()
        with pytest.raises(ClusterNotAvailable, match="but something else does"):
            DaskCluster(f"tcp://127.0.0.1:{listening.getsockname()[1]}")
    gc.collect()
