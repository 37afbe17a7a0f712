from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from pipeline.auditioning.audition import Audition, Candidate
from pipeline.auditioning.page import audition_page
from pipeline.auditioning.serving import serve_audition
from pipeline.errors import OutputFailed, PipelineError, PreviewNotPossible

JSON = {"Content-Type": "application/json"}
AUDITION = Audition(
    "A text.", tuple(Candidate(x, x, f"{x.lower()}.mp3", 1.0, -16.0, "tone/beep") for x in "AB")
)
CHOOSE_B = '{"label": "B"}'


class Booth:
    """The page, served on a thread, and what was chosen on it."""

    def __init__(self, folder: Path) -> None:
        self.chosen: list[str] = []
        self.fails = False
        self.stumbled: list[PipelineError] = []
        self._ready = threading.Event()
        self._folder = folder
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()
        assert self._ready.wait(20)

    def _serve(self) -> None:
        serve_audition(
            AUDITION,
            self._folder,
            0,
            announce=self._announced,
            choose=self._choose,
            stumbled=self.stumbled.append,
        )

    def _announced(self, url: str) -> None:
        _, _, self.place, self.token, _ = url.split("/")
        self._ready.set()

    def _choose(self, candidate: Candidate) -> str:
        if self.fails:
            raise OutputFailed("cannot be written: No space left on device", file="show.toml")
        self.chosen.append(candidate.label)
        return "written"

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        line = HTTPConnection(self.place, timeout=20)
        line.request(method, path.replace("TOKEN", self.token), body, headers or {})
        answer = line.getresponse()
        told = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        line.close()
        return told

    def end(self) -> None:
        if self.thread.is_alive():
            self.fails = False
            self.ask("/TOKEN/choice", "POST", CHOOSE_B, JSON)
        self.thread.join(20)
        assert self.stumbled == []


@pytest.fixture
def booth(tmp_path: Path) -> Iterator[Booth]:
    for candidate in AUDITION.candidates:
        (tmp_path / candidate.file).write_bytes(candidate.label.encode() * 100)
    (tmp_path / "index.html").write_text(audition_page(AUDITION, "ninety audition --choose"))
    (tmp_path / "audition.json").write_text("{}")
    booth = Booth(tmp_path)
    yield booth
    booth.end()


def test_the_page_and_its_sounds_are_there_for_who_has_the_address(booth: Booth) -> None:
    status, headers, page = booth.ask("/TOKEN/")
    assert (status, b"Choose A" in page) == (200, True)
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'sha256-")
    assert headers["referrer-policy"] == "no-referrer"
    status, headers, sound = booth.ask("/TOKEN/b.mp3", headers={"Range": "bytes=1-2"})
    assert (status, headers["content-type"], sound) == (206, "audio/mpeg", b"BB")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/a.mp3",
        "/x/a.mp3",
        "/TOKENx/",
        "/TOKEN/audition.json",
        "/TOKEN/../index.html",
        "/TOKEN/%2e%2e/",
        "/%ff/",
    ],
)
def test_nobody_else_is_told_anything(booth: Booth, path: str) -> None:
    status, _, body = booth.ask(path)
    assert (status, b"Choose" in body) == (404, False)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Content-Type": "text/plain"},
    ],
)
def test_another_site_s_page_cannot_choose(booth: Booth, headers: dict[str, str]) -> None:
    status, _, _ = booth.ask("/TOKEN/choice", "POST", CHOOSE_B, JSON | headers)
    assert status in (400, 404)
    assert booth.chosen == []


@pytest.mark.parametrize(
    "body",
    ["", "{}", '"B"', '{"label": "C"}', '{"label": ["B"]}', "[" * 150, '{"label": "' + "B" * 5000 + '"}'],
)
def test_what_names_no_candidate_chooses_none(booth: Booth, body: str) -> None:
    assert booth.ask("/TOKEN/choice", "POST", body, JSON)[0] == 400
    assert booth.chosen == []


def test_a_choice_is_made_once_and_ends_the_server(booth: Booth) -> None:
    status, _, body = booth.ask("/TOKEN/choice", "POST", CHOOSE_B, JSON)
    assert (status, body) == (200, b'{"what":"written"}')
    booth.thread.join(20)
    assert not booth.thread.is_alive()
    assert booth.chosen == ["B"]


def test_what_cannot_be_written_is_told_and_may_be_tried_again(booth: Booth) -> None:
    booth.fails = True
    status, _, body = booth.ask("/TOKEN/choice", "POST", CHOOSE_B, JSON)
    assert status == 409
    assert b"show.toml: cannot be written: No space left on device. check that" in body
    booth.fails = False
    assert booth.ask("/TOKEN/choice", "POST", CHOOSE_B, JSON)[0] == 200


def test_a_port_in_use_is_told(booth: Booth, tmp_path: Path) -> None:
    port = int(booth.place.rpartition(":")[2])
    never: Callable[..., Any] = pytest.fail
    with pytest.raises(PreviewNotPossible):
        serve_audition(AUDITION, tmp_path, port, announce=never, choose=never, stumbled=never)
