"""The engine of many machines: Spark hands each part of the table, as Arrow, to the same judge (`mapInArrow`).

Spark's workers need this package as the machine that asks does. Every row of a list is named by the table's column `case`,
since the parts of a table have no numbers; rows come in no particular order.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from api.case_table import CSV, PARQUET, ROWS, CaseTable, delimiter, in_file, kind_of, opened
from api.from_table import CASE
from api.population import Population, row_schema
from api.problems import NoSuchFormat, RequestError
from ontology.answer import Verdict
from ontology.errors import BadValue, error_of
from reason.columns import Array

try:
    from pyspark.errors import PySparkException
    from pyspark.sql import DataFrame, SparkSession
except ImportError as error:
    raise RequestError("PySpark is not here", "install it: pip install 'normgraph[spark]'") from error

COUNTED = "rule int, verdict int, cases long"
OPTIONS = {
    "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS),
}  # fmt: skip
Parts: TypeAlias = Iterable[pa.RecordBatch]
ERROR = re.compile(r"error\[(NG\d+)\]: (.*)\n  what to do: (.*)(?:\n  where: (.*))?")


class Spark:
    """A Spark session on a master (`local[*]`: the cores of this machine)."""

    def __init__(self, master: str) -> None:
        if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
            raise RequestError("Spark needs Java, which is not here", "install Java 17 or newer, or use --engine local")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master(master).appName("normgraph")
        for name, value in OPTIONS.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")

    def counted(self, population: Population, name: str) -> tuple[int, Array]:
        """How many cases there are, and how many of each verdict."""
        rules = len(population.program.rules)
        total = np.zeros((rules + 1, len(Verdict)), np.int64)
        with _telling(name):
            for rule, verdict, cases in self._mapped(name, _Counting(_part(population)), COUNTED).collect():
                total[rule, verdict] += cases
        return int(total[rules, 0]), total[:rules]

    def listed(self, population: Population, name: str, verdicts: Sequence[Verdict]) -> Iterator[pa.RecordBatch]:
        """Rows of case, norm and verdict, as they come."""
        schema = row_schema(opened(in_file(name)))
        with _telling(name):
            rows = self._lists(population, name, verdicts).toLocalIterator(prefetchPartitions=True)
            while some := list(islice(rows, ROWS)):
                yield pa.RecordBatch.from_arrays(list(map(pa.array, zip(*some, strict=True))), list(schema.names)).cast(
                    schema
                )

    def written(self, population: Population, name: str, verdicts: Sequence[Verdict], out: Path) -> int:
        """The number of rows, which Spark has written to a folder of Parquet files."""
        if out.suffix.lower() != ".parquet":
            raise NoSuchFormat("Spark writes Parquet", "let the name end in .parquet; it will be a folder", str(out))
        with _telling(name):
            self._lists(population, name, verdicts).write.parquet(str(out.absolute()))
            return int(self.session.read.parquet(str(out.absolute())).count())

    def _lists(self, population: Population, name: str, verdicts: Sequence[Verdict]) -> DataFrame:
        if CASE not in opened(in_file(name)).schema.names:
            raise BadValue(
                "Spark's rows have no numbers", f"give the table a column “{CASE}” that names its cases", name
            )
        kind = self._read(name).schema[CASE].dataType.simpleString()
        work = _Listing(_part(population), tuple(verdicts))
        return self._mapped(name, work, f"case {kind}, norm string, verdict string")

    def _mapped(self, name: str, work: _Work, schema: str) -> DataFrame:
        """The work done on every part; columns travel under numbers, because Spark reads a dot in a name as a field of a field."""
        frame = self._read(name)
        numbered = frame.toDF(*(f"c{i}" for i in range(len(frame.columns))))
        return numbered.mapInArrow(replace(work, names=tuple(frame.columns)).on, schema)

    def _read(self, name: str) -> DataFrame:
        kind, place = kind_of(in_file(name)), str(Path(name).absolute())
        if kind == PARQUET:
            return self.session.read.parquet(place)
        if kind == CSV:
            texts = self.session.read.options(
                header=True, sep=delimiter(in_file(name)), quote='"', escape='"', multiLine=True
            )
            return texts.options(mode="FAILFAST").csv(place)
        raise NoSuchFormat("Spark reads no Arrow files", "give a Parquet or CSV file, or use --engine local", name)


@dataclass(frozen=True, slots=True)
class _Counting:
    """Counts a part: a row a norm and verdict, and one more with all its cases under a norm of its own."""

    population: Population
    names: tuple[str, ...] = ()

    def on(self, parts: Parts) -> Iterator[pa.RecordBatch]:
        for table in _table(parts, self.names):
            cases, counted = self.population.counted(table, threads=1)
            rules, verdicts = (place.ravel() for place in np.indices(counted.shape, np.int32))
            rows = {"rule": pa.array(rules), "verdict": pa.array(verdicts), "cases": pa.array(counted.ravel())}
            yield pa.record_batch(rows)
            last = (pa.array([len(counted)], pa.int32()), pa.array([0], pa.int32()), pa.array([cases], pa.int64()))
            yield pa.record_batch(dict(zip(rows, last, strict=True)))


@dataclass(frozen=True, slots=True)
class _Listing:
    """Lists the verdicts of a part."""

    population: Population
    verdicts: tuple[Verdict, ...]
    names: tuple[str, ...] = ()

    def on(self, parts: Parts) -> Iterator[pa.RecordBatch]:
        for table in _table(parts, self.names):
            yield from self.population.listed(table, self.verdicts, threads=1)


_Work: TypeAlias = _Counting | _Listing


def _part(population: Population) -> Population:
    """The population for a part of a table, whose rows have no numbers."""
    return replace(population, reader=replace(population.reader, numbered=False))


def _table(parts: Parts, names: tuple[str, ...]) -> Iterator[CaseTable]:
    """The part as a table, where it has any rows."""
    batches = (batch.rename_columns(list(names)) for batch in parts)
    for first in islice(batches, 1):
        yield CaseTable(first.schema, chain((first,), batches))


@contextmanager
def _telling(name: str) -> Iterator[None]:
    """Errors of the workers as our own."""
    try:
        yield
    except PySparkException as error:
        found = ERROR.search(str(error))
        if found is None:
            first = " ".join(str(error).split())[:200]
            raise BadValue(
                f"Spark could not judge the table: {first}", "look at the table and at the cluster", name
            ) from None
        raise error_of(found[1])(found[2], found[3], found[4]) from None
