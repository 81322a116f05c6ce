"""All the cases in which a condition holds, as boxes: for every fact the values it may have, one box an alternative.

Enough for conditions over separate facts, which is all that our tree can say; no solver is needed. A box gives a witness:
concrete values off its walls. Codes range over the most specific concepts, so that a witness is never left unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never

from ontology.answer import Truth
from ontology.case import Value
from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Op, Quantity, atoms
from reason.ranges import DATE, OPPOSITE, Range, compared
from reason.taxonomy import Taxonomy
from reason.truth import all_of, any_of, known

Codes: TypeAlias = frozenset[str]
Side: TypeAlias = bool | Range | Codes
Box: TypeAlias = Mapping[str, Side]
Goal: TypeAlias = tuple[Condition, bool]
Choice: TypeAlias = list[Goal]

OTHER = "other"
"""Stands for the codes that nobody listed, where no scheme says which there are."""


def boxes(condition: Condition, taxonomy: Taxonomy) -> Iterator[Box]:
    """The boxes in which the condition holds, as they are found; they may overlap."""
    yield from _Search(taxonomy, condition).extend({}, [(condition, True)], [])


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


class _Search:
    """Case splitting with propagation: what the box already settles is never split on."""

    def __init__(self, taxonomy: Taxonomy, condition: Condition) -> None:
        self.taxonomy = taxonomy
        self.condition = condition
        self._domains: dict[str, Codes] = {}

    def extend(self, box: Box, goals: list[Goal], choices: list[Choice]) -> Iterator[Box]:
        """The parts of the box in which every goal comes out as wanted, and one goal of every choice."""
        settled = self.settle(box, goals, choices)
        if settled is None:
            return
        inner, open_choices = settled
        if not open_choices:
            yield inner
            return
        fewest = min(open_choices, key=len)
        rest = [choice for choice in open_choices if choice is not fewest]
        for goal in fewest:
            yield from self.extend(inner, [goal], rest)

    def settle(self, box: Box, goals: list[Goal], choices: list[Choice]) -> tuple[Box, list[Choice]] | None:
        """The box narrowed by all that has only one way to hold, and the choices that remain; None where nothing can."""
        while goals:
            narrowed = self.narrow(box, goals)
            if narrowed is None:
                return None
            box, found = narrowed
            goals, waiting = [], [*choices, *found]
            choices = []
            for choice in waiting:
                looks = [(goal, self.look(*goal, box)) for goal in choice]
                if any(truth is Truth.TRUE for _, truth in looks):
                    continue
                ways = [goal for goal, truth in looks if truth is Truth.UNKNOWN]
                if not ways:
                    return None
                (goals.append(ways[0]) if len(ways) == 1 else choices.append(ways))
        return box, choices

    def narrow(self, box: Box, goals: list[Goal]) -> tuple[Box, list[Choice]] | None:
        """The box within all the goals that name one fact, and the choices that the other goals leave."""
        sides, choices, todo = dict(box), [], list(goals)
        while todo:
            condition, wanted = todo.pop()
            match condition:
                case Not(of):
                    todo.append((of, not wanted))
                case AllOf(of) | AnyOf(of):
                    parts = [(part, wanted) for part in of]
                    if isinstance(condition, AllOf) is wanted:
                        todo.extend(reversed(parts))
                    else:
                        choices.append(parts)
                case Compare(fact, Op.EQ, value) if not wanted:
                    choices.append([(Compare(fact, op, value), True) for op in (Op.LT, Op.GT)])
                case Is(fact) | Compare(fact) | OneOf(fact):
                    side = self.side(condition, wanted)
                    sides[fact] = _meet(sides[fact], side) if fact in sides else side
                    if _empty(sides[fact]):
                        return None
                case _:
                    assert_never(condition)
        return sides, choices

    def look(self, condition: Condition, wanted: bool, box: Box) -> Truth:
        """Whether the condition comes out as wanted everywhere in the box, nowhere, or here and there."""
        truth = self._look(condition, box)
        return truth if wanted else ~truth

    def _look(self, condition: Condition, box: Box) -> Truth:
        match condition:
            case Not(of):
                return ~self._look(of, box)
            case AllOf(of):
                return all_of(self._look(part, box) for part in of)
            case AnyOf(of):
                return any_of(self._look(part, box) for part in of)
            case Is(fact) | Compare(fact) | OneOf(fact):
                if fact not in box:
                    return Truth.UNKNOWN
                side, met = box[fact], _meet(box[fact], self.side(condition, wanted=True))
                return Truth.FALSE if _empty(met) else known(True if met == side else None)
            case _:
                assert_never(condition)

    def side(self, atom: Is | Compare | OneOf, wanted: bool) -> Side:
        """The values for which the atom comes out as wanted; not for an equation that must fail, which has two."""
        match atom:
            case Is():
                return wanted
            case Compare(_, op, value):
                return _range(op if wanted else OPPOSITE[op], value)
            case OneOf(fact, codes):
                below = self.taxonomy.below(fact, codes)
                return below if wanted else self.domain(fact) - below
            case _:
                assert_never(atom)

    def domain(self, fact: str) -> Codes:
        """The most specific codes there are, and those that the condition names besides."""
        if fact not in self._domains:
            coded = (atom for atom in atoms(self.condition) if isinstance(atom, OneOf) and atom.fact == fact)
            named = self.taxonomy.below(fact, (code for atom in coded for code in atom.codes))
            self._domains[fact] = named.union(self.taxonomy.leaves.get(fact, (OTHER,)))
        return self._domains[fact]


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
