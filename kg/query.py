"""SPARQL for anyone: every query runs in a process of its own kind, with limits, over a frozen copy of the graph.

The process is kept for the next query if it behaved, killed if it did not; the graph itself is out of its reach.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology import errors
from ontology.errors import GraphError, QueryError, QueryTimeout, QueryTooLarge

ROOT = Path(__file__).resolve().parents[1]
SECONDS, ROWS, MEGABYTES, AT_ONCE, START = 10.0, 10_000, 1024, 4, 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: `json` is SPARQL 1.1 JSON (SELECT, ASK), `triples` is N-Triples (CONSTRUCT, DESCRIBE)."""

    kind: str
    json: Mapping[str, Any]
    triples: str = ""
    truncated: bool = False
    seconds: float = 0.0

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of a SELECT with plain values."""
        found = self.json.get("results", {}).get("bindings", [])
        return [{name: cell["value"] for name, cell in row.items()} for row in found]


class Sandbox:
    """Answers queries over copies of a store that `snapshot` makes."""

    def __init__(self, snapshot: Callable[[], Path], megabytes: int = MEGABYTES, at_once: int = AT_ONCE) -> None:
        self._snapshot = snapshot
        self._megabytes = megabytes
        self._slots = threading.BoundedSemaphore(at_once)
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    def run(self, query: str, seconds: float = SECONDS, rows: int = ROWS) -> Answer:
        """The answer. Raises QueryRefused, QuerySyntax, QueryTimeout, QueryTooLarge or GraphError."""
        started = time.monotonic()
        if not self._slots.acquire(timeout=seconds):
            raise QueryTimeout("other queries took all the time", "try again in a moment")
        try:
            worker = self._worker()
            said = worker.ask({"query": query, "seconds": seconds, "rows": rows}, seconds)
            self._keep(worker)
        finally:
            self._slots.release()
        return _answer(said, time.monotonic() - started)

    def close(self) -> None:
        """Stop the processes that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()

    def _worker(self) -> _Worker:
        copy = self._snapshot()
        with self._lock:
            old = [worker for worker in self._idle if worker.copy != copy]
            self._idle = [worker for worker in self._idle if worker.copy == copy]
            ready = self._idle.pop() if self._idle else None
        for worker in old:
            worker.stop()
        return ready or _Worker(copy, self._megabytes)

    def _keep(self, worker: _Worker) -> None:
        with self._lock:
            if len(self._idle) < 2 and worker.alive():
                self._idle.append(worker)
                return
        worker.stop()


class _Worker:
    """One process, from its start to its end."""

    def __init__(self, copy: Path, megabytes: int) -> None:
        self.copy = copy
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module, no shell, no foreign words)
            [sys.executable, "-m", "kg.query_worker", str(copy), str(megabytes)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "MALLOC_ARENA_MAX": "2", "PYTHONUTF8": "1"},
            start_new_session=True,
        )  # fmt: skip
        self._end = weakref.finalize(self, _stop, self._process)
        if "ready" not in self._hear(START):
            raise GraphError("the query process does not start", "look at memory and rights", str(copy))

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def ask(self, request: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Send a request and wait that long for its answer; the process does not outlive a failure."""
        pipe = self._process.stdin
        with contextlib.suppress(BrokenPipeError):
            if pipe:
                pipe.write(json.dumps(request).encode() + b"\n")
                pipe.flush()
        return self._hear(seconds)

    def stop(self) -> None:
        """End the process."""
        self._end()

    def _hear(self, seconds: float) -> dict[str, Any]:
        line = bytearray()
        deadline = time.monotonic() + seconds
        pipe = self._process.stdout
        with selectors.DefaultSelector() as selector:
            if pipe:
                selector.register(pipe, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    self.stop()
                    raise QueryTimeout(f"the query ran longer than {seconds:g} s", "ask for less, or add LIMIT")
                part = os.read(pipe.fileno(), 1 << 20) if pipe else b""
                if not part:
                    self._died()
                line += part
        said: dict[str, Any] = json.loads(line)
        return said

    def _died(self) -> None:
        self.stop()
        if self._process.returncode == -24:  # SIGXCPU
            raise QueryTimeout("the query used up its processor time", "ask for less, or add LIMIT")
        raise QueryTooLarge("the query needed more than it may have, and was stopped", "ask for less at once")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


def _answer(said: dict[str, Any], seconds: float) -> Answer:
    if "error" in said:
        kind = getattr(errors, said["error"], QueryError)
        raise kind(said["what"], said["remedy"], said["where"])
    return Answer(said["kind"], said.get("json", {}), said.get("triples", ""), said["truncated"], seconds)
