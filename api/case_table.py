"""A table of cases as it lies in a file: Parquet, Arrow or CSV, told apart by what is in it and read batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq

from ontology.errors import BadValue, NotFound

ROWS, BYTES, HEAD = 131_072, 4 * 2**20, 65_536
"""Rows of a batch where the format lets us choose, bytes of CSV that are read at once, and of a beginning."""

PARQUET, FILE, STREAM, CSV = "parquet", "arrow file", "arrow stream", "csv"
MAGIC = {b"PAR1": PARQUET, b"ARRO": FILE, b"\xff\xff\xff\xff": STREAM}
REMEDY = "give a Parquet, Arrow or CSV file whose columns are fact ids (`normgraph facts` lists them)"


@dataclass(frozen=True, slots=True)
class CaseTable:
    """The columns of a table, and its rows in batches, which can be gone through once."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table lies: its name, its beginning, and how to read it from there."""

    name: str
    start: bytes
    open: Callable[[], pa.NativeFile]


def in_file(name: str) -> Source:
    """A file. Raises NotFound."""
    path = Path(name)
    if not path.is_file():
        raise NotFound(f"there is no file {name}", "give a file that holds a table of cases", name)
    with path.open("rb") as file:
        return Source(name, file.read(HEAD), lambda: pa.OSFile(name))


def in_bytes(data: bytes, name: str) -> Source:
    """What somebody sent."""
    return Source(name, data[:HEAD], lambda: pa.BufferReader(data))


def opened(source: Source) -> CaseTable:
    """The table that lies there. Raises BadValue where it is none, or, when they are reached, has rows that cannot be read."""
    kind = kind_of(source)
    try:
        table = _opened(source, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OSError) as error:
        raise _unread(source.name, error) from None
    return CaseTable(table.schema, _told(source.name, table.batches))


def kind_of(source: Source) -> str:
    """The format of a table, by its first bytes. Raises BadValue."""
    if not source.start.strip():
        raise BadValue("the table is empty", REMEDY, source.name)
    kind = MAGIC.get(source.start[:4], CSV)
    if kind == CSV and b"\0" in source.start:
        raise BadValue("this is no table", REMEDY, source.name)
    return kind


def delimiter(source: Source) -> str:
    """What separates the columns of a CSV table: the sign that its first line holds most of."""
    line = source.start.partition(b"\n")[0].decode("utf-8", "replace")
    return max(",;\t", key=line.count)


def _opened(source: Source, kind: str) -> CaseTable:
    if kind == PARQUET:
        parquet = pq.ParquetFile(source.open())
        return CaseTable(parquet.schema_arrow, parquet.iter_batches(ROWS))
    if kind == FILE:
        file = pa_ipc.open_file(source.open())
        return CaseTable(file.schema, (file.get_batch(i) for i in range(file.num_record_batches)))
    if kind == STREAM:
        stream = pa_ipc.open_stream(source.open())
        return CaseTable(stream.schema, iter(stream))
    return _csv(source)


def _csv(source: Source) -> CaseTable:
    """Every cell as the text that it is; the first line holds the names."""
    cut = pa_csv.ParseOptions(delimiter=delimiter(source), newlines_in_values=True)
    read = pa_csv.ReadOptions(block_size=BYTES, use_threads=False)
    with pa_csv.open_csv(source.open(), read, cut) as first:
        names = first.schema.names
    texts = pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    reader = pa_csv.open_csv(source.open(), read, cut, texts)
    return CaseTable(reader.schema, iter(reader))


def _told(name: str, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
    except (pa.ArrowInvalid, OSError) as error:
        raise _unread(name, error) from None


def _unread(name: str, error: Exception) -> BadValue:
    return BadValue(f"the table cannot be read: {' '.join(str(error).split())[:200]}", REMEDY, name)
