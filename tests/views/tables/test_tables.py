from dataclasses import replace

from generator.model.accessibility import Accessibility
from generator.model.dates import PartialDate
from generator.views import urls
from generator.views.findings import Findings
from generator.views.tables.comparison import comparison_table
from generator.views.tables.every import tables_of_pages, whole_tables
from generator.views.tables.table import Address, Row, Table
from generator.views.topics import TopicsView, topics_page
from tests.fixtures.corpora import corpus
from tests.fixtures.many import many
from tests.fixtures.real import at, real_corpus, real_site

REGISTER = real_corpus().registers.topics


def table(name: str, findings: Findings | None = None) -> Table:
    return next(each for each in whole_tables(findings or real_site().findings) if each.name == name)


def rows(name: str, findings: Findings | None = None) -> list[Row]:
    return list(table(name, findings).rows())


def test_every_row_has_a_cell_for_every_column() -> None:
    findings = Findings(many(real_corpus(), 4))

    uneven = [
        each.file
        for each in (*whole_tables(findings), *tables_of_pages(findings))
        for row in each.rows()
        if len(row) != len(each.columns)
    ]

    assert uneven == []


def test_the_coverage_is_that_of_the_page() -> None:
    page = topics_page(real_site().findings, at(urls.topics())).view
    assert isinstance(page, TopicsView)

    shown = {
        (cell.label, row.head.link.words): cell.words
        for matrix in page.matrices
        for row in matrix.rows
        for cell in row.cells
    }
    titles = [column.title for column in table("Coverage").columns[1:]]
    taken = {
        (str(protocol), title): state
        for protocol, *states in rows("Coverage")
        for title, state in zip(titles, states, strict=True)
    }
    assert taken == shown


def test_the_gap_ledger_names_who_is_silent_with_the_day_and_the_note() -> None:
    assert (
        "Child sexual exploitation and trafficking",
        "Areas of joint interest",
        "Isle of Wight",
        "not listed",
        None,
        PartialDate(2026, 11, 22),
        "Clause 1.4 says that its list is not restricted to the areas named.",
        Address("topics/child-sexual-exploitation/#isle-of-wight"),
    ) in rows("Gaps")


def test_a_date_that_is_not_stated_is_not_filled_in() -> None:
    assert [(row[0], row[2], row[6], row[7]) for row in rows("Reviews")] == [
        ("Harrow", PartialDate(2015, 4), "not stated", None),
        ("Isle of Wight", PartialDate(2021, 2, 24), PartialDate(2022, 2), PartialDate(2022, 2, 28)),
    ]


def test_no_table_says_whether_a_review_is_overdue_since_that_depends_on_the_day() -> None:
    texts = {str(cell).casefold() for each in whole_tables(real_site().findings) for row in each.rows() for cell in row}

    assert [text for text in texts if "overdue" in text] == []


def test_who_is_given_whose_annual_report_is_said_both_ways() -> None:
    assert [row[1:4] for row in rows("Reciprocity")] == [
        ("Corporate Parenting Panel", "Harrow Safeguarding Children Board", "by way of another body"),
        ("Harrow Safeguarding Children Board", "Corporate Parenting Panel", "received directly"),
        (
            "Isle of Wight Corporate Parenting Board",
            "Isle of Wight Safeguarding Children Partnership",
            "not stated",
        ),
        (
            "Isle of Wight Safeguarding Children Partnership",
            "Isle of Wight Corporate Parenting Board",
            "received directly",
        ),
    ]


def test_a_reporter_that_no_clause_names_is_not_named() -> None:
    unsaid = [row for row in rows("Reporting duties") if row[2] == "not stated"]

    flows = [flow for protocol in real_corpus().in_force for flow in real_site().findings.flows(protocol)]
    named = [flow for flow in flows if flow.reporter]
    assert len(unsaid) == len(rows("Reporting duties")) - len(named)
    assert unsaid


def test_a_comparison_has_both_wordings_and_how_the_one_becomes_the_other() -> None:
    left, right = real_corpus().protocols
    found = {str(row[1]): row for row in comparison_table(real_site().findings, left, right).rows()}

    assert found["Children's homes"] == (
        "Areas of joint interest",
        "Children's homes",
        "stated",
        "Monitoring the quality of service provision and outcomes for children who are placed in Children's Homes",
        "stated",
        "Monitoring the quality of service provision and outcomes for children who are placed in local authority "
        "children's homes.",
        "In words, Isle of Wight says all that Harrow says, and more: it adds “local authority”. An added word can "
        "narrow what is said as well as widen it. Harrow adds nothing to Isle of Wight’s words.",
        "Monitoring the quality of service provision and outcomes for children who are placed in {+local authority+} "
        "children's homes.",
        Address("compare/harrow/isle-of-wight/#childrens-homes"),
    )
    topics = [row for row in found.values() if row[0] in {group.title for group in REGISTER.groups}]
    assert [row[1] for row in topics if (row[6] is None) != (row[3] is None or row[5] is None)] == []


def test_a_comparison_has_all_that_the_page_shows_in_its_order() -> None:
    left, right = real_corpus().protocols
    rows = list(comparison_table(real_site().findings, left, right).rows())

    parts = list(dict.fromkeys(row[0] for row in rows))
    assert parts == [
        "At a glance",
        *(group.title for group in REGISTER.groups),
        "Reporting duties",
        "Law and guidance",
    ]
    by_name = {(row[0], row[1]): row for row in rows}
    assert by_name["At a glance", "Dated"][2:6] == (
        None,
        "April 2015\nIn the document: “Draft April 2015”.",
        None,
        "24 February 2021\nIn the document: “Date: 24th February 2021”.",
    )
    assert by_name["Law and guidance", "Children Act 2004"][2:] == (
        "cited",
        "13 (Statutory Objectives of Harrow Safeguarding Children Board (HSCB)): repealed, unverified\n"
        "14 (Statutory Objectives of Harrow Safeguarding Children Board (HSCB)): repealed, unverified",
        "not cited",
        None,
        None,
        None,
        Address("compare/harrow/isle-of-wight/#_law"),
    )


def test_a_comparison_of_two_without_a_page_of_their_own_leads_to_the_one_that_is_made_as_asked() -> None:
    left, right = reversed(real_corpus().protocols)

    addresses = {str(row[-1]) for row in comparison_table(real_site().findings, left, right).rows()}

    assert str(Address("compare/?a=isle-of-wight&b=harrow#childrens-homes")) in addresses


def test_an_earlier_edition_stands_in_the_list_of_protocols_and_not_in_comparisons() -> None:
    findings = Findings(
        corpus(
            "sections: [{id: words, text: Words., topics: [childs-voice]}]",
            "replaces: ambridge\nsections: [{id: words, text: Other words., topics: [childs-voice]}]",
        )
    )

    replaced_by = [column.title for column in table("Protocols", findings).columns].index("Replaced by")
    assert [row[replaced_by] for row in rows("Protocols", findings)].count(None) == 1
    assert [row[5] for row in rows("Wordings", findings) if row[0] == "Child's voice"] == ["Other words."]


def test_a_recorded_test_of_accessibility_has_a_line_with_what_the_statement_says_of_it() -> None:
    statement = Accessibility.model_validate(
        {
            "standard": "WCAG",
            "prepared": "2026-11-22",
            "reviewed": "2026-11-22",
            "method": "By program.",
            "contacts": [{"words": "Tell us", "address": "https://example.org/"}],
            "tests": [
                {
                    "date": "2026-11-22",
                    "by": "program",
                    "tool": "axe-core",
                    "version": "4.10.2",
                    "build": "0123456789abcdef",
                    "views": "light and dark",
                    "pages": ["/", "/law/"],
                    "findings": ["law/: color-contrast", "law/: label"],
                }
            ],
        }
    )
    of = replace(real_corpus(), accessibility=statement)

    found = next(each for each in tables_of_pages(Findings(of)) if each.file == "accessibility/tests.csv")

    assert list(found.rows()) == [
        (
            PartialDate(2026, 11, 22),
            "a program",
            "axe-core 4.10.2",
            2,
            "0123456789abcdef",
            "light and dark",
            "2 found",
            "law/: color-contrast; law/: label",
            "/; /law/",
        )
    ]
    untested = replace(of, accessibility=statement.model_copy(update={"tests": ()}))
    assert not any(each.file == "accessibility/tests.csv" for each in tables_of_pages(Findings(untested)))
