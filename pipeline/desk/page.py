"""What the desk adds to a page on its way to the browser, and the page that stands where none is made yet."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from pipeline.catalogue.show import Show
from pipeline.desk.state import State

PREFIX = "/-/desk"  # of all that is the desk's own; no file of a show has such an address
PARTS = {
    "desk.js": "text/javascript",
    "note.js": "text/javascript",
    "place.js": "text/javascript",
    "sentences.js": "text/javascript",
    "trial.js": "text/javascript",
    "desk.css": "text/css",
}
_OF_THE_SITE = b'<div id="page">'  # an embedded player has none
_HEAD_ENDS = b"</head>"


def dressed(page: bytes, state: State) -> bytes:
    """Give a page of the site with what brings the desk to it. It holds no secret: anybody may read it."""
    if _OF_THE_SITE not in page or _HEAD_ENDS not in page:
        return page
    return page.replace(_HEAD_ENDS, _parts(state).encode() + _HEAD_ENDS, 1)


def _parts(state: State) -> str:
    return (
        f'<meta name="desk" content="{escape(state.made)}">'
        f'<link rel="stylesheet" href="{PREFIX}/desk.css">'
        f'<script type="module" src="{PREFIX}/desk.js"></script>'
    )


def stand_in(path: str, show: Show | None, state: State) -> bytes | None:
    """Give the page that stands for one of the site that is not made yet; None where none will be.

    It tells nothing of the show, for who has no token reads it too.
    """
    slug = slug_of_page(path)
    if path and not (show and slug and show.episode(slug)):
        return None
    return dressed(part("blank.html").replace("{{slug}}", escape(slug)).encode(), state)


def slug_of_page(path: str) -> str:
    """Give the episode whose page has this path below the site; «» for another page."""
    parts = path.rstrip("/").split("/")
    return parts[1] if len(parts) == 2 and parts[0] == "episodes" else ""


def part(name: str) -> str:
    """Read one of the desk's own files."""
    return files("pipeline.desk").joinpath(name).read_text(encoding="utf-8")
