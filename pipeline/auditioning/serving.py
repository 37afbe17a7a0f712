"""The page served to this machine's own browser, until somebody has chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from pipeline.auditioning.audition import PAGE, Audition, Candidate
from pipeline.auditioning.page import policy
from pipeline.errors import PipelineError
from pipeline.publishing.preview.gate import HEADERS, HOST, Gate, nothing, posted, refused
from pipeline.publishing.preview.server import Stumbled, listen, server_of

Choose = Callable[[Candidate], str]  # makes the choice, and gives what to tell. Raises PipelineError


def serve_audition(
    audition: Audition,
    folder: Path,
    port: int,
    *,
    announce: Callable[[str], None],
    choose: Choose,
    stumbled: Stumbled,
) -> None:
    """Serve the page in `folder` until one candidate is chosen, or SIGINT or SIGTERM comes.

    Port 0 takes a free one; `announce` is given the address. A choice that `choose` cannot make is told in
    the page, and another may be made; `stumbled` is told what nobody foresaw. Raises PreviewNotPossible.
    """
    with listen(HOST, port) as listener:
        bound = f"{HOST}:{listener.getsockname()[1]}"
        booth = _Booth(audition, folder, Gate(bound), choose)
        booth.server = server_of(booth.app(), stumbled)
        try:
            announce(f"{booth.gate.origin}/{booth.gate.token}/")
            booth.server.run(sockets=[listener])
        except KeyboardInterrupt:  # nobody wanted to choose
            return


@dataclass(slots=True)
class _Booth:
    audition: Audition
    folder: Path
    gate: Gate
    choose: Choose
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
        if not self.gate.admits(request) or name not in known or not (self.folder / name).is_file():
            return nothing()
        kind = "text/html; charset=utf-8" if name == PAGE else "audio/mpeg"
        headers = HEADERS | {"Content-Type": kind, "Content-Security-Policy": policy()}
        return FileResponse(self.folder / name, headers=headers)

    async def take(self, request: Request) -> Response:
        """Make a choice; with one made, the server ends."""
        if not self.gate.admits(request):
            return nothing()
        label = (await posted(request) or {}).get("label")
        chosen = next((each for each in self.audition.candidates if each.label == label), None)
        if chosen is None:
            return JSONResponse({"what": "there is no such candidate"}, 400, HEADERS)
        try:
            told = self.choose(chosen)
        except PipelineError as error:
            return refused(error)
        if self.server is not None:
            self.server.should_exit = True
        return JSONResponse({"what": told}, headers=HEADERS)
