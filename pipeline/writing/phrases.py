"""Phrase banks: the show's standing lines, and whose turn it is, so that neighbours never share one."""

from __future__ import annotations

import string
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import InvalidScript

PHRASES = Path(__file__).with_name("phrases.toml")


@dataclass(frozen=True, slots=True)
class Bank:
    """Lines for one place in a script. A script may use up to `uses` of them."""

    name: str
    lines: tuple[str, ...]
    uses: int = 1


@cache
def load_banks(file: Path = PHRASES) -> Mapping[str, Bank]:
    """Read the phrase banks of a file. Raises InvalidScript if a bank cannot keep neighbours apart."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InvalidScript(f"is not TOML: {error}", file=file) from error
    banks = {name: Bank(name, tuple(table["lines"]), table.get("uses", 1)) for name, table in tables.items()}
    for bank in banks.values():
        _check(bank, file)
    return banks


def _check(bank: Bank, file: Path) -> None:
    if len(set(bank.lines)) != len(bank.lines):
        raise InvalidScript(f"has a line twice in [{bank.name}]", file=file)
    if len(bank.lines) < 2 * bank.uses:
        what = (
            f"[{bank.name}] has {len(bank.lines)} lines; {2 * bank.uses} are needed to keep neighbours apart"
        )
        raise InvalidScript(what, file=file, remedy="write more lines, or lower `uses`")


class Phrases:
    """The phrases of one episode. Episodes whose numbers follow each other never share one."""

    def __init__(
        self, banks: Mapping[str, Bank], number: int, values: Mapping[str, str], file: Path = PHRASES
    ) -> None:
        self._banks = banks
        self._number = number
        self.values = values
        self._file = file
        self._used: Counter[str] = Counter()
        self.drawn: list[str] = []  # the lines taken, before their blanks were filled in

    def left(self, bank: str) -> int:
        """Say how many more lines of a bank this episode may use."""
        return self._banks[bank].uses - self._used[bank]

    def say(self, name: str, **values: str) -> str:
        """Give this episode's next line of a bank, its {blanks} filled in. Raises InvalidScript."""
        bank = self._banks.get(name)
        if bank is None:
            raise InvalidScript(f"has no phrase bank [{name}]", file=self._file)
        if self._used[name] >= bank.uses:
            what = f"[{name}] may be used {bank.uses} times in a script, and is used more often"
            raise InvalidScript(what, file=self._file, remedy="raise `uses`, with two lines for each")
        line = bank.lines[(self._number * bank.uses + self._used[name]) % len(bank.lines)]
        self._used[name] += 1
        self.drawn.append(line)
        return self._filled(name, line, {**self.values, **values})

    def _filled(self, name: str, line: str, values: Mapping[str, str]) -> str:
        try:
            return string.Formatter().vformat(line, (), values)
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            what = f"[{name}] has a line with a blank that cannot be filled here: «{line}»"
            raise InvalidScript(what, file=self._file) from error
