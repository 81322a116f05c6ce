"""Events in the rows of the annotated articles (`vnlaw-gold/1`): one for each operation and target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.from_codified import TOPIC as CODIFIED
from ontology.event import WORDING, Event, Op

_NUMERAL = re.compile(
    r"(?<=^chuong-)[ivxlc]+|(?<=\.chuong-)[ivxlc]+|(?<=^phan-)[ivxlc]+|(?<=phu-luc-)[ivxlc]+(?=[a-z]?(?:\.|$))"
)


def amendment_rows(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """The rows of some events. Phrases that become the same one, or fall away together, are one row at a place.

    What the codifier's lines tell stands in no row: it is not ordered there.
    """
    seen: set[tuple[object, ...]] = set()
    for event in events:
        if event.source.rule == CODIFIED:
            continue
        key = (event.op, event.source, event.number, event.name, event.eid, event.new)
        if (event.op in WORDING or (event.op == Op.COMMENCE and event.on)) and key not in seen:
            seen.add(key)
            yield _row(event)


def _row(event: Event) -> dict[str, Any]:
    work = event.number or (f"name:{event.name.lower()}" if event.name else "self")
    target = f"{work}#{_provision(event.eid)}" if event.eid else work
    if event.op == Op.COMMENCE:
        target = f"{target}@{event.on}"
    row = {"provision": _provision(event.source.eid), "op": event.op.value, "target": target}
    return row | {"span": [event.payload.start, event.payload.end]} if event.payload else row


def _provision(eid: str) -> str:
    """An eId as the annotated articles write it, Roman numerals in capitals: `chuong-II`."""
    return _NUMERAL.sub(lambda found: found[0].upper(), eid.replace("__", ".").replace("_", "-"))
