"""How a fine is reckoned that is no fixed amount, as quads and back."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import NamedNode

from kg.names import fact_iri
from kg.quads import Leaf, Sheet, iri
from ontology.generated import terms as ng
from ontology.norm import Rate


def put_rate(sheet: Sheet, sanction: NamedNode, rate: Rate, kind: str) -> NamedNode:
    """The rate as a node below its sanction, which rests on the facts of the rate."""
    node = iri(f"{sanction.value}/rate")
    sheet.type(node, ng.RATE)
    sheet.add(node, ng.RATE_KIND, kind)
    sheet.add(node, ng.RATE_LOW, format(rate.low, "f"))
    sheet.add(node, ng.RATE_HIGH, format(rate.high, "f"))
    sheet.add(node, ng.RATE_UNIT, rate.unit)
    sheet.maybe(node, ng.BASIS, rate.basis)
    sheet.maybe(node, ng.BASIS_FACT, rate.basis_fact)
    sheet.maybe(node, ng.PER, rate.per)
    sheet.maybe(node, ng.PER_FACT, rate.per_fact)
    for fact in rate.facts:
        sheet.add(sanction, ng.RESTS_ON, fact_iri(fact))
    return node


def rate(leaf: Leaf) -> Rate:
    """The rate of a node."""
    return Rate(
        Decimal(leaf.one(ng.RATE_LOW)),
        Decimal(leaf.one(ng.RATE_HIGH)),
        leaf.one(ng.RATE_UNIT),
        leaf.one(ng.BASIS),
        leaf.one(ng.BASIS_FACT),
        leaf.one(ng.PER),
        leaf.one(ng.PER_FACT),
    )
