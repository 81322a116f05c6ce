"""Judge a table of cases: many norms made into one program over columns, in which everything equal is done once.

Conditions become literals: the number of a node, twice, and one more where the node is negated. Nodes are atoms and
conjunctions; a disjunction is a negated conjunction, since Kleene's tables keep De Morgan. Atoms of amounts and days are cuts
("at least", "more than"), of which all five comparisons are made. What a verdict is stands in `applicable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import inf, nextafter
from typing import TypeAlias, assert_never

from ontology.answer import Truth
from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Op, Quantity
from ontology.norm import Norm
from ontology.pack import Jurisdiction
from reason.bearer import bearing, said_id
from reason.columns import ON, meant
from reason.deed import Asked, deed
from reason.exceptions import excepting, exceptions
from reason.remedies import remedies
from reason.taxonomy import Taxonomy
from reason.validity import in_force

ALWAYS, NEVER = 0, 1
"""The literals of what always and what never holds; node 0 is the conjunction of nothing."""


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes/no fact holds."""

    fact: str


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount is at least, or where `strict` more than, so much of a unit."""

    fact: str
    unit: str
    least: Decimal
    strict: bool

    def holds(self, number: Decimal) -> bool:
        """Whether the amount is enough."""
        return number > self.least if self.strict else number >= self.least

    def first(self) -> float:
        """The first float whose decimal is enough: every float from it on is, and none before.

        Decimals that floats stand for grow with them, and the one nearest to a number is at most one float off.
        """
        near = float(self.least)
        return near if self.holds(meant(near)) else nextafter(near, inf)


@dataclass(frozen=True, slots=True)
class Since:
    """A day is this one (by its number in the calendar) or later."""

    fact: str
    day: int


@dataclass(frozen=True, slots=True)
class Among:
    """A code stands under one of these."""

    fact: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Together:
    """All of these literals hold."""

    of: tuple[int, ...]


Atom: TypeAlias = Yes | Amount | Since | Among
Node: TypeAlias = Atom | Together


@dataclass(frozen=True, slots=True)
class Rule:
    """A norm with the literals whose truth is its verdict; what is displaced and does not apply anyway does not apply."""

    norm: str
    applies: int
    not_applies: int
    displaced: int
    not_in_force: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The codes of a fact that no atom tells apart, numbered from 1; and for every atom the groups that make it true, or open."""

    of: Mapping[str, int]
    other: int
    true: Mapping[Among, tuple[int, ...]]
    open: Mapping[Among, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Program:
    """Nodes, each after those that it rests on; the rules; and the groups of codes of every coded fact.

    `on` is the day for which it was made; None where every case has its own.
    """

    nodes: tuple[Node, ...]
    rules: tuple[Rule, ...]
    groups: Mapping[str, Groups]
    on: date | None


def to_columns(norms: Iterable[Norm], vn: Jurisdiction, on: date | None = None) -> Program:
    """The program that judges these norms on a day; where none is given, on every case's own (the column `ON`)."""
    known = tuple(norms)
    maker = _Maker(vn, known, on)
    rules = tuple(maker.rule(norm) for norm in known)
    nodes = tuple(maker.nodes)
    return Program(nodes, rules, _groups(nodes, Taxonomy.of(vn)), on)


class _Maker:
    """Nodes as they are found, each once."""

    def __init__(self, vn: Jurisdiction, norms: tuple[Norm, ...], on: date | None) -> None:
        holding = [norm for norm in norms if on is None or in_force(norm, on)]
        self.vn, self.known, self.on = vn, exceptions(holding), on
        self.remedies = remedies(holding, norms)
        self.nodes: dict[Node, int] = {Together(()): ALWAYS}

    def rule(self, norm: Norm) -> Rule:
        holds, own = self.holding(norm), self.own(norm, frozenset())
        against = self.against(norm, frozenset())
        return Rule(
            norm.id,
            applies=self.all_of(holds, own, *(other ^ 1 for other in against)),
            not_applies=self.all_of(holds, own ^ 1),
            displaced=self.all_of(holds, self.all_of(*(other ^ 1 for other in against)) ^ 1),
            not_in_force=holds ^ 1,
        )

    def against(self, norm: Norm, seen: frozenset[str]) -> list[int]:
        """The exceptions that may take their part, each less its own; none on whose way to it the norm lies."""
        past = seen | {norm.id}
        others = [other for other in excepting(norm, self.known) if other.id not in past]
        return [
            self.all_of(self.holding(other), self.own(other, past), *(more ^ 1 for more in self.against(other, past)))
            for other in others
        ]

    def own(self, norm: Norm, seen: frozenset[str]) -> int:
        """Bearer and conditions; of a remedial duty the breach that it follows upon, too."""
        parts = [self.literal(bearing(norm.bearer, self.vn)), self.literal(norm.when)]
        if norm.id in self.remedies.unknown:
            parts.append(self.turned_on(norm, seen | {norm.id}))
        return self.all_of(*parts)

    def turned_on(self, norm: Norm, past: frozenset[str]) -> int:
        """That one of the norms that a remedial duty names is broken, by the yes/no questions of reason/deed.py."""
        broken = [
            self.all_of(
                self.holding(other),
                self.own(other, past),
                self.literal(deed(other, Asked(other)).broken),
                *(against ^ 1 for against in self.against(other, past)),
            )
            for other in self.remedies.upon.get(norm.id, ())
            if other.id not in past
        ]
        lost = [self.literal(Is(said_id(name))) for name in self.remedies.unknown[norm.id]]
        return self.all_of(*(literal ^ 1 for literal in (*broken, *lost))) ^ 1

    def holding(self, norm: Norm) -> int:
        """Whether the norm is in force."""
        if self.on is not None:
            return ALWAYS if in_force(norm, self.on) else NEVER
        start, end = norm.in_force.start, norm.in_force.end
        return self.all_of(
            ALWAYS if start is None else self.node(Since(ON, start.toordinal())),
            ALWAYS if end is None else self.node(Since(ON, end.toordinal())) ^ 1,
        )

    def literal(self, condition: Condition) -> int:
        match condition:
            case Is(fact):
                return self.node(Yes(fact))
            case OneOf(fact, codes):
                return self.node(Among(fact, frozenset(codes)))
            case Compare(fact, op, value):
                return self.compared(fact, op, value)
            case Not(of):
                return self.literal(of) ^ 1
            case AllOf(of):
                return self.all_of(*map(self.literal, of))
            case AnyOf(of):
                return self.all_of(*(self.literal(part) ^ 1 for part in of)) ^ 1
            case _:
                assert_never(condition)

    def compared(self, fact: str, op: Op, value: Quantity | date) -> int:
        match op:
            case Op.GE:
                return self.cut(fact, value, strict=False)
            case Op.GT:
                return self.cut(fact, value, strict=True)
            case Op.LT:
                return self.cut(fact, value, strict=False) ^ 1
            case Op.LE:
                return self.cut(fact, value, strict=True) ^ 1
            case Op.EQ:
                return self.all_of(self.cut(fact, value, strict=False), self.cut(fact, value, strict=True) ^ 1)
            case _:
                assert_never(op)

    def cut(self, fact: str, value: Quantity | date, *, strict: bool) -> int:
        if isinstance(value, Quantity):
            return self.node(Amount(fact, value.unit, value.value, strict))
        return self.node(Since(fact, value.toordinal() + strict))

    def all_of(self, *literals: int) -> int:
        """The literal of a conjunction: what always holds left out, each once; never, where one never holds."""
        parts = sorted(set(literals) - {ALWAYS})
        if NEVER in parts:
            return NEVER
        return parts[0] if len(parts) == 1 else self.node(Together(tuple(parts)))

    def node(self, node: Node) -> int:
        return 2 * self.nodes.setdefault(node, len(self.nodes))


def _groups(nodes: tuple[Node, ...], taxonomy: Taxonomy) -> Mapping[str, Groups]:
    asked: dict[str, list[Among]] = {}
    for node in nodes:
        if isinstance(node, Among):
            asked.setdefault(node.fact, []).append(node)
    return {fact: _grouped(fact, atoms, taxonomy) for fact, atoms in asked.items()}


def _grouped(fact: str, atoms: list[Among], taxonomy: Taxonomy) -> Groups:
    """The groups of the codes that the scheme or an atom knows; any other code is of the last."""
    named = [(atom, tuple(atom.codes)) for atom in atoms]
    known = dict.fromkeys((*taxonomy.above.get(fact, ()), *(code for _, codes in named for code in codes)))
    truths = {code: tuple(taxonomy.stands(fact, code, codes) for _, codes in named) for code in known}
    number = {found: place for place, found in enumerate(dict.fromkeys(truths.values()), 1)}

    def where(at: int, truth: Truth) -> tuple[int, ...]:
        return tuple(group for found, group in number.items() if found[at] is truth)

    return Groups(
        {code: number[found] for code, found in truths.items()},
        len(number) + 1,
        {atom: where(at, Truth.TRUE) for at, atom in enumerate(atoms)},
        {atom: where(at, Truth.UNKNOWN) for at, atom in enumerate(atoms)},
    )
