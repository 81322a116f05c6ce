"""The door to the reader: spaCy is loaded when the first document is read, not when a question is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, cast

from ontology.pack import Jurisdiction, Language

if TYPE_CHECKING:
    from extract.from_bytes import Received
    from extract.pipeline import Reading

Codes: TypeAlias = Mapping[str, tuple[str, str]]


PIPELINE = "extract.pipeline"
NONE: Codes = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Task:
    """Something to read: a file, or one document of a file of the codified law; `size` is its share of the file's bytes."""

    name: str
    size: int
    data: bytes = b""
    codes: Codes = field(default_factory=dict)
    one: Received | None = None


def tasks(data: bytes, name: str, vi: Language, vn: Jurisdiction, codes: Codes = NONE) -> list[Task]:
    """What there is to read in a file. `codes`: see `codes_of`. Raises an InputError."""
    door = import_module("extract.from_bytes")
    if not door.is_codified(data):
        return [Task(name, len(data), data, dict(codes) if door.links(data, vi) else {})]
    found = list(door.received(data, name, vi, vn, codes))
    marks = [len(data) * i // len(found) for i in range(len(found) + 1)]
    return [Task(name, end - start, one=one) for one, (start, end) in zip(found, pairwise(marks), strict=True)]


def read_task(task: Task, vi: Language, vn: Jurisdiction) -> list[Reading]:
    """What was to be read. Raises an InputError."""
    if task.one is None:
        return read_file(task.data, task.name, vi, vn, task.codes)
    return [cast("Reading", import_module(PIPELINE).read_one(task.one, vi, vn))]


def codes_of(files: Iterable[tuple[str, bytes]], vi: Language) -> Codes:
    """The codified articles of files that are read together, by their codes: what the links of one to another name."""
    door = import_module("extract.from_bytes")
    return {code: known for name, data in files for code, known in door.codes_in(data, name, vi).items()}


def read_file(data: bytes, name: str, vi: Language, vn: Jurisdiction, codes: Codes = NONE) -> list[Reading]:
    """What a received file says: one law, or all those of a file of the codified law. Raises an InputError."""
    return cast("list[Reading]", list(import_module(PIPELINE).read_all(data, name, vi, vn, codes)))


def hash_of(data: bytes) -> str:
    """The SHA-256 by which a received file is known."""
    return sha256(data).hexdigest()
