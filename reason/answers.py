"""Answers that stand for all: for every fact of a condition one value of each sort that the condition tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ontology.case import Value
from ontology.condition import Atom, Compare, Is, OneOf, Quantity
from reason.boxes import OTHER
from reason.ranges import ABOVE_ALL, BELOW_ALL, DATE, Range
from reason.taxonomy import Taxonomy


def answers(fact: str, about: Iterable[Atom], taxonomy: Taxonomy, within: str = "") -> tuple[Value, ...]:
    """One value of every sort that these atoms about a fact tell apart; of codes those alone that are under `within`, if given."""
    known = tuple(about)
    flags = (True, False) if any(isinstance(atom, Is) for atom in known) else ()
    codes = (same[0] for same in sorts(fact, known, taxonomy, within).values())
    return (*flags, *codes, *(inside(cell) for cell in cells(known)))


def sorts(
    fact: str, about: Iterable[Atom], taxonomy: Taxonomy, within: str = ""
) -> Mapping[tuple[bool, ...], tuple[str, ...]]:
    """The most specific codes, by which atoms they satisfy, in the pack's order; a code that no scheme knows is its own."""
    sets = [taxonomy.below(fact, atom.codes) for atom in about if isinstance(atom, OneOf)]
    leaves = taxonomy.leaves.get(fact, ())
    strange = sorted(frozenset[str]().union(*sets) - frozenset(leaves))
    all_codes = (*leaves, *strange, *(() if leaves else (OTHER,))) if sets else ()
    below = taxonomy.below(fact, (within,)) if within else frozenset(all_codes)
    found: dict[tuple[bool, ...], tuple[str, ...]] = {}
    for code in all_codes:
        if code in below:
            sort = tuple(code in codes for codes in sets)
            found[sort] = (*found.get(sort, ()), code)
    return found


def cells(about: Iterable[Atom]) -> Iterator[Range]:
    """The amounts and days that these atoms do not tell apart, unit by unit, from the least up."""
    bounds: dict[str, set[Decimal]] = {}
    for atom in about:
        if isinstance(atom, Compare):
            unit, number = measured(atom.value)
            bounds.setdefault(unit, set()).add(number)
    for unit, numbers in bounds.items():
        for low, high in pairwise((BELOW_ALL, *sorted(numbers), ABOVE_ALL)):
            bound = (Range(unit, high, high, at_low=True, at_high=True),) if high.is_finite() else ()
            yield from (cell for cell in (Range(unit, low, high), *bound) if not cell.empty())


def inside(cell: Range) -> Value:
    """A plain value within."""
    number = cell.inside()
    return date.fromordinal(int(number)) if cell.unit == DATE else Quantity(number, cell.unit)


def measured(value: Quantity | date) -> tuple[str, Decimal]:
    """An amount or a day as a number with its unit."""
    return (value.unit, value.value) if isinstance(value, Quantity) else (DATE, Decimal(value.toordinal()))
