"""The workflow with which GitHub builds, checks and publishes a show of one's own."""

from __future__ import annotations

from importlib.resources import files

from pipeline import __version__
from pipeline.catalogue.show import VoiceSettings

WORKFLOW_PATH = ".github/workflows/podcast.yml"
_EXTRAS = ("coqui", "kokoro")  # engines whose packages are an extra of the same name


def workflow_text(voice: VoiceSettings) -> str:
    """Write the workflow for this version of the program, with the packages that the show's voices need."""
    template = files("pipeline.catalogue.starting") / "podcast.yml"
    named = {voice.engine, *(each.partition("/")[0] for each in (voice.voice, voice.guest) if "/" in each)}
    extras = ",".join(engine for engine in _EXTRAS if engine in named)
    package = f"ninety-podcast[{extras}]" if extras else "ninety-podcast"
    text = template.read_text(encoding="utf-8")
    return text.replace("ninety-podcast==VERSION", f"{package}=={__version__}")
