"""What is kept of spoken sentences: whole, bounded, and shared where the show asks for it."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from pipeline.speech.cache import CacheUse, EntryCache
from pipeline.speech.cache_entry import SUFFIX, cache_key, opened, pack, sealed, unpack
from pipeline.speech.cast import Cast
from pipeline.speech.engine import Span, Speech, VoiceChoice
from pipeline.speech.narration import Voices, narrate
from pipeline.speech.shared_cache import SharedCache
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

BEEP = VoiceChoice("tone", "beep")
SENTENCES = ("One sentence.", "Another one.", "And a third, a little longer.")
SCRIPT = Script((ScriptSection("Only", (Paragraph(SENTENCES),)),), "plain")


def spoken(folder: Path, shared: str = "") -> CacheUse:
    """Speak the script with a cache, as one run does; give where its sentences came from."""
    cache = EntryCache(folder, SharedCache(shared) if shared else None)
    voices = Voices.of(Cast(BEEP), Lexicon(), cache)
    voices.expect(SCRIPT, 1.0)
    narrate(SCRIPT, voices, speed=1.0)
    return cache.finish()


def entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob(f"*{SUFFIX}"))


@pytest.fixture
def shared(tmp_path: Path) -> str:
    return (tmp_path / "shared").as_uri()


def test_speech_comes_out_as_it_went_in() -> None:
    samples = np.sin(np.arange(5000) / 7).astype(np.float32) * np.float32(0.3)
    speech = Speech(samples, 24_000, (Span(0.0, 0.1), Span(0.12, 0.2)), estimated=True)
    back = unpack(pack(speech))
    assert np.abs(back.samples - samples).max() < 0.3 / 32767
    assert (back.sample_rate, back.words, back.estimated) == (24_000, speech.words, True)
    assert np.array_equal(unpack(pack(back)).samples, back.samples)


NINE = pack(Speech(np.ones(9, np.float32), 8000, ()))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"short",
        NINE[:-1],
        NINE[:4] + bytes(4) + NINE[8:],  # no samples a second
        np.float32("nan").tobytes() + NINE[4:],
        np.float32("inf").tobytes() + NINE[4:],
        np.float32(-1).tobytes() + NINE[4:],
    ],
)
def test_what_is_no_speech_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no speech"):
        unpack(data)


def test_a_sentence_is_named_by_what_is_said_and_how() -> None:
    sentence = speak_sentence("Words.", Lexicon())
    key = cache_key(sentence, "voice", 1.0)
    other = speak_sentence("Words!", Lexicon())
    assert len({key, cache_key(sentence, "voice", 1.1), cache_key(sentence, "another", 1.0)}) == 3
    assert cache_key(other, "voice", 1.0) != key == cache_key(sentence, "voice", 1.0)


def test_an_entry_counts_for_its_own_key_only() -> None:
    entry = sealed("key", b"payload")
    assert opened("key", entry) == b"payload"
    assert opened("another", entry) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda entry: entry[:-10],  # cut off, as by a full disk
        lambda entry: entry[:-1] + bytes([entry[-1] ^ 1]),  # a single bit
        lambda entry: entry[:20] + bytes([entry[20] ^ 1]) + entry[21:],  # in the digest
        lambda entry: b"",
        lambda entry: entry + b"more",
        lambda entry: b"<html>not found</html>",
    ],
)
def test_a_damaged_entry_is_spoken_again_and_counted(tmp_path: Path, spoil: object) -> None:
    assert spoken(tmp_path) == CacheUse(spoken=3)
    entry = entries(tmp_path)[1]
    whole = entry.read_bytes()
    entry.write_bytes(spoil(whole))  # type: ignore[operator]
    assert spoken(tmp_path) == CacheUse(kept=2, spoken=1, damaged=1)
    assert entry.read_bytes() == whole
    assert spoken(tmp_path) == CacheUse(kept=3)


def test_the_cache_drops_what_was_used_longest_ago(tmp_path: Path) -> None:
    cache = EntryCache(tmp_path)
    for index, key in enumerate(("aa1", "bb2", "cc3")):
        cache.put(key, b"x" * 100)
        os.utime(tmp_path / key[:2] / f"{key}{SUFFIX}", (index, index))
    assert cache.get("aa1") is not None  # used again: now the youngest
    size = cache.facts().bytes // 3
    assert cache.prune(2 * size) == 1
    assert cache.get("bb2") is None
    assert cache.get("aa1") is not None
    assert cache.prune(0) == 2
    assert cache.facts().entries == 0


def test_verifying_deletes_what_is_damaged_and_what_nobody_asks_for_any_more(tmp_path: Path) -> None:
    spoken(tmp_path)
    damaged, *good = entries(tmp_path)
    damaged.write_bytes(b"x")
    old = damaged.with_name("of-an-older-version.npz")
    old.write_bytes(b"x")
    assert EntryCache(tmp_path).verify() == (2, 1)
    assert entries(tmp_path) == good
    assert not old.exists()


def test_what_cannot_be_deleted_stays_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "aa" / f"a-folder{SUFFIX}").mkdir(parents=True)
    (tmp_path / "aa" / "another.npz").mkdir()
    spoken(tmp_path)
    cache = EntryCache(tmp_path)
    assert cache.verify() == (3, 1)
    assert cache.prune(0) == 3


def test_a_damaged_entry_that_cannot_be_deleted_counts_as_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken(tmp_path)
    entries(tmp_path)[0].write_bytes(b"x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("it may only be read")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert spoken(tmp_path) == CacheUse(kept=2, spoken=1, damaged=1)


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_fail(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_bytes(b"")
    assert spoken(file / "cache") == CacheUse(spoken=3)


def test_what_one_machine_spoke_another_does_not(tmp_path: Path, shared: str) -> None:
    assert spoken(tmp_path / "one", shared) == CacheUse(spoken=3)
    assert spoken(tmp_path / "two", shared) == CacheUse(shared=3)
    assert spoken(tmp_path / "two", shared) == CacheUse(kept=3)  # brought here
    assert [each.read_bytes() for each in entries(tmp_path / "two")] == [
        each.read_bytes() for each in entries(tmp_path / "shared")
    ]


def test_the_shared_level_holds_whole_files_only(tmp_path: Path, shared: str) -> None:
    spoken(tmp_path / "one", shared)
    files = [each for each in (tmp_path / "shared").rglob("*") if each.is_file()]
    assert sorted(files) == entries(tmp_path / "shared")


def test_s3_is_asked_once_only() -> None:
    pytest.importorskip("s3fs")
    files, _ = SharedCache("s3://bucket/speech")._connection
    assert files.retries == 1


def test_a_damaged_shared_entry_is_spoken_and_mended(tmp_path: Path, shared: str) -> None:
    spoken(tmp_path / "one", shared)
    entry = entries(tmp_path / "shared")[0]
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-1])
    assert spoken(tmp_path / "two", shared) == CacheUse(shared=2, spoken=1)
    assert entry.read_bytes() == whole


def test_what_a_stranger_sealed_into_the_shared_level_is_judged_and_spoken_here(
    tmp_path: Path, shared: str
) -> None:
    spoken(tmp_path / "one", shared)
    first, second, third = entries(tmp_path / "shared")
    for entry, payload in ((first, b""), (second, NINE[:4] + bytes(4) + NINE[8:]), (third, NINE)):
        entry.write_bytes(sealed(entry.stem, payload))
    spoken(tmp_path / "two", shared)
    assert [entry.read_bytes() for entry in entries(tmp_path / "two")] == [
        entry.read_bytes() for entry in entries(tmp_path / "one")
    ]


def test_an_entry_without_end_takes_no_memory_and_is_spoken_again(tmp_path: Path, shared: str) -> None:
    spoken(tmp_path / "one", shared)
    for entry in (entries(tmp_path / "shared")[0], entries(tmp_path / "one")[1]):
        os.truncate(entry, 2**40)
    tracemalloc.start()
    try:
        assert spoken(tmp_path / "one", shared).damaged == 1
        assert spoken(tmp_path / "two", shared).spoken == 1
        assert tracemalloc.get_traced_memory()[1] < 2**28
    finally:
        tracemalloc.stop()


def test_any_place_that_fsspec_can_open_will_do(tmp_path: Path) -> None:
    assert spoken(tmp_path / "one", "memory://speech/cache") == CacheUse(spoken=3)
    assert spoken(tmp_path / "two", "memory://speech/cache") == CacheUse(shared=3)


@pytest.mark.parametrize("address", ["nowhere://at/all", "file:///proc/nobody/writes/here"])
def test_a_shared_level_that_cannot_be_used_is_told_and_nothing_fails(tmp_path: Path, address: str) -> None:
    use = spoken(tmp_path, address)
    assert (use.spoken, bool(use.trouble)) == (3, True)
    assert len(entries(tmp_path)) == 3


def test_after_a_few_failures_it_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Broken:
        protocol = "memory"

        def cat_file(self, place: str, **_range: int) -> bytes:
            asked.append(place)
            raise ConnectionError("nobody is there")

    level = SharedCache("memory://x")
    monkeypatch.setitem(level.__dict__, "_connection", (Broken(), "x"))
    assert [level.get(f"{index:064}") for index in range(20)] == [None] * 20
    assert len(asked) == 3
    assert level.trouble == "ConnectionError: nobody is there"


def test_no_password_of_an_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "ftp://baker:secret-flour@bread.internal/cache?key=secret-flour"

    class Broken:
        protocol = "ftp"

        def cat_file(self, _: str, **_range: int) -> bytes:
            raise OSError(f"cannot reach {address}")

    level = SharedCache(address)
    monkeypatch.setitem(level.__dict__, "_connection", (Broken(), "x"))
    level.get("00key")
    assert "secret-flour" not in level.shown
    assert "secret-flour" not in level.trouble
    assert "ftp://bread.internal/cache" in level.trouble
