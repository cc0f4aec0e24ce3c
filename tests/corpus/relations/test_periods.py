"""Dates of the record fall into periods, and periods follow each other without a hole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamani.corpus.relations.periods import BYS, all_between, bounds, first_date, is_exact, order, period_of, touches

DAYS = st.dates(date(1000, 1, 10), date(9990, 12, 20))


@pytest.mark.parametrize(
    ("value", "begins"),
    [("2024", "2024"), ("2024-08/..", "2024-08"), ("../2024", "2024"), ("2020/2023", "2020"), ("2024-02-30", None),
     ("2026-02-11/2026-02-12", "2026-02-11"), ("2026-03-01T10:00:00+01:00", "2026-03-01"), ("hier", None), (None, None),
     ("", None), ("/", None), ("2024-13", None), ("2024-1-2", None), ("0000", None)],
)  # fmt: skip
def test_the_beginning_of_a_date(value, begins):
    assert first_date(value) == begins


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text):
    begins = first_date(text)
    assert begins is None or bounds(begins)[0] <= bounds(begins)[1]


@given(DAYS, st.sampled_from(BYS))
def test_a_day_is_in_a_period_that_is_as_exact_as_asked_for(day, by):
    period = period_of(day.isoformat(), by)
    assert is_exact(period, by)
    assert order(period)[0] <= day.isoformat()


@given(DAYS, st.integers(0, 800), st.sampled_from(BYS))
def test_between_two_periods_each_one_is_there_once_in_order(day, later, by):
    last = day + timedelta(days=later)
    found = list(all_between(period_of(day.isoformat(), by), period_of(last.isoformat(), by), by))
    assert {period_of((day + timedelta(days=n)).isoformat(), by) for n in range(later + 1)} == set(found)
    assert found == sorted(set(found), key=order)


@given(DAYS)
def test_what_is_less_exact_comes_before_what_it_holds(day):
    year, month, exact = day.isoformat()[:4], day.isoformat()[:7], day.isoformat()
    assert order(year) < order(month) < order(exact) or exact.endswith("-01")
    assert bounds(year)[0] <= bounds(month)[0] <= exact <= bounds(month)[1] <= bounds(year)[1]
    assert touches(year, exact, exact)
    assert touches(month, exact, exact)


@pytest.mark.parametrize("by", BYS)
def test_the_end_of_the_calendar_ends_it(by):
    assert list(all_between(period_of("9999-12-30", by), period_of("9999-12-31", by), by))
    assert bounds("9999-12") == ("9999-12-01", "9999-12-31")
