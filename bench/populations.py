"""1,000 norms on a million cases: counts and lists, how they grow, and DuckDB beside them.

The norms and cases are `made_population`'s and lie in memory before the clock starts; memory is what the process takes more
at its peak. DuckDB (one thread, the same columns as an Arrow table, a `count(*) FILTER` a verdict) judges a sample of norms
and cases; its time is extrapolated by their numbers, and its counts of the sample must be ours.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import assert_never

import pyarrow as pa

from bench.figure import Figure
from bench.made_population import DAY, made_jurisdiction, made_norms, made_population, sizes
from ontology.answer import Truth
from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Quantity
from ontology.norm import Norm
from reason.columns import Coded, Column, Columns, Days, Flags, Measured, missing, part
from reason.populations import counts, lists
from reason.taxonomy import Taxonomy
from reason.to_columns import Program, to_columns

PEER = "duckdb"
CASES = 1_000_000
SAMPLE_CASES, SAMPLE_NORMS = 100_000, 24
STATUS = Path("/proc/self/status")


def populations() -> list[Figure]:
    """All figures of this page."""
    table, norms, vn = made_population(CASES), made_norms(), made_jurisdiction()
    program = to_columns(norms, vn, DAY)
    print(sizes(norms))
    counting, memory = measured(lambda: counts(program, (table,)))
    listing, most = measured(lambda: sum(len(block.norms) for block in lists(program, (table,))))
    theirs, same = beside_duckdb(norms, program, table)
    versions = {name: version(name) for name in ("numpy", PEER) if find_spec(name)}
    beside = (theirs / counting, PEER, versions) if theirs else (None, None, versions)
    return [
        Figure("norms-1000-cases-1m-counts", counting, "CPU s", counting, *beside, verdicts_equal=same),
        Figure("norms-1000-cases-1m-counts-memory", memory, "MiB above the columns", counting),
        Figure("norms-1000-cases-1m-lists", listing, "CPU s", listing),
        Figure("norms-1000-cases-1m-lists-memory", most, "MiB above the columns", listing),
        *grown_by_cases(program, table),
        *grown_by_atoms(table),
    ]


def grown_by_cases(program: Program, table: Columns) -> Iterator[Figure]:
    """The counts of a quarter and of half of the cases."""
    for cases in (CASES // 4, CASES // 2):
        some = part(table, 0, cases)
        seconds, _ = measured(lambda some=some: counts(program, (some,)))
        yield Figure(f"norms-1000-cases-{cases // 1000}k-counts", seconds, "CPU s", seconds)


def grown_by_atoms(table: Columns) -> Iterator[Figure]:
    """The counts of as many norms and conditions over fewer different atoms."""
    for atoms in (161, 322):
        program = to_columns(made_norms(atoms), made_jurisdiction(), DAY)
        seconds, _ = measured(lambda program=program: counts(program, (table,)))
        yield Figure(f"norms-1000-cases-1m-atoms-{atoms}-counts", seconds, "CPU s", seconds)


def measured(work: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """The least CPU seconds, and the MiB that the process held more at its peak (0 where the system does not tell)."""
    best, most = float("inf"), 0.0
    for _ in range(runs):
        before = _restarted()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
        most = max(most, _held("VmHWM") - before)
    return best, most


def beside_duckdb(norms: tuple[Norm, ...], program: Program, table: Columns) -> tuple[float | None, bool | None]:
    """DuckDB's CPU seconds for the whole, extrapolated, and whether it counts the sample as we do; None where it is not here."""
    if find_spec(PEER) is None:
        return None, None
    import duckdb  # noqa: PLC0415  a peer that only this measurement needs

    plain = [i for i in range(len(norms)) if i % 50 not in {48, 49}][:SAMPLE_NORMS]
    some = part(table, 0, SAMPLE_CASES)
    taxonomy = Taxonomy.of(made_jurisdiction())
    wheres = [sql(norms[i].when, taxonomy) for i in plain]
    asked = ", ".join(f"count(*) FILTER (WHERE {w}), count(*) FILTER (WHERE NOT ({w}))" for w in wheres)
    with duckdb.connect(config={"threads": 1}) as database:
        database.register("arrow", pa.table({fact: arrow(column) for fact, column in some.columns.items()}))
        database.execute("CREATE TABLE cases AS SELECT * FROM arrow")
        start = time.process_time()
        row = database.execute(f"SELECT {asked} FROM cases").fetchone() or ()
        seconds = time.process_time() - start
    ours = counts(program, (some,))[plain][:, :2].ravel().tolist()
    return seconds * (len(norms) / len(plain)) * (table.cases / some.cases), list(row) == ours


def sql(condition: Condition, taxonomy: Taxonomy) -> str:
    """The condition as SQL, where NULL is unknown."""
    match condition:
        case Is(fact):
            return fact
        case Compare(fact, op, Quantity(value)):
            return f"{fact} {op} {value}::DOUBLE"
        case Compare(fact, op, day):
            return f"{fact} {op} {day.toordinal()}"
        case OneOf(fact, codes):
            return _coded(fact, codes, taxonomy)
        case Not(of):
            return f"NOT ({sql(of, taxonomy)})"
        case AllOf(of):
            return " AND ".join(f"({sql(part, taxonomy)})" for part in of) or "TRUE"
        case AnyOf(of):
            return " OR ".join(f"({sql(part, taxonomy)})" for part in of) or "FALSE"
        case _:
            assert_never(condition)


def arrow(column: Column) -> pa.Array:
    """A column as DuckDB takes it."""
    match column:
        case Flags(values):
            return pa.array(values == 2, mask=missing(column))
        case Measured(values) | Days(values):
            return pa.array(values, mask=missing(column))
        case Coded(values, codes):
            return pa.DictionaryArray.from_arrays(pa.array(values, mask=missing(column)), list(codes)).cast(pa.string())
        case _:
            assert_never(column)


def _coded(fact: str, codes: tuple[str, ...], taxonomy: Taxonomy) -> str:
    stands = {code: taxonomy.stands(fact, code, codes) for code in taxonomy.above[fact]}
    lists = {truth: ", ".join(f"'{c}'" for c, its in stands.items() if its is truth) or "''" for truth in Truth}
    return f"(CASE WHEN {fact} IS NULL OR {fact} IN ({lists[Truth.UNKNOWN]}) THEN NULL ELSE {fact} IN ({lists[Truth.TRUE]}) END)"


def _restarted() -> float:
    """Starts the count of the peak anew; what is held now."""
    if STATUS.exists():
        Path("/proc/self/clear_refs").write_text("5")
    return _held("VmRSS")


def _held(name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", STATUS.read_text()) if STATUS.exists() else None
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    for one in populations():
        print(f"{one.name:44} {one.value:10,.3f} {one.unit}  {one.ratio} {one.verdicts_equal}")
