"""Clauses that speak of other provisions' fines, joined to those fines.

A clause that widens a fact (a ward, where the tier says a commune) adds its own codes of that fact to the tier's condition:
it says what the same act costs there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ontology.condition import AllOf, Condition, OneOf, both
from ontology.norm import Clause, Sanction


def attach(sanctions: Iterable[Sanction], clauses: Iterable[Clause]) -> tuple[Sanction, ...]:
    """The fines with the multipliers, caps and measures that speak of them."""
    known, made = tuple(clauses), []
    for sanction in sanctions:
        own = lineage(sanction.sources[0].eid)
        made.append(_with(sanction, [c for c in known if touches(c, own)]))
    return tuple(made)


def touches(clause: Clause, own: frozenset[str]) -> bool:
    """Whether the clause speaks of a provision or one above it (`own`: all of these), and leaves none of them out."""
    return not own.isdisjoint(clause.targets) and own.isdisjoint(clause.excluding)


def lineage(eid: str) -> frozenset[str]:
    """The provision, those above it by their eIds, and the whole document (empty)."""
    steps = eid.split("__")
    return frozenset({"", *("__".join(steps[: n + 1]) for n in range(len(steps)))})


def covers(target: str, eid: str) -> bool:
    """Whether the target is the provision itself, one above it, or (empty) the whole document."""
    return not target or eid == target or eid.startswith(target + "__")


def _with(sanction: Sanction, clauses: list[Clause]) -> Sanction:
    multipliers = tuple(c.multiplier for c in clauses if c.multiplier)
    when = sanction.when
    for clause in clauses:
        if clause.widens and clause.multiplier:
            when = widened(when, clause.multiplier.when, clause.widens)
    return replace(
        sanction,
        when=when,
        multipliers=sanction.multipliers + multipliers,
        caps=sanction.caps + tuple(c.cap for c in clauses if c.cap),
        measures=sanction.measures + tuple(c.measure for c in clauses if c.measure),
    )


def widened(when: Condition, clause: Condition, fact: str) -> Condition:
    """The tier's condition with the clause's codes of that fact added to its own."""
    added = tuple(code for c in _conjuncts(clause) if isinstance(c, OneOf) and c.fact == fact for code in c.codes)
    return both(*(_wider(part, fact, added) for part in _conjuncts(when)))


def _conjuncts(condition: Condition) -> tuple[Condition, ...]:
    return condition.of if isinstance(condition, AllOf) else (condition,)


def _wider(part: Condition, fact: str, added: tuple[str, ...]) -> Condition:
    if not isinstance(part, OneOf) or part.fact != fact:
        return part
    return OneOf(fact, part.codes + tuple(code for code in added if code not in part.codes))
