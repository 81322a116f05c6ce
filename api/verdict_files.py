"""Rows of verdicts into a file: Parquet, Arrow or CSV by the ending of its name; whole or not at all."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq

from api.problems import NoSuchFormat

WRITERS: dict[str, Callable[[str, pa.Schema], Any]] = {
    ".parquet": pq.ParquetWriter,
    ".arrow": pa_ipc.new_file,
    ".csv": pa_csv.CSVWriter,
}


def checked(out: Path) -> None:
    """Raises NoSuchFormat where the ending names no format."""
    if out.suffix.lower() not in WRITERS:
        raise NoSuchFormat(f"“{out.name}” names no table", f"let it end in {', '.join(WRITERS)}", str(out))


def written(rows: Iterable[pa.RecordBatch], schema: pa.Schema, out: Path) -> int:
    """The number of rows written. Raises NoSuchFormat, and whatever the rows raise, and then leaves no file behind."""
    checked(out)
    part = out.with_name(f".{out.name}.part")
    total = 0
    try:
        with WRITERS[out.suffix.lower()](str(part), schema) as writer:
            for batch in rows:
                writer.write(batch)
                total += batch.num_rows
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return total


def printed(rows: Iterable[pa.RecordBatch], schema: pa.Schema, as_json: bool) -> None:
    """The rows on standard output as they come: CSV, or a JSON array of objects."""
    sink = sys.stdout.buffer
    if as_json:
        sink.write(b"[")
        for number, row in enumerate(row for batch in rows for row in batch.to_pylist()):
            sink.write(b",\n"[not number :] + json.dumps(row, ensure_ascii=False, default=str).encode())
        sink.write(b"]")
        return
    sink.write((",".join(schema.names) + "\n").encode())
    for batch in rows:
        text = io.BytesIO()
        pa_csv.write_csv(batch, text, pa_csv.WriteOptions(include_header=False))
        sink.write(text.getvalue())
