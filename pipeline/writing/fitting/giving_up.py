"""Why a script's paragraphs would go in the order they have: what each weighs, and what leans on what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.writing.fitting.leaning import Leaning
from pipeline.writing.script.script import Paragraph, Script

_SHOWN_WORDS = 6


def explain_ranks(script: Script, leanings: Sequence[Leaning]) -> tuple[str, ...]:
    """Say in a line each, the first to go first, which paragraphs may go, and what others lean on.

    `script` has its final ranks; `leanings` are those among its paragraphs, by their places in it.
    """
    paragraphs = list(script.paragraphs)
    optional = [(p.optional, place) for place, p in enumerate(paragraphs) if p.optional is not None]
    return tuple(
        f"{rank}. «{_beginning(paragraphs[place])}»{_leaners(place, paragraphs, leanings)}"
        for rank, place in sorted(optional)
    )


def _leaners(place: int, paragraphs: Sequence[Paragraph], leanings: Sequence[Leaning]) -> str:
    reasons = list(_reasons(place, paragraphs, leanings))
    return f": {'; '.join(reasons)}" if reasons else ""


def _reasons(place: int, paragraphs: Sequence[Paragraph], leanings: Sequence[Leaning]) -> Iterator[str]:
    for each in leanings:
        if each.earlier != place:
            continue
        later = paragraphs[each.later]
        how = f"takes up «{each.word}»" if each.word else "goes on from it"
        when = "always stays" if later.optional is None else f"goes before it, as number {later.optional}"
        yield f"«{_beginning(later)}» {how} and {when}"


def _beginning(paragraph: Paragraph) -> str:
    words = paragraph.text.split()
    return " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")
