from __future__ import annotations

import pytest

from pipeline.audio.artwork.colours import BLACK, WHITE, as_hex, contrast, mix, read_colour
from pipeline.errors import InvalidCover


def test_a_colour_is_read_and_written_as_style_sheets_do() -> None:
    assert read_colour("#10243E") == (16, 36, 62)
    assert as_hex((16, 36, 62)) == "#10243e"


@pytest.mark.parametrize("text", ["octarine", "#fff", "10243e", "#10243e;}"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(InvalidCover, match="is not a colour"):
        read_colour(text)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast((119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.005)  # the known near miss, #777
    assert contrast(WHITE, WHITE) == 1


def test_a_mixture_lies_between() -> None:
    assert mix(BLACK, WHITE, 0) == BLACK
    assert mix(BLACK, WHITE, 1) == WHITE
    assert mix(BLACK, (200, 100, 50), 0.5) == (100, 50, 25)
