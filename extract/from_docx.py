"""The text of a DOCX file: paragraphs with their automatic numbers, tables as rows, footnotes at the end.

What was deleted under tracked changes, headers and footers is no text of the law. Macros are never run and links never
followed. Office Open XML: ISO/IEC 29500-1 §17.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from extract.archives import damaged, opened
from extract.docx_numbers import Numbers, W
from extract.rows import row
from ontology.errors import EmptyDocument

_SKIPPED = {W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "txbxContent", W + "instrText", W + "delText"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANK = {W + "tab": " ", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
DEPTH = 8
"""Tables within tables beyond this are not a layout but an attack."""


def text_of(data: bytes, name: str) -> str:
    """The text of the file, one line a paragraph. Raises DamagedFile, DocumentTooLarge or EmptyDocument."""
    opened(data, name).close()
    try:
        document = docx.Document(BytesIO(data))
        lines = list(_Reader(document).lines())
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, OSError, etree.LxmlError) as error:
        raise damaged(name, "a Word file that does not open") from error
    if not any(line.strip() for line in lines):
        raise EmptyDocument(
            f"{name} has no text in it", "read a document with text; pictures of pages cannot be read", name
        )
    return "\n".join(lines) + "\n"


class _Reader:
    """One pass over the body, counting the automatic numbers."""

    def __init__(self, document: Document) -> None:
        self.body = document.element.body
        self.part = document.part
        self.numbers = Numbers(self._related(RT.NUMBERING), self._related(RT.STYLES))
        self.notes: list[str] = []

    def lines(self) -> Iterator[str]:
        yield from self._blocks(self.body, 0)
        yield from self._footnotes()

    def _related(self, kind: str) -> etree._Element | None:
        try:
            blob = self.part.part_related_by(kind).blob
        except KeyError:
            return None
        return etree.fromstring(blob, _SAFE)

    def _blocks(self, parent: etree._Element, depth: int) -> Iterator[str]:
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child, depth)
            elif child.tag == W + "tbl" and depth < DEPTH:
                yield from self._table(child, depth)
            elif child.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "smartTag", W + "customXml", W + "moveTo"}:
                yield from self._blocks(child, depth)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[str]:
        words = "".join(self._words(paragraph))
        yield self.numbers.label(paragraph, bool(words.strip())) + words
        for box in paragraph.iter(W + "txbxContent"):
            if depth < DEPTH and not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self._blocks(box, depth + 1)

    def _words(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag == W + "t":
                yield child.text or ""
            elif child.tag in _BLANK:
                yield _BLANK[child.tag]
            elif child.tag == W + "footnoteReference":
                yield self._mark(child)
            elif child.tag not in _SKIPPED and child.tag != _FALLBACK:
                yield from self._words(child)

    def _mark(self, reference: etree._Element) -> str:
        self.notes.append(reference.get(W + "id", ""))
        return f"[{len(self.notes)}]"

    def _table(self, table: etree._Element, depth: int) -> Iterator[str]:
        cells = [
            [self._cell(cell, depth) for cell in line.iterchildren(W + "tc")] for line in table.iterchildren(W + "tr")
        ]
        if self.numbers.bordered(table):
            yield from (row(" ".join(cell) for cell in line) for line in cells)
        else:
            yield from (words for line in cells for cell in line for words in cell)

    def _cell(self, cell: etree._Element, depth: int) -> list[str]:
        return list(self._blocks(cell, depth + 1))

    def _footnotes(self) -> Iterator[str]:
        found = self._related(RT.FOOTNOTES) if self.notes else None
        bodies = {} if found is None else {note.get(W + "id", ""): note for note in found}
        for at, note in enumerate(self.notes, 1):
            if note in bodies:
                words = " ".join("".join(self._words(p)).strip() for p in bodies[note].iter(W + "p"))
                yield f"[{at}] {words.strip()}"
