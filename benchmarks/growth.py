"""How import and publishing grow with a show: CPU seconds and memory at several sizes, a table and a picture.

Run by `make bench-growth`, or `python -m benchmarks.growth [--sizes 1000 10000] [--page docs/growth.md]`.
Each step is a process of its own, counted with `wait4`. What a rendering leaves is written by the product's
own writers instead of being rendered (see `growth_show`): rendering is the same work for each episode.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from benchmarks.bytecode import with_bytecode
from benchmarks.growth_plot import plot
from benchmarks.growth_show import write_list
from benchmarks.machine import describe_machine

SIZES = (1_000, 10_000, 100_000)
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_NINETY = ("-m", "pipeline")
_STEP = ("-m", "benchmarks.growth_steps")


@dataclass(slots=True)
class Measured:
    """One size: CPU seconds and the most memory of each step, and what came out."""

    size: int
    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)
    heaviest: dict[str, int] = field(default_factory=dict)  # bytes of the largest file, by kind


def main() -> None:
    """Measure the sizes asked for, print the table, and with `--page` write it and the picture."""
    options = _options()
    environment = with_bytecode(Path(__file__).parents[1])
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    os.environ |= environment
    _measure_all(options)


def _measure_all(options: argparse.Namespace) -> None:
    found = [Measured(**each) for each in json.loads(options.known.read_text())] if options.known else []
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="ninety-growth-", dir=options.place) as folder:
            found.append(measure(size, Path(folder) / "show"))
        _say(json.dumps(asdict(found[-1])))
    print(table(found))
    if options.page:
        write_page(options.page, found)


def measure(size: int, root: Path) -> Measured:
    """Make a show of a size and take every step with it."""
    measured = Measured(size)
    listed = write_list(root, size)
    _step(measured, "import a list", *_NINETY, "import", str(listed), "--root", str(root), "-q")
    _run(*_STEP, "write-output", str(root))
    publish = (*_NINETY, "publish", "--root", str(root), "-q")
    _step(measured, "publish, all new", *publish)
    _run(*_STEP, "change-one", str(root))
    _step(measured, "publish after one change", *publish)
    _step(measured, "publish without a change", *publish)
    measured.seconds |= json.loads(_run(*_STEP, "parts", str(root))[0])
    measured.heaviest = _heaviest(root / "output")
    return measured


def table(found: Sequence[Measured]) -> str:
    """Write CPU seconds as Markdown, from each size to the next the exponent between them; then memory."""
    sizes = [f"{each.size:,}" for each in found]
    heads = [head for size in sizes for head in ("", size)][1:]
    rows = [["CPU seconds", *heads]]
    for step in found[0].seconds:
        cells = [f"{found[0].seconds[step]:.1f}"]
        for before, after in pairwise(found):
            cells += [_exponent(before, after, step), _shown(after.seconds.get(step), 1)]
        rows.append([step, *cells])
    most = [["the most memory, MB", *sizes]]
    most += [[step, *(_shown(each.megabytes.get(step), 0) for each in found)] for step in found[0].megabytes]
    files = [["largest file, kB", *sizes]]
    files += [
        [kind, *(_shown(each.heaviest.get(kind), 0, 1000) for each in found)] for kind in found[0].heaviest
    ]
    return "\n\n".join(map(_markdown, (rows, most, files)))


def write_page(page: Path, found: Sequence[Measured]) -> None:
    """Put table and date between the marks of a page, and the picture beside it."""
    about = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with `make bench-growth`, on {describe_machine()}. "
        "Between two sizes stands the exponent of the growth: 1.00 is ten times the work for ten times the "
        "show."
    )
    before, _, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    page.write_text(f"{before}{_BEGIN}\n{about}\n\n{table(found)}\n{_END}{after}", encoding="utf-8")
    curves = {
        step: [(each.size, each.seconds[step]) for each in found if step in each.seconds]
        for step in found[0].seconds
    }
    page.with_suffix(".svg").write_text(plot(curves), encoding="utf-8")


def _shown(value: float | None, digits: int, unit: int = 1) -> str:
    return "–" if value is None else f"{value / unit:.{digits}f}"  # not measured at this size


def _exponent(before: Measured, after: Measured, step: str) -> str:
    one, other = before.seconds[step], after.seconds.get(step, 0.0)
    if not one or not other:
        return ""
    return f"{math.log(other / one) / math.log(after.size / before.size):.2f}"


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    line = "| --- |" + " ---: |" * (len(rows[0]) - 1)
    return "\n".join((head, line, *others))


def _heaviest(output: Path) -> dict[str, int]:
    kinds: Mapping[str, tuple[str, ...]] = {
        "page": ("**/*.html",),
        "file of the search": ("search.json", "search/*.json"),
        "playlist": ("playlist.json", "playlist/**/*.json"),
        "sitemap": ("sitemap*.xml",),
    }
    return {
        kind: max((file.stat().st_size for pattern in patterns for file in output.glob(pattern)), default=0)
        for kind, patterns in kinds.items()
    }


def _step(measured: Measured, name: str, *command: str) -> None:
    _, seconds, megabytes = _run(*command)
    measured.seconds[name], measured.megabytes[name] = round(seconds, 2), round(megabytes, 1)
    _say(f"{measured.size:,}: {name}: {seconds:.1f} s, {megabytes:.0f} MB")


def _run(*command: str) -> tuple[str, float, float]:
    """Run Python with these arguments; give what it printed, its CPU seconds and its most memory in MB."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True) as process:
        printed = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return printed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="episodes of each show")
    parser.add_argument("--page", type=Path, help="the page whose table and picture are written anew")
    parser.add_argument("--place", type=Path, help="where the shows are made: 4 GB for 100,000 episodes")
    parser.add_argument("--known", type=Path, help="a JSON list of what was measured before, to go on from")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
