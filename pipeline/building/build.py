"""The main job: scripts, renderings and feeds, for one episode or all, doing only what changed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from pipeline.audio.own_sound.files import UnusableSound
from pipeline.building.executor import Executor, executor_for
from pipeline.building.illustrate import COVERS, COVERS_BYTES
from pipeline.building.order import Order
from pipeline.building.ordering import CACHE, full_order, to_be_sent
from pipeline.building.outcome import Outcome, Settings
from pipeline.building.render import Rendered
from pipeline.building.stopping import Stopping
from pipeline.catalogue.show import Episode, Show
from pipeline.checking.kept_findings import FINDINGS, FINDINGS_BYTES
from pipeline.errors import (
    EngineNotAvailable,
    InvalidEpisode,
    InvalidScript,
    PipelineError,
    as_told,
)
from pipeline.freshness.drafts import KnownDrafts
from pipeline.freshness.renderings import KnownRenderings
from pipeline.layout import addresses
from pipeline.layout.folders import OUTPUT
from pipeline.layout.record import Record, read_record
from pipeline.layout.sound_names import slug_of_sound
from pipeline.process.files import remove_leftovers, write_all
from pipeline.provenance.credentials import Credentials, read_credentials
from pipeline.provenance.finish import signed
from pipeline.publishing.listing import find_record
from pipeline.speech.cache import EntryCache
from pipeline.speech.engines.sessions import NETWORKS, keep_sessions_in
from pipeline.speech.languages import WrongLanguage
from pipeline.speech.takes import FOLDER as HEARD
from pipeline.speech.takes import KEPT_BYTES as HEARD_BYTES
from pipeline.writing.on_disk.scripts import ScriptState, refresh_scripts

Report = Callable[[Outcome], None]
Forecast = Callable[[Sequence[ScriptState], Sequence[Outcome]], None]


def build_episodes(
    show: Show,
    episodes: Sequence[Episode],
    settings: Settings,
    report: Report = lambda _: None,
    forecast: Forecast = lambda *_: None,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Bring scripts and recordings of these episodes up to date; one that fails does not stop the others.

    No further one is begun when nothing can be written any more, or when as many failed as the settings
    allow. `report` is called as each is done, and `forecast` once before anything is rendered, with all
    scripts and with what is done or has failed already. Without an `executor` this machine makes them.
    Raises CannotSign when they are to be signed and cannot be,
    EngineNotAvailable when no episode could be spoken, ClusterNotAvailable when none could be sent,
    and OutputFailed when nothing can be written.
    """
    output = show.root / OUTPUT
    remove_leftovers(output)
    keep_sessions_in(show.root / NETWORKS)
    orders: list[tuple[Order, str]] = []
    outcomes: list[Outcome] = []
    drafts, known = KnownDrafts.of(show), KnownRenderings.of(show)
    states = refresh_scripts(show, episodes, known=drafts)
    drafts.save()
    for state, episode in zip(states, episodes, strict=True):
        order_or_outcome = _prepared(show, episode, state, settings, known)
        if isinstance(order_or_outcome, Outcome):
            outcomes.append(order_or_outcome)
            report(order_or_outcome)
        else:
            orders.append(order_or_outcome)
    forecast(states, outcomes)
    credentials = read_credentials(show) if orders and show.provenance.certificate else None
    executor = executor or executor_for(settings)
    stopping = Stopping(settings.max_failures, settings.failed_before)
    for outcome in outcomes:
        _count(outcome, stopping)
    # On Ctrl-C the workers end at once.
    with closing(_render(orders, executor, output, known, stopping, credentials)) as rendered:
        for outcome in rendered:
            outcomes.append(outcome)
            report(outcome)
    known.save()
    done = {outcome.slug for outcome in outcomes}
    outcomes += [Outcome(each.slug, "not tried", stopping.why) for each in episodes if each.slug not in done]
    if orders:
        EntryCache(show.root / CACHE).prune(round(show.cache.max_gb * 10**9))
        EntryCache(show.root / CACHE / HEARD).prune(HEARD_BYTES)
        EntryCache((show.root / CACHE).with_name(COVERS)).prune(COVERS_BYTES)
        EntryCache((show.root / CACHE).with_name(FINDINGS)).prune(FINDINGS_BYTES)
    place = {episode.slug: index for index, episode in enumerate(episodes)}
    return sorted(outcomes, key=lambda outcome: place[outcome.slug])


def _prepared(
    show: Show, episode: Episode, state: ScriptState, settings: Settings, known: KnownRenderings
) -> tuple[Order, str] | Outcome:
    """Decide what to do for one episode; what an engine raises there stays with it."""
    try:
        return _prepare(show, episode, state, settings, known)
    except PipelineError:
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of a library in Rust is no Exception
        return _failed(episode.slug, as_told(error, episode.slug))


def _prepare(
    show: Show, episode: Episode, state: ScriptState, settings: Settings, known: KnownRenderings
) -> tuple[Order, str] | Outcome:
    """Decide what to do for one episode: an order with its reason, or an outcome already."""
    if state.error or state.script is None:
        return _failed(episode.slug, state.error or PipelineError("it has no script", file=state.path))
    try:
        order = full_order(show, episode, state.script, state.path, settings)
    except (InvalidScript, UnusableSound, InvalidEpisode) as error:
        return _failed(episode.slug, error)
    except WrongLanguage as error:
        if error.file != episode.file:
            raise
        return _failed(episode.slug, error)
    except EngineNotAvailable as error:
        if not episode.voice or settings.voice or settings.engine:
            raise  # the whole show's, or asked for: nothing can be made
        error.file = episode.file
        return _failed(episode.slug, error)
    output = show.root / OUTPUT
    record = read_record(output / addresses.record_path(episode.slug))
    reason = "asked for" if settings.force else known.why_stale(order, record)
    if record is None and (former := find_record(episode, output)):
        reason = f"it was «{former.slug}» before"
    if not reason and record:
        return Outcome(
            episode.slug,
            "unchanged",
            seconds=record.seconds,
            integrated_lufs=record.integrated_lufs,
            true_peak_dbtp=record.true_peak_dbtp,
            audio_bytes=record.audio_bytes,
            remark=record.remark,
            listening=record.listening,
        )
    return to_be_sent(order, show), reason


def _render(
    orders: list[tuple[Order, str]],
    executor: Executor,
    output: Path,
    known: KnownRenderings,
    stopping: Stopping,
    credentials: Credentials | None,
) -> Generator[Outcome, None, None]:
    """Render wherever the executor does; only this process writes."""
    reasons = {order.episode.slug: reason for order, reason in orders}
    those = [order for order, _ in orders]
    with closing(executor.each_done(those, lambda: not stopping.why)) as done:
        for order, rendered in done:
            slug = order.episode.slug
            finished = partial(_signed, rendered, order, credentials) if credentials else rendered
            outcome, record = _settle(slug, reasons[slug], finished, output)
            if record:
                known.note(order, record)
            _count(outcome, stopping)
            yield outcome


def _signed(render: Callable[[], Rendered], order: Order, credentials: Credentials) -> Rendered:
    return signed(render(), order.episode.display_title, credentials)


def _count(outcome: Outcome, stopping: Stopping) -> None:
    if outcome.error:
        stopping.count(outcome.error)


def _settle(
    slug: str, reason: str, render: Callable[[], Rendered], output: Path
) -> tuple[Outcome, Record | None]:
    """Write a rendering, or tell what went wrong with it. The one place that isolates an episode."""
    try:
        rendered = render()
        write_rendering(rendered, output)
    except BaseException as error:  # noqa: BLE001 - a panic of a library in Rust is no Exception
        return _failed(slug, as_told(error, slug)), None
    record = rendered.record
    outcome = Outcome(
        slug,
        "rendered",
        reason,
        record.seconds,
        record.integrated_lufs,
        record.true_peak_dbtp,
        record.audio_bytes,
        record.remark,
        rendered.timings,
        findings=rendered.findings,
        cache_use=rendered.cache_use,
        listening=record.listening,
    )
    return outcome, record


def write_rendering(rendered: Rendered, output: Path) -> None:
    """Put all of an episode's files in place at once, its record last: it vouches for the files it names.

    The sound goes to a name of its own, so that what a feed in place names stays until that feed is replaced.
    """
    sounds_first = sorted(rendered.files, key=lambda path: slug_of_sound(path) is None)
    files: list[tuple[Path, bytes | str]] = [(output / path, rendered.files[path]) for path in sounds_first]
    record = output / addresses.record_path(rendered.record.slug)
    write_all([*files, (record, rendered.record.to_json())], by_itself=True)


def _failed(slug: str, error: PipelineError) -> Outcome:
    return Outcome(slug, "failed", str(error), error=error)


def stage_totals(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Add up the CPU seconds of each stage over all episodes."""
    totals: dict[str, float] = {}
    for outcome in outcomes:
        for stage, seconds in outcome.timings.items():
            totals[stage] = round(totals.get(stage, 0.0) + seconds, 3)
    return totals
