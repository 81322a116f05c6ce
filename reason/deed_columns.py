"""The yes/no questions of reason/claims.py answered for a table of cases: every combination of answers and days that occurs is
judged once, as a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from ontology.case import Case, Value
from ontology.errors import BadValue
from ontology.fact import DONE, DONE_ON
from ontology.norm import Norm
from ontology.pack import Jurisdiction
from reason.columns import NO, ON, YES, Array, Column, Columns, Days, Flags
from reason.deed import DUTIES, Asked, own_key, start_of
from reason.deed_answers import Answers


def answered_table(norms: Iterable[Norm], table: Columns, vn: Jurisdiction, on: date | None = None) -> Columns:
    """The table with a column for every answer; `on` is the day of all cases, else each has its own.

    Raises BadValue where a column of these is neither yes/no nor days.
    """
    answers = Answers(vn)
    found: dict[str, Column] = {}
    for norm in norms:
        if norm.modality in DUTIES:
            found |= _columns(norm, table, answers, on)
    return replace(table, columns={**table.columns, **found})


def _columns(norm: Norm, table: Columns, answers: Answers, on: date | None) -> dict[str, Column]:
    """The columns of a norm's answers; that of the act as it stands, where nothing else is told."""
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
        for fact, holds in answers.of(norm, case):
            facts.setdefault(fact, np.zeros(len(rows), np.uint8))[place] = YES if holds else NO
    return {fact: Flags(found[which]) for fact, found in facts.items()}


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
