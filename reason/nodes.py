"""Many conditions as one net, in which everything equal is one node, judged once a case.

Values of a fact that no atom tells apart are alike to all of them: there are few sorts, and whatever rests on that fact alone is
judged once for each sort, for all cases.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any, TypeAlias, assert_never

from ontology.answer import Proof
from ontology.case import Case, Value
from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Quantity, atoms
from reason.answers import measured
from reason.evaluate import denied, either, evaluate, together
from reason.taxonomy import Taxonomy

NO_DAY = date(1, 1, 1)

State: TypeAlias = list[Proof]
"""The proof of every node in a case, by its place."""

Make: TypeAlias = Callable[[tuple[Proof, ...]], Proof]
"""How a node's proof is made from those of its parts."""

Join: TypeAlias = tuple[int, Callable[[State], Any], Make]
"""A node with parts: its place, how the proofs of its parts are picked, and what is made of them."""


class Nodes:
    """The net of some conditions. Nodes are only ever added; several threads may judge at once."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._places: dict[Condition, int] = {}
        self._facts: list[frozenset[str]] = []
        self._blank: State = []
        self._columns: dict[str, Column] = {}
        self._joins: list[Join] = []
        self._resting: dict[str, list[Join]] = defaultdict(list)

    def add(self, condition: Condition) -> int:
        """The place of a condition's node, made where there is none yet."""
        if condition not in self._places:
            self._places[condition] = self._made(condition)
        return self._places[condition]

    def add_leaves(self, conditions: Iterable[Condition]) -> None:
        """Gives what rests on one fact alone, fact by fact, places in a row: so an answer is written at one go."""
        found: dict[str, dict[Condition, None]] = defaultdict(dict)
        for condition in conditions:
            for fact, leaf in _leaves(condition):
                found[fact][leaf] = None
        for leaves in found.values():
            for leaf in leaves:
                self.add(leaf)

    def join(self, parts: Iterable[int], make: Make) -> int:
        """The place of a new node that is made from the proofs in these places."""
        places = tuple(parts)
        facts = frozenset[str]().union(*(self._facts[part] for part in places))
        pick = itemgetter(*places) if len(places) > 1 else partial(_few, places)
        place = self._new(facts, make(pick(self._blank)))
        self._joins.append((place, pick, make))
        for fact in facts:
            self._resting[fact].append(self._joins[-1])
        return place

    def facts(self, place: int) -> frozenset[str]:
        """The facts that a node rests on."""
        return self._facts[place]

    def claim(self, place: int) -> Condition:
        """What a node says."""
        return self._blank[place].claim

    def state(self, facts: Mapping[str, Value]) -> State:
        """What these facts make of every node. Raises BadValue where one is of another kind or unit."""
        state = self._blank.copy()
        for fact in facts.keys() & self._columns.keys():
            self._tell(state, fact, facts[fact])
        _settle(state, self._joins)
        return state

    def told(self, state: State, fact: str, value: Value) -> State:
        """The state once one more fact is told, or another value of it. Raises BadValue."""
        new = state.copy()
        if fact in self._columns:
            self._tell(new, fact, value)
            _settle(new, self._resting[fact])
        return new

    def _tell(self, state: State, fact: str, value: Value) -> None:
        for start, proofs in self._columns[fact].proofs(value):
            state[start : start + len(proofs)] = proofs

    def _made(self, condition: Condition) -> int:
        match condition:
            case Is(fact) | Compare(fact) | OneOf(fact):
                return self._leaf(condition, fact)
            case _ if len(condition.facts()) == 1:
                return self._leaf(condition, *condition.facts())
            case AllOf(of):
                return self.join(map(self.add, of), partial(together, condition))
            case AnyOf(of):
                return self.join(map(self.add, of), partial(either, condition))
            case Not(of):
                return self.join((self.add(of),), partial(denied, condition))
            case _:
                assert_never(condition)

    def _leaf(self, condition: Condition, fact: str) -> int:
        if fact not in self._columns:
            self._columns[fact] = Column(fact, self._taxonomy)
        place = self._new(frozenset((fact,)), evaluate(condition, Case({}, NO_DAY), self._taxonomy))
        self._columns[fact].add(place, condition)
        return place

    def _new(self, facts: frozenset[str], proof: Proof) -> int:
        self._facts.append(facts)
        self._blank.append(proof)
        return len(self._blank) - 1


class Column:
    """The conditions that rest on one fact alone, with their places."""

    def __init__(self, fact: str, taxonomy: Taxonomy) -> None:
        self._fact, self._taxonomy = fact, taxonomy
        self._leaves: dict[int, Condition] = {}
        self._known: dict[object, list[tuple[int, list[Proof]]]] = {}
        self._bounds: dict[str, list[Decimal]] = defaultdict(list)
        self._codes = set(taxonomy.above.get(fact, ()))

    def add(self, place: int, condition: Condition) -> None:
        """Takes in one more condition."""
        self._known.clear()
        self._leaves[place] = condition
        for atom in atoms(condition):
            if isinstance(atom, OneOf):
                self._codes.update(atom.codes)
            elif isinstance(atom, Compare):
                unit, number = measured(atom.value)
                insort(self._bounds[unit], number)

    def proofs(self, value: Value) -> list[tuple[int, list[Proof]]]:
        """The proofs for this value, in rows with the place of the first. Raises BadValue where it is of another kind or unit."""
        sort = self._sort(value)
        if sort not in self._known:
            case = Case({self._fact: value}, NO_DAY)
            rows: list[tuple[int, list[Proof]]] = []
            for place, condition in self._leaves.items():
                if not rows or place != rows[-1][0] + len(rows[-1][1]):
                    rows.append((place, []))
                rows[-1][1].append(evaluate(condition, case, self._taxonomy))
            self._known[sort] = rows
        return self._known[sort]

    def _sort(self, value: Value) -> object:
        """What a value has in common with those that no atom tells from it."""
        match value:
            case bool():
                return value
            case str():
                return value if value in self._codes else ""
            case Quantity() | date():
                unit, number = measured(value)
                bounds = self._bounds.get(unit, [])
                return unit, bisect_left(bounds, number), bisect_right(bounds, number)
            case _:
                assert_never(value)


def _leaves(condition: Condition) -> Iterator[tuple[str, Condition]]:
    match condition:
        case Is(fact) | Compare(fact) | OneOf(fact):
            yield fact, condition
        case _ if len(condition.facts()) == 1:
            (fact,) = condition.facts()
            yield fact, condition
        case AllOf(of) | AnyOf(of):
            for part in of:
                yield from _leaves(part)
        case Not(of):
            yield from _leaves(of)
        case _:
            assert_never(condition)


def _settle(state: State, joins: Iterable[Join]) -> None:
    """Brings nodes with parts up to date, each after its parts."""
    for place, pick, make in joins:
        state[place] = make(pick(state))


def _few(places: tuple[int, ...], state: State) -> tuple[Proof, ...]:
    """The proofs of no parts, or of one."""
    return tuple([state[place] for place in places])
