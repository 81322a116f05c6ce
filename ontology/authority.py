"""Who may impose which fine, and until when a breach may be punished."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.document import Source


@dataclass(frozen=True, slots=True)
class Authority:
    """An office and the highest fine that it may impose, in dong; None where the clause names no amount.

    `title` is the law's words; `measures` are the other sanctions that it may impose, each where the law says so;
    `targets` are the eIds of the provisions that the clause gives it, empty where it names none.
    """

    title: str
    source: Source
    ceiling: int | None = None
    warning: bool = False
    measures: tuple[Source, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limitation:
    """A limitation period: `value` years or months for the breaches of `targets` (empty: all of the act), save `excluding`."""

    value: int
    unit: str
    source: Source
    targets: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
