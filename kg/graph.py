"""The graph of norms: what is known of each work, the judges over it, and SPARQL.

The base is held in memory until somebody asks for quads; a folder holds everything, and one call of `read` is one
transaction in it. The received files are kept first, so the quads can be made again from them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx
from pyoxigraph import Quad

from kg import from_rdf
from kg.absent import absent, citing, texts
from kg.base import base_graphs, fingerprint, pack_graph
from kg.document_to_rdf import document_quads, reading_quads, reference_quads, relinked
from kg.merge import merged
from kg.names import received_iri
from kg.network import network
from kg.quads import LABEL, values
from kg.query import ROWS, SECONDS, Answer, Sandbox
from kg.reader import codes_of, hash_of, read_file
from kg.received import keep, kept
from kg.store import Store
from kg.stores.disk import RECEIVED, Disk
from kg.stores.memory import Memory
from kg.to_rdf import law_quads
from ontology.answer import Conflict, Judged, Penalty, Repair, Standing, TierDefect
from ontology.case import Case
from ontology.check_conditions import check_law
from ontology.document import RELATED, Document, Finding, Reference, Work
from ontology.fact import Fact
from ontology.generated import terms as ng
from ontology.law import Law
from ontology.norm import Norm
from ontology.pack import Jurisdiction, Language
from reason.compliance import compliance
from reason.conflicts import conflicts
from reason.repair import repair
from reason.rules import Rules
from reason.sanction import penalty
from reason.tiers import defects

if TYPE_CHECKING:
    from extract.pipeline import Reading

Progress = Callable[[int, int], None]
Reader: TypeAlias = "Callable[[Sequence[tuple[str, bytes]]], Iterable[list[Reading]]]"


class Graph:
    """What is known of the law, and what follows from it in a case."""

    def __init__(self, vi: Language, vn: Jurisdiction, store: Store, folder: Path | None = None) -> None:
        self.vi, self._pack, self._store, self.folder = vi, vn, store, folder
        self._filled = len(store) > 0
        self._laws: dict[str, Law] | None = None if self._filled else {law.work.iri: law for law in vn.base}
        self._lock = threading.RLock()
        self._rules: tuple[tuple[Law, ...], Rules | None] = ((), None)
        self._sandbox = Sandbox(lambda: self.store.snapshot())  # noqa: PLW0108 (the store is filled when first asked)

    @classmethod
    def shipped(cls, vi: Language, vn: Jurisdiction) -> Graph:
        """The shipped base, in memory."""
        return cls(vi, vn, Memory())

    @classmethod
    def open(cls, path: Path | str, vi: Language, vn: Jurisdiction, *, read_only: bool = False) -> Graph:
        """The graph in a folder, made with the base in it where there is none. Raises GraphError."""
        folder = Path(path)
        graph = cls(vi, vn, Disk(folder, read_only=read_only), folder)
        if read_only and not graph._filled:  # made by somebody who was stopped before the base was in it
            graph.close()
            graph = cls(vi, vn, Disk(folder), folder)
        if not graph._filled or not read_only:
            graph._refresh()
        return graph

    @property
    def store(self) -> Store:
        """The quads; the base is written to them the first time."""
        with self._lock:
            if not self._filled:
                self._store.replace(base_graphs(self._pack))
                self._filled = True
            return self._store

    @property
    def vn(self) -> Jurisdiction:
        """The jurisdiction with what documents said: their facts are questions, too."""
        return replace(self._pack, facts=self.facts)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Every question by id: the pack's, and those that only the words of a document describe."""
        said = {fact.id: fact for law in self.laws() for fact in law.said}
        return {**said, **self._pack.facts}

    def laws(self) -> tuple[Law, ...]:
        """What is known of each work, in the order of their IRIs."""
        with self._lock:
            if self._laws is None:
                self._laws = {name: self._loaded(name) for name in self._works()}
            return tuple(self._laws[name] for name in sorted(self._laws))

    def _loaded(self, name: str) -> Law:
        return check_law(from_rdf.law(self._store.match, name), self._pack)

    def law(self, number: str) -> Law | None:
        """What is known of the work with this number."""
        return next((law for law in self.laws() if law.work.number == number), None)

    def document(self, work: str) -> Document | None:
        """The text of a work by its IRI, where it was read."""
        return from_rdf.document(self._store.match, work) if self._filled else None

    def references(self, work: str) -> tuple[Reference, ...]:
        """What the text of a work cites, where it was read."""
        return tuple(one for one in self._linked(work) if one.kind != RELATED)

    def links(self, work: str) -> tuple[Reference, ...]:
        """The links to others that an editor put beside the text of a work, where it was read."""
        return tuple(one for one in self._linked(work) if one.kind == RELATED)

    def _linked(self, work: str) -> tuple[Reference, ...]:
        return from_rdf.references(self._store.match, work) if self._filled else ()

    def read(
        self, files: Iterable[tuple[str, bytes]], progress: Progress | None = None, reader: Reader | None = None
    ) -> list[Reading]:
        """Read files (name, bytes) into the graph: all of them in one transaction, or none.

        `reader` gives the readings file by file; without one they are made here, one after the other. Raises an InputError where one of them is no text of a law, GraphError where the graph cannot be written.
        """
        readings: list[Reading] = []
        names: list[str] = []
        known = list(files)
        each = (reader or self._each)(known)
        for done, ((name, data), found) in enumerate(zip(known, each, strict=True), 1):
            readings += [_identified(one, data) for one in found]
            names += [name] * len(found)
            if progress:
                progress(done, len(known))
        with self._lock:
            if self.folder:
                keep(self.folder / RECEIVED, [data for _, data in known])
            self._write(readings, names)
        return readings

    def _each(self, files: Sequence[tuple[str, bytes]]) -> Iterator[list[Reading]]:
        codes = codes_of(files, self.vi) if len(files) > 1 else {}
        return (read_file(data, name, self.vi, self._pack, codes) for name, data in files)

    def norms(self, doc: str | None = None, on: date | None = None) -> tuple[Norm, ...]:
        """The norms known; of one work by its number and of one day, where said."""
        found = (norm for law in self.laws() if doc in {None, law.work.number} for norm in law.norms)
        return tuple(norm for norm in found if on is None or norm.in_force.holds(on))

    def applicable(self, case: Case) -> tuple[Judged, ...]:
        """The verdict on every norm."""
        return self.rules().judge(case)

    def rules(self) -> Rules:
        """All norms, made ready for many cases; as long as nothing is read, the same ones."""
        with self._lock:
            laws = self.laws()
            known, rules = self._rules
            if rules is None or len(known) != len(laws) or not all(map(is_, known, laws)):
                rules = Rules(self.norms(), self.vn)
                self._rules = laws, rules
            return rules

    def repair(self, case: Case, keep: Collection[str] = ()) -> Repair:
        """The smallest change of facts that makes the case lawful; facts in `keep` stay as they are."""
        return repair(self.norms(), (fine for law in self.laws() for fine in law.sanctions), case, self.vn, keep)

    def compliance(self, case: Case) -> tuple[Standing, ...]:
        """How every duty that the case owes stands."""
        return compliance(self.norms(), case, self.vn, (fine for law in self.laws() for fine in law.sanctions))

    def fine(self, case: Case) -> Penalty:
        """What a breach risks in the case."""
        return penalty((fine for law in self.laws() for fine in law.sanctions), case, self.vn)

    def conflicts(self, on: date) -> tuple[Conflict, ...]:
        """The norms that cannot both be obeyed on a day, each with a case that shows it."""
        return conflicts(self.laws(), on, self.vn)

    def tiers(self, doc: str | None = None) -> tuple[TierDefect, ...]:
        """The faults of the fine tables; of one work by its number, where said."""
        return defects([law for law in self.laws() if doc in {None, law.work.number}], self.vn)

    def query(self, sparql: str, seconds: float = SECONDS, rows: int = ROWS) -> Answer:
        """The answer to a SPARQL query, in a process of its own. Raises a QueryError."""
        return self._sandbox.run(sparql, seconds, rows)

    def network(self) -> nx.DiGraph[str]:
        """The citations between works and provisions."""
        laws = self.laws()
        return network(laws, {law.work.iri: self.references(law.work.iri) for law in laws})

    def close(self) -> None:
        """Let go of files, locks and processes."""
        self._sandbox.close()
        self._store.close()

    def _works(self) -> list[str]:
        """The graphs that speak of a work, not of words or questions."""
        return [name for name in self.store.graphs() if any(self._store.match(name, ng.WORK_KIND, None, name))]

    def _write(self, readings: list[Reading], names: list[str]) -> None:
        base = {law.work.iri: law for law in self._pack.base}
        laws = {law.work.iri: law for law in self.laws()}
        for one in readings:
            laws[one.document.work.iri] = check_law(
                merged(base.get(one.document.work.iri), one.law, one.document), self._pack
            )
        works = {law.work.number: law.work for law in laws.values()}
        provisions = texts((one.document for one in readings), works, self.store.match)
        for one in readings:
            law = laws[one.document.work.iri]
            laws[law.work.iri] = _with(law, absent(one.references, provisions))
        graphs: dict[str, Iterable[Quad]] = {}
        for one, name in zip(readings, names, strict=True):
            law = laws[one.document.work.iri]
            graphs[law.work.iri] = _quads(law, one, name, works)
        for name in set(self._works()) - set(graphs):
            cited = citing(self.store.match, name, [one.document.work.number for one in readings])
            known = set(laws[name].findings)
            found = [finding for finding in absent(cited, provisions) if finding not in known]
            graphs |= relinked(self.store.match, name, works, found)
            laws[name] = _with(laws[name], found)
        self.store.replace(graphs)
        self._laws = laws

    def _refresh(self) -> None:
        """Write the base where it is not, or is not this one any more; then read the received files again."""
        mark = pack_graph(self._pack)
        if fingerprint(self._pack) in values(self._store.match(mark, ng.SHA256, None, mark)):
            return
        again = self._received()
        kept_back = {name for name in self._store.graphs() if any(self._store.match(name, ng.ROOT, None, name))}
        self._store.replace({name: quads for name, quads in base_graphs(self._pack).items() if name not in kept_back})
        self._filled, self._laws = True, None
        if again:
            self.read(again)

    def _received(self) -> list[tuple[str, bytes]]:
        """The received files that the graph was made from, with their names."""
        hashes = dict.fromkeys(sha for sha in values(self._store.match(None, ng.SHA256)) if any(self._named(sha)))
        return [(self._named(sha)[0], kept(self.folder / RECEIVED, sha)) for sha in hashes] if self.folder else []

    def _named(self, sha: str) -> list[str]:
        return values(self._store.match(received_iri(sha).value, LABEL))


def _with(law: Law, found: Iterable[Finding]) -> Law:
    """A law with further findings, under its one name."""
    named = (replace(f, source=replace(f.source, work=law.work)) for f in found if f.source)
    return replace(law, findings=(*law.findings, *named))


def _identified(reading: Reading, data: bytes) -> Reading:
    """The reading with the hash of its file."""
    return replace(reading, document=replace(reading.document, sha256=hash_of(data)))


def _quads(law: Law, reading: Reading, name: str, works: Mapping[str, Work]) -> list[Quad]:
    """Everything of one reading, under the work's one name."""
    document = replace(reading.document, work=law.work)
    references = [replace(r, source=replace(r.source, work=law.work)) for r in (*reading.references, *reading.links)]
    return [
        *law_quads(law, works),
        *document_quads(document),
        *reference_quads(references, law.work, works),
        *reading_quads(document, law, len(reading.references), name, datetime.now(UTC)),
    ]
