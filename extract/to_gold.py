"""Readings in the prediction format of the annotated articles (`vnlaw-gold/1`).

Targets are written `self#dieu-5.khoan-2`; points directly under an article stand under the key "0".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from extract.clauses_of_norms import found_norms
from extract.found import FoundNorm
from extract.quantities import Threshold
from ontology.document import Document, Reference, Span, Unit
from ontology.norm import Deadline, Law, Measure, Sanction
from ontology.pack import Language

SELF = "self"


class Read(Protocol):
    """What is needed of a reading: the document, its law, and its references."""

    @property
    def document(self) -> Document: ...  # noqa: D102
    @property
    def law(self) -> Law: ...  # noqa: D102
    @property
    def references(self) -> tuple[Reference, ...]: ...  # noqa: D102


def gold(readings: Iterable[Read], paths: Iterable[str], vi: Language) -> dict[str, Any]:
    """The predictions for these documents; `paths` are their paths as the annotated files name them."""
    return {"documents": [_document(reading, path, vi) for reading, path in zip(readings, paths, strict=True)]}


def _document(reading: Read, path: str, vi: Language) -> dict[str, Any]:
    norms = tuple(found_norms(reading.document, vi))
    articles = reading.document.units("article")
    return {"file": path, "articles": [_article(unit, reading, norms) for unit in articles]}


def _article(article: Unit, reading: Read, norms: tuple[FoundNorm, ...]) -> dict[str, Any]:
    law, text = reading.law, reading.document.text
    sanctions = [s for s in law.sanctions if below(s.sources[0].eid, article.eid)]
    return {
        "article": article.label,
        "structure": _structure(article, text),
        "references": [
            _reference(r) for r in reading.references if below(r.source.eid, article.eid) and r.kind != "vague"
        ],
        "norms": [_norm(n) for n in norms if below(n.unit.eid, article.eid)],
        "sanctions": [_sanction(s) for s in sanctions if s.kind == "fine"],
        "measures": _measures(law.sanctions, article),
        "amendments": [],
    }


def below(eid: str, article: str) -> bool:
    """Whether a provision is the article or lies in it."""
    return eid == article or eid.startswith(article + "__")


def target(reference: Reference) -> str:
    """The annotated articles' way to write a target."""
    work = reference.number or (f"name:{reference.name.lower()}" if reference.name else SELF)
    return f"{work}#{provision(reference.eid)}" if reference.eid else work


def provision(eid: str) -> str:
    """An eId as the annotated articles write it: `dieu-5.khoan-2.diem-a`."""
    return eid.replace("__", ".").replace("_", "-")


def _structure(article: Unit, text: str) -> dict[str, Any]:
    clauses = [c for c in article.children if c.kind == "clause"]
    points = {c.label: [p.label for p in c.children if p.kind == "point"] for c in clauses}
    direct = [p.label for p in article.children if p.kind == "point"]
    labelled = {"0": direct} | points if direct else points
    return {
        "heading": article.heading.of(text).strip() if article.heading else "",
        "khoan_labels": [c.label for c in clauses],
        "diem_labels": {key: labels for key, labels in labelled.items() if labels},
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {"span": _span(reference.source.span), "target": target(reference)}


def _norm(norm: FoundNorm) -> dict[str, Any]:
    return {
        "modality": norm.modality.value,
        "span": _span(norm.span),
        "bearer": norm.bearer.words,
        "action": norm.action,
        "conditions": [part.words for part in (*norm.conditions, *norm.items)],
        "exceptions": [part.words for part in norm.exceptions],
        "deadline": [_deadline(d) for d in norm.deadlines if d.unit != "date"],
        "thresholds": [threshold(t) for t in norm.thresholds],
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {"value": float(deadline.value), "unit": deadline.unit}


def threshold(found: Threshold) -> dict[str, Any]:
    """A bound as the annotated articles write it."""
    row: dict[str, Any] = {"op": found.op, "value": float(found.value), "unit": found.unit}
    return row if found.value2 is None else row | {"value2": float(found.value2)}


def _sanction(sanction: Sanction) -> dict[str, Any]:
    source = sanction.sources[0]
    return {
        "provision": provision(source.eid),
        "min": sanction.minimum,
        "max": sanction.maximum,
        "behaviour": sanction.act.words,
        "span": _span(source.span),
        "thresholds": [],
    }


def _measures(sanctions: Iterable[Sanction], article: Unit) -> list[dict[str, Any]]:
    touched: dict[Measure, list[str]] = {}
    for sanction in sanctions:
        for measure in sanction.measures:
            if below(measure.source.eid, article.eid):
                touched.setdefault(measure, []).append(sanction.sources[0].eid)
    return [
        {"provision": provision(m.source.eid), "kind": m.kind, "applies_to": [f"{SELF}#{provision(e)}" for e in eids]}
        for m, eids in touched.items()
    ]


def _span(span: Span | None) -> list[int]:
    return [span.start, span.end] if span else [0, 0]
