"""Where tables stand in the text for matching: rows of `| a | b |`, or cells between lines that hold only a bar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extract.quotes import Stretches
from ontology.pack import Language

TOPIC = "tables"
LONGEST = 500
"""Characters of a cell between bars that is still believed to be one."""

_LINES = re.compile(r"(?m)^[ ]*\|[^\n]*[^\s|][^\n]*(?:\n[ ]*\|[^\n]*)*")
_RULE = re.compile(r"[ |:-]+")
_BAR = re.compile(r"(?m)^[ ]*\|[ ]*$")
_STOPS = (".", ";", ":")
Range = tuple[int, int]
Rows = tuple[tuple[Range, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's place, its rows of cells, and how many of them are its header."""

    start: int
    end: int
    rows: Rows
    header: int = 1
    barred: bool = False


@lru_cache(maxsize=4)
def grids(text: str, vi: Language) -> tuple[Grid, ...]:
    """The tables of a text with more than one row and column, in its order."""
    found = [*_ruled(text), *_barred(text, vi)] if "|" in text else []
    return tuple(sorted((g for g in found if sum(len(row) > 1 for row in g.rows) > 1), key=lambda grid: grid.start))


def barred(text: str, vi: Language) -> Stretches:
    """Where the tables of the second kind stand, in which labels open no units."""
    found = [grid for grid in grids(text, vi) if grid.barred]
    return Stretches(tuple(grid.start for grid in found), tuple(grid.end for grid in found))


def _ruled(text: str) -> Iterator[Grid]:
    """Rows on one line each, with bars between the cells."""
    for found in _LINES.finditer(text):
        lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text[: found.end()][found.start() :])]
        places = [(found.start() + start, found.start() + end) for start, end in lines]
        rules = [i for i, place in enumerate(places) if _RULE.fullmatch(text, *place)]
        rows = tuple(_cells(text, place) for i, place in enumerate(places) if i not in rules)
        yield Grid(found.start(), found.end(), rows, rules[0] if rules else 1)


def _cells(text: str, line: Range) -> tuple[Range, ...]:
    bars = [m.start() for m in re.finditer(r"\|", text[line[0] : line[1]])]
    edges = [line[0] + bar for bar in bars]
    if text[edges[-1] + 1 : line[1]].strip():
        edges.append(line[1])
    return tuple(_trimmed(text, (start + 1, end)) for start, end in pairwise(edges))


def _trimmed(text: str, place: Range) -> Range:
    start, end = place
    words = text[start:end]
    bare = words.strip()
    first = start + len(words) - len(words.lstrip()) if bare else start
    return first, first + len(bare)


def _barred(text: str, vi: Language) -> Iterator[Grid]:
    """Cells of one or several lines, with bars on lines of their own between them; two bars part two rows."""
    run: list[Range] = []
    width, filled = 0, 0
    for bar in _BAR.finditer(text):
        place = (run[-1][1] if run else bar.start(), bar.start())
        empty = not text[place[0] : place[1]].strip()
        if run and not empty and not _is_cell(text, place, vi, full=bool(width) and filled >= width):
            yield from _grid(text, run)
            run, width, filled = [], 0, 0
        elif run:
            width = width or (filled if empty else 0)
            filled = 0 if empty else filled + 1
        run.append(bar.span())
    yield from _grid(text, run)


def _is_cell(text: str, place: Range, vi: Language, *, full: bool) -> bool:
    """Whether what stands between two bars is a cell, and not the law's text behind a table."""
    start, end = place
    if end - start > LONGEST or vi.pattern(TOPIC, "ends").search(text, start, end):
        return False
    stopped = full or text[start:end].rstrip().endswith(_STOPS)
    return not (stopped and vi.pattern(TOPIC, "labelled").match(text, start, end))


def _grid(text: str, bars: Sequence[Range]) -> Iterator[Grid]:
    if len(bars) > 2:
        cells = [_trimmed(text, (before[1], after[0])) for before, after in pairwise(bars)]
        yield Grid(bars[0][0], bars[-1][1], tuple(tuple(row) for row in _rows(cells) if row), barred=True)


def _rows(cells: Sequence[Range]) -> list[list[Range]]:
    """The cells row by row: of several empty ones, one parts the rows, the others fill the columns."""
    rows: list[list[Range]] = [[]]
    empty: list[Range] = []
    for cell in cells:
        if cell[0] == cell[1]:
            empty.append(cell)
            continue
        if empty:
            missing = len(rows[0]) - len(rows[-1]) if len(rows) > 1 else 0
            trailing = min(max(missing, 0), len(empty) - 1)
            rows[-1] += empty[:trailing]
            rows.append(empty[trailing + 1 :])
            empty = []
        rows[-1].append(cell)
    return rows
