"""Whether a value can be an answer to its question: kind and unit are those that the fact declares."""

from __future__ import annotations

from datetime import date

from ontology.case import Value
from ontology.condition import Quantity
from ontology.errors import BadValue
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, Fact

KINDS = {YES_NO: bool, QUANTITY: Quantity, CONCEPT: str, DATE: date}


def fitting(fact: Fact, value: Value) -> Value:
    """The value itself. Raises BadValue where it is of another kind or unit than its fact."""
    unit = value.unit if isinstance(value, Quantity) else ""
    if isinstance(value, KINDS[fact.kind]) and unit == fact.unit:
        return value
    raise BadValue(
        f"{fact.id} cannot be “{value}”", f"give {f'a number in {fact.unit}' if fact.unit else fact.kind}", fact.id
    )
