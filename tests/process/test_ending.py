"""The end of the process: what a thread still does in a library is not taken from under it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pipeline.process.ending import end

PROGRAM = """
import atexit, sys
from pipeline.process import ending
atexit.register(print, "as Python ends")
{before}
print("the last words")
sys.exit(ending.end(5))
"""


@pytest.mark.parametrize(
    ("before", "said"),
    [("", "the last words\nas Python ends\n"), ("ending.AT_WORK.add('a sentence')", "the last words\n")],
)
@pytest.mark.slow
def test_python_does_not_end_what_a_thread_is_in(before: str, said: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(before=before)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (5, said, "")


def test_a_closed_pipe_does_not_hide_the_code() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    program = PROGRAM.format(before="ending.AT_WORK.add('a sentence')")
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=variables,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (run.returncode, run.stderr) == (5, "")


AT_ONCE = """
import atexit, sys, threading
from pipeline.process import ending
class Slow:
    def __del__(self): print("taken apart")
kept = Slow()
ending.end_when_done()
atexit.register(print, "done at the end")
threading.Thread(target=lambda: sys.stdout.write("a thread has ended\\n")).start()
sys.stdout.write("the last words\\n")  # whole lines: what two threads print may stand within each other
{then}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("then", "code", "said"),
    [
        ("sys.exit(ending.end(5))", 5, "the last words\na thread has ended\ndone at the end\n"),
        ("sys.exit(7)", 7, "the last words\na thread has ended\ndone at the end\ntaken apart\n"),
        ("1 / 0", 1, "the last words\na thread has ended\ndone at the end\ntaken apart\n"),
    ],
)
def test_a_program_ends_when_all_is_done_and_takes_nothing_apart(then: str, code: int, said: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", AT_ONCE.format(then=then)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, sorted(run.stdout.splitlines())) == (code, sorted(said.splitlines()))
    assert ("ZeroDivisionError" in run.stderr) == (then == "1 / 0")


@pytest.mark.slow
def test_a_program_whose_reader_has_gone_ends_as_python_ends_it() -> None:
    program = "import os, sys\nfrom pipeline.process import ending\nending.end_when_done()\nprint('words')\n"
    reading, writing = os.pipe()
    os.close(reading)
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    run = subprocess.run(
        [sys.executable, "-c", program + "sys.exit(ending.end(5))"],
        env=variables,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (run.returncode, "BrokenPipeError" in run.stderr) == (120, True)


def test_with_nothing_at_work_the_code_is_given_back() -> None:
    assert end(3) == 3
