from __future__ import annotations

from pipeline.audio.artwork.lettering import LEADING, Block, Room, fit, writable

ROOM = Room(width=10, height=6, largest=2, smallest=0.5)


def typewriter(line: str) -> float:
    """Measure as if every letter were half as wide as it is high."""
    return len(line) / 2


def latin(character: str) -> bool:
    return character.isascii() or character in "éß²"


def overflows(block: Block, room: Room) -> bool:
    widest = max(typewriter(line) * block.size for line in block.lines)
    return widest > room.width + 1e-9 or block.height > room.height + 1e-9


def test_a_short_text_stands_on_one_line_in_the_largest_type() -> None:
    assert fit("Bread", ROOM, typewriter) == Block(("Bread",), 2)


def test_a_line_is_broken_where_that_makes_the_type_clearly_larger() -> None:
    assert fit("Flour and water", ROOM, typewriter).lines == ("Flour", "and water")


def test_lines_are_balanced() -> None:
    assert fit("one two three four five six", ROOM, typewriter).lines == ("one two", "three four", "five six")


def test_a_compound_is_broken_only_when_its_type_would_be_small() -> None:
    assert fit("Fine-Tuning", ROOM, typewriter).lines == ("Fine-Tuning",)
    assert fit("Retrieval-Augmentation-Generation", ROOM, typewriter).lines[0] == "Retrieval-"


def test_a_word_longer_than_any_line_is_divided() -> None:
    block = fit("x" * 60, ROOM, typewriter)
    assert "".join(block.lines) == "x" * 60
    assert not overflows(block, ROOM)


def test_a_text_too_long_for_the_smallest_type_ends_in_an_ellipsis() -> None:
    block = fit("flour and water " * 60, ROOM, typewriter)
    assert block.size == ROOM.smallest
    assert block.lines[-1].endswith("…")
    assert not overflows(block, ROOM)


def test_no_text_of_any_length_leaves_its_room() -> None:
    for words in range(1, 80, 9):
        block = fit(" ".join(["a", "loaf", "fermentation"] * words), ROOM, typewriter)
        assert not overflows(block, ROOM), words


def test_the_height_counts_the_lines_between_the_first_and_the_last() -> None:
    assert Block(("a", "b", "c"), 2).height == 2 * (1 + 2 * LEADING)


def test_letters_that_a_font_lacks_are_written_plainly() -> None:
    assert writable("ﬁne č² x₂ é", latin) == "fine c² x2 é"


def test_signs_without_a_plain_form_are_left_out() -> None:
    assert writable("Bread 🥖 and\x07 salt\ud800", latin) == "Bread and salt"


def test_a_name_that_would_lose_much_of_itself_is_left_out_whole() -> None:
    assert writable("機械学習 AI", latin) == ""
    assert writable("🥖!", latin) == ""
