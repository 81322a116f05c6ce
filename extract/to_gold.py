"""Readings in the prediction format of the annotated articles (`vnlaw-gold/1`).

Targets are written `self#dieu-5.khoan-2`; points directly under an article stand under the key "0".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

from extract.clauses_of_norms import found_norms
from extract.events_for_gold import amendment_rows
from extract.found import FoundNorm
from extract.quantities import Threshold
from extract.sanctions import for_gold
from extract.tokens import TOPIC as NORMS
from ontology.document import Document, Reference, Span, Unit
from ontology.law import Law
from ontology.norm import Deadline
from ontology.pack import Jurisdiction, Language

SELF = "self"
OUTER = frozenset({"part", "chapter"})
_CAPITALS = re.compile(r"(?<=^chuong_)\w+|(?<=^muc_)\w+|(?<=^phan_)\w+|(?<=^phu_luc_)\w+|(?<=[\w])[-.](?=[^\W\d]).+")
"""What was made lower in an eId: Roman numerals, and what follows the number of a form."""


class Read(Protocol):
    """What is needed of a reading: the document, its law and its references."""

    @property
    def document(self) -> Document: ...  # noqa: D102
    @property
    def law(self) -> Law: ...  # noqa: D102
    @property
    def references(self) -> tuple[Reference, ...]: ...  # noqa: D102


def gold(readings: Iterable[Read], paths: Iterable[str], vi: Language, vn: Jurisdiction) -> dict[str, Any]:
    """The predictions for these documents; `paths` are their paths as the annotated files name them."""
    return {"documents": [_document(reading, path, vi, vn) for reading, path in zip(readings, paths, strict=True)]}


def _document(reading: Read, path: str, vi: Language, vn: Jurisdiction) -> dict[str, Any]:
    norms = tuple(found_norms(reading.document, vi))
    fined = for_gold(reading.document, reading.references, vi, vn)
    return {
        "file": path,
        "articles": [
            _article(unit, reading, norms, vi, vn) | fined.get(unit.label, {}) for unit in _main(reading.document)
        ],
    }


def _main(document: Document) -> Iterable[Unit]:
    """One article a label: the format has no place for those of annexes and forms that bear a number of the act itself."""
    first: dict[str, Unit] = {}
    for unit in document.units("article"):
        first.setdefault(unit.label, unit)
    return first.values()


def _article(
    article: Unit, reading: Read, norms: tuple[FoundNorm, ...], vi: Language, vn: Jurisdiction
) -> dict[str, Any]:
    return {
        "article": article.label,
        "structure": _structure(article, reading.document.text),
        "references": [
            _reference(r, vn)
            for r in reading.references
            if below(r.source.eid, article.eid) and r.kind != "vague" and target(r) != SELF
        ],
        "norms": [_norm(n, reading.document, vi) for n in norms if below(n.unit.eid, article.eid)],
        "sanctions": [],
        "measures": [],
        "amendments": list(amendment_rows(e for e in reading.law.events if below(e.source.eid, article.eid))),
    }


def below(eid: str, article: str) -> bool:
    """Whether a provision is the article or lies in it."""
    return eid == article or eid.startswith(article + "__")


def target(reference: Reference) -> str:
    """The annotated articles' way to write a target."""
    work = reference.number or (f"name:{reference.name.lower()}" if reference.name else SELF)
    return f"{work}#{provision(reference.eid)}" if reference.eid else work


def provision(eid: str) -> str:
    """An eId as the annotated articles write it: `dieu-5.khoan-2.diem-a`, `phu-luc-II.mau-05`."""
    return ".".join(_CAPITALS.sub(lambda found: found[0].upper(), step) for step in eid.split("__")).replace("_", "-")


def _structure(article: Unit, text: str) -> dict[str, Any]:
    clauses = [c for c in article.children if c.kind == "clause"]
    points = {c.label: [p.label for p in c.walk() if p.kind == "point"] for c in clauses}
    direct = [p.label for p in article.children if p.kind == "point"]
    labelled = {"0": direct} | points if direct else points
    return {
        "heading": article.heading.of(text).strip() if article.heading else "",
        "khoan_labels": [c.label for c in clauses],
        "diem_labels": {key: labels for key, labels in labelled.items() if labels},
    }


def _reference(reference: Reference, vn: Jurisdiction) -> dict[str, Any]:
    named = replace(reference, eid=_as_written(reference, vn))
    return {"span": _span(reference.source.span), "target": target(named)}


def _as_written(reference: Reference, vn: Jurisdiction) -> str:
    """The eId without the chapter or part that holds a section but is not named with it."""
    words = reference.source.quote.lower()
    unsaid = {level.prefix for level in vn.levels if level.kind in OUTER and level.word.lower() not in words}
    steps = reference.eid.split("__")
    return "__".join(step for i, step in enumerate(steps) if i == len(steps) - 1 or step.split("_")[0] not in unsaid)


def _norm(norm: FoundNorm, document: Document, vi: Language) -> dict[str, Any]:
    return {
        "modality": norm.modality.value,
        "span": _span(norm.span),
        "bearer": norm.bearer.words or _thing(norm, document, vi),
        "action": norm.action,
        "conditions": [part.words for part in (*norm.conditions, *norm.items)],
        "exceptions": [part.words for part in norm.exceptions],
        "deadline": [_deadline(d) for d in norm.deadlines if d.unit != "date"],
        "thresholds": [threshold(t) for t in norm.thresholds],
    }


def _thing(norm: FoundNorm, document: Document, vi: Language) -> str:
    """What the norm is said of, where it names no one: the format takes the grammatical subject then."""
    start = norm.span.start
    fronted = [part.span.end for part in norm.conditions if part.span.start == start]
    words = document.text[max([start, *fronted]) : norm.span.end].lstrip(" ,:\n")
    found = vi.pattern(NORMS, "said_of").match(words)
    return " ".join(found["thing"].split()) if found else ""


def _deadline(deadline: Deadline) -> dict[str, Any]:
    again = deadline.direction == "every" and deadline.unit != "per_year"
    return {"value": float(deadline.value), "unit": "periodic" if again else deadline.unit}


def threshold(found: Threshold) -> dict[str, Any]:
    """A bound as the annotated articles write it."""
    row: dict[str, Any] = {"op": found.op, "value": float(found.value), "unit": found.unit}
    return row if found.value2 is None else row | {"value2": float(found.value2)}


def _span(span: Span | None) -> list[int]:
    return [span.start, span.end] if span else [0, 0]
