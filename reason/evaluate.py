"""Judge one case, and keep the reasons."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from typing import Any, assert_never

from ontology.answer import Proof, Truth
from ontology.case import Case, Value
from ontology.condition import AllOf, AnyOf, Atom, Compare, Condition, Is, Not, OneOf, Op, Quantity
from ontology.errors import BadValue
from ontology.quick import proof_of
from reason.taxonomy import Taxonomy
from reason.truth import known, strongest, weakest

HOLDS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.EQ: operator.eq,
    Op.GE: operator.ge,
    Op.GT: operator.gt,
}


def evaluate(condition: Condition, case: Case, taxonomy: Taxonomy) -> Proof:
    """The truth of a condition in a case, with its reasons. Raises BadValue where a fact is of another kind or unit."""
    match condition:
        case Is() | Compare() | OneOf():
            return judged(condition, case, taxonomy)
        case Not(of):
            return denied(condition, (evaluate(of, case, taxonomy),))
        case AllOf(of):
            return together(condition, tuple([evaluate(part, case, taxonomy) for part in of]))
        case AnyOf(of):
            return either(condition, tuple([evaluate(part, case, taxonomy) for part in of]))
        case _:
            assert_never(condition)


def denied(condition: Condition, parts: tuple[Proof, ...]) -> Proof:
    """That the one part does not hold."""
    return proof_of(condition, ~parts[0].truth, parts)


def together(condition: Condition, parts: tuple[Proof, ...]) -> Proof:
    """That all parts hold."""
    return proof_of(condition, weakest([part.truth for part in parts]), parts)


def either(condition: Condition, parts: tuple[Proof, ...]) -> Proof:
    """That some part holds."""
    return proof_of(condition, strongest([part.truth for part in parts]), parts)


def judged(atom: Atom, case: Case, taxonomy: Taxonomy) -> Proof:
    """The truth of one atom in a case. Raises BadValue where its fact is of another kind or unit."""
    value = case.facts.get(atom.fact)
    return Proof(atom, Truth.UNKNOWN if value is None else _truth(atom, value, taxonomy))


def _truth(atom: Atom, value: Value, taxonomy: Taxonomy) -> Truth:
    match atom:
        case Is(fact):
            return _held(fact, value)
        case OneOf(fact, codes):
            return _coded(fact, value, codes, taxonomy)
        case Compare(fact, op, threshold):
            return known(_compared(fact, op, value, threshold))
        case _:
            assert_never(atom)


def _held(fact: str, value: Value) -> Truth:
    return known(value) if isinstance(value, bool) else _refuse(fact, value, "yes or no")


def _coded(fact: str, value: Value, codes: tuple[str, ...], taxonomy: Taxonomy) -> Truth:
    return taxonomy.stands(fact, value, codes) if isinstance(value, str) else _refuse(fact, value, "a code")


def _compared(fact: str, op: Op, value: Value, threshold: Quantity | date) -> bool:
    if isinstance(threshold, date):
        return HOLDS[op](value, threshold) if isinstance(value, date) else bool(_refuse(fact, value, "a date"))
    if isinstance(value, Quantity) and value.unit == threshold.unit:
        return HOLDS[op](value.value, threshold.value)
    return bool(_refuse(fact, value, f"a number in {threshold.unit}"))


def _refuse(fact: str, value: Value, wanted: str) -> Truth:
    raise BadValue(f"{fact} cannot be “{value}”", f"give {wanted}", fact)
