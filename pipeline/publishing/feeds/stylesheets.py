"""How a browser shows a feed: as a page of its own, by style sheets that lie beside the feeds.

XSLT makes the page. Browsers are giving it up (Chromium warns of it already), so the same look is there as
CSS, which styles the feed's own elements where nothing transforms them.
"""

from __future__ import annotations

from importlib import resources

XSL_PATH, CSS_PATH = "feed.xsl", "feed.css"
_TYPES = {XSL_PATH: "text/xsl", CSS_PATH: "text/css"}  # as browsers know them; XSLT's own type is younger
_AFTER_DECLARATION = b"?>\n"


def style_sheets() -> dict[str, bytes]:
    """Give the style sheets by their paths below `output/`."""
    folder = resources.files(__package__)
    return {path: folder.joinpath(path).read_bytes() for path in _TYPES}


def with_style(xml: bytes, path: str) -> bytes:
    """Let a feed at that path below `output/` name the style sheets, from wherever the site is put."""
    up = "../" * path.count("/")
    instructions = "".join(
        f'<?xml-stylesheet type="{kind}" href="{up}{sheet}"?>\n' for sheet, kind in _TYPES.items()
    )
    declaration, found, rest = xml.partition(_AFTER_DECLARATION)
    return declaration + found + instructions.encode() + rest
