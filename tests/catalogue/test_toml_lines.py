from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.catalogue.toml_lines import KeyPath, key_lines

EVERYTHING = '''\
# a comment = "not a key"
top = 1

[show]                       # [not.a.table]
title = "a # b = c ] }"      # comment
"quoted key" = 'a # literal'
description = """
[not.a.table]
key = "not a key" \\""" still text
"quotes at the end""""
literal = \'\'\'
also = 'not a key'
\'\'\'
dotted . "key.with.dots" . x = true
when = 1979-05-27 07:32:00Z
links = { Source = "https://example.org/}", "Other one" = { deep = [1, 2] } }
list = [
  "one, two",  # comment with ]
  [3, [4]],
  { name = "five" },
]
after = -1.5e3

[[entry]]
term = "first"
[entry.sub]
key = 1
[[entry]]
term = "second"
[[entry.inner]]
a = 1
[[entry.inner]]
a = 2
[ a . "b.c" ]
d = ""
'''


def all_paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from all_paths(item, (*path, key))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_key_has_a_line_and_nothing_else_has_one(line_end: str) -> None:
    text = EVERYTHING.replace("\n", line_end)
    assert set(key_lines(text)) == set(all_paths(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("path", "start"),
    [
        (("top",), "top = 1"),
        (("show",), "[show]"),
        (("show", "quoted key"), '"quoted key" ='),
        (("show", "literal"), "literal = "),
        (("show", "dotted", "key.with.dots", "x"), "dotted . "),
        (("show", "links", "Other one", "deep", 1), "links = "),
        (("show", "list", 0), '"one, two"'),
        (("show", "list", 1, 1, 0), "[3, [4]]"),
        (("show", "list", 2, "name"), '{ name = "five"'),
        (("show", "after"), "after = "),
        (("entry", 0, "term"), 'term = "first"'),
        (("entry", 0, "sub"), "[entry.sub]"),
        (("entry", 1, "term"), 'term = "second"'),
        (("entry", 1, "inner", 1, "a"), "a = 2"),
        (("a", "b.c", "d"), 'd = ""'),
    ],
)
def test_a_key_is_found_on_its_own_line(path: KeyPath, start: str) -> None:
    line = key_lines(EVERYTHING)[path]
    assert EVERYTHING.split("\n")[line - 1].strip().startswith(start)
