"""What a page keeps of what was done last, as its own script keeps it."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from pipeline.desk.page import part

NODE = shutil.which("node")
# A browser's storage and clock, and the scripts of two pages, one after the other.
TRY = """
const held = new Map();
globalThis.sessionStorage = {
  getItem: (key) => held.get(key) ?? null,
  setItem: (key, text) => held.set(key, text),
};
let now = 1000;
Date.now = () => now;
const source = `data:text/javascript,${encodeURIComponent(SOURCE)}`;
const first = await import(source);
const told = [first.keptNote() ?? null];
first.keepNote("is saved");
const second = await import(`${source}//another page`);
for (const passed of [0, 3000, 60000]) {
  now += passed;
  told.push(second.keptNote()?.text ?? null);
}
console.log(JSON.stringify(told));
"""


@pytest.mark.skipif(NODE is None, reason="nothing here runs JavaScript")
def test_what_was_done_is_told_for_some_seconds_by_the_next_page_too() -> None:
    script = f"const SOURCE = {json.dumps(part('note.js'))};{TRY}"
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [None, "is saved", "is saved", None]
