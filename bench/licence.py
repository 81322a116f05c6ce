"""The licence case beside clingo: statuses of every duty from columns, and from relations between things.

`python -m bench.licence` prints the figures; `python -m bench.licence graph 1000000` judges so many states from relations
in this process and prints CPU seconds and the most memory that it held; a third number shuffles things and facts.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bench.figure import ROOT, Figure
from bench.licence_case import CONTRACT, DAY, MATTERS, PATTERNS, VN
from bench.licence_states import ACTIONS, LINKS, THINGS, TYPES, Happened, random_states, relations
from ontology.answer import Status
from reason.claims import as_norms, claims
from reason.columns import Columns, Flags
from reason.deed_columns import answered_table
from reason.populations import counts, lists
from reason.relations_to_columns import NumberedRelations, column, derive_columns
from reason.to_columns import to_columns

T = TypeVar("T")
CLAIMS = claims(CONTRACT.norms, DAY, VN)
PROGRAM = to_columns(as_norms(CLAIMS), VN, DAY)
BROKEN = to_columns(as_norms(claim for claim in CLAIMS if claim.status is Status.VIOLATED), VN, DAY)
KINDS = tuple(
    "remedy" if claim.norm.compensates else str(claim.norm.modality)
    for claim in CLAIMS
    if claim.status is Status.VIOLATED
)
"""What clingo calls the violations that BROKEN finds."""

TOLD = {
    "licensed": "eg", "evaluated": "ev", "approved": "ea", "results_permitted": "ea", "commissioned": "ec",
    "done:evaluate": "ev", "done:publish_results": "epr", "done:publish_comments": "epc", "done:remove": "er",
}  # fmt: skip
Violations = NDArray[np.int64]
"""Pairs in rows: a violated claim (its place in KINDS) and the event, sorted."""


def told(happened: Happened) -> Columns:
    """The states as ready columns: everything described, and so much of it happened."""
    ready = {name: Flags((happened[:, place] + 1).astype(np.uint8)) for place, name in enumerate(ACTIONS)}
    all_ = Flags(np.full(len(happened), 2, np.uint8))
    table = Columns(len(happened), dict.fromkeys(MATTERS, all_) | {fact: ready[name] for fact, name in TOLD.items()})
    return answered_table(CONTRACT.norms, table, VN, DAY)


def from_graph(graph: NumberedRelations) -> Violations:
    """All violations in a graph."""
    facts = derive_columns(PATTERNS, graph)
    found = [_violations(facts, facts[matter], graph.size) for matter in MATTERS]
    rows = np.concatenate(found)
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]


def _violations(facts: dict[str, NDArray[np.int32]], events: NDArray[np.int32], size: int) -> Violations:
    columns = {
        fact: Flags(column(things, events, size).astype(np.uint8) + np.uint8(1)) for fact, things in facts.items()
    }
    table = answered_table(CONTRACT.norms, Columns(len(events), columns), VN, DAY)
    rows = []
    for listed in lists(BROKEN, [table], threads=1):
        where = np.repeat(np.arange(len(listed.offsets) - 1), np.diff(listed.offsets)) + listed.first
        rows.append(np.stack([listed.norms.astype(np.int64), events[where].astype(np.int64)], axis=1))
    return np.concatenate(rows)


def saved(graph: NumberedRelations, path: str) -> None:
    """The relations as arrays in a file."""
    kinds = {f"kind:{kind}": things for kind, things in graph.kinds.items()}
    links = {f"link:{name}": np.stack(ends) for name, ends in graph.links.items()}
    np.savez(path, size=np.int64(graph.size), **kinds, **links)


def loaded(path: str) -> NumberedRelations:
    """The relations that were saved."""
    with np.load(path) as arrays:
        kinds = {name.removeprefix("kind:"): arrays[name] for name in arrays.files if name.startswith("kind:")}
        links = {name.removeprefix("link:"): tuple(arrays[name]) for name in arrays.files if name.startswith("link:")}
        return NumberedRelations(int(arrays["size"]), kinds, links)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its CPU seconds."""
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def facts_of(happened: Happened) -> Iterator[str]:
    """The states in clingo's words; the thing `ev` of state 3 is `ev(3)`."""
    for state, row in enumerate(happened):
        yield from (f"kind({kind},{name}({state}))." for name, kind in TYPES.items())
        yield from (f"{link}({a}({state}),{b}({state}))." for link, a, b in LINKS)
        yield from (f"happened({name}({state}))." for name, holds in zip(ACTIONS, row, strict=True) if holds)
        yield "\n"


def clingo_violations(happened: Happened) -> tuple[set[tuple[str, int]], dict[str, float]]:
    """The violations that clingo finds, by the number of the thing, and the CPU seconds of its four steps."""
    import clingo  # noqa: PLC0415  a peer, present only where figures are made

    with tempfile.NamedTemporaryFile("w", suffix=".lp") as file:
        file.writelines(facts_of(happened))
        file.flush()
        control = clingo.Control(["--warn=none"])
        steps = {}
        _, steps["load"] = timed(lambda: (control.load(str(ROOT / "bench" / "licence.lp")), control.load(file.name)))
        _, steps["ground"] = timed(lambda: control.ground([("base", [])]))
        handle: Any = control.solve(yield_=True)
        model, steps["solve"] = timed(lambda: next(iter(handle)))
        found, steps["extract"] = timed(lambda: {_read(symbol) for symbol in model.symbols(shown=True)})
        handle.cancel()
    return found, steps


def _read(symbol: Any) -> tuple[str, int]:
    kind, thing = symbol.arguments
    return kind.name, thing.arguments[0].number * len(THINGS) + THINGS.index(thing.name)


def named(rows: Violations) -> set[tuple[str, int]]:
    """Our violations as clingo names them."""
    return {(KINDS[place], thing) for place, thing in rows.tolist()}


def graph_alone(states: int, seed: int | None) -> dict[str, float]:
    """So many states judged from relations in this process; with a seed, things and facts in an order of chance."""
    graph = relations(random_states(states), seed)
    rows, seconds = timed(lambda: from_graph(graph))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu_s": seconds, "megabytes": peak, "violations": len(rows)}


def apart(states: int, *seed: str) -> dict[str, float]:
    """The same in a process of its own; the better of two runs."""
    command = [sys.executable, "-m", "bench.licence", "graph", str(states), *seed]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout) for _ in range(2)]
    return min(runs, key=lambda run: run["cpu_s"])


def licence(states: int = 1_000_000, beside: int = 100_000) -> list[Figure]:
    """The figures; those of the graph in a process of its own, so that its memory is its own."""
    table = told(random_states(states))
    columns = min(timed(lambda: counts(PROGRAM, [table], threads=1))[1] for _ in range(3))
    graph, shuffled = apart(states), apart(states, "1")
    happened = random_states(beside)
    with tempfile.NamedTemporaryFile(suffix=".npz") as file:
        saved(relations(happened), file.name)
        graphs = [timed(lambda: loaded(file.name)) for _ in range(3)]
    rows = [timed(lambda: from_graph(graphs[0][0])) for _ in range(3)]
    bare_ours = min(seconds for _, seconds in rows)
    ours = bare_ours + min(seconds for _, seconds in graphs)
    theirs, steps = clingo_violations(happened)
    same = named(rows[0][0]) == theirs
    versions = {"clingo": version("clingo"), "numpy": version("numpy")}
    print(f"clingo, {beside} states: " + ", ".join(f"{step} {seconds:.2f} s" for step, seconds in steps.items()))
    whole, bare = sum(steps.values()), steps["ground"] + steps["solve"]
    return [
        Figure("licence-1m-columns", columns, "CPU s", columns),
        Figure("licence-1m-graph", graph["cpu_s"], "CPU s", graph["cpu_s"]),
        Figure("licence-1m-graph-shuffled", shuffled["cpu_s"], "CPU s", shuffled["cpu_s"]),
        Figure("licence-1m-graph-memory", max(graph["megabytes"], shuffled["megabytes"]), "MB", graph["cpu_s"]),
        Figure(
            "licence-100k-vs-clingo", ours, "CPU s", ours, whole / ours, "clingo", versions, verdicts_equal=same
        ),
        Figure(
            "licence-100k-vs-clingo-ground-solve", bare_ours, "CPU s", bare_ours, bare / bare_ours, "clingo", versions,
            verdicts_equal=same,
        ),
    ]  # fmt: skip


def main() -> None:
    """Prints the figures, or one run of the graph alone."""
    if sys.argv[1:2] == ["graph"]:
        print(json.dumps(graph_alone(int(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else None)))
        return
    for figure in licence():
        print(f"{figure.name:36} {figure.value:10.3f} {figure.unit}  {figure.ratio or ''} {figure.verdicts_equal}")


if __name__ == "__main__":
    main()
