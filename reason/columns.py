"""A table of cases as plain columns: for every fact one array, in which nobody's word has a value of its own.

Amounts are binary floats that stand for their shortest decimal (`Decimal(repr(x))`, what a case file's number means). An
amount that no float stands for is kept beside them. `to_columns` moves the thresholds and never an amount, so no comparison
differs from the exact one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, assert_never

import numpy as np
from numpy.typing import NDArray

from ontology.case import Case, Value
from ontology.condition import Quantity
from ontology.errors import BadValue
from ontology.pack import Jurisdiction

Array: TypeAlias = NDArray[Any]

ON = "@on"
"""The column of days, where every case has its own; no fact of a law can be named so."""

NO, YES = 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Flags:
    """A yes/no fact: 0 where nobody said, 1 for no, 2 for yes (uint8)."""

    values: Array


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Amounts in a unit: not a number where nobody said (float64); `odd` are the rows whose decimal no float stands for."""

    values: Array
    unit: str
    odd: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Codes by their place in `codes`, of which the first stands for nobody's word (unsigned integers)."""

    values: Array
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Days by their number in the calendar (int32); 0 where nobody said."""

    values: Array


Column: TypeAlias = Flags | Measured | Coded | Days


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """So many cases, and what is known of them by fact; the column `ON` holds their days where they have their own."""

    cases: int
    columns: Mapping[str, Column]


def meant(number: float) -> Decimal:
    """The decimal that a float stands for: the shortest that is read back as it."""
    return Decimal(repr(number))


def column_of(values: Sequence[Value | None], where: str = "") -> Column:
    """The column of these values, None where nobody said. Raises BadValue where they are of several kinds or units, or none."""
    said = [value for value in values if value is not None]
    kinds = {_kind(value) for value in said}
    if len(kinds) != 1:
        raise BadValue(f"{where} has values of {len(kinds)} kinds", "give values of one kind and unit", where)
    match said[0]:
        case bool():
            return Flags(np.array([0 if value is None else YES if value else NO for value in values], np.uint8))
        case Quantity(_, unit):
            return _measured([value.value if isinstance(value, Quantity) else None for value in values], unit)
        case str():
            return _coded([value if isinstance(value, str) else "" for value in values])
        case date():
            return Days(np.array([value.toordinal() if isinstance(value, date) else 0 for value in values], np.int32))
        case value:
            assert_never(value)


def from_cases(cases: Sequence[Case]) -> Columns:
    """The cases as a table, each with its own day. Raises BadValue where one fact is of several kinds or units."""
    facts = dict.fromkeys(fact for case in cases for fact in case.facts)
    known = {fact: column_of([case.facts.get(fact) for case in cases], fact) for fact in facts}
    return Columns(len(cases), {**known, ON: column_of([case.on for case in cases], ON)} if cases else {})


def presuming(table: Columns, vn: Jurisdiction) -> Columns:
    """The table with the pack's presumptions where it says nothing. Raises BadValue where a column is of another kind."""
    presumed = {id: fact.presume for id, fact in vn.facts.items() if fact.presume is not None}
    filled = {fact: _filled(fact, table, value) for fact, value in presumed.items()}
    return replace(table, columns={**table.columns, **filled})


def part(table: Columns, start: int, size: int) -> Columns:
    """So many cases from a place on; where the table ends before, cases of which nobody said anything follow."""
    left = min(size, table.cases - start)
    return Columns(left, {fact: _cut(column, start, left, size) for fact, column in table.columns.items()})


def taken(column: Column, places: Array) -> Column:
    """The values at these places, in their order."""
    values = column.values[places]
    if isinstance(column, Measured):
        odd = {row: number for at, number in column.odd.items() for row in np.flatnonzero(places == at).tolist()}
        return replace(column, values=values, odd=odd)
    return replace(column, values=values)


def missing(column: Column) -> Array:
    """Where nobody said (booleans)."""
    empty = np.isnan(column.values) if isinstance(column, Measured) else column.values == 0
    return np.asarray(empty)


def _kind(value: Value) -> object:
    return value.unit if isinstance(value, Quantity) else (type(value),)


def _measured(numbers: Sequence[Decimal | None], unit: str) -> Measured:
    values = np.array([np.nan if number is None else float(number) for number in numbers], np.float64)
    odd = {
        row: number
        for row, (number, value) in enumerate(zip(numbers, values.tolist(), strict=True))
        if number is not None and meant(value) != number
    }
    return Measured(values, unit, odd)


def _coded(codes: Sequence[str]) -> Coded:
    known = {code: place for place, code in enumerate(dict.fromkeys(("", *codes)))}
    return Coded(np.array([known[code] for code in codes], np.uint32), tuple(known))


def _filled(fact: str, table: Columns, value: Value) -> Column:
    """The fact's column with the value where nobody said."""
    one = column_of([value], fact)
    match table.columns.get(fact), one:
        case None, Flags() | Coded() | Days():
            return replace(one, values=np.broadcast_to(one.values, table.cases))
        case (Flags() as column, Flags()) | (Days() as column, Days()):
            return replace(column, values=np.where(missing(column), one.values, column.values))
        case Coded(values, codes), Coded():
            return Coded(np.where(values == 0, len(codes), values), (*codes, one.codes[1]))
        case None, Measured():
            return _poured(Measured(np.full(table.cases, np.nan), one.unit), one)
        case Measured() as column, Measured() if column.unit == one.unit:
            return _poured(column, one)
        case _:
            raise BadValue(f"{fact} is of another kind than what is presumed", "give it as the pack declares it", fact)


def _poured(column: Measured, one: Measured) -> Measured:
    gaps = missing(column)
    odd = {row: number for number in one.odd.values() for row in np.flatnonzero(gaps).tolist()}
    return replace(column, values=np.where(gaps, one.values, column.values), odd={**column.odd, **odd})


def _cut(column: Column, start: int, left: int, size: int) -> Column:
    values = column.values[start : start + left]
    if left < size:
        nobody = np.nan if isinstance(column, Measured) else 0
        values = np.concatenate([values, np.full(size - left, nobody, values.dtype)])
    if isinstance(column, Measured) and column.odd:
        odd = {row - start: number for row, number in column.odd.items() if start <= row < start + left}
        return replace(column, values=values, odd=odd)
    return replace(column, values=values)
