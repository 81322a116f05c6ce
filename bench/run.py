"""What `make bench` measures: our own speed, with the peer in the same run where one does the same work.

Times are CPU seconds of this process (machines are shared); each figure is the best of several runs. The results go to
`bench/results.json` and `docs/performance.md`.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pyoxigraph
import rdflib

from extract.pipeline import read
from kg.graph import Graph
from kg.to_rdf import law_quads
from ontology.case import Case
from ontology.condition import Quantity
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from reason.applicable import applicable
from reason.conflicts import conflicts

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NORMGRAPH_SHARED", ROOT.parent / "shared"))
STATUTES = ("123-2024-ND-CP", "28-2023-QH15", "72-2020-QH14", "31-2024-QH15")
DAY = date(2025, 10, 1)
AGGREGATE = "SELECT ?m (COUNT(?n) AS ?c) WHERE { ?n a ?m } GROUP BY ?m ORDER BY DESC(?c)"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `ratio` is ours over the peer's, in favour of ours."""

    name: str
    value: float
    unit: str
    cpu_s: float
    ratio: float | None = None
    peer: str | None = None
    versions: dict[str, str] = field(default_factory=dict)
    command: str = "make bench"
    verdicts_equal: bool | None = None


def cpu(work: Callable[[], object], runs: int = 3) -> float:
    """The least CPU seconds that the work takes."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def reading() -> list[Figure]:
    """Characters of statute a CPU second, from bytes to norms, fines and references."""
    folder = SHARED / "corpus" / "documents"
    if not folder.is_dir():
        print("no statute texts here: reading is not measured", file=sys.stderr)
        return []
    vn, figures = jurisdiction(), []
    for name in STATUTES:
        data = (folder / f"{name}.txt").read_bytes()
        seconds = cpu(lambda data=data, name=name: read(data, name, VI, vn), runs=1)
        figures.append(Figure(f"read-{name}", len(data.decode()) / seconds, "characters per CPU second", seconds))
    return figures


def judging() -> list[Figure]:
    """One case against 1,000 norms of the base, with full proofs."""
    vn = jurisdiction()
    norms = [norm for law in vn.base for norm in law.norms]
    thousand = tuple(replace(norms[i % len(norms)], id=f"n{i}") for i in range(1000))
    facts = {"subject": "enterprise", "land.area": Quantity(1, "ha"), "land.kind": "rice", "role.land_user": True}
    seconds = cpu(lambda: applicable(thousand, Case(facts, DAY), vn))
    return [Figure("case-1000-norms-proofs", seconds * 1000, "ms", seconds)]


def clashing() -> list[Figure]:
    """All conflicts of the shipped base."""
    vn = jurisdiction()
    seconds = cpu(lambda: conflicts(vn.base, DAY, vn))
    return [Figure("conflicts-base", seconds * 1000, "ms", seconds)]


def fining() -> list[Figure]:
    """One described breach against every fine of the base."""
    vn = jurisdiction()
    graph = Graph.shipped(VI, vn)
    facts = {"act": "land.encroach", "land.kind": "agri_other", "place.kind": "ward", "land.area": Quantity(1, "ha")}
    seconds = cpu(lambda: graph.fine(Case({**facts, "subject": "individual"}, DAY)))
    return [Figure("fine-base", seconds * 1000, "ms", seconds)]


def asking() -> list[Figure]:
    """An aggregate over the shipped base in SPARQL: our store's engine beside rdflib's own, same answer."""
    store, peer = pyoxigraph.Store(), rdflib.Graph()
    quads = [quad for law in jurisdiction().base for quad in law_quads(law)]
    store.extend(quads)
    triples = pyoxigraph.serialize((q.triple for q in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    peer.parse(data=triples or b"", format="nt")
    ours = cpu(lambda: list(store.query(AGGREGATE, use_default_graph_as_union=True)))
    theirs = cpu(lambda: list(peer.query(AGGREGATE)))
    same = sorted(str(r["c"].value) for r in store.query(AGGREGATE, use_default_graph_as_union=True)) == sorted(
        str(r.c) for r in peer.query(AGGREGATE)
    )
    versions = {"pyoxigraph": version("pyoxigraph"), "rdflib": version("rdflib")}
    return [
        Figure("sparql-base-vs-rdflib", ours * 1000, "ms", ours, theirs / ours, "rdflib", versions, verdicts_equal=same)
    ]


def beside(figure: Figure) -> str:
    """How the figure stands to its peer's, and whether both gave the same answer."""
    if figure.ratio is None:
        return "–"
    same = "same answer" if figure.verdicts_equal else "DIFFERENT answers"
    return f"{figure.ratio:,.1f} × {figure.peer} {figure.versions.get(figure.peer or '', '')}, {same}"


def page(figures: list[Figure]) -> str:
    """The figures as a page."""
    rows = [f"| {f.name} | {f.value:,.1f} {f.unit} | {beside(f)} |" for f in figures]
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    return "\n".join([HEAD.format(machine=machine), *rows, "", TAIL])


HEAD = """# Performance

Written by `make bench`; CPU seconds of one process, the best of three runs (reading: one run). {machine}.

| what | figure | beside a peer |
|---|---|---|"""

TAIL = """`read-*` goes from bytes to structure, references, norms and fines. `case-1000-norms-proofs` judges one case against a thousand norms (the
shipped ones, repeated) and keeps every proof. `conflicts-base` is the whole search over the shipped base, witnesses checked.
`sparql-base-vs-rdflib` is one aggregate query on both engines. Comparisons with other peers come with the
parts that they compare to.
"""


def main() -> None:
    """Measures, prints, and writes both files."""
    figures = [figure for measure in (reading, judging, clashing, fining, asking) for figure in measure()]
    for figure in figures:
        print(f"{figure.name:28} {figure.value:12,.1f} {figure.unit}")
    (ROOT / "bench" / "results.json").write_text(json.dumps([asdict(f) for f in figures], indent=1) + "\n")
    (ROOT / "docs" / "performance.md").write_text(page(figures))


if __name__ == "__main__":
    main()
