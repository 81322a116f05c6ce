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
from dataclasses import asdict
from datetime import date
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

import pyoxigraph
import rdflib

from bench.figure import ROOT, SHARED, Figure
from bench.judging import interviewing, judging, mending
from bench.licence import licence
from bench.phapdien import NAME as PHAPDIEN
from bench.phapdien import phapdien
from bench.populations import populations
from extract.pipeline import read
from kg.graph import Graph
from kg.to_rdf import law_quads
from ontology.case import Case
from ontology.condition import Quantity
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from reason.conflicts import conflicts

STATUTES = ("123-2024-ND-CP", "28-2023-QH15", "72-2020-QH14", "31-2024-QH15")
DAY = date(2025, 10, 1)
AGGREGATE = "SELECT ?m (COUNT(?n) AS ?c) WHERE { ?n a ?m } GROUP BY ?m ORDER BY DESC(?c)"


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


def peers() -> list[Figure]:
    """The same decisions by Cedar, OpenFisca and pySHACL."""
    if not all(map(find_spec, ("cedarpy", "openfisca_core"))):
        print("cedarpy or openfisca-core is not installed (pip install -e '.[bench]'): not compared", file=sys.stderr)
        return []
    found: list[Figure] = import_module("bench.judges").judges()
    return found


def beside(figure: Figure) -> str:
    """How the figure stands to its peer's, and whether both gave the same answer."""
    if figure.ratio is None:
        return "–"
    same = {None: "", True: ", same answer", False: ", DIFFERENT answers"}[figure.verdicts_equal]
    return f"{figure.ratio:,.1f} × {figure.peer} {figure.versions.get(figure.peer or '', '')}{same}"


def page(figures: list[Figure]) -> str:
    """The figures as a page."""
    rows = [f"| {f.name} | {f.value:,.2f} {f.unit} | {beside(f)} |" for f in figures]
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    return "\n".join([HEAD.format(machine=machine), *rows, "", TAIL])


HEAD = """# Performance

Written by `make bench`; CPU seconds of one process, the best of three runs (reading: one run). {machine}.

| what | figure | beside a peer |
|---|---|---|"""

TAIL = """`read-*` goes from bytes to structure, references, norms and fines. `case-1000-norms-proofs` judges one case against a thousand norms and makes
every proof: the middle of sixty cases, each telling four facts in five, no verdict or proof kept from one to the next; beside it the plain judge, which
says the same norm by norm. The norms are made up and all different (`bench/made_norms.py`): four conditions each on some ninety facts of the pack,
with ranges, alternatives, exceptions and norms out of force. `-made-ready` is the first case of all, with everything that is worked out once. `interview-1000-norms-step` is the slowest step of whole interviews
over the same norms, always the best question first, from an answer to the verdicts and the ranked next questions. `repair-base` finds the smallest lawful change of one breach
against the whole base. `conflicts-base` is the whole search over the shipped base, witnesses checked.
`sparql-base-vs-rdflib` is one aggregate query on both engines. Comparisons with other peers come with the
parts that they compare to.

`norms-1000-cases-1m-*` judge a made population of a million cases by 1,000 norms (3,960 conditions, 1,088 different ones, 645 atoms; of
every fact 8 to 15 cases in a hundred say nothing), the columns lying in memory before: how many cases have which verdict, and which norms
apply to each case. `-memory` is what the process takes more at its peak, the columns apart; the figures with fewer cases and with
fewer atoms show the growth. DuckDB answers the same from SQL text on one thread, 24 norms a statement, for a sample of them and of
100,000 cases; its time is extrapolated, its counts of the sample are ours.

`cedarpy`, `openfisca`, `pyshacl`: one rule (a permit is needed from 1,000 m³ a day or on a sensitive site; who needs one and operates must report) judged
by both sides in one process, their verdicts compared one by one. Each engine gets its input as it takes it: 2,000 requests for Cedar, a parsed graph of 10,000 cases and the
shape that `to_shacl` writes for pySHACL, columns for us; `cedarpy-from-cases` has the making of the columns on the clock, too, and
`cedarpy-with-proofs` judges case by case with every proof kept. `openfisca` goes from a million entities' arrays to two vectors of truths on both sides, the building of the simulation and
of the columns included.

`licence-*` is the licence case of the [essay on breaches](../docs/contrary-to-duty.md): random states of seven events, each state with all statuses of its
five duties. `licence-1m-columns`: a million states, one column a fact, counts of every status. `licence-1m-graph`: the same from relations between 13 million
things (30 million facts, as arrays of numbers in the order of the states), down to the list of violations; `-shuffled`: things renumbered and facts mixed by chance;
`-memory` is the most that the process held, facts included. `licence-100k-vs-clingo`: 100,000 states beside clingo, each system from the form it reads fastest, arrays in a file and
text, to the set of violations in Python: all of clingo's loading, grounding, solving and reading of the answer set counts, as does our loading; making
the facts does not. `-ground-solve`: the same without either side's loading and, for clingo, without reading the answers.

`read-phapdien` (`make bench-phapdien`, some minutes; kept from its last run by `make bench`) reads every file of the codified law that
is here on two processes, document by document, and says how long the whole codified law would take; its ratio is the CPU time a
character of part-of-speech tagging alone beside the whole of our reading, on a sample of the same text. `-memory` is the most that
one process held, at the end and after a quarter; `-1m` … `-8m` are the cost of a character up to so many
millions of them from the mark before, the first with all loading; `-cpu` is what the time would be on cores that do nothing else.
"""


MEASURES = (reading, judging, interviewing, mending, clashing, fining, asking, populations, peers, licence)
"""All but the codified law, which takes minutes."""


def kept(figures: list[Figure]) -> list[Figure]:
    """The figures of the last run that were not measured in this one."""
    path = ROOT / "bench" / "results.json"
    known = [Figure(**row) for row in json.loads(path.read_text())] if path.exists() else []
    measured = {figure.name for figure in figures}
    again = any(name.startswith(PHAPDIEN) for name in measured)
    return [f for f in known if f.name not in measured and not (again and f.name.startswith(PHAPDIEN))]


def main() -> None:
    """Measures, prints, and writes both files; only what is named (`phapdien`, `licence` …), the other figures kept."""
    named = {measure.__name__: measure for measure in (*MEASURES, phapdien)}
    measures = [named[name] for name in sys.argv[1:]] or MEASURES
    figures = [figure for measure in measures for figure in measure()]
    for figure in figures:
        print(f"{figure.name:28} {figure.value:12,.2f} {figure.unit}  {beside(figure)}")
    figures = sorted([*figures, *kept(figures)], key=lambda figure: figure.name.startswith(PHAPDIEN))
    (ROOT / "bench" / "results.json").write_text(json.dumps([asdict(f) for f in figures], indent=1) + "\n")
    (ROOT / "docs" / "performance.md").write_text(page(figures))


if __name__ == "__main__":
    main()
