"""A document laid out for looking things up in it: its text on one line, and which unit's own words stand where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extract.lines import Clean, clean
from extract.quotes import Payloads, payloads
from ontology.document import Document, Source, Unit
from ontology.pack import Language


@dataclass(frozen=True, slots=True)
class Path:
    """A unit with those above it, from the outermost on; `start` and `end` bound its own words on the page."""

    units: tuple[Unit, ...]
    start: int
    end: int

    @property
    def unit(self) -> Unit:
        """The unit itself."""
        return self.units[-1]

    def above(self, kind: str) -> Unit | None:
        """The innermost unit of this kind around the words."""
        return next((unit for unit in reversed(self.units) if unit.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Page:
    """`flat` is the text for matching with its line breaks as spaces; `tree` has every unit with words of its own."""

    document: Document
    clean: Clean
    flat: str
    quoted: Payloads
    tree: tuple[tuple[Unit, ...], ...]
    starts: tuple[int, ...]

    def path(self, at: int) -> Path:
        """The unit in whose own words this place lies."""
        return self.laid(self.units(at))

    def units(self, at: int) -> tuple[Unit, ...]:
        """The same without its bounds."""
        return self.tree[max(0, bisect_right(self.starts, self.clean.place(at)) - 1)]

    def laid(self, units: tuple[Unit, ...]) -> Path:
        """A unit with the bounds of its own words."""
        lead = units[-1].lead
        return Path(units, self.clean.at(lead.start), self.clean.at(lead.end))

    def source(self, start: int, end: int, rule: str) -> Source:
        """Where these words stand."""
        span = self.clean.span(start, end)
        eid = self.units(start)[-1].eid
        return Source(self.document.work, eid, span, span.of(self.document.text), rule)

    def words(self, start: int, end: int) -> str:
        """These words with one space between them."""
        return " ".join(self.flat[start:end].split())

    def body(self, path: Path) -> int:
        """Where the unit's own words begin behind label and heading."""
        unit = path.unit
        if unit.heading and unit.heading.end > unit.heading.start:
            return self.clean.at(unit.heading.end)
        label = re.compile(rf"\W{{0,8}}(?:[^\W\d]+\s+)?{re.escape(unit.label)}\s*[.)/:-]?\s*", re.IGNORECASE)
        found = label.match(self.flat, path.start, path.end) if unit.label else None
        return found.end() if found else path.start


def page_of(document: Document, vi: Language) -> Page:
    """The page of a document."""
    page = clean(document.text, vi)
    tree = tuple(path for path in _paths(document.root, ()) if path[-1].lead.start < path[-1].lead.end)
    starts = tuple(path[-1].lead.start for path in tree)
    return Page(document, page, page.text.replace("\n", " "), payloads(page.text, vi), tree, starts)


def _paths(unit: Unit, above: tuple[Unit, ...]) -> Iterator[tuple[Unit, ...]]:
    path = (*above, unit)
    yield path
    for child in unit.children:
        yield from _paths(child, path)
