"""Whether conditions speak of what is declared, each fact in its own kind and unit, each code of its own scheme.

Asked when a law is loaded, so that judging never meets a condition that no case could answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import assert_never

from ontology.condition import Atom, Compare, Condition, Is, OneOf, Quantity, atoms
from ontology.document import Source
from ontology.errors import IllTyped
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, Fact, deed
from ontology.law import Law
from ontology.norm import Cap, Measure, Multiplier, Norm, Sanction
from ontology.pack import Jurisdiction

HOW = {
    YES_NO: "write {fact} or not {fact}",
    QUANTITY: "compare it with a number in {unit}: {fact} >= 1 {unit}",
    CONCEPT: "name its codes: {fact} in {{…}}",
    DATE: "compare it with a day: {fact} >= 2030-01-31",
}


def check_law(law: Law, vn: Jurisdiction) -> Law:
    """The law itself. Raises IllTyped, with the rule and its provision, where a condition speaks of what is not declared."""
    facts = {**{fact.id: fact for fact in law.said}, **vn.facts}
    for condition, place in _conditions(law):
        check_condition(condition, facts, vn, place)
    for norm in law.norms:
        for limit in norm.deadline:
            if limit.since:
                _of_kind(_declared(limit.since, facts, norm.id), DATE, norm.id)
    for sanction in law.sanctions:
        for id in sanction.rate.facts if sanction.rate else ():
            _of_kind(_declared(id, facts, sanction.id), QUANTITY, sanction.id)
    return law


def check_condition(condition: Condition, facts: Mapping[str, Fact], vn: Jurisdiction, where: str) -> Condition:
    """The condition itself. Raises IllTyped where a fact is not declared or is of another kind or unit, or a code not of its scheme."""
    for atom in atoms(condition):
        _check(atom, _declared(atom.fact, facts, where), vn, where)
    return condition


def _check(atom: Atom, fact: Fact, vn: Jurisdiction, where: str) -> None:
    match atom:
        case Is():
            _of_kind(fact, YES_NO, where)
        case OneOf(_, codes):
            _of_kind(fact, CONCEPT, where)
            for code in codes:
                _of_scheme(code, fact, vn, where)
        case Compare(_, _, Quantity() as value):
            _of_kind(fact, QUANTITY, where)
            _in_unit(value, fact, vn, where)
        case Compare():
            _of_kind(fact, DATE, where)
        case _:
            assert_never(atom)


def _declared(id: str, facts: Mapping[str, Fact], where: str) -> Fact:
    known = facts.get(id) or deed(id)
    if known:
        return known
    raise IllTyped(f"nobody declared a fact {id}", _nearest(id, facts), where)


def _of_kind(fact: Fact, kind: str, where: str) -> None:
    if fact.kind != kind:
        how = HOW[fact.kind].format(fact=fact.id, unit=fact.unit)
        raise IllTyped(f"{fact.id} is of the kind {fact.kind}, not {kind}", how, where)


def _of_scheme(code: str, fact: Fact, vn: Jurisdiction, where: str) -> None:
    scheme = vn.schemes.get(fact.scheme, {})
    if code not in scheme:
        raise IllTyped(f"{fact.id} has no code {code}", _nearest(code, scheme), where)


def _in_unit(value: Quantity, fact: Fact, vn: Jurisdiction, where: str) -> None:
    if value.unit == fact.unit:
        return
    known = vn.units.get(value.unit.lower())
    fits = known is not None and known.canonical == fact.unit
    remedy = f"write {vn.measured(value.value, value.unit)}" if fits else f"give it in {fact.unit}"
    raise IllTyped(f"{fact.id} is measured in {fact.unit}, not in {value.unit}", remedy, where)


def _nearest(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, known, n=3, cutoff=0.6)
    return f"perhaps {' or '.join(near)}" if near else "declare it in the pack"


def _conditions(law: Law) -> Iterator[tuple[Condition, str]]:
    """Every condition of a law, with the rule and the provision where it stands."""
    rules: tuple[Norm | Sanction, ...] = (*law.norms, *law.sanctions)
    for rule in rules:
        yield rule.when, rule.id
    for sanction in law.sanctions:
        clauses: tuple[Multiplier | Cap | Measure, ...] = (*sanction.multipliers, *sanction.caps, *sanction.measures)
        for clause in clauses:
            yield clause.when, _place(clause.source)


def _place(source: Source) -> str:
    return f"{source.work.number}#{source.eid}"
