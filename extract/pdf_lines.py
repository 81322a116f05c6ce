"""Lines of a printed page from words with places: which words stand in one line, which lines in one column and paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

SOFT_HYPHEN = "\u00ad"
GUTTER = 1.6
"""Heights of a line that lie free between two columns, and between two blocks that stand side by side."""

BOTH = 5
"""Lines on each side of a gutter before it parts columns."""

INDENT = 0.9
"""Heights of a line by which a first line of a paragraph is set in."""

STOPS = (".", ";", ":", "!", "?")
LONG = 40
"""Letters of a line that tells where the print begins and ends."""

USUAL = 20
"""One line in so many that begins at a place makes it an edge of the print."""

SHORT = 2.5
"""Heights of a line that a full line may end before the edge."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words in one line and where they stand on the page, in points; `whole` are rows of tables, joined to nothing.

    `column` is 0 on a page of one column and across the page, else 1 or 2.
    """

    words: str
    x0: float
    top: float
    x1: float
    bottom: float
    whole: bool = False
    column: int = 0

    @property
    def height(self) -> float:
        """How tall the letters are."""
        return max(1.0, self.bottom - self.top)


def lines_of(words: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Lines from words, top to bottom; words far apart in one line are two lines side by side."""
    placed = [_line(word) for word in words]
    rows: list[list[Line]] = []
    for word in sorted(placed, key=lambda one: one.top + one.bottom):
        if rows and _level(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [line for row in rows for line in _parted(sorted(row, key=lambda one: one.x0))]


def _line(word: Mapping[str, Any]) -> Line:
    x0, top, x1, bottom = (float(word[key]) for key in ("x0", "top", "x1", "bottom"))
    return Line(str(word["text"]), x0, top, x1, bottom)


def _level(first: Line, word: Line) -> bool:
    """Whether a word stands in the same line as another: their middles lie close, whatever the sizes of the letters."""
    return word.top + word.bottom - first.top - first.bottom < max(first.height, word.height)


def _parted(row: Sequence[Line]) -> Iterator[Line]:
    line = row[0]
    for word in row[1:]:
        if word.x0 - line.x1 < GUTTER * max(line.height, word.height):
            line = _joined(line, word)
        else:
            yield line
            line = word
    yield line


def _joined(line: Line, word: Line) -> Line:
    top, bottom = min(line.top, word.top), max(line.bottom, word.bottom)
    return replace(line, words=f"{line.words} {word.words}", x1=max(line.x1, word.x1), top=top, bottom=bottom)


def columns(lines: Sequence[Line]) -> list[Line]:
    """Lines in reading order: across the page from top to bottom, and column by column where there are two."""
    middle = _gutter(lines)
    ordered = sorted(lines, key=lambda line: (line.top, line.x0))
    if middle is None:
        return _beside(ordered)
    read: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in ordered:
        if line.x0 < middle < line.x1:
            read += [*_beside(left), *_beside(right), line]
            left, right = [], []
        elif line.x1 <= middle:
            left.append(replace(line, column=1))
        else:
            right.append(replace(line, column=2))
    return [*read, *_beside(left), *_beside(right)]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a page of two columns is parted: a strip that few lines cross, many lines on both sides of it."""
    if not lines:
        return None
    start, end = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        at = start + share * (end - start)
        sides = Counter("l" if line.x1 <= at else "r" if line.x0 >= at else "over" for line in lines)
        if min(sides["l"], sides["r"]) >= BOTH and sides["over"] * 4 <= min(sides["l"], sides["r"]):
            return at
    return None


def _beside(ordered: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom; of those that stand side by side, the left ones of the block first."""
    blocks: list[list[Line]] = []
    for line in ordered:
        if blocks and any(line.top < other.bottom - other.height / 3 for other in blocks[-1]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [line for block in blocks for line in _side_by_side(block)]


def _side_by_side(block: Sequence[Line]) -> Iterator[Line]:
    """The lines of a block, column by column: those that stand over one another belong together."""
    stacks: list[list[Line]] = []
    for line in sorted(block, key=lambda one: one.x0):
        if stacks and line.x0 < max(other.x1 for other in stacks[-1]):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    for stack in stacks:
        yield from sorted(stack, key=lambda one: one.top)


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The lines joined where one goes on in the next: full to its right edge, no stop at its end, the next not set in."""
    if not lines:
        return
    edges = {column: _edges([line for line in lines if line.column == column]) for column in {x.column for x in lines}}
    words = lines[0].words
    for line, following in pairwise(lines):
        if _goes_on(line, following, edges[line.column], edges[following.column]):
            words = _glued(words, following.words)
        else:
            yield words
            words = following.words
    yield words


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Where the print begins and ends: the leftmost of the usual beginnings, and where full lines end."""
    plain = [line for line in lines if not line.whole and len(line.words) > LONG] or lines
    starts = Counter(round(line.x0) for line in plain)
    usual = [start for start, times in starts.items() if times * USUAL >= len(plain)]
    ends = sorted(line.x1 for line in plain)
    return float(min(usual or starts)), ends[int(len(ends) * 0.9)]


def _goes_on(line: Line, following: Line, here: tuple[float, float], there: tuple[float, float]) -> bool:
    if line.whole or following.whole:
        return False
    if line.words.endswith(SOFT_HYPHEN):
        return True
    full = line.x1 > here[1] - SHORT * line.height
    flush = abs(following.x0 - there[0]) < INDENT * line.height
    same = abs(line.height - following.height) < line.height / 3
    return full and flush and same and not line.words.endswith(STOPS)


def _glued(words: str, following: str) -> str:
    if words.endswith(SOFT_HYPHEN):
        return words[:-1] + following
    broken = words.endswith(("-", "/")) and words[-2:-1].isalnum() and following[:1].isalnum()
    return words + following if broken else f"{words} {following}"
