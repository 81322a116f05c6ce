"""Tables as data: what an annex lists row by row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ontology.document import Source, Span


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a cell, or the range or bound that it gives; `op` as thresholds are printed, `unit` as written."""

    op: str
    value: Decimal
    unit: str = ""
    value2: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: where it stands in the document's text (empty where it is empty), and the numbers in it."""

    span: Span
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the provision it belongs to, the cells of its header, and those of its rows."""

    source: Source
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
