"""The cells of one column of a table of cases into what the judges read: written as in a case file, or as numbers, days and truths.

Every different value is read once, by the same reader as a case file's; amounts, which are seldom equal, go faster where
they can: plain numbers and those with a unit that is a power of ten are read by Arrow, which rounds correctly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from api.from_case import day_of, value_of
from ontology.case import Value
from ontology.condition import Quantity
from ontology.errors import BadValue, NormGraphError
from ontology.fact import QUANTITY, Fact
from ontology.pack import Jurisdiction, Language
from reason.columns import Array, Column, Measured, column_of, taken

PLAIN = r"^\s*(?P<number>\d{1,9}(?:\.\d{1,6})?)\s*(?P<unit>|[^\d\s.,_].*?)\s*$"
"""A number of at most 15 digits, which a float holds exactly as people wrote it, and what follows it."""


class RefusedCell(Exception):
    """A cell that cannot be: its row in the batch, and what is wrong with it."""

    def __init__(self, row: int, error: NormGraphError) -> None:
        super().__init__(error.what)
        self.row, self.error = row, error


@dataclass(frozen=True, slots=True)
class Cells:
    """What cells are read against."""

    vn: Jurisdiction
    languages: tuple[Language, ...]

    def column(self, fact: Fact, cells: pa.Array) -> Column | None:
        """The column of a fact; None where no cell says anything. Raises RefusedCell."""
        known = said(cells)
        if known.null_count == len(known):
            return None
        if fact.kind == QUANTITY:
            numbers = self._numbers(fact, known)
            if numbers is not None:
                return numbers
        return by_value(known, lambda given: value_of(fact, given, self.vn, self.languages))

    def _numbers(self, fact: Fact, cells: pa.Array) -> Column | None:
        """The amounts of a column of numbers, or of plain ones written out; None where they must be read one by one."""
        kind = cells.type
        if pa.types.is_string(kind):
            return self._written(fact, cells)
        one = value_of(fact, 1, self.vn)
        if (
            not isinstance(one, Quantity)
            or one.value != 1
            or not (pa.types.is_integer(kind) or pa.types.is_floating(kind))
        ):
            return None
        if kind in {pa.float16(), pa.float32()}:
            cells = cells.cast(pa.string())  # 0.1 in a small float means 0.1, as people read it
        try:
            values = _floats(cells.cast(pa.float64()))
        except pa.ArrowInvalid:  # whole numbers that no float stands for
            return None
        wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0)) & cells.is_valid().to_numpy(zero_copy_only=False))
        return None if len(wrong) else Measured(values, one.unit)

    def _written(self, fact: Fact, cells: pa.Array) -> Column | None:
        parts = pc.extract_regex(cells, PLAIN)
        if parts.null_count > cells.null_count:
            return None
        numbers, units = parts.flatten()
        coded = units.dictionary_encode()
        scales = [self._scale(fact, unit) for unit in coded.dictionary.to_pylist()]
        if None in scales or len({scale[1] for scale in scales if scale}) != 1:
            return None
        powers = pa.array([scale[0] for scale in scales if scale], pa.string()).take(coded.indices)
        values = _floats(pc.binary_join_element_wise(numbers, powers, "").cast(pa.float64()))
        return Measured(values, next(scale[1] for scale in scales if scale))

    def _scale(self, fact: Fact, unit: str | None) -> tuple[str, str] | None:
        """What to write behind a number of this unit to have it in the canonical one, and that; None where nothing serves."""
        try:
            one = self.vn.measured(Decimal(1), unit or fact.unit or "1", fact)
        except BadValue:
            return None
        _, digits, power = one.value.normalize().as_tuple()
        return (f"e{power}", one.unit) if digits == (1,) else None


def days(cells: pa.Array) -> Column | None:
    """The column of the cases' own days; None where no cell says one. Raises RefusedCell."""
    known = said(cells)
    return None if known.null_count == len(known) else by_value(known, day_of)


def said(cells: pa.Array) -> pa.Array:
    """The cells as plain values, nothing where there are only blanks; times as the clocks of their place show them."""
    plain = cells.dictionary_decode() if pa.types.is_dictionary(cells.type) else cells
    if pa.types.is_timestamp(plain.type):
        local = pc.local_timestamp(plain) if plain.type.tz else plain
        return local.cast(pa.timestamp("us"), safe=False)
    if pa.types.is_string_view(plain.type) or pa.types.is_large_string(plain.type):
        plain = plain.cast(pa.string())
    if not pa.types.is_string(plain.type):
        return plain
    return pc.if_else(pc.equal(pc.utf8_trim_whitespace(plain), ""), pa.scalar(None, plain.type), plain)


def by_value(cells: pa.Array, read: Callable[[Any], Value]) -> Column:
    """The column of these cells, of which one at least says something; every different value is read once."""
    try:
        coded = cells.dictionary_encode()
    except pa.ArrowNotImplementedError:
        what, remedy = f"a column of type {cells.type} says nothing of a fact", "give text, numbers, days or truths"
        raise RefusedCell(0, BadValue(what, remedy)) from None
    values: list[Value | None] = [None]
    for place, given in enumerate(coded.dictionary.to_pylist()):
        try:
            values.append(read(_day(given)))
        except NormGraphError as error:
            raise RefusedCell(pc.index(coded.indices, pa.scalar(place, pa.int32())).as_py(), error) from None
    return taken(column_of(values), coded.indices.fill_null(-1).to_numpy() + 1)


def _day(given: Any) -> Any:
    """The day, where the beginning of one is given."""
    return given.date() if isinstance(given, datetime) and given.time() == time() else given


def _floats(cells: pa.Array) -> Array:
    """Numbers as numpy has them, not a number where there is none."""
    found: Array = cells.fill_null(float("nan")).to_numpy(zero_copy_only=False)
    return found
