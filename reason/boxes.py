"""All the cases in which a condition holds, as boxes: for every fact the values it may have, one box an alternative.

Enough for conditions over separate facts, which is all that our tree can say; no solver is needed. A box gives a witness:
concrete values off its walls. Codes range over the most specific concepts, so that a witness is never left unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never

from ontology.case import Value
from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Op, Quantity, atoms
from reason.ranges import DATE, Range, compared, others
from reason.taxonomy import Taxonomy

Codes: TypeAlias = frozenset[str]
Side: TypeAlias = bool | Range | Codes
Box: TypeAlias = Mapping[str, Side]

OTHER = "other"
"""Stands for the codes that nobody listed, where no scheme says which there are."""


def boxes(condition: Condition, taxonomy: Taxonomy) -> Iterator[Box]:
    """The boxes in which the condition holds, as they are found; they may overlap."""
    yield from _Search(taxonomy, _domains(condition, taxonomy)).extend({}, [(condition, True)])


def satisfiable(condition: Condition, taxonomy: Taxonomy) -> bool:
    """Whether some case makes the condition true."""
    return next(boxes(condition, taxonomy), None) is not None


def implies(narrow: Condition, wide: Condition, taxonomy: Taxonomy) -> bool:
    """Whether every case of the first condition is one of the second."""
    return not satisfiable(AllOf((narrow, Not(wide))), taxonomy)


def witness(condition: Condition, taxonomy: Taxonomy) -> dict[str, Value] | None:
    """Facts that make the condition true, with values off the bounds where there is room; None where there are none."""
    box = next(boxes(condition, taxonomy), None)
    return None if box is None else {fact: _value(fact, side, taxonomy) for fact, side in box.items()}


@dataclass(frozen=True, slots=True)
class _Search:
    taxonomy: Taxonomy
    domains: Mapping[str, Codes]

    def extend(self, box: Box, goals: list[tuple[Condition, bool]]) -> Iterator[Box]:
        """The parts of the box in which all goals come out as wanted; plain facts first, alternatives last."""
        if not goals:
            yield box
            return
        (condition, wanted), *rest = goals
        match condition:
            case Not(of):
                yield from self.extend(box, [(of, not wanted), *rest])
            case AllOf(of) | AnyOf(of):
                parts = [(part, wanted) for part in of]
                if isinstance(condition, AllOf) is wanted:
                    yield from self.extend(box, _easy_first([*parts, *rest]))
                else:
                    for part in parts:
                        yield from self.extend(box, _easy_first([part, *rest]))
            case Is() | Compare() | OneOf():
                for side in self.sides(condition, wanted):
                    met = side if condition.fact not in box else _meet(box[condition.fact], side)
                    if not _empty(met):
                        yield from self.extend({**box, condition.fact: met}, rest)
            case _:
                assert_never(condition)

    def sides(self, atom: Is | Compare | OneOf, wanted: bool) -> tuple[Side, ...]:
        """The values for which the atom comes out as wanted."""
        match atom:
            case Is():
                return (wanted,)
            case Compare(_, op, value):
                return tuple(_range(way, value) for way in ((op,) if wanted else others(op)))
            case OneOf(fact, codes):
                below = self.taxonomy.below(fact, codes)
                return (below if wanted else self.domains[fact] - below,)
            case _:
                assert_never(atom)


def _easy_first(goals: list[tuple[Condition, bool]]) -> list[tuple[Condition, bool]]:
    return sorted(goals, key=lambda goal: isinstance(goal[0], AllOf | AnyOf | Not))


def _domains(condition: Condition, taxonomy: Taxonomy) -> dict[str, Codes]:
    domains: dict[str, Codes] = {}
    for atom in atoms(condition):
        if isinstance(atom, OneOf):
            known = domains.get(atom.fact) or frozenset(taxonomy.leaves.get(atom.fact, (OTHER,)))
            domains[atom.fact] = known | taxonomy.below(atom.fact, atom.codes)
    return domains


def _range(op: Op, value: Quantity | date) -> Range:
    if isinstance(value, Quantity):
        return compared(op, value.value, value.unit)
    return compared(op, Decimal(value.toordinal()), DATE)


def _meet(a: Side, b: Side) -> Side:
    match a, b:
        case Range(), Range():
            return a.meet(b)
        case frozenset(), frozenset():
            return a & b
        case _:
            return a if a == b else frozenset()


def _empty(side: Side) -> bool:
    match side:
        case bool():
            return False
        case Range():
            return side.empty()
        case _:
            return not side


def _value(fact: str, side: Side, taxonomy: Taxonomy) -> Value:
    match side:
        case bool():
            return side
        case Range():
            inside = side.inside()
            return date.fromordinal(int(inside)) if side.unit == DATE else Quantity(inside, side.unit)
        case _:
            return next((code for code in taxonomy.leaves.get(fact, ()) if code in side), None) or min(side, key=_named)


def _named(code: str) -> tuple[bool, str]:
    return code == OTHER, code
