"""Who cites and who changes whom: works and provisions as a directed graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from ontology.document import Reference, Work
from ontology.event import Event
from ontology.law import Law

CITES, CHANGES, PART_OF = "cites", "changes", "part_of"


def network(laws: Iterable[Law], references: Mapping[str, Iterable[Reference]]) -> nx.DiGraph[str]:
    """The citations and changes of these laws: nodes are IRIs with `kind`, `number` and `eid`.

    Edges are `cites`, `changes` or `part_of`; what is cited to be changed is one edge of kind `cites` with its `ops`.
    A work that is cited but not known is a node of kind `unknown`, named by its number.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    several_laws = tuple(laws)
    known = {law.work.number: law.work for law in several_laws}
    for work in known.values():
        graph.add_node(work.iri, kind="work", number=work.number, eid="")
    for several in references.values():
        for reference in several:
            _cite(graph, reference, known)
    for law in several_laws:
        for event in law.events:
            _change(graph, event, law.work, known)
    return graph


def cites(graph: nx.DiGraph[str], iri: str) -> list[str]:
    """What a work or provision cites, itself or through its parts, sorted."""
    return sorted({target for source in _parts(graph, iri) for target in _along(graph, source)} - {iri})


def cited_by(graph: nx.DiGraph[str], iri: str) -> list[str]:
    """What cites a work or provision, or one of its parts, sorted."""
    found = {
        s for part in _parts(graph, iri) for s in graph.predecessors(part) if graph.edges[s, part]["kind"] == CITES
    }
    return sorted(found - {iri})


def changes(graph: nx.DiGraph[str], iri: str) -> dict[str, tuple[str, ...]]:
    """What a work or provision changes, itself or through its parts, with the operations, sorted."""
    found: dict[str, set[str]] = {}
    for part in _parts(graph, iri):
        for target in graph.successors(part):
            if ops := graph.edges[part, target].get("ops"):
                found.setdefault(target, set()).update(ops)
    return {target: tuple(sorted(found[target])) for target in sorted(found)}


def changed_by(graph: nx.DiGraph[str], iri: str) -> dict[str, tuple[str, ...]]:
    """What changes a work or provision, or one of its parts, with the operations, sorted."""
    found: dict[str, set[str]] = {}
    for part in _parts(graph, iri):
        for source in graph.predecessors(part):
            if ops := graph.edges[source, part].get("ops"):
                found.setdefault(source, set()).update(ops)
    return {source: tuple(sorted(found[source])) for source in sorted(found)}


def _change(graph: nx.DiGraph[str], event: Event, own: Work, known: Mapping[str, Work]) -> None:
    """An edge from the provision that orders a change to its target; of this very act, nothing is changed."""
    work = own if event.by_number and not event.number else known.get(event.number)
    if work is None or (work is own and not event.by_number):
        return
    source, target = _actor(graph, event, known), _provision(graph, work, event.eid)
    if not graph.has_edge(source, target):
        graph.add_edge(source, target, kind=CHANGES, times=0)
    edge = graph.edges[source, target]
    edge["ops"] = tuple(sorted({*edge.get("ops", ()), event.op.value}))


def _actor(graph: nx.DiGraph[str], event: Event, known: Mapping[str, Work]) -> str:
    """The node of the provision that orders a change; of its work by number where that is not known."""
    if not event.by_number:
        return _provision(graph, event.source.work, event.source.eid)
    if by := known.get(event.by_number):
        return _provision(graph, by, event.by_eid)
    graph.add_node(event.by_number, kind="unknown", number=event.by_number, eid="")
    return event.by_number


def _cite(graph: nx.DiGraph[str], reference: Reference, known: Mapping[str, Work]) -> None:
    source = _provision(graph, reference.source.work, reference.source.eid)
    number = reference.means or reference.number
    work = known.get(number) if number else reference.source.work
    if work is None:
        target = number
        graph.add_node(target, kind="unknown", number=number, eid="")
    elif reference.eid or number:
        target = _provision(graph, work, reference.eid)
    else:
        return
    if source == target:
        return
    if graph.has_edge(source, target):
        graph.edges[source, target]["times"] += 1
    else:
        graph.add_edge(source, target, kind=CITES, times=1)


def _provision(graph: nx.DiGraph[str], work: Work, eid: str) -> str:
    """The node of a provision, joined to those that hold it."""
    iri = work.provision(eid)
    if iri not in graph:
        graph.add_node(iri, kind="provision" if eid else "work", number=work.number, eid=eid)
    if eid:
        above = _provision(graph, work, eid.rpartition("__")[0])
        if not graph.has_edge(iri, above):
            graph.add_edge(iri, above, kind=PART_OF, times=0)
    return iri


def _parts(graph: nx.DiGraph[str], iri: str) -> list[str]:
    """The node and everything that is part of it."""
    found, todo = [], [iri] if iri in graph else []
    while todo:
        node = todo.pop()
        found.append(node)
        todo += [part for part in graph.predecessors(node) if graph.edges[part, node]["kind"] == PART_OF]
    return found


def _along(graph: nx.DiGraph[str], iri: str) -> list[str]:
    return [target for target in graph.successors(iri) if graph.edges[iri, target]["kind"] == CITES]
