"""Terms that a law defines for itself, and where it uses them. A definition is no norm."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.document import Source, Span


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and where it is defined. `scope` is the eId within which it holds, empty for the whole work.

    `meaning` is the span of the words that define it; `short` tells that the term only abbreviates them. `uses` are the
    places where the work uses the term, the definition itself left out.
    """

    term: str
    source: Source
    meaning: Span
    scope: str = ""
    short: bool = False
    uses: tuple[Source, ...] = ()
