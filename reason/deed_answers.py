"""A case with the yes/no questions answered that its own words and days already settle: done, run out, in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ontology.answer import Truth
from ontology.case import Case
from ontology.condition import Condition
from ontology.norm import Norm
from ontology.pack import Jurisdiction
from reason.calendar import Calendar
from reason.deed import DUTIES, Asked, Told
from reason.evaluate import evaluate
from reason.taxonomy import Taxonomy


def answered(norms: Iterable[Norm], case: Case, vn: Jurisdiction) -> Case:
    """The case with the answers for each of the duties alone, as the conditions of reason/claims.py ask for them."""
    calendar, taxonomy = Calendar.of(vn), Taxonomy.of(vn)
    found = {
        next(iter(asked.facts())): truth is Truth.TRUE
        for norm in norms
        if norm.modality in DUTIES
        for asked, told in pairs(norm, case, calendar)
        if (truth := evaluate(told, case, taxonomy).truth) is not Truth.UNKNOWN
    }
    return replace(case, facts={**case.facts, **found})


def pairs(norm: Norm, case: Case, calendar: Calendar) -> Iterator[tuple[Condition, Condition]]:
    """Every question about a norm with the condition that says the same in the words and days of the case."""
    asked, told = Asked(norm), Told(norm, case, calendar)
    yield asked.done(), told.done()
    for limit in norm.deadline:
        yield asked.over(limit), told.over(limit)
        yield asked.in_time(limit), told.in_time(limit)
