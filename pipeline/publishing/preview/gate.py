"""Who may ask a server of this machine to do something: who knows its token, from a page that it served.

Who does not is told nothing: another user of the machine, or a page of some site that asks for 127.0.0.1,
neither hears nor changes anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from pipeline.errors import UNPARSED, PipelineError
from pipeline.publishing.preview.rewriting import own_host

HOST = "127.0.0.1"
HEADERS = {  # of whatever is answered to who may ask
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LONGEST_BODY = 4000  # bytes of what a page sends; the longest entry of a lexicon is a tenth of it
_FROM_HERE = ("same-origin", "none")  # Sec-Fetch-Site: of our own page, or an address that was typed


@dataclass(frozen=True, slots=True)
class Gate:
    """The secret of one run of a server, and the place it is bound to, a host with its port."""

    bound: str
    token: str = field(default_factory=token_urlsafe)

    @property
    def origin(self) -> str:
        """Give the origin that the server's own pages have."""
        return f"http://{self.bound}"

    def admits(self, request: Request) -> bool:
        """Tell whether a request knows the token in its path, and comes from here where it comes from a page.

        The Host keeps out names that somebody else points at this machine. The Origin, which is to be that of
        the same Host, for this machine has several names, and what browsers say of the page that asks keep
        out other pages, those of other ports too.
        """
        host = request.headers.get("host", "")
        own = f"http://{host}"
        origin = request.headers.get("origin", own)
        site = request.headers.get("sec-fetch-site", "same-origin")
        knows = compare_digest(request.path_params["token"].encode(), self.token.encode())
        return knows and own_host(host, self.bound) and origin == own and site in _FROM_HERE


async def posted(request: Request) -> dict[str, Any] | None:
    """Read the table that a page of ours sent as JSON; None for what no page of ours sends."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_BODY:
            return None
    try:
        asked: Any = json.loads(body)
        json.dumps(asked, ensure_ascii=False).encode()  # half of a sign, which no answer could repeat
    except UNPARSED:
        return None
    return asked if isinstance(asked, dict) else None


def nothing() -> Response:
    """Answer who may not ask, and who asks for what there is not."""
    return PlainTextResponse("There is nothing here.\n", 404, HEADERS)


def refused(error: PipelineError) -> Response:
    """Answer what could not be done with what is wrong, and what to do."""
    told = ". ".join(filter(None, [str(error), error.remedy]))
    return JSONResponse({"what": told}, 409, HEADERS)
