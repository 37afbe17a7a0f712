"""An index of words divided into files small enough to be fetched one at a time, by how words begin.

A file holds the words of one beginning; where they are too many, it is divided by the next letter. The file
of a beginning that was divided tells which episodes have any word that begins so, for those who have typed no
further. Lists of episodes are bounded: of more, those that say it most are named, and how many there are.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, groupby

FOLDER = "search"
MOST_NAMED = 2000  # episodes of one list
_MOST_BYTES = 48_000  # of a file, about
_LONGEST_BEGINNING = 24  # letters
_SHIFT = 12  # bits of a frequency below the place of the episode, of which there may be a million
_HIGHEST = (1 << _SHIFT) - 1
_PLAIN = re.compile(r"[a-z0-9]+")
MARK = '{"by":"Ninety",'  # how our own files begin

# Packed numbers by word; most words are in one episode only.
Postings = Mapping[str, "int | array[int]"]
PackedLists = dict[str, "int | array[int]"]


@dataclass(frozen=True, slots=True)
class Shard:
    """One file: the words of a beginning; or of one that was divided, that word alone and all in one list."""

    beginning: str
    words: Sequence[str]
    everything: Sequence[int] | None  # of a divided one; as in a list


def add(postings: PackedLists, place: int, frequencies: Mapping[str, int]) -> None:
    """Note which words an episode has, and how much it says each; the episodes come in their order."""
    for word, frequency in frequencies.items():
        packed = place << _SHIFT | min(frequency, _HIGHEST)
        before = postings.get(word)
        if before is None:
            postings[word] = packed
        elif isinstance(before, int):
            postings[word] = array("I", (before, packed))
        else:
            before.append(packed)


def put(postings: PackedLists, word: str, place: int, frequency: int) -> None:
    """Note how much the episode at a place says a word now, whatever it said before; 0 is not at all."""
    before = postings.get(word, array("I"))
    listed = array("I", (before,)) if isinstance(before, int) else before
    at = bisect_left(listed, place << _SHIFT)
    if at < len(listed) and listed[at] >> _SHIFT == place:
        del listed[at]
    if frequency:
        listed.insert(at, pack(place, frequency))
    if listed:
        postings[word] = listed
    else:
        postings.pop(word, None)


def pack(place: int, frequency: int) -> int:
    """Put the place of an episode and how much it says a word into one number."""
    return place << _SHIFT | min(frequency, _HIGHEST)


def bounds() -> tuple[int, int]:
    """Give what an index is divided by: with other bounds it is in other files."""
    return _MOST_BYTES, MOST_NAMED


def divide(postings: Postings) -> Iterator[Shard]:
    """Divide an index. Gives the shards in order of their beginnings."""
    yield from _divided("", sorted(postings), postings)


def shard_path(beginning: str) -> str:
    """Give the path of a shard's file below `output/`, as the pages' search.js does."""
    plain = _PLAIN.fullmatch(beginning) is not None or not beginning
    return f"{FOLDER}/{'t' if plain else 'x'}-{beginning if plain else beginning.encode().hex()}.json"


def shard_json(shard: Shard, postings: Postings) -> str:
    """Write a shard: for each word how many episodes have it, then their places in steps with frequencies."""
    words = ",".join(f"{_quoted(word)}:{_listed(_bounded(_list(postings[word])))}" for word in shard.words)
    everything = "" if shard.everything is None else f'"all":{_listed(shard.everything)},'
    return f'{MARK}{everything}"words":{{{words}}}}}\n'


def postings_in(text: str) -> Iterator[tuple[str, int | array[int]]]:
    """Read back the lists of a shard as it was written, none of which is bounded."""
    for word, (count, *numbers) in json.loads(text)["words"].items():
        places = accumulate(numbers[::2])
        packed = [place << _SHIFT | frequency for place, frequency in zip(places, numbers[1::2], strict=True)]
        yield word, packed[0] if count == 1 else array("I", packed)


def _divided(beginning: str, words: Sequence[str], postings: Postings) -> Iterator[Shard]:
    size = sum(len(word) + 8 + 8 * min(len(_list(postings[word])), MOST_NAMED) for word in words)
    if size <= _MOST_BYTES or len(words) == 1 or len(beginning) >= _LONGEST_BEGINNING:
        yield Shard(beginning, words, None)
        return
    own = [word for word in words if len(word) == len(beginning)]
    everything = _together(words, postings) if beginning else [0]  # nobody asks for no letters
    yield Shard(beginning, own, everything)
    longer = words[len(own) :]
    for _, group in groupby(longer, key=lambda word: word[: len(beginning) + 1]):
        of_one = list(group)
        yield from _divided(_common(of_one, len(beginning) + 1), of_one, postings)


def _common(words: Sequence[str], least: int) -> str:
    """Give the beginning that sorted words share, of at least so many letters and not too many."""
    first, last = words[0], words[-1]
    length = least
    while length < min(len(first), len(last), _LONGEST_BEGINNING) and first[length] == last[length]:
        length += 1
    return first[:length]


def _together(words: Sequence[str], postings: Postings) -> Sequence[int]:
    """Add up what episodes say of some words; bounded."""
    if len(words) == 1:
        return _bounded(_list(postings[words[0]]))
    sums: dict[int, int] = {}
    for word in words:
        if word.endswith("$"):
            continue
        for packed in _list(postings[word]):
            place = packed >> _SHIFT
            sums[place] = sums.get(place, 0) + (packed & _HIGHEST)
    return _bounded([pack(place, frequency) for place, frequency in sorted(sums.items())])


def _list(packed: int | array[int]) -> Sequence[int]:
    return (packed,) if isinstance(packed, int) else packed


def _bounded(packed: Sequence[int]) -> Sequence[int]:
    """Give how many there are, then the packed numbers, ascending: of too many the highest, or newest."""
    named = packed
    if len(packed) > MOST_NAMED:
        named = sorted(nlargest(MOST_NAMED, packed, key=lambda each: (each & _HIGHEST, each)))
    return [len(packed), *named]


def _listed(bounded: Sequence[int]) -> str:
    numbers, before = [bounded[0]], 0
    for packed in bounded[1:]:
        place = packed >> _SHIFT
        numbers += (place - before, packed & _HIGHEST)
        before = place
    return f"[{','.join(map(str, numbers))}]"


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)
