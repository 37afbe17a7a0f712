"""Speech from a program of this machine, such as piper, espeak-ng or a script."""

from pipeline.speech.engines.command.engine import CommandEngine

__all__ = ["CommandEngine"]
