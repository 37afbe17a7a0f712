"""What stands for chapters and files of a record says what they say."""

from __future__ import annotations

from pipeline.layout.record import Chapter
from pipeline.publishing.packed import PackedChapters, PackedFiles

CHAPTERS = (Chapter(0.0, "The idea"), Chapter(12.345, "Pourquoi ça « marche »"), Chapter(1 / 3, "…"))
FILES = {"audio/a.0123.mp3": {"sha256": "01", "bytes": 3}, "transcripts/a.vtt": {}}


def test_packed_chapters_are_the_chapters() -> None:
    packed = PackedChapters(CHAPTERS)
    assert packed == CHAPTERS
    assert (len(packed), packed[1], packed[1:]) == (3, CHAPTERS[1], CHAPTERS[1:])
    assert not PackedChapters(())


def test_packed_files_are_the_files() -> None:
    packed = PackedFiles(FILES)
    assert packed == FILES
    assert list(packed) == list(FILES)
    assert dict(packed.items()) == FILES
    assert "transcripts/a.vtt" in packed
    assert "transcripts/b.vtt" not in packed


def test_keys_made_of_them_are_those_made_of_what_they_stand_for() -> None:
    assert repr(PackedChapters(CHAPTERS)) == repr(CHAPTERS)
    assert repr(PackedFiles(FILES)) == repr(FILES)
