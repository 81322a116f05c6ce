"""Terms that a law defines for itself, and where it uses them. A definition is no norm."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.document import Source, Span


@dataclass(frozen=True, slots=True)
class Use:
    """The places in one unit's own words where a term is used."""

    eid: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and where it is defined. `scope` is the eId within which it holds, empty for the whole work.

    The source is where the term stands; `term` is it in plain words, asides in brackets left out. `meaning` is where
    the words that define it stand; `short` tells that the term only abbreviates them. `uses` are where the work uses the
    term, unit by unit, the definition itself left out.
    """

    term: str
    source: Source
    meaning: Source
    scope: str = ""
    short: bool = False
    uses: tuple[Use, ...] = ()

    @property
    def used(self) -> int:
        """How often the work uses the term."""
        return sum(len(use.spans) for use in self.uses)
