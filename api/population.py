"""A table of cases judged by a program: what one process does with one table, or with its part of one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import pyarrow as pa

from api.case_table import CaseTable
from api.from_table import CASE, FromTable
from ontology.answer import Verdict
from reason.columns import Array, Columns
from reason.populations import THREADS, Listed, counts, lists
from reason.to_columns import Program

KINDS = pa.array([str(verdict) for verdict in Verdict], pa.string())


@dataclass(frozen=True, slots=True)
class Population:
    """A program with what reads tables for it: all that a process needs to judge a part of one."""

    program: Program
    reader: FromTable

    def counted(self, table: CaseTable, threads: int = THREADS) -> tuple[int, Array]:
        """How many cases there are, and how many of each verdict: a row a norm, a column a verdict in the order of `Verdict`."""
        cases: list[int] = []

        def columns() -> Iterator[Columns]:
            for batch in self.reader.batches(table):
                cases.append(batch.columns.cases)
                yield batch.columns

        found = counts(self.program, columns(), threads)
        return sum(cases), found

    def listed(self, table: CaseTable, verdicts: Sequence[Verdict], threads: int = THREADS) -> Iterator[pa.RecordBatch]:
        """Rows of case, norm and verdict, in the order of the cases and, for each, of the norms."""
        named: deque[tuple[int, pa.Array]] = deque([(0, pa.nulls(0))])
        ids = pa.array([rule.norm for rule in self.program.rules], pa.string())

        def columns() -> Iterator[Columns]:
            for batch in self.reader.batches(table):
                before, names = named[-1]
                named.append((before + len(names), batch.names))
                yield batch.columns

        for first, block in groupby(lists(self.program, columns(), verdicts, threads), lambda one: one.first):
            while named[0][0] + len(named[0][1]) <= first:
                named.popleft()
            before, names = named[0]
            yield _rows(list(block), names.slice(first - before), ids)


def row_schema(table: CaseTable) -> pa.Schema:
    """The columns of a list of verdicts on this table."""
    kind = table.schema.field(CASE).type if CASE in table.schema.names else pa.int64()
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.schema({"case": plain, "norm": pa.string(), "verdict": pa.string()})


def _rows(block: list[Listed], names: pa.Array, ids: pa.Array) -> pa.RecordBatch:
    """Several verdicts of the same cases as rows: each a number of case, norm and verdict, which sorts as they do."""
    verdicts = list(Verdict)
    keys = [
        (np.repeat(np.arange(len(one.offsets) - 1, dtype=np.int64), np.diff(one.offsets)) << 32)
        | (one.norms.astype(np.int64) << 3) | verdicts.index(one.verdict)
        for one in block
    ]  # fmt: skip
    key = np.sort(np.concatenate(keys))
    norms, kinds = ids.take(pa.array(key >> 3 & (1 << 29) - 1)), KINDS.take(pa.array(key & 7))
    return pa.record_batch({"case": names.take(pa.array(key >> 32)), "norm": norms, "verdict": kinds})
