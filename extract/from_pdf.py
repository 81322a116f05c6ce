"""The text of a PDF with a text layer: columns one after the other, lines joined to paragraphs, tables as rows.

What stands at the edge of page after page (headers, page numbers) is left out. A PDF of scanned pages is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extract.archives import damaged
from extract.pdf_lines import Line, columns, lines_of, paragraphs
from extract.rows import row
from ontology.errors import DamagedFile, DocumentTooLarge, NoTextLayer

PAGES = 3_000
FEWEST = 40
"""Letters a page, on average: with fewer, the pages are pictures."""

EDGE = 0.12
"""The part of a page, above and below, in which headers and page numbers stand."""

OFTEN = 3
"""Pages on which the same words stand at the edge before they count as a header."""

NUMBER = "0"
"""The shape of a page's number, which is furniture wherever it stands alone at the edge."""

RULES = 4
"""Lines drawn on a page before it may hold a table."""


def text_of(data: bytes, name: str) -> str:
    """The text of the file, one paragraph a line. Raises DamagedFile, DocumentTooLarge or NoTextLayer."""
    try:
        with pdfplumber.open(BytesIO(data)) as opened:
            if len(opened.pages) > PAGES:
                raise DocumentTooLarge(f"{name} has more than {PAGES} pages", "give one law a file", name)
            pages = [_lines(page) for page in opened.pages]
    except (PDFException, PdfminerException, MalformedPDFException) as error:
        raise _unopened(error, name) from error
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        OSError,
        RecursionError,
        AssertionError,
    ) as error:
        raise damaged(name, "a PDF that does not open") from error
    letters = sum(len(line.words) for lines, _ in pages for line in lines)
    if letters < FEWEST * len(pages):
        raise NoTextLayer(
            f"{name} holds pictures of pages, not their text",
            "run text recognition (OCR) on it and check the result, or read the DOCX of the same law",
            name,
        )
    return "\n".join(_joined([_inside(lines, edges) for lines, edges in _furnished(pages)])) + "\n"


def _unopened(error: Exception, name: str) -> DamagedFile:
    if isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
        return DamagedFile(f"{name} is locked with a password", "save a copy without a password and read that", name)
    return damaged(name, "a PDF that does not open")


Height = tuple[float, float]


def _lines(page: Page) -> tuple[list[Line], Height]:
    """The lines of a page in reading order, tables as rows; and where its edges begin."""
    tables = page.find_tables() if len(page.lines) + len(page.rects) > RULES else []
    grids = [(table.bbox, table.extract()) for table in tables if _is_table(table.extract())]
    words = [w for w in page.extract_words(x_tolerance_ratio=0.2) if not any(_within(w, box) for box, _ in grids)]
    found = [*lines_of(words), *(line for box, grid in grids for line in _rows(box, grid))]
    page.close()
    top = float(page.bbox[1])
    height = float(page.bbox[3]) - top
    return columns(found), (top + EDGE * height, top + (1 - EDGE) * height)


def _is_table(grid: Sequence[Sequence[str | None]]) -> bool:
    """Two columns and rows at least, and something in most rows; boxes around text are none."""
    return len(grid) > 1 and max(len(line) for line in grid) > 1 and sum(any(line) for line in grid) * 2 > len(grid)


def _within(word: dict[str, float], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _rows(box: tuple[float, float, float, float], grid: Sequence[Sequence[str | None]]) -> Iterator[Line]:
    height = (box[3] - box[1]) / len(grid)
    for at, cells in enumerate(grid):
        if any(cells):
            top = box[1] + at * height
            yield Line(row(cell or "" for cell in cells), box[0], top, box[2], top + height, whole=True)


def _furnished(pages: Sequence[tuple[list[Line], Height]]) -> Iterator[tuple[list[Line], frozenset[str]]]:
    """Every page with the words that recur at the edges of pages, numbers aside."""
    seen = Counter(shape for lines, edge in pages for shape in {_shape(line) for line in lines if _at(line, edge)})
    often = frozenset({NUMBER, *(shape for shape, times in seen.items() if times >= OFTEN)})
    for lines, edge in pages:
        yield lines, frozenset(_key(line) for line in lines if _at(line, edge) and _shape(line) in often)


def _at(line: Line, edge: Height) -> bool:
    return line.bottom < edge[0] or line.top > edge[1]


def _shape(line: Line) -> str:
    return "".join("0" if c.isdigit() else c for c in line.words.strip()).replace("00", "0").replace("00", "0")


def _key(line: Line) -> str:
    return f"{line.top:.1f} {line.words}"


def _inside(lines: Sequence[Line], furniture: frozenset[str]) -> list[Line]:
    return [line for line in lines if _key(line) not in furniture]


def _joined(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of the whole document; one may go on over a page."""
    yield from paragraphs([line for lines in pages for line in lines])
