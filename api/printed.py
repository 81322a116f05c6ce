"""What a document prints, provision by provision, and whether it bears a claim out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import assert_never

from api.claims import Value
from extract.deadlines import deadlines, lengths
from extract.quantities import money, number
from ontology.condition import Quantity
from ontology.document import Document, Unit
from ontology.norm import Deadline
from ontology.pack import Jurisdiction, Language

_CALENDAR = ("month", "year")


class Printed:
    """A document as a source of figures: `words` of a provision are its text after the opening words of those above it."""

    def __init__(self, read: Document, vi: Language, vn: Jurisdiction) -> None:
        self.read, self.vi, self.vn = read, vi, vn

    @cached_property
    def places(self) -> dict[str, tuple[Unit, ...]]:
        """Every unit by eId, with the units above it."""
        found: dict[str, tuple[Unit, ...]] = {}

        def visit(unit: Unit, above: tuple[Unit, ...]) -> None:
            found.setdefault(unit.eid, (*above, unit))
            for child in unit.children:
                visit(child, (*above, unit))

        visit(self.read.root, ())
        return found

    def words(self, eid: str) -> str:
        """The text of a provision; the whole text for an empty eId."""
        if not eid:
            return unicodedata.normalize("NFC", self.read.text)
        line = self.places.get(eid, ())
        spans = [unit.lead for unit in line[1:-1]] + [unit.span for unit in line[-1:]]
        return unicodedata.normalize("NFC", "\n".join(span.of(self.read.text) for span in spans))

    def bears(self, value: Value, words: str) -> bool:
        """Whether the words print the value; text stands as it is, but for spaces."""
        match value:
            case str(quote):
                return flat(quote) in flat(words)
            case Quantity() as quantity:
                return quantity in set(self.quantities(words))
            case Deadline() as deadline:
                return self._limits(deadline, words)
            case date() as day:
                return day in set(_days(words))
            case int(amount):
                return amount in {found.amount for found in money(words, self.vi)}
            case Decimal() as bare:
                return bare in {figure for figure, _, _ in self._figures(words)}
            case _:
                assert_never(value)

    def runs_to(self, start: date, end: date, words: str) -> bool:
        """Whether the words print a length of months or years that runs from the one day to the other."""
        months = (end.year - start.year) * 12 + end.month - start.month
        found = {n * (12 if unit == "year" else 1) for n, unit in lengths(words, self.vi) if unit in _CALENDAR}
        return start.day == end.day and Decimal(months) in found

    def quantities(self, words: str) -> Iterator[Quantity]:
        """The numbers of a text in canonical units; one without a unit takes that of the next, if it stands close."""
        found = list(self._figures(words))
        for (value, unit, end), (_, following, start) in pairwise([*found, (Decimal(0), "", len(words) + 99)]):
            spelt = unit or (following if start - end <= 24 else "")
            yield self.vn.measured(value, spelt or "1")

    def _figures(self, words: str) -> Iterator[tuple[Decimal, str, int]]:
        """The numbers with the units beside them, and where they end."""
        pattern = re.compile(rf"(?<!\w)(?P<n>{self.vi.pattern('quantities', 'number').pattern})(?!\w*\d)")
        units = sorted((spelling for spelling in self.vn.units if spelling), key=len, reverse=True)
        spelt = "|".join(map(re.escape, units))
        after = re.compile(rf"\s*(?:\([^()0-9]{{1,40}}\)\s*)?({spelt})(?![\w/])", re.IGNORECASE)
        for found in pattern.finditer(words):
            unit = after.match(words, found.end())
            yield number(found["n"], self.vi), unit[1] if unit else "", found.end()

    def _limits(self, claim: Deadline, words: str) -> bool:
        """Whether a length of time stands in the text; limits without a number are read as the reader does."""
        if (claim.value, claim.unit) in set(lengths(words, self.vi)):
            return True
        read = [limit.deadline for limit in deadlines(words, self.vi)]
        return any((limit.value, limit.unit) == (claim.value, claim.unit) for limit in read)


def flat(words: str) -> str:
    """The words in composed letters with single spaces."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def _days(words: str) -> Iterator[date]:
    """The dates of a text, however their parts are joined."""
    for found in re.finditer(r"(?<!\d)(\d{1,2})\D{1,9}?(\d{1,2})\D{1,8}?(\d{4})(?!\d)", words):
        day, month, year = map(int, found.groups())
        with suppress(ValueError):
            yield date(year, month, day)
