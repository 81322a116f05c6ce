"""Procedures as JSON: their papers and steps, each with the place that says so."""

from __future__ import annotations

from collections.abc import Iterable

from api.wire import JSON, Wire, deadline
from ontology.procedure import Procedure


def procedures(found: Iterable[Procedure], wire: Wire) -> list[JSON]:
    """The procedures of a document."""
    return [_procedure(one, wire) for one in found]


def _procedure(procedure: Procedure, wire: Wire) -> JSON:
    return {
        "name": procedure.name, "citation": wire.cite(procedure.source),
        "dossier": [{"text": paper.quote, "citation": wire.cite(paper)} for paper in procedure.dossier],
        "steps": [
            {
                "actor": step.actor, "text": step.source.quote, "citation": wire.cite(step.source),
                "deadline": [deadline(one) for one in step.deadlines],
            }
            for step in procedure.steps
        ],
    }  # fmt: skip
