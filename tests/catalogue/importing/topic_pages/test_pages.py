from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.importing.topic_pages.pages import Card, Page, read_page, read_pages
from pipeline.errors import ExitCode, InvalidPage

SEEDS = Path(__file__).parents[5] / "shared/seeds"


def page_of(tmp_path: Path, text: str) -> Page:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    return read_page(path)


def test_a_plain_page_is_read(plain_page: Path) -> None:
    page = read_page(plain_page)
    assert (page.topic, page.declared, page.is_dated, page.warnings) == ("Swarming", 2, False, ())
    assert page.cards[1] == Card(
        title="Why bees swarm",
        subtitle="how a colony divides",
        summary="The old queen leaves with half of the workers to found a colony elsewhere.",
        line=7,
    )


def test_a_rich_page_is_read(rich_page: Path) -> None:
    page = read_page(rich_page)
    assert (page.topic, page.declared, page.is_dated, page.warnings) == ("Beekeeping", 5, True, ())
    assert page.cards[0] == Card(
        title="Catching a swarm",
        subtitle="a box and some patience",
        summary="Shake the cluster into a box: where the queen is, the rest will follow.",
        line=7,
        published=date(2026, 3, 3),
        reference_seconds=91.0,
        topics_line="SwarmingDIY HivesBeekeeping",
        topics_line_number=14,
    )
    assert [card.reference_seconds for card in page.cards] == [91, 88, 125, 3723, 90]


def test_a_title_without_a_dash_has_no_subtitle_and_later_dashes_belong_to_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, "T\n2 episodes — x.\n\nOne\nA.\n\nTwo — b — c\nB — C.\n")
    assert [(card.title, card.subtitle) for card in page.cards] == [("One", ""), ("Two", "b — c")]
    assert page.cards[1].summary == "B — C."


def test_backslash_escapes_are_undone(rich_page: Path) -> None:
    assert read_page(rich_page).cards[2].summary.endswith("was clipped [or not].")


def test_a_backslash_before_a_letter_stays(tmp_path: Path) -> None:
    page = page_of(tmp_path, "T\n1 episode — x.\n\nA\n\\<\\|im\\_start\\|\\> and C:\\temp\n")
    assert page.cards[0].summary == "<|im_start|> and C:\\temp"


@pytest.mark.parametrize("fixture", ["plain_page", "rich_page"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("\n\n", "\n \n\t\n\n"),
        (" ", "\N{NO-BREAK SPACE}"),
        ("\n", "  \n"),
    ],
)
def test_line_ends_blank_lines_and_spaces_make_no_difference(
    request: pytest.FixtureRequest, fixture: str, old: str, new: str
) -> None:
    path: Path = request.getfixturevalue(fixture)
    text = path.read_text(encoding="utf-8")

    def said() -> list[tuple[object, ...]]:
        cards = read_page(path).cards
        return [(c.title, c.subtitle, c.summary, c.published, c.topics_line) for c in cards]

    before = said()
    path.write_bytes(b"\xef\xbb\xbf" + text.replace(old, new).rstrip().encode())
    assert said() == before


def test_a_summary_may_stand_apart_from_its_title_or_run_over_lines(tmp_path: Path) -> None:
    page = page_of(tmp_path, "T\n\n3 episodes — x.\n\nA\n\nOne.\n\nB\nTwo\nlines.\n\nC\nThree.")
    assert [(card.title, card.summary) for card in page.cards] == [
        ("A", "One."),
        ("B", "Two lines."),
        ("C", "Three."),
    ]


def test_a_rich_summary_may_run_over_paragraphs(tmp_path: Path) -> None:
    page = page_of(tmp_path, "T\n1 episode — x.\nA\n1:00\nA\nOne.\n\nTwo.\nT2026-01-01\n")
    assert page.cards[0].summary == "One. Two."


def test_a_card_may_lack_its_duration(tmp_path: Path) -> None:
    page = page_of(tmp_path, "T\n1 episode — x.\n\nA\n\nA\n\nOne.\n\nT2026-01-01\n")
    assert (page.cards[0].reference_seconds, page.cards[0].published) == (None, date(2026, 1, 1))


def test_a_topic_may_end_in_a_year(tmp_path: Path) -> None:
    page = page_of(tmp_path, "T\n1 episode — x.\nA\n1:00\nA\nOne.\nT 20262026-01-01\n")
    assert page.cards[0].topics_line == "T 2026"


def test_a_heading_may_be_marked_as_one(tmp_path: Path) -> None:
    assert page_of(tmp_path, "# Bees\n\n1 episode — x.\n\n## A\nOne.\n").topic == "Bees"


def test_a_count_that_is_not_true_is_a_warning(plain_page: Path) -> None:
    text = plain_page.read_text(encoding="utf-8").replace("2 episodes", "1,003 episodes")
    plain_page.write_text(text, encoding="utf-8")
    (warning,) = read_page(plain_page).warnings
    assert (warning.what, warning.line) == ("the page says it has 1003 episodes, and shows 2", 2)


def test_a_card_that_was_cut_off_is_a_warning(rich_page: Path) -> None:
    text = rich_page.read_text(encoding="utf-8")
    rich_page.write_text(text[: text.rindex("\n")], encoding="utf-8")
    page = read_page(rich_page)
    assert page.cards[-1].published is None
    assert [warning.what for warning in page.warnings] == [
        "«A record for each hive» has no line of topics and date"
    ]


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"", "is empty", None),
        (b"\xef\xbb\xbf \n\n", "is empty", None),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not text: it holds zero bytes", None),
        (b"T\n1 episodes \x97 x.\n", "is not UTF-8: byte 0x97", 2),
        ("T\n1 episodes — x.\n".encode("utf-16"), "is UTF-16", None),
        ("T\n1 episodes — x.\n".encode("utf-16-le"), "is not text", None),
        (b"T\n1 episodes - x.\n\nA\nB\x07\n", "control character U+0007", 5),
        ("T\n1 episodes — x.\n\nA\nB\ufffd\n".encode(), "wrong encoding", 5),
        (b"<!DOCTYPE html>\n<html><body>T</body></html>", "is HTML", 1),
        (b"\n <div>T</div>", "is HTML", 1),
        (b"# Notes\n\nSome text.\n", "is not a topic page", 1),
        (b"1 episode - without a heading\n\nA\nB\n", "is not a topic page", 1),
        (b"T\n2 episodes - x.\n\nA\nB\n\nC\n", "«C» has no summary", 7),
        (b"T\n1 episode - x.\nA\n1:00\nA\nB\nT2026-02-30\n", "there is no day 2026-02-30", 7),
        (
            b"T\n2 episodes - x.\nA\n1:00\nA\nB\nT2026-01-01\nC\n1:00\nc?\nD\nT2026-01-01\n",
            "middle of a card",
            7,
        ),
        (b"T\n1 episode - x.\nstray\nA\n1:00\nA\nB\nT2026-01-01\n", "«stray» is no card", 3),
        (b"T\n1 episode - x.\nA\n1:00\nA\nT2026-01-01\n", "«A» has no summary", 3),
        ("蜂\n1 episode - x.\nA\nB\n".encode(), "the page has the topic «蜂»", 1),
    ],
)
def test_what_is_no_topic_page_is_refused(tmp_path: Path, data: bytes, what: str, line: int | None) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(InvalidPage) as caught:
        read_page(path)
    assert what in caught.value.what
    assert (caught.value.file, caught.value.line) == (path, line)
    assert caught.value.exit_code == ExitCode.INVALID_SHOW


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(InvalidPage, match="no such file"):
            read_page(path)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
@pytest.mark.parametrize(
    ("name", "topic", "count"),
    [("000", "Large Language Models", 18), ("001", "AI Podcast", 119), ("004", "Generative AI", 119)],
)
def test_the_seed_pages_are_read(name: str, topic: str, count: int) -> None:
    page = read_page(next(SEEDS.glob(f"{name}*")))
    assert (page.topic, page.declared, len(page.cards), page.warnings) == (topic, count, count, ())
    assert all(card.published and card.topics_line for card in page.cards) == (name == "004")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
@pytest.mark.parametrize("name", ["002", "003"])
def test_the_seeds_that_are_no_topic_pages_are_refused(name: str) -> None:
    with pytest.raises(InvalidPage, match="is not a topic page"):
        read_page(next(SEEDS.glob(f"{name}*")))


@pytest.mark.parametrize(
    "text",
    [
        "Bees\n3 episodes\n\nSwarms\nSwarms\nSwarms\nSwarms\n",
        "Bees\n3 episodes\n\nSwarms\n90 sec\nSwarms\n90 sec\nSwarms\n\nSwarms\n",
        "Bees\n3 episodes\n3 episodes\n3 episodes\n\n3 episodes\n\nBees\n3 episodes\n",
        "Bees\n3 episodes\n\nSwarms\nSwarms\n",
    ],
)
def test_lines_that_come_again_and_again_are_refused_with_a_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidPage) as caught:
        read_pages(path)
    assert caught.value.line is not None
