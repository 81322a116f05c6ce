"""Working days and the ends of time limits."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.norm import DIRECTIONS, Deadline
from packs.vn import jurisdiction
from reason.calendar import LONGEST, Calendar

VN = Calendar.of(jurisdiction())
FRIDAY = date(2025, 10, 3)


def limit(number, unit, direction="within"):
    return Deadline(Decimal(number), unit, direction=direction)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 10, 3), True),
        (date(2025, 10, 4), False),
        (date(2031, 9, 2), False),
        (date(2025, 1, 28), False),
        (date(2025, 4, 26), True),
        (date(2025, 5, 2), False),
    ],
    ids=["a Friday", "a Saturday", "the National Day of any year", "Tết", "a Saturday worked", "a Friday exchanged"],
)
def test_working_days_are_those_of_the_pack(day, works):
    assert VN.works(day) is works


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (FRIDAY, limit(1, "working_day"), date(2025, 10, 6)),
        (FRIDAY, limit(5, "working_day"), date(2025, 10, 10)),
        (FRIDAY, limit(6, "working_day"), date(2025, 10, 13)),
        (date(2025, 4, 25), limit(1, "working_day"), date(2025, 4, 26)),
        (date(2025, 1, 24), limit(1, "working_day"), date(2025, 2, 3)),
        (FRIDAY, limit(4, "day"), date(2025, 10, 7)),
        (FRIDAY, limit(1, "day"), date(2025, 10, 6)),
        (FRIDAY, limit(1, "day", "after"), date(2025, 10, 4)),
        (FRIDAY, limit(1, "week"), date(2025, 10, 10)),
        (date(2025, 1, 31), limit(1, "month"), date(2025, 2, 28)),
        (date(2025, 11, 10), limit("1.5", "month"), date(2026, 1, 10)),
        (date(2024, 2, 29), limit(1, "year"), date(2025, 2, 28)),
        (FRIDAY, limit(24, "hour"), date(2025, 10, 6)),
        (FRIDAY, limit(48, "hour", "before"), date(2025, 10, 1)),
        (date(2025, 10, 6), limit(1, "working_day", "before"), FRIDAY),
        (date(2025, 3, 31), limit(1, "month", "before"), date(2025, 2, 28)),
    ],
)
def test_a_time_limit_ends_as_the_civil_code_counts(start, length, end):
    assert VN.end(start, length) == end


def test_a_calendar_may_leave_the_end_where_it_falls():
    assert not Calendar(frozenset({6, 7}), frozenset(), frozenset(), frozenset(), frozenset(), rolls=False).works(
        Calendar(frozenset({6, 7}), frozenset(), frozenset(), frozenset(), frozenset(), rolls=False).end(
            FRIDAY, limit(1, "day")
        )
    )


lengths = st.builds(
    limit, st.integers(0, 40), st.sampled_from(sorted(LONGEST)), st.sampled_from(sorted({*DIRECTIONS} - {"at_least"}))
)
days = st.dates(date(2023, 1, 1), date(2028, 1, 1))


@given(lengths, days)
def test_the_first_start_is_the_first(length, day):
    first = VN.first_start(length, day)

    assert VN.end(first, length) >= day
    assert VN.end(first - timedelta(days=1), length) < day


@given(lengths, days, st.integers(0, 60))
def test_who_starts_later_ends_no_earlier(length, day, later):
    assert VN.end(day, length) <= VN.end(day + timedelta(days=later), length)


def test_years_without_a_list_are_told():
    assert list(VN.unlisted(date(2025, 12, 1), date(2028, 2, 1))) == [2027, 2028]
    assert list(VN.unlisted(date(2027, 2, 1), date(2026, 12, 1))) == [2027]
