"""Listening to the output: every finished episode that asks for it, on all cores, and judged together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from pipeline.catalogue.languages import is_english
from pipeline.catalogue.show import Episode, Show
from pipeline.checking.listening.hearing import FileToHear, HeardFile, hear, remembered
from pipeline.checking.listening.whisper_files import ensure_installed
from pipeline.errors import WHATEVER, EncodingFailed, EngineNotAvailable, PipelineError, as_told
from pipeline.layout import addresses, folders
from pipeline.layout.record import Record
from pipeline.process.workers import each_done
from pipeline.publishing.listing import find_record

CACHE = f"{folders.CACHE}/listening"


def listen(
    show: Show,
    episodes: Sequence[Episode],
    output: Path,
    workers: int,
    report: Callable[[HeardFile], None] = lambda _: None,
) -> list[HeardFile]:
    """Listen to rendered episodes; what was heard before and is unchanged is not listened to again.

    `report` is called as each is done. Files that cannot be read are left out: measuring has told of them.
    Raises EngineNotAvailable where the recognisers are missing or do not know the show's language.
    """
    if not is_english(show.language):
        raise EngineNotAvailable(
            f"the recognisers know English, and this show's language is «{show.language}»",
            remedy="check it without --listen",
        )
    ensure_installed()
    records = ((episode, find_record(episode, output)) for episode in episodes)
    orders = [_order(show, episode, record, output) for episode, record in records if record]
    known: dict[str, HeardFile] = {}
    unknown = []
    for order in orders:
        with suppress(EncodingFailed):
            found = remembered(order)
            if found:
                known[order.slug] = found
                report(found)
            else:
                unknown.append(order)
    failed: PipelineError | None = None
    with closing(each_done(hear, unknown, workers)) as done:
        for order, result in done:
            try:
                known[order.slug] = result()
            except EncodingFailed:
                continue
            except WHATEVER as error:
                failed = failed or as_told(error, order.mp3)
            else:
                report(known[order.slug])
    if failed:  # told when all others have been heard
        raise failed
    return [known[order.slug] for order in orders if order.slug in known]


def _order(show: Show, episode: Episode, record: Record, output: Path) -> FileToHear:
    return FileToHear(
        slug=episode.slug,
        mp3=output / record.audio_path,
        transcript=output / addresses.transcript_path(record.slug, ".json"),
        lexicon=show.lexicon,
        kept=show.root / CACHE / f"{episode.slug}.json",
    )
