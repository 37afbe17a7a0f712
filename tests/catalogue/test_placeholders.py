from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.catalogue.placeholders import find_placeholders, is_placeholder_host

SHOW = """\
[show]
title = "Bees"
description = "On bees."
links = {{ "Source" = "{link}" }}
[owner]
name = "{name}"
email = "{email}"
[site]
url = "{url}"
[feed]
first_url = "{first}"
"""
OWN = {
    "link": "https://bees.internal/source",
    "name": "Ada",
    "email": "ada@bees.internal",
    "url": "https://bees.internal",
    "first": "",
}


@pytest.mark.parametrize(
    ("host", "reserved"),
    [
        ("example.org", True),
        ("a.b.example.COM", True),
        ("example.net.", True),
        ("bees.example", True),
        ("bees.invalid", True),
        ("bees.test", True),
        ("myexample.org", False),
        ("example.org.uk", False),
        ("test.bees.fm", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_hosts_are_placeholders_by_rfc_2606(host: str, reserved: bool) -> None:
    assert is_placeholder_host(host) is reserved


@pytest.mark.parametrize(
    ("changed", "line", "what"),
    [
        ({"name": "your name"}, 6, "name «your name» is a placeholder"),
        ({"email": "you@example.org"}, 7, "email «you@example.org» is an example"),
        ({"url": "https://bees.example.org/x"}, 9, "url «https://bees.example.org/x» is an example"),
        ({"link": "https://example.com"}, 4, "the link «Source»"),
        ({"first": "https://old.test"}, 11, "first_url «https://old.test»"),
    ],
)
def test_each_is_named_with_its_line_and_what_to_write(
    show_root: Path, changed: dict[str, str], line: int, what: str
) -> None:
    path = show_root / "episodes/show.toml"
    path.write_text(SHOW.format(**(OWN | changed)), encoding="utf-8")
    (found,) = find_placeholders(load_show(show_root))
    assert (found.file, found.line) == (path, line)
    assert what in found.what
    assert found.remedy.startswith("write ")


def test_a_show_with_addresses_of_its_own_has_none(show_root: Path) -> None:
    (show_root / "episodes/show.toml").write_text(SHOW.format(**OWN), encoding="utf-8")
    assert find_placeholders(load_show(show_root)) == []
