"""What is taken for granted where a case is silent, and which of it an answer used."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.case import Case
from ontology.condition import Condition
from ontology.pack import Jurisdiction


def presuming(case: Case, vn: Jurisdiction) -> Case:
    """The case with the pack's presumptions for the facts of which it says nothing, marked as assumed."""
    return case.assuming({id: fact.presume for id, fact in vn.facts.items() if fact.presume is not None})


def met(case: Case, conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The assumed facts of a case that these conditions rest on, in order."""
    used = frozenset[str]().union(*(condition.facts() for condition in conditions))
    return tuple(sorted(used & case.assumed))
