"""The documents in a show's folder: found, read once each, and kept as what can be quoted of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.show import Quotation
from pipeline.catalogue.text import one_line
from pipeline.drafting.sources import VERSION
from pipeline.drafting.sources.passages import ReadText, UnreadableDocument, main_text
from pipeline.errors import UNREADABLE, InvalidPage, OutputFailed, Problem
from pipeline.layout.folders import CACHE, EPISODES
from pipeline.process.files import digest, leads_into, write_whole

FOLDER = Path(EPISODES, "sources")
KEPT = Path(CACHE, "sources")
MOST_DOCUMENTS = 300
MOST_BYTES = 40 * 2**20
MOST_LETTERS = 4_000_000  # of one document: about two thousand pages
_LONGEST_TITLE = 120
_KINDS = "Markdown, text, PDF and HTML are read"
_POOR_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b.*|.*\.(?:docx?|pptx?|tex|dvi|pdf|indd|md|html?|txt)|untitled.*"
    r"|title|slide 1|document\d*"
    r"|[\W\d_]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What of one document can be quoted; or, in `problem`, why there is nothing."""

    path: Path
    digest: str
    quotations: tuple[Quotation, ...] = ()
    problem: str = ""

    def warning(self) -> Problem:
        """Say in one line what is wrong with it."""
        return Problem(f"not searched: it {self.problem}", self.path)


def source_folder(root: Path) -> Path:
    """Give the folder of a show's documents; it need not be there."""
    return root / FOLDER


def read_documents(root: Path) -> tuple[SourceDocument, ...]:
    """Read all documents of a show, by name; one whose bytes were read before is not read again.

    What cannot be read says why in its `problem`, and stops nothing.
    """
    folder = source_folder(root)
    paths = sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix())
    documents = [_document(path, folder, root / KEPT) for path in paths[:MOST_DOCUMENTS]]
    if len(paths) > MOST_DOCUMENTS:
        what = f"holds {len(paths)} documents; the first {MOST_DOCUMENTS} by name are read"
        documents.append(SourceDocument(folder, "", problem=what))
    _forget_others(root / KEPT, {document.digest for document in documents})
    return tuple(documents)


def _files(folder: Path) -> Iterator[Path]:
    """Give every file that is not hidden, nor in a hidden folder."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def _document(path: Path, folder: Path, kept: Path) -> SourceDocument:
    name = path.relative_to(folder).as_posix()
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        return SourceDocument(path, "", problem=f"is of no kind that is read: {_KINDS}")
    if not leads_into(path, folder):
        return SourceDocument(path, "", problem=f"is a link that leads out of {FOLDER.as_posix()}/")
    try:
        if path.stat().st_size > MOST_BYTES:
            return SourceDocument(path, "", problem=f"is larger than {MOST_BYTES // 2**20} MB")
        data = path.read_bytes()
    except OSError as error:
        return SourceDocument(path, "", problem=f"cannot be read: {error.strerror}")
    key = digest(str(VERSION), name, data)
    known = _kept(kept / f"{key}.json", path, key)
    if known is None:
        known = _read(path, name, data, key)
        _keep(kept / f"{key}.json", known)
    return known


def _read(path: Path, name: str, data: bytes, key: str) -> SourceDocument:
    from pipeline.drafting.sources.statements import statements

    try:
        read = _READERS[path.suffix.casefold()](path, data)
    except UnreadableDocument as error:
        return SourceDocument(path, key, problem=str(error))
    if sum(len(passage.text) for passage in read.passages) > MOST_LETTERS:
        millions = MOST_LETTERS // 1_000_000
        return SourceDocument(path, key, problem=f"holds more than {millions} million letters")
    title = _title(read.title, path)
    found = {
        sentence: Quotation(sentence, name, title, passage.page)
        for passage in main_text(read.passages)
        for sentence in statements(passage.text)
    }
    return SourceDocument(path, key, tuple(found.values()))


def _title(title: str, path: Path) -> str:
    """Give a document's title; of its file where it has none that says anything."""
    written = one_line(title)
    if len(written) < 3 or len(written) > _LONGEST_TITLE or _POOR_TITLE.fullmatch(written):
        return one_line(re.sub(r"[-_]+", " ", path.stem)) or path.name
    return written


def _kept(file: Path, path: Path, key: str) -> SourceDocument | None:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        quotations = tuple(Quotation(*row) for row in stored["quotations"])
        return SourceDocument(path, key, quotations, str(stored["problem"]))
    except UNREADABLE:
        return None


def _keep(file: Path, document: SourceDocument) -> None:
    """Keep what was read; a cache that cannot be written to is no reason to fail."""
    rows = [(each.text, each.document, each.title, each.page) for each in document.quotations]
    stored = json.dumps({"quotations": rows, "problem": document.problem}, ensure_ascii=False)
    try:
        write_whole(file, stored)
    except OutputFailed:
        return


def _forget_others(kept: Path, keys: set[str]) -> None:
    """Take away what was kept of documents that are gone, and what was found in them."""
    for file in kept.glob("*.json"):
        if file.stem not in keys and not file.stem.startswith("found-"):
            try:
                file.unlink()
            except OSError:
                return


def _read_plain(path: Path, data: bytes, *, markdown: bool) -> ReadText:
    from pipeline.catalogue.importing.readers.source import decoded
    from pipeline.drafting.sources.plain_text import read_plain_text

    try:
        return read_plain_text(decoded(path, data).text, markdown=markdown)
    except InvalidPage as error:
        raise UnreadableDocument("is no text") from error


def _read_pdf(_: Path, data: bytes) -> ReadText:
    from pipeline.drafting.sources.pdf_text import read_pdf

    return read_pdf(data)


def _read_html(_: Path, data: bytes) -> ReadText:
    from pipeline.drafting.sources.html_pages import read_page

    return read_page(data)


_Reader = Callable[[Path, bytes], ReadText]
_READERS: Mapping[str, _Reader] = {
    **dict.fromkeys(
        (".md", ".markdown", ".mdown", ".mkd"), lambda path, data: _read_plain(path, data, markdown=True)
    ),
    **dict.fromkeys((".txt", ".text"), lambda path, data: _read_plain(path, data, markdown=False)),
    ".pdf": _read_pdf,
    **dict.fromkeys((".html", ".htm", ".xhtml"), _read_html),
}
