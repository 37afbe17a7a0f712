"""The page on which the candidates stand side by side: one HTML file beside the sounds."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files

from pipeline.auditioning.audition import Audition, Candidate
from pipeline.speech.cast import GUEST, HOST


def audition_page(audition: Audition, command: str) -> str:
    """Give the page. Where the audition is blind, no name can be read in it before a choice is made.

    `command` with a letter behind it is what makes a choice where nothing serves the page.
    """
    parts = {
        "style": _part("page.css"),
        "heading": escape(_heading(audition)),
        "text": escape(audition.text),
        "remark": _remark(audition),
        "candidates": "\n".join(_card(each, blind=audition.blind) for each in audition.candidates),
        "command": escape(f"{command} {audition.candidates[0].label}"),
        "facts": _facts(audition, command),
        "script": _part("page.js"),
    }
    page = _part("page.html")
    pieces = page.split("{{")
    return pieces[0] + "".join(_filled(piece, parts) for piece in pieces[1:])


def policy() -> str:
    """Give the Content-Security-Policy under which the page works: its own script, style and sounds."""
    script, style = (_hash(_part(name)) for name in ("page.js", "page.css"))
    return (
        f"default-src 'none'; script-src '{script}'; style-src '{style}'; media-src 'self'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _filled(piece: str, parts: dict[str, str]) -> str:
    name, _, rest = piece.partition("}}")
    return parts[name] + rest


def _heading(audition: Audition) -> str:
    if audition.term:
        return f"How is «{audition.term}» said?"
    whose = {HOST: "the show", GUEST: "the second voice"}.get(audition.role, f"«{audition.role}»")
    return f"Which voice for {whose}?"


def _remark(audition: Audition) -> str:
    keys = f"<kbd>A</kbd> to <kbd>{audition.candidates[-1].label}</kbd> play and stop."
    blind = " In no particular order; which is which is told once you have chosen." if audition.blind else ""
    return f"{len(audition.candidates)} candidates, equally loud.{blind} {keys}"


def _card(candidate: Candidate, *, blind: bool) -> str:
    label, name = candidate.label, "" if blind else escape(candidate.name)
    return (
        f'<article data-label="{label}"><h2><b>{label}</b> <span>{name}</span></h2>'
        f'<audio controls preload="auto" src="{candidate.file}" aria-label="Candidate {label}"></audio>'
        f"<button hidden>Choose {label}</button></article>"
    )


def _facts(audition: Audition, command: str) -> str:
    """Give what the script needs; names in Base64, which nobody reads by accident."""
    names = {each.label: b64encode(each.name.encode()).decode() for each in audition.candidates}
    return json.dumps({"names": names, "command": command}).replace("<", "\\u003c")


def _part(name: str) -> str:
    return files("pipeline.auditioning").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
