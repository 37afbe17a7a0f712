"""Lists in every form with what sloppy people write in them: refused as a whole, or loaded as a whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml

from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.load import load_show
from pipeline.errors import PipelineError

pytestmark = pytest.mark.slow


Rows = Sequence[Mapping[str, str]]
LONG = "é" * 3000
VALUES: Mapping[str, Sequence[str]] = {
    "title": ("A" * 300, "con", "日本語の題", "null", "a — ", "S00E00 Pilot", "x\u202ey", "- item", "010"),
    "summary": (LONG, "null", "- y", "a: b", "{{x}}", "~", "word " * 1200),
    "number": ("0", "-1", "1000000", "1000001", "999999999", "1.5", "S0E0", "s999e9999", "007", "١", "nan"),
    "season": ("0", "-1", "50000", "50001", "999999999", "S2", "2.0", "nan"),
    "episode number": ("0", "50000", "50001", "S1E0", "S1E9999"),
    "published": (
        *("1969-12-31", "1970-01-01T00:00:00+02:00", "0001-01-01", "9999-12-31", "9990-12-31T23:59:59-10:00"),
        *("3/2/65", "3/2/1965", "19650302", "-1", "253402300799", "Wed, 31 Dec 1969 23:59:59 GMT", "2026"),
        *("1 May 1960", "2026-03-02T06:00:03.5Z", "2026-02-30", "2026-03-02T06:00:00+05:30:15", "1876"),
    ),
    "guid": ("x" * 2001, "a\nb", LONG, "null", " a b "),
    "slug": ("../../etc/passwd", "x" * 200, "日本", "nul.md", "a/b"),
    "topics": ("x" * 100, "日本", "Meat;meat;MEAT", "ß, ss", "𝔘" * 79, ", ".join(map(str, range(5000)))),
    "link": (
        "https://u:p@e.org/",
        "javascript:alert(1)",
        "https://e.org/" + "x" * 30_000,
        "https://e.org:0/",
    ),
    "duration": ("0", "86401", "nan", "inf", "1e400", "1.5.5 s", "999:99:99", f"{'9' * 5000} h"),
    "notes": (
        "## A\nx\n## A\ny",
        "> q",
        "<!-- open",
        "x" * 25_000,
        "##",
        "word " * 6000,
        "## Further reading\nx",
    ),
}
TAGS = {
    "summary": "description",
    "published": "pubDate",
    "topics": "category",
    "season": "itunes:season",
    "episode number": "itunes:episode",
    "duration": "itunes:duration",
    "notes": "content:encoded",
}
SPACES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def as_csv(rows: Rows) -> str:
    written = io.StringIO()
    table = csv.DictWriter(written, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    return written.getvalue()


def as_table(rows: Rows) -> str:
    lines = [list(rows[0]), ["---"] * len(rows[0])]
    lines += [[cell.replace("|", "\\|").replace("\n", "<br>") for cell in row.values()] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def as_feed(rows: Rows) -> str:
    items = "".join(
        f"<item>{''.join(f'<{TAGS.get(k, k)}>{escape(v)}</{TAGS.get(k, k)}>' for k, v in row.items())}</item>"
        for row in rows
    )
    return f'<rss version="2.0" {SPACES}><channel><title>A show</title>{items}</channel></rss>'


def as_headings(rows: Rows) -> str:
    facts = ["\n".join(f"{k.title()}: {v}" for k, v in row.items() if k != "title") for row in rows]
    return "\n\n".join(f"## {row['title']}\n\n{fact}" for row, fact in zip(rows, facts, strict=True))


def as_posts(rows: Rows) -> str:
    """Give one post: its front matter as people write it, without quotes."""
    facts = "".join(f"{k}: {v}\n" for k, v in rows[0].items() if k != "notes")
    return f"---\n{facts}---\n{rows[0].get('notes', 'A text.')}"


FORMS: Mapping[str, Callable[[Rows], str]] = {
    "list.csv": as_csv,
    "list.json": lambda rows: json.dumps([dict(row) for row in rows]),
    "list.yaml": lambda rows: yaml.safe_dump([dict(row) for row in rows]),
    "table.md": as_table,
    "headings.md": as_headings,
    "feed.xml": as_feed,
    "post.md": as_posts,
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("field", VALUES)
def test_whatever_a_field_holds_what_is_imported_loads(
    show_root: Path, tmp_path: Path, name: str, field: str
) -> None:
    path = tmp_path / name
    done = 0
    for value in VALUES[field]:
        usual = {"title": f"Title {done}", "summary": "What it says."}
        rows = [usual | {"title": "Salt", field: "" if field != "title" else "Salt"}, usual | {field: value}]
        path.write_text(FORMS[name](rows[::-1]), encoding="utf-8")
        try:
            apply_import(plan_import(show_root, [path]))
        except PipelineError:
            continue
        done += 1
        show = load_show(show_root)
        wrong = [problem.what for each in (*show.faulty, *show.drafts) for problem in each.problems]
        assert wrong == [], value[:60]
    assert done
