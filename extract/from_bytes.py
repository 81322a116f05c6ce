"""The texts in a file, whatever its kind: one of most files, one a document of files of the codified law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract import from_akn, from_codified, from_docx, from_html, from_pdf, from_text
from extract.kinds import Kind, kind_of
from ontology.document import Work
from ontology.errors import BadEncoding, NotText
from ontology.pack import Jurisdiction, Language


@dataclass(frozen=True, slots=True)
class Received:
    """A text, the name that it came under, and the work that the file's metadata name, if any."""

    text: str
    name: str
    work: Work | None = None


def received(data: bytes, name: str, vi: Language, vn: Jurisdiction) -> Iterator[Received]:
    """The texts of a file. Raises an InputError where it cannot be read at all."""
    from_text.refuse_huge(data, name)
    match kind_of(data):
        case Kind.CODIFIED:
            yield from (Received(text, number or name) for number, text in from_codified.from_records(data, name, vi))
        case Kind.CODIFIED_PAGE:
            yield from (Received(text, number or name) for number, text in from_codified.from_page(data, name, vi))
        case Kind.AKN:
            yield Received(from_akn.text_of(data, name, vn), name, from_akn.work_of(data, name, vn))
        case kind:
            yield Received(_sound(_text(data, name, kind, vi), name, vi), name)


def _text(data: bytes, name: str, kind: Kind, vi: Language) -> str:
    match kind:
        case Kind.DOCX:
            return from_docx.text_of(data, name)
        case Kind.PDF:
            return from_pdf.text_of(data, name)
        case Kind.HTML:
            return from_html.text_of(data, name, vi)
        case Kind.XML:
            raise NotText(f"{name} is XML, but no Akoma Ntoso", "give text, DOCX, PDF, HTML or Akoma Ntoso", name)
        case _:
            return from_text.text_of(data, name)


def _sound(text: str, name: str, vi: Language) -> str:
    """The text, unless its letters are those of an old font: they would be read as other words."""
    old = next((word for word in vi.words("structure", "old_fonts") if word in text), "")
    if old and not vi.pattern("structure", "article").search(text):
        raise BadEncoding(
            f"{name} is written in an old Vietnamese font encoding (“{old}”)",
            "convert it from TCVN3 or VNI to Unicode first",
            name,
        )
    return text
