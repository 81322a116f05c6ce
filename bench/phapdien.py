"""The codified law read as a whole on two processes: time, memory, cost per character, and a tagger on the same text."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from bench.figure import SHARED, Figure
from kg.pool import in_order
from kg.reader import PIPELINE, Task, read_task, tasks
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

NAME = "read-phapdien"
COMMAND = "make bench-phapdien"
WHOLE = 94_000_000
"""Characters of the whole codified law."""

MARKS = (1, 2, 4, 8, 16)
"""Millions of characters after which the cost is noted."""

SAMPLE = 300_000
PEER = "underthesea"
JOBS = 2


@dataclass(frozen=True, slots=True)
class Done:
    """One document read: its characters, and the CPU seconds of the process that read it."""

    characters: int
    seconds: float


def done(task: Task) -> Done:
    """Reads one document in a worker; counts its characters."""
    start = time.process_time()
    readings = read_task(task, VI, jurisdiction())
    return Done(sum(len(one.document.text) for one in readings), time.process_time() - start)


def phapdien() -> list[Figure]:
    """All files of records, through the whole reader."""
    folder = SHARED / "corpus" / "phapdien"
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.jsonl"))
    known: list[Done] = []
    peaks: list[float] = []
    start = time.perf_counter()
    for one in in_order(done, _tasks(files), JOBS, (PIPELINE, __name__)):
        known.append(one)
        peaks.append(_peak())
    wall = time.perf_counter() - start
    cpu, read = sum(one.seconds for one in known), sum(one.characters for one in known)
    ratio, versions = _peer(files, cpu / read)
    name = f"seconds for {WHOLE / 1e6:.0f} M characters on {JOBS} processes, from {read / 1e6:.2f} M in {wall:.1f} s"
    quarter = peaks[len(peaks) // 4]
    return [
        Figure(NAME, wall * WHOLE / read, name, cpu, ratio, PEER if ratio else None, versions, COMMAND),
        Figure(f"{NAME}-cpu", cpu * WHOLE / read / JOBS, f"the same in CPU seconds, shared by {JOBS} cores", cpu, command=COMMAND),
        Figure(f"{NAME}-memory", peaks[-1], f"MB at most in a process, {quarter:.0f} after a quarter", cpu, command=COMMAND),
        *_costs(known),
    ]  # fmt: skip


def _tasks(files: list[Path]) -> Iterator[Task]:
    for path in files:
        yield from tasks(path.read_bytes(), path.name, VI, jurisdiction())


def _peak() -> float:
    """The most megabytes that a worker has held so far."""
    found = [0]
    for process in multiprocessing.active_children():
        status = Path(f"/proc/{process.pid}/status")
        if status.exists():
            found += [int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return max(found) / 1024


def _costs(known: list[Done]) -> Iterator[Figure]:
    """Microseconds of CPU a character, between so many millions of them and the mark before; the first with all loading."""
    read, spent, marks = 0, 0.0, [mark * 1_000_000 for mark in MARKS]
    before = (0, 0.0)
    for one in known:
        read, spent = read + one.characters, spent + one.seconds
        if marks and read >= marks[0]:
            yield _cost(f"{marks.pop(0) // 1_000_000}m", read - before[0], spent - before[1])
            before = (read, spent)
    yield _cost("all", read, spent)


def _cost(name: str, read: int, spent: float) -> Figure:
    return Figure(f"{NAME}-{name}", spent / read * 1e6, "µs of CPU a character", spent, command=COMMAND)


def _peer(files: list[Path], ours: float) -> tuple[float | None, dict[str, str]]:
    """How many times our cost the tagger's is, for the words alone, on a sample of the same text."""
    if find_spec(PEER) is None:
        print(f"{PEER} is not installed (pip install -e '.[bench]'): no tagger beside")
        return None, {}
    os.environ["HF_HUB_OFFLINE"] = "1"
    from underthesea import pos_tag  # noqa: PLC0415  a peer that only this measurement needs

    lines = _sample(files)
    pos_tag(lines[0])
    start = time.process_time()
    for line in lines:
        pos_tag(line)
    theirs = (time.process_time() - start) / sum(map(len, lines))
    return theirs / ours, {PEER: version(PEER)}


def _sample(files: list[Path]) -> list[str]:
    """Lines of statute text from all files, every so many records one."""
    rows = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    texts = [str(row["text"]) for row in rows if row.get("text")]
    every = max(1, sum(map(len, texts)) // SAMPLE)
    return [line for text in texts[::every] for line in text.splitlines() if line.strip()]
