"""Signals by name."""

from __future__ import annotations

import signal

import pytest

from pipeline.process.signals import signal_name


@pytest.mark.parametrize(("number", "name"), [(signal.SIGTERM, "SIGTERM"), (40, "signal 40")])
def test_a_signal_without_a_name_is_told_by_its_number(number: int, name: str) -> None:
    assert signal_name(number) == name
