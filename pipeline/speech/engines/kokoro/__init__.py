"""Kokoro-82M: the network, its voices, and where they come from."""

from pipeline.speech.engines.kokoro.engine import KokoroEngine

__all__ = ["KokoroEngine"]
