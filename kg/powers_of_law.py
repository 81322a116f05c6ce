"""Offices that may fine, and limitation periods, as quads and back; each is a node below its work, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode

from kg.quads import Leaf, Sheet, iri
from ontology.authority import Authority, Limitation
from ontology.document import Source
from ontology.generated import terms as ng
from ontology.law import Law

Put = Callable[[Sheet, Source], NamedNode]
Get = Callable[[str], Source]


def put_powers(sheet: Sheet, law: Law, put_source: Put) -> None:
    """The offices and periods of a law."""
    work = iri(law.work.iri)
    for n, one in enumerate(law.authorities):
        sheet.add(work, ng.HAS_AUTHORITY, _authority(sheet, one, iri(f"{work.value}/authority/{n}"), n, put_source))
    for n, period in enumerate(law.limitations):
        sheet.add(
            work, ng.HAS_LIMITATION, _limitation(sheet, period, iri(f"{work.value}/limitation/{n}"), n, put_source)
        )


def authority(leaf: Leaf, source: Get) -> Authority:
    """An office from its node."""
    return Authority(
        title=leaf.one(ng.OFFICE),
        source=source(leaf.one(ng.HAS_SOURCE)),
        ceiling=leaf.number(ng.CEILING) if leaf.has(ng.CEILING) else None,
        organisation=leaf.number(ng.CEILING_FOR_ORGANISATIONS) if leaf.has(ng.CEILING_FOR_ORGANISATIONS) else None,
        warning=leaf.one(ng.MAY_WARN) == "true",
        concerns=leaf.one(ng.CONCERNS),
        measures=tuple(map(source, leaf.texts(ng.HAS_MEASURE_SOURCE))),
        targets=leaf.texts(ng.TARGET_EID),
        excluding=leaf.texts(ng.EXCLUDED_EID),
    )


def limitation(leaf: Leaf, source: Get) -> Limitation:
    """A limitation period from its node."""
    return Limitation(
        value=int(leaf.one(ng.LIMIT_VALUE)),
        unit=leaf.one(ng.LIMIT_UNIT),
        source=source(leaf.one(ng.HAS_SOURCE)),
        targets=leaf.texts(ng.TARGET_EID),
        excluding=leaf.texts(ng.EXCLUDED_EID),
        concerns=leaf.one(ng.CONCERNS),
    )


def _authority(sheet: Sheet, one: Authority, node: NamedNode, position: int, put_source: Put) -> NamedNode:
    sheet.type(node, ng.AUTHORITY)
    sheet.add(node, ng.OFFICE, one.title)
    sheet.maybe(node, ng.CEILING, one.ceiling)
    sheet.maybe(node, ng.CEILING_FOR_ORGANISATIONS, one.organisation)
    sheet.add(node, ng.MAY_WARN, one.warning)
    if one.measures:
        sheet.add(node, ng.HAS_MEASURE_SOURCE, *(put_source(sheet, source) for source in one.measures))
    return _scoped(sheet, one, node, position, put_source)


def _limitation(sheet: Sheet, one: Limitation, node: NamedNode, position: int, put_source: Put) -> NamedNode:
    sheet.type(node, ng.LIMITATION)
    sheet.add(node, ng.LIMIT_VALUE, str(one.value))
    sheet.add(node, ng.LIMIT_UNIT, one.unit)
    return _scoped(sheet, one, node, position, put_source)


def _scoped(sheet: Sheet, one: Authority | Limitation, node: NamedNode, position: int, put_source: Put) -> NamedNode:
    sheet.add(node, ng.POSITION, position)
    sheet.add(node, ng.HAS_SOURCE, put_source(sheet, one.source))
    sheet.maybe(node, ng.CONCERNS, one.concerns)
    for predicate, eids in ((ng.TARGET_EID, one.targets), (ng.EXCLUDED_EID, one.excluding)):
        if eids:
            sheet.add(node, predicate, *eids)
    return node
