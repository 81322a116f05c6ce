"""A table of cases as people keep it (facts across, cases down) into the columns that the judges read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from api.case_table import CaseTable
from api.cells import Cells, RefusedCell, days
from api.from_case import fact_named
from ontology.errors import BadValue, NormGraphError
from ontology.fact import Fact
from ontology.pack import Jurisdiction, Language
from reason.columns import ON, Column, Columns, Days, missing, presuming

CASE, DAY = "case", "on"
"""The columns that are no facts: what a case is called (its number in the table, where there is none), and its day."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some cases of a table: their names, and what is known of them."""

    names: pa.Array
    columns: Columns


@dataclass(frozen=True, slots=True)
class FromTable:
    """What tables are read against; `own_days` where the cases' own days count, `today` for those that say none.

    Rows are `numbered` where they are those of the whole table, and named by their numbers in errors.
    """

    facts: Mapping[str, Fact]
    vn: Jurisdiction
    languages: tuple[Language, ...]
    own_days: bool
    today: date
    numbered: bool = True

    def batches(self, table: CaseTable) -> Iterator[Batch]:
        """The cases, batch by batch. Raises UnknownFact, BadValue or BadDate with the column and, in it, the row."""
        self.check(table.schema.names)
        before = 0
        for rows in table.batches:
            yield self.batch(rows, before)
            before += rows.num_rows

    def check(self, names: Sequence[str]) -> None:
        """Raises BadValue where two columns have one name, UnknownFact where one has the name of no fact."""
        for place, name in enumerate(names):
            if name in names[:place]:
                raise BadValue(f"two columns are named “{name[:80]}”", "name each column once", f"column {name[:80]}")
            if name not in {CASE, DAY}:
                fact_named(name, self.facts)

    def batch(self, rows: pa.RecordBatch, before: int) -> Batch:
        """The cases of these rows, so many of the table being before them."""
        names = _names(rows, before)
        cells = Cells(self.vn, self.languages)
        known: dict[str, Column] = {}
        for name, values in zip(rows.schema.names, rows.columns, strict=True):
            try:
                column = (
                    days(values) if name == DAY else None if name == CASE else cells.column(self.facts[name], values)
                )
            except RefusedCell as refused:
                raise self._told(refused, name, names, before) from None
            if column is not None:
                known[name] = column
        day = known.pop(DAY, None)
        if self.own_days:
            known[ON] = self._dated(day, rows.num_rows)
        return Batch(names, presuming(Columns(rows.num_rows, known), self.vn))

    def _dated(self, day: Column | None, cases: int) -> Column:
        if day is None:
            return Days(np.full(cases, self.today.toordinal(), np.int32))
        return Days(np.where(missing(day), np.int32(self.today.toordinal()), day.values))

    def _told(self, refused: RefusedCell, name: str, names: pa.Array, before: int) -> NormGraphError:
        """The error with the place of the cell: the column, the row without the heading, and the case where it has a name."""
        row, case = before + refused.row + 1, str(names[refused.row])[:80]
        where = [f"column {name}", f"row {row}" if self.numbered else "", f"case {case}" if case != str(row) else ""]
        error = refused.error
        return type(error)(error.what, error.remedy, ", ".join(filter(None, where)))


def _names(rows: pa.RecordBatch, before: int) -> pa.Array:
    if CASE in rows.schema.names:
        names = rows.column(CASE)
        return names.dictionary_decode() if pa.types.is_dictionary(names.type) else names
    return pa.array(np.arange(before + 1, before + rows.num_rows + 1))
