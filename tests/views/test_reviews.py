from datetime import date

from generator.views import urls
from generator.views.reviews import ReviewsView, review_events, reviews_page
from generator.views.site import SiteMap
from tests.fixtures.corpora import HEAD, corpus
from tests.fixtures.real import real_corpus, real_site

WORDS = "\nsections: [{id: words, text: Words.}]\n"


def review(due: str, more: str = "") -> str:
    return f"review: {{due: {due}}}{more}{WORDS}"


def view(site: SiteMap) -> ReviewsView:
    found = reviews_page(site.findings, site.at(urls.reviews())).view
    assert isinstance(found, ReviewsView)
    return found


def test_the_real_protocols_stand_with_the_overdue_one_first() -> None:
    wight, harrow = view(real_site()).rows

    assert (wight.protocol.words, wight.status, wight.dated, wight.approval) == (
        "Isle of Wight",
        "Approved",
        "24 February 2021",
        "IOWSCP Business Group",
    )
    assert (wight.rule.words, wight.due, wight.due_day, wight.is_overdue) == (
        "every year (5.2)",
        "February 2022",
        "2022-02-28",
        True,
    )
    assert (harrow.status, harrow.dated, harrow.approval, harrow.rule.words, harrow.due, harrow.due_day) == (
        "Draft",
        "April 2015",
        "not stated",
        "not stated",
        "not stated",
        "",
    )
    assert (wight.calendar is not None, harrow.calendar) == (True, None)


def test_the_overdue_come_first_then_by_day_then_those_without_a_date() -> None:
    site = SiteMap(corpus(review("2027-05"), review("2021"), WORDS, review("2026-12-01")))

    rows = view(site).rows

    assert [row.due for row in rows] == ["2021", "1 December 2026", "May 2027", "not stated"]
    assert [row.is_overdue for row in rows] == [True, False, False, False]


def test_a_withdrawn_protocol_and_one_that_was_replaced_have_no_review_to_come() -> None:
    withdrawn = HEAD.replace("status: approved", "status: withdrawn")
    site = SiteMap(corpus(review("2021"), head=withdrawn))
    replaced = SiteMap(corpus(review("2021"), f"replaces: ambridge\n{review('2027')}"))

    assert review_events(site.findings, site.corpus.protocols[0]) == ()
    assert view(site).calendar is None
    assert view(site).rows[0].due_day == ""
    assert [row.due for row in view(replaced).rows] == ["2027"]
    assert review_events(replaced.findings, replaced.corpus.protocols[0]) == ()


def test_a_month_stands_in_the_calendar_on_its_last_day_and_says_so() -> None:
    site = real_site()
    (event,) = review_events(site.findings, real_corpus().by_slug["isle-of-wight"])

    assert (event.day, event.stated) == (date(2022, 2, 28), date(2026, 11, 21))
    assert event.description.split("\n")[1:] == [
        "Review due: February 2022.",
        "In the document: “Next Review due: February 2022”.",
        "The document states a month and no day; this entry stands on its last day.",
        "Interval in the document: every year.",
    ]


def test_a_day_stands_on_itself_and_a_year_on_its_last_day() -> None:
    site = SiteMap(corpus(review("2027-05-04"), review("2027")))

    day, year = (review_events(site.findings, protocol)[0] for protocol in site.corpus.protocols)

    assert (day.day, day.description) == (date(2027, 5, 4), "A protocol\nReview due: 4 May 2027.")
    assert (year.day, year.description.split("\n")[2]) == (
        date(2027, 12, 31),
        "The document states a year and no day; this entry stands on its last day.",
    )


def test_the_name_of_an_event_outlasts_a_new_name_of_the_file() -> None:
    site = SiteMap(corpus(review("2027", "\nwas: [old-name]")))

    assert review_events(site.findings, site.corpus.protocols[0])[0].key == "review/old-name"
