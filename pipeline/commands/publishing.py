"""`ninety publish`: feeds, site and covers from what is rendered, and the way to where listeners get them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.catalogue.load import load_show
from pipeline.catalogue.placeholders import find_placeholders
from pipeline.catalogue.show import Show
from pipeline.commands.left_out import exit_code, left_out_document, tell_left_out
from pipeline.commands.selecting import NO_EPISODES
from pipeline.errors import ExitCode, InvalidShow, PipelineError, Problem
from pipeline.layout.folders import OUTPUT
from pipeline.process.console import Console
from pipeline.process.workers import usable_cores
from pipeline.publishing.publish import Published, PublishOptions, publish

_NAMED_AT_MOST = 10

if TYPE_CHECKING:
    from pipeline.publishing.upload.destination import Destination


def publish_show(root: Path, console: Console, options: PublishOptions, to: str | None = None) -> ExitCode:
    """Feeds, site and artwork from what is rendered; then an upload to `to`, if empty to the show's place."""
    show = load_show(root)
    if not show.slugs and not (show.root / OUTPUT / "feed.xml").exists():
        console.result(NO_EPISODES, {"dry_run": options.dry_run})
        return ExitCode.OK
    destination = _destination(show, to) if to is not None else None
    if destination is not None:
        _refuse_placeholders(show, destination, console, dry_run=options.dry_run)
    errors = tell_left_out(show, (), console)
    published = publish_output(show, console, options)
    listing = options.dry_run or console.verbose
    lines = list(_lines(show, published, options, listing=listing))
    document: dict[str, Any] = asdict(published) | {"dry_run": options.dry_run}
    document |= left_out_document(show, errors)
    if destination is not None:
        from pipeline.commands.uploading import upload_lines, upload_output

        uploaded = upload_output(show, published, options, destination, console)
        lines += upload_lines(uploaded, dry_run=options.dry_run, listing=listing)
        document["upload"] = asdict(uploaded)
        document["announced"] = [] if options.dry_run else _announced(show, uploaded.sent, console)
    console.result("\n".join(lines), document)
    return exit_code(ExitCode.OK, errors)


def _announced(show: Show, sent: tuple[str, ...], console: Console) -> list[dict[str, str]]:
    """Tell the show's hubs of the feeds that were sent, and the person of a hub that took no note."""
    if not (show.feed.hub or show.publish.podping):
        return []
    from pipeline.publishing.announce import announce

    told = announce(show, sent)
    for one in told:
        if one.error:
            console.warn(f"{one.to} was not told of {one.feed}: {one.error}")
    return [asdict(one) for one in told]


def _destination(show: Show, to: str) -> Destination:
    """Look at the address before there is work to lose."""
    from pipeline.commands.uploading import destination_of

    return destination_of(show, to)


def _refuse_placeholders(show: Show, destination: Destination, console: Console, *, dry_run: bool) -> None:
    """Let no example address reach listeners: feeds are copied, and never come back. Raises InvalidShow."""
    problems = [
        Problem(each.what, each.file, each.line, f"{each.remedy}; nothing was uploaded")
        for each in find_placeholders(show)
    ]
    if problems and not dry_run:
        destination.close()
        raise InvalidShow(problems)
    for each in problems:
        what = f"{each.what}; this would be refused"
        console.warn(str(PipelineError(what, file=each.file, line=each.line)), each.remedy)


def publish_output(show: Show, console: Console, options: PublishOptions) -> Published:
    """Publish on threads and pass on what a person may want to know."""
    published = publish(show, show.root / OUTPUT, options, map=_on_threads)
    for remark in published.remarks:
        console.warn(remark)
    return published


def _on_threads(function: Callable[[Any], Any], things: Iterable[Any]) -> list[Any]:
    """Do something with each of some things: drawing and compressing covers leaves Python's lock."""
    if not (things := list(things)):
        return []
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(usable_cores()) as pool:
        return list(pool.map(function, things))


def _lines(show: Show, published: Published, options: PublishOptions, *, listing: bool) -> Iterator[str]:
    """Tell what subscribers will notice, then which files that takes."""
    for kind in ("added", "changed", "renamed", "removed"):
        changes = [change for change in published.changes if change.kind == kind]
        if len(changes) > _NAMED_AT_MOST and not listing:
            yield f"{kind}: {len(changes)} episodes (-v names them)"
            continue
        for change in changes:
            about = f" ({', '.join(change.what)})" if change.what else ""
            slugs = f"{change.was} -> {change.slug}" if change.was else change.slug
            yield f"{kind}: {slugs}: {change.title}{about}"
    for slug in published.upcoming:
        episode = show.episode(slug)
        if episode is not None:
            yield f"later: {slug}: {episode.title} ({episode.published:%Y-%m-%d %H:%M %Z})"
    if listing:
        would = "would be " if options.dry_run else ""
        yield from (f"{would}written: {path}" for path in published.written)
        yield from (f"{would}removed: {path}" for path in published.removed)
    yield _sum(published, options)


def _sum(published: Published, options: PublishOptions) -> str:
    if not published.written and not published.removed:
        return "nothing would change" if options.dry_run else "nothing changed"
    kinds = Counter(map(_kind, published.written))
    parts = [f"{count} {kind}" for kind, count in sorted(kinds.items())]
    said = [f"{', '.join(parts)} written"] if parts else []
    if published.removed:
        said.append(f"{len(published.removed)} files removed")
    return ("it would be: " if options.dry_run else "") + "; ".join(said)


def _kind(path: str) -> str:
    name = path.rpartition("/")[2]
    if name.startswith("feed") and name.endswith(".xml"):
        return "feeds"
    return "pages" if name.endswith(".html") else "other files"
