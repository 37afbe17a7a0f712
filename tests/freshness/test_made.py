from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.freshness import made as made_before
from pipeline.freshness.made import STANDS, Made, key_of

PAGE = "episodes/crumb/index.html"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "output" / PAGE).parent.mkdir(parents=True)
    return tmp_path / "output"


def publish(root: Path, key: str, content: str = "a page") -> bool:
    """Make a page as a publication does; tell whether it was made, not only found."""
    made = Made.of(root, root / "output")
    found = made.page(PAGE, key, lambda: content)
    if found is not STANDS:
        (root / "output" / PAGE).write_text(str(found))
    made.save(root)
    return found is not STANDS


def test_a_page_that_lies_there_as_it_was_made_is_not_made_again(tmp_path: Path, output: Path) -> None:
    assert [publish(tmp_path, "first"), publish(tmp_path, "first")] == [True, False]


def test_another_key_makes_another_page(tmp_path: Path, output: Path) -> None:
    assert [publish(tmp_path, "first"), publish(tmp_path, "another")] == [True, True]


def test_a_page_that_somebody_altered_to_the_same_size_is_made_again(tmp_path: Path, output: Path) -> None:
    publish(tmp_path, "first")
    (output / PAGE).write_text("a pagE")
    assert publish(tmp_path, "first")


def test_it_is_made_again_also_when_the_alteration_comes_after_a_rest(tmp_path: Path, output: Path) -> None:
    publish(tmp_path, "first")
    time.sleep(0.06)  # from then on its sign is trusted
    assert not publish(tmp_path, "first")
    (output / PAGE).write_text("a pagE")
    assert publish(tmp_path, "first")


def test_what_is_known_is_written_down_only_where_it_is_other_than_before(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "first")
    time.sleep(0.06)
    publish(tmp_path, "first")  # its sign is kept from now on
    kept: list[str] = []
    monkeypatch.setattr(made_before, "keep_facts", lambda root, name, facts: kept.append(name))
    publish(tmp_path, "first")
    assert kept == []
    publish(tmp_path, "another")
    made = Made.of(tmp_path, output)
    made.value("points", "key", list)
    made.save(tmp_path)
    assert kept == ["made", "made"]


@pytest.mark.parametrize("rests", [True, False])
def test_a_sign_is_kept_of_a_file_at_rest_alone(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch, rests: bool
) -> None:
    monkeypatch.setattr(made_before, "at_rest", lambda _: rests)
    publish(tmp_path, "first")
    read: list[str] = []
    monkeypatch.setattr(made_before, "_digest", lambda file: read.append(file) or "")
    publish(tmp_path, "first")
    assert read == ([] if rests else [f"{output}/{PAGE}"])


def test_a_page_at_rest_is_known_by_its_sign_alone_however_often(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "first")
    time.sleep(0.06)  # from then on its sign is trusted
    assert not publish(tmp_path, "first")
    monkeypatch.setattr(made_before, "_digest", lambda file: pytest.fail(f"{file} is read"))
    assert [publish(tmp_path, "first") for _ in range(2)] == [False, False]


def test_a_page_that_is_gone_is_made_again(tmp_path: Path, output: Path) -> None:
    publish(tmp_path, "first")
    (output / PAGE).unlink()
    assert publish(tmp_path, "first")


def test_a_copy_with_the_same_bytes_stands_whatever_its_dates(tmp_path: Path, output: Path) -> None:
    publish(tmp_path, "first")
    os.utime(output / PAGE, (1, 1))
    assert not publish(tmp_path, "first")


def test_files_of_one_key_stand_all_or_none(tmp_path: Path, output: Path) -> None:
    made = Made.of(tmp_path, output)
    for name in ("a.json", "b.json"):
        (output / name).write_text(str(made.page(name, "index", lambda: "{}")))
    made.save(tmp_path)
    assert sorted(Made.of(tmp_path, output).all_of("index")) == ["a.json", "b.json"]
    (output / "b.json").unlink()
    assert Made.of(tmp_path, output).all_of("index") == []


def test_what_was_chosen_is_kept_by_a_run_that_did_not_ask_for_it(tmp_path: Path, output: Path) -> None:
    made = Made.of(tmp_path, output)
    assert made.value("points", "first", lambda: ["one"]) == ["one"]
    made.save(tmp_path)
    made = Made.of(tmp_path, output)
    made.keep("points")
    made.save(tmp_path)
    assert Made.of(tmp_path, output).value("points", "first", lambda: ["another"]) == ["one"]


def test_what_no_run_asks_for_or_keeps_is_forgotten(tmp_path: Path, output: Path) -> None:
    made = Made.of(tmp_path, output)
    made.value("points", "first", lambda: ["one"])
    made.save(tmp_path)
    Made.of(tmp_path, output).save(tmp_path)
    assert Made.of(tmp_path, output).value("points", "first", lambda: ["another"]) == ["another"]


def holds(root: Path, digits: str) -> bool:
    made = Made.of(root, root / "output")
    held = made.holds(PAGE, digits)
    made.save(root)
    return held


def test_a_file_that_was_looked_at_and_lies_as_it_was_seen_is_not_read(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digits = sha256(b"a cover").hexdigest()
    (output / PAGE).write_text("a cover")
    time.sleep(0.06)  # from then on its sign is trusted
    assert holds(tmp_path, digits)
    monkeypatch.setattr(made_before, "_digest", lambda _: pytest.fail("read once more"))
    assert holds(tmp_path, digits)


def test_a_file_that_is_another_one_or_gone_is_not_held(tmp_path: Path, output: Path) -> None:
    digits = sha256(b"a cover").hexdigest()
    (output / PAGE).write_text("a cover")
    time.sleep(0.06)  # from then on its sign is trusted
    assert holds(tmp_path, digits)
    assert not holds(tmp_path, sha256(b"another").hexdigest())
    (output / PAGE).write_text("a coveR")
    assert not holds(tmp_path, digits)
    (output / PAGE).unlink()
    assert not holds(tmp_path, digits)


def test_a_file_that_goes_before_it_is_kept_hides_no_other(tmp_path: Path, output: Path) -> None:
    made = Made.of(tmp_path, output)
    for name in ("a.html", "b.html"):
        (output / name).write_text(str(made.page(name, "key", lambda: "a page")))
    (output / "a.html").unlink()
    made.save(tmp_path)
    again = Made.of(tmp_path, output)
    assert again.page("b.html", "key", lambda: pytest.fail("made again")) is STANDS
    assert again.page("a.html", "key", lambda: "a page") == "a page"


def test_what_another_program_made_is_made_again(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "first")
    monkeypatch.setattr(made_before, "program_sign", lambda: "another")
    assert [publish(tmp_path, "first"), publish(tmp_path, "first")] == [True, False]


def test_without_an_output_everything_is_made_and_nothing_known() -> None:
    made = Made()
    assert [made.page("a.html", "key", lambda: "a page") for _ in range(2)] == ["a page"] * 2


def test_a_value_keeps_what_json_can_hold_and_follows_its_key(tmp_path: Path, output: Path) -> None:
    value = {"é": [1, None, "a b"], "": True}
    made = Made.of(tmp_path, output)
    assert made.value("name", "key", lambda: value) == value
    made.save(tmp_path)
    again = Made.of(tmp_path, output)
    assert again.value("name", "key", lambda: pytest.fail("made again")) == value
    assert again.value("name", "other key", lambda: 1) == 1


def test_a_key_begins_another_only_at_its_end(tmp_path: Path, output: Path) -> None:
    assert [publish(tmp_path, "key1"), publish(tmp_path, "key")] == [True, True]


@pytest.mark.parametrize(("one", "other"), [(("1",), (1, "")), (("a", "b"), ("ab",)), (("a",), ("b",))])
def test_keys_of_other_values_are_others(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert key_of(*one) == key_of(*one) != key_of(*other)
    assert len(key_of(*one)) == 32


def test_the_files_of_a_key_are_its_own(tmp_path: Path, output: Path) -> None:
    made = Made.of(tmp_path, output)
    for name, key in (("a.html", "key"), ("b.html", "key"), ("c.html", "key1")):
        (output / name).write_text(str(made.page(name, key, lambda: "a page")))
    made.save(tmp_path)
    again = Made.of(tmp_path, output)
    assert (again.all_of("key"), again.all_of("key1"), again.all_of("none")) == (
        ["a.html", "b.html"],
        ["c.html"],
        [],
    )


def test_text_that_stands_is_read_as_it_was_written(tmp_path: Path, output: Path) -> None:
    (output / PAGE).write_text("Crème", encoding="utf-8")
    assert Made.of(tmp_path, output).text(PAGE) == "Crème"


def test_a_file_is_read_as_it_was_made_whatever_it_was_made_from(tmp_path: Path, output: Path) -> None:
    publish(tmp_path, "first")
    assert Made.of(tmp_path, output).before(PAGE) == b"a page"
    (output / PAGE).write_text("a pagE")
    assert Made.of(tmp_path, output).before(PAGE) == b""
    (output / PAGE).unlink()
    assert Made.of(tmp_path, output).before(PAGE) == b""


def test_a_file_that_was_only_looked_at_was_not_made_here(tmp_path: Path, output: Path) -> None:
    (output / PAGE).write_text("a page")
    made = Made.of(tmp_path, output)
    assert made.holds(PAGE, sha256(b"a page").hexdigest())
    made.save(tmp_path)
    assert Made.of(tmp_path, output).before(PAGE) == b""


def test_it_is_known_what_a_value_was_made_from_by_an_earlier_run(tmp_path: Path, output: Path) -> None:
    made = Made.of(tmp_path, output)
    made.value("points", "first", list)
    assert not made.knows("points", "first")
    made.save(tmp_path)
    assert Made.of(tmp_path, output).knows("points", "first")
    assert not Made.of(tmp_path, output).knows("points", "fir")
    assert not Made.of(tmp_path, output).knows("others", "first")
