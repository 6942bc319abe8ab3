from generator.views import urls
from generator.views.escalation import EscalationsView, escalation_page
from generator.views.site import SiteMap
from tests.fixtures.corpora import corpus
from tests.fixtures.real import real_site

STATED = """
sections:
  - id: disagreement
    clauses:
      - id: way-out
        label: "9"
        text: If they cannot agree, the Board calls a meeting within one month to settle a plan.
        escalation:
          trigger: they cannot agree
          step: calls a meeting
          between: [panel]
          convened_by: board
          time_limit: within one month
          outcome: a plan
"""


def view(site: SiteMap) -> EscalationsView:
    found = escalation_page(site.findings, site.at(urls.escalation())).view
    assert isinstance(found, EscalationsView)
    return found


def test_isle_of_wight_says_who_meets_and_not_who_calls_them_by_when_or_to_what_end() -> None:
    (wight,) = view(real_site()).found

    assert (wight.id, wight.clause.words) == ("isle-of-wight", "5.1")
    assert [body.words for body in wight.between] == [
        "Independent Chair of the IOWSCP",
        "Director of Children's Services",
        "chair of the Isle of Wight Corporate Parenting Board",
    ]
    assert wight.others == "any other senior person that is regarded as being required"
    assert (wight.convened_by, wight.time_limit, wight.outcome) == (None, "", "")


def test_harrow_is_told_as_not_listed_with_the_day_on_which_somebody_looked() -> None:
    (harrow,) = view(real_site()).without

    assert (harrow.protocol.words, harrow.state, harrow.remark) == (
        "Harrow",
        "not listed",
        "looked for on 22 November 2026. What happens when the two bodies cannot resolve a concern is not said.",
    )


def test_everything_that_a_clause_states_is_shown() -> None:
    (found,) = view(SiteMap(corpus(STATED))).found

    assert found.convened_by is not None
    assert found.convened_by.words == "Ambridge Safeguarding Children Board"
    assert (found.trigger, found.step, found.time_limit, found.outcome) == (
        "they cannot agree",
        "calls a meeting",
        "within one month",
        "a plan",
    )


def test_how_many_state_it_is_counted() -> None:
    assert view(real_site()).lead == "What is done when the bodies cannot agree is stated in one of two protocols."
    assert (
        view(SiteMap(corpus(STATED))).lead
        == "What is done when the bodies cannot agree is stated in one of one protocol."
    )
