"""The files as received, each under its SHA-256, written before the graph says anything of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kg.reader import hash_of
from ontology.errors import GraphError


def keep(folder: Path, files: Iterable[bytes]) -> None:
    """Write these files so that they outlive a crash of the machine. Raises GraphError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for data in files:
            path = folder / hash_of(data)
            if not path.exists():
                _written(path, data)
        _synced(folder)
    except OSError as error:
        raise GraphError(f"a received file cannot be kept: {error}", "check free space and rights") from error


def kept(folder: Path, sha256: str) -> bytes:
    """A received file. Raises GraphError where it is gone or is not what was received."""
    try:
        data = (folder / sha256).read_bytes()
    except OSError as error:
        raise GraphError("a received file is gone", "put it back, or read the document again", sha256) from error
    if hash_of(data) != sha256:
        raise GraphError("a received file was changed", "put the original back", sha256)
    return data


def _written(path: Path, data: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}.tmp")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _synced(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
