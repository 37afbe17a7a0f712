"""Numbers in YAML, as people mean them."""

from __future__ import annotations

import pytest

from pipeline.catalogue.yaml_numbers import read_yaml


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("010", 10),
        ("08", 8),
        ("-07", -7),
        ("12", 12),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1:30", "1:30"),
        ("12:30:45", "12:30:45"),
        ("0x1F", "0x1F"),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("true", True),
        ("'010'", "010"),
    ],
)
def test_a_number_is_what_it_looks_like(written: str, meant: object) -> None:
    found = read_yaml(f"number: {written}")["number"]
    assert found == meant
    assert type(found) is type(meant)


def test_a_number_of_more_digits_than_can_be_counted_is_a_text() -> None:
    digits = "9" * 5000
    assert read_yaml(f"number: {digits}") == {"number": digits}
