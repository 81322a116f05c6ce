"""Which day a rule holds, and the days that two rules share."""

from __future__ import annotations

from datetime import date, timedelta

from ontology.norm import Norm, Period, Sanction


def in_force(rule: Norm | Sanction, on: date) -> bool:
    """Whether the rule holds on this day."""
    return rule.in_force.holds(on)


def over(rule: Norm | Sanction, on: date) -> bool:
    """Whether the rule's time has passed by this day."""
    return rule.in_force.end is not None and rule.in_force.end <= on


def shared(*periods: Period) -> Period | None:
    """The days that lie in all the periods; None where there are none."""
    start = max((p.start for p in periods if p.start), default=None)
    end = min((p.end for p in periods if p.end), default=None)
    return None if start and end and start >= end else Period(start, end)


def day_in(period: Period, prefer: date) -> date:
    """A day of the period: the preferred one, else the first, else the last."""
    if period.holds(prefer):
        return prefer
    if period.start and period.start > prefer:
        return period.start
    return period.end - timedelta(days=1) if period.end else prefer
