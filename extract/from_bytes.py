"""The texts in a file, whatever its kind: one of most files, one a document of files of the codified law."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from extract import from_akn, from_docx, from_html, from_pdf, from_text
from extract.from_codified import Codes, Found, codes, documents, from_page, from_records, named
from extract.kinds import Kind, kind_of
from ontology.document import Work
from ontology.errors import BadEncoding, NotText
from ontology.pack import Jurisdiction, Language

NONE: Codes = MappingProxyType({})
CODIFIED = frozenset({Kind.CODIFIED, Kind.CODIFIED_PAGE})
"""Files of the codified law, which hold many documents."""


@dataclass(frozen=True, slots=True)
class Received:
    """A text, the name that it came under, and the work that the file's metadata name, if any."""

    text: str
    name: str
    work: Work | None = None
    codes: Codes = field(default_factory=dict)


def received(data: bytes, name: str, vi: Language, vn: Jurisdiction, known: Codes = NONE) -> Iterator[Received]:
    """The texts of a file. Raises an InputError where it cannot be read at all.

    `known` are codified articles of other files, which the codifier's lines of this one may name.
    """
    from_text.refuse_huge(data, name)
    match kind_of(data):
        case Kind.CODIFIED | Kind.CODIFIED_PAGE:
            found = _articles(data, name, vi)
            all_known = ChainMap(codes(found), dict(known))
            for number, text in documents(found, vi):
                yield Received(text, number or name, codes=named(text, all_known, vi))
        case Kind.AKN:
            yield Received(from_akn.text_of(data, name, vn), name, from_akn.work_of(data, name, vn))
        case kind:
            text = _sound(_text(data, name, kind, vi), name, vi)
            yield Received(text, name, codes=named(text, known, vi))


def is_codified(data: bytes) -> bool:
    """Whether a file is one of the codified law, which holds many documents."""
    return kind_of(data) in CODIFIED


def links(data: bytes, vi: Language) -> bool:
    """Whether the codifier's links stand in a file's text."""
    return str(vi.cues["codified"]["linked"]).encode() in data


def codes_in(data: bytes, name: str, vi: Language) -> dict[str, tuple[str, str]]:
    """The codified articles that a file holds, by their codes; nothing of what is no file of the codified law."""
    return codes(_articles(data, name, vi)) if is_codified(data) else {}


def _articles(data: bytes, name: str, vi: Language) -> list[Found]:
    read = from_records if kind_of(data) == Kind.CODIFIED else from_page
    return list(read(data, name, vi))


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
