from generator.views import urls
from generator.views.page import Page
from generator.views.reciprocity import ReciprocityRow, reciprocity_rows
from generator.views.reporting import (
    SHOWN_TOGETHER,
    MatterView,
    ReportingView,
    matter_pages,
    protocol_reporting_page,
    reporting_page,
)
from generator.views.site import SiteMap
from tests.fixtures.corpora import HEAD, REGISTERS, corpus, registers
from tests.fixtures.real import at, real_corpus, real_site

RELATIONSHIP = "The Relationship between the HSCB and the Corporate Parenting Panel"

FOUR = """
        authorities:
          - {slug: ambridge, name: Ambridge, type: unitary, region: South West}
          - {slug: borchester, name: Borchester, type: county, region: South West}
          - {slug: felpersham, name: Felpersham, type: unitary, region: South West}
          - {slug: penny-hassett, name: Penny Hassett, type: unitary, region: South West}
        """

FIVE_PARTIES = (
    HEAD.replace("authorities: [ambridge]", "authorities: [ambridge, borchester, felpersham, penny-hassett]")
    .replace("parties: [board, panel]", "parties: [board, panel, cabinet, forum, health]")
    .replace(
        "  - {id: cabinet, name: Cabinet}\n",
        "  - {id: cabinet, name: Cabinet}\n"
        "  - {id: forum, name: Forum, serves: [ambridge, borchester]}\n"
        "  - {id: health, name: Health Board}\n"
        "  - {id: quality, name: Quality Group, part_of: health}\n",
    )
)

DUTIES = """
sections:
  - id: relationship
    clauses:
      - id: one
        label: "1"
        text: The Board will give its report to the Panel or Cabinet, where asked.
        topics: [audits]
        flows:
          - from: board
            what: annual-report
            to_any: [panel, cabinet]
            condition: where asked
            strength: {class: will, words: will give}
      - id: two
        label: "2"
        text: The Panel should give its report to the Forum, on which Cabinet sits, and to the Quality Group.
        flows:
          - {from: panel, what: annual-report, to: [forum, quality], strength: {class: should, words: should give}}
        membership: [{body: forum, member: cabinet, quote: Cabinet sits}]
"""


def by_slug(pages: list[Page]) -> dict[str, Page]:
    return {page.here.address: page for page in pages}


def matter(slug: str) -> MatterView:
    register = real_corpus().registers.matters.by_slug
    found = by_slug(list(matter_pages(real_site().findings, {each: at(urls.matter(each)) for each in register})))
    view = found[urls.matter(slug)].view
    assert isinstance(view, MatterView)
    return view


def overview(site: SiteMap) -> ReportingView:
    view = reporting_page(site.findings, site.at(urls.reporting())).view
    assert isinstance(view, ReportingView)
    return view


def said(row: ReciprocityRow) -> tuple[str, str, str, str]:
    return (row.receiver.words, row.giver.words, row.answer, "".join(part.words for part in row.sentence))


def duties(view: MatterView) -> list[tuple[str, str, list[str], str, str, str, str]]:
    return [
        (
            row.head.words,
            row.flow.reporter.words if row.flow.reporter else "",
            [receiver.words for receiver in row.flow.receivers],
            row.flow.timing,
            row.flow.condition,
            row.flow.words,
            row.clause.words,
        )
        for row in view.table.rows
    ]


def test_the_harrow_boards_annual_report_goes_to_the_health_and_wellbeing_board() -> None:
    found = [duty for duty in duties(matter("annual-report")) if duty[1] == "Harrow Safeguarding Children Board"]

    assert found == [
        (
            "Harrow",
            "Harrow Safeguarding Children Board",
            ["Health and Wellbeing Board"],
            "",
            "",
            "is presented",
            f"{RELATIONSHIP}, 2",
        )
    ]


def test_whether_each_body_sees_the_others_annual_report_is_said_and_no_more_than_the_text_says() -> None:
    assert [said(row) for row in overview(real_site()).reciprocity] == [
        (
            "Corporate Parenting Panel",
            "Harrow Safeguarding Children Board",
            "by way of another body",
            f"By way of the Health and Wellbeing Board, on which it is represented ({RELATIONSHIP}, 2). "
            "That the report is given to it directly is not stated.",
        ),
        (
            "Harrow Safeguarding Children Board",
            "Corporate Parenting Panel",
            "received directly",
            f"“will also be presented” ({RELATIONSHIP}, 3).",
        ),
        (
            "Isle of Wight Corporate Parenting Board",
            "Isle of Wight Safeguarding Children Partnership",
            "not stated",
            "The receivers that are stated: Isle of Wight Council's Cabinet (4.2).",
        ),
        (
            "Isle of Wight Safeguarding Children Partnership",
            "Isle of Wight Corporate Parenting Board",
            "received directly",
            "“will be submitted” (4.1).",
        ),
    ]


def test_only_harrows_audit_findings_may_wait_and_nobody_is_named_as_reporting_them() -> None:
    harrow, wight = duties(matter("audit-findings"))

    assert harrow[1:6] == (
        "",
        ["Corporate Parenting Panel"],
        "in a timely manner",
        "where this cannot be delayed for the purposes of the Annual Report",
        "will have the findings reported",
    )
    assert wight[1:6] == (
        "",
        ["Isle of Wight Corporate Parenting Board"],
        "in a timely manner",
        "",
        "will have the findings reported",
    )


def test_a_report_to_one_of_two_bodies_is_not_said_to_reach_both() -> None:
    (row,) = matter("relevant-reports").table.rows

    assert row.flow.any_of
    assert [receiver.words for receiver in row.flow.receivers] == [
        "Harrow Safeguarding Children Board",
        "Quality Assurance Sub-committee",
    ]


def test_who_is_silent_is_told_with_what_a_person_noted_and_when() -> None:
    (wight,) = matter("relevant-reports").silent

    assert wight.protocol.words == "Isle of Wight"
    assert wight.remarks == (
        "Other reports that concern the safeguarding body: not listed, looked for on 22 November 2026. "
        "Section 4 names annual reports, audit findings and performance indicators, and no other reports.",
    )


def test_a_matter_that_nobody_reports_on_has_a_page_that_says_so() -> None:
    site = SiteMap(corpus("sections: [{id: words, text: Words.}]"))
    pages = by_slug(
        list(matter_pages(site.findings, {m: site.at(urls.matter(m)) for m in ("annual-report", "audit-findings")}))
    )

    view = pages["reporting/audit-findings/"].view
    assert isinstance(view, MatterView)
    assert view.lead == "No protocol states a reporting duty on this matter."
    assert (view.table.rows, [silent.protocol.words for silent in view.silent]) == ((), ["Ambridge"])


def test_of_a_document_that_is_not_yet_transcribed_no_silence_is_told() -> None:
    unread = "sections: [{id: words, text: Words.}]\nabsences: [{topic: audits, state: not-yet-transcribed}]"
    site = SiteMap(corpus(unread))
    pages = list(matter_pages(site.findings, {m: site.at(urls.matter(m)) for m in ("annual-report", "audit-findings")}))

    view = pages[0].view
    assert isinstance(view, MatterView)
    assert (view.silent, [link.words for link in view.untranscribed]) == ((), ["Ambridge"])


def test_the_first_row_of_each_protocol_can_be_linked_to() -> None:
    assert [row.id for row in matter("annual-report").table.rows] == ["harrow", "", "", "isle-of-wight", "", ""]


def test_types_of_body_stand_against_each_other_and_duties_without_a_reporter_apart() -> None:
    types = overview(real_site()).types

    assert [row.head.words for row in types.rows][-1] == "Reporter not stated"
    assert "Of no type entered" not in [row.head.words for row in types.rows]
    board = next(row for row in types.rows if row.head.words == "Local safeguarding children board")
    column = [column.words for column in types.columns].index("Health and wellbeing board")
    assert [link.words for link in board.cells[column]] == ["Annual report (Harrow)"]


def test_five_parties_of_four_authorities_are_set_against_each_other_two_by_two() -> None:
    site = SiteMap(corpus(DUTIES, head=FIVE_PARTIES, of=registers(authorities=FOUR)))

    found = [said(row) for row in reciprocity_rows(site.findings, site.corpus.protocols[0], site.at("reporting/"))]

    assert len(found) == 5 * 4
    answers = {(receiver, giver): (answer, words) for receiver, giver, answer, words in found}
    board, panel = "Ambridge Safeguarding Children Board", "Ambridge Corporate Parenting Panel"
    assert answers[panel, board] == (
        "received directly",
        "“will give”, to it or Cabinet, on the condition “where asked” (1).",
    )
    assert answers["Forum", panel] == ("received directly", "“should give” (2).")
    assert answers["Cabinet", panel] == (
        "by way of another body",
        "By way of the Forum, on which it is represented (2). That the report is given to it directly is not stated.",
    )
    assert answers["Health Board", panel] == (
        "by way of another body",
        "By way of the Quality Group, which is part of it (2). That the report is given to it directly is not stated.",
    )
    assert answers[board, panel] == (
        "not stated",
        "The receivers that are stated: Forum and Quality Group (2).",
    )
    assert answers[board, "Forum"] == ("not stated", "To whom the report is given is not stated.")


def test_a_protocol_of_four_authorities_bears_all_their_names() -> None:
    site = SiteMap(corpus(DUTIES, head=FIVE_PARTIES, of=registers(authorities=FOUR)))

    view = overview(site)

    assert view.drawn[0].name == "Ambridge, Borchester, Felpersham and Penny Hassett"
    assert view.drawn[0].diagram is not None
    assert view.drawn[0].diagram.description == (
        "Annual report: from Ambridge Corporate Parenting Panel to Forum and Quality Group. "
        "Annual report: from Ambridge Safeguarding Children Board to Ambridge Corporate Parenting Panel or Cabinet."
    )


def test_many_protocols_are_led_to_and_few_are_shown() -> None:
    real = real_corpus()
    assert len(real.in_force) <= SHOWN_TOGETHER

    few = overview(real_site())

    assert [one.name for one in few.drawn] == ["Harrow", "Isle of Wight"]
    assert few.elsewhere == ()


def test_the_page_of_one_protocol_has_all_its_duties_in_the_order_of_the_document() -> None:
    protocol = real_corpus().by_slug["isle-of-wight"]
    page = protocol_reporting_page(real_site().findings, protocol, at(urls.protocol_reporting(protocol.slug)))

    rows = page.view.reporting.table.rows  # type: ignore[attr-defined]

    assert [(row.head.words, row.clause.words) for row in rows] == [
        ("Advice", "2.1"),
        ("Recommendations", "2.1"),
        ("Advice", "2.1"),
        ("Recommendations", "2.3"),
        ("Annual report", "4.1"),
        ("Annual report", "4.1"),
        ("Annual report", "4.2"),
        ("Audit findings", "4.3"),
        ("Performance data", "4.4"),
    ]


def test_a_registers_matter_needs_no_annual_report() -> None:
    without = REGISTERS["matters"].replace("- {slug: annual-report, title: Annual report}", "")
    site = SiteMap(corpus("sections: [{id: words, text: Words.}]", of=registers(matters=without)))

    assert overview(site).reciprocity == ()
