"""Breaking code on purpose: what counts as a break, and that a test suite is told to have missed one."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from benchmarks import mutants
from benchmarks.mutant_breaks import breaks_of, is_python
from benchmarks.mutants import HERE, Mutant, Room, Trial, draw, read_rooms, score, table


def broken(source: str) -> set[str]:
    """Give what every break makes of one line."""
    return {each.applied(source) for each in breaks_of(source)}


@pytest.mark.parametrize(
    ("source", "instead"),
    [
        ("a < b", {"a <= b", "a >= b"}),
        ("a == b", {"a != b"}),
        ("a not in b", {"a in b"}),
        ("a - b", {"a + b"}),
        ("a and b", {"a or b"}),
        ("not a", {"(a)"}),
        ("-a", {"(a)"}),
        ("90", {"91"}),
        ("0.0", {"1.0"}),
        ("True", {"False"}),
        ('"Mond"', {'""'}),
        ("a if b else c", {"(a)", "(c)"}),
        ("[a for a in b if c]", {"[a for a in b if True]"}),
        ("escape(a)", {"(a)"}),
        ("a.strip()", {"a"}),
        ("f(a, b=c)", {"(a)", "f(a)"}),
        ("f(b=c)", {"f()"}),
        ("f(b=c, d=e)", {"f(d=e)", "f(b=c)"}),
        ('f"{escape(ä)} & {b}"', {'f"{(ä)} & {b}"'}),
    ],
)
def test_an_expression_is_broken_as_a_careless_hand_might(source: str, instead: set[str]) -> None:
    found = {each.removeprefix("x = ") for each in broken(f"x = {source}")}
    assert {each for each in found if is_python(each)} == instead


def test_a_function_of_a_module_gives_way_to_what_it_was_given() -> None:
    source = "import numpy as np\nx = np.abs(y)\n"
    assert broken(source) == {"import numpy as np\nx = (y)\n"}


def test_a_statement_is_left_out_and_a_condition_never_or_always_holds() -> None:
    source = "if a:\n    b()\n"
    assert broken(source) == {"if False:\n    b()\n", "if True:\n    b()\n", "if a:\n    pass\n"}


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is for."""\n',
        "import os\n",
        "T = TypeVar('T')\n",
        "x: dict[str, 'int | None']\n",
        "def f(a: int | None) -> int | str: ...\n",
        'raise ValueError("not so")\n',
        "@dataclass(frozen=True)\nclass A:\n    b: int\n",
    ],
)
def test_what_is_only_said_is_left_alone(source: str) -> None:
    assert broken(source) == set()


def test_every_module_of_the_table_can_be_broken_and_every_test_of_it_is_there() -> None:
    for room in read_rooms(HERE / "benchmarks/mutants.toml"):
        assert all((HERE / tests).exists() for tests in room.tests), room.name
        for module in room.modules:
            source = (HERE / module).read_text(encoding="utf-8")
            found = breaks_of(source)
            assert found, module
            some = random.Random(1).sample(found, min(10, len(found)))
            assert all(each.applied(source) != source for each in some), module


def test_a_seed_draws_the_same_breaks_from_every_room_alike() -> None:
    rooms = read_rooms(HERE / "benchmarks/mutants.toml")[:3]
    drawn = draw(rooms, HERE, 7, seed=5)
    assert drawn == draw(rooms, HERE, 7, seed=5)
    assert drawn != draw(rooms, HERE, 7, seed=6)
    assert [sum(each.room == room for each in drawn) for room in rooms] == [2, 2, 3]
    assert all(is_python(each.broken.applied((HERE / each.module).read_text("utf-8"))) for each in drawn)


def test_a_call_that_changes_nothing_but_a_type_is_left_alone() -> None:
    for source in ("WORDS = frozenset(words)", "import numpy as np\nx = np.asarray(y)"):
        assert broken(source) == set()
    assert broken("import numpy as np\nx = np.asarray(y, np.float32)") == {"import numpy as np\nx = (y)"}


@pytest.mark.parametrize("strict", ["True", "False"])
def test_what_only_finds_mistakes_of_programmers_is_left_alone(strict: str) -> None:
    assert broken(f"x = zip(a, b, strict={strict})") == {"x = (a)"}


def test_a_constant_that_only_saves_time_is_left_alone() -> None:
    source = "_RUN = 4096\nGATE = 70\n"
    assert {each.line for each in breaks_of(source)} == {1, 2}
    assert {each.line for each in breaks_of(source, {"_RUN"})} == {2}


def test_what_the_table_leaves_alone_is_there() -> None:
    for room in read_rooms(HERE / "benchmarks/mutants.toml"):
        sources = "".join((HERE / module).read_text(encoding="utf-8") for module in room.modules)
        assert [name for name in room.quicker if f"\n{name} = " not in sources] == []


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of two functions, of which the tests look at one."""
    (tmp_path / "doors.py").write_text(
        "def opens(key):\n    return key > 3\n\n\ndef bell():\n    return 1\n\n\n"
        "def knock(times):\n    while times > 0:\n        times -= 1\n    return True\n",
        encoding="utf-8",
    )
    (tmp_path / "test_doors.py").write_text(
        "from doors import knock, opens\n\n\ndef test_it_opens():\n    assert opens(4) and not opens(3)\n"
        "    assert knock(2)\n",
        encoding="utf-8",
    )
    for words in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    monkeypatch.setattr(mutants, "HERE", tmp_path)
    monkeypatch.setattr(mutants, "_START_SECONDS", 1)
    return tmp_path


@pytest.mark.slow
def test_what_no_test_looks_at_survives_and_the_checkout_stays_whole(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = (checkout / "doors.py").read_text(encoding="utf-8")
    room = Room("doors", ("doors.py",), ("test_doors.py",))
    wanted = {(2, "> → >="): "killed", (6, "1 → 2"): "survived", (11, "left out"): "out of time"}
    trial = Trial(tmp_path_factory.mktemp("copies"))
    trial.time_room(room)
    tried = [Mutant(room, "doors.py", each) for each in breaks_of(source) if (each.line, each.what) in wanted]
    outcomes = [trial.try_one(each) for each in tried]
    assert [each.verdict for each in outcomes] == list(wanted.values())
    assert (checkout / "doors.py").read_text(encoding="utf-8") == source
    assert score(outcomes) == pytest.approx(2 / 3)
    assert table(outcomes).splitlines()[-1] == "| all | 3 | 2 | 1 | 1 |"
    assert "-    return 1\n+    return 2\n" in mutants.diff(tried[1], checkout)


@pytest.mark.slow
def test_tests_that_fail_before_anything_is_broken_tell_nothing(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (checkout / "doors.py").write_text("def opens(key):\n    return key > 5\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="the tests of doors fail before anything is broken"):
        Trial(tmp_path_factory.mktemp("copies")).time_room(Room("doors", ("doors.py",), ("test_doors.py",)))
