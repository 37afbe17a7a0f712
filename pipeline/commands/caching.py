"""`ninety cache`: what the speech cache holds, whether it is sound, and less of it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.building.ordering import CACHE
from pipeline.building.outcome import Outcome
from pipeline.catalogue.load import load_show
from pipeline.errors import ExitCode
from pipeline.process.console import Console
from pipeline.process.secrets import shown_address
from pipeline.speech.cache import CacheFacts, CacheUse, EntryCache
from pipeline.speech.shared_cache import SHARED_VARIABLE, shared_address

_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done besides telling what there is."""

    verify: bool = False
    prune: bool = False


def look_after_cache(root: Path, wanted: Wanted, console: Console) -> ExitCode:
    """Tell what the show's cache holds, verified and pruned first if asked; CHECK where it was damaged."""
    show = load_show(root)
    cache = EntryCache(show.root / CACHE)
    asked = os.environ.get(SHARED_VARIABLE) or show.cache.shared
    verified = cache.verify() if wanted.verify else None
    dropped = cache.prune(round(show.cache.max_gb * 10**9)) if wanted.prune else None
    facts = cache.facts()
    lines = [_contents(facts, cache.folder, show.cache.max_gb)]
    if asked:
        lines.append(f"shared: {shown_address(shared_address(asked, show.root))}")
    if verified:
        lines.append(f"verified: {verified[0]:,} good, {verified[1]:,} damaged and deleted: spoken again")
    if dropped is not None:
        lines.append(f"pruned: {dropped:,} sentences dropped")
    document: dict[str, Any] = {
        "folder": str(cache.folder),
        "sentences": facts.entries,
        "bytes": facts.bytes,
        "max_bytes": round(show.cache.max_gb * 10**9),
        "oldest_days": _days_ago(facts),
        "shared": shown_address(shared_address(asked, show.root)) if asked else None,
        "verified": {"good": verified[0], "damaged": verified[1]} if verified else None,
        "dropped": dropped,
    }
    console.result("\n".join(lines), document)
    return ExitCode.CHECK if verified and verified[1] else ExitCode.OK


def _contents(facts: CacheFacts, folder: Path, max_gb: float) -> str:
    size = f"{facts.entries:,} sentences, {facts.bytes / 1e6:,.1f} MB of {max_gb * 1000:,.0f}, in {folder}"
    days = _days_ago(facts)
    return size if days is None else f"{size}; the longest unused for {days:.0f} days"


def _days_ago(facts: CacheFacts) -> float | None:
    return round(max(0.0, time.time() - facts.oldest) / _DAY_SECONDS, 1) if facts.entries else None


def cache_use(outcomes: Sequence[Outcome]) -> CacheUse:
    """Add up where the sentences of all episodes came from."""
    use = CacheUse()
    for outcome in outcomes:
        if outcome.cache_use is not None:
            use.add(outcome.cache_use)
    return use


def tell_of_cache(use: CacheUse, console: Console) -> None:
    """Warn where the shared level could not be used; with -v, tell of entries that were damaged."""
    if use.trouble:
        console.warn(
            f"the shared speech cache could not be used: {use.trouble}",
            "everything was spoken here instead; check the address in [cache] shared, and the credentials",
        )
    if use.damaged and console.verbose:
        console.note(f"speech cache: {use.damaged} damaged entries were deleted and spoken again")
