"""Tables as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ontology.table import Cell, Table, Value


def tables(found: Iterable[Table], text: str) -> list[dict[str, Any]]:
    """The tables of a document: where they stand, their header, and row by row their cells with the numbers in them."""
    return [
        {
            "provision": table.source.eid,
            "span": [table.source.span.start, table.source.span.end] if table.source.span else None,
            "header": [_words(cell, text) for cell in table.header],
            "rows": [[_cell(cell, text) for cell in row] for row in table.rows],
        }
        for table in found
    ]


def _cell(cell: Cell, text: str) -> dict[str, Any]:
    return {
        "text": _words(cell, text),
        "span": [cell.span.start, cell.span.end],
        "values": [_value(value) for value in cell.values],
    }


def _words(cell: Cell, text: str) -> str:
    return " ".join(cell.span.of(text).split())


def _value(value: Value) -> dict[str, Any]:
    row = {"op": value.op, "value": str(value.value), "unit": value.unit}
    return row if value.value2 is None else row | {"value2": str(value.value2)}
