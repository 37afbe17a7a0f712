"""The words around an episode in a feed: descriptions and show notes, as plain text and as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from pipeline.catalogue.disclosure import DISCLOSURE
from pipeline.catalogue.limits import LONGEST_DESCRIPTION, LONGEST_TITLE
from pipeline.catalogue.links import Link
from pipeline.catalogue.own_sounds import SoundCredit
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import one_line, without_markup, without_stray_characters
from pipeline.layout.addresses import ascii_url
from pipeline.layout.record import Chapter, Record
from pipeline.publishing.feeds.key_points import KeyPoint, key_points

TAG_CHARACTERS = 128  # Podcasting 2.0 namespace
_ELLIPSIS = "…"
_ADDRESS = re.compile(r"(?i)https?://[^/\s]")


def line(text: str) -> str:
    """Give a text as one line that any feed can carry, and that turns around no text beside it."""
    return one_line(without_stray_characters(text))


def short_line(text: str) -> str:
    """Give a line no longer than the tags of the Podcasting 2.0 namespace take, cut at a word."""
    return cut(line(text), TAG_CHARACTERS, len)


def title(text: str) -> str:
    """Give a title no longer than apps take, cut at a word."""
    return cut(line(text), LONGEST_TITLE, len)


def channel_description(show: Show, topic: str | None) -> str:
    """Describe the feed of the show, or of one topic, in plain text, and say that the voice is synthetic.

    Some apps show it as HTML: nothing in it is markup.
    """
    about = f"The episodes of {without_markup(line(show.title))} about {line(topic)}.\n\n" if topic else ""
    own = without_markup("\n\n".join(_paragraphs(show.description)))
    return _fitting(own, lambda kept: f"{about}{kept}\n\n{DISCLOSURE}")


def item_description(episode: Episode, marks: Iterable[Chapter] = ()) -> str:
    """Describe an episode in HTML: its summary, and that the voice is synthetic; then chapters, if given.

    Their times stand at the beginning of a line each, where apps find them.
    """
    own = "\n\n".join(_paragraphs(episode.summary))
    times = "".join(f"<p>{_chapter(mark)}</p>" for mark in marks)
    return _fitting(own, lambda kept: _html_paragraphs([*kept.split("\n\n"), DISCLOSURE]) + times)


def plain_summary(episode: Episode) -> str:
    """Give an episode's summary as plain text, no longer than a description."""
    own = without_markup("\n\n".join(_paragraphs(episode.summary)))
    return cut(own, LONGEST_DESCRIPTION, lambda kept: len(kept.encode()))


def show_notes(
    episode: Episode,
    record: Record,
    page: str,
    points: Sequence[KeyPoint] | None = None,
    sounds: Sequence[SoundCredit] = (),
) -> str:
    """Give the whole notes in HTML, with the address of the episode's page.

    They hold the summary, the key points (chosen here unless they are given), chapters, further reading, what
    is quoted, whose the show's `sounds` are that are heard, whose voice it is and what kind.
    """
    points = key_points(episode) if points is None else points
    credit = [line(record.voice_credit)] if record.voice_credit else []
    return (
        _html_paragraphs(_paragraphs(episode.summary))
        + _list("Key points", map(_point, points))
        + _list("Chapters", map(_chapter, record.chapters))
        + _list("Further reading", filter(None, map(_link, episode.notes.further_reading)))
        + _list("Quoted from", (escape(line(title), quote=False) for title in record.quoted))
        + _list("Music and sounds", map(_sound, credits_of(record, sounds)))
        + f"<p>{_link(Link('Transcript: read along', page))}</p>"
        + _html_paragraphs([*credit, DISCLOSURE])
    )


def credits_of(record: Record, sounds: Iterable[SoundCredit]) -> list[SoundCredit]:
    """Give the credits of the sounds that are heard in an episode, each once."""
    heard = (each for each in sounds if each.file in record.own_sounds)
    return list({(str(each), each.url): each for each in heard}.values())


def cut(text: str, limit: int, size: Callable[[str], int]) -> str:
    """Keep as many words as `size` allows, an ellipsis in place of the rest."""
    if size(text) <= limit:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        fits, too_long = (middle, too_long) if size(text[:middle] + _ELLIPSIS) <= limit else (fits, middle)
    head = text[:fits]
    if not text[fits].isspace():
        head = head[: max(head.rfind(" "), head.rfind("\n"))] if re.search(r"\s", head) else head
    return head.rstrip(" \n,;:–—-") + _ELLIPSIS


def _fitting(text: str, frame: Callable[[str], str]) -> str:
    """Frame as much of the text as leaves the whole within a description's bytes."""
    return frame(cut(text, LONGEST_DESCRIPTION, lambda kept: len(frame(kept).encode())))


def _paragraphs(text: str) -> list[str]:
    return [line(paragraph) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def _html_paragraphs(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs if paragraph)


def _list(heading: str, points: Iterable[str]) -> str:
    rows = "".join(f"<li>{point}</li>" for point in points)
    return f"<p>{heading}</p><ul>{rows}</ul>" if rows else ""


def _point(point: KeyPoint) -> str:
    heading = f"{line(point.heading)}: " if point.heading else ""
    return escape(f"{heading}{line(point.text)}", quote=False)


def _chapter(chapter: Chapter) -> str:
    minutes, seconds = divmod(int(chapter.start), 60)
    return f"{minutes:02}:{seconds:02} {escape(line(chapter.title), quote=False)}"


def _sound(credit: SoundCredit) -> str:
    return _link(Link(str(credit), credit.url))


def _link(link: Link) -> str:
    """Give a link; only its title where the address is not one of the web, and may be a script."""
    address, name = ascii_url(link.url), escape(line(link.title), quote=False)
    return f'<a href="{escape(address)}">{name or escape(address)}</a>' if _ADDRESS.match(address) else name
