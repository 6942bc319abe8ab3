from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.lifecycle import ReviewDue, lifecycle, lifecycles
from generator.model.dates import PartialDate
from tests.fixtures.corpora import corpus

BODY = "sections: [{id: one, text: Words.}]\n"


def test_a_review_due_in_a_month_is_overdue_from_the_first_day_of_the_next() -> None:
    found = corpus(BODY + "review: {due: 2022-02}\n", as_of=date(2022, 3, 1))

    life = lifecycle(found, found.protocols[0])

    assert life.review == ReviewDue(PartialDate(2022, 2), date(2022, 2, 28))
    assert life.review.overdue_from == date(2022, 3, 1)
    assert life.review.days_overdue(date(2022, 3, 1)) == 1
    assert life.is_overdue(date(2022, 3, 1))
    assert not life.is_overdue(date(2022, 2, 28))


def test_a_protocol_that_states_no_review_date_has_none_even_where_it_says_how_often() -> None:
    found = corpus(BODY + "dated: 2015-04\nreview: {every: year}\n")

    life = lifecycle(found, found.protocols[0])

    assert life.review is None
    assert life.review_every == "year"
    assert not life.is_overdue(date(2100, 1, 1))


def test_the_longest_overdue_stands_first_and_what_is_replaced_is_not_overdue() -> None:
    found = corpus(
        BODY,
        BODY + "review: {due: 2023}\n",
        BODY + "review: {due: 2020-05-01}\nreplaces: penny-hassett\n",
        BODY + "review: {due: 2001}\n",
    )

    assert [life.protocol for life in lifecycles(found)] == ["felpersham", "borchester", "penny-hassett", "ambridge"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)), st.integers(-500, 500))
def test_a_review_is_overdue_exactly_when_it_is_days_late(last: date, days: int) -> None:
    due = ReviewDue(PartialDate(last.year, last.month, last.day), last)
    on = last + timedelta(days=days)

    assert due.days_overdue(on) == max(days, 0)
    assert due.is_overdue(on) == (days > 0) == (on >= due.overdue_from)
