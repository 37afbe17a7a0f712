from __future__ import annotations

from pipeline.catalogue.importing.lecture_notes.points import Point, read_points


def test_bullets_lines_and_sentences_are_points_with_their_lines_and_what_is_above() -> None:
    notes = "Dough\n- flour\n  - rye\n* salt\n\n# Oven\nHot stone. Then steam.\n1. **load** it\n---\n"
    assert read_points(notes) == [
        Point("Dough", 1),
        Point("flour", 2, ("Dough",)),
        Point("rye", 3, ("Dough", "flour")),
        Point("salt", 4, ("Dough",)),
        Point("Hot stone.", 7, ("Oven",)),
        Point("Then steam.", 7, ("Oven",)),
        Point("load it", 8, ("Oven", "Hot stone. Then steam.")),
    ]


def test_a_wrapped_line_is_one_point() -> None:
    long = "the dough rests in a covered bowl until it has about doubled in size,"
    assert read_points(f"{long}\nwhich takes an hour\nthen shape it\n") == [
        Point(f"{long} which takes an hour then shape it", 1)
    ]
