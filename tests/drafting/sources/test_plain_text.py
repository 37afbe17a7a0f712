from __future__ import annotations

from pipeline.drafting.sources.passages import main_text
from pipeline.drafting.sources.plain_text import read_plain_text

MARKDOWN = """---
title: "On hands"
---
# Ignored

First paragraph, which
goes on here.

- an item of a list
  that goes on

| a | table |
|---|-------|

> a quotation of somebody

```python
code = 1
```
<!-- a comment -->

Setext heading
==============

Second paragraph.

Figure 3: a caption.

## References

Not this one.

### Nor below

Not this one either.

## After

Third paragraph.

[1]: https://a.example
"""


def test_of_markdown_only_paragraphs_of_prose_are_left() -> None:
    read = read_plain_text(MARKDOWN, markdown=True)
    assert read.title == "On hands"
    assert [passage.text for passage in main_text(read.passages)] == [
        "First paragraph, which goes on here.",
        "Second paragraph.",
        "Third paragraph.",
    ]


def test_of_text_headings_and_underlined_lines_are_no_prose() -> None:
    text = "ALL HANDS\nIt began early.\n\nChapter one\n-----------\nHands are old.\n\nNotes\n\nNot so.\n"
    read = read_plain_text(text, markdown=False)
    assert [passage.text for passage in main_text(read.passages)] == ["It began early.", "Hands are old."]
