"""The page served to this machine's own browser, until somebody has chosen.

Who does not know the token in the address is told nothing: another user of the machine, or a page of some
site that asks for 127.0.0.1, neither hears nor chooses.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pipeline.auditioning.audition import PAGE, Audition, Candidate
from pipeline.auditioning.page import policy
from pipeline.errors import PipelineError
from pipeline.publishing.preview.rewriting import own_host
from pipeline.publishing.preview.server import listen, server_of

HOST = "127.0.0.1"
_LONGEST_CHOICE = 200  # bytes; a letter and its key are twenty
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Choose = Callable[[Candidate], str]  # makes the choice, and gives what to tell. Raises PipelineError


def serve_audition(
    audition: Audition, folder: Path, port: int, *, announce: Callable[[str], None], choose: Choose
) -> None:
    """Serve the page in `folder` until one candidate is chosen, or SIGINT or SIGTERM comes.

    Port 0 takes a free one; `announce` is given the address. A choice that `choose` cannot make is told in
    the page, and another may be made. Raises PreviewNotPossible.
    """
    with listen(HOST, port) as listener:
        bound = f"{HOST}:{listener.getsockname()[1]}"
        booth = _Booth(audition, folder, bound, choose)
        booth.server = server_of(booth.app())
        try:
            announce(f"http://{bound}/{booth.token}/")
            booth.server.run(sockets=[listener])
        except KeyboardInterrupt:  # nobody wanted to choose
            return


@dataclass(slots=True)
class _Booth:
    audition: Audition
    folder: Path
    bound: str
    choose: Choose
    token: str = field(default_factory=token_urlsafe)
    server: uvicorn.Server | None = None

    def app(self) -> Starlette:
        """Give the application."""
        app = Starlette(
            routes=[
                Route("/{token}/choice", self.take, methods=["POST"]),
                Route("/{token}/{name:path}", self.answer, methods=["GET", "HEAD"]),
            ]
        )
        app.router.redirect_slashes = False
        return app

    def answer(self, request: Request) -> Response:
        """Give the page or a sound."""
        name = request.path_params["name"] or PAGE
        known = (PAGE, *(each.file for each in self.audition.candidates))
        if not self._may(request) or name not in known or not (self.folder / name).is_file():
            return PlainTextResponse("There is nothing here.\n", 404, _HEADERS)
        kind = "text/html; charset=utf-8" if name == PAGE else "audio/mpeg"
        headers = _HEADERS | {"Content-Type": kind, "Content-Security-Policy": policy()}
        return FileResponse(self.folder / name, headers=headers)

    async def take(self, request: Request) -> Response:
        """Make a choice; with one made, the server ends."""
        if not self._may(request):
            return PlainTextResponse("There is nothing here.\n", 404, _HEADERS)
        label = await _label(request)
        chosen = next((each for each in self.audition.candidates if each.label == label), None)
        if chosen is None:
            return JSONResponse({"what": "there is no such candidate"}, 400, _HEADERS)
        try:
            told = self.choose(chosen)
        except PipelineError as error:
            told = ". ".join(filter(None, [str(error), error.remedy]))
            return JSONResponse({"what": told}, 409, _HEADERS)
        if self.server is not None:
            self.server.should_exit = True
        return JSONResponse({"what": told}, headers=_HEADERS)

    def _may(self, request: Request) -> bool:
        """Tell whether a request knows the token, and comes from this page where it comes from one."""
        origin = request.headers.get("origin", f"http://{self.bound}")
        host = request.headers.get("host", "")
        knows = compare_digest(request.path_params["token"].encode(), self.token.encode())
        return knows and own_host(host, self.bound) and origin == f"http://{self.bound}"


async def _label(request: Request) -> str:
    """Read the letter chosen; «» where the request is none of the page's."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return ""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_CHOICE:
            return ""
    try:
        asked: Any = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    label = asked.get("label") if isinstance(asked, dict) else None
    return label if isinstance(label, str) else ""
