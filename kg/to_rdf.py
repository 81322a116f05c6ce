"""A law as quads: one named graph a work, ELI-shaped IRIs, PROV-O sources with character offsets.

Conditions are strings of our notation, linked to their facts; multipliers, caps and measures are nodes that fines share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import islice

from pyoxigraph import NamedNode, Quad

from kg.definitions_of_law import put_definitions
from kg.event_to_rdf import put_events
from kg.names import concept_iri, digest, fact_iri, rule_iri, source_iri
from kg.powers_of_law import put_powers
from kg.quads import ELI, LABEL, PROV, SKOS, Sheet, iri
from kg.rates import put_rate
from ontology.condition import ALWAYS, Condition
from ontology.document import BASE, Finding, Source, Work, step
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, Concept, Fact, broader
from ontology.generated import terms as ng
from ontology.law import Law
from ontology.norm import RATES, Cap, Deadline, Measure, Modality, Multiplier, Norm, Party, Period, Sanction
from ontology.notation import show

ACTIVITIES, ACTS, BEARERS = "activities", "acts", "subjects"
MODALITIES = {
    Modality.OBLIGATION: ng.OBLIGATION, Modality.PROHIBITION: ng.PROHIBITION, Modality.PERMISSION: ng.PERMISSION,
    Modality.EXEMPTION: ng.EXEMPTION, Modality.POWER: ng.POWER, Modality.DELEGATION: ng.DELEGATION,
}  # fmt: skip
SANCTIONS = {"fine": ng.FINE, "warning": ng.WARNING, **dict.fromkeys(RATES, ng.FINE)}
MEASURES = {"supplementary": ng.SUPPLEMENTARY_SANCTION, "remedial": ng.REMEDIAL_MEASURE}
FACTS = {YES_NO: ng.YES_NO_FACT, QUANTITY: ng.QUANTITY_FACT, CONCEPT: ng.CONCEPT_FACT, DATE: ng.DATE_FACT}


def law_quads(law: Law, known: Mapping[str, Work] | None = None) -> list[Quad]:
    """The quads of a law, in the graph named by its work. `known`: the works that ids may name, by number."""
    writer = _Writer(law, {**(known or {}), law.work.number: law.work})
    return list(writer.written().quads)


def fact_quads(facts: Iterable[Fact], graph: str) -> list[Quad]:
    """Questions as quads of a graph."""
    sheet = Sheet(graph)
    for position, fact in enumerate(facts):
        put_fact(sheet, fact, position)
    return list(sheet.quads)


def concept_quads(schemes: Mapping[str, Mapping[str, Concept]], graph: str) -> list[Quad]:
    """Concept schemes as SKOS in a graph, with the closure of what is narrower than what (skos:broaderTransitive)."""
    sheet = Sheet(graph)
    for name, scheme in schemes.items():
        sheet.type(iri(f"{BASE}concept/{name}"), SKOS + "ConceptScheme")
        for code, concept in scheme.items():
            _concept(sheet, name, code, concept)
            for above in islice(broader(scheme, code), 1, None):
                sheet.add(concept_iri(name, code), SKOS + "broaderTransitive", concept_iri(name, above))
    return list(sheet.quads)


def put_fact(sheet: Sheet, fact: Fact, position: int) -> None:
    """One question."""
    node = fact_iri(fact.id)
    said = (ng.SAID_FACT,) if fact.id.startswith("said:") else ()
    sheet.type(node, ng.FACT, FACTS[fact.kind], *said)
    sheet.add(node, ng.ID, fact.id)
    sheet.add(node, ng.POSITION, position)
    sheet.text(node, LABEL, fact.label)
    sheet.text(node, ng.QUESTION, fact.question)
    sheet.maybe(node, ng.UNIT, fact.unit)
    sheet.maybe(node, ng.SCHEME, fact.scheme)
    if fact.phrases:
        sheet.add(node, ng.PHRASE, *fact.phrases)
    sheet.maybe(node, ng.PRESUME, None if fact.presume is None else str(fact.presume).lower())


def put_work(sheet: Sheet, work: Work) -> NamedNode:
    """What identifies a work."""
    node = iri(work.iri)
    sheet.type(node, ng.WORK, ELI + "LegalResource")
    sheet.add(node, ng.NUMBER, work.number)
    sheet.add(node, ng.WORK_KIND, work.kind)
    sheet.add(node, ng.YEAR, work.year)
    sheet.add(node, ng.COUNTRY, work.country)
    sheet.maybe(node, ng.ISSUER, work.issuer)
    sheet.maybe(node, ng.WORK_TITLE, work.title)
    sheet.maybe(node, ELI + "date_document", work.date)
    return node


def put_source(sheet: Sheet, source: Source) -> NamedNode:
    """Where it says so: the provision, the offsets, the quote, and the rule that found it."""
    node = source_iri(source)
    if source.work.iri != sheet.graph.value:
        put_work(sheet, source.work)
    sheet.type(node, ng.SOURCE, PROV + "Entity")
    provision = iri(source.iri)
    sheet.add(node, ng.ON_PROVISION, provision)
    sheet.add(node, PROV + "wasQuotedFrom", provision)
    sheet.add(node, ELI + "is_part_of", iri(source.work.iri))
    sheet.add(node, ng.EID, source.eid)
    put_span(sheet, node, source)
    if source.rule:
        activity = iri(f"{BASE}reading-rule/{step(source.rule)}")
        sheet.type(activity, ng.READING_RULE, PROV + "Activity")
        sheet.add(activity, ng.RULE_ID, source.rule)
        sheet.add(node, ng.RULE_ID, source.rule)
        sheet.add(node, PROV + "wasGeneratedBy", activity)
    return node


def put_span(sheet: Sheet, node: NamedNode, source: Source) -> None:
    """The character offsets and the words between them."""
    if source.span:
        sheet.add(node, ng.START, source.span.start)
        sheet.add(node, ng.END, source.span.end)
    sheet.maybe(node, ng.QUOTE, source.quote)


def put_finding(sheet: Sheet, finding: Finding, work: Work, predicate: str, position: int) -> None:
    """Something that a person should look at."""
    node = iri(f"{work.iri}/{predicate.rpartition('#')[2]}/{position}")
    sheet.type(node, ng.FINDING)
    sheet.add(node, ng.CODE, finding.code)
    sheet.add(node, ng.MESSAGE, finding.text)
    sheet.add(node, ng.POSITION, position)
    sheet.add(iri(work.iri), predicate, node)
    if finding.source:
        sheet.add(node, ng.HAS_SOURCE, put_source(sheet, finding.source))


def plain(value: Decimal) -> str:
    """A decimal as written, without an exponent: a string, because stores rewrite decimals."""
    return format(value, "f")


def _concept(sheet: Sheet, scheme: str, code: str, concept: Concept) -> None:
    node = concept_iri(scheme, code)
    sheet.type(node, SKOS + "Concept")
    sheet.add(node, SKOS + "inScheme", iri(f"{BASE}concept/{scheme}"))
    sheet.add(node, ng.CODE, code)
    sheet.text(node, SKOS + "prefLabel", concept.label)
    sheet.maybe(node, ng.CONDITION, concept.when)
    if concept.phrases:
        sheet.add(node, ng.PHRASE, *concept.phrases)
    if concept.broader:
        sheet.add(node, SKOS + "broader", concept_iri(scheme, concept.broader))


class _Writer:
    """One law on its sheet."""

    def __init__(self, law: Law, known: Mapping[str, Work]) -> None:
        self.law, self.known, self.sheet = law, known, Sheet(law.work.iri)
        rules: tuple[Norm | Sanction, ...] = (*law.norms, *law.sanctions)
        self.kinds: dict[str, type] = {rule.id: type(rule) for rule in rules}
        self.made: dict[Multiplier | Cap | Measure, NamedNode] = {}

    def written(self) -> Sheet:
        """Everything that is known of the law."""
        law, sheet = self.law, self.sheet
        node = put_work(sheet, law.work)
        self.period(node, law.in_force)
        sheet.maybe(node, ELI + "first_date_entry_in_force", law.in_force.start)
        sheet.maybe(node, ELI + "date_no_longer_in_force", law.in_force.end)
        sheet.maybe(node, ng.OFFICIAL_TEXT, law.link)
        sheet.text(node, ELI + "title", law.title)
        for position, norm in enumerate(law.norms):
            self.norm(norm, position)
        for position, sanction in enumerate(law.sanctions):
            self.sanction(sanction, position)
        put_powers(sheet, law, put_source)
        put_definitions(sheet, law, put_source)
        for position, fact in enumerate(law.said):
            put_fact(sheet, fact, position)
        put_events(sheet, law, self.known, put_source)
        for position, finding in enumerate(law.findings):
            put_finding(sheet, finding, law.work, ng.HAS_FINDING, position)
        return sheet

    def norm(self, norm: Norm, position: int) -> None:
        node, sheet = rule_iri(self.law.work, norm.id), self.sheet
        sheet.type(node, ng.NORM, MODALITIES[norm.modality])
        self.rule(node, norm, position)
        self.party(node, norm.bearer, (ng.BEARER, ng.BEARER_WORDS, ng.BEARER_FOUND))
        if norm.counterparty:
            self.party(
                node, norm.counterparty, (ng.COUNTERPARTY, ng.COUNTERPARTY_WORDS, ng.COUNTERPARTY_FOUND), always=True
            )
        self.act(node, norm)
        sheet.maybe(node, ng.OBJECT, norm.object)
        self.links(node, ng.EXCEPTION_TO, ng.EXCEPTION_TO_ID, norm.exception_to, Norm)
        self.links(node, ng.REMEDIES, ng.REMEDIES_ID, norm.remedies, Norm)
        self.links(node, ng.COMPENSATES, ng.COMPENSATES_ID, norm.compensates, Norm)
        self.links(node, ng.HAS_SANCTION, ng.SANCTION_ID, norm.sanction, Sanction)
        if norm.deadline:
            sheet.add(node, ng.HAS_DEADLINE, *(self.deadline(node, limit, n) for n, limit in enumerate(norm.deadline)))

    def sanction(self, sanction: Sanction, position: int) -> None:
        node, sheet = rule_iri(self.law.work, sanction.id), self.sheet
        sheet.type(node, ng.SANCTION, SANCTIONS[sanction.kind])
        self.rule(node, sanction, position)
        self.act(node, sanction)
        if sanction.rate:
            sheet.add(node, ng.HAS_RATE, put_rate(sheet, node, sanction.rate, sanction.kind))
        else:
            sheet.add(node, ng.MINIMUM, sanction.minimum)
            sheet.add(node, ng.MAXIMUM, sanction.maximum)
        self.links(node, ng.VIOLATES, ng.VIOLATES_ID, sanction.violates, Norm)
        clauses: tuple[tuple[str, tuple[Multiplier | Cap | Measure, ...]], ...] = (
            (ng.HAS_MULTIPLIER, sanction.multipliers), (ng.HAS_CAP, sanction.caps), (ng.HAS_MEASURE, sanction.measures),
        )  # fmt: skip
        for predicate, several in clauses:
            if several:
                sheet.add(node, predicate, *map(self.clause, several))

    def rule(self, node: NamedNode, rule: Norm | Sanction, position: int) -> None:
        sheet = self.sheet
        sheet.add(node, ng.ID, rule.id)
        sheet.add(node, ng.POSITION, position)
        sheet.text(node, ng.SUMMARY, rule.summary)
        self.period(node, rule.in_force)
        self.when(node, rule.when)
        sources = [put_source(sheet, source) for source in rule.sources]
        sheet.add(node, ng.HAS_SOURCE, *sources)
        for one in sources:
            sheet.add(node, PROV + "wasDerivedFrom", one)

    def act(self, node: NamedNode, rule: Norm | Sanction) -> None:
        act, scheme = (rule.action, ACTIVITIES) if isinstance(rule, Norm) else (rule.act, ACTS)
        if act.concept:
            self.sheet.add(node, ng.ACT, concept_iri(scheme, act.concept))
        self.sheet.maybe(node, ng.ACT_WORDS, act.words)

    def party(self, node: NamedNode, party: Party, names: tuple[str, str, str], *, always: bool = False) -> None:
        concept, words, found = names
        if party.concept:
            self.sheet.add(node, concept, concept_iri(BEARERS, party.concept))
        if party.words or always:
            self.sheet.add(node, words, party.words)
        self.sheet.maybe(node, found, party.found)

    def clause(self, clause: Multiplier | Cap | Measure) -> NamedNode:
        if clause not in self.made:
            self.made[clause] = self._clause(clause)
        return self.made[clause]

    def _clause(self, clause: Multiplier | Cap | Measure) -> NamedNode:
        node = iri(f"{clause.source.work.iri}/clause/{digest(repr(clause))}")
        sheet = self.sheet
        match clause:
            case Multiplier():
                sheet.type(node, ng.MULTIPLIER)
                sheet.add(node, ng.FACTOR, plain(clause.factor))
                sheet.text(node, ng.SUMMARY, clause.reason)
            case Cap():
                sheet.type(node, ng.CAP)
                sheet.add(node, ng.AMOUNT, clause.amount)
            case Measure():
                sheet.type(node, ng.MEASURE, MEASURES[clause.kind])
                sheet.text(node, ng.SUMMARY, clause.text)
        self.when(node, clause.when)
        sheet.add(node, ng.HAS_SOURCE, put_source(sheet, clause.source))
        return node

    def when(self, node: NamedNode, condition: Condition) -> None:
        if condition != ALWAYS:
            self.sheet.add(node, ng.CONDITION, show(condition))
        for fact in sorted(condition.facts()):
            self.sheet.add(node, ng.RESTS_ON, fact_iri(fact))

    def deadline(self, norm: NamedNode, deadline: Deadline, n: int) -> NamedNode:
        node = iri(f"{norm.value}/deadline/{n}")
        self.sheet.type(node, ng.DEADLINE)
        self.sheet.add(node, ng.LIMIT_VALUE, plain(deadline.value))
        self.sheet.add(node, ng.LIMIT_UNIT, deadline.unit)
        self.sheet.maybe(node, ng.LIMIT_AFTER, deadline.after)
        self.sheet.add(node, ng.LIMIT_DIRECTION, deadline.direction)
        if deadline.since:
            self.sheet.add(node, ng.LIMIT_SINCE, fact_iri(deadline.since))
        return node

    def links(self, node: NamedNode, link: str, name: str, ids: tuple[str, ...], kind: type) -> None:
        """The ids as they stand, and a link where the rule that they name is known."""
        if ids:
            self.sheet.add(node, name, *ids)
        for id in ids:
            work = self.known.get(id.partition("#")[0])
            if work and self.kinds.get(id, kind) is kind and "#" in id:
                self.sheet.add(node, link, rule_iri(work, id))

    def period(self, node: NamedNode, period: Period) -> None:
        self.sheet.maybe(node, ng.IN_FORCE_FROM, period.start)
        self.sheet.maybe(node, ng.IN_FORCE_UNTIL, period.end)
