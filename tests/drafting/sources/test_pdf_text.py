from __future__ import annotations

from types import ModuleType

import pytest

from pipeline.drafting.sources.passages import UnreadableDocument, main_text
from pipeline.drafting.sources.pdf_text import read_pdf

LEFT = [
    "Hand washing was made a rule in the",
    "first clinic of Vienna in the spring of",
    "that year, and far fewer mothers died of",
    "childbed fever there than ever before.",
    "The students came straight from the dis-",
    "secting room to the beds of the mothers.",
    "Nobody had told them to stop on the way.",
]
RIGHT = [
    "A second column tells of the well-known",
    "quarrel in which the doctors defended",
    "their habits for another twenty years.",
    "It ends with a well-known book that the",
    "author had printed at his own expense.",
    "A last line of the column stands here.",
    "And one more, so that it is long enough.",
]


def texts(data: bytes) -> list[str]:
    return [passage.text for passage in main_text(read_pdf(data).passages)]


def test_lines_become_paragraphs_and_divided_words_are_joined(maker: ModuleType) -> None:
    (text,) = texts(maker.pdf([maker.column(LEFT)]))
    assert text.startswith("Hand washing was made a rule in the first clinic of Vienna")
    assert "from the dissecting room" in text


@pytest.mark.parametrize("mixed", [False, True])
def test_columns_are_read_one_after_the_other_however_the_file_sets_them(
    maker: ModuleType, *, mixed: bool
) -> None:
    left, right = maker.column(LEFT), maker.column(RIGHT, x=320)
    lines = [line for pair in zip(left, right, strict=True) for line in pair] if mixed else [*left, *right]
    text = " ".join(texts(maker.pdf([lines])))
    assert "in the spring of that year, and far fewer mothers" in text
    assert text.index("stop on the way.") < text.index("A second column tells of the well-known quarrel")


@pytest.mark.parametrize("mixed", [False, True])
def test_three_columns_are_no_two(maker: ModuleType, *, mixed: bool) -> None:
    columns = [
        maker.column([f"{name} says in line {line} a" for line in "abcdefgh"], x=place)
        for name, place in (("Ann", 40), ("Ben", 220), ("Cid", 400))
    ]
    lines = (
        [line for row in zip(*columns, strict=True) for line in row]
        if mixed
        else [line for each in columns for line in each]
    )
    text = " ".join(texts(maker.pdf([lines])))
    assert text.index("Ann says in line h") < text.index("Ben says in line a")
    assert text.index("Ben says in line h") < text.index("Cid says in line a")


def test_words_set_one_by_one_are_a_line_with_spaces(maker: ModuleType) -> None:
    lines = []
    for place, text in enumerate(LEFT[:4]):
        x = 60.0
        for word in text.split():
            lines.append((x, 700 - 12 * place, 10, word))
            x += 5.2 * len(word) + 2.8
    (text,) = texts(maker.pdf([lines]))
    assert text.startswith("Hand washing was made a rule in the first clinic of Vienna in the spring of")


def test_what_stands_on_every_page_and_page_numbers_are_left_out(maker: ModuleType) -> None:
    pages = [
        [
            (60, 760, 10, f"A history of washing {number}"),
            *maker.column([f"{word} page has a text of its own that goes on for a whole line.", *LEFT[1:4]]),
            (300, 40, 10, str(number)),
            (60, 30, 10, "Journal of Hands, volume 7"),
        ]
        for number, word in enumerate(("The first", "The second", "The third"), start=1)
    ]
    found = texts(maker.pdf(pages))
    assert len(found) == 3
    assert not any("history of washing" in text or "Journal" in text for text in found)


def test_small_print_headings_and_references_are_left_out(maker: ModuleType) -> None:
    lines = [
        (60, 740, 18, "On the washing of hands"),
        *maker.column(LEFT[:4]),
        *maker.column(["Figure 1: the clinic as it was in that year of all years."], top=620, size=8),
        (60, 560, 10, "References"),
        *maker.column(["Someone wrote a very long book about hand washing in the year of 1861."], top=540),
    ]
    read = read_pdf(maker.pdf([lines]))
    (text,) = [passage.text for passage in main_text(read.passages)]
    assert text.endswith("than ever before.")
    assert read.title == "On the washing of hands"


def test_a_sentence_goes_on_over_the_page_break(maker: ModuleType) -> None:
    pages = [maker.column(LEFT[:2]), maker.column(LEFT[2:4])]
    (text,) = texts(maker.pdf(pages))
    assert "in the spring of that year, and" in text


def test_a_power_is_not_read_as_a_longer_number(maker: ModuleType) -> None:
    lines = [
        *maker.column([*LEFT[:2], "There are about 10"]),
        (150, 680, 6, "6"),
        (156, 676, 10, " of them."),
    ]
    text = " ".join(texts(maker.pdf([lines])))
    assert "10^6 of them" in text


def test_the_properties_name_the_document(maker: ModuleType) -> None:
    assert read_pdf(maker.pdf([maker.column(LEFT)], title="Hands")).title == "Hands"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4\n", b"not a PDF at all", b"%PDF-1.4\n" + bytes(range(256)) * 40]
)
def test_a_broken_file_is_said_to_be_broken(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_pdf(data)


@pytest.mark.parametrize("part", range(12))
def test_a_file_cut_short_gives_text_or_is_said_to_be_broken(maker: ModuleType, part: int) -> None:
    whole = maker.pdf([maker.column(LEFT)] * 3)
    cut = whole[: len(whole) * part // 12]
    try:
        found = texts(cut)
    except UnreadableDocument:
        found = []
    assert all("Hand washing" in text for text in found)


def test_a_scan_without_text_is_said_to_be_one(maker: ModuleType) -> None:
    with pytest.raises(UnreadableDocument, match="OCR"):
        read_pdf(maker.pdf([[]]))
