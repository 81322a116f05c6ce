"""Answers that stand for all: for every fact of a condition one value of each sort that the condition tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from ontology.case import Value
from ontology.condition import Atom, Compare, Is, OneOf, Quantity
from reason.boxes import OTHER
from reason.ranges import COUNTED
from reason.taxonomy import Taxonomy

ONE, DAY = Decimal(1), timedelta(days=1)


def answers(fact: str, about: Iterable[Atom], taxonomy: Taxonomy, within: str = "") -> tuple[Value, ...]:
    """One value of every sort that these atoms about a fact tell apart; of codes those alone that are under `within`, if given."""
    known = tuple(about)
    coded = [atom for atom in known if isinstance(atom, OneOf)]
    flags = (True, False) if any(isinstance(atom, Is) for atom in known) else ()
    bounds = [atom.value for atom in known if isinstance(atom, Compare)]
    units: dict[str, list[Decimal]] = {}
    for bound in bounds:
        if isinstance(bound, Quantity):
            units.setdefault(bound.unit, []).append(bound.value)
    days = sorted({bound for bound in bounds if isinstance(bound, date)})
    return (
        *flags,
        *(_codes(fact, coded, taxonomy, within) if coded else ()),
        *(Quantity(number, unit) for unit, numbers in units.items() for number in _numbers(unit, sorted(numbers))),
        *dict.fromkeys(day + way * DAY for day in days for way in (-1, 0, 1)),
    )


def _codes(fact: str, about: Iterable[OneOf], taxonomy: Taxonomy, within: str) -> Iterator[str]:
    """The first of the most specific codes of every sort, in the pack's order; codes that no scheme knows are their own."""
    sets = [taxonomy.below(fact, atom.codes) for atom in about]
    leaves = taxonomy.leaves.get(fact, ())
    strange = sorted(frozenset().union(*sets) - frozenset(leaves))
    below = taxonomy.below(fact, (within,)) if within else frozenset((*leaves, *strange, OTHER))
    sorts: dict[tuple[bool, ...], str] = {}
    for code in (*leaves, *strange, *(() if leaves else (OTHER,))):
        if code in below:
            sorts.setdefault(tuple(code in codes for codes in sets), code)
    yield from sorts.values()


def _numbers(unit: str, bounds: list[Decimal]) -> Iterator[Decimal]:
    """The bounds, and one number in every gap between and about them; whole ones where only those count."""
    if unit in COUNTED:
        ends = ((b.to_integral_value(ROUND_FLOOR), b.to_integral_value(ROUND_CEILING)) for b in bounds)
        whole = (n for low, high in ends for n in (low - (low == high), low, high, high + (low == high)))
        yield from dict.fromkeys(whole)
        return
    yield bounds[0] - ONE
    yield from dict.fromkeys(bounds)
    yield from ((low + high) / 2 for low, high in pairwise(dict.fromkeys(bounds)))
    yield bounds[-1] + ONE
