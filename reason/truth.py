"""Kleene's strong tables: what follows from parts of which some may be unknown."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ontology.answer import Truth

FALSE, UNKNOWN, TRUE = Truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """The weakest of them; of none: true."""
    return weakest(tuple(truths))


def any_of(truths: Iterable[Truth]) -> Truth:
    """The strongest of them; of none: false."""
    return strongest(tuple(truths))


def weakest(truths: Collection[Truth]) -> Truth:
    """The same of those at hand."""
    if FALSE in truths:
        return FALSE
    return UNKNOWN if UNKNOWN in truths else TRUE


def strongest(truths: Collection[Truth]) -> Truth:
    """The same of those at hand."""
    if TRUE in truths:
        return TRUE
    return UNKNOWN if UNKNOWN in truths else FALSE


def known(answer: bool | None) -> Truth:
    """A yes, a no, or nothing heard."""
    if answer is None:
        return UNKNOWN
    return TRUE if answer else FALSE
