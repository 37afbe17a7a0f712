"""The same episode as Opus and AAC: sound as ffmpeg decodes it, facts as mutagen reads them."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import soxr
from mutagen.flac import Picture
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from pipeline.audio.encoding_tags import read_marks, read_text
from pipeline.audio.mastering.alternates import encode_alternate, measure_alternate
from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.mastering.master import Mastered, master
from pipeline.audio.tags import EpisodeTags
from pipeline.catalogue.keys import ALTERNATES
from pipeline.catalogue.show import AudioSettings
from pipeline.errors import EncodingFailed
from pipeline.layout.addresses import MIME_TYPES
from pipeline.layout.encodings import ENCODINGS
from pipeline.layout.record import Chapter
from pipeline.layout.video_shapes import SHAPES
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon

pytestmark = pytest.mark.slow


TEXT = "Suppose someone lends you a concert piano, and you would like it a little warmer."
AWKWARD = "a=b; #1 \\ «x»\n\nand [CHAPTER]\nSTART=5"

BOTH = pytest.mark.parametrize("name", ENCODINGS)


@pytest.fixture(scope="module")
def mastered() -> Mastered:
    """Give ten seconds or so of beeps, mastered."""
    utterance = Speaker(VoiceChoice("tone", "beep"), Lexicon()).say(TEXT, 1.0)
    assert utterance is not None
    once = soxr.resample(utterance.speech.samples, utterance.speech.sample_rate, SAMPLE_RATE)
    return master(np.tile(np.asarray(once, np.float32), 3), AudioSettings())


@pytest.fixture
def tags(facts: EpisodeTags, mastered: Mastered) -> EpisodeTags:
    return replace(facts, length_ms=round(mastered.seconds * 1000))


def comments(opus: bytes) -> Any:
    return OggOpus(io.BytesIO(opus)).tags


@BOTH
def test_it_is_as_loud_and_as_long_as_the_mp3_and_under_its_peak(
    mastered: Mastered, tags: EpisodeTags, name: str
) -> None:
    found = measure_alternate(encode_alternate(mastered, name, AudioSettings(), tags), name)
    assert found.loudness.integrated_lufs == pytest.approx(mastered.loudness.integrated_lufs, abs=0.2)
    assert found.loudness.true_peak_dbtp <= -1.0
    assert found.seconds == pytest.approx(mastered.seconds, abs=0.05)


@BOTH
def test_another_loudness_and_peak_are_met_as_well(mastered: Mastered, tags: EpisodeTags, name: str) -> None:
    settings = AudioSettings(loudness_lufs=-20.0, true_peak_dbtp=-9.0)
    softer = master(mastered.samples, settings)
    found = measure_alternate(encode_alternate(softer, name, settings, tags), name).loudness
    assert found.integrated_lufs == pytest.approx(-20.0, abs=0.5)
    assert found.true_peak_dbtp <= -9.0


@BOTH
def test_the_same_arguments_give_the_same_bytes(mastered: Mastered, tags: EpisodeTags, name: str) -> None:
    first, second = (encode_alternate(mastered, name, AudioSettings(), tags) for _ in range(2))
    assert first == second


def test_opus_carries_facts_chapters_and_cover(mastered: Mastered, tags: EpisodeTags) -> None:
    found = comments(encode_alternate(mastered, "opus", AudioSettings(), tags))
    assert found["title"] == [tags.title]
    assert found["artist"] == [tags.author]
    assert found["album"] == [tags.show]
    assert found["date"] == ["2026-02-19"]
    assert found["lyrics"] == [tags.transcript]
    assert [found[f"chapter00{n}"] for n in range(3)] == [
        ["00:00:00.000"],
        ["00:00:01.000"],
        ["00:00:02.250"],
    ]
    assert found["chapter001name"] == ["Why — “it” matters"]
    picture = Picture(base64.b64decode(found["metadata_block_picture"][0]))
    assert (picture.mime, picture.type, picture.data) == ("image/jpeg", 3, tags.cover)


def test_m4a_carries_facts_chapters_and_cover(mastered: Mastered, tags: EpisodeTags) -> None:
    found = MP4(io.BytesIO(encode_alternate(mastered, "m4a", AudioSettings(), tags)))
    assert found["©nam"] == [tags.title]
    assert found["©ART"] == [tags.author]
    assert found["©alb"] == [tags.show]
    assert found["©day"] == ["2026-02-19"]
    assert found["©lyr"] == [tags.transcript]
    assert [(one.start, one.title) for one in found.chapters] == [(c.start, c.title) for c in tags.chapters]
    assert [bytes(cover) for cover in found["covr"]] == [tags.cover]
    assert found.info.length == pytest.approx(mastered.seconds, abs=0.05)
    assert found.info.codec == ENCODINGS["m4a"].codecs


@BOTH
@pytest.mark.parametrize("start", [0.499, 0.5, 0.999, 1.5, 2.501, 59.9994, 59.9996, 3600.7])
def test_a_chapter_starts_where_it_is_said_to(
    mastered: Mastered, tags: EpisodeTags, name: str, start: float
) -> None:
    chapters = (Chapter(0.0, "First"), Chapter(start, "Then"))
    longer = replace(tags, chapters=chapters, length_ms=max(tags.length_ms, 3_601_000))
    found = read_marks(encode_alternate(mastered, name, AudioSettings(), longer), name)
    assert [chapter.title for chapter in found] == ["First", "Then"]
    assert [chapter.start for chapter in found] == pytest.approx([0.0, start], abs=0.0006)


@BOTH
def test_a_file_without_chapters_has_no_marks(mastered: Mastered, tags: EpisodeTags, name: str) -> None:
    bare = encode_alternate(mastered, name, AudioSettings(), replace(tags, chapters=()))
    assert read_marks(bare, name) == ()


@BOTH
def test_a_file_tells_machines_that_a_model_spoke_it(
    mastered: Mastered, tags: EpisodeTags, name: str
) -> None:
    told = read_text(encode_alternate(mastered, name, AudioSettings(), tags), name, "digitalSourceType")
    assert told == "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


@BOTH
def test_the_marks_of_a_damaged_file_are_an_error(name: str) -> None:
    with pytest.raises(EncodingFailed, match="chapters cannot be read"):
        read_marks(b"no sound", name)


def test_m4a_plays_while_it_loads(mastered: Mastered, tags: EpisodeTags) -> None:
    m4a = encode_alternate(mastered, "m4a", AudioSettings(), tags)
    assert 0 < m4a.index(b"moov") < m4a.index(b"mdat")


def test_no_text_breaks_out_of_its_field(mastered: Mastered, tags: EpisodeTags) -> None:
    awkward = replace(tags, title=AWKWARD, transcript=AWKWARD, chapters=(Chapter(0.0, AWKWARD),))
    found = comments(encode_alternate(mastered, "opus", AudioSettings(), awkward))
    assert found["title"] == found["lyrics"] == found["chapter000name"] == [AWKWARD]
    assert "chapter001" not in found


@BOTH
def test_a_show_without_a_cover_or_chapters_still_has_its_files(
    mastered: Mastered, tags: EpisodeTags, name: str
) -> None:
    bare = encode_alternate(mastered, name, AudioSettings(), replace(tags, cover=b"", chapters=()))
    assert measure_alternate(bare, name).seconds == pytest.approx(mastered.seconds, abs=0.05)


@BOTH
def test_silence_stays_silence(tags: EpisodeTags, name: str) -> None:
    silence = master(np.zeros(3 * SAMPLE_RATE, np.float32), AudioSettings())
    found = measure_alternate(encode_alternate(silence, name, AudioSettings(), tags), name)
    assert found.loudness.integrated_lufs < -60


@BOTH
@pytest.mark.parametrize("keep", [0.0, 0.5])
def test_a_file_cut_short_is_damaged_or_shorter(
    mastered: Mastered, tags: EpisodeTags, name: str, keep: float
) -> None:
    whole = encode_alternate(mastered, name, AudioSettings(), tags)
    try:
        found = measure_alternate(whole[: int(len(whole) * keep)], name)
    except EncodingFailed:
        return
    assert found.seconds < mastered.seconds - 1


def test_what_a_show_may_ask_for_is_what_there_is() -> None:
    assert (*ENCODINGS, *SHAPES) == ALTERNATES
    assert {f".{name}" for name in ENCODINGS} <= set(MIME_TYPES)
