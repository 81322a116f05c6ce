"""New wording that an amending act quotes, read as units of the act it is meant for."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.clauses import loose
from extract.lines import Clean, Map, clean
from extract.marks import Mark
from extract.reader import Range, Reader, reader_of
from extract.sequence import chain
from extract.structure import inside, stretches
from extract.tree import units
from ontology.document import Document, Span, Unit
from ontology.pack import Jurisdiction, Language

_OPENING = re.compile(r"(?m)^[ ]*[“”„\"](?=\S)")
_CLOSING = " \n”\"’'"


def payload_tree(document: Document, span: Span, vi: Language, vn: Jurisdiction, above: str = "") -> tuple[Unit, ...]:
    """The units that a quoted payload holds, quotation marks in the span or not; spans are the document's.

    `above` is the eId in the amended act under which the wording goes ("dieu_5" for a clause of its article 5). New
    clauses and points need not begin with the first. Wording without a label gives no unit.
    """
    page = _piece(clean(document.text, vi), span)
    reader = reader_of(page, vi, vn)
    opened = _opened(reader, (0, len(page.text)))
    return units(list(stretches(reader, opened)), page.place(len(page.text)), vn, above) if opened else ()


def _piece(page: Clean, span: Span) -> Clean:
    """The wording alone; a line break for the quotation mark before it, so that every label begins a line."""
    start, end = page.at(span.start), page.at(span.end)
    words = page.text[start:end]
    words = words.rstrip() if words.rstrip()[-1:] not in _CLOSING else words.rstrip().rstrip(_CLOSING)
    bare = _OPENING.sub(lambda found: "\n" * len(found[0]), words)
    return replace(page, text=bare, maps=(*page.maps, Map((0,), (start,))))


def _opened(reader: Reader, whole: Range) -> list[Mark]:
    articles, _ = chain(reader.candidates("article", whole), leap=3)
    opened = inside(reader, articles, whole) if articles else _titled(reader, whole)
    first = min([whole[1], *(mark.start for mark in opened)])
    return sorted([*opened, *loose(reader, (0, first))], key=lambda mark: mark.start)


def _titled(reader: Reader, whole: Range) -> list[Mark]:
    """A division or annex whose title alone is given."""
    kinds = ("annex", "part", "chapter", "section", "subsection")
    return [m for kind in kinds for m in reader.candidates(kind, whole) if not reader.page.text[: m.start].strip()][:1]
