from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.currency import (
    Certainty,
    Standing,
    address,
    by_instrument,
    citations_of,
    gone_law,
    lapsed_bodies,
    provision_of,
    standing,
    succession,
)
from generator.model.dates import PartialDate
from generator.model.registers import Instrument, LawState, Status
from tests.fixtures.corpora import REGISTERS, corpus, registers

FILE = """
dated: 2015-04
sections:
  - id: law
    clauses:
      - id: voice
        text: Wishes (section 22(4) Children Act 1989).
        citations: [{quote: section 22(4) Children Act 1989, instrument: children-act-1989, provision: "22(4)"}]
      - id: board
        text: Section 13 of the children Act 2004.
        citations: [{quote: Section 13 of the children Act 2004, instrument: children-act-2004, provision: "13"}]
      - id: guidance
        text: Working Together, and Working Together 2018.
        citations:
          - {quote: Working Together, instrument: working-together}
          - {quote: Working Together 2018, instrument: working-together, edition: "2018"}
"""


def status(state: str, since: str | None, checked: str = "2026-11-22") -> Status:
    return Status.model_validate(
        {"state": state, "from": since, "source": "A book", "checked": checked, "verified": True}
    )


def test_law_stands_as_it_stood_on_the_protocols_date_and_as_it_stands_today() -> None:
    found = corpus(FILE)

    cited = citations_of(found, found.protocols[0])

    assert [(each.then.certainty, each.then.state, each.now.state) for each in cited] == [
        (Certainty.CERTAIN, LawState.IN_FORCE, LawState.IN_FORCE),
        (Certainty.CERTAIN, LawState.IN_FORCE, LawState.REPEALED),
        (Certainty.NO_EDITION, None, None),
        (Certainty.NOT_IN_REGISTER, None, LawState.SUPERSEDED),
    ]
    assert [each.dated_address for each in cited] == [
        "https://www.legislation.gov.uk/ukpga/1989/41/section/22/2015-04-01",
        "https://www.legislation.gov.uk/ukpga/2004/31/section/13/2015-04-01",
        None,
        None,
    ]
    assert cited[1].address == "https://www.legislation.gov.uk/id/ukpga/2004/31/section/13"
    assert cited[1].path == ("sections", 0, "clauses", 1, "citations", 0)
    assert not cited[1].now.is_verified


def test_the_work_list_names_what_has_gone_since_when_what_followed_and_who_cites_it() -> None:
    found = gone_law(corpus(FILE, FILE))

    assert [
        (
            law.instrument.slug,
            law.provision and law.provision.number,
            law.edition and law.edition.edition,
            str(law.since),
            [(successor.instrument, successor.provision, successor.edition) for successor in law.followed_by],
            [(cited.protocol, cited.placed.node.id) for cited in law.cited_by],
        )
        for law in found
    ] == [
        (
            "children-act-2004",
            "13",
            None,
            "2018-06-29",
            [("children-act-2004", "16E", None)],
            [("ambridge", "board"), ("borchester", "board")],
        ),
        (
            "working-together",
            None,
            "2018",
            "2023-12-15",
            [("working-together", None, "2023")],
            [("ambridge", "guidance"), ("borchester", "guidance")],
        ),
    ]


def test_what_followed_is_followed_up_to_what_stands_today() -> None:
    line = (
        "                  - {state: in-force, from: 2023-12-15, source: A page, checked: 2026-11-22, verified: true}\n"
    )
    after = line.replace("state: in-force, from: 2023-12-15", "state: superseded, from: 2026-03").replace(
        "}\n", ', followed_by: [{instrument: working-together, edition: "2026"}]}\n'
    )
    found = corpus(FILE, of=registers(instruments=REGISTERS["instruments"].replace(line, line + after)))

    *_, guidance = gone_law(found)

    assert [each.edition for each in guidance.followed_by] == ["2023"]
    assert [each.edition for each in succession(found, guidance.status)] == ["2023", "2026"]


def test_an_instrument_that_has_gone_takes_its_provisions_with_it() -> None:
    gone = REGISTERS["instruments"].replace(
        "{state: in-force, from: 1991-10-14,", "{state: repealed, from: 2020-01-01,"
    )

    (first, *_) = gone_law(corpus(FILE, of=registers(instruments=gone)))

    assert (first.instrument.slug, first.provision, first.edition) == ("children-act-1989", None, None)


def test_citations_stand_under_their_instrument_in_the_order_of_the_register() -> None:
    found = by_instrument(corpus(FILE))

    assert {slug: len(cited) for slug, cited in found.items()} == {
        "children-act-1989": 1,
        "children-act-2004": 1,
        "working-together": 2,
    }


def test_a_protocol_without_a_date_says_nothing_of_the_law_of_its_day() -> None:
    found = corpus(FILE.replace("dated: 2015-04\n", ""))

    cited = citations_of(found, found.protocols[0])[1]

    assert (cited.then, cited.dated_address) == (Standing(Certainty.NO_DAY), None)
    assert cited.now.state is LawState.REPEALED


STATUSES = (status("in-force", "2006-04-01"), status("repealed", "2018-06-29"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2005", Standing(Certainty.NOT_IN_REGISTER)),
        ("2006-04", Standing(Certainty.CERTAIN, STATUSES[0], STATUSES[:1])),
        ("2006", Standing(Certainty.NOT_CERTAIN, None, STATUSES[:1])),
        ("2018-05", Standing(Certainty.CERTAIN, STATUSES[0], STATUSES[:1])),
        ("2018-06", Standing(Certainty.NOT_CERTAIN, None, STATUSES)),
        ("2018-06-28", Standing(Certainty.CERTAIN, STATUSES[0], STATUSES[:1])),
        ("2018-06-29", Standing(Certainty.CERTAIN, STATUSES[1], STATUSES[1:])),
    ],
)
def test_in_a_month_in_which_a_law_changed_its_standing_is_not_certain(day: str, expected: Standing) -> None:
    when = PartialDate.parse(day)

    assert standing(STATUSES, when.first_day, when.last_day) == expected


def test_a_status_without_a_day_is_certain_only_from_the_day_on_which_it_was_looked_up() -> None:
    only = status("in-force", None, checked="2026-11-22")

    assert standing((only,), date(2015, 4, 1), date(2015, 4, 30)) == Standing(Certainty.NOT_CERTAIN, None, (only,))
    assert standing((only,), date(2026, 11, 22), date(2026, 11, 22)) == Standing(Certainty.CERTAIN, only, (only,))


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1)), st.integers(0, 800))
def test_what_is_certain_for_a_time_is_certain_on_each_of_its_days(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    whole = standing(STATUSES, first, last)

    if whole.certainty is Certainty.CERTAIN:
        assert standing(STATUSES, first, first) == standing(STATUSES, last, last) == whole


@pytest.mark.parametrize(
    ("official", "type_", "number", "on", "expected"),
    [
        ("id/ukpga/1989/41", "act", "46(3)(d)", None, "id/ukpga/1989/41/section/46"),
        ("id/ukpga/1989/41", "act", "section 16E", None, "id/ukpga/1989/41/section/16E"),
        ("id/ukpga/1989/41", "act", "Schedule 2, paragraph 19A", None, "id/ukpga/1989/41/schedule/2"),
        ("id/ukpga/1989/41", "act", None, date(2015, 4, 1), "ukpga/1989/41/2015-04-01"),
        ("id/uksi/2010/959", "regulations", "39", None, "id/uksi/2010/959/regulation/39"),
        ("uksi/2006/90/made", "regulations", "5(1)(a)", date(2015, 4, 1), "uksi/2006/90/regulation/5/made"),
        ("uksi/2006/90/made", "regulations", "5(1)(a)", None, "uksi/2006/90/regulation/5/made"),
    ],
)
def test_a_law_has_its_official_address(
    official: str, type_: str, number: str | None, on: date | None, expected: str
) -> None:
    host = "https://www.legislation.gov.uk/"
    law = Instrument.model_validate({"slug": "law", "title": "Law", "type": type_, "official": host + official})

    assert address(law, number, on=on) == host + expected


def test_a_provision_is_found_by_the_longest_number_that_it_begins_with() -> None:
    law = registers().instruments.by_slug["children-act-1989"]

    assert [
        (found := provision_of(law, number)) and found.number for number in ("22(4)", "22(4)(a)", "22(3)", "220")
    ] == [
        "22(4)",
        "22(4)",
        "22",
        None,
    ]


def test_a_body_of_a_type_that_the_law_no_longer_knows_is_told() -> None:
    types = REGISTERS["body-types"].replace(
        "family: safeguarding}",
        "family: safeguarding, in_law: {exists: false, words: Gone., source: A, checked: 2026-11-22, verified: true}}",
        1,
    )

    (found,) = lapsed_bodies(corpus(FILE, of=registers(body_types=types)))

    assert (found.protocol, found.body.id, found.type.slug) == ("ambridge", "board", "safeguarding-board")
