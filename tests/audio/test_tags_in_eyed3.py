"""Tags as a second, independent reader finds them: eyeD3."""

from __future__ import annotations

import eyed3
import pytest

from pipeline.audio.tags import tag_mp3


@pytest.fixture
def found(mp3, facts, tmp_path):
    path = tmp_path / "tagged.mp3"
    path.write_bytes(tag_mp3(mp3, facts))
    return eyed3.load(path)


def test_it_reads_the_facts_that_players_show(found, facts):
    tag = found.tag
    assert tag.version == (2, 3, 0)
    assert (tag.title, tag.artist, tag.album) == (facts.title, facts.author, facts.show)
    assert tag.track_num.count == facts.number
    assert tag.genre.name == "Podcast"
    assert str(tag.getBestDate())[:10] == "2026-02-19"


def test_it_reads_the_chapters_in_their_order(found, facts):
    (contents,) = found.tag.table_of_contents
    assert contents.toplevel
    assert contents.ordered
    chapters = [found.tag.chapters.get(name) for name in contents.child_ids]
    assert [chapter.title for chapter in chapters] == [chapter.title for chapter in facts.chapters]
    assert [chapter.times.start for chapter in chapters] == [0, 1000, 2250]
    assert chapters[-1].times.end == facts.length_ms


def test_it_reads_transcript_comment_and_cover(found, facts):
    (lyrics,), (comment,), (image,) = found.tag.lyrics, found.tag.comments, found.tag.images
    assert lyrics.text == facts.transcript
    assert comment.text == facts.summary
    assert (image.mime_type, image.image_data) == ("image/jpeg", facts.cover)


def test_it_knows_every_frame_there_is(found):
    names = {name.decode() for name in found.tag.frame_set}
    assert {"SYLT", "PCST", "WOAS", "TGID", "TLEN", "CHAP", "CTOC"} <= names
