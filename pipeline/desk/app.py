"""The preview's application with the desk in it. What changes or runs something asks for the token."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.catalogue.show import Show
from pipeline.desk.desk import Desk
from pipeline.desk.page import PARTS, PREFIX, dressed, part, stand_in
from pipeline.desk.ranges import BeyondItsEnd, part_asked
from pipeline.errors import PipelineError
from pipeline.layout.folders import OUTPUT
from pipeline.publishing.preview.app import Dressing, preview_app
from pipeline.publishing.preview.gate import HEADERS, Gate, nothing, posted, refused
from pipeline.publishing.preview.server import logged

_RECONNECT_MS = 1000

Do = Callable[[dict[str, Any]], dict[str, Any]]


def desk_app(desk: Desk, gate: Gate, log: Callable[[str], None] | None = None) -> Starlette:
    """Give the application: the site below its own path, and the desk below `/-/desk`.

    `log` is told of every request for the site; the desk's own hold the token.
    """
    office = _Office(desk, gate)
    site: ASGIApp = _Site(desk, gate)
    own = [Route("/{name:path}", office.part, methods=["GET"])]
    inside = [
        Route("/events", office.events, methods=["GET"]),
        Route("/episode/{slug}", office.episode, methods=["GET"]),
        Route("/sound/{key}", office.sound, methods=["GET"]),
        Route("/try", office.attempt, methods=["POST"]),
        Route("/keep", office.keep, methods=["POST"]),
        Route("/edit", office.edit, methods=["POST"]),
    ]
    routes = [
        Mount(f"{PREFIX}/at/{{token}}", routes=inside),
        Mount(PREFIX, routes=own),
        Mount("/", logged(site, log) if log else site),
    ]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return app


class _Site:
    """The preview of the show as it was last read."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        self._desk, self._gate = desk, gate
        self._of: Show | None = None
        self._preview: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        show = self._desk.show
        if show is None:
            page = stand_in("", None, self._desk.board.state) or b""
            await Response(page, media_type="text/html")(scope, receive, send)
            return
        if self._preview is None or self._of is not show:
            board = self._desk.board
            dressing = Dressing(
                lambda page: dressed(page, board.state), lambda path: stand_in(path, show, board.state)
            )
            self._of = show
            self._preview = preview_app(show, self._desk.root / OUTPUT, self._gate.bound, dressing)
        await self._preview(scope, receive, send)


class _Office:
    """Answers what the desk's own script asks for."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        self._desk, self._gate = desk, gate

    def part(self, request: Request) -> Response:
        """Give a script or the style, which hold nothing secret."""
        name = request.path_params["name"]
        if name not in PARTS:
            return nothing()
        return Response(part(name), headers=HEADERS | {"Content-Type": f"{PARTS[name]}; charset=utf-8"})

    async def events(self, request: Request) -> Response:
        """Tell of every state as it comes, for as long as the page is there."""
        if not self._gate.admits(request):
            return nothing()
        headers = HEADERS | {"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._told(), headers=headers)

    async def _told(self) -> AsyncIterator[str]:
        yield f"retry: {_RECONNECT_MS}\n\n"
        async for state in self._desk.board.follow():
            yield f"data: {state.to_json()}\n\n" if state else ":\n\n"

    def episode(self, request: Request) -> Response:
        """Give an episode's sentences."""
        told = self._desk.episode(request.path_params["slug"]) if self._gate.admits(request) else None
        return JSONResponse(told, headers=HEADERS) if told else nothing()

    def sound(self, request: Request) -> Response:
        """Say a sentence."""
        if not self._gate.admits(request):
            return nothing()
        try:
            wav = self._desk.reader.speak(request.path_params["key"])
        except PipelineError as error:
            return refused(error)
        return _ranged(wav, request)

    async def attempt(self, request: Request) -> Response:
        """Say how a sentence would be said with another entry of the lexicon."""
        return await self._done(request, ("key", "term", "spoken", "phonemes"), self._attempt)

    async def keep(self, request: Request) -> Response:
        """Write an entry into the lexicon."""
        return await self._done(request, ("term", "spoken", "phonemes"), self._keep)

    async def edit(self, request: Request) -> Response:
        """Open a file in the editor."""
        return await self._done(request, ("file", "line"), self._edit)

    async def _done(self, request: Request, names: tuple[str, ...], do: Do) -> Response:
        if not self._gate.admits(request):
            return nothing()
        asked = await posted(request)
        if asked is None or not all(isinstance(asked.get(name), str) for name in names):
            return JSONResponse({"what": "this is not asked as the page asks"}, 400, HEADERS)
        try:
            return JSONResponse(await run_in_threadpool(do, asked), headers=HEADERS)
        except PipelineError as error:
            return refused(error)

    def _attempt(self, asked: dict[str, Any]) -> dict[str, Any]:
        return self._desk.attempt(asked["key"], asked["term"], asked["spoken"], asked["phonemes"])

    def _keep(self, asked: dict[str, Any]) -> dict[str, Any]:
        written = self._desk.keep(asked["term"], asked["spoken"], asked["phonemes"])
        return {"what": written.told()}

    def _edit(self, asked: dict[str, Any]) -> dict[str, Any]:
        line = int(asked["line"]) if asked["line"].isascii() and asked["line"].isdigit() else 1
        place, opened = self._desk.edit(asked["file"], line)
        return {"place": place, "opened": opened}


def _ranged(wav: bytes, request: Request) -> Response:
    """Give a sound, or the part of it that is asked for."""
    headers = HEADERS | {"Content-Type": "audio/wav", "Accept-Ranges": "bytes"}
    try:
        part = part_asked(request.headers.get("range", ""), len(wav))
    except BeyondItsEnd:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{len(wav)}"})
    if part is None:
        return Response(wav, headers=headers)
    headers["Content-Range"] = f"bytes {part[0]}-{part[-1]}/{len(wav)}"
    return Response(wav[part.start : part.stop], 206, headers)
