"""Judge one case, and keep the reasons."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from typing import Any, assert_never

from ontology.answer import Proof, Truth
from ontology.case import Case, Value
from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Op, Quantity
from ontology.errors import BadValue
from reason.taxonomy import Taxonomy
from reason.truth import all_of, any_of, known

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
        case OneOf(fact, codes):
            value = case.facts.get(fact)
            return Proof(condition, Truth.UNKNOWN if value is None else _coded(fact, value, codes, taxonomy))
        case Is(fact):
            value = case.facts.get(fact)
            return Proof(condition, Truth.UNKNOWN if value is None else _held(fact, value))
        case AllOf(of):
            proofs = tuple([evaluate(part, case, taxonomy) for part in of])
            return Proof(condition, all_of([proof.truth for proof in proofs]), proofs)
        case Compare(fact, op, threshold):
            value = case.facts.get(fact)
            return Proof(condition, Truth.UNKNOWN if value is None else known(_compared(fact, op, value, threshold)))
        case Not(of):
            proof = evaluate(of, case, taxonomy)
            return Proof(condition, ~proof.truth, (proof,))
        case AnyOf(of):
            proofs = tuple([evaluate(part, case, taxonomy) for part in of])
            return Proof(condition, any_of([proof.truth for proof in proofs]), proofs)
        case _:
            assert_never(condition)


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
