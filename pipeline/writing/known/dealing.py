"""Who tells what: definitions and other episodes' summaries are dealt out, so that none wears out.

Dealt in rounds, the oldest episode first in each. An episode that is added at the end takes from what is
left, and changes what the others have but rarely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def deal(
    wishes: Mapping[str, tuple[str, ...]], most_tellings: int, rounds: int
) -> dict[str, tuple[str, ...]]:
    """Give each teller up to `rounds` of the things it wishes for, in its order of preference.

    No thing is given more than `most_tellings` times.
    """
    given: Counter[str] = Counter()
    dealt: dict[str, list[str]] = {teller: [] for teller in wishes}
    for _ in range(rounds):
        for teller, things in wishes.items():
            choice = next((t for t in things if given[t] < most_tellings and t not in dealt[teller]), None)
            if choice is not None:
                dealt[teller].append(choice)
                given[choice] += 1
    return {teller: tuple(things) for teller, things in dealt.items()}
