"""What a text tells of changes, and the links that editors put beside it, as JSON."""

from __future__ import annotations

from typing import Any

from api.citation import citation, cited
from ontology.document import Reference, Work
from ontology.event import Event
from ontology.pack import Jurisdiction


def event(one: Event, vn: Jurisdiction) -> dict[str, Any]:
    """An event: who orders it where, what it does to which provision of which work, from when."""
    work = Work("", one.number, 0) if one.number or one.name else one.source.work
    return {
        "op": one.op.value, "target": cited(work, one.eid, vn) | {"name": one.name or None}, "part": one.part or None,
        "by": cited(Work("", one.by_number, 0), one.by_eid, vn) if one.by_number else citation(one.source, vn),
        "told": citation(one.source, vn),
        "from": one.on.isoformat() if one.on else None, "to": one.until.isoformat() if one.until else None,
        "payload": [one.payload.start, one.payload.end] if one.payload else None,
        "old": one.old or None, "new": one.new or None, "after": one.after or None, "before": one.before or None,
        "except_for": list(one.except_for), "when": one.when or None,
    }  # fmt: skip


def link(one: Reference, vn: Jurisdiction) -> dict[str, Any]:
    """A link: from which provision, to which; what is not known by number keeps its code or words as `name`."""
    target = cited(Work("", one.number, 0), one.eid, vn) if one.number else None
    return {"where": citation(one.source, vn), "to": target, "name": one.name or None}
