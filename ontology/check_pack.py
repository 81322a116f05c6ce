"""Whether the questions and concepts of a pack hang together: asked once, when the pack is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ontology.check_conditions import check_condition, check_law
from ontology.condition import Quantity
from ontology.errors import IllTyped
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, Concept, Fact
from ontology.notation import parse
from ontology.pack import Jurisdiction

VALUES = {YES_NO: bool, QUANTITY: Quantity, CONCEPT: str, DATE: date}


def check_pack(vn: Jurisdiction) -> Jurisdiction:
    """The pack itself. Raises IllTyped where a fact, a concept or a condition speaks of what is not declared."""
    canonical = {measured.canonical for measured in vn.units.values()}
    for fact in vn.facts.values():
        _check_fact(fact, vn, canonical)
    for name, scheme in vn.schemes.items():
        for concept in scheme.values():
            _check_concept(concept, scheme, vn, f"{name}/{concept.code}")
    for law in vn.base:
        check_law(law, vn)
    return vn


def _check_fact(fact: Fact, vn: Jurisdiction, canonical: set[str]) -> None:
    where = f"fact {fact.id}"
    if fact.kind not in VALUES:
        raise IllTyped(f"there is no kind {fact.kind}", f"use one of: {', '.join(VALUES)}", where)
    if fact.unit not in (canonical if fact.kind == QUANTITY else {""}):
        raise IllTyped(
            f"“{fact.unit}” is no unit for the kind {fact.kind}", "amounts have a canonical unit, others none", where
        )
    if fact.scheme not in (vn.schemes if fact.kind == CONCEPT else {""}):
        raise IllTyped(
            f"“{fact.scheme}” is no scheme for the kind {fact.kind}", "concepts have a scheme, others none", where
        )
    if fact.presume is not None and not isinstance(fact.presume, VALUES[fact.kind]):
        raise IllTyped(
            f"“{fact.presume}” cannot be presumed of the kind {fact.kind}", "presume a value of its kind", where
        )


def _check_concept(concept: Concept, scheme: Mapping[str, Concept], vn: Jurisdiction, where: str) -> None:
    above = [concept.code]
    while broader := scheme[above[-1]].broader:
        if broader not in scheme:
            raise IllTyped(f"no concept {broader} to be narrower than", "name one of the same scheme", where)
        if broader in above:
            raise IllTyped(f"{' < '.join([*above, broader])} goes round", "let one of them be broader than none", where)
        above.append(broader)
    if concept.when:
        check_condition(parse(concept.when, where), vn.facts, vn, where)
