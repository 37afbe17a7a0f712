"""Sites built in memory: of the small show, of one that strangers wrote, and of the bundled one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html

from pipeline.catalogue.links import Link
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Notes, Owner, Section, Show
from pipeline.layout.record import Chapter, Record
from pipeline.publishing.site.build import build_site
from pipeline.writing.script.script_file import parse_script
from tests.bread_show import record_with

ROOT = Path(__file__).parents[3]
HOSTILE = '</script><script>alert("1")</script>\'"><img src=x onerror=alert(1)>'
NAMES = [HOSTILE, "«🎙️ عنوان» \u202eright to left", "a & b < c\x07\udcff", "{{ 7 * 7 }} {% raw %}", "x" * 300]

Files = Mapping[str, bytes | str]
Pages = Mapping[str, html.HtmlElement]


def text(files: Files, path: str) -> str:
    content = files[path]
    return content if isinstance(content, str) else content.decode()


def pages(files: Files) -> Pages:
    return {
        path: html.document_fromstring(text(files, path).encode(), parser=html.HTMLParser(encoding="utf-8"))
        for path in files
        if path.endswith(".html")
    }


def record_of(episode: Episode, files: tuple[str, ...] = ()) -> Record:
    facts = {"sha256": "0123456789abcdef" * 4, "bytes": 1_080_000}
    titles = [episode.title, "Why", "How", "End"]
    chapters = tuple(Chapter(20.0 * place, title) for place, title in enumerate(titles))
    paths = (f"audio/{episode.slug}.01234567.mp3", *files)
    return record_with(episode, 90.2, chapters, dict.fromkeys(paths, facts))


def write_transcript(output: Path, slug: str, words: list[str]) -> None:
    segments, time = [], 1.0
    for word in words:
        segments.append({"speaker": "Host", "startTime": time, "endTime": time + 0.28, "body": word})
        time += 0.8 if word.endswith((".", "?")) else 0.33
    (output / "transcripts").mkdir(parents=True, exist_ok=True)
    (output / f"transcripts/{slug}.json").write_text(json.dumps({"version": "1.0.0", "segments": segments}))


@pytest.fixture(scope="session")
def site(show: Show, records: dict[str, Record], published: Path) -> Files:
    return build_site(show, records, published)


@pytest.fixture(scope="session")
def site_pages(site: Files) -> Pages:
    return pages(site)


@pytest.fixture(scope="session")
def hostile_show(tmp_path_factory: pytest.TempPathFactory) -> Show:
    links = tuple(
        Link(HOSTILE, address)
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            'https://example.net/?q="><script>',
            "mailto:a@example.net",
        ]
    )
    episodes = tuple(
        Episode(
            guid=f"00000000-0000-4000-8000-00000000000{number}",
            slug=f"episode-{number}",
            number=number,
            title=name,
            subtitle=name,
            summary=name,
            published=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number),
            file=Path(f"episodes/episode-{number}.md"),
            topics=(name, NAMES[0]) if number > 1 else (name,),
            notes=Notes((Section("Limit", (f"{name} is a sentence of its own.",)),), links),
        )
        for number, name in enumerate(NAMES, start=1)
    )
    return Show(
        root=tmp_path_factory.mktemp("hostile-show"),
        title=HOSTILE,
        description=HOSTILE,
        owner=Owner(HOSTILE, "a@example.net"),
        site_url="https://example.org/bread",
        tagline=HOSTILE,
        copyright=HOSTILE,
        links=links,
        episodes=episodes,
    )


@pytest.fixture(scope="session")
def hostile_site(hostile_show: Show, tmp_path_factory: pytest.TempPathFactory) -> Files:
    output = tmp_path_factory.mktemp("hostile")
    records = {}
    for episode in hostile_show.episodes:
        write_transcript(output, episode.slug, [*HOSTILE.split(), "and", "more."])
        record = record_of(episode, (f"transcripts/{episode.slug}.json",))
        records[episode.slug] = replace(record, voice_credit=HOSTILE)
    return build_site(hostile_show, records, output)


@pytest.fixture(scope="session")
def hostile_pages(hostile_site: Files) -> Pages:
    return pages(hostile_site)


@pytest.fixture(scope="session")
def bundled_site(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Build the site of the bundled show, its transcripts timed by the letter: nothing is rendered for it."""
    show = load_show(ROOT)
    output = tmp_path_factory.mktemp("bundled")
    records = {}
    for episode in show.episodes:
        file = ROOT / "scripts" / f"{episode.slug}.md"
        script = parse_script(file.read_text(encoding="utf-8"), file).script
        words = [word for paragraph in script.paragraphs for word in paragraph.text.split()]
        write_transcript(output, episode.slug, words)
        records[episode.slug] = record_of(
            episode, tuple(f"transcripts/{episode.slug}.{kind}" for kind in ("vtt", "srt", "json"))
        )
    return build_site(show, records, output)
