"""The yes/no questions of reason/claims.py answered from what a case tells: done, run out, in time."""

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
    """The case with the answers for each duty alone, as far as it settles them."""
    answers = Answers(vn)
    found = {fact: holds for norm in norms if norm.modality in DUTIES for fact, holds in answers.of(norm, case)}
    return replace(case, facts={**case.facts, **found})


class Answers:
    """What is needed to read what was done of a norm."""

    def __init__(self, vn: Jurisdiction) -> None:
        self.calendar, self.taxonomy = Calendar.of(vn), Taxonomy.of(vn)

    def of(self, norm: Norm, case: Case) -> Iterator[tuple[str, bool]]:
        """The questions about a norm that the case settles."""
        for asked, told in self._pairs(norm, case):
            truth = evaluate(told, case, self.taxonomy).truth
            if truth is not Truth.UNKNOWN:
                yield next(iter(asked.facts())), truth is Truth.TRUE

    def _pairs(self, norm: Norm, case: Case) -> Iterator[tuple[Condition, Condition]]:
        """Every question about a norm with the condition that says the same in the words and days of the case."""
        asked, told = Asked(norm), Told(norm, case, self.calendar)
        yield asked.done(), told.done()
        for limit in norm.deadline:
            yield asked.over(limit), told.over(limit)
            yield asked.in_time(limit), told.in_time(limit)
