"""A desk whose building is told and not done, and one that is served on a port of this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.load import load_show
from pipeline.desk import desk as desk_module
from pipeline.desk.app import desk_app
from pipeline.desk.building import Built
from pipeline.desk.desk import Desk
from pipeline.errors import PipelineError
from pipeline.process.console import Console
from pipeline.publishing.preview.gate import Gate
from pipeline.publishing.preview.server import listen, server_of
from pipeline.writing.on_disk.scripts import refresh_scripts

JSON = {"Content-Type": "application/json"}
PAGE = '<html><head><title>x</title></head><body><div id="page">Buttons</div></body></html>'


class ToldBuilder:
    """Stands where the process that builds does: counts what is asked, and ends a build when told to."""

    def __init__(self, root: Path, tell: Callable[[str | Built], None], console: Console) -> None:
        self.asked = 0
        self.tell = tell
        self.ended = False

    def build(self) -> None:
        self.asked += 1

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def written_show(small_show: Path, filled_once: Callable[..., Path]) -> Path:
    """The small show with its scripts, and a page of an episode as the site has it."""
    return filled_once("written, with a page", small_show, _write)


def _write(small_show: Path) -> None:
    show = load_show(small_show)
    refresh_scripts(show, show.episodes)
    for path, text in {
        "episodes/buttons/index.html": PAGE,
        "embed/buttons/index.html": "<head></head>",
    }.items():
        file = small_show / "output" / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    (small_show / "output/feed.xml").write_text("<rss/>", encoding="utf-8")


@pytest.fixture
def desk(written_show: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(desk_module, "Builder", ToldBuilder)
    desk = Desk(written_show, Console(quiet=True))
    desk.open()
    yield desk
    desk.close()


@pytest.fixture
def builder(desk: Desk) -> ToldBuilder:
    assert isinstance(desk._builder, ToldBuilder)
    return desk._builder


class Served:
    """A desk on a port, asked as a browser would."""

    def __init__(self, desk: Desk, place: str, gate: Gate) -> None:
        self.desk, self.place, self.gate = desk, place, gate

    @contextmanager
    def open(
        self, path: str, method: str = "GET", body: Any = None, **headers: str
    ) -> Iterator[HTTPResponse]:
        """Ask for something; what is not read yet is the answer's."""
        line = HTTPConnection(self.place, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        text = body if isinstance(body, str | None) else json.dumps(body)
        with closing(line):
            line.request(method, path.replace("TOKEN", self.gate.token), text, sent)
            with line.getresponse() as answer:
                yield answer

    def ask(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> tuple[int, bytes]:
        sent = headers if body is None else {**JSON, **{n.replace("_", "-"): v for n, v in headers.items()}}
        with self.open(path, method, body, **sent) as answer:
            return answer.status, answer.read()

    def do(self, what: str, **values: str) -> tuple[int, dict[str, Any]]:
        """Ask as the page's own script does."""
        status, told = self.ask(f"/-/desk/at/TOKEN/{what}", "POST", values, Origin=self.gate.origin)
        return status, json.loads(told)

    def lines(self, slug: str = "buttons") -> list[dict[str, Any]]:
        return list(json.loads(self.ask(f"/-/desk/at/TOKEN/episode/{slug}")[1])["lines"])


@pytest.fixture
def served(desk: Desk) -> Iterator[Served]:
    with listen("127.0.0.1", 0) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        gate = Gate(place)
        stumbled: list[PipelineError] = []
        server = server_of(desk_app(desk, gate), stumbled.append)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield Served(desk, place, gate)
        desk.board.close()
        server.should_exit = True
        thread.join()
        assert stumbled == []
