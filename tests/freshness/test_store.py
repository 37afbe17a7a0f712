"""Facts come back as they were kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.freshness import store
from pipeline.freshness.store import FOLDER, FORM, keep_facts, read_facts

FACTS = {
    "files": {f"episodes/{number}/«ä»": f"key {number}" for number in range(25)},
    "none": {},
    "rows": [1, {"a": None}],
    "program": "1",
}


@pytest.mark.parametrize("at_once", [1, 10, 25, 1000])
def test_a_table_of_any_size_is_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(store, "_AT_ONCE", at_once)
    keep_facts(tmp_path, "made", FACTS)
    assert read_facts(tmp_path, "made") == FACTS
    text = (tmp_path / FOLDER / "made.json").read_text(encoding="utf-8")
    assert text == json.dumps({"form": FORM, "facts": FACTS}, ensure_ascii=False, sort_keys=True)
