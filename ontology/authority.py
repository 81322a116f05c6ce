"""Who may impose which fine, and until when a breach may be punished."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.document import Source


@dataclass(frozen=True, slots=True)
class Authority:
    """An office and the highest fine that it may impose on an individual, in dong; None where the clause names no amount.

    `organisation` is the highest fine for an organisation where the act gives it. `title` and `concerns` (the field or the
    breaches that this ceiling is for) are the law's words; `measures` are the other sanctions that the office may impose,
    each where the law says so; `targets` are the eIds of the provisions that the act gives it (empty: it names none), less
    those in `excluding`.
    """

    title: str
    source: Source
    ceiling: int | None = None
    organisation: int | None = None
    warning: bool = False
    concerns: str = ""
    measures: tuple[Source, ...] = ()
    targets: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limitation:
    """A limitation period: `value` years, months or days for the breaches of `targets` (empty: all of the act), save `excluding`.

    `concerns` are the law's words for the field or the breaches, where it names some.
    """

    value: int
    unit: str
    source: Source
    targets: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    concerns: str = ""
