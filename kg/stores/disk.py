"""The store on disk (pyoxigraph over RocksDB): no server to start, one writer at a time, changes survive `kill -9`.

Oxigraph forbids reading the folder of a running writer from another process; readers get hard-linked snapshots instead.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph

from kg.stores.memory import Memory
from ontology.errors import GraphError

SNAPSHOTS = "snapshots"
STORE = "store"
RECEIVED = "received"
OURS = {SNAPSHOTS, STORE, RECEIVED}


class Disk(Memory):
    """Quads in a folder."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        super().__init__()
        self.folder = folder
        self.read_only = read_only
        self._store = _opened(folder, read_only=read_only)
        if not read_only:
            shutil.rmtree(folder / SNAPSHOTS, ignore_errors=True)

    def close(self) -> None:
        """Let go of files and locks."""
        super().close()
        self._store = pyoxigraph.Store()

    def _settle(self) -> None:
        self._store.flush()

    def _folder(self) -> Path:
        made = self.folder / SNAPSHOTS / str(os.getpid())
        made.mkdir(parents=True, exist_ok=True)
        return made

    def _suffix(self) -> str:
        return ""

    def _freeze(self, path: Path) -> None:
        self._store.backup(path)

    def snapshot(self) -> Path:
        """A frozen copy for readers in other processes; a read-only store is one already."""
        return self.folder / STORE if self.read_only else super().snapshot()


def _opened(folder: Path, *, read_only: bool) -> pyoxigraph.Store:
    path = folder / STORE
    _checked(folder)
    try:
        if read_only:
            return _readable(path)
        path.mkdir(parents=True, exist_ok=True)
        return pyoxigraph.Store(str(path))
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise GraphError(
                "another process has this graph open", "stop it, or ask it over HTTP", str(folder)
            ) from error
        raise GraphError(
            f"the graph does not open: {error}", "check rights and space, or move the folder away and read again",
            str(folder),
        ) from error  # fmt: skip


def _readable(path: Path) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(str(path))
    except (OSError, RuntimeError):
        if not path.is_dir():
            raise
        # Whoever made this folder was stopped in between; opening it for writing finishes that.
        pyoxigraph.Store(str(path)).flush()
        return pyoxigraph.Store.read_only(str(path))


def _checked(folder: Path) -> None:
    """Refuse a folder that is no graph of ours, before anything is written there."""
    if folder.exists() and not folder.is_dir():
        raise GraphError("this is a file, not a folder", "name a folder for the graph", str(folder))
    if folder.is_dir():
        foreign = sorted({entry.name for entry in folder.iterdir()} - OURS)
        if foreign and not (folder / STORE).is_dir():
            raise GraphError(f"this folder holds something else ({foreign[0]})", "name an empty folder", str(folder))
