"""A way to act lawfully, as JSON: what to change, which provisions that satisfies, or which leave no way."""

from __future__ import annotations

from collections.abc import Iterable

from api.wire import JSON, Wire, value
from ontology.answer import Change, Repair
from ontology.case import Value
from ontology.document import Source
from ontology.norm import Norm, Sanction
from ontology.notation import show


def repair(found: Repair, wire: Wire) -> JSON:
    """The first of the smallest changes, the others, and the rules that are broken as things are."""
    ways = [[change(one, wire) for one in way] for way in found.ways]
    return {
        "on": found.case.on.isoformat(), "lawful": not found.broken,
        "changes": ways[0] if ways else [], "norms": cited(found.broken, wire), "others": ways[1:],
        "impossible": bool(found.conflict), "conflict": cited(found.conflict, wire),
        "fixed": [told(fact, found.case.facts[fact], wire) for fact in found.fixed],
        "given_up": bool(found.broken) and not (found.ways or found.conflict),
        "open": cited(found.open, wire),
        "assumed": [told(fact, found.case.facts[fact], wire) for fact in found.assumed],
    }  # fmt: skip


def change(one: Change, wire: Wire) -> JSON:
    """One fact told otherwise; `to` is null where an act is left undone, `must` says all values that will do."""
    return {
        "fact": one.fact, "from": _value(one.before), "to": _value(one.after), "must": show(one.must),
        "label": wire.fact(one.fact)["label"],
    }  # fmt: skip


def told(fact: str, held: Value, wire: Wire) -> JSON:
    """A fact as the case has it."""
    return {"fact": fact, "value": value(held), "label": wire.fact(fact)["label"]}


def cited(rules: Iterable[Norm | Sanction], wire: Wire) -> list[JSON | None]:
    """Where these rules stand, each provision once."""
    sources: dict[tuple[str, str], Source] = {}
    for rule in rules:
        sources.setdefault((rule.sources[0].work.iri, rule.sources[0].eid), rule.sources[0])
    return [wire.cite(source) for source in sources.values()]


def _value(held: Value | None) -> bool | str | None:
    return None if held is None else value(held)
