"""What comes first in a script around an entry, and where the show is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.disclosure import discloses
from pipeline.catalogue.show import Episode, Show
from pipeline.writing.material import Material, gather_material
from pipeline.writing.plan import Plan
from pipeline.writing.shapes import shape_of
from pipeline.writing.write import draft

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
PACK = """\
name = "own"
title = "Own"
about = "What we know."

[[term]]
term = "parallax"
is = "Parallax is the shift of a near thing against a far background."
ask = "How far is a star that nobody can visit?"
example = "{CASE}"
why = "The Earth takes a telescope round the Sun, and a near star moves. The angle gives the distance."
like = "{IMAGE}"
but = "No star is so near that an eye could see it move."
keep = "A pencil and two eyes are a ruler."
"""
IMAGE = "A pencil before one eye jumps when the other eye opens."
CASE = "Two surveyors sight the same church tower from both ends of a rope. Nobody has to visit the tower."
PLAIN = "A near star is seen against a far background, first on the left of it and then on the right."
STORY = "In 1838 Friedrich Bessel measured how a near star was displaced over half a year."
ASIDE = "Rangefinders of old cameras do with windows what surveyors do on foot."
NUMBERS = range(3, 9)


@pytest.fixture
def show_on_parallax(tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow) -> Callable[..., Show]:
    """Make a show of one episode on parallax, with an image and a case in its pack."""

    def make(number: int, summary: str) -> Show:
        (tmp_path / "episodes/packs").mkdir(parents=True, exist_ok=True)
        pack = PACK.replace("{IMAGE}", IMAGE).replace("{CASE}", CASE)
        (tmp_path / "episodes/packs/own.toml").write_text(pack, encoding="utf-8")
        return make_show(make_episode(number, "Parallax", summary=summary), root=tmp_path, title="The Sky")

    return make


@pytest.fixture
def know(show_on_parallax: Callable[..., Show]) -> Callable[..., Material]:
    """Gather what is known of its episode."""

    def gather(number: int, summary: str) -> Material:
        show = show_on_parallax(number, summary)
        return gather_material(Plan(show), show.episodes[0])

    return gather


@pytest.fixture
def told(show_on_parallax: Callable[..., Show]) -> Callable[..., str]:
    """Give its script as one line."""

    def tell(number: int, summary: str) -> str:
        show = show_on_parallax(number, summary)
        return " ".join(p.text for p in draft(Plan(show), show.episodes[0]).script.paragraphs)

    return tell


def beginnings(know: Callable[..., Material], summary: str) -> list[str]:
    return [shape_of(know(number, summary)).begins_with for number in NUMBERS]


def test_what_is_begun_with_depends_on_the_material_first_and_on_the_turn_after_that(
    know: Callable[..., Material],
) -> None:
    assert set(beginnings(know, PLAIN)) == {"question", "case", "scene"}
    assert set(beginnings(know, STORY)) == {"question", "scene"}
    assert set(beginnings(know, ASIDE)) == {"explanation"}


def test_an_entry_is_told_in_the_order_of_its_lines(told: Callable[..., str]) -> None:
    script = told(3, PLAIN)
    lines = ("Two surveyors", "The Earth takes", "A pencil before", "No star is so near", "A pencil and two")
    places = [script.index(line) for line in lines]
    assert places == sorted(places)


def test_only_an_entry_that_tells_its_case_first_begins_with_it(
    show_on_parallax: Callable[..., Show],
) -> None:
    case = f'example = "{CASE}"\n'
    begins = []
    for number in NUMBERS:
        show = show_on_parallax(number, PLAIN)
        pack = show.root / "episodes/packs/own.toml"
        pack.write_text(pack.read_text(encoding="utf-8").replace(case, "") + case, encoding="utf-8")
        begins.append(shape_of(gather_material(Plan(show), show.episodes[0])).begins_with)
    assert set(begins) == {"question", "scene"}


def test_a_summary_that_leans_on_its_title_and_not_on_the_question_follows_the_title(
    know: Callable[..., Material], told: Callable[..., str]
) -> None:
    leaning = "It makes a near thing jump against its background in old cameras."
    assert set(beginnings(know, leaning)) == {"title"}
    script = told(4, leaning)
    places = [script.index(part) for part in ("arallax", leaning, "How far is a star", "The Earth takes")]
    assert places == sorted(places)


def test_a_summary_that_says_what_the_subject_does_is_no_case_of_it(know: Callable[..., Material]) -> None:
    itself = "Parallax moves the pictures in old rangefinders a few centimetres apart."
    assert "explanation" not in beginnings(know, itself)


def test_the_show_is_named_now_before_and_now_after_question_and_answer(
    know: Callable[..., Material],
) -> None:
    shapes = [shape_of(know(number, summary)) for number in NUMBERS for summary in (PLAIN, STORY)]
    assert {shape.named for shape in shapes if shape.begins_with == "question"} == {"first", "after"}
    assert {shape.named for shape in shapes if shape.begins_with in ("scene", "case")} == {"after"}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("summary", "answer"),
    [(PLAIN, "A near star is seen"), (STORY, "The Earth takes"), (ASIDE, "The Earth takes")],
)
def test_a_question_stands_right_before_its_answer(
    told: Callable[..., str], number: int, summary: str, answer: str
) -> None:
    definition = "Parallax is the shift of a near thing against a far background."
    asked, _, rest = told(number, summary).partition("How far is a star that nobody can visit? ")
    told_first = asked.startswith(summary)
    cause, first = "The Earth takes", answer if summary != STORY else "In 1838"
    answers = (cause if told_first else first, definition)
    assert rest.startswith(answers)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("summary", [PLAIN, STORY, ASIDE])
def test_the_image_comes_right_after_its_cause_and_the_last_words_last(
    told: Callable[..., str], number: int, summary: str
) -> None:
    text = told(number, summary)
    assert f"The angle gives the distance. {IMAGE}" in text
    assert text.index(IMAGE) < text.index("A pencil and two eyes")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("summary", [PLAIN, STORY, ASIDE])
def test_it_is_said_soon_that_the_voice_is_made(
    show_on_parallax: Callable[..., Show], number: int, summary: str
) -> None:
    show = show_on_parallax(number, summary)
    script = draft(Plan(show), show.episodes[0]).script
    sentences = [sentence for paragraph in script.paragraphs for sentence in paragraph.sentences]
    said = [at for at, sentence in enumerate(sentences) if discloses(sentence)]
    assert len(said) == 1
    assert len(" ".join(sentences[: said[0] + 1]).split()) <= 80


def test_a_summary_that_the_entry_does_not_touch_is_told_after_it_in_a_paragraph_of_its_own(
    show_on_parallax: Callable[..., Show],
) -> None:
    show = show_on_parallax(3, ASIDE)
    paragraphs = [p.text for p in draft(Plan(show), show.episodes[0]).script.paragraphs]
    told = next(text for text in paragraphs if ASIDE in text)
    assert told.startswith(ASIDE)
    assert " ".join(paragraphs).index(IMAGE) < " ".join(paragraphs).index(ASIDE)
