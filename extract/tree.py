"""Units from the marks that open them: every character of the text in exactly one leaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.lines import Clean
from extract.marks import Mark
from ontology.document import Span, Unit, slug
from ontology.pack import Jurisdiction

ROOT, PREAMBLE, CLOSING = "document", "preamble", "closing"
RANKS = {"annex": 0, "annexed": 0, CLOSING: 0, "form": 1, "note": 2, "row": 99}
"""How deep the units stand that are no levels of the articles; a level is ten deeper than the one above."""
NAMES = {"annexed": "annex", "detail": "item"}
"""What marks are called as units, where they differ: a decimal number stands between clause and point."""
_LAYOUT = "*#\\ \t\u00a0\u200b\ufeff_"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A unit's beginning: its mark, where it begins in the raw text, and its title there."""

    mark: Mark
    start: int
    heading: Span | None = None


def begins(page: Clean, mark: Mark) -> int:
    """Where the unit begins in the raw text: at its label, or at the layout marks before it on the same line."""
    place = page.place(mark.start)
    line = page.raw.rfind("\n", 0, place) + 1
    before = page.raw[line:place]
    return line + len(before) - len(before.lstrip()) if not before.strip(_LAYOUT) else place


def grow(text: str, stretches: Sequence[Stretch], vn: Jurisdiction) -> Unit:
    """The root over the whole text."""
    whole = Span(0, len(text))
    first = stretches[0].start if stretches else len(text)
    before = Span(0, first)
    preamble = (Unit(PREAMBLE, "", PREAMBLE, before, before),) if first else ()
    return Unit(ROOT, "", "", whole, Span(0, 0), None, preamble + units(stretches, len(text), vn))


def units(stretches: Sequence[Stretch], end: int, vn: Jurisdiction, above: str = "") -> tuple[Unit, ...]:
    """The units of a stretch of text, below the eId `above`."""
    ranks = {level.kind: 10 * i for i, level in enumerate(vn.levels, 1)}
    ranks |= {"detail": ranks["clause"] + 1} | RANKS
    return tuple(_named(_siblings(stretches, end, ranks), above, "", vn, set()))


def _siblings(stretches: Sequence[Stretch], end: int, ranks: dict[str, int]) -> Iterator[Unit]:
    i = 0
    while i < len(stretches):
        rank = ranks[stretches[i].mark.kind]
        j = i + 1
        while j < len(stretches) and ranks[stretches[j].mark.kind] > rank:
            j += 1
        yield _unit(stretches[i], stretches[i + 1 : j], stretches[j].start if j < len(stretches) else end, ranks)
        i = j


def _unit(stretch: Stretch, below: Sequence[Stretch], end: int, ranks: dict[str, int]) -> Unit:
    children = tuple(_siblings(below, end, ranks))
    lead = Span(stretch.start, children[0].span.start if children else end)
    mark = stretch.mark
    return Unit(mark.kind, mark.label, "", Span(stretch.start, end), lead, stretch.heading, children)


def _named(units: Iterator[Unit], above: str, outside: str, vn: Jurisdiction, taken: set[str]) -> Iterator[Unit]:
    """The units with their eIds: articles count through the document (or annex `outside`), all others within `above`."""
    for unit in units:
        eid = _unused(_eid(unit, above, outside, vn), above, taken)
        annex = unit.kind in {"annex", "annexed"}
        below = _named(iter(unit.children), eid, eid if annex else outside, vn, taken)
        yield replace(unit, kind=NAMES.get(unit.kind, unit.kind), eid=eid, children=tuple(below))


def _eid(unit: Unit, above: str, outside: str, vn: Jurisdiction) -> str:
    match unit.kind:
        case "closing":
            return CLOSING
        case "annexed":
            return slug(unit.label).replace("-", "_")
        case "form":
            place = outside or vn.level("annex").prefix
        case "article" | "chapter" | "part":
            place = outside
        case _:
            place = above
    own = "_".join([_prefix(unit.kind, vn), *unit.label.lower().split()])
    return f"{place}__{own}" if place else own


def _prefix(kind: str, vn: Jurisdiction) -> str:
    return str(vn.settings["structure"]["prefixes"].get(kind) or vn.level(NAMES.get(kind, kind)).prefix)


def _unused(eid: str, above: str, taken: set[str]) -> str:
    """The eId, told apart where the text uses a label twice."""
    if eid in taken and above and not eid.startswith(above):
        eid = f"{above}__{eid}"
    told, n = eid, 2
    while told in taken:
        told, n = f"{eid}_{n}", n + 1
    taken.add(told)
    return told
