"""Citations: the parts of an eId by name, and the words by which lawyers cite them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontology.document import Source, Work
from ontology.pack import Jurisdiction, Level

PARTS = ("article", "clause", "point")


def citation(source: Source, vn: Jurisdiction) -> dict[str, Any]:
    """A citation object; parts that are not named are null."""
    return cited(source.work, source.eid, vn)


def cited(work: Work, eid: str, vn: Jurisdiction) -> dict[str, Any]:
    """The citation object of a work's provision; of the work itself where `eid` is empty."""
    steps = {level.kind: label for level, label in steps_of(eid, vn)}
    parts = {part: steps.get(part) for part in PARTS}
    return {"doc": work.number, **parts, "eid": eid, "text": said(work, eid, vn), "iri": work.provision(eid)}


def said(work: Work, eid: str, vn: Jurisdiction, words: Mapping[str, str] | None = None) -> str:
    """The citation in words, innermost first; `words` are another language's names of the levels."""
    steps = steps_of(eid, vn)
    names = [f"{(words or {}).get(level.kind, level.word)} {label}" for level, label in reversed(steps)]
    instrument = vn.instruments.get(work.kind)
    label = instrument.label["en" if words else "vi"] if instrument else ""
    return " ".join(part for part in (*names, label, work.number) if part)


def steps_of(eid: str, vn: Jurisdiction) -> list[tuple[Level, str]]:
    """The levels and labels of an eId, outermost first; steps that the pack does not know are left out."""
    found = (_step(step, vn) for step in eid.split("__") if step)
    return [step for step in found if step]


def _step(step: str, vn: Jurisdiction) -> tuple[Level, str] | None:
    for level in sorted(vn.levels, key=lambda known: -len(known.prefix)):
        if step.startswith(level.prefix + "_"):
            label = step[len(level.prefix) + 1 :]
            return level, label.upper() if level.numbering == "roman" else label
    return None
