"""What stands below an article: clauses, points, items; in their order, outside quoted payloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.marks import Mark
from extract.reader import Range, Reader
from extract.sequence import chain

SECTIONS = 2
"""Roman headings that make a division of an article, in which clauses count anew."""


def below(reader: Reader, article: Mark, end: int) -> Iterator[Mark]:
    """The clauses of an article and what is below them; without clauses, its points."""
    for start, stop in _stretches(reader, article, end):
        found = _clauses(reader, (start, stop))
        yield from found
        for holder, last in zip(found or [article], [*(c.start for c in found[1:]), stop], strict=True):
            yield from _points(reader, holder, (max(holder.body, start), last))


def loose(reader: Reader, within: Range) -> Iterator[Mark]:
    """Clauses, or else points, that belong to no article of this text and need not begin with the first."""
    clauses, _ = chain(reader.candidates("clause", within), leap=3)
    yield from clauses
    for clause, stop in zip(clauses, [*(c.start for c in clauses[1:]), within[1]], strict=False):
        yield from _points(reader, clause, (clause.body, stop))
    if not clauses:
        points, _ = chain(reader.candidates("point", within), leap=4)
        yield from _with_items(reader, points, within[1])


def _stretches(reader: Reader, article: Mark, end: int) -> Iterator[Range]:
    """The article's body, or its parts under Roman headings."""
    romans, _ = chain(reader.candidates("annex_section", (article.end, end)), leap=1, from_one=True)
    starts = [mark.start for mark in romans] if len(romans) >= SECTIONS else []
    yield from zip([article.body, *starts], [*starts, end], strict=True)


def _clauses(reader: Reader, within: Range) -> list[Mark]:
    clauses, wrong = chain(reader.both("clause", within), leap=3, from_one=True)
    reader.problems.extend(wrong)
    return clauses


def _points(reader: Reader, holder: Mark, within: Range) -> Iterator[Mark]:
    details = _details(reader, holder, within)
    yield from details
    starts = [within[0], *(mark.body for mark in details)]
    for start, stop in zip(starts, [*(mark.start for mark in details), within[1]], strict=True):
        yield from _listed(reader, (start, stop))


def _listed(reader: Reader, within: Range) -> Iterator[Mark]:
    """The points of a stretch, with their items."""
    found = reader.both("point", within)
    detailed = _detailed(reader, found)
    plain = [mark for mark in found if not (mark.key[1] and mark.key[0] in detailed)]
    points, wrong = chain(plain, leap=4, from_one=True)
    reader.problems.extend(wrong)
    yield from _with_items(reader, points, within[1])


def _with_items(reader: Reader, points: Sequence[Mark], end: int) -> Iterator[Mark]:
    for point, stop in zip(points, [*(p.start for p in points[1:]), end], strict=False):
        yield point
        items, _ = chain(reader.candidates("item", (point.end, stop)), leap=2)
        yield from items


def _details(reader: Reader, clause: Mark, within: Range) -> list[Mark]:
    """The decimal numbers that detail a clause: 2.1 and 2.2 under 2."""
    found = reader.candidates("detail", within) if clause.kind == "clause" else []
    own = [mark for mark in found if mark.key[0] == clause.key[0]]
    numbers = [int(mark.label.split(".")[1]) for mark in own]
    return own if numbers == list(range(1, len(own) + 1)) else []


def _detailed(reader: Reader, found: Sequence[Mark]) -> set[int]:
    """The points whose indexed labels (b1, b2) detail them: where b ends in a colon before b1; else b1 stands beside b."""
    plain: dict[int, Mark] = {}
    detailed: dict[int, bool] = {}
    for mark in found:
        letter, index, _ = mark.key
        if index == 0:
            plain[letter] = mark
        elif letter not in detailed:
            above = reader.page.text[max(0, mark.start - 40) : mark.start].rstrip()
            detailed[letter] = letter in plain and above.endswith(":")
    return {letter for letter, is_item in detailed.items() if is_item}
