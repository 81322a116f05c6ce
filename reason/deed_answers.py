"""The yes/no questions of reason/claims.py answered from what is told: done, run out, in time; for one case, and for a table.

Of a table every combination of answers and days that occurs is judged once, as a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

import numpy as np

from ontology.answer import Truth
from ontology.case import Case, Value
from ontology.condition import Condition
from ontology.errors import BadValue
from ontology.norm import Norm
from ontology.pack import Jurisdiction
from reason.calendar import Calendar
from reason.columns import NO, ON, YES, Array, Column, Columns, Days, Flags
from reason.deed import DONE, DONE_ON, DUTIES, Asked, Told, own_key, start_of
from reason.evaluate import evaluate
from reason.taxonomy import Taxonomy

Facts: TypeAlias = Mapping[str, Value]


def answered(norms: Iterable[Norm], case: Case, vn: Jurisdiction) -> Case:
    """The case with the answers for each duty alone, as far as it settles them."""
    reader = _Reader(vn)
    found = {fact: value for norm in norms if norm.modality in DUTIES for fact, value in reader.answers(norm, case)}
    return replace(case, facts={**case.facts, **found})


def answered_table(norms: Iterable[Norm], table: Columns, vn: Jurisdiction, on: date | None = None) -> Columns:
    """The table with a column for every answer; `on` is the day of all cases, else each has its own.

    Raises BadValue where a column of these is neither yes/no nor days.
    """
    reader = _Reader(vn)
    found: dict[str, Column] = {}
    for norm in norms:
        if norm.modality in DUTIES:
            found |= reader.columns(norm, table, on)
    return replace(table, columns={**table.columns, **found})


class _Reader:
    """What is needed to read what was done of a norm."""

    def __init__(self, vn: Jurisdiction) -> None:
        self.calendar, self.taxonomy = Calendar.of(vn), Taxonomy.of(vn)

    def answers(self, norm: Norm, case: Case) -> Iterator[tuple[str, bool]]:
        """The questions about a norm that the case settles."""
        for asked, told in _pairs(norm, case, self.calendar):
            truth = evaluate(told, case, self.taxonomy).truth
            if truth is not Truth.UNKNOWN:
                yield next(iter(asked.facts())), truth is Truth.TRUE

    def columns(self, norm: Norm, table: Columns, on: date | None) -> dict[str, Column]:
        """The columns of a norm's answers; those of the act as they stand, where nothing else is told."""
        told = {fact: table.columns[fact] for fact in _read(norm) if fact in table.columns}
        if not norm.deadline and [*told] == [DONE + norm.action.concept]:
            return {DONE + own_key(norm): told[DONE + norm.action.concept]}
        if not norm.deadline and [*told] in ([], [DONE + own_key(norm)]):
            return {}
        days = {} if on else {ON: table.columns[ON]}
        which, rows = _combinations(table.cases, {**told, **days})
        facts: dict[str, Array] = {}
        for place, values in enumerate(rows):
            case = Case({fact: value for fact, value in values.items() if fact != ON}, on or _day(values[ON]))
            for fact, holds in self.answers(norm, case):
                facts.setdefault(fact, np.zeros(len(rows), np.uint8))[place] = YES if holds else NO
        return {fact: Flags(answers[which]) for fact, answers in facts.items()}


def _pairs(norm: Norm, case: Case, calendar: Calendar) -> Iterator[tuple[Condition, Condition]]:
    """Every question about a norm with the condition that says the same in the words and days of the case."""
    asked, told = Asked(norm), Told(norm, case, calendar)
    yield asked.done(), told.done()
    for limit in norm.deadline:
        yield asked.over(limit), told.over(limit)
        yield asked.in_time(limit), told.in_time(limit)


def _read(norm: Norm) -> Iterator[str]:
    """The facts that tell what was done of a norm."""
    for key in dict.fromkeys((own_key(norm), norm.action.concept or own_key(norm))):
        yield from (DONE + key, DONE_ON + key)
    asked = Asked(norm)
    for limit in norm.deadline:
        yield from (*asked.over(limit).facts(), *asked.in_time(limit).facts(), start_of(limit, norm))


def _combinations(cases: int, columns: Mapping[str, Column]) -> tuple[Array, list[dict[str, Value]]]:
    """For every case the number of its combination of values, and what each combination says."""
    which, first = np.zeros(cases, np.int64), np.zeros(1, np.int64)
    for column in columns.values():
        values, codes = np.unique(column.values, return_inverse=True)
        _, first, which = np.unique(which * len(values) + codes, return_index=True, return_inverse=True)
    return which, [dict(_said(columns, row)) for row in first.tolist()]


def _said(columns: Mapping[str, Column], row: int) -> Iterator[tuple[str, Value]]:
    """What one row says."""
    for fact, column in columns.items():
        number = int(column.values[row])
        match column:
            case Flags() if number:
                yield fact, number == YES
            case Days() if number:
                yield fact, date.fromordinal(number)
            case Flags() | Days():
                pass
            case _:
                raise BadValue(f"the column {fact} is of another kind", "give yes or no, or days", fact)


def _day(value: Value) -> date:
    return value if isinstance(value, date) else date.min
