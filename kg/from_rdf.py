"""A law, its document and its references from the quads of its graph; the way back of to_rdf and document_to_rdf."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from urllib.parse import unquote

from kg.definitions_of_law import definition
from kg.event_to_rdf import event_of
from kg.names import received_iri
from kg.powers_of_law import authority, limitation
from kg.quads import ELI, LABEL, PROV, Leaf, Match, Pages, iri
from kg.rates import rate
from kg.to_rdf import FACTS, MEASURES, MODALITIES
from ontology.condition import ALWAYS, Condition
from ontology.document import Document, Finding, Reference, Source, Span, Unit, Work
from ontology.fact import Fact
from ontology.generated import terms as ng
from ontology.law import Law
from ontology.norm import Act, Cap, Deadline, Measure, Multiplier, Norm, Party, Period, Sanction
from ontology.notation import parse


def law(match: Match, graph: str) -> Law:
    """The law of this graph."""
    return _Reader(match, graph).law()


def document(match: Match, graph: str) -> Document | None:
    """The document of this graph; None where no text was read."""
    return _Reader(match, graph).document()


def references(match: Match, graph: str, nodes: Iterable[str] | None = None) -> tuple[Reference, ...]:
    """The references of this graph's document, in reading order; only those of some nodes, where said."""
    return _Reader(match, graph).references(nodes)


class _Reader:
    """One graph."""

    def __init__(self, match: Match, graph: str) -> None:
        self.pages = Pages(match, graph)
        self.top = self.pages.leaf(graph)
        self._works: dict[str, Work] = {}
        self._clauses: dict[str, Multiplier | Cap | Measure] = {}

    def law(self) -> Law:
        return Law(
            work=self.work(self.pages.graph),
            in_force=_period(self.top),
            norms=tuple(map(self.norm, self.pages.all(ng.NORM))),
            sanctions=tuple(map(self.sanction, self.pages.all(ng.SANCTION))),
            link=self.top.one(ng.OFFICIAL_TEXT),
            title=self.top.words(ELI + "title"),
            said=tuple(map(_fact, self.pages.all(ng.SAID_FACT))),
            findings=self.findings(ng.HAS_FINDING),
            definitions=tuple(definition(leaf, self.source) for leaf in self.pages.all(ng.DEFINITION)),
            authorities=tuple(authority(leaf, self.source) for leaf in self.pages.all(ng.AUTHORITY)),
            limitations=tuple(limitation(leaf, self.source) for leaf in self.pages.all(ng.LIMITATION)),
            events=tuple(event_of(leaf, self.source(leaf.one(ng.HAS_SOURCE))) for leaf in self.pages.all(ng.EVENT)),
        )

    def document(self) -> Document | None:
        if not self.top.has(ng.ROOT):
            return None
        return Document(
            work=self.work(self.pages.graph),
            text=self.top.one(ng.FULL_TEXT),
            root=self.tree(),
            sha256=self.received(),
            findings=self.findings(ng.HAS_TEXT_FINDING),
        )

    def received(self) -> str:
        files = (iri(value) for value in self.top.texts(PROV + "wasDerivedFrom"))
        return next((f.value.removeprefix(received_iri("").value) for f in files), "")

    def tree(self) -> Unit:
        """The units, joined from the leaves up: every unit comes after the one that holds it."""
        below: defaultdict[str, list[Unit]] = defaultdict(list)
        for leaf in reversed(self.pages.all(ng.PROVISION)):
            unit = _unit(leaf, tuple(reversed(below.pop(leaf.node.value, []))))
            below[leaf.one(ELI + "is_part_of")].append(unit)
        return below[self.pages.graph][0]

    def references(self, nodes: Iterable[str] | None) -> tuple[Reference, ...]:
        leaves = self.pages.all(ng.REFERENCE) if nodes is None else [self.pages.leaf(node) for node in nodes]
        leaves.sort(key=lambda leaf: leaf.number(ng.POSITION))
        return tuple(
            Reference(
                source=self.source(leaf.one(ng.HAS_SOURCE)),
                kind=leaf.one(ng.CODE),
                number=leaf.one(ng.CITES_NUMBER),
                name=leaf.one(ng.CITES_NAME),
                eid=leaf.one(ng.CITES_EID),
                resolved=leaf.one(ng.RESOLVED) == "true" if leaf.has(ng.RESOLVED) else None,
                means=leaf.one(ng.MEANS_NUMBER),
                why=leaf.one(ng.MEANS_BECAUSE),
            )
            for leaf in leaves
        )

    def norm(self, leaf: Leaf) -> Norm:
        toward = leaf.has(ng.COUNTERPARTY_WORDS)
        return Norm(
            id=leaf.one(ng.ID),
            modality=next(modality for modality, name in MODALITIES.items() if leaf.is_a(name)),
            bearer=_party(leaf, (ng.BEARER, ng.BEARER_WORDS, ng.BEARER_FOUND)),
            action=_act(leaf),
            sources=self.sources(leaf),
            when=_when(leaf),
            counterparty=_party(leaf, (ng.COUNTERPARTY, ng.COUNTERPARTY_WORDS, ng.COUNTERPARTY_FOUND))
            if toward
            else None,
            object=leaf.one(ng.OBJECT),
            exception_to=leaf.texts(ng.EXCEPTION_TO_ID),
            deadline=tuple(_deadline(self.pages.leaf(node)) for node in leaf.texts(ng.HAS_DEADLINE)),
            sanction=leaf.texts(ng.SANCTION_ID),
            in_force=_period(leaf),
            summary=leaf.words(ng.SUMMARY),
            remedies=leaf.texts(ng.REMEDIES_ID),
            compensates=leaf.texts(ng.COMPENSATES_ID),
        )

    def sanction(self, leaf: Leaf) -> Sanction:
        rated = self.pages.leaf(leaf.one(ng.HAS_RATE)) if leaf.has(ng.HAS_RATE) else None
        clauses = [self.clause(node) for p in _CLAUSES for node in leaf.texts(p)]
        return Sanction(
            id=leaf.one(ng.ID),
            kind=rated.one(ng.RATE_KIND) if rated else "warning" if leaf.is_a(ng.WARNING) else "fine",
            when=_when(leaf),
            sources=self.sources(leaf),
            act=_act(leaf),
            minimum=0 if rated else leaf.number(ng.MINIMUM),
            maximum=0 if rated else leaf.number(ng.MAXIMUM),
            rate=rate(rated) if rated else None,
            multipliers=tuple(c for c in clauses if isinstance(c, Multiplier)),
            caps=tuple(c for c in clauses if isinstance(c, Cap)),
            measures=tuple(c for c in clauses if isinstance(c, Measure)),
            violates=leaf.texts(ng.VIOLATES_ID),
            in_force=_period(leaf),
            summary=leaf.words(ng.SUMMARY),
        )

    def clause(self, node: str) -> Multiplier | Cap | Measure:
        if node not in self._clauses:
            self._clauses[node] = self._clause(self.pages.leaf(node))
        return self._clauses[node]

    def _clause(self, leaf: Leaf) -> Multiplier | Cap | Measure:
        source, when = self.source(leaf.one(ng.HAS_SOURCE)), _when(leaf)
        if leaf.is_a(ng.MULTIPLIER):
            return Multiplier(Decimal(leaf.one(ng.FACTOR)), when, leaf.words(ng.SUMMARY), source)
        if leaf.is_a(ng.CAP):
            return Cap(leaf.number(ng.AMOUNT), when, source)
        kind = next(kind for kind, name in MEASURES.items() if leaf.is_a(name))
        return Measure(kind, leaf.words(ng.SUMMARY), when, source)

    def sources(self, leaf: Leaf) -> tuple[Source, ...]:
        return tuple(map(self.source, leaf.texts(ng.HAS_SOURCE)))

    def source(self, node: str) -> Source:
        leaf = self.pages.leaf(node)
        work = self.work(leaf.one(ELI + "is_part_of"))
        return Source(work, leaf.one(ng.EID), _span(leaf, ng.START, ng.END), leaf.one(ng.QUOTE), leaf.one(ng.RULE_ID))

    def work(self, node: str) -> Work:
        if node not in self._works:
            self._works[node] = _work(self.pages.leaf(node))
        return self._works[node]

    def findings(self, predicate: str) -> tuple[Finding, ...]:
        leaves = [self.pages.leaf(node) for node in self.top.texts(predicate)]
        leaves.sort(key=lambda leaf: leaf.number(ng.POSITION))
        return tuple(
            Finding(
                leaf.one(ng.CODE),
                self.source(leaf.one(ng.HAS_SOURCE)) if leaf.has(ng.HAS_SOURCE) else None,
                leaf.one(ng.MESSAGE),
            )
            for leaf in leaves
        )


_CLAUSES = (ng.HAS_MULTIPLIER, ng.HAS_CAP, ng.HAS_MEASURE)


def _work(leaf: Leaf) -> Work:
    return Work(
        leaf.one(ng.WORK_KIND),
        leaf.one(ng.NUMBER),
        leaf.number(ng.YEAR),
        leaf.one(ng.ISSUER),
        leaf.day(ELI + "date_document"),
        leaf.one(ng.COUNTRY),
        leaf.one(ng.WORK_TITLE),
    )


def _unit(leaf: Leaf, children: tuple[Unit, ...]) -> Unit:
    return Unit(
        kind=leaf.one(ng.UNIT_KIND),
        label=leaf.one(ng.UNIT_LABEL),
        eid=leaf.one(ng.EID),
        span=Span(leaf.number(ng.START), leaf.number(ng.END)),
        lead=Span(leaf.number(ng.LEAD_START), leaf.number(ng.LEAD_END)),
        heading=_span(leaf, ng.HEADING_START, ng.HEADING_END),
        children=children,
    )


def _fact(leaf: Leaf) -> Fact:
    return Fact(
        id=leaf.one(ng.ID),
        kind=next(kind for kind, name in FACTS.items() if leaf.is_a(name)),
        label=leaf.words(LABEL),
        question=leaf.words(ng.QUESTION),
        unit=leaf.one(ng.UNIT),
        scheme=leaf.one(ng.SCHEME),
        phrases=leaf.texts(ng.PHRASE),
    )


def _span(leaf: Leaf, start: str, end: str) -> Span | None:
    return Span(leaf.number(start), leaf.number(end)) if leaf.has(start) else None


def _party(leaf: Leaf, names: tuple[str, str, str]) -> Party:
    concept, words, found = names
    return Party(_code(leaf.one(concept)), leaf.one(words), leaf.one(found))


def _act(leaf: Leaf) -> Act:
    return Act(_code(leaf.one(ng.ACT)), leaf.one(ng.ACT_WORDS))


def _code(concept: str) -> str:
    return unquote(concept.rpartition("/")[2])


def _deadline(leaf: Leaf) -> Deadline:
    return Deadline(
        Decimal(leaf.one(ng.LIMIT_VALUE)),
        leaf.one(ng.LIMIT_UNIT),
        leaf.one(ng.LIMIT_AFTER),
        leaf.one(ng.LIMIT_DIRECTION),
        _code(leaf.one(ng.LIMIT_SINCE)),
    )


def _period(leaf: Leaf) -> Period:
    return Period(leaf.day(ng.IN_FORCE_FROM), leaf.day(ng.IN_FORCE_UNTIL))


def _when(leaf: Leaf) -> Condition:
    text = leaf.one(ng.CONDITION)
    return _parsed(text) if text else ALWAYS


@lru_cache(maxsize=50_000)
def _parsed(text: str) -> Condition:
    return parse(text)
