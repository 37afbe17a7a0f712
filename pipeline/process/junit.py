"""What a run did or found as JUnit XML, the form in which build servers read results: a case per episode.

It keeps to what the schemas of Surefire (surefire-test-report 3.0) and of Jenkins (junit-10) have in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.text import without_directions, without_stray_characters
from pipeline.errors import InvalidShow, OutputFailed, PipelineError
from pipeline.process.files import write_whole
from pipeline.process.secrets import without_secrets

THE_SHOW = "show"  # the case of what belongs to no episode


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: its kind, where and what, and what to do."""

    kind: str
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An episode, as a build server counts it: failed with faults, skipped for a reason, or passed."""

    name: str
    seconds: float = 0.0  # that it took
    faults: tuple[Fault, ...] = ()
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class JUnitReport:
    """Where a command's results go as XML, if that was asked for."""

    file: Path | None
    name: str  # such as «ninety build»

    def write(self, cases: Sequence[Case], seconds: float = 0.0) -> None:
        """Write the cases; `seconds` is how long the whole run took. Raises OutputFailed."""
        if self.file is not None:
            write_whole(self.file, junit_xml(self.name, cases, seconds))


NO_REPORT = JUnitReport(None, "")


@contextmanager
def reported(file: Path | None, name: str) -> Iterator[JUnitReport]:
    """Give where a command's results go; one that ends early fails the show there."""
    report = JUnitReport(file, name)
    try:
        yield report
    except BaseException as error:
        ended = (Fault(type(error).__name__, "the run did not come to its end"),)
        with suppress(OutputFailed):  # the first error is the one to tell
            report.write(
                [Case(THE_SHOW, faults=faults_in(error) if isinstance(error, PipelineError) else ended)]
            )
        raise


def faults_in(error: PipelineError) -> tuple[Fault, ...]:
    """Give an error as faults, each problem of it as one."""
    kind = type(error).__name__
    if isinstance(error, InvalidShow):
        placed = [(PipelineError(p.what, file=p.file, line=p.line), p.remedy) for p in error.problems]
        return tuple(Fault(kind, str(problem), remedy) for problem, remedy in placed)
    return (Fault(kind, str(error), error.remedy),)


def junit_xml(name: str, cases: Sequence[Case], seconds: float = 0.0) -> str:
    """Write a suite of cases as JUnit XML."""
    import xml.etree.ElementTree as ET

    counts = {
        "tests": len(cases),
        "failures": sum(bool(case.faults) for case in cases),
        "errors": 0,
        "skipped": sum(bool(case.skipped) for case in cases),
    }
    facts = {"name": _clean(name), "time": _time(seconds)}
    suite = ET.Element("testsuite", facts | {key: str(count) for key, count in counts.items()})
    for case in cases:
        facts = {"name": _clean(case.name), "classname": _clean(name), "time": _time(case.seconds)}
        element = ET.SubElement(suite, "testcase", facts)
        for fault in case.faults:
            told = ET.SubElement(element, "failure", type=fault.kind, message=_clean(fault.what))
            told.text = _clean("\n".join(filter(None, [fault.what, fault.remedy])))
        if case.skipped:
            ET.SubElement(element, "skipped", message=_clean(case.skipped))
    ET.indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suite, encoding="unicode")}\n'


def _clean(text: str) -> str:
    """Give a text that XML can carry, without what turns its direction and without passwords."""
    return without_secrets(without_stray_characters(without_directions(text)))


def _time(seconds: float) -> str:
    return f"{seconds:.3f}"
