"""The door to the reader: spaCy is loaded when the first document is read, not when a question is asked."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ontology.pack import Jurisdiction, Language

if TYPE_CHECKING:
    from extract.pipeline import Reading


def read_one(data: bytes, name: str, vi: Language, vn: Jurisdiction) -> Reading:
    """What a received file says. Raises an InputError where it is no text of a law."""
    pipeline = import_module("extract.pipeline")
    return cast("Reading", pipeline.read(data, name, vi, vn))


def hash_of(data: bytes) -> str:
    """The SHA-256 by which a received file is known."""
    return sha256(data).hexdigest()
