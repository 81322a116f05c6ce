"""The domain as JSON: the only place where answers take the shapes of the interface. Nothing unknown is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.citation import citation, cited
from api.from_case import case_of
from api.penalties import number, powers, printed
from ontology.answer import Conflict, Fined, Judged, Penalty, Proof, TierDefect, Truth, Verdict
from ontology.case import Case, Value
from ontology.condition import ALWAYS, Quantity
from ontology.document import Finding, Source, Work
from ontology.event import Event
from ontology.fact import Fact
from ontology.law import Law
from ontology.norm import Act, Deadline, Measure, Multiplier, Norm, Party, Sanction
from ontology.notation import show
from ontology.pack import Jurisdiction
from ontology.text import Text
from reason.applicable import disagreeing

JSON = dict[str, Any]

__all__ = ["Wire", "case_of", "value"]


@dataclass(frozen=True, slots=True)
class Wire:
    """What answers are written with: the jurisdiction, the facts known, and the laws that citations name."""

    vn: Jurisdiction
    facts: Mapping[str, Fact]
    laws: Sequence[Law] = ()

    def cite(self, source: Source | None) -> JSON | None:
        """A citation object, or null."""
        return citation(source, self.vn) if source else None

    def cite_id(self, id: str) -> JSON:
        """The citation of a norm or fine named by id (`NUMBER#eid…`), also where the graph does not hold it."""
        number, _, rest = id.partition("#")
        work = next((law.work for law in self.laws if law.work.number == number), Work("", number, 0))
        return cited(work, rest.partition("/")[0].partition("~")[0], self.vn)

    def fact(self, id: str) -> JSON:
        """A fact: its question in both languages, and what may be answered."""
        known = self.facts.get(id)
        if known is None:
            return {"fact": id, "kind": None, "label": words(Text(id)), "question": words(Text(id))}
        codes = {code: words(concept.label) for code, concept in self.vn.concepts(id).items()}
        return {
            "fact": id, "kind": known.kind, "label": words(known.label), "question": words(known.question),
            "unit": known.unit or None, "codes": codes or None,
            "presumed": value(known.presume) if known.presume is not None else None,
        }  # fmt: skip

    def norm(self, norm: Norm) -> JSON:
        """A norm of the graph."""
        return {
            "norm": norm.id, "modality": str(norm.modality), "citation": self.cite(norm.sources[0]),
            "bearer": self._named(norm.bearer, "subjects"), "action": self._named(norm.action, "activities"),
            "object": norm.object or None,
            "when": show(norm.when), "summary": summary(norm), "sanction": [self.cite_id(id) for id in norm.sanction],
            "deadline": [deadline(one) for one in norm.deadline], "exception_to": list(norm.exception_to),
            "remedies": list(norm.remedies), "compensates": list(norm.compensates),
            "in_force": period(norm), "link": self._link(norm.sources[0].work),
        }  # fmt: skip

    def tier(self, sanction: Sanction) -> JSON:
        """A fine tier among the norms: its own clause and its amounts as printed."""
        own = self.cite(sanction.sources[0])
        return {
            "norm": sanction.id, "modality": sanction.kind, "citation": own, "bearer": None,
            "action": self._named(sanction.act, "acts"), "when": show(sanction.when), "summary": summary(sanction),
            "sanction": [own], **printed(sanction),
            "in_force": period(sanction), "link": self._link(sanction.sources[0].work),
        }  # fmt: skip

    def verdict(self, judged: Judged) -> JSON:
        """What one norm says of a case."""
        norm = judged.norm
        return {
            "norm": norm.id, "modality": str(norm.modality), "citation": self.cite(norm.sources[0]),
            "summary": summary(norm), "verdict": str(judged.verdict), "missing": list(judged.missing),
            "deadline": [deadline(one) for one in norm.deadline],
            "sanctions": [self.cite_id(id) for id in norm.sanction],
            "displaced_by": [self.cite(other.sources[0]) for other in judged.by],
            "disagree": [[self.cite(a.sources[0]), self.cite(b.sources[0])] for a, b in disagreeing(judged.by)],
            "bearer": self._named(norm.bearer, "subjects"), "action": self._named(norm.action, "activities"),
            "proof": proof(judged.proof) if judged.proof else None,
        }  # fmt: skip

    def applicable(self, case: Case, judged: Iterable[Judged], ask: Iterable[tuple[str, int]]) -> JSON:
        """Every verdict on the case, and which questions would settle how many."""
        verdicts = [self.verdict(one) for one in judged]
        return {
            "on": case.on.isoformat(), "verdicts": verdicts,
            "ask": [{**self.fact(id), "decides": decides} for id, decides in ask],
            "assumed": self.assumed(case, frozenset().union(*(row["missing"] for row in verdicts))),
        }  # fmt: skip

    def penalty(self, penalty: Penalty) -> JSON:
        """What a breach risks: the tiers that apply or may apply, and the facts that would settle it."""
        return {
            "on": penalty.case.on.isoformat(), "verdict": overall(penalty),
            "fines": [{**self.fined(one), **powers(one, penalty.case, self)} for one in penalty.fines], "missing": list(penalty.missing),
            "ask": [self.fact(id) for id in penalty.missing],
            "assumed": [self._assumed(id, penalty.case.facts) for id in penalty.assumed],
            "not_in_force": [{**self.tier(one), "citation": self.cite(one.sources[0])} for one in penalty.not_in_force],
            "looked_at": penalty.looked_at, "left_out": penalty.left_out,
        }  # fmt: skip

    def fined(self, fined: Fined) -> JSON:
        """One tier: amounts in dong after multipliers and cap, and every clause that had a say."""
        own = fined.sanction
        measures = [(measure, truth) for measure, truth in fined.measures if truth is not Truth.FALSE]
        return {
            "citation": self.cite(own.sources[0]), "kind": own.kind, "summary": summary(own),
            "verdict": str(fined.verdict), "min": fined.minimum, "max": fined.maximum,
            "base": printed(own),
            "multipliers": [self._multiplier(*one) for one in fined.multipliers if one[1] is not Truth.FALSE],
            "cap": {"amount": fined.cap.amount, "citation": self.cite(fined.cap.source)} if fined.cap else None,
            "supplementary": [self._measure(*one) for one in measures if one[0].kind == "supplementary"],
            "remedial": [self._measure(*one) for one in measures if one[0].kind == "remedial"],
            "missing": list(fined.missing), "proof": proof(fined.proof) if fined.proof else None,
            "link": self._link(own.sources[0].work),
        }  # fmt: skip

    def conflict(self, conflict: Conflict, told: Sequence[Text] = ()) -> JSON:
        """A conflict with the case that shows it; `told` are its text and its arguments in both languages."""
        prevails = conflict.prevails
        return {
            "id": conflict.id, "kind": conflict.kind, "code": conflict.code,
            "norms": [self.cite(side.sources[0]) for side in conflict.sides],
            "witness": self.witness(conflict.witness),
            "prevails": self.cite(prevails.sources[0]) if prevails else None,
            "principle": self.cite(conflict.principle), "arguments": list(conflict.arguments),
            "status": "resolved" if prevails else "unresolved", "text": conflict.text,
            "told": [words(text) for text in told],
            "sides": [{"norm": side.id, "summary": summary(side)} for side in conflict.sides],
        }  # fmt: skip

    def defect(self, defect: TierDefect) -> JSON:
        """A fault of a fine table; `against` is the other tier where two are at odds."""
        return {
            "citation": self.cite(defect.sources[0]), "kind": defect.kind, "text": defect.text,
            "against": [self.cite(source) for source in defect.sources[1:]],
            "witness": self.witness(defect.witness),
        }  # fmt: skip

    def finding(self, finding: Finding) -> JSON:
        """Something a person should look at."""
        return {"code": finding.code, "where": self.cite(finding.source), "text": finding.text}

    def event(self, event: Event) -> JSON:
        """What a provision does to a target: the operation, the work and provision, and what the law says of it."""
        told = {
            "part": event.part, "old": event.old, "new": event.new, "after": event.after, "before": event.before,
            "when": event.when, "on": event.on and event.on.isoformat(), "until": event.until and event.until.isoformat(),
            "except_for": list(event.except_for),
            "payload": [event.payload.start, event.payload.end] if event.payload else None,
        }  # fmt: skip
        target = {"doc": event.number, "name": event.name, "eid": event.eid}
        said = {key: held for key, held in told.items() if held}
        return {"op": event.op.value, "target": target, **said, "citation": self.cite(event.source)}

    def document(self, law: Law, articles: int, references: int) -> JSON:
        """What was read of one document."""
        return {
            "doc": law.work.number, "title": law.work.title or law.title.vi, "articles": articles,
            "norms": len(law.norms), "sanctions": len(law.sanctions), "references": references,
            "definitions": len(law.definitions), "events": len(law.events),
            "findings": [self.finding(one) for one in law.findings],
            "iri": law.work.iri, "in_force": period(law),
        }  # fmt: skip

    def law(self, law: Law) -> JSON:
        """A work that the graph knows."""
        return {
            "doc": law.work.number, "title": words(law.title) if law.title.vi else words(Text(law.work.title)),
            "citation": cited(law.work, "", self.vn), "norms": len(law.norms), "sanctions": len(law.sanctions),
            "findings": len(law.findings), "in_force": period(law), "link": law.link or None,
        }  # fmt: skip

    def witness(self, case: Case | None) -> JSON | None:
        """A case that shows a fault."""
        if case is None:
            return None
        return {"facts": {id: value(held) for id, held in sorted(case.facts.items())}, "on": case.on.isoformat()}

    def assumed(self, case: Case, leave: frozenset[str] = frozenset()) -> list[JSON]:
        """What was only assumed, with the words for it."""
        return [self._assumed(id, case.facts) for id in sorted(case.assumed - leave)]

    def _assumed(self, id: str, facts: Mapping[str, Value]) -> JSON:
        known = self.facts.get(id)
        held = facts.get(id, known.presume if known else None)
        label = words(known.label) if known else words(Text(id))
        return {"fact": id, "value": value(held) if held is not None else None, "label": label}

    def _multiplier(self, multiplier: Multiplier, truth: Truth) -> JSON:
        return {
            "factor": number(multiplier.factor), "reason": multiplier.reason.vi, "reason_en": multiplier.reason["en"],
            "citation": self.cite(multiplier.source), "verdict": applies(truth),
            "when": show(multiplier.when) if multiplier.when != ALWAYS else None,
        }  # fmt: skip

    def _measure(self, measure: Measure, truth: Truth) -> JSON:
        own = measure.text
        return {
            "text": own.vi, "text_en": own["en"], "citation": self.cite(measure.source), "verdict": applies(truth),
            "when": show(measure.when) if measure.when != ALWAYS else None,
        }  # fmt: skip

    def _named(self, named: Party | Act, scheme: str) -> JSON | None:
        if not named.concept and not named.words:
            return None
        concept = self.vn.schemes.get(scheme, {}).get(named.concept)
        label = concept.label if concept else Text(named.words or named.concept)
        return {"concept": named.concept or None, "words": named.words or None, "label": words(label)}

    def _link(self, work: Work) -> str | None:
        return next((law.link for law in self.laws if law.work.iri == work.iri and law.link), None)


def value(held: Value) -> bool | str:
    """A fact's value: amounts with their unit, codes and days as they are written."""
    match held:
        case bool():
            return held
        case Quantity():
            return str(held)
        case date():
            return held.isoformat()
        case str():
            return held


def proof(found: Proof, wire: Wire | None = None) -> JSON:
    """A claim in our notation, its truth, and what it rests on; with the clause that makes a part matter, where asked."""
    return {
        "claim": show(found.claim), "truth": found.truth.name.lower(),
        "because": [proof(one, wire) for one in found.because],
        **({"citation": wire.cite(found.source)} if wire and found.source else {}),
    }  # fmt: skip


def overall(penalty: Penalty) -> str:
    """One verdict on the whole: applies, unknown, not_in_force or not_applies."""
    if any(fined.verdict is Verdict.APPLIES for fined in penalty.fines):
        return str(Verdict.APPLIES)
    if penalty.missing:
        return str(Verdict.UNKNOWN)
    return str(Verdict.NOT_IN_FORCE if penalty.not_in_force else Verdict.NOT_APPLIES)


def summary(rule: Norm | Sanction) -> JSON:
    """One line on a rule: our own words, else those of the law."""
    said = rule.summary.vi or (rule.action.words if isinstance(rule, Norm) else rule.act.words)
    return words(Text(said or rule.sources[0].quote[:300], rule.summary.en))


def words(text: Text) -> JSON:
    """Words in both languages."""
    return {"vi": text["vi"], "en": text["en"]}


def period(rule: Norm | Sanction | Law) -> JSON:
    """From the first day in force to the first no longer; null is not known or not ended."""
    start, end = rule.in_force.start, rule.in_force.end
    return {"from": start.isoformat() if start else None, "to": end.isoformat() if end else None}


def deadline(one: Deadline) -> JSON:
    """A time limit."""
    return {
        "value": number(one.value), "unit": one.unit, "after": one.after or None, "direction": one.direction,
        "since": one.since or None,
    }  # fmt: skip


def applies(truth: Truth) -> str:
    """A truth as the verdict on a clause."""
    return {Truth.TRUE: "applies", Truth.UNKNOWN: "unknown", Truth.FALSE: "not_applies"}[truth]
