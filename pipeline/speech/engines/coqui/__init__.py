"""Coqui TTS: its hub, local checkpoints, and the voice `joe`."""

from pipeline.speech.engines.coqui.engine import CoquiEngine

__all__ = ["CoquiEngine"]
