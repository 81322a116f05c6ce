"""A condition with all that rests on one fact together, and the fact that stands in several places even so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf


def grouped(condition: Condition) -> Condition:
    """The same condition, flat, with what rests on one fact together."""
    match condition:
        case AllOf():
            return _one(AllOf, condition)
        case AnyOf():
            return _one(AnyOf, condition)
        case Not(of):
            return Not(grouped(of))
        case Is() | Compare() | OneOf():
            return condition
        case _:
            assert_never(condition)


def _one(kind: type[AllOf | AnyOf], condition: AllOf | AnyOf) -> Condition:
    alike: dict[object, list[Condition]] = {}
    for part in _flat(kind, condition):
        facts = part.facts()
        alike.setdefault(facts if len(facts) == 1 else len(alike), []).append(part)
    parts = tuple(same[0] if len(same) == 1 else kind(tuple(same)) for same in alike.values())
    return parts[0] if len(parts) == 1 else kind(parts)


def _flat(kind: type[AllOf | AnyOf], condition: AllOf | AnyOf) -> Iterator[Condition]:
    for part in map(grouped, condition.of):
        if isinstance(part, kind):
            yield from part.of
        else:
            yield part


def twice(tree: Condition) -> str:
    """The fact that stands in most places of a condition, if any stands in several."""
    places = Counter(_places(tree))
    fact, most = max(places.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    return fact if most > 1 else ""


def _places(tree: Condition) -> Iterator[str]:
    match tree:
        case Is(fact) | Compare(fact) | OneOf(fact):
            yield fact
        case _ if len(tree.facts()) == 1:
            yield from tree.facts()
        case AllOf(of) | AnyOf(of):
            for part in of:
                yield from _places(part)
        case Not(of):
            yield from _places(of)
        case _:
            assert_never(tree)
