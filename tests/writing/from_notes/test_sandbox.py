"""Formats from strangers end with an error that names them, whatever they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InvalidScript
from pipeline.writing.from_notes.formats import Format, render_format

HERE = Path("episodes/formats/odd.md.j2")
ROUND = "\n{{% set kept = namespace(x={}) %}}{{% for i in range(60) %}}{{% set kept.x = {} %}}{{% endfor %}}"


def render(text: str) -> str:
    return render_format(Format("odd", text, HERE), {"words": ["one", "two"], "line": "A line."})


@pytest.mark.parametrize(
    "text",
    [
        "\n{% for i in range(10000) %}{% for j in range(10000) %}x{% endfor %}{% endfor %}",
        "\n{% for i in range(10 ** 9) %}x{% endfor %}",
        "\n{{ 'a' * 10 ** 9 }}",
        "\n{% set a = [0] * 10 ** 9 %}",
        "\n{{ 10 ** (10 ** 8) }}",
        "\n{{ '%999999999d' % 1 }}",
        "\n{{ '%*d' % (999999999, 1) }}",
        "\n{{ '{:>999999999}'.format(1) }}",
        "\n{{ '{:>{}}'.format(1, 999999999) }}",
        "\n{{ '%999999999d' | format(1) }}",
        "\n{{ 'a' | center(999999999) }}",
        "\n{{ 'a'.ljust(999999999) }}",
        "\n{{ ('a' * 100000).replace('a', 'b' * 100000) }}",
        "\n{{ ('a' * 100000) | join('b' * 100000) }}",
        "\n{{ ('a' * 100000).translate({97: 'b' * 100000}) }}",
        "\n{% for i in range(50000) %}" + "x" * 10000 + "{% endfor %}",
        "\n{% set a %}{% for i in range(50000) %}" + "x" * 10000 + "{% endfor %}{% endset %}",
        "\n{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    ],
)
def test_what_a_format_makes_without_measure_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(InvalidScript, match="cannot be filled in") as refused:
        render(text)
    assert (refused.value.file, refused.value.line) == (HERE, 2)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("'aa'", "kept.x ~ kept.x"),
        ("'aa'", "kept.x + kept.x"),
        ("[1]", "kept.x + kept.x"),
        ("[1]", "[kept.x, kept.x]"),
        ("(1,)", "(kept.x, kept.x)"),
        ("{}", "{1: kept.x, 2: kept.x}"),
        ("{}", "dict(a=kept.x, b=kept.x)"),
        ("3", "kept.x * kept.x"),
    ],
)
def test_what_doubles_itself_ends(first: str, then: str) -> None:
    with pytest.raises(InvalidScript, match="it makes a") as refused:
        render(ROUND.format(first, then))
    assert refused.value.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'odd' %}",
        "{% extends 'odd' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "[" * 500 + "]" * 500 + " }}",
        "{% for a in words %}" * 40 + "{% endfor %}" * 40,
    ],
)
def test_a_format_that_goes_into_itself_is_nested_too_deeply(text: str) -> None:
    with pytest.raises(InvalidScript, match="nested too deeply"):
        render(text)


def test_a_list_that_was_handed_in_cannot_be_changed() -> None:
    with pytest.raises(InvalidScript, match="unsafe"):
        render("{% set _ = words.append('three') %}")


def test_every_filling_in_has_counts_of_its_own() -> None:
    text = "{% for i in range(60000) %}{% endfor %}done"
    assert render(text) == render(text) == "done"


def test_ordinary_loops_joins_and_formats_are_left_alone() -> None:
    text = "{% for w in words %}{{ loop.index }} of {{ loop.length }}: {{ w.upper() }}. {% endfor %}"
    text += "{{ words | join(', ') }}; {{ '%s and %s' % ('a', 'b') }}; "
    text += "{{ '{:>3}'.format(7) }}; {{ 'a' ~ (2 + 3) }}"
    assert render(text) == "1 of 2: ONE. 2 of 2: TWO. one, two; a and b; 7; a5"
