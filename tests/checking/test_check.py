"""Every rule on an episode is seen to fail, on a good one with one thing broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen import id3

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3, encode_mp3
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import AudioSettings, LengthSettings, ProvenanceSettings, Show
from pipeline.checking.check import check_episodes
from pipeline.checking.episode_rules import EPISODE_RULES
from pipeline.cli import main
from pipeline.layout.record import Record, read_record
from pipeline.publishing import listing

SLUG = "keys"
WORDS = f"transcripts/{SLUG}.json"


def mp3_of(output: Path) -> Path:
    (file,) = (output / "audio").glob("*.mp3")
    return file


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a show with one episode that is rendered."""
    root = tmp_path_factory.mktemp("show") / "small"
    init = [
        "init",
        str(root),
        "--example",
        "--title",
        "Small things",
        "--voice",
        "tone/beep",
        "--length",
        "60",
    ]
    assert main([*init, "--json"]) == 0
    for other in ("tacoma-narrows", "the-suspension-bridge"):
        (root / f"episodes/{other}.md").unlink()
    (root / "episodes/the-arch.md").rename(root / f"episodes/{SLUG}.md")
    assert main(["render", SLUG, "--root", str(root), "--jobs", "1", "--json"]) == 0
    return root


@pytest.fixture
def output(built: Path, tmp_path: Path) -> Path:
    """Give a copy of what was rendered, to spoil."""
    return shutil.copytree(built / "output", tmp_path / "output")


def rules_broken(show: Show, output: Path) -> set[str]:
    (checked,) = check_episodes(show, show.episodes, output)
    return {finding.rule for finding in checked.findings}


def encode_again(change: Callable[[Any], Any]) -> Callable[[Path], None]:
    """Change the sound and keep the tags."""

    def spoil(output: Path) -> None:
        file = mp3_of(output)
        tags = id3.ID3(file, translate=False)
        samples = decode_mp3(file.read_bytes())
        file.write_bytes(encode_mp3(change(samples).astype(np.float32), AudioSettings().bitrate_kbps))
        tags.save(file, v2_version=3)

    return spoil


def tag_again(change: Callable[[Any], object], version: int = 3) -> Callable[[Path], None]:
    def spoil(output: Path) -> None:
        tags = id3.ID3(mp3_of(output), translate=False)
        change(tags)
        tags.save(mp3_of(output), v2_version=version)

    return spoil


def edit_words(change: Callable[[Any], object]) -> Callable[[Path], None]:
    def spoil(output: Path) -> None:
        document = json.loads((output / WORDS).read_text())
        change(document["segments"])
        (output / WORDS).write_text(json.dumps(document))

    return spoil


def with_a_hole(samples: Any) -> Any:
    middle = len(samples) // 2
    samples = samples.copy()
    samples[middle : middle + 2 * SAMPLE_RATE] = 0
    return samples


def silence_the_disclosure(segments: Any) -> None:
    for segment in segments[:90]:
        segment["body"] = "bread"


def move_a_chapter(output: Path) -> None:
    path = output / f"chapters/{SLUG}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["chapters"][1]["startTime"] += 1.0
    path.write_text(json.dumps(document), encoding="utf-8")


BROKEN_FILES = [
    ("tags", move_a_chapter),
    ("tags", lambda output: (output / f"chapters/{SLUG}.json").unlink()),
    ("loudness", encode_again(lambda samples: samples * 0.5)),
    ("pauses", encode_again(with_a_hole)),
    ("pauses", encode_again(lambda samples: samples * 0)),
    ("tags", tag_again(lambda tags: None, version=4)),
    ("tags", tag_again(lambda tags: tags.delall("TGID"))),
    ("tags", tag_again(lambda tags: tags.delall("CTOC"))),
    ("tags", tag_again(lambda tags: tags.delall("TXXX"))),
    ("tags", tag_again(lambda tags: tags.getall("TXXX")[0].__setattr__("text", ["digitalCapture"]))),
    ("tags", tag_again(lambda tags: tags.getall("CTOC")[0].child_element_ids.reverse())),
    ("tags", tag_again(lambda tags: tags.getall("CTOC")[0].child_element_ids.__delitem__(slice(2, None)))),
    ("files", lambda output: (output / f"transcripts/{SLUG}.vtt").write_text("WEBVTT\n")),
    ("files", lambda output: (output / f"transcripts/{SLUG}.srt").unlink()),
    ("captions", edit_words(lambda segments: segments[-1].update(endTime=400.0))),
    ("captions", lambda output: (output / WORDS).write_text("{}")),
    ("disclosure", edit_words(silence_the_disclosure)),
]
OTHER_SETTINGS = [
    ("length", {"length": LengthSettings(target_seconds=120.0, minimum_seconds=115.0)}),
    ("length", {"length": LengthSettings(target_seconds=30.0)}),
    ("loudness", {"audio": AudioSettings(loudness_lufs=-20.0)}),
    ("loudness", {"audio": AudioSettings(true_peak_dbtp=-20.0)}),
    ("stream", {"audio": AudioSettings(bitrate_kbps=128)}),
    ("alternates", {"audio": AudioSettings(also=("opus",))}),
    ("videos", {"audio": AudioSettings(also=("mp4",))}),
    ("provenance", {"provenance": ProvenanceSettings("chain.pem")}),
]


def test_a_good_episode_breaks_no_rule(built: Path) -> None:
    assert rules_broken(load_show(built), built / "output") == set()


@pytest.mark.parametrize(("rule", "spoil"), BROKEN_FILES)
@pytest.mark.slow
def test_a_spoilt_file_breaks_its_rule(
    built: Path, output: Path, rule: str, spoil: Callable[[Path], object]
) -> None:
    spoil(output)
    assert rule in rules_broken(load_show(built), output)


@pytest.mark.parametrize(("rule", "settings"), OTHER_SETTINGS)
@pytest.mark.slow
def test_other_wishes_than_it_was_made_by_break_their_rule(
    built: Path, rule: str, settings: dict[str, Any]
) -> None:
    assert rule in rules_broken(replace(load_show(built), **settings), built / "output")


def test_every_rule_has_something_that_breaks_it() -> None:
    assert {rule for rule, _ in [*BROKEN_FILES, *OTHER_SETTINGS]} == set(EPISODE_RULES)


def test_how_another_language_discloses_its_voice_is_left_to_people(built: Path, output: Path) -> None:
    edit_words(silence_the_disclosure)(output)
    assert "disclosure" not in rules_broken(replace(load_show(built), language="de-de"), output)


@pytest.mark.parametrize("data", [b"", b"no sound", b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f"])
def test_what_cannot_be_decoded_is_told_as_damage(built: Path, output: Path, data: bytes) -> None:
    mp3_of(output).write_bytes(data)
    (checked,) = check_episodes(load_show(built), load_show(built).episodes, output)
    (finding,) = checked.findings
    assert "is damaged" in finding.what


def test_a_recording_that_is_not_there_is_told(built: Path, output: Path) -> None:
    mp3_of(output).unlink()
    (checked,) = check_episodes(load_show(built), load_show(built).episodes, output)
    (finding,) = checked.findings
    assert "is missing" in finding.what


def test_what_carries_no_more_may_be_shorter_down_to_the_minimum(built: Path) -> None:
    longer = LengthSettings(target_seconds=120.0, minimum_seconds=30.0)
    assert "length" not in rules_broken(replace(load_show(built), length=longer), built / "output")


def test_the_whole_check_reads_each_record_once(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def noted(path: Path) -> Record | None:
        read.append(path.name)
        return read_record(path)

    monkeypatch.setattr(listing, "read_record", noted)
    main(["check", "--root", str(built), "--json"])
    assert read == [f"{SLUG}.json"]
