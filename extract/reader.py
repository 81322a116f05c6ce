"""What every step of reading a structure needs: the text for matching, and the lines that may open a unit."""

from __future__ import annotations

from dataclasses import dataclass

from extract.grids import barred
from extract.lines import Clean
from extract.marks import INLINE, Mark, continues, marks
from extract.quotes import Payloads, Stretches, payloads
from extract.sequence import Problem
from ontology.pack import Jurisdiction, Language

Range = tuple[int, int]
LISTED = frozenset({"clause", "point", "item", "detail", "clause" + INLINE, "point" + INLINE})
"""Labels that tables use for their own rows."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The text for matching, its payloads and tables, the language, the letters of points; problems are gathered."""

    page: Clean
    quoted: Payloads
    vi: Language
    letters: str
    cells: Stretches
    problems: list[Problem]

    def candidates(self, kind: str, within: Range) -> list[Mark]:
        """The lines of a stretch that may open a unit of this kind."""
        text = self.page.text
        found = marks(kind, text, self.vi, within, self.letters)
        free = [m for m in found if m.start not in self.quoted and not continues(text, m, self.vi)]
        return [m for m in free if m.start not in self.cells] if self.cells.starts and kind in LISTED else free

    def both(self, kind: str, within: Range) -> list[Mark]:
        """The same with those in the middle of lines, where line breaks were lost."""
        found = self.candidates(kind, within)
        lines = {mark.start for mark in found}
        more = (m for m in self.candidates(kind + INLINE, within) if m.start not in lines)
        return sorted([*found, *more], key=lambda mark: mark.start)


def reader_of(page: Clean, vi: Language, vn: Jurisdiction) -> Reader:
    """Everything that reading a page needs."""
    letters = vn.settings["structure"]["letters"]
    return Reader(page, payloads(page.text, vi), vi, letters, barred(page.text, vi), [])
