"""The web application that serves `output/` as a good host would, under its own address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pipeline.catalogue.show import Show
from pipeline.layout.public_files import content_type, is_public
from pipeline.process.http_dates import read_http_date
from pipeline.publishing.preview.rewriting import REWRITTEN, Rewriting, own_host

_METHODS = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "Cache-Control": "no-cache",  # a new rendering is heard at once
    "Access-Control-Allow-Origin": "*",  # players in browsers fetch transcripts and chapters from elsewhere
    "Access-Control-Expose-Headers": "Content-Length, Content-Range, ETag",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {"Access-Control-Allow-Methods": ", ".join(_METHODS), "Access-Control-Allow-Headers": "Range"}
_NOT_FOUND_PAGE = "404.html"


@dataclass(frozen=True, slots=True)
class Dressing:
    """What is done to pages on their way to the browser, and what stands where there is none."""

    dress: Callable[[bytes], bytes]
    stand_in: Callable[[str], bytes | None]  # of a path below the site; None: nothing does


_AS_THEY_ARE = Dressing(lambda page: page, lambda _: None)


def preview_app(
    show: Show, output: Path, bound: str = "127.0.0.1", dressing: Dressing = _AS_THEY_ARE
) -> Starlette:
    """Give the application that serves `output`, below the path that the show's site has.

    `bound` is the address listened on, with its port; files name it where a request does not say by which
    name of this machine it came.
    """
    preview = _Preview(output.resolve(), Rewriting.of(show), bound, dressing)
    return Starlette(routes=[Route("/{path:path}", preview.answer, methods=_METHODS)])


@dataclass(frozen=True, slots=True)
class _Preview:
    output: Path
    rewriting: Rewriting
    bound: str
    dressing: Dressing

    def answer(self, request: Request) -> Response:
        """Answer one request; Starlette calls it on a thread."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_HEADERS | _PREFLIGHT)
        asked: str = request.scope["path"]
        folder = self.rewriting.folder
        if asked != folder and asked in ("/", folder.rstrip("/")):
            return _redirect(folder)
        path = asked.removeprefix(folder)
        file = self._find(path) if asked.startswith(folder) else None
        if file is not None and file.is_dir() and self._find(f"{path}/"):
            return _redirect(f"{folder}{path}/")
        if file is None or not file.is_file():
            return self._not_found(request, path)
        response = self._response(file, request)
        return _not_modified(response) if _is_known(request.headers, response.headers) else response

    def _find(self, path: str) -> Path | None:
        """Find what is asked for; None for what is not there, not public, or not in `output` at all."""
        parts = path.split("/")
        if not parts[-1]:
            parts[-1] = "index.html"
        if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
            return None
        try:
            file = self.output.joinpath(*parts).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):  # not there, a name too long, links in a circle
            return None
        inside = file.is_relative_to(self.output) and is_public(file.relative_to(self.output).as_posix())
        return file if inside else None

    def _response(self, file: Path, request: Request, status: int = 200) -> Response:
        headers = _HEADERS | {"Content-Type": content_type(file.relative_to(self.output).as_posix())}
        facts = file.stat()
        if file.suffix not in REWRITTEN:
            _drop_unknown_range(request)
            return FileResponse(file, status, headers, stat_result=facts)
        text = self.rewriting.rewrite(file.read_bytes(), self._base(request))
        text = self.dressing.dress(text) if file.suffix == ".html" else text
        changed = datetime.fromtimestamp(int(facts.st_mtime), UTC)
        headers["ETag"] = f'"{sha256(text).hexdigest()[:32]}"'
        headers["Last-Modified"] = format_datetime(changed, usegmt=True)
        return Response(text, status, headers)

    def _base(self, request: Request) -> str:
        host = request.headers.get("host", "")
        return self.rewriting.base(host if own_host(host, self.bound) else self.bound)

    def _not_found(self, request: Request, path: str) -> Response:
        if (instead := self.dressing.stand_in(path)) is not None:
            return Response(instead, 200, _HEADERS | {"Content-Type": "text/html; charset=utf-8"})
        page = self._find(_NOT_FOUND_PAGE)
        if page is not None and page.is_file():
            return self._response(page, request, 404)
        return PlainTextResponse("There is nothing here.\n", 404, _HEADERS)


def _redirect(path: str) -> Response:
    return RedirectResponse(quote(path), 307, _HEADERS)


def _drop_unknown_range(request: Request) -> None:
    """Forget a Range in another unit than bytes, as RFC 9110 (14.2) asks; Starlette would refuse it."""
    if not request.headers.get("range", "bytes=").strip().lower().startswith("bytes="):
        request.scope["headers"] = [pair for pair in request.scope["headers"] if pair[0] != b"range"]


def _is_known(asked: Headers, answer: Headers) -> bool:
    """Tell whether the asker has this already: RFC 9110, 13.2.2."""
    tags = asked.get("if-none-match")
    if tags is not None:
        known = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return tags.strip() == "*" or answer["etag"] in known
    since = read_http_date(asked.get("if-modified-since", ""))
    changed = read_http_date(answer["last-modified"])
    return since is not None and changed is not None and since >= changed


def _not_modified(response: Response) -> Response:
    kept = {name: value for name, value in response.headers.items() if not name.startswith("content-")}
    return Response(status_code=304, headers=kept)
