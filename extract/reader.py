"""What every step of reading a structure needs: the text for matching, and the lines that may open a unit."""

from __future__ import annotations

from dataclasses import dataclass

from extract.lines import Clean
from extract.marks import INLINE, Mark, continues, marks
from extract.quotes import Payloads
from extract.sequence import Problem
from ontology.pack import Language

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reader:
    """The text for matching, its payloads, the language, the letters of points; problems are gathered on the way."""

    page: Clean
    quoted: Payloads
    vi: Language
    letters: str
    problems: list[Problem]

    def candidates(self, kind: str, within: Range) -> list[Mark]:
        """The lines of a stretch that may open a unit of this kind."""
        text = self.page.text
        found = marks(kind, text, self.vi, within, self.letters)
        return [m for m in found if m.start not in self.quoted and not continues(text, m, self.vi)]

    def both(self, kind: str, within: Range) -> list[Mark]:
        """The same with those in the middle of lines, where line breaks were lost."""
        found = self.candidates(kind, within)
        lines = {mark.start for mark in found}
        more = (m for m in self.candidates(kind + INLINE, within) if m.start not in lines)
        return sorted([*found, *more], key=lambda mark: mark.start)
