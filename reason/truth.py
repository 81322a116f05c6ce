"""Kleene's strong tables: what follows from parts of which some may be unknown."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.answer import Truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """The weakest of them; of none: true."""
    weakest = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return truth
        if truth is Truth.UNKNOWN:
            weakest = truth
    return weakest


def any_of(truths: Iterable[Truth]) -> Truth:
    """The strongest of them; of none: false."""
    return ~all_of(~truth for truth in truths)


def known(answer: bool | None) -> Truth:
    """A yes, a no, or nothing heard."""
    if answer is None:
        return Truth.UNKNOWN
    return Truth.TRUE if answer else Truth.FALSE
