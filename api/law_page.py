"""What the page of a provision shows: its text where the document was read, and every rule that rests on it."""

from __future__ import annotations

from typing import Any

from api.citation import cited
from api.verbs import Verbs
from api.wire import JSON
from ontology.clauses import covers
from ontology.document import BASE, Document
from ontology.errors import NotFound
from ontology.law import Law
from ontology.norm import Cap, Measure, Multiplier, Norm, Sanction

ELI = f"{BASE}eli/"


def law_url(citation: JSON, lang: str) -> str:
    """The address of a provision's page."""
    place = citation["iri"].removeprefix(ELI)
    return f"/law/{place}{'?lang=en' if lang == 'en' else ''}"


def provision(verbs: Verbs, place: str) -> dict[str, Any]:
    """The provision at this place (country, kind, year, number, eId). Raises NotFound."""
    law, eid = _found(verbs, place)
    document = verbs.graph.document(law.work.iri)
    if eid and not _exists(law, document, eid):
        raise NotFound(f"{law.work.number} holds no provision {eid[:80]}", "look at the document's own page", eid[:80])
    wire = verbs.wire
    return {
        "citation": cited(law.work, eid, verbs.vn), "law": wire.law(law), "text": _text(document, eid),
        "rules": [wire.norm(norm) for norm in law.norms if _rests(norm, eid)]
        + [wire.tier(fine) for fine in law.sanctions if _rests(fine, eid)],
        "clauses": list(dict.fromkeys(_clauses(law, eid))),
        "above": [cited(law.work, one, verbs.vn) for one in _above(eid)],
        "below": [cited(law.work, one, verbs.vn) for one in _below(document, law, eid)],
    }  # fmt: skip


def _found(verbs: Verbs, place: str) -> tuple[Law, str]:
    for law in verbs.graph.laws():
        own = law.work.iri.removeprefix(ELI)
        if place == own or place.startswith(own + "/"):
            return law, place[len(own) + 1 :]
    raise NotFound("the graph holds no such document", "read it into the graph with `normgraph read`", place[:80])


def _exists(law: Law, document: Document | None, eid: str) -> bool:
    if document and document.unit(eid):
        return True
    return any(covers(eid, known) for known in _eids(law))


def _eids(law: Law) -> list[str]:
    """Every provision that a rule of the law, one of its clauses, an office or a period rests on."""
    clauses = [clause.source.eid for fine in law.sanctions for clause in _spoken(fine)]
    rules: tuple[Norm | Sanction, ...] = (*law.norms, *law.sanctions)
    powers = [one.source.eid for one in law.authorities] + [one.source.eid for one in law.limitations]
    powers += [source.eid for office in law.authorities for source in office.measures]
    return [source.eid for rule in rules for source in rule.sources] + clauses + powers


def _spoken(fine: Sanction) -> tuple[Multiplier | Cap | Measure, ...]:
    return (*fine.multipliers, *fine.caps, *fine.measures)


def _text(document: Document | None, eid: str) -> str:
    if document is None or not eid:
        return ""
    unit = document.unit(eid)
    return unit.span.of(document.text) if unit else ""


def _rests(rule: Norm | Sanction, eid: str) -> bool:
    return any(covers(eid, source.eid) for source in rule.sources) if eid else False


def _clauses(law: Law, eid: str) -> list[str]:
    """What multipliers, caps and measures at this provision say, in the words of the base."""
    found = []
    for fine in law.sanctions:
        found += [f"× {one.factor.normalize():f}: {one.reason.vi}" for one in fine.multipliers if one.source.eid == eid]
        found += [one.text.vi for one in fine.measures if one.source.eid == eid]
    found += [
        f"{one.title}: {one.ceiling:,}".replace(",", ".")
        for one in law.authorities
        if one.ceiling and one.source.eid == eid
    ]
    return found


def _above(eid: str) -> list[str]:
    steps = eid.split("__")
    return ["__".join(steps[:n]) for n in range(len(steps))] if eid else []


def _below(document: Document | None, law: Law, eid: str) -> list[str]:
    """The provisions one step below: those of the text where it was read, else those that rules rest on."""
    if document:
        unit = document.unit(eid) if eid else document.root
        articles = [one.eid for one in document.units("article")] if not eid else []
        return articles or [child.eid for child in unit.children if unit] if unit else []
    depth = len(eid.split("__")) if eid else 0
    heads = ("__".join(known.split("__")[: depth + 1]) for known in _eids(law) if covers(eid, known) and known != eid)
    return sorted(dict.fromkeys(heads), key=_in_order)


def _in_order(eid: str) -> list[tuple[int, str]]:
    """Numbers by size, letters by alphabet."""
    labels = [step.rpartition("_")[2] for step in eid.split("__")]
    return [(int(label) if label.isdigit() else 0, label) for label in labels]
