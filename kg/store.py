"""What a store of quads must offer. A change of several graphs is one transaction: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

from kg.quads import Term


class Store(Protocol):
    """A set of quads in named graphs."""

    def __len__(self) -> int:
        """How many quads it holds."""
        ...

    def match(
        self, subject: str | None = None, predicate: str | None = None, object: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:  # fmt: skip
        """The quads with these parts; None stands for any."""
        ...

    def graphs(self) -> list[str]:
        """The names of its graphs, sorted."""
        ...

    def replace(self, graphs: Mapping[str, Iterable[Quad]]) -> None:
        """Let each of these graphs hold exactly these quads, all in one transaction. Raises GraphError."""
        ...

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads in one transaction. Raises GraphError."""
        ...

    def remove(self, graph: str) -> None:
        """Remove a graph with all its quads. Raises GraphError."""
        ...

    def dump(self, path: Path) -> None:
        """Write everything as N-Quads."""
        ...

    def snapshot(self) -> Path:
        """A frozen copy for readers in other processes: an N-Quads file, or a store's folder. Made anew after a change."""
        ...

    def close(self) -> None:
        """Let go of files and locks."""
        ...
