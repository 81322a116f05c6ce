"""Kleene's strong tables: what follows from parts of which some may be unknown."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.answer import Truth

FALSE, UNKNOWN, TRUE = Truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """The weakest of them; of none: true."""
    found = list(truths)
    if FALSE in found:
        return FALSE
    return UNKNOWN if UNKNOWN in found else TRUE


def any_of(truths: Iterable[Truth]) -> Truth:
    """The strongest of them; of none: false."""
    found = tuple(truths)
    if TRUE in found:
        return TRUE
    return UNKNOWN if UNKNOWN in found else FALSE


def known(answer: bool | None) -> Truth:
    """A yes, a no, or nothing heard."""
    if answer is None:
        return UNKNOWN
    return TRUE if answer else FALSE
