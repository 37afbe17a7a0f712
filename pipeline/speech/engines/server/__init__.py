"""Speech from a server that speaks OpenAI's protocol: `/v1/audio/speech`."""

from pipeline.speech.engines.server.engine import ServerEngine

__all__ = ["ServerEngine"]
