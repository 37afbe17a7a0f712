from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.show import Episode, Notes, Section
from pipeline.freshness.made import Made
from pipeline.publishing.feeds import key_points as choosing
from pipeline.publishing.feeds.key_points import KeyPoint, key_points, known_points


def episode(*sections: tuple[str, str]) -> Episode:
    return Episode(
        guid="1",
        slug="yeast",
        number=1,
        title="Yeast",
        summary="What makes bread rise.",
        published=datetime(2026, 3, 1, tzinfo=UTC),
        file=Path("yeast.md"),
        notes=Notes(sections=tuple(Section(heading, tuple(text.split("|"))) for heading, text in sections)),
    )


def test_what_the_author_wrote_as_points_goes_before_what_can_be_chosen() -> None:
    yeast = episode(("How it works", "Yeast eats sugar."))
    written = replace(yeast, notes=replace(yeast.notes, key_points=("It is **alive**.",)))
    assert key_points(written) == (KeyPoint("", "It is alive."),)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Flour"},
        {"summary": "Another."},
        {"notes": Notes(key_points=("It is alive.",))},
        {"notes": Notes(sections=(Section("Why", ("Yeast needs sugar.",)),))},
    ],
)
def test_points_are_chosen_anew_only_where_what_they_are_chosen_from_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any]
) -> None:
    yeast = episode(("How it works", "Yeast eats sugar."))
    made = Made()
    assert known_points(yeast, made) == key_points(yeast)
    made.save(tmp_path)
    monkeypatch.setattr(choosing, "key_points", lambda _: (KeyPoint("", "Chosen anew."),))
    again = Made.of(tmp_path, tmp_path)
    assert known_points(yeast, again) == (KeyPoint("How it works", "Yeast eats sugar."),)
    assert known_points(replace(yeast, **changed), again) == (KeyPoint("", "Chosen anew."),)


def texts(*sections: tuple[str, str]) -> list[str]:
    return [point.text for point in key_points(episode(*sections))]


PATIENCE = (
    "Bakers have all the patience in the world, and keep a jar in a warm place that they feed with flour "
    "and water every morning."
)


def test_the_sentence_that_names_the_subject_is_preferred() -> None:
    assert texts(("Why", f"{PATIENCE} Yeast eats sugar.")) == ["Yeast eats sugar."]


def test_without_one_the_first_that_stands_alone_is_taken() -> None:
    assert texts(("Why", f"It eats sugar. {PATIENCE}")) == [PATIENCE]


def test_what_answers_a_question_is_no_point_without_it() -> None:
    assert texts(("Why", f"Who keeps such a jar? {PATIENCE}")) == []


def test_what_takes_up_the_image_of_the_hook_is_no_point() -> None:
    hook = ("Hook", "A village hung a lamp over every door.")
    assert texts(hook, ("Limit", "A plain dough is that village.")) == []
    assert texts(hook, ("Limit", "A lamp is enough for a small dough.")) == []
    assert texts(hook, ("Limit", "Salt slows the dough.")) == ["Salt slows the dough."]


def test_the_image_of_the_hook_stays_one_where_another_part_has_it_too() -> None:
    hook, again = ("Hook", "A village hung a lamp over every door."), ("Example", "Each lamp burned oil.")
    limit = "A lamp is enough for a small dough."
    assert texts(hook, again, ("Limit", limit)) == []
    assert texts(("Example", hook[1]), again, ("Limit", limit)) == [limit]


def test_what_points_at_an_earlier_part_is_no_point() -> None:
    example = ("Example", "A baker kept a diary.")
    assert texts(example, ("Limit", "Nobody could read the diary.|Salt slows the dough.")) == [
        "Salt slows the dough."
    ]


def test_the_address_of_a_link_has_told_nothing() -> None:
    read = ("Example", "A baker wrote [a letter](https://example.org/crust).")
    assert texts(read, ("Limit", "Steam softens the crust.")) == ["Steam softens the crust."]
    assert texts(("Example", "A baker wrote of the crust."), ("Limit", "Steam softens the crust.")) == []


def test_what_points_at_the_paragraph_before_it_is_no_point() -> None:
    assert texts(("Limit", "Is there a baker who kept a diary?|Nobody could read the diary.")) == []
    assert texts(("Limit", "What is in a jar?|Salt slows the dough.")) == ["Salt slows the dough."]


def test_five_points_are_enough() -> None:
    parts = [(f"Part {number}", f"Yeast makes bread number {number}.") for number in range(1, 7)]
    assert [point.heading for point in key_points(episode(*parts))] == [f"Part {n}" for n in range(1, 6)]
    written = replace(episode(), notes=Notes(key_points=tuple(f"Point {n}." for n in range(1, 7))))
    assert [point.text for point in key_points(written)] == [f"Point {n}." for n in range(1, 6)]


def test_the_first_word_of_the_subject_that_is_long_enough_names_it() -> None:
    def chosen(title: str, *sentences: str) -> list[str]:
        notes = Notes(sections=(Section("Why", sentences),))
        return [point.text for point in key_points(replace(episode(), title=title, notes=notes))]

    plain, named = "Bakers keep a jar in a warm place.", "A starter feeds the dough."
    assert chosen("The starters", plain, named) == [named]
    assert chosen("Starters", plain, named) == [named]
    assert chosen("The jar", named, "The jar is warm.") == ["The jar is warm."]  # no word of it is long
    assert chosen("Flour", plain, named) == [plain]


def test_a_long_paragraph_ends_where_the_next_sentence_begins_anew() -> None:
    sugar = "Yeast eats the sugar of the flour"
    first = f"{sugar}, and leaves gas and alcohol in the dough that bakers knead every night."
    leaning = "It also leaves a taste of fruit."
    rest = f"Bakers keep a jar in a warm place, {'and feed it with flour and water ' * 6}."
    assert texts(("Why", f"{first} {leaning} {rest}")) == [f"{first} {leaning}"]
    assert texts(("Why", f"{first} {leaning} {rest} {leaning}")) == [f"{first} {leaning}"]
    short = f"{sugar}."
    assert len(short) < 100 <= len(first)
    assert texts(("Why", f"{short} {PATIENCE} {rest}")) == [f"{short} {PATIENCE}"]


@pytest.mark.parametrize(("characters", "goes_on"), [(99, True), (100, False)])
def test_a_hundred_characters_are_enough(characters: int, goes_on: bool) -> None:
    first = f"Yeast {'x' * (characters - len('Yeast .'))}."
    rest = f"Bakers keep a jar {'and feed it with flour and water ' * 8}."
    assert len(first) == characters
    assert texts(("Why", f"{first} {PATIENCE} {rest}")) == [f"{first} {PATIENCE}" if goes_on else first]


def test_a_point_of_320_characters_is_quoted_and_a_longer_one_is_not() -> None:
    text = "Yeast" + " eats" * 62 + " up."
    for missing, quoted in ((0, True), (1, False)):
        sentence = f"{text.removesuffix('.')}{'p' * (320 - len(text) + missing)}."
        assert len(sentence) == 320 + missing
        assert (texts(("Why", sentence)) == [sentence]) is quoted


def test_a_point_does_not_end_before_its_result() -> None:
    text = (
        "In a test of 2024 with many bakers, an older flour rose less than four times in ten, and "
        "nobody could say why. A newer one rose every time."
    )
    assert texts(("Why", text)) == [text]


def test_a_short_sentence_takes_the_next_with_it() -> None:
    text = "Yeast eats sugar. It leaves gas behind."
    assert texts(("How it works", text)) == [text]


def test_hooks_and_examples_are_no_points() -> None:
    for heading in ("Hook", "Example", "", "In this series"):
        assert key_points(episode((heading, "Yeast eats sugar."))) == ()
    assert key_points(episode(("In other series", "Yeast eats sugar."))) != ()


def test_a_point_carries_the_heading_it_stands_under_and_plain_words() -> None:
    (point,) = key_points(episode(("Limit", "**Yeast** dies at [60 °C](https://example.org).")))
    assert point == KeyPoint("Limit", "Yeast dies at 60 °C.")


@pytest.mark.parametrize("text", ["What is it?", "This is why.", "Yeast " * 60])
def test_a_part_with_no_sentence_to_quote_gives_no_point(text: str) -> None:
    assert texts(("Why", text)) == []


def test_an_episode_without_notes_has_no_points() -> None:
    assert key_points(episode()) == ()
