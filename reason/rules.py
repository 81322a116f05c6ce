"""Norms made ready for many cases: what does not depend on a case is worked out once, and so is every verdict that it can have."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from ontology.answer import Judged, Verdict
from ontology.case import Case, Value
from ontology.condition import AllOf, Not
from ontology.norm import Norm
from ontology.pack import Jurisdiction
from reason.applicable import Held, Judge, none_of, said, verdict
from reason.exceptions import excepting
from reason.nodes import Nodes, State
from reason.taxonomy import Taxonomy
from reason.validity import in_force


@dataclass(frozen=True, slots=True)
class Whole:
    """The nodes of a norm: its own condition, its exceptions as far as they hold, and the norm less them."""

    own: int
    against: tuple[tuple[Norm, int], ...]
    place: int


@dataclass(frozen=True, slots=True)
class Row:
    """A norm whose verdict its nodes settle, with its place among all norms."""

    place: int
    norm: Norm
    nodes: Whole

    def judged(self, state: State) -> Judged:
        """The verdict in this state of the nodes."""
        nodes = self.nodes
        against = [(other, state[place]) for other, place in nodes.against]
        return verdict(self.norm, state[nodes.own], against, state[nodes.place])


class Rules:
    """Norms that are judged again and again. Holds no case; several threads may ask at once."""

    def __init__(self, norms: Iterable[Norm], vn: Jurisdiction) -> None:
        self.norms, self.vn = tuple(norms), vn
        self.taxonomy = Taxonomy.of(vn)
        self.presumed: Mapping[str, Value] = {id: f.presume for id, f in vn.facts.items() if f.presume is not None}
        self._turns = sorted({day for n in self.norms for day in (n.in_force.start, n.in_force.end) if day})
        self._spans: dict[int, Span] = {}

    def judge(self, case: Case) -> tuple[Judged, ...]:
        """The verdict on every norm, in order, as `applicable` has it. Raises BadValue."""
        span, full = self.span(case.on), self.presuming(case)
        return span.judge(full, span.state(full))

    def presuming(self, case: Case) -> Case:
        """The case with what the pack presumes where it is silent."""
        return case.assuming(self.presumed)

    def span(self, day: date) -> Span:
        """The norms in force on this day, made ready the first time that it or a day like it is asked for."""
        turn = bisect_right(self._turns, day)
        if turn not in self._spans:
            self._spans[turn] = Span(self, day)
        return self._spans[turn]


class Span:
    """The norms in force between two days on which the law changes.

    Duties that a breach turns on rest on what was done when; they and norms that except each other are judged case by case.
    """

    def __init__(self, rules: Rules, day: date) -> None:
        holding = [(place, norm) for place, norm in enumerate(rules.norms) if in_force(norm, day)]
        self.held = Held(rules.norms, day, rules.vn, rules.taxonomy)
        self.nodes = Nodes(rules.taxonomy)
        self._silent = [Judged(norm, Verdict.NOT_IN_FORCE, None) for norm in rules.norms]
        self._wholes: dict[int, Whole | None] = {}
        self._plain: list[tuple[int, Norm, int]] = []
        self._excepted: list[Row] = []
        self.others: list[tuple[int, Norm]] = []
        self.resting: dict[str, list[Row]] = defaultdict(list)
        self.nodes.add_leaves(self.held.own(norm) for _, norm in holding)
        for place, norm in holding:
            self._take(place, norm)

    def state(self, case: Case) -> State:
        """What a case, presumed facts and all, makes of every node. Raises BadValue."""
        return self.nodes.state(case.facts)

    def judge(self, case: Case, state: State) -> tuple[Judged, ...]:
        """The verdict on every norm in a case with this state."""
        found = self._silent.copy()
        for place, norm, node in self._plain:
            found[place] = said(norm, state[node])
        for row in self._excepted:
            found[row.place] = row.judged(state)
        for place, judged in self.one_by_one(case):
            found[place] = judged
        return tuple(found)

    def one_by_one(self, case: Case) -> Iterator[tuple[int, Judged]]:
        """The verdicts, by place, on the norms that nodes do not settle."""
        judge = Judge(self.held, case)
        yield from ((place, judge.verdict(norm)) for place, norm in self.others)

    def _take(self, place: int, norm: Norm) -> None:
        nodes = self._whole(norm, frozenset())
        if nodes is None:
            self.others.append((place, norm))
            return
        row = Row(place, norm, nodes)
        if nodes.against:
            self._excepted.append(row)
        else:
            self._plain.append((place, norm, nodes.place))
        for fact in self.nodes.facts(nodes.place):
            self.resting[fact].append(row)

    def _whole(self, norm: Norm, past: frozenset[str]) -> Whole | None:
        """The nodes of a norm; None where it, or an exception on the way, is judged case by case."""
        if id(norm) not in self._wholes:
            self._wholes[id(norm)] = self._made(norm, past | {norm.id})
        return self._wholes[id(norm)]

    def _made(self, norm: Norm, past: frozenset[str]) -> Whole | None:
        against: list[tuple[Norm, int]] = []
        for other in excepting(norm, self.held.exceptions):
            nodes = None if other.id in past else self._whole(other, past)
            if nodes is None:
                return None
            against.append((other, nodes.place))
        if norm.id in self.held.remedies.unknown:
            return None
        own = self.nodes.add(self.held.own(norm))
        if not against:
            return Whole(own, (), own)
        places = (own, *(place for _, place in against))
        claim = AllOf((self.nodes.claim(own), *(Not(self.nodes.claim(place)) for place in places[1:])))
        make = partial(none_of, claim, tuple(other.sources[0] for other, _ in against))
        return Whole(own, tuple(against), self.nodes.join(places, make))
