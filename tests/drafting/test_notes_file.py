from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.frontmatter import parse_document
from pipeline.drafting.notes_file import with_parts, written_headings

FACTS = "---\ntitle: Buttons\n---\n"


def put(body: str, **additions: str) -> str:
    """Add blocks under headings (given with _ for spaces) to a file's body."""
    named = {name.replace("_", " "): block for name, block in additions.items()}
    text = with_parts(parse_document(Path("buttons.md"), FACTS + body), named)
    assert text.startswith(FACTS)
    return text.removeprefix(FACTS)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "\n## Hook\nWho?\n\n## Limit\nHere.\n"),
        ("\n", "\n## Hook\nWho?\n\n## Limit\nHere.\n"),
        ("\nLoose text.\n", "\nLoose text.\n\n## Hook\nWho?\n\n## Limit\nHere.\n"),
        ("\n## Hook\n<!-- a -->\n", "\n## Hook\n<!-- a -->\nWho?\n\n## Limit\nHere.\n"),
        ("\n## Limit\n\n## Hook\n", "\n## Limit\nHere.\n\n## Hook\nWho?\n"),
        ("\n  ## Hook\n## Own\n", "\n  ## Hook\nWho?\n## Own\n\n## Limit\nHere.\n"),
        ("\n## Example\nMine.\n", "\n## Hook\nWho?\n\n## Example\nMine.\n\n## Limit\nHere.\n"),
        (
            "\n## Further reading\n- [A](https://a.example)\n",
            "\n## Hook\nWho?\n\n## Limit\nHere.\n\n## Further reading\n- [A](https://a.example)\n",
        ),
        ("\n<!--\n## Hook\n-->\n", "\n<!--\n## Hook\n-->\n\n## Hook\nWho?\n\n## Limit\nHere.\n"),
    ],
)
def test_blocks_come_under_their_headings_and_every_other_byte_stays(body: str, expected: str) -> None:
    assert put(body, Hook="Who?\n", Limit="Here.\n") == expected
    assert put(body.replace("\n", "\r\n"), Hook="Who?", Limit="Here.").replace("\r\n", "\n") == expected


def test_nothing_to_add_changes_nothing() -> None:
    assert put("\n## Hook\n\n\nMine.") == "\n## Hook\n\n\nMine."


def test_a_heading_counts_as_written_only_with_something_to_say() -> None:
    body = "\n## Hook\n<!-- a -->\n\n## Limit\nHere.\n\n## Further reading\n- [A](https://a.example)\n"
    assert written_headings(parse_document(Path("buttons.md"), FACTS + body)) == {"limit"}
