"""Judge the nodes of a graph with any SHACL validator: a condition as a shape that every case conforms to unless it is false there.

A report knows only violations, so what is true and what nobody knows look alike; the shape of `Not(condition)` tells the true
ones. How a case is written in RDF: see `case_to_rdf`. Negations stand on the leaves alone, which keeps shapes shallow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from ontology.condition import AllOf, AnyOf, Atom, Compare, Condition, Is, Not, OneOf, Op
from ontology.generated import terms as ng
from reason.case_to_rdf import XSD, literal, predicate
from reason.taxonomy import Taxonomy

SH = "http://www.w3.org/ns/shacl#"
PREFIXES = f"@prefix sh: <{SH}> .\n@prefix xsd: <{XSD}> .\n"
SHAPE = "urn:normgraph:shape"
EVERY, NO_ONE = "[ a sh:NodeShape ]", "[ sh:not [ a sh:NodeShape ] ]"
BOUNDS = {
    Op.LT: "sh:maxExclusive {0}",
    Op.LE: "sh:maxInclusive {0}",
    Op.EQ: "sh:minInclusive {0} ; sh:maxInclusive {0}",
    Op.GE: "sh:minInclusive {0}",
    Op.GT: "sh:minExclusive {0}",
}  # fmt: skip


def to_shacl(condition: Condition, taxonomy: Taxonomy, shape: str = SHAPE) -> str:
    """The shape under this IRI, in Turtle: a case violates it exactly where the condition is false. Raises BadValue where a number has too many digits."""
    body = _Writer(taxonomy).lets(condition, wanted=True)
    return f"{PREFIXES}<{shape}> a sh:NodeShape ; sh:targetClass <{ng.CASE}> ; sh:node {body} .\n"


class _Writer:
    """The hierarchy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy

    def lets(self, condition: Condition, *, wanted: bool) -> str:
        """The shape of the nodes for which it may be that the condition comes out as wanted: it is so, or not known."""
        match condition:
            case Is() | Compare() | OneOf():
                return _property(condition, self.bound(condition)) if wanted else f"[ sh:not {self.sure(condition)} ]"
            case Not(of):
                return self.lets(of, wanted=not wanted)
            case AllOf(of):
                return self.joined(of, every=wanted, wanted=wanted)
            case AnyOf(of):
                return self.joined(of, every=not wanted, wanted=wanted)
            case _:
                assert_never(condition)

    def joined(self, of: tuple[Condition, ...], *, every: bool, wanted: bool) -> str:
        """All parts, or one of them; of none: every node, or no node."""
        if not of:
            return EVERY if every else NO_ONE
        parts = " ".join(self.lets(part, wanted=wanted) for part in of)
        return f"[ {'sh:and' if every else 'sh:or'} ( {parts} ) ]"

    def sure(self, atom: Atom) -> str:
        """The shape of the nodes for which the atom is known to hold."""
        if isinstance(atom, OneOf):
            return _property(atom, f"sh:minCount 1 ; {_in(self.taxonomy.within(atom.fact, atom.codes))}")
        return _property(atom, f"sh:minCount 1 ; {self.bound(atom)}")

    def bound(self, atom: Atom) -> str:
        """What a value, where there is one, must be for the atom not to be false."""
        match atom:
            case Is():
                return _in_terms([literal(value=True)])
            case Compare(_, op, value):
                return BOUNDS[op].format(literal(value))
            case OneOf(fact, codes):
                return _in(self.taxonomy.within(fact, codes) | self.taxonomy.around(fact, codes))
            case _:
                assert_never(atom)


def _property(atom: Atom, rest: str) -> str:
    return f"[ sh:property [ sh:path {predicate(atom.fact)} ; {rest} ] ]"


def _in(codes: Iterable[str]) -> str:
    return _in_terms([literal(code) for code in sorted(codes)])


def _in_terms(terms: list[str]) -> str:
    return f"sh:in ( {' '.join(terms)} )"
