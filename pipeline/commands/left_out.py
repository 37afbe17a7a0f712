"""What a command leaves out: drafts, which it names, and faulty episode files, which have failed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.building.outcome import Outcome
from pipeline.catalogue.show import FaultyEpisode, Show
from pipeline.errors import ExitCode, InvalidEpisode, PipelineError
from pipeline.process.console import Console, error_document
from pipeline.process.junit import Case, faults_in


def tell_left_out(show: Show, slugs: Sequence[str], console: Console) -> list[InvalidEpisode]:
    """Name the drafts, and tell what is wrong with each faulty file that is asked for; gives these errors."""
    name_left_out(show, slugs, console)
    errors = [InvalidEpisode(list(faulty.problems)) for faulty in faulty_episodes(show, slugs)]
    for error in errors:
        console.error(error)
    return errors


def faulty_outcomes(show: Show, slugs: Sequence[str]) -> list[Outcome]:
    """Give the episodes that are asked for and whose files are faulty as what became of them: failed."""
    return [_failed(faulty) for faulty in faulty_episodes(show, slugs)]


def faulty_episodes(show: Show, slugs: Sequence[str]) -> list[FaultyEpisode]:
    """Give the faulty ones of the episodes that are asked for, or of all when none is named."""
    return [faulty for faulty in show.faulty if not slugs or faulty.slug in slugs]


def name_left_out(show: Show, slugs: Sequence[str], console: Console) -> None:
    """Say in one line which drafts are left out, and warn of faulty files that nobody asked for.

    Warn also of notes that wait to be accepted, and of the author's documents that cannot be read.
    """
    _warn_of_drafted(show, slugs, console)
    for problem in show.unread:
        console.warn(str(PipelineError(problem.what, file=problem.file)), problem.remedy)
    drafts = [draft for draft in show.drafts if not slugs or draft.slug in slugs]
    if drafts:
        count = "1 draft" if len(drafts) == 1 else f"{len(drafts)} drafts"
        named = (f"{d.slug} ({d.why})" if slugs or console.verbose else d.slug for d in drafts)
        console.note(f"{count} left out: {', '.join(named)}")
    for problem in (problem for draft in drafts if console.verbose for problem in draft.problems):
        console.note(f"in a draft: {PipelineError(problem.what, file=problem.file, line=problem.line)}")
    if slugs and (others := [faulty.slug for faulty in show.faulty if faulty.slug not in slugs]):
        console.warn(
            f"faulty, and left as it stood: {', '.join(others)}", "`ninety check` says what is wrong"
        )


def _warn_of_drafted(show: Show, slugs: Sequence[str], console: Console) -> None:
    drafted = [e.slug for e in show.sound if e.drafted and (not slugs or e.slug in slugs)]
    if drafted:
        console.warn(
            f"notes drafted by a server, not said until a person accepts them: {', '.join(drafted)}",
            f"read and mend them, then: ninety draft --accept {' '.join(drafted)}",
        )


def left_out_document(show: Show, errors: Sequence[PipelineError]) -> dict[str, Any]:
    """Give drafts and errors as plain data for JSON."""
    return {
        "drafts": [draft.slug for draft in show.drafts],
        "drafted": [episode.slug for episode in show.sound if episode.drafted],
        "unread_documents": [{"file": str(each.file), "what": each.what} for each in show.unread],
        "errors": [row for error in errors for row in error_document(error)["errors"]],
    }


def faulty_cases(errors: Sequence[InvalidEpisode]) -> list[Case]:
    """Give the episodes whose files are faulty as cases for a build server: failed."""
    return [Case(Path(error.problems[0].file).stem, faults=faults_in(error)) for error in errors]


def exit_code(code: ExitCode, errors: Sequence[PipelineError]) -> ExitCode:
    """Give the code of a command that would end with `code` if all were right with the episodes' files."""
    return ExitCode.EPISODE_FAILED if errors else code


def _failed(faulty: FaultyEpisode) -> Outcome:
    error = InvalidEpisode(list(faulty.problems))
    return Outcome(faulty.slug, "failed", str(error), error=error)
