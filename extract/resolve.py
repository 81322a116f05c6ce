"""What a target is: an eId of this very document, looked up in its tree, or of another document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.attach import Step
from extract.citations import ANNEX_PARTS, TOPIC
from extract.marks import roman
from ontology.document import Document, Finding, Reference, Unit
from ontology.pack import Jurisdiction, Language

UNSURE = frozenset({"section", "subsection", "clause", "point", "item"})
"""Kinds of which many have the same label: without what they belong to, nobody can say that they are missing."""

OUTER = frozenset({"part", "chapter", "section", "subsection"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation stands: its unit and all units around it, from the outside in; by kind, what "this" would be."""

    path: tuple[Unit, ...]

    @property
    def unit(self) -> Unit:
        """The innermost unit."""
        return self.path[-1]

    def nearest(self, kind: str) -> Unit | None:
        """The enclosing unit of a kind."""
        return next((unit for unit in reversed(self.path) if unit.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Atlas:
    """The tree of a document by eId, and how steps are written as eIds."""

    units: Mapping[str, Unit]
    kinds: frozenset[str]
    numbered: Mapping[str, str]
    prefixes: Mapping[str, str]
    ranks: Mapping[str, int]
    ordinals: Mapping[str, str]

    def steps(self, steps: Sequence[Step]) -> str:
        """The eId of steps that say everything themselves."""
        at = next((i for i, step in enumerate(steps) if step[0] == "article"), 0)
        annexes = [step for step in steps[:at] if step[0] == "annex"]
        if steps and steps[0][0] in {"form", "row"}:
            annexes = [("annex", "", False)]
        return "__".join(self._step(kind, label) for kind, label, _ in (*annexes, *steps[at:]))

    def _step(self, kind: str, label: str) -> str:
        small = self.ordinals.get(label.lower(), label.lower())
        return f"{self.prefixes[kind]}_{small.replace(' ', '_').replace('/', '-')}" if label else self.prefixes[kind]

    def internal(self, steps: Sequence[Step], place: Place) -> tuple[str, bool | None]:
        """The eId of a target in this document, seen from a place, and whether the tree has it (None: cannot be told)."""
        base, rest = self._anchored(steps, place)
        eid = "__".join(part for part in (base, self.steps(rest)) if part)
        if rest and rest[0][0] in ANNEX_PARTS:
            return eid, True if eid in self.units else None
        annex = place.nearest("annex")
        if annex and f"{annex.eid}__{eid}" in self.units:
            return f"{annex.eid}__{eid}", True
        eid = self.numbered.get(_in_digits(eid), eid)
        if eid in self.units:
            return eid, True
        first = rest[0][0] if rest else ""
        unsure = annex or first not in self.kinds or (not base and first in UNSURE)
        return eid, None if unsure else False

    def _anchored(self, steps: Sequence[Step], place: Place) -> tuple[str, Sequence[Step]]:
        """The eId from which the steps go on: of "this" unit, or of the unit around that the first step lacks."""
        at = max((i for i, step in enumerate(steps) if step[2]), default=-1)
        if at >= 0:
            around = place.nearest(steps[at][0])
            return (around.eid if around else ""), steps[at + 1 :]
        return self._around(steps[0], place), steps

    def _around(self, first: Step, place: Place) -> str:
        kind, label, _ = first
        if kind in {"article", "part", "chapter"} | ANNEX_PARTS:
            return ""
        holders = [unit for unit in place.path if self.ranks.get(unit.kind, 99) < self.ranks[kind] and unit.eid]
        if kind in OUTER:
            holders = [unit for unit in holders if unit.kind in OUTER]
        for unit in reversed(holders):
            if f"{unit.eid}__{self._step(kind, label)}" in self.units:
                return unit.eid
        inner = [unit for unit in holders if unit.kind not in {"annex", *OUTER}]
        return (inner or holders)[-1].eid if holders else ""


def atlas(document: Document, vi: Language, vn: Jurisdiction) -> Atlas:
    """The tree of a document, ready for look-ups."""
    prefixes = {level.kind: level.prefix for level in vn.levels} | dict(vi.cues[TOPIC]["prefixes"])
    ranks = {level.kind: i for i, level in enumerate(vn.levels)} | {"annex": -2, "form": -1, "row": 21}
    ordinals = {word: str(i) for i, word in enumerate(vi.words("structure", "ordinals"), 1)}
    units = {unit.eid: unit for unit in document.root.walk()}
    numbered = {_in_digits(eid): eid for eid, unit in units.items() if unit.kind in {*OUTER, "annex"}}
    return Atlas(units, frozenset(u.kind for u in units.values()), numbered, prefixes, ranks, ordinals)


def _in_digits(eid: str) -> str:
    """An eId with its Roman numerals as digits: some texts count chapters in one way and cite them in the other."""
    return "__".join(re.sub(r"_([ivxlc]+)$", lambda found: f"_{roman(found[1])}", step) for step in eid.split("__"))


def dangling(references: Sequence[Reference]) -> Iterator[Finding]:
    """A finding for every citation of a provision that the document does not have."""
    for reference in references:
        if reference.resolved is False:
            yield Finding("dangling", reference.source, f"there is no {reference.eid} in this document")
