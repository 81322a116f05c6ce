"""A received text as quads of its work's graph: its units with their own words and offsets, its references, its reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from kg.event_to_rdf import relink_events
from kg.names import reading_iri, received_iri, unit_iri
from kg.quads import ELI, LABEL, PROV, XSD, Match, Pages, Sheet, iri
from kg.to_rdf import put_finding, put_source, put_work
from ontology.document import RELATED, Document, Finding, Reference, Unit, Work
from ontology.generated import terms as ng
from ontology.law import Law

UNITS = {
    "part": ng.PART, "chapter": ng.CHAPTER, "section": ng.SECTION, "subsection": ng.SUBSECTION, "article": ng.ARTICLE,
    "clause": ng.CLAUSE, "point": ng.POINT, "item": ng.ITEM, "annex": ng.ANNEX,
}  # fmt: skip
REFERENCES = {
    "internal": ng.INTERNAL_REFERENCE, "external": ng.EXTERNAL_REFERENCE, "vague": ng.VAGUE_REFERENCE,
    RELATED: ng.RELATED_REFERENCE,
}  # fmt: skip


def document_quads(document: Document) -> list[Quad]:
    """The quads of a text: the whole of it, and every unit with its own words."""
    sheet = Sheet(document.work.iri)
    node = put_work(sheet, document.work)
    sheet.add(node, ng.FULL_TEXT, document.text)
    sheet.maybe(node, PROV + "wasDerivedFrom", received_iri(document.sha256) if document.sha256 else None)
    _Tree(document, sheet).unit(document.root, node)
    for position, finding in enumerate(document.findings):
        put_finding(sheet, finding, document.work, ng.HAS_TEXT_FINDING, position)
    return list(sheet.quads)


def reference_quads(references: Iterable[Reference], work: Work, known: Mapping[str, Work]) -> list[Quad]:
    """The quads of a text's references. `known`: the works that a number may name."""
    sheet = Sheet(work.iri)
    for position, reference in enumerate(references):
        node = iri(f"{work.iri}/reference/{position}")
        sheet.type(node, ng.REFERENCE, REFERENCES[reference.kind])
        sheet.add(node, ng.POSITION, position)
        sheet.add(node, ng.CODE, reference.kind)
        sheet.add(node, ng.HAS_SOURCE, put_source(sheet, reference.source))
        for predicate, value in (
            (ng.CITES_NUMBER, reference.number), (ng.CITES_NAME, reference.name), (ng.CITES_EID, reference.eid),
            (ng.RESOLVED, reference.resolved), (ng.MEANS_NUMBER, reference.means), (ng.MEANS_BECAUSE, reference.why),
        ):  # fmt: skip
            sheet.maybe(node, predicate, value)
        target = cited(reference, known)
        if target:
            sheet.add(node, ng.REFERS_TO, target)
            sheet.add(iri(reference.source.iri), _link(reference.kind), target)
    return list(sheet.quads)


def reading_quads(document: Document, law: Law, references: int, name: str, at: datetime) -> list[Quad]:
    """The quads of the act of reading: which file, when, and how much it wrote."""
    work, sheet = document.work, Sheet(document.work.iri)
    node, file = reading_iri(work), received_iri(document.sha256)
    sheet.type(node, ng.READING, PROV + "Activity")
    sheet.add(node, PROV + "used", file)
    sheet.add(node, PROV + "endedAtTime", Literal(at.isoformat(), datatype=iri(XSD + "dateTime")))
    sheet.add(node, ng.UNIT_COUNT, sum(1 for _ in document.root.walk()))
    sheet.add(node, ng.RULE_COUNT, len(law.norms) + len(law.sanctions))
    sheet.add(node, ng.REFERENCE_COUNT, references)
    sheet.add(node, ng.EVENT_COUNT, len(law.events))
    sheet.add(iri(work.iri), PROV + "wasGeneratedBy", node)
    sheet.type(file, ng.RECEIVED_TEXT, PROV + "Entity")
    sheet.add(file, ng.SHA256, document.sha256)
    sheet.add(file, LABEL, name)
    return list(sheet.quads)


def cited(reference: Reference, known: Mapping[str, Work]) -> NamedNode | None:
    """The provision or work that a reference names, where it is known."""
    if number := reference.means or reference.number:
        work = known.get(number)
        return iri(work.provision(reference.eid)) if work else None
    return iri(reference.source.work.provision(reference.eid)) if reference.eid and reference.resolved else None


def _link(kind: str) -> str:
    """What a provision is to the target of its reference."""
    return ELI + ("related_to" if kind == RELATED else "cites")


def relinked(
    match: Match, graph: str, known: Mapping[str, Work], found: Sequence[Finding] = ()
) -> dict[str, list[Quad]]:
    """A graph with links to works that came to be known after it was written, and findings; nothing where none is new."""
    before = list(match(None, None, None, graph))
    sheet = Sheet(graph)
    for reference in Pages(match, graph).all(ng.REFERENCE):
        work = known.get(reference.one(ng.MEANS_NUMBER) or reference.one(ng.CITES_NUMBER))
        if work and not reference.has(ng.REFERS_TO):
            target = iri(work.provision(reference.one(ng.CITES_EID)))
            source = Pages(match, graph).leaf(reference.one(ng.HAS_SOURCE))
            sheet.add(reference.node, ng.REFERS_TO, target)
            sheet.add(iri(source.one(ng.ON_PROVISION)), _link(reference.one(ng.CODE)), target)
    relink_events(Pages(match, graph), sheet, known)
    first = sum(1 for _ in match(graph, ng.HAS_FINDING, None, graph))
    for position, finding in enumerate(found, first):
        if finding.source:
            put_finding(sheet, finding, finding.source.work, ng.HAS_FINDING, position)
    return {graph: [*before, *sheet.quads]} if sheet.quads else {}


class _Tree:
    """The units of one document on its sheet."""

    def __init__(self, document: Document, sheet: Sheet) -> None:
        self.document, self.sheet = document, sheet
        self.seen: Counter[str] = Counter()
        self.position = 0

    def unit(self, unit: Unit, above: NamedNode) -> None:
        """A unit below another, and everything below it."""
        sheet, text = self.sheet, self.document.text
        node = unit_iri(self.document.work, unit.eid, self.seen[unit.eid])
        self.seen[unit.eid] += 1
        kinds = (UNITS[unit.kind],) if unit.kind in UNITS else ()
        sheet.type(node, ng.PROVISION, ELI + "LegalResourceSubdivision", *kinds)
        sheet.add(node, ELI + "is_part_of", above)
        if above.value == self.document.work.iri:
            sheet.add(above, ng.ROOT, node)
        for predicate, value in (
            (ng.POSITION, self.position), (ng.UNIT_KIND, unit.kind), (ng.UNIT_LABEL, unit.label), (ng.EID, unit.eid),
            (ng.START, unit.span.start), (ng.END, unit.span.end), (ng.LEAD_START, unit.lead.start),
            (ng.LEAD_END, unit.lead.end), (ng.TEXT, unit.lead.of(text)),
        ):  # fmt: skip
            sheet.add(node, predicate, value)
        if unit.heading:
            sheet.add(node, ng.HEADING, unit.heading.of(text))
            sheet.add(node, ng.HEADING_START, unit.heading.start)
            sheet.add(node, ng.HEADING_END, unit.heading.end)
        self.position += 1
        for child in unit.children:
            self.unit(child, node)
