"""What is said so far in one script: which phrases, and what every line was made of."""

from __future__ import annotations

from pipeline.writing.phrases import Phrases


class Scribe:
    """Takes lines from the phrase banks, and keeps what each line of a script came from."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.used_of_others: list[object] = []
        self.origins: list[tuple[str, str]] = []  # a line, and what it came from

    def say(self, bank: str, **values: str) -> str:
        """Say a line of a bank that belongs to the show itself."""
        return self.came_from(f"phrases [{bank}]", self.phrases.say(bank, **values))

    def came_from(self, origin: str, line: str) -> str:
        """Keep where a line came from, and give it back."""
        if line:
            self.origins.append((line, origin))
        return line
