"""Tags on a real MP3, read back by mutagen and by ffmpeg."""

from __future__ import annotations

import io
import math
import re
import subprocess
from dataclasses import replace

import imageio_ffmpeg
import mutagen.id3
import mutagen.mp3
import pytest

from pipeline.audio.found_tags import REQUIRED_FRAMES, missing_frames, read_tags
from pipeline.audio.tags import tag_mp3
from pipeline.catalogue.languages import iso_639_2
from pipeline.errors import EncodingFailed
from pipeline.layout.record import Chapter

SECONDS = 3.0


def ffmpeg(*arguments, data=b""):
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False)


def header_of(mp3):
    """Read what is written, not what mutagen would make of it in ID3v2.4."""
    return mutagen.id3.ID3(io.BytesIO(mp3), translate=False, load_v1=False)


EXPECTED_TEXTS = {
    "TIT2": "LoRA: low-rank adaptation",
    "TIT3": "low-rank adaptation",
    "TPE1": "The Ninety maintainers",
    "TPE2": "The Ninety maintainers",
    "TALB": "Ninety",
    "TRCK": "7",
    "TCON": "Podcast",
    "TYER": "2026",
    "TDAT": "1902",
    "TLEN": "3000",
    "TLAN": "eng",
    "TCOP": "2026 The Ninety maintainers",
    "TPUB": "The Ninety maintainers",
    "TENC": "Ninety 0.1.0",
    "TSSE": "Ninety 0.1.0",
    "TGID": "0b6f1d0e-6c1b-5f0e-9a51-0d8f5a2f9d11",
    "TDES": "Freeze the weights, train two thin matrices.",
    "TCAT": "Technology",
    "TKWD": "Fine-Tuning, AI Training",
    "COMM::eng": "Freeze the weights, train two thin matrices.",
    "USLT::eng": "Hello there.\n\nThe cost is O(n²).",
}


@pytest.mark.parametrize("name", EXPECTED_TEXTS)
def test_a_text_frame_holds_its_fact(mp3, facts, name):
    assert str(header_of(tag_mp3(mp3, facts))[name]) == EXPECTED_TEXTS[name]


def test_links_lead_to_the_feed_and_the_episode(mp3, facts):
    header = header_of(tag_mp3(mp3, facts))
    assert header["WOAS"].url == "https://example.org/feed.xml"
    assert header["WOAF"].url == "https://example.org/episodes/lora/"


def test_the_header_is_version_2_3_with_little_padding_and_no_old_tag(mp3, facts):
    tagged = tag_mp3(mp3, facts)
    header = header_of(tagged)
    assert header.version == (2, 3, 0)
    assert 0 < header._padding <= 1024
    assert not tagged[-128:].startswith(b"TAG")
    assert tagged.endswith(mp3)


def test_no_text_is_in_an_encoding_that_2_3_lacks(mp3, facts):
    header = header_of(tag_mp3(mp3, replace(facts, title="Größe ✓ 語 🎧")))
    frames = [
        *header.values(),
        *(title for mark in header.getall("CHAP") for title in mark.sub_frames.values()),
    ]
    assert {int(frame.encoding) for frame in frames if hasattr(frame, "encoding")} == {0, 1}


@pytest.mark.parametrize("title", ["Größe", "naïve — “quoted”", "語言模型", "Listen 🎧", "O(n²)"])
def test_letters_of_any_script_come_back(mp3, facts, title):
    tagged = tag_mp3(mp3, replace(facts, title=title, subtitle="", author=title, transcript=title))
    header = header_of(tagged)
    assert {str(header["TIT2"]), str(header["TPE1"]), str(header["USLT::eng"])} == {title}
    assert f"title           : {title}" in ffmpeg("-i", "-", data=tagged).stderr.decode()


def test_the_cover_is_the_very_jpeg(mp3, facts, cover):
    picture = header_of(tag_mp3(mp3, facts))["APIC:Cover"]
    assert picture.data == cover
    assert (picture.mime, picture.type) == ("image/jpeg", mutagen.id3.PictureType.COVER_FRONT)


def test_chapters_follow_each_other_to_the_end_of_the_file(mp3, facts):
    header = header_of(tag_mp3(mp3, facts))
    contents = header["CTOC:toc"]
    marks = [header[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert contents.flags == mutagen.id3.CTOCFlags.TOP_LEVEL | mutagen.id3.CTOCFlags.ORDERED
    assert [(mark.start_time, mark.end_time) for mark in marks] == [(0, 1000), (1000, 2250), (2250, 3000)]
    assert [str(mark.sub_frames["TIT2"]) for mark in marks] == [chapter.title for chapter in facts.chapters]


def test_ffmpeg_lists_the_chapters_in_order_and_the_facts(mp3, facts):
    told = ffmpeg("-i", "-", data=tag_mp3(mp3, facts)).stderr.decode()
    starts = [float(start) for start in re.findall(r"Chapter #0:\d+: start ([\d.]+)", told)]
    assert starts == [0.0, 1.0, 2.25]
    assert re.findall(r"title +: (.*)", told)[1:4] == [chapter.title for chapter in facts.chapters]
    for line in ("album +: Ninety", "track +: 7", "genre +: Podcast", "artist +: The Ninety maintainers"):
        assert re.search(line, told)
    assert "Cover (front)" in told


def test_more_than_ten_chapters_stay_in_order(mp3, facts):
    chapters = tuple(Chapter(index / 5, "x" * (30 - index)) for index in range(14))
    tagged = tag_mp3(mp3, replace(facts, chapters=chapters))
    assert read_tags(tagged).chapters == chapters
    starts = [mark.start_time for mark in header_of(tagged).getall("CHAP")]
    assert starts == sorted(starts)


def test_words_are_timed_in_milliseconds_and_sentences_begin_lines(mp3, facts):
    lyrics = header_of(tag_mp3(mp3, facts)).getall("SYLT")[0]
    assert (lyrics.format, lyrics.lang) == (2, "eng")
    assert lyrics.text == [("Hello", 200), (" there.", 500), ("\nCost:", 1200), (" O(n²).", 1500)]


def test_the_podcast_mark_is_four_zero_bytes_as_apple_writes_it(mp3, facts):
    assert b"PCST\0\0\0\4\0\0\0\0\0\0" in tag_mp3(mp3, facts)


def test_the_sound_is_untouched(mp3, facts):
    before, after = (ffmpeg("-i", "-", "-f", "s16le", "-", data=d).stdout for d in (mp3, tag_mp3(mp3, facts)))
    assert len(before) >= 2 * 44_100 * SECONDS
    assert after == before


def test_players_find_the_length_behind_the_tags(mp3, facts):
    length = mutagen.mp3.MP3(io.BytesIO(tag_mp3(mp3, facts))).info.length
    assert math.isclose(length, SECONDS, abs_tol=0.05)


def test_the_same_facts_give_the_same_bytes(mp3, facts):
    assert tag_mp3(mp3, facts) == tag_mp3(mp3, replace(facts))


def test_tags_that_are_there_are_replaced(mp3, facts):
    old = tag_mp3(mp3, replace(facts, title="Something much longer than what comes after it", cover=b""))
    assert tag_mp3(old + b"TAG" + b"old".ljust(125, b"\0"), facts) == tag_mp3(mp3, facts)


def test_a_fact_left_empty_has_no_frame(mp3, facts):
    bare = replace(facts, subtitle="", copyright="", cover=b"", chapters=(), sentences=(), transcript="")
    header = header_of(tag_mp3(mp3, bare))
    assert str(header["TIT2"]) == bare.title
    for name in ("TIT3", "TCOP", "APIC", "CHAP", "CTOC", "SYLT", "USLT"):
        assert header.getall(name) == []


def test_what_was_written_is_read(mp3, facts):
    found = read_tags(tag_mp3(mp3, facts))
    assert found.texts["TIT2"] == "LoRA: low-rank adaptation"
    assert found.texts["USLT"] == facts.transcript
    assert found.texts["WOAS"] == facts.feed_url
    assert found.own_texts == {
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    }
    assert found.cover == facts.cover
    assert found.chapters == facts.chapters
    assert found.words == ((0.2, "Hello"), (0.5, "there."), (1.2, "Cost:"), (1.5, "O(n²)."))


def test_nothing_required_is_missing_from_a_tagged_file(mp3, facts):
    assert missing_frames(tag_mp3(mp3, facts)) == []


def test_all_that_is_required_is_missing_from_an_untagged_file(mp3):
    assert missing_frames(mp3) == list(REQUIRED_FRAMES)
    assert read_tags(mp3).texts == {}


def test_what_is_missing_is_named(mp3, facts):
    assert missing_frames(tag_mp3(mp3, replace(facts, cover=b"", chapters=()))) == ["APIC", "CHAP", "CTOC"]


@pytest.mark.parametrize("wrong", [{"title": "lone \ud800 surrogate"}, {"feed_url": "https://example.org/é"}])
def test_what_id3_cannot_hold_is_an_error_for_people(mp3, facts, wrong):
    with pytest.raises(EncodingFailed, match="tags cannot be written") as raised:
        tag_mp3(mp3, replace(facts, **wrong))
    assert raised.value.remedy


def test_a_damaged_header_is_an_error_for_people(mp3):
    with pytest.raises(EncodingFailed, match="tags cannot be read"):
        missing_frames(b"ID3\x09\0\0\0\0\0\x10" + bytes(16) + mp3)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-us", "eng"),
        ("EN", "eng"),
        ("de_AT", "deu"),
        ("pt-BR", "por"),
        ("fra", "fra"),
        ("tlh", "und"),
        ("", "und"),
    ],
)
def test_a_language_has_three_letters(tag, code):
    assert iso_639_2(tag) == code
