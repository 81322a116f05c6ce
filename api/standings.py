"""How duties stand, as JSON: beside the verdict on each of them, once a case tells what was done."""

from __future__ import annotations

from collections.abc import Iterable

from api.wire import JSON, Wire, proof
from ontology.answer import Standing, Truth
from ontology.case import Case
from ontology.fact import deed


def tells_deeds(case: Case) -> bool:
    """Whether the case says of anything that it was done or not."""
    return any(map(deed, case.facts))


def with_standings(answer: JSON, standings: Iterable[Standing], wire: Wire) -> JSON:
    """The answer on what applies, every verdict with how that duty stands; null where that is no question."""
    known = {one.norm.id: standing(one, wire) for one in standings}
    return {**answer, "verdicts": [{**row, "standing": known.get(row["norm"])} for row in answer["verdicts"]]}


def standing(one: Standing, wire: Wire) -> JSON:
    """A status with its proof, its last day, and what the breach has turned on."""
    return {
        "status": str(one.status), "due": one.due.isoformat() if one.due else None,
        "missing": [wire.fact(id) for id in one.missing], "assumed": list(one.assumed),
        "fines": [
            {"citation": wire.cite(fine.sources[0]), "verdict": "applies" if truth is Truth.TRUE else "unknown"}
            for fine, truth in one.sanctions
        ],
        "remedies": [wire.cite(duty.sources[0]) for duty in one.remedies], "proof": proof(one.proof, wire),
    }  # fmt: skip
