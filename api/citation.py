"""Citations: the parts of an eId by name, and the words by which lawyers cite them."""

from __future__ import annotations

from typing import Any

from ontology.document import Source, Work
from ontology.pack import Jurisdiction, Language, Level
from packs.en import LANGUAGE as EN

PARTS = ("article", "clause", "point")


def citation(source: Source, vn: Jurisdiction) -> dict[str, Any]:
    """A citation object; parts that are not named are null."""
    return cited(source.work, source.eid, vn)


def cited(work: Work, eid: str, vn: Jurisdiction) -> dict[str, Any]:
    """The citation object of a work's provision; of the work itself where `eid` is empty."""
    steps = {level.kind: label for level, label in steps_of(eid, vn)}
    parts = {part: steps.get(part) for part in PARTS}
    return {
        "doc": work.number, **parts, "eid": eid, "text": said(work, eid, vn), "text_en": said_in(EN, work, eid, vn),
        "iri": work.provision(eid),
    }  # fmt: skip


def said(work: Work, eid: str, vn: Jurisdiction) -> str:
    """The citation as the jurisdiction writes it, innermost first."""
    names = [f"{level.word} {label}" for level, label in reversed(steps_of(eid, vn))]
    return " ".join(part for part in (*names, _instrument(work, vn, "vi"), work.number) if part)


def said_in(language: Language, work: Work, eid: str, vn: Jurisdiction) -> str:
    """The citation in another language."""
    names = language.cues["interface"]["levels"]
    parts = [f"{names[level.kind]} {label}" for level, label in reversed(steps_of(eid, vn))]
    named = f"{_instrument(work, vn, language.code)} {work.number}".strip()
    return str(names["of"]).join(part for part in (names["joint"].join(parts), named) if part)


def _instrument(work: Work, vn: Jurisdiction, language: str) -> str:
    return vn.instruments[work.kind].label[language] if work.kind in vn.instruments else ""


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
