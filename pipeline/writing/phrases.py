"""Phrase banks: the show's standing lines, and whose turn it is, so that neighbours never share one."""

from __future__ import annotations

import re
import string
import tomllib
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.catalogue.disclosure import Disclosure
from pipeline.errors import InvalidScript

PHRASES = Path(__file__).with_name("phrases.toml")
# A show's name may begin with a preposition or an article: one more right before it is one too many.
_LEADING = (
    "about after at before behind below beside beyond by for from in into of off on out over to under with",
    "a an the my our your this these",
)
_GREETINGS = frozenset("hello hi hey welcome good thank thanks goodbye bye".split())
_ENDS_TWICE = re.compile(r"(?<=[?!])\.(?!\.)")  # of a show called «What Now?»


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


@cache
def lines_for(show: str, bank: Bank) -> tuple[str, ...]:
    """Give the lines of a bank in which the show's name doubles nothing: no «hello from From the Hide».

    Where too few are left to keep neighbours apart, those that do not say its first word right before it.
    """
    first = (re.findall(r"[\w’']+", show.casefold()) or [""])[0]
    sort = next((set(words.split()) for words in _LEADING if first in words.split()), set[str]())
    beside = _GREETINGS if first in _GREETINGS else set[str]() if sort else {first}
    for before, anywhere in ((sort, beside), ({first}, set[str]())):
        left = tuple(line for line in bank.lines if not _doubles(line, before, anywhere))
        if len(left) >= 2 * bank.uses:
            return left
    return bank.lines


def _doubles(line: str, before: Set[str], anywhere: Set[str]) -> bool:
    """Tell whether one of some words stands right before the show's name, or one of others beside it."""
    if "{show}" not in line:
        return False
    words = re.findall(r"[\w’']+", re.sub(r"\{\w+\}", "", line.casefold()))
    led = re.findall(r"(\w+)\W+\{show\}", line.casefold())
    return not (before.isdisjoint(led) and anywhere.isdisjoint(words))


class Phrases:
    """The phrases of one episode. Episodes whose numbers follow each other never share one."""

    def __init__(
        self,
        banks: Mapping[str, Bank],
        number: int,
        values: Mapping[str, str],
        disclosure: Disclosure = "closing",
        file: Path = PHRASES,
    ) -> None:
        """Begin an episode; `disclosure` is where it is said that no person speaks."""
        self._disclosure = disclosure
        self._banks = banks
        self._number = number
        self.values = values
        self._file = file
        self._used: Counter[str] = Counter()

    def left(self, bank: str) -> int:
        """Say how many more lines of a bank this episode may use."""
        return self._banks[bank].uses - self._used[bank]

    @property
    def place(self) -> Disclosure:
        """Give where it is said what kind of voice it is."""
        return self._disclosure

    @property
    def says_first(self) -> bool:
        """Tell whether only the opening says what kind of voice it is."""
        return self._disclosure == "opening"

    def disclosure(self) -> str:
        """Give what is said of the voice near the greeting; «» where only the closing says it."""
        return "" if self._disclosure == "closing" else self.say("disclosure")

    def sign_off(self, bank: str = "sign_off") -> str:
        """Give the last words, which say what kind of voice it was unless only the opening says it."""
        return self.say(f"{bank}_plain" if self.says_first else bank)

    def say(self, name: str, **values: str) -> str:
        """Give this episode's next line of a bank, its {blanks} filled in. Raises InvalidScript."""
        bank = self._banks.get(name)
        if bank is None:
            raise InvalidScript(f"has no phrase bank [{name}]", file=self._file)
        if self._used[name] >= bank.uses:
            what = f"[{name}] may be used {bank.uses} times in a script, and is used more often"
            raise InvalidScript(what, file=self._file, remedy="raise `uses`, with two lines for each")
        lines = lines_for(self.values.get("show", ""), bank)
        line = lines[(self._number * bank.uses + self._used[name]) % len(lines)]
        self._used[name] += 1
        return self._filled(name, line, {**self.values, **values})

    def _filled(self, name: str, line: str, values: Mapping[str, str]) -> str:
        try:
            return _ENDS_TWICE.sub("", string.Formatter().vformat(line, (), values))
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            what = f"[{name}] has a line with a blank that cannot be filled here: «{line}»"
            raise InvalidScript(what, file=self._file) from error
