"""What follows the articles: annexes with their parts, rows and forms, the regulations they issue, notes of consolidators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.marks import FIRST, Mark, marks
from extract.reader import Range, Reader
from extract.sequence import Problem, chain

FEWEST = 3
"""Articles that make an annex a regulation; forms of decisions have two."""

SPARSE = 400
"""Characters of a regulation that stand at least beside each dotted blank."""

NOTES = 2
"""Notes that make a list of notes."""


def annexes(reader: Reader, within: Range) -> list[Mark]:
    """The annexes behind the articles: each label once, in the order of the text; forms where no annex holds them."""
    found = reader.candidates("annex", within) + reader.candidates("annexed", within)
    seen: set[str] = set()
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda m: m.start):
        name = f"{mark.kind} {mark.label.lower()}"
        if name not in seen:
            seen.add(name)
            kept.append(mark)
    return kept


def regulation(
    text: str, articles: Sequence[Mark], within: Range, blank: Sequence[Mark]
) -> tuple[list[Mark], list[Problem]]:
    """The articles that an annex has of its own, before its forms, and what is wrong with their order."""
    until = min([within[1], *(form.start for form in blank)])
    inner, wrong = chain([a for a in articles if within[0] <= a.start < until], leap=3, from_one=True)
    return (inner, wrong) if len(inner) >= FEWEST and not _to_fill(text, within) else ([], [])


def _to_fill(text: str, within: Range) -> bool:
    """Whether a text has so many dotted blanks that it is a form."""
    start, end = within
    return (text.count("…", start, end) + text.count("....", start, end)) * SPARSE > end - start


def forms(reader: Reader, within: Range) -> list[Mark]:
    """The forms of a stretch; of a label that is listed first and follows later, the one with more below it."""
    found = reader.candidates("form", within)
    longest: dict[str, tuple[int, Mark]] = {}
    for mark, following in pairwise([*found, None]):
        if mark:
            length = (following.start if following else within[1]) - mark.start
            if length > longest.get(mark.label.lower(), (0, mark))[0]:
                longest[mark.label.lower()] = length, mark
    return sorted((mark for _, mark in longest.values()), key=lambda mark: mark.start)


def parts(reader: Reader, within: Range) -> Iterator[Mark]:
    """The parts of an annex without articles: A, I, 1, a and the numbered rows of its tables, as far as in order."""
    larger, _ = chain(reader.candidates("annex_part", within), leap=1, from_one=True)
    yield from larger
    for start, stop in _between(larger, within):
        sections, _ = chain(reader.candidates("annex_section", (start, stop)), leap=1, from_one=True)
        yield from sections
        for first, last in _between(sections, (start, stop)):
            yield from reader.candidates("row", (first, last))
            yield from _clauses(reader, (first, last))


def _clauses(reader: Reader, within: Range) -> Iterator[Mark]:
    clauses, _ = chain(reader.candidates("clause", within), leap=1, from_one=True)
    yield from clauses
    for clause, stop in zip(clauses, [*(c.start for c in clauses[1:]), within[1]], strict=False):
        yield from chain(reader.candidates("point", (clause.body, stop)), leap=1, from_one=True)[0]


def _between(marks: Sequence[Mark], within: Range) -> Iterator[Range]:
    """The stretch before the first mark, and that of each mark up to the next."""
    starts = [within[0], *(mark.body for mark in marks)]
    yield from zip(starts, [*(mark.start for mark in marks), within[1]], strict=True)


def notes(reader: Reader, end: int) -> list[Mark]:
    """The notes behind a consolidated text: the last list that counts from one."""
    if "[" not in reader.page.text:
        return []
    found = list(marks("note", reader.page.text, reader.vi, (0, end)))
    start = next((i for i in range(len(found) - 1, -1, -1) if found[i].key == FIRST), None)
    listed = found[start:] if start is not None else []
    ordered, _ = chain(listed, leap=3, from_one=True)
    return ordered if len(ordered) >= NOTES else []
