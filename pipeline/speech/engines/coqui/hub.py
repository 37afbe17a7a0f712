"""Which model a voice of Coqui's means, where it is, and under which licence it may be used.

Nothing here imports Coqui: its list of models is a JSON file in its package.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engine import Voice
from pipeline.speech.engines.coqui.files import local_files, read_json, sample_rate, split_speaker

_HUB = "tts_models/"
REMEDY = "pip install 'ninety-podcast[coqui]'"
ACCEPTING_KEY = "accept_licences"  # under [voice] in show.toml

# Licences that ask nothing of who uses a voice but to name it, by Coqui's spelling; any other, such as
# CPML (xtts) or one that forbids commerce, is to be accepted by name.
_FREE = {
    "apache 2.0": "Apache-2.0",
    "bsd-3-clause": "BSD-3-Clause",
    "cc-by-4.0": "CC-BY-4.0",
    "cc-by-sa 4.0": "CC-BY-SA-4.0",
    "mit": "MIT",
    "mpl": "MPL-2.0",
}
_LICENCE_PAGES = {
    "cc by-nc 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc by-nc-nd 4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "cpml": "https://tts-hub.github.io/cpml",
}
# Voices of the hub worth a line in `ninety voices`, all of them known beforehand (known_models.toml): sample
# rate in Hz, bytes to be fetched. Any other name works as well.
_LISTED = {
    "tts_models/en/vctk/vits:p225": (22_050, 147_691_678),
    "tts_models/en/vctk/vits:p226": (22_050, 147_691_678),
    "tts_models/multilingual/multi-dataset/xtts_v2:Claribel Dervla": (24_000, 1_876_049_523),
    "tts_models/multilingual/multi-dataset/xtts_v2:Damien Black": (24_000, 1_876_049_523),
}


_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_USUAL_BYTES = 150_000_000  # of a model whose size is not known before it is fetched


@dataclass(frozen=True, slots=True)
class Source:
    """A model, of the hub or of this machine, and one of its speakers."""

    model: str  # a name of the hub, or the path as it was given
    speaker: str  # empty where the model has only one
    files: tuple[Path, Path] | None  # of a local model: the checkpoint (or its folder), the configuration
    digest: str = ""  # of what a model of the hub must hold, in hex, where the name says it


def require_extra() -> None:
    """Raise EngineNotAvailable unless Coqui and torch are installed."""
    missing = [name for name in ("TTS", "torch", "torchaudio") if find_spec(name) is None]
    if missing:
        raise EngineNotAvailable("the engine «coqui» is not installed", remedy=REMEDY)


def find_source(voice: str) -> Source:
    """Find out what a voice's name means. Raises EngineNotAvailable.

    It is a name of the hub, `tts_models/<language>/<data set>/<model>`, after an «@» the digest of what the
    model holds (pins.py), or the path of a checkpoint or of its folder; after a colon the speaker, where the
    model has several.
    """
    if voice.startswith(_HUB):
        named, _, speaker = voice.partition(":")
        model, at, digest = named.partition("@")
        model_item(model)
        if at and not _DIGEST.fullmatch(digest):
            raise EngineNotAvailable(
                f"«{digest}» in the voice «{voice}» is no digest",
                remedy="after «@» stand 64 small hex digits, as `ninety voices --download` says them",
            )
        return Source(model, speaker, None, digest)
    model, speaker = split_speaker(voice)
    return Source(model, speaker, local_files(Path(model).expanduser()))


@cache
def _list() -> dict[str, Any]:
    """Read Coqui's list, a tree of kinds, languages, data sets and names."""
    require_extra()
    spec = find_spec("TTS")
    places = spec.submodule_search_locations if spec else None
    return read_json(Path((places or [""])[0]) / ".models.json")


def archive_url(model: str) -> str:
    """Give the address of the ZIP archive of a model or vocoder; «» for one that comes otherwise."""
    facts: Any = _list()
    for part in model.split("/"):
        facts = facts.get(part, {})
    url = facts.get("github_rls_url")
    return url if isinstance(url, str) and url.endswith(".zip") else ""


@cache
def _models() -> dict[str, dict[str, Any]]:
    """Give for each full name its licence, its default vocoder, and more."""
    return {
        f"tts_models/{language}/{data_set}/{name}": facts
        for language, data_sets in _list()["tts_models"].items()
        for data_set, models in data_sets.items()
        for name, facts in models.items()
    }


def model_item(model: str) -> dict[str, Any]:
    """Give what Coqui's list says of a model. Raises EngineNotAvailable, with the nearest name there is."""
    if "/fairseq/" in model:  # one model for each of 1,100 languages, not in the list
        return {"license": "CC BY-NC 4.0"}
    if model not in _models():
        near = get_close_matches(model, _models(), n=1)
        remedy = f"did you mean «{near[0]}»?" if near else "`tts --list_models` names those there are"
        raise EngineNotAvailable(f"Coqui's hub has no model «{model}»", remedy=remedy)
    return _models()[model]


def licence(model: str) -> str:
    """Name the licence of a model of the hub, as SPDX does where it can."""
    stated = str(model_item(model).get("license") or "unknown").strip()
    return _FREE.get(stated.lower(), stated)


def require_licence(model: str, accepted: Collection[str]) -> None:
    """Raise EngineNotAvailable for a model whose licence is neither free nor accepted."""
    name = licence(model)
    if name in _FREE.values() or name.lower() in {given.strip().lower() for given in accepted}:
        return
    page = _LICENCE_PAGES.get(name.lower())
    raise EngineNotAvailable(
        f"the voice «coqui/{model}» is under the licence {name}, which has not been accepted",
        remedy=f'read it{f" at {page}" if page else ""}; to accept it, write `{ACCEPTING_KEY} = ["{name}"]` '
        "under [voice] in episodes/show.toml",
    )


def listed_names() -> tuple[str, ...]:
    """Name the voices of the hub that are worth a line."""
    return tuple(_LISTED)


def listed_voices() -> tuple[Voice, ...]:
    """List voices of the hub that are worth a line."""
    return tuple(hub_voice(name) for name in _LISTED)


def parts_of(model: str) -> tuple[str, ...]:
    """Name what a model of the hub is made of: itself, and the vocoder that goes with it if there is one."""
    vocoder = model_item(model).get("default_vocoder")
    return (model, vocoder) if vocoder else (model,)


def hub_voice(name: str) -> Voice:
    """Describe a voice of the hub; one that is fetched already has nothing to download."""
    source = find_source(name)
    model = source.model
    short = f"{model}:{source.speaker}" if source.speaker else model
    language = model.split("/")[1]
    rate, size = _LISTED.get(short, (22_050, _USUAL_BYTES))
    config = hub_folder(model) / "config.json"
    return Voice(
        name=name,
        language="en" if language == "multilingual" else language,
        sample_rate=sample_rate(config) if config.is_file() else rate,
        licence=licence(model),
        credit=f"Voice «{short}» of Coqui's hub ({licence(model)}), spoken by Coqui TTS (MPL-2.0).",
        download_bytes=0 if hub_folder(model).is_dir() else size,
    )


def hub_folder(model: str) -> Path:
    """Say where Coqui keeps a model of the hub: its own rule, without its imports."""
    home = os.environ.get("TTS_HOME")
    downloads = Path(home).expanduser() / "tts" if home else user_data_path("tts", appauthor=False)
    return downloads / model.replace("/", "--")
