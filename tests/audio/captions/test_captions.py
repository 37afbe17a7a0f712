from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.audio.captions.cues import _Run, _Word, pieces
from pipeline.audio.captions.cues import cues as phrased
from pipeline.audio.captions.formats import cues, to_json, to_srt, to_text, to_vtt
from pipeline.audio.captions.phrases import COMMA
from pipeline.audio.recording import TimedSentence, TimedWord
from pipeline.catalogue.text import without_markup
from pipeline.writing.script.sentences import split_sentences

HERE = Path(__file__).parent
NAMES = {"host": "Maya", "guest": "Tom & Co <x>"}
STAMP = r"(\d\d+):([0-5]\d):([0-5]\d)[.,](\d\d\d)"


def spoken(*paragraphs, speakers=("host",), start=1.5, pace=0.065, pause=0.35):
    """Sentences as an engine would time them; each paragraph is a list of sentences."""
    sentences, now = [], start
    for number, paragraph in enumerate(paragraphs):
        for text in paragraph:
            words = []
            for word in text.split(" "):
                words.append(TimedWord(word, now, now + pace * (len(word) + 1)))
                now = words[-1].end + (0.12 if word.endswith((",", ";", ":")) else 0.0)
            sentences.append(TimedSentence(tuple(words), speakers[number % len(speakers)], number))
            now += pause
    return sentences


def lines_of(*texts, **how):
    return [cue.lines for cue in cues(spoken(list(texts), **how))]


def parse(text, separator):
    """Read VTT or SRT as a player does: blocks, a line of times, then lines of text."""
    found = []
    for block in re.split(r"\n{2,}", text.strip("\n")):
        lines = block.split("\n")
        index = next((i for i, line in enumerate(lines) if "-->" in line), None)
        if index is None:
            continue
        times = re.fullmatch(rf"{STAMP} --> {STAMP}", lines[index])
        assert times, lines[index]
        assert lines[index].count(separator) == 2
        h, m, s, ms, h2, m2, s2, ms2 = map(int, times.groups())
        found.append(
            (h * 3600 + m * 60 + s + ms / 1000, h2 * 3600 + m2 * 60 + s2 + ms2 / 1000, lines[index + 1 :])
        )
    return found


def unescape(text):
    bare = re.sub(r"<v [^>]*>", "", text)
    assert not set(bare) & set("<>")
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


# What makes a good cue


@pytest.mark.parametrize("number", range(40))
def test_the_lines_are_as_good_as_the_best_of_all_ways_to_part_them(number, monkeypatch):
    chance = random.Random(number)
    letters = [chance.randint(1, 12) for _ in range(chance.randint(6, 14))]
    text = " ".join("w" * count + chance.choice(("", "", "", ",")) for count in letters) + "."
    parted = lines_of(text)
    monkeypatch.setattr(_Run, "_cuts_that_fit", lambda self, first, last, room: (first + 1, last - 1))
    assert lines_of(text) == parted


@pytest.mark.parametrize(
    "text",
    [
        "Go old go extraordinarily predicament.",
        "And yesterday extraordinarily unfortunately unfortunately predicament.",
    ],
)
def test_no_word_has_a_line_to_itself_where_another_way_is_as_good(text):
    assert [line for lines in lines_of(text) if len(lines) == 2 for line in lines if " " not in line] == []


def test_a_short_sentence_is_one_line():
    assert lines_of("You would not rebuild the piano.") == [("You would not rebuild the piano.",)]


def test_a_line_is_broken_before_a_joining_word():
    assert lines_of("Train two thin matrices beside each pretrained layer.") == [
        ("Train two thin matrices", "beside each pretrained layer.")
    ]


def test_a_cue_ends_at_punctuation_where_it_can():
    sentence = (
        "Freeze the pretrained weights as they are, and train two thin matrices beside each layer instead."
    )
    assert [" ".join(lines) for lines in lines_of(sentence)] == [
        "Freeze the pretrained weights as they are,",
        "and train two thin matrices beside each layer instead.",
    ]


@pytest.mark.parametrize("article", ["a", "the", "of", "to", "its", "is"])
def test_no_line_ends_with_a_word_that_leans_on_the_next(article):
    sentence = (
        f"Every model needs {article} gentle warmup before learning rates climb {article} final plateau."
    )
    assert not any(line.endswith(f" {article}") for lines in lines_of(sentence) for line in lines)


def test_two_short_sentences_share_a_cue():
    assert lines_of("Really?", "Yes, really.") == [("Really? Yes, really.",)]


def test_no_cue_holds_the_end_of_one_sentence_and_the_beginning_of_another():
    for cue in cues(
        spoken(["It works well.", "Suppose that someone lends you a concert piano for a whole long year."])
    ):
        assert "well. Suppose" not in " ".join(cue.lines)


def test_a_dash_stays_with_what_it_closes():
    lines = lines_of("That is the whole idea behind adapters — small matrices trained beside frozen layers.")
    assert not any(line.startswith("—") for pair in lines for line in pair)


def test_a_paragraph_begins_a_new_cue():
    assert [cue.lines for cue in cues(spoken(["Yes."], ["No."]))] == [("Yes.",), ("No.",)]


def test_a_no_break_space_is_kept():
    assert lines_of("It needs 48\u00a0GB of memory.") == [("It needs 48\u00a0GB of memory.",)]


def test_a_word_shown_as_several_may_be_broken():
    shown = TimedWord("one phrase that was timed as if it had been a single word", 0.0, 3.0)
    found = cues([TimedSentence((shown,), "host", 0)])
    assert max(len(line) for cue in found for line in cue.lines) <= 37
    assert " ".join(line for cue in found for line in cue.lines) == shown.text


def test_a_word_longer_than_a_line_stands_alone():
    address = "https://example.org/a/very/long/address/indeed"
    lines = [line for lines in lines_of(f"Look at {address} for the details.") for line in lines]
    assert address in lines
    assert max(len(line) for line in lines if line != address) <= 37


def test_a_quick_word_stays_for_a_second_if_nothing_follows():
    (cue,) = cues([TimedSentence((TimedWord("Yes.", 2.0, 2.3),), "host", 0)])
    assert (cue.start, cue.end) == (2.0, 3.0)


def test_a_short_gap_is_closed_and_a_long_one_kept():
    close, wide = (
        cues(spoken(["It is the general rule."], ["It was one."], pause=pause)) for pause in (0.19, 0.21)
    )
    assert close[0].end == close[1].start
    assert wide[0].end == pytest.approx(wide[1].start - 0.21)


def test_nothing_said_is_nothing_shown():
    assert cues([]) == ()
    assert cues([TimedSentence((), "host", 0)]) == ()
    assert to_vtt([]) == "WEBVTT\n"
    assert to_srt([]) == ""
    assert to_text([]) == ""


# What a cue costs: reckoned by hand from what each thing costs


def cost_of(*words, room=0, last=None):
    """Weigh a cue of the first words; each is given as letters, seconds, silence after it and break cost.

    A break cost of None ends a sentence.
    """
    made, now = [], 0.0
    for letters, seconds, silence, cost in words:
        times = now, now + seconds, now + seconds + silence
        made.append(_Word("a" * letters, *times, cost or 0.0, cost is None))
        now += seconds + silence
    return _Run(made, room)._cue_cost(0, last or len(made))


MORE = (4, 1.0, 0.3, None)  # a word that follows in another cue


@pytest.mark.parametrize(
    ("words", "cost"),
    [
        # A sentence in one line, long enough to be read: nothing but the cue itself.
        ([(4, 1.0, 0.3, 0.8), (4, 1.0, 0.3, None)], 1.2),
        ([(4, 1.0, 0.3, 0.8), (4, 0.2, 0.3, None)], 1.2),  # 1.5 s
        # Shorter than comfortable, by 0.3 s; shorter than a second, by 0.2 s.
        ([(4, 0.9, 0.0, 0.8), (4, 0.3, 0.3, None)], 1.2 + 0.3),
        ([(4, 0.5, 0.0, 0.8), (4, 0.3, 0.0, None)], 1.2 + 0.7 + 5 * 0.2),
        # Six seconds are not too long; seven are, by one.
        ([(4, 3.0, 0.0, 0.8), (4, 3.0, 0.3, None)], 1.2),
        ([(4, 4.0, 0.0, 0.8), (4, 3.0, 0.3, None)], 1.2 + 20 * 1.25),
        # A silence is noticed after half a second.
        ([(4, 1.0, 0.5, 0.8), (4, 1.0, 0.3, None)], 1.2),
        ([(4, 1.0, 1.5, 0.8), (4, 1.0, 0.3, None)], 1.2 + 2 * 1.0),
        # A comma inside, or the end of a sentence, where the cue might have ended.
        ([(4, 1.0, 0.3, COMMA), (4, 1.0, 0.3, None)], 1.2 + 0.3),
        ([(4, 1.0, 0.3, None), (4, 1.0, 0.3, None)], 1.2 + 0.3),
        # Two lines of 19 and 24 letters, broken where a break costs 0.8.
        (
            [(9, 1.0, 0.0, 9.0), (9, 1.0, 0.0, 0.8), (9, 1.0, 0.0, 9.0), (14, 1.0, 0.3, None)],
            1.2 + 0.6 * 0.8 + 1.2 * 5 / 37,
        ),
        # A word alone in its line, above or below; a line of 40 letters.
        ([(20, 1.0, 0.0, 0.8), (20, 1.0, 0.3, None)], 1.2 + 0.6 * 0.8 + 1.5),
        ([(20, 1.0, 0.0, 0.8), (9, 1.0, 0.0, 9.0), (9, 1.0, 0.3, None)], 1.2 + 0.6 * 0.8 + 1.2 / 37 + 1.5),
        ([(40, 2.0, 0.3, None)], 1.2 + 100 * 3),
        ([(40, 1.0, 0.0, 0.8), (10, 1.0, 0.3, None)], 1.2 + 0.6 * 0.8 + 1.2 * 30 / 37 + 100 * 3 + 1.5),
    ],
)
def test_a_cue_of_whole_sentences_costs_what_is_against_it(words, cost):
    assert cost_of(*words) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("words", "cost"),
    [
        # Nine letters, half of the eighteen that are not too few; with the break behind them.
        ([(4, 1.0, 0.0, 0.8), (4, 1.0, 0.3, 0.8)], 1.2 + 1.4 * 0.8 + 0.15 * 9),
        ([(9, 1.0, 0.0, 0.8), (8, 1.0, 0.3, 0.8)], 1.2 + 1.4 * 0.8),
        # A word alone, and the end of one sentence with the beginning of another.
        ([(18, 2.0, 0.3, 0.8)], 1.2 + 1.4 * 0.8 + 3.0),
        ([(9, 1.0, 0.0, None), (8, 1.0, 0.3, 0.8)], 1.2 + 1.4 * 0.8 + 1.8 + 0.3),
    ],
)
def test_a_cue_that_ends_within_a_sentence_costs_its_break_too(words, cost):
    assert cost_of(*words, MORE, last=len(words)) == pytest.approx(cost)


def test_a_name_takes_its_room_in_the_first_line():
    words = [(9, 1.0, 0.0, 9.0), (9, 1.0, 0.0, 0.8), (9, 1.0, 0.3, None)]
    assert cost_of(*words, room=8) == pytest.approx(1.2)  # 8 + 29 letters
    # With one more there are two lines, of 28 and 9 letters or of 18 and 19.
    assert cost_of(*words, room=9) == pytest.approx(1.2 + 0.6 * 0.8 + 1.2 * 19 / 37 + 1.5)


def test_one_name_alone_is_not_said():
    said = spoken(["It is so."], ["It is not."], speakers=("host", "guest"))
    assert {cue.speaker for cue in phrased(said, {"host": "Maya"})} == {""}
    assert [cue.speaker for cue in phrased(said, {"host": "Maya", "guest": "Tom"})] == ["Maya", "Tom"]


def test_blanks_part_words_and_are_none():
    assert pieces("  one \n two\u00a0three ") == ["one", "two\u00a0three"]


# What holds for any text

VOCABULARY = ["a", "the", "of", "and", "but", "is", "because", "model", "gradient", "transformer", "low-rank"]
VOCABULARY += ["attention,", "tokens;", "(softly)", "7B", "O(n²)", "—", "“so,”"]


def generated(seed):
    chance = random.Random(seed)
    now, sentences = chance.uniform(0, 3), []
    for number in range(chance.randint(1, 25)):
        words = []
        for _ in range(chance.choice([1, 2, 3, 8, 15, 30])):
            text = chance.choice(VOCABULARY)
            end = now + 0.05 + len(text) * chance.uniform(0.03, 0.1)
            words.append(TimedWord(text, now, end))
            now = end + chance.choice([0, 0, 0, 0, 0.05, 0.15, 0.3])
        words[-1] = TimedWord(words[-1].text + ".", words[-1].start, words[-1].end)
        sentences.append(TimedSentence(tuple(words), chance.choice(["host", "host", "guest"]), number // 3))
        now += chance.choice([0.1, 0.3, 0.8, 2.5])
    return sentences


@pytest.fixture(params=range(25))
def sentences(request):
    return generated(request.param)


def test_no_word_is_lost(sentences):
    shown = " ".join(line for cue in cues(sentences, NAMES) for line in cue.lines)
    assert shown == " ".join(sentence.text for sentence in sentences)


def test_cues_never_overlap_nor_flicker(sentences):
    for before, after in pairwise(cues(sentences, NAMES)):
        assert before.start < before.end <= after.start
        assert after.start == before.end or after.start - before.end >= 0.2


def test_cues_have_at_most_two_lines_that_fit_with_the_name(sentences):
    for cue in cues(sentences, NAMES):
        label = f"{cue.speaker}: " if cue.turn and cue.speaker else ""
        assert 1 <= len(cue.lines) <= 2
        assert max(map(len, [label + cue.lines[0], *cue.lines[1:]])) <= 37


def test_cues_stand_long_enough_where_the_speech_allows_and_not_too_long(sentences):
    found = cues(sentences, NAMES)
    for cue, following in pairwise(found):
        assert cue.end - cue.start <= 6.0
        assert cue.end - cue.start >= 1.0 - 1e-9 or cue.end == following.start
    assert 1.0 - 1e-9 <= found[-1].end - found[-1].start <= 6.0


def test_a_cue_begins_and_ends_with_its_words(sentences):
    words = [word for sentence in sentences for word in sentence.words]
    for cue in cues(sentences, NAMES):
        count = sum(len(line.split()) for line in cue.lines)
        own, words = words[:count], words[count:]
        assert cue.start == own[0].start
        assert own[-1].end <= cue.end <= max(own[-1].end + 0.2, cue.start + 1.2)


def test_a_word_is_alone_only_where_it_is_a_sentence(sentences):
    lone = {sentence.text for sentence in sentences if len(sentence.words) == 1}
    alone = [cue.lines[0] for cue in cues(sentences, NAMES) if len(" ".join(cue.lines).split()) == 1]
    assert [text for text in alone if text not in lone] == []


def test_vtt_and_srt_read_back_as_the_same_cues(sentences):
    found = cues(sentences, NAMES)
    several = len({sentence.speaker for sentence in sentences}) > 1
    vtt, srt = parse(to_vtt(sentences, NAMES), "."), parse(to_srt(sentences, NAMES), ",")
    assert len(vtt) == len(srt) == len(found)
    for cue, shown, subtitle in zip(found, vtt, srt, strict=True):
        assert shown[:2] == subtitle[:2] == pytest.approx((cue.start, cue.end), abs=0.0006)
        assert shown[0] < shown[1]
        assert tuple(map(unescape, shown[2])) == cue.lines
        label = f"{cue.speaker}: " if several and cue.turn else ""
        assert "\n".join(subtitle[2]) == without_markup(label + "\n".join(cue.lines))


# The forms


def test_vtt_escapes_what_would_be_markup():
    text = to_vtt(spoken(["The token <|im_start|> & friends --> here."]))
    assert text.startswith("WEBVTT\n\n00:00:01.500 --> ")
    assert "The token &lt;|im_start|&gt;\n&amp; friends --&gt; here.\n" in text


def test_one_speaker_is_not_named():
    text = [["It is so."], ["It was so."]]
    assert "<v" not in to_vtt(spoken(*text), NAMES)
    assert "Maya" not in to_srt(spoken(*text), NAMES)
    assert "Maya" not in to_text(spoken(*text), NAMES)


def test_several_speakers_without_names_are_not_named():
    assert "<v" not in to_vtt(spoken(["It is so."], ["It is not."], speakers=("host", "guest")))


def test_several_speakers_are_named_in_every_vtt_cue():
    dialogue = spoken(["It is so."], ["It is not."], speakers=("host", "guest"))
    voices = re.findall(r"<v ([^>]*)>(.*)", to_vtt(dialogue, NAMES))
    assert voices == [("Maya", "It is so."), ("Tom &amp; Co &lt;x&gt;", "It is not.")]


def test_srt_and_text_name_the_speaker_when_the_turn_changes():
    dialogue = spoken(["It is."], ["It was."], ["It is not."], speakers=("host", "host", "guest"))
    assert [lines for _, _, lines in parse(to_srt(dialogue, NAMES), ",")] == [
        ["Maya: It is."],
        ["It was."],
        ["Tom & Co ‹x›: It is not."],
    ]
    assert to_text(dialogue, NAMES) == "Maya: It is.\n\nIt was.\n\nTom & Co <x>: It is not."


def test_srt_holds_no_markup_that_a_player_would_obey():
    text = to_srt(spoken([r"Write <b>bold</b>, <font color=red and {\an8} up; 1 < 2 > 0."]))
    assert "Write ‹b›bold‹/b›, ‹font color=red\nand (\\an8) up; 1 < 2 > 0." in text


def test_srt_cues_are_numbered_from_one():
    numbers = [block.split("\n")[0] for block in to_srt(spoken(["It is."], ["It was."])).split("\n\n")]
    assert numbers == ["1", "2"]


def test_times_beyond_an_hour_are_written_out():
    assert "01:01:05,250 --> 01:01:06,250" in to_srt(
        [TimedSentence((TimedWord("So.", 3665.25, 3665.5),), "host", 0)]
    )


def test_a_cue_without_length_is_still_valid():
    (cue,) = parse(to_vtt([TimedSentence((TimedWord("So.", 1.0, 1.0),), "host", 0)]), ".")
    assert cue[0] < cue[1]


def test_json_has_a_segment_for_each_word():
    said = spoken(["The cost is O(n²)."])
    document = json.loads(to_json(said, NAMES))
    assert document["version"] == "1.0.0"
    assert [segment["body"] for segment in document["segments"]] == ["The", "cost", "is", "O(n²)."]
    assert document["segments"][0] == {"speaker": "Maya", "startTime": 1.5, "endTime": 1.76, "body": "The"}


def test_json_calls_a_speaker_without_a_name_by_the_role():
    assert {s["speaker"] for s in json.loads(to_json(spoken(["It is."])))["segments"]} == {"Host"}


def test_text_keeps_the_paragraphs():
    assert to_text(spoken(["It is.", "It was."], ["It will be."])) == "It is. It was.\n\nIt will be."


def divided():
    """Give the cues of a page of prose at three paces, and of two speakers: lines parted by a bar."""
    prose = (HERE / "prose.txt").read_text(encoding="utf-8")
    paragraphs = [split_sentences(paragraph) for paragraph in prose.split("\n\n")]
    ways = {
        "as people speak": spoken(*paragraphs),
        "fast": spoken(*paragraphs, pace=0.045, pause=0.1),
        "slow": spoken(*paragraphs, pace=0.1, pause=0.8),
        "by two": spoken(*paragraphs, speakers=("host", "guest")),
    }
    told = []
    for name, sentences in ways.items():
        told.append(f"# {name}")
        told += [f"{cue.start:.2f} {cue.end:.2f} {' | '.join(cue.lines)}" for cue in cues(sentences, NAMES)]
    return "\n".join(told) + "\n"


def test_a_page_of_prose_is_divided_as_it_was_read_and_found_good():
    assert divided() == (HERE / "divided.txt").read_text(encoding="utf-8")
