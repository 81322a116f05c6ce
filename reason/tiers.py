"""Faults of fine tables: a value that no tier covers, one that two cover, a higher band fined less, broken wording.

A table is the tiers of one article that differ in nothing but one measured fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import TypeAlias

from ontology.answer import TierDefect, Truth
from ontology.case import Case
from ontology.condition import ALWAYS, AllOf, Compare, Condition, Op, Quantity, atoms, both
from ontology.document import Source
from ontology.law import Law
from ontology.norm import Sanction
from ontology.pack import Jurisdiction
from reason.boxes import witness
from reason.cite import of_kind
from reason.evaluate import evaluate
from reason.ranges import Range, compared
from reason.taxonomy import Taxonomy
from reason.validity import day_in, shared

WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Tier:
    """A fine with the range of the one fact that sets it apart from its neighbours."""

    sanction: Sanction
    fact: str
    range: Range
    rest: Condition


@dataclass(frozen=True, slots=True)
class Fault:
    """A defect with the fines it lies between; `said`: the words that a reader of the text found fault with."""

    kind: str
    sanctions: tuple[Sanction, ...]
    witness: Case | None
    said: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The provisions on both sides."""
        return tuple(sanction.sources[0] for sanction in self.sanctions)


Table: TypeAlias = tuple[Tier, ...]


def defects(laws: Iterable[Law], vn: Jurisdiction) -> tuple[TierDefect, ...]:
    """Every fault of the fine tables, with a case that shows it and the provisions on both sides."""
    return tuple(
        TierDefect(fault.kind, fault.sources, fault.said or of_kind(fault.kind, fault.sources, vn).vi, fault.witness)
        for law in laws
        for fault in faults(law, Taxonomy.of(vn))
    )


def faults(law: Law, taxonomy: Taxonomy, prefer: date | None = None) -> Iterator[Fault]:
    """The faults of one law's tables, each shown by a case that `evaluate` confirms."""
    for table in tables(law.sanctions):
        for fault in (*_between(table), *_twice(table), *_down(table)):
            yield from _shown(fault, law, taxonomy, prefer)
    yield from _worded(law, taxonomy, prefer)


def tables(sanctions: Iterable[Sanction]) -> tuple[Table, ...]:
    """The fine tables among these: two tiers or more, from the lowest band up."""
    groups: dict[object, list[Tier]] = defaultdict(list)
    for sanction in sanctions:
        for tier in _tiers(sanction):
            article = (sanction.sources[0].work.iri, sanction.sources[0].eid.split("__")[0])
            rest = tier.rest.of if isinstance(tier.rest, AllOf) else (tier.rest,)
            groups[article, frozenset(rest), tier.fact, sanction.in_force].append(tier)
    return tuple(tuple(sorted(group, key=_band)) for group in groups.values() if len(group) > 1)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A suspected fault: where to look for a case, and which tiers must and must not reach it."""

    kind: str
    tiers: tuple[Tier, ...]
    where: Range
    reached: tuple[Tier, ...]
    missed: tuple[Tier, ...] = ()


def _tiers(sanction: Sanction) -> Iterator[Tier]:
    if sanction.kind != "fine":
        return
    parts = sanction.when.of if isinstance(sanction.when, AllOf) else (sanction.when,)
    bounds: dict[str, Range] = {}
    for part in parts:
        match part:
            case Compare(fact, op, Quantity(value, unit)):
                bounds[fact] = bounds.get(fact, Range(unit)).meet(compared(op, value, unit))
            case _:
                pass
    for fact, range in bounds.items():
        others = (part for part in parts if not (isinstance(part, Compare) and part.fact == fact))
        yield Tier(sanction, fact, range, both(*others))


def _band(tier: Tier) -> tuple[object, ...]:
    return tier.range.low, not tier.range.at_low, tier.range.high, tier.range.at_high


def _between(table: Table) -> Iterator[_Claim]:
    """Values above one tier's band and below the next one's that no tier covers."""
    reach = table[0]
    for tier in table[1:]:
        gap = Range(reach.range.unit, reach.range.high, tier.range.low, not reach.range.at_high, not tier.range.at_low)
        if not gap.empty():
            yield _Claim("gap", (reach, tier), gap, (), table)
        if (tier.range.high, tier.range.at_high) > (reach.range.high, reach.range.at_high):
            reach = tier


def _twice(table: Table) -> Iterator[_Claim]:
    for a, b in combinations(table, 2):
        common = a.range.meet(b.range)
        if not common.empty():
            yield _Claim("overlap", (a, b), common, (a, b))


def _down(table: Table) -> Iterator[_Claim]:
    for low, high in pairwise(table):
        less = high.sanction.minimum < low.sanction.minimum or high.sanction.maximum < low.sanction.maximum
        if less and low.range.meet(high.range).empty():
            yield _Claim("step_down", (low, high), high.range, (high,), (low,))


def _shown(claim: _Claim, law: Law, taxonomy: Taxonomy, prefer: date | None) -> Iterator[Fault]:
    """The fault, if there is a case in the place that the right tiers reach and the others miss."""
    tier = claim.tiers[0]
    there = Compare(tier.fact, Op.EQ, Quantity(claim.where.inside(), claim.where.unit))
    case = _case(both(tier.rest, there), tier.sanction, law, taxonomy, prefer)
    if case and _all(claim.reached, case, taxonomy, Truth.TRUE) and _all(claim.missed, case, taxonomy, Truth.FALSE):
        yield Fault(claim.kind, tuple(t.sanction for t in claim.tiers), case)


def _worded(law: Law, taxonomy: Taxonomy, prefer: date | None) -> Iterator[Fault]:
    at = {sanction.sources[0].eid: sanction for sanction in reversed(law.sanctions)}
    for finding in law.findings:
        sanction = at.get(finding.source.eid) if finding.source else None
        if finding.code == WORDING and sanction:
            case = _case(both(sanction.when, _edge(sanction)), sanction, law, taxonomy, prefer)
            yield Fault(WORDING, (sanction,), case, finding.text)


def _edge(sanction: Sanction) -> Condition:
    """The bound itself, where the tier's band takes it in: there the words leave most doubt."""
    closed = (c for c in atoms(sanction.when) if isinstance(c, Compare) and c.op in {Op.GE, Op.LE})
    return next((Compare(c.fact, Op.EQ, c.value) for c in closed), ALWAYS)


def _case(condition: Condition, sanction: Sanction, law: Law, taxonomy: Taxonomy, prefer: date | None) -> Case | None:
    facts = witness(condition, taxonomy)
    period = shared(sanction.in_force, law.in_force) or sanction.in_force
    return None if facts is None else Case(facts, day_in(period, prefer or period.start or date(law.work.year, 12, 31)))


def _all(tiers: tuple[Tier, ...], case: Case, taxonomy: Taxonomy, truth: Truth) -> bool:
    return all(evaluate(tier.sanction.when, case, taxonomy).truth is truth for tier in tiers)
