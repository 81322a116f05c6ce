"""Defined terms as quads and back: SKOS names the term and what it means; each is a node below its work.

A big law uses its terms thousands of times. A use is no node: one link a provision tells where, one string the offsets.
"""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode

from kg.quads import SKOS, Leaf, Sheet, iri
from ontology.definition import Definition, Use
from ontology.document import Source, Span
from ontology.generated import terms as ng
from ontology.law import Law
from ontology.text import Text

Put = Callable[[Sheet, Source], NamedNode]
Get = Callable[[str], Source]


def put_definitions(sheet: Sheet, law: Law, put_source: Put) -> None:
    """The definitions of a law."""
    work = iri(law.work.iri)
    for position, one in enumerate(law.definitions):
        node = iri(f"{work.value}/definition/{position}")
        sheet.type(node, ng.DEFINITION, SKOS + "Concept")
        sheet.add(work, ng.DEFINES, node)
        sheet.add(node, ng.POSITION, position)
        sheet.text(node, SKOS + "prefLabel", Text(one.term))
        sheet.add(node, ng.HAS_SOURCE, put_source(sheet, one.source))
        sheet.add(node, SKOS + "definition", put_source(sheet, one.meaning))
        sheet.add(node, ng.HOLDS_WITHIN, iri(law.work.provision(one.scope)))
        sheet.add(node, ng.SCOPE_EID, one.scope)
        sheet.add(node, ng.ABBREVIATES, one.short)
        for use in one.uses:
            sheet.add(node, ng.USED_IN, iri(law.work.provision(use.eid)))
            sheet.add(node, ng.USED_AT, _written(use))


def definition(leaf: Leaf, source: Get) -> Definition:
    """A definition from its node."""
    uses = map(_use, leaf.texts(ng.USED_AT))
    return Definition(
        term=leaf.words(SKOS + "prefLabel").vi,
        source=source(leaf.one(ng.HAS_SOURCE)),
        meaning=source(leaf.one(SKOS + "definition")),
        scope=leaf.one(ng.SCOPE_EID),
        short=leaf.one(ng.ABBREVIATES) == "true",
        uses=tuple(sorted(uses, key=lambda use: use.spans)),
    )


def _written(use: Use) -> str:
    return " ".join([*(f"{span.start}-{span.end}" for span in use.spans), use.eid])


def _use(written: str) -> Use:
    places, _, eid = written.rpartition(" ")
    pairs = (place.partition("-") for place in places.split())
    return Use(eid, tuple(Span(int(start), int(end)) for start, _, end in pairs))
