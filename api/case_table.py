"""A table of cases as it lies in a file: Parquet, Arrow or CSV, told apart by what is in it and read batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq

from ontology.errors import BadValue, NotFound

ROWS = 131_072
BYTES = 16 * 2**20
"""Rows of a batch where the format lets us choose, and the bytes of CSV that are read at once."""

PARQUET, FILE, STREAM, CSV = "parquet", "arrow file", "arrow stream", "csv"
MAGIC = {b"PAR1": PARQUET, b"ARRO": FILE, b"\xff\xff\xff\xff": STREAM}
REMEDY = "give a Parquet, Arrow or CSV file whose columns are fact ids (`normgraph facts` lists them)"


@dataclass(frozen=True, slots=True)
class CaseTable:
    """The columns of a table, and its rows in batches, which can be gone through once."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]


def opened(name: str) -> CaseTable:
    """The table in a file. Raises NotFound, or BadValue where it is no table (rows that cannot be read, when they are reached)."""
    try:
        table = _opened(name, kind_of(name))
    except (pa.ArrowInvalid, pa.ArrowTypeError, OSError) as error:
        raise _unread(name, error) from None
    return CaseTable(table.schema, _told(name, table.batches))


def kind_of(name: str) -> str:
    """The format of a file, by its first bytes. Raises NotFound, BadValue."""
    path = Path(name)
    if not path.is_file():
        raise NotFound(f"there is no file {name}", "give a file that holds a table of cases", name)
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise BadValue("the table is empty", REMEDY, name)
    kind = MAGIC.get(start[:4], CSV)
    if kind == CSV and b"\0" in start:
        raise BadValue("this is no table", REMEDY, name)
    return kind


def delimiter(name: str) -> str:
    """What separates the columns of a CSV file: the sign that its first line holds most of."""
    with Path(name).open("rb") as file:
        line = file.readline(BYTES).decode("utf-8", "replace")
    return max(",;\t", key=line.count)


def _opened(name: str, kind: str) -> CaseTable:
    if kind == PARQUET:
        parquet = pq.ParquetFile(name)
        return CaseTable(parquet.schema_arrow, parquet.iter_batches(ROWS))
    if kind == FILE:
        file = pa_ipc.open_file(pa.memory_map(name))
        return CaseTable(file.schema, (file.get_batch(i) for i in range(file.num_record_batches)))
    if kind == STREAM:
        stream = pa_ipc.open_stream(pa.memory_map(name))
        return CaseTable(stream.schema, iter(stream))
    return _csv(name)


def _csv(name: str) -> CaseTable:
    """Every cell as the text that it is; the first line holds the names."""
    cut = pa_csv.ParseOptions(delimiter=delimiter(name), newlines_in_values=True)
    read = pa_csv.ReadOptions(block_size=BYTES, use_threads=False)
    with pa_csv.open_csv(name, pa_csv.ReadOptions(block_size=BYTES, use_threads=False), cut) as first:
        names = first.schema.names
    texts = pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    reader = pa_csv.open_csv(name, read, cut, texts)
    return CaseTable(reader.schema, iter(reader))


def _told(name: str, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
    except (pa.ArrowInvalid, OSError) as error:
        raise _unread(name, error) from None


def _unread(name: str, error: Exception) -> BadValue:
    return BadValue(f"the table cannot be read: {' '.join(str(error).split())[:200]}", REMEDY, name)
