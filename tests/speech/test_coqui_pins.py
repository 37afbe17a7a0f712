"""Models of a hub that names no digests: one that is not known beforehand is called with its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engines.coqui import hub, known_models
from pipeline.speech.engines.coqui.hub import find_source, hub_folder, hub_voice
from pipeline.speech.engines.coqui.pins import content_digest, require_content, require_held

MODEL, SPOKEN_BY = "tts_models/en/mine/tacotron", "vocoder_models/en/mine/gan"
KNOWN, HALF_KNOWN = "tts_models/en/mine/known", "tts_models/en/mine/half"


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    facts = {"license": "MIT", "default_vocoder": None}
    voiced = facts | {"default_vocoder": SPOKEN_BY}
    tree = {
        "tts_models": {"en": {"mine": {"tacotron": voiced, "known": facts, "half": voiced}}},
        "vocoder_models": {"en": {"mine": {"gan": {}}}},
    }
    (tmp_path / ".models.json").write_text(json.dumps(tree))
    place = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(hub, "find_spec", lambda _: place)
    monkeypatch.setattr(known_models, "_known", lambda: {KNOWN: {}, HALF_KNOWN: {}})
    monkeypatch.setenv("TTS_HOME", str(tmp_path))
    for part in (MODEL, SPOKEN_BY):
        hub_folder(part).mkdir(parents=True)
        hub_folder(part).joinpath("model.pth").write_bytes(b"weights")
        hub_folder(part).joinpath("config.json").write_text("{}")
    _forget()
    yield
    _forget()


def _forget() -> None:
    hub._list.cache_clear()
    hub._models.cache_clear()


def test_a_model_that_nobody_knows_does_not_speak_by_its_bare_name() -> None:
    with pytest.raises(EngineNotAvailable, match=f"nobody has said what the model «{MODEL}» is") as raised:
        require_held(find_source(MODEL))
    assert f"ninety voices --download coqui/{MODEL}" in raised.value.remedy


def test_nor_does_one_whose_vocoder_nobody_knows() -> None:
    require_held(find_source(KNOWN))
    with pytest.raises(EngineNotAvailable, match="nobody has said"):
        require_held(find_source(HALF_KNOWN))


def test_it_speaks_by_the_name_that_holds_its_digest() -> None:
    source = find_source(f"{MODEL}@{content_digest(MODEL)}:Ana Florence")
    assert (source.model, source.speaker) == (MODEL, "Ana Florence")
    require_held(source)
    require_content(source)


def test_the_places_that_coqui_writes_into_its_configuration_make_no_difference() -> None:
    before = content_digest(MODEL)
    hub_folder(MODEL).joinpath("config.json").write_text('{"speakers_file": "/home/somebody/x.pth"}')
    assert content_digest(MODEL) == before


@pytest.mark.parametrize("part", [MODEL, SPOKEN_BY])
@pytest.mark.parametrize("name", ["model.pth", "vocab.json", "more/speakers.pth"])
def test_any_other_file_that_is_another_or_new_is_refused(part: str, name: str) -> None:
    source = find_source(f"{MODEL}@{content_digest(MODEL)}")
    file = hub_folder(part) / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"others")
    with pytest.raises(EngineNotAvailable, match=f"not the one that is named: .* {content_digest(MODEL)}"):
        require_content(source)


@pytest.mark.parametrize("digest", ["", "1234", "G" * 64, "A" * 64, "0" * 65])
def test_what_is_no_digest_is_told(digest: str) -> None:
    with pytest.raises(EngineNotAvailable, match="is no digest"):
        find_source(f"{MODEL}@{digest}")


def test_the_digest_is_no_part_of_the_credit() -> None:
    name = f"{MODEL}@{'0' * 64}:p225"
    voice = hub_voice(name)
    assert voice.name == name
    assert voice.credit == f"Voice «{MODEL}:p225» of Coqui's hub (MIT), spoken by Coqui TTS (MPL-2.0)."
