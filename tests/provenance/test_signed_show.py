"""A show whose files are signed, from its settings to what a reader verifies."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from pipeline.audio.found_tags import read_tags, without_tags
from pipeline.audio.mastering.encode import decode_mp3
from pipeline.audio.origin import TRAINED_ALGORITHMIC_MEDIA
from pipeline.building.build import build_episodes
from pipeline.building.outcome import Settings
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.checking.check import check_episodes, check_feeds
from pipeline.errors import CannotSign, InvalidShow
from pipeline.layout.record import Record, read_record
from pipeline.provenance.credentials import KEY_VARIABLE, read_credentials
from pipeline.provenance.sign import read_signature, sign
from pipeline.publishing import covers
from pipeline.publishing.publish import PublishOptions, publish

from .conftest import KEYS, Issued, issue

pytestmark = pytest.mark.slow


Equip = Callable[[Path, Issued], Path]


@pytest.fixture
def root(small_show: Path) -> Path:
    for other in ("buttons", "coins"):
        (small_show / f"episodes/{other}.md").unlink()
    return small_show


def built(root: Path) -> tuple[Show, Record, str]:
    show = load_show(root)
    (outcome,) = build_episodes(show, show.episodes, Settings(jobs=1))
    assert outcome.error is None
    record = read_record(root / "output/records/keys.json")
    assert record is not None
    return show, record, outcome.status


def test_every_file_that_can_be_is_signed_and_all_that_it_was_stays(
    root: Path, equip: Equip, monkeypatch: pytest.MonkeyPatch, change_settings: Callable[..., None]
) -> None:
    monkeypatch.setattr(covers, "PIXELS", 1400)
    change_settings(root, {"also": '["opus", "m4a", "mp4"]'})
    _, plain, _ = built(root)
    before = (root / "output" / plain.audio_path).read_bytes()
    show, record, status = built(equip(root, issue()))
    assert status == "rendered"
    output = root / "output"
    for kind in ("mp3", "m4a", "mp4"):
        path = record.sound_path(kind)
        assert path is not None
        data = (output / path).read_bytes()
        found = read_signature(data, f".{kind}")
        assert found is not None
        assert (found.faults, found.source_types, found.signer) == (
            (),
            (TRAINED_ALGORITHMIC_MEDIA,),
            "A signer",
        )
        assert record.files[path]["bytes"] == len(data)
    mp3 = (output / record.audio_path).read_bytes()
    assert without_tags(mp3) == without_tags(before)
    old, new = read_tags(before), read_tags(mp3)
    assert new.frames - old.frames == {"GEOB"}
    assert (old.texts, old.words, old.chapters, old.cover) == (new.texts, new.words, new.chapters, new.cover)
    assert len(decode_mp3(mp3)) == len(decode_mp3(before))
    publish(show, output, PublishOptions(as_of=datetime(2026, 2, 20, tzinfo=UTC)))
    enclosure = etree.parse(str(output / "feed.xml")).find(".//item/enclosure")
    assert enclosure.get("length") == str(len(mp3))
    assert check_feeds(show, output) == []
    found = [one for each in check_episodes(show, show.episodes, output) for one in each.findings]
    rules = {"provenance", "tags", "alternates", "videos", "files", "stream"}
    assert [one for one in found if one.rule in rules] == []
    assert built(root)[2] == "unchanged"


def test_another_certificate_makes_the_files_anew(root: Path, equip: Equip) -> None:
    built(equip(root, issue()))
    show = load_show(equip(root, issue()))
    (outcome,) = build_episodes(show, show.episodes, Settings(jobs=1))
    assert (outcome.status, outcome.reason) == ("rendered", "the signature changed")


def test_a_file_that_was_altered_is_told(root: Path, equip: Equip) -> None:
    show, record, _ = built(equip(root, issue()))
    file = root / "output" / record.audio_path
    data = bytearray(file.read_bytes())
    data[-5000] ^= 1
    file.write_bytes(bytes(data))
    (checked,) = check_episodes(show, show.episodes, root / "output")
    assert any("dataHash" in one.what for one in checked.findings)


@pytest.mark.parametrize("kind", ["es256", "es384", "es512", "ed25519", "ps256"])
def test_every_kind_of_key_signs(root: Path, equip: Equip, tmp_path: Path, kind: str) -> None:
    credentials = read_credentials(load_show(equip(root, issue(kind))))
    assert credentials.algorithm == kind
    header = b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10)
    found = read_signature(sign(header + b"\xff\xfb\x10\xc0" * 300, ".mp3", "Keys", credentials), ".mp3")
    assert found is not None
    assert found.faults == ()


def test_the_key_may_come_from_the_environment_itself_or_by_its_path(
    root: Path, equip: Equip, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = issue()
    key = root / "keys/key.pem"
    equip(root, issued)
    moved = key.rename(root / "elsewhere.pem")
    for told in (issued.key.decode(), str(moved)):
        monkeypatch.setenv(KEY_VARIABLE, told)
        assert read_credentials(load_show(root)).algorithm == "es256"


BAD: list[tuple[str, Callable[[], Issued]]] = [
    ("ran out on", lambda: issue(days=(-30, -1))),
    ("holds only from", lambda: issue(days=(5, 30))),
    ("not made for signing documents", lambda: issue(purpose=None)),
    ("signed by itself", lambda: issue(self_signed=True)),
    ("of a kind that C2PA does not know", lambda: issue("odd")),
    ("of a kind that C2PA does not know", lambda: issue("weak")),
    ("is not the key of the first certificate", lambda: Issued(issue().chain, issue().key, None)),
    ("is no certificate in PEM", lambda: Issued(b"words", issue().key, None)),
    ("is no private key in PEM", lambda: Issued(issue().chain, b"words", None)),
    ("is protected by a password", lambda: protected(issue())),
]


def protected(issued: Issued) -> Issued:
    from cryptography.hazmat.primitives import serialization as form

    how = form.BestAvailableEncryption(b"secret")
    return Issued(
        issued.chain, issued.private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, how), None
    )


@pytest.mark.parametrize(
    ("what", "make"), BAD, ids=[f"{number} {what}" for number, (what, _) in enumerate(BAD)]
)
def test_what_cannot_sign_is_told_before_anything_is_rendered(
    root: Path, equip: Equip, what: str, make: Callable[[], Issued]
) -> None:
    show = load_show(equip(root, make()))
    with pytest.raises(CannotSign, match=what) as caught:
        build_episodes(show, show.episodes, Settings(jobs=1))
    assert caught.value.file is not None
    assert caught.value.remedy
    assert not list((root / "output").glob("audio/*"))


def test_a_key_that_is_nowhere_is_told(root: Path, equip: Equip) -> None:
    equip(root, issue())
    (root / "keys/key.pem").unlink()
    show = load_show(root)
    with pytest.raises(CannotSign, match="cannot be read"):
        read_credentials(show)
    file = root / "episodes/show.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('key = "keys/key.pem"\n', ""), encoding="utf-8")
    with pytest.raises(CannotSign, match="there is no key") as caught:
        read_credentials(load_show(root))
    assert KEY_VARIABLE in caught.value.remedy


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ('certificate = "keys/none.pem"', "certificate is not there"),
        ('key = "keys/key.pem"', "key has no certificate"),
        ('certificate = "keys/chain.pem"\nkey = "output/key.pem"', "key lies below output/"),
    ],
)
def test_settings_that_cannot_be_meant_are_told_with_their_line(
    root: Path, equip: Equip, lines: str, what: str
) -> None:
    equip(root, issue())
    file = root / "episodes/show.toml"
    text = file.read_text(encoding="utf-8").partition("[provenance]")[0]
    file.write_text(f"{text}[provenance]\n{lines}\n", encoding="utf-8")
    with pytest.raises(InvalidShow) as caught:
        load_show(root)
    problem = caught.value.problems[0]
    assert what in problem.what
    assert problem.line
    assert problem.line > text.count("\n")


def test_a_key_stands_in_nothing_that_is_written(root: Path, equip: Equip) -> None:
    issued = issue()
    built(equip(root, issued))
    secret = issued.key.splitlines()[1]
    files = [file for file in (*root.glob("output/**/*"), *root.glob(".cache/**/*")) if file.is_file()]
    assert all(secret not in file.read_bytes() for file in files)
    assert json.loads((root / "output/records/keys.json").read_text(encoding="utf-8"))["inputs"][
        "the signature"
    ]
    assert repr(secret) not in repr(read_credentials(load_show(root)))
    assert stat.S_ISREG((root / "keys/key.pem").stat().st_mode)


def test_a_show_without_a_certificate_is_not_signed(root: Path) -> None:
    _, record, _ = built(root)
    assert "the signature" not in record.inputs
    assert read_signature((root / "output" / record.audio_path).read_bytes(), ".mp3") is None


def test_all_kinds_of_keys_are_tried() -> None:
    assert {"es256", "es384", "es512", "ed25519", "ps256"} < set(KEYS)
