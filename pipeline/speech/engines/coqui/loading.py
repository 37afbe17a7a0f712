"""Loading a model through Coqui's `TTS` API: fetched or converted by one process at a time, quietly.

Importing Coqui takes seconds, so every import of it is inside a function.
"""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import sys
import tarfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import EngineNotAvailable
from pipeline.process.streams import tell
from pipeline.speech.engines.coqui import joe_voice
from pipeline.speech.engines.coqui.archives import fetch_archive
from pipeline.speech.engines.coqui.hub import Source, archive_url, hub_folder, hub_voice, parts_of
from pipeline.speech.engines.coqui.known_models import fetch_repository, is_known
from pipeline.speech.engines.coqui.model import CoquiModel, ReadyPhonemes
from pipeline.speech.engines.coqui.pins import content_digest, require_content, require_held
from pipeline.speech.engines.weights import models_folder

LOCK = ".coqui.lock"
# What Coqui lets through when a model cannot be fetched, is damaged, or is one of another version.
_FAILURES = (
    OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError, RuntimeError, ImportError,
    EOFError, zipfile.BadZipFile, tarfile.TarError, pickle.UnpicklingError,
)  # fmt: skip


def load(source: Source) -> CoquiModel:
    """Load a model: `joe`, one of the hub, or a checkpoint of this machine. Raises EngineNotAvailable."""
    # Sentences differ in length, and the plans that oneDNN keeps for each length cost 300 MB otherwise.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8")
    # numba, which librosa brings, would try to write beside its own modules, or into the user's home.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(models_folder().parent / "numba"))
    load_weights_only()
    with quiet():
        import torch

        torch.set_num_threads(1)  # the cores are the workers'; and sums come out the same every time
        take_ready_phonemes()
        take_fetched_models()
        if source.files is not None:
            return _from_files(source.model, *source.files)
        if source.model == joe_voice.NAME:
            return _joe()
        with _alone():
            return _from_hub(source)


def load_weights_only() -> None:
    """Let torch take nothing from a checkpoint but weights: a pickle may run whatever it was made to run.

    It holds for every file that Coqui loads, also where Coqui itself asks for more (torch.load, from 2.4 on).
    """
    os.environ.pop("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", None)
    os.environ["TORCH_FORCE_WEIGHTS_ONLY_LOAD"] = "1"


def fetch(source: Source) -> int:
    """Have a model of the hub here, with the vocoder that goes with it; give how many bytes that took, about.

    Its licence must have been accepted. One that is not known beforehand is trusted, and its name with the
    digest of what has come is told. Raises EngineNotAvailable, OutputFailed.
    """
    missing = hub_voice(source.model).download_bytes
    with quiet(), _alone(), _licence_accepted():
        take_fetched_models()
        size = _fetch(source)
    if not source.digest and not all(is_known(part) for part in parts_of(source.model)):
        named = f"coqui/{source.model}@{content_digest(source.model)}"
        tell(f"nobody had said what {source.model} is; to hold it to what is here now, call it\n{named}\n")
    return size or missing


def _joe() -> CoquiModel:
    folder = joe_voice.joe_folder(models_folder())
    if not folder.is_dir():  # where it is there, nothing has to be written
        with _alone():
            joe_voice.joe_checkpoint(models_folder())
    try:
        return _from_files(joe_voice.NAME, folder / joe_voice.MODEL_FILE, folder / joe_voice.CONFIG_FILE)
    except EngineNotAvailable as error:
        error.remedy = "delete its folder: it is made anew when it is needed"
        raise


def _from_files(name: str, checkpoint: Path, config: Path) -> CoquiModel:
    from TTS.api import TTS

    try:
        tts = TTS(model_path=str(checkpoint), config_path=str(config), progress_bar=False)
    except _FAILURES as error:
        raise EngineNotAvailable(
            f"this checkpoint cannot be loaded: {_first_line(error)}",
            file=checkpoint,
            remedy="it must be a model that coqui-tts can load, beside its own config.json",
        ) from error
    return CoquiModel(tts, name)


def _from_hub(source: Source) -> CoquiModel:
    from TTS.api import TTS

    require_held(source)
    name = source.model
    with _licence_accepted():
        _fetch(source)
        try:
            tts = TTS(model_name=name, progress_bar=False)
        except _FAILURES as error:
            raise EngineNotAvailable(
                f"the model «{name}» cannot be loaded: {_first_line(error)}",
                file=hub_folder(name),
                remedy="install what it names; or delete its folder, and it is fetched anew",
            ) from error
    return CoquiModel(tts, name)


def _fetch(source: Source) -> int:
    """Fetch what is missing of a model and its vocoder; give the bytes of the archives.

    They are held against the digest. What has just come and is another is taken away.
    """
    missing = [hub_folder(part) for part in parts_of(source.model) if not hub_folder(part).is_dir()]
    size = sum(_fetch_part(part) for part in parts_of(source.model))
    try:
        require_content(source)
    except EngineNotAvailable:
        for folder in missing:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return size


def _fetch_part(part: str) -> int:
    """Fetch a model or a vocoder that is not here yet; give the bytes of its archive, 0 where it had none."""
    from TTS.utils.manage import ModelManager

    folder, url, size = hub_folder(part), archive_url(part), 0
    if not folder.is_dir():
        tell(f"downloading {part} from Coqui's hub to {folder}\n")
        size = fetch_archive(url, folder, part) if url else 0
    try:
        with _nothing_half_fetched(folder):  # what is no archive; and Coqui's own finish of what was
            ModelManager(progress_bar=sys.stderr.isatty()).download_model(part)
    except _FAILURES as error:
        raise EngineNotAvailable(
            f"the model «{part}» cannot be fetched: {_first_line(error)}",
            remedy="try again with a network, which it needs once; the voice «coqui/joe» never does",
        ) from error
    return size


def _first_line(error: BaseException) -> str:
    """Say what went wrong, without the trail of addresses that a failed connection leaves."""
    if isinstance(error, pickle.UnpicklingError) and "Weights only" in str(error):  # torch says more of it
        return "it holds more than weights, and loading it would run what it holds"
    text = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return text.partition(": Max retries exceeded")[0][:200]


def take_ready_phonemes() -> None:
    """Make Coqui take phonemes as they are for English models that were trained on espeak's.

    Its espeak phonemizer is a wrapper of a program that pip does not install; other languages still use it.
    """
    from TTS.tts.utils.text import phonemizers

    phonemizers.get_default_phonemizer("be")  # fills the registry, which else is filled over our entry
    wrapper = phonemizers.ESpeak

    def english_or_espeak(language: str, **options: Any) -> Any:
        english = language.partition("-")[0] == "en"
        return ReadyPhonemes(language) if english else wrapper(language, **options)

    phonemizers.PHONEMIZERS["espeak"] = english_or_espeak
    for language in ("en", "en-us"):
        phonemizers.DEF_LANG_TO_PHONEMIZER[language] = "espeak"


def take_fetched_models() -> None:
    """Make Coqui take a model of a repository out of its folder, into which it comes once.

    Coqui itself asks the repository for its latest state at every start.
    """
    from TTS.utils.manage import ModelManager

    if getattr(ModelManager, "_ninety_keeps", False):
        return
    fetch_any = ModelManager.create_dir_and_download_model

    def kept_or_fetched(manager: Any, model_name: str, item: Any, folder: Path) -> Path:
        if "repo_id" not in item:
            return Path(fetch_any(manager, model_name, item, folder))
        if not folder.is_dir():
            fetch_repository(model_name, item, folder)
        return folder

    ModelManager.create_dir_and_download_model = kept_or_fetched
    ModelManager._ninety_keeps = True  # noqa: SLF001


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time fetch or convert; the system frees the lock of a process that dies."""
    from filelock import FileLock

    folder = models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        lock.acquire()
    except OSError as error:
        raise EngineNotAvailable(
            f"models cannot be kept here: {error.strerror}",
            file=folder,
            remedy="set NINETY_CACHE to a folder that can be written to",
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _licence_accepted() -> Iterator[None]:
    """Answer what Coqui would ask on the terminal; who comes here has accepted the licence in show.toml."""
    before = os.environ.get("COQUI_TOS_AGREED")
    os.environ["COQUI_TOS_AGREED"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["COQUI_TOS_AGREED"]
        else:
            os.environ["COQUI_TOS_AGREED"] = before


@contextmanager
def _nothing_half_fetched(folder: Path) -> Iterator[None]:
    """Take away the folder of a fetch that failed: Coqui takes a folder for a whole model."""
    was_there = folder.is_dir()
    try:
        yield
    except BaseException:
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the library's warnings and log lines, which are for its developers, from the terminal."""
    loggers = [logging.getLogger(name) for name in ("TTS", "trainer", "transformers")]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
