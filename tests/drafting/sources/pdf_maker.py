"""PDFs as small as they can be, with every line of text where a test wants it."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[float, float, float, str]  # x, y, size, text


def pdf(pages: Sequence[Sequence[Line]], title: str = "", width: int = 600, height: int = 800) -> bytes:
    """Make a PDF of pages, each of lines in the order in which the file sets them."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = "\n".join(
            f"BT /F1 {s:g} Tf {x:g} {y:g} Td ({_escaped(text)}) Tj ET" for x, y, s, text in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    objects.append(f"<< /Title ({_escaped(title)}) >>")
    return _file(objects)


def column(lines: Sequence[str], x: float = 60, top: float = 700, size: float = 10) -> list[Line]:
    """Set lines below each other, 12 points apart."""
    return [(x, top - 12 * place, size, text) for place, text in enumerate(lines)]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(data)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    data += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n".encode()
    return data + f"startxref\n{start}\n%%EOF\n".encode()
