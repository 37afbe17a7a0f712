from __future__ import annotations

from pipeline.process.strangers_words import LONGEST, one_short_line


def test_what_others_say_is_one_short_line_that_can_be_shown() -> None:
    assert one_short_line("  no\r\nroom\x1b[31m here ") == "no room [31m here"
    assert len(one_short_line("x" * 10**6)) == LONGEST
    assert one_short_line(None) == "None"
    assert one_short_line("\x00") == ""
