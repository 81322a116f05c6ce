"""The verbs of the interface, each from plain data to plain data: what the command prints and the routes return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from api import history
from api.audited import audit
from api.find import fold, matching
from api.from_case import case_of, day_of, fact_named
from api.penalties import authority, limitation
from api.procedures import procedures
from api.repairs import repair
from api.standings import tells_deeds, with_standings
from api.tables import tables
from api.terms import terms
from api.wire import JSON, Wire
from kg.graph import Graph, Reader
from ontology.case import Case
from ontology.errors import NotFound
from ontology.fact import deed
from ontology.law import Law
from ontology.norm import Period
from ontology.pack import Jurisdiction, Language
from reason.conflicts import search
from reason.deed_facts import deed_facts
from reason.questions import ask

if TYPE_CHECKING:
    from extract.pipeline import Reading


@dataclass(frozen=True, slots=True)
class Verbs:
    """A graph with the languages and the jurisdiction that it is asked in."""

    graph: Graph
    vi: Language
    en: Language
    vn: Jurisdiction

    @property
    def wire(self) -> Wire:
        """What this graph's answers are written with."""
        return Wire(self.graph.vn, self.graph.facts, self.graph.laws())

    def language(self, code: str) -> Language:
        """English for `en`, Vietnamese otherwise."""
        return self.en if code == "en" else self.vi

    def case(self, given: Any, on: str | None = None) -> Case:
        """A case as people write it, read against the facts of this graph."""
        return case_of(given, self.graph.facts, self.vn, on, (self.vi, self.en))

    def fine(self, given: Any, on: str | None = None) -> JSON:
        """What a described violation risks."""
        return self.wire.penalty(self.graph.fine(self.case(given, on)))

    def applicable(self, given: Any, on: str | None = None) -> JSON:
        """The verdict on every norm that could concern the case."""
        case, wire = self._with_deeds(given, on)
        judged = self.graph.applicable(case)
        answer = wire.applicable(case, judged, ask(judged, self.graph.vn, case))
        return with_standings(answer, self.graph.compliance(case) if tells_deeds(case) else (), wire)

    def repair(self, given: Any, on: str | None = None, keep: Iterable[str] = ()) -> JSON:
        """The smallest change of facts that makes the case lawful; facts in `keep` stay as they are. Raises UnknownFact."""
        case, wire = self._with_deeds(given, on)
        kept = [fact_named(id, wire.facts).id for id in keep]
        return repair(self.graph.repair(case, kept), wire)

    def norms(self, doc: str | None = None, on: str | None = None) -> JSON:
        """The norms and fine tiers known; of one document and of one day, where said."""
        day = day_of(on) if on else None
        wire = self.wire
        laws = self._laws(doc)
        norms = [wire.norm(norm) for law in laws for norm in law.norms if _holds(norm.in_force, day)]
        tiers = [wire.tier(fine) for law in laws for fine in law.sanctions if _holds(fine.in_force, day)]
        return {"norms": [*norms, *tiers]}

    def conflicts(self, on: str | None = None) -> JSON:
        """Every conflict in the graph on a day; today where none is said."""
        day = day_of(on) if on else date.today()  # noqa: DTZ011  the law's day is the local one
        found = search(self.graph.laws(), day, self.vn)
        wire = self.wire
        return {
            "on": day.isoformat(), "looked_at": dict(found.looked_at),
            "conflicts": [wire.conflict(one, found.told.get(one.id, ())) for one in found.conflicts],
        }  # fmt: skip

    def tiers(self, doc: str | None = None) -> JSON:
        """Gaps, overlaps, steps down and broken wording in the fine tables."""
        number = self._laws(doc)[0].work.number if doc else None
        wire = self.wire
        return {"tiers": [wire.defect(one) for one in self.graph.tiers(number)]}

    def facts(self, words: str = "") -> JSON:
        """The facts that hold all the words, marks and case aside; all facts where no word is given."""
        known = self.graph.facts.values()
        wire = self.wire
        return {"facts": [wire.fact(fact.id) for fact in (matching(words, known) if words.strip() else known)]}

    def read(self, files: Iterable[tuple[str, bytes]], reader: Reader | None = None) -> JSON:
        """Reads documents into the graph, all of them or none, and reports what was not understood."""
        return self.report(self.graph.read(files, reader=reader))

    def report(self, readings: Iterable[Reading]) -> JSON:
        """What was read of each document."""
        wire = self.wire
        return {
            "documents": [
                {
                    **wire.document(one.law, sum(1 for _ in one.document.units("article")), len(one.references)),
                    "audit": audit(one.audit),
                }
                for one in readings
            ]
        }

    def extracted(self, readings: Sequence[Reading]) -> JSON:
        """Everything that was read of each document, rule by rule."""
        wire = Wire(self.vn, self.graph.facts, [one.law for one in readings])
        return {
            "documents": [
                {
                    **wire.document(one.law, sum(1 for _ in one.document.units("article")), len(one.references)),
                    "audit": audit(one.audit),
                    "rules": [*map(wire.norm, one.law.norms), *map(wire.tier, one.law.sanctions)],
                    "terms": terms(one.law.definitions, wire),
                    "authorities": [authority(office, wire) for office in one.law.authorities],
                    "limitations": [limitation(period, wire) for period in one.law.limitations],
                    "changes": [wire.event(event) for event in one.law.events],
                    "tables": tables(one.tables, one.document.text),
                    "events": [history.event(event, self.vn) for event in one.law.events],
                    "links": [history.link(link, self.vn) for link in one.links],
                    "procedures": procedures(one.law.procedures, wire),
                }
                for one in readings
            ]
        }

    def documents(self) -> JSON:
        """The works that the graph knows."""
        return {"documents": [self.wire.law(law) for law in self.graph.laws()]}

    def health(self) -> JSON:
        """That the graph answers, and how much it holds."""
        laws = tuple(self.graph.laws())
        return {
            "status": "ok", "documents": len(laws), "norms": sum(len(law.norms) for law in laws),
            "sanctions": sum(len(law.sanctions) for law in laws), "facts": len(self.graph.facts),
        }  # fmt: skip

    def _with_deeds(self, given: Any, on: str | None) -> tuple[Case, Wire]:
        """A case that may tell what was done, and what answers to it are written with."""
        deeds = deed_facts(self.graph.norms(), self.vn) if _names_deeds(given) else {}
        facts = {**deeds, **self.graph.facts}
        return case_of(given, facts, self.vn, on, (self.vi, self.en)), replace(self.wire, facts=facts)

    def _laws(self, doc: str | None) -> tuple[Law, ...]:
        """The laws with this number, exactly or as typed without marks. Raises NotFound."""
        laws = tuple(self.graph.laws())
        if doc is None:
            return laws
        exact = tuple(law for law in laws if law.work.number == doc)
        found = exact or tuple(law for law in laws if fold(law.work.number) == fold(doc))
        if not found:
            known = ", ".join(law.work.number for law in laws[:20])
            raise NotFound(f"the graph holds no document “{doc[:80]}”", f"it holds {known}", doc[:80])
        return found


def _names_deeds(given: Any) -> bool:
    facts = given.get("facts") if isinstance(given, Mapping) else None
    return isinstance(facts, Mapping) and any(deed(str(fact)) for fact in facts)


def _holds(period: Period, day: date | None) -> bool:
    return day is None or period.holds(day)
