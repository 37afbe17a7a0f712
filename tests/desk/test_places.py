from __future__ import annotations

from pathlib import Path

from pipeline.desk.places import lines_in_notes, sentence_places
from pipeline.writing.script.script_file import parse_script

SCRIPT = """---
guid: 00000000-0000-4000-8000-000000000001
format: deep-dive
seconds: 42.0
source: x
body: y
---

## Buttons
<!-- of coats,
mostly -->

A button closes a coat. It is small,
and it is round. {pause 1s} Nobody
misses it until it is {stress gone}.

{optional 1} A button closes a coat. That was said.
## Again
{guest}
Is **it** so?
"""


def test_every_sentence_has_its_line_wherever_the_paragraph_breaks() -> None:
    file = Path("scripts/buttons.md")
    script = parse_script(SCRIPT, file).script
    said = [sentence for paragraph in script.paragraphs for sentence in paragraph.sentences]
    lines = SCRIPT.splitlines()
    places = list(sentence_places(script, SCRIPT, file))
    assert [lines[at - 1] for at in places] == [
        "A button closes a coat. It is small,",
        "A button closes a coat. It is small,",
        "and it is round. {pause 1s} Nobody",
        "{optional 1} A button closes a coat. That was said.",
        "{optional 1} A button closes a coat. That was said.",
        "Is **it** so?",
    ]
    assert len(said) == len(places)


def test_a_sentence_that_was_taken_from_the_notes_is_found_there(small_show: Path) -> None:
    file = small_show / "episodes/buttons.md"
    sentences = ["Most things are larger.", "This is a sentence of nobody.", "Buttons."]
    at, other, short = lines_in_notes(sentences, file)
    assert at is not None
    assert "Most things are larger." in file.read_text(encoding="utf-8").splitlines()[at - 1]
    assert (other, short) == (None, None)
