"""Tables with their numbers, each under the provision it stands in."""

from __future__ import annotations

from extract.grids import TOPIC, Grid, Range, grids
from extract.lines import Clean, clean
from extract.quantities import number, thresholds
from ontology.document import Document, Source, Span, Unit
from ontology.pack import Language
from ontology.table import Cell, Table, Value

LONGEST = 200
"""Characters of a cell in which numbers are looked for; what is longer is prose."""

FRAMES = frozenset({"preamble", "closing"})
RANGE = "[]"
BOUNDS = {"<": "<", ">": ">", "≤": "<=", "≥": ">="}


def tables(document: Document, vi: Language) -> tuple[Table, ...]:
    """The tables of a document, in its order; what frames its head and its signatures is none."""
    page = clean(document.text, vi)
    found = (_table(document, page, grid, vi) for grid in grids(page.text, vi))
    return tuple(table for table in found if table.source.eid not in FRAMES)


def _table(document: Document, page: Clean, grid: Grid, vi: Language) -> Table:
    span = page.span(grid.start, grid.end)
    source = Source(document.work, _around(document.root, span).eid, span, span.of(document.text), "table")
    columns = _columns([page.text[start:end] for row in grid.rows[: grid.header][-1:] for start, end in row], vi)
    header = tuple(Cell(page.span(*cell)) for row in grid.rows[: grid.header] for cell in row)
    return Table(source, header, tuple(_row(page, row, columns, vi) for row in grid.rows[grid.header :]))


def _columns(titles: list[str], vi: Language) -> list[str | None]:
    """The unit of each column; None for one that only counts the rows."""
    return [None if vi.pattern(TOPIC, "counting").match(title) else _unit(title, vi) for title in titles]


def _row(page: Clean, places: tuple[Range, ...], columns: list[str | None], vi: Language) -> tuple[Cell, ...]:
    """The cells; columns are known where the row has as many as the header."""
    units = columns if len(columns) == len(places) else [None if i == 0 else "" for i, _ in enumerate(places)]
    return tuple(_cell(page, place, unit, vi) for place, unit in zip(places, units, strict=True))


def _around(unit: Unit, span: Span) -> Unit:
    """The innermost unit in which a table begins."""
    inner = next((child for child in unit.children if child.span.start <= span.start < child.span.end), None)
    return _around(inner, span) if inner else unit


def _cell(page: Clean, place: Range, unit: str | None, vi: Language) -> Cell:
    words = page.text[place[0] : place[1]]
    return Cell(page.span(*place), () if unit is None else _values(words, unit, vi))


def _values(words: str, unit: str, vi: Language) -> tuple[Value, ...]:
    if len(words) > LONGEST or not any(letter.isdigit() for letter in words):
        return ()
    found = vi.pattern(TOPIC, "value").fullmatch(words)
    if not found:
        return tuple(Value(t.op, t.value, t.unit, t.value2) for t in thresholds(words, vi))
    first, own = number(found["a"], vi), (found["unit"] or unit).strip()
    if found["b"]:
        return (Value(RANGE, first, own, number(found["b"], vi)),)
    return (Value(BOUNDS.get(found["op"] or "", "=="), first, own),)


def _unit(title: str, vi: Language) -> str:
    found = vi.pattern(TOPIC, "column_unit").search(title)
    return found["unit"] if found else ""
