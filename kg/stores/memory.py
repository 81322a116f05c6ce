"""The store in memory; its snapshot is an N-Quads file that is written once a change."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.quads import Term, iri
from ontology.errors import GraphError


class Memory:
    """Quads held by pyoxigraph."""

    def __init__(self) -> None:
        self._store = pyoxigraph.Store()
        self._lock = threading.RLock()
        self._copies: Path | None = None
        self._copy: Path | None = None
        self._made = 0

    def __len__(self) -> int:
        """How many quads it holds."""
        return len(self._store)

    def match(
        self, subject: str | None = None, predicate: str | None = None, object: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:  # fmt: skip
        """The quads with these parts; None stands for any."""
        return self._store.quads_for_pattern(
            iri(subject) if subject else None,
            iri(predicate) if predicate else None,
            object,
            iri(graph) if graph else None,
        )

    def graphs(self) -> list[str]:
        """The names of its graphs, sorted."""
        return sorted(name.value for name in self._store.named_graphs() if isinstance(name, NamedNode))

    def replace(self, graphs: Mapping[str, Iterable[Quad]]) -> None:
        """Let each of these graphs hold exactly these quads, all in one transaction. Raises GraphError."""
        gone: list[Quad] = []
        new: list[Quad] = []
        with self._lock:
            for name, quads in graphs.items():
                before, after = set(self.match(graph=name)), set(quads)
                gone += before - after
                new += after - before
            self._change(gone, new)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads in one transaction. Raises GraphError."""
        with self._lock:
            self._change([], list(quads))

    def remove(self, graph: str) -> None:
        """Remove a graph with all its quads. Raises GraphError."""
        with self._lock:
            self._change(list(self.match(graph=graph)), [])

    def dump(self, path: Path) -> None:
        """Write everything as N-Quads."""
        self._store.dump(str(path), format=RdfFormat.N_QUADS)

    def snapshot(self) -> Path:
        """A frozen copy for readers in other processes, made anew after a change."""
        with self._lock:
            if self._copy is None:
                self._copies = self._copies or self._folder()
                self._made += 1
                made = self._copies / f"{self._made}{self._suffix()}"
                self._freeze(made)
                self._discard(self._copies / f"{self._made - 2}{self._suffix()}")
                self._copy = made
            return self._copy

    def close(self) -> None:
        """Let go of the snapshots."""
        if self._copies:
            shutil.rmtree(self._copies, ignore_errors=True)
        self._copies = self._copy = None

    def _change(self, gone: list[Quad], new: list[Quad]) -> None:
        """Both halves in one transaction: `extend` and `update` of pyoxigraph are atomic, two calls are not."""
        if not gone and not new:
            return
        self._copy = None
        try:
            if gone:
                self._store.update(f"DELETE DATA {{ {_data(gone)} }}; INSERT DATA {{ {_data(new)} }}")
            else:
                self._store.extend(new)
            self._settle()
        except (OSError, RuntimeError) as error:
            raise GraphError(f"the graph cannot be written: {error}", "check free space and rights") from error

    def _discard(self, old: Path) -> None:
        """Remove a copy that nobody starts to read any more; the one before the newest may still be in use."""
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)

    def _settle(self) -> None:
        """What a store does after a change."""

    def _folder(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="normgraph-"))

    def _suffix(self) -> str:
        return ".nq"

    def _freeze(self, path: Path) -> None:
        self.dump(path)


def _data(quads: list[Quad]) -> str:
    return "\n".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)
