"""The door to the reader: spaCy is loaded when the first document is read, not when a question is asked."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ontology.pack import Jurisdiction, Language

if TYPE_CHECKING:
    from extract.pipeline import Reading


def read_file(data: bytes, name: str, vi: Language, vn: Jurisdiction) -> list[Reading]:
    """What a received file says: one law, or all those of a file of the codified law. Raises an InputError."""
    pipeline = import_module("extract.pipeline")
    return cast("list[Reading]", list(pipeline.read_all(data, name, vi, vn)))


def hash_of(data: bytes) -> str:
    """The SHA-256 by which a received file is known."""
    return sha256(data).hexdigest()
