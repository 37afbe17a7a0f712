from __future__ import annotations

import pytest

from pipeline.errors import InvalidScript
from pipeline.writing.script.directions import Insert, Manner
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_text import format_body, parse_body


def read(body: str) -> Script:
    return parse_body(body, "explainer", "a.md")


def test_a_pause_between_sentences_stands_before_the_one_that_follows() -> None:
    (paragraph,) = read("## A\n\nOne comes. {pause 1.5s} Two follows.\n").paragraphs
    assert paragraph.sentences == ("One comes.", "Two follows.")
    assert paragraph.inserts == (Insert(1, seconds=1.5),)


def test_a_pause_within_a_sentence_parts_it() -> None:
    (paragraph,) = read("## A\n\nAnd the winner is {pause 800 ms} the bee.\n").paragraphs
    assert paragraph.sentences == ("And the winner is", "the bee.")
    assert paragraph.inserts == (Insert(1, seconds=0.8),)


def test_a_sound_on_a_line_of_its_own_comes_before_the_next_paragraph() -> None:
    one, two = read("## A\n\nOne.\n\n{sound door.wav}\n\nTwo.\n").paragraphs
    assert one.inserts == ()
    assert two.inserts == (Insert(0, sound="door.wav"),)


def test_a_sound_at_the_end_of_a_section_comes_after_its_last_sentence() -> None:
    (paragraph,) = read("## A\n\nOne. Two.\n\n{sound far/door bell.mp3}\n").paragraphs
    assert paragraph.inserts == (Insert(2, sound="far/door bell.mp3"),)


def test_stressed_and_slow_words_are_known_by_their_places() -> None:
    (paragraph,) = read("## A\n\nIt is. Say {stress never}, and {slow very very slowly}.\n").paragraphs
    assert paragraph.sentences == ("It is.", "Say never, and very very slowly.")
    assert paragraph.manners == (Manner(1, 1, 1, "stress"), Manner(1, 3, 5, "slow"))


def test_a_voice_by_name_speaks_a_paragraph_or_a_section() -> None:
    one, two, three = read("## A\n\n{voice ada} One.\n\nTwo.\n\n## B {voice dr-ben}\n\nThree.\n").paragraphs
    assert (one.role, two.role, three.role) == ("ada", "host", "dr-ben")


@pytest.mark.parametrize(
    "body",
    [
        "## A\n\nOne. {pause 1.5s} Two. {sound door.wav}\n",
        "## A\n\n{pause 2s}\n\nOne.\n\n{sound a b.flac}\n\n{pause 0.25s} Two.\n\n## B\n\nThree.\n",
        "## A\n\n{voice ada} {optional 2} {sound door.wav} It is {stress never}, {slow so they say}.\n",
        "## A\n\n**Bold {stress move}** in `code` costs 2*3*4 \\{pause 1s} {pause 1s} and ends.\n",
        "## A\n\n{stress One} {stress two} {slow three four}. Five {slow six. Seven} eight.\n",
        "## A\n\n{guest} {pause 1s} {pause 2s} One {sound x.wav}, two.\n",
    ],
)
def test_a_script_with_directions_is_the_same_when_it_was_written_and_read(body: str) -> None:
    script = read(body)
    assert any(each.inserts or each.manners for each in script.paragraphs)
    assert read(format_body(script)) == script


def test_an_escaped_direction_is_text() -> None:
    (paragraph,) = read("## A\n\nWrite \\{pause 1s} there.\n").paragraphs
    assert paragraph.sentences == ("Write {pause 1s} there.",)
    assert not paragraph.inserts


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("One. {pause} Two.", "a pause without its length"),
        ("One. {pause 60s} Two.", "a pause of «60s»"),
        ("One. {pause -1s} Two.", "a pause of «-1s»"),
        ("One. {pause nan} Two.", "a pause of «nan»"),
        ("One. {sound} Two.", "names no sound"),
        ("One. {sound ../../secret.wav} Two.", "leads out of episodes/sounds/"),
        ("One. {sound /etc/x.wav} Two.", "leads out of episodes/sounds/"),
        ("One. {sound notes.txt} Two.", "no kind of sound file"),
        ("One {stress} two.", "{stress}"),
        ("One {slow two", "{slow two"),
        ("One. {voice ada} Two.", "{voice ada}"),
        ("{voice Ada!} Two.", "{voice Ada!}"),
    ],
)
def test_a_direction_that_cannot_be_followed_is_told_with_its_line(text: str, what: str) -> None:
    with pytest.raises(InvalidScript) as raised:
        read(f"## A\n\nBefore.\n\n{text}\n")
    assert what in str(raised.value)
    assert raised.value.line == 5
    assert raised.value.remedy


def test_a_section_of_nothing_but_a_sound_is_told() -> None:
    with pytest.raises(InvalidScript, match="nothing to say"):
        read("## A\n\n{sound door.wav}\n\n## B\n\nOne.\n")
