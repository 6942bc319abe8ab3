from generator.analysis.flows import (
    Receipt,
    by_matter,
    flow_matrix,
    flows_of,
    memberships_of,
    reciprocity,
    type_matrix,
)
from tests.fixtures.corpora import corpus, protocol

FILE = """
sections:
  - id: relationship
    clauses:
      - id: report-of-the-panel
        text: The Panel produces an annual report for Cabinet and this will also be presented to the Board.
        flows:
          - {from: panel, what: annual-report, to: [cabinet], strength: {class: states, words: produces}}
          - {from: panel, what: annual-report, to: [board], strength: {class: will, words: will}}
      - id: report-of-the-board
        text: The Board's report is presented to Cabinet, on which the Panel is represented.
        flows: [{from: board, what: annual-report, to: [cabinet], strength: {class: states, words: is presented}}]
        membership: [{body: cabinet, member: panel, quote: the Panel is represented}]
      - id: audits
        text: Audits are reported to the Panel or Cabinet.
        flows: [{what: audit-findings, to_any: [panel, cabinet], strength: {class: states, words: are reported}}]
"""


def test_a_report_comes_directly_or_by_way_of_a_body_on_which_the_receiver_sits() -> None:
    board_to_panel, panel_to_board = reciprocity(protocol(FILE))

    assert (board_to_panel.giver.id, board_to_panel.receiver.id) == ("board", "panel")
    assert board_to_panel.receipt is Receipt.BY_WAY_OF_A_BODY
    assert [body.id for body in board_to_panel.by_way_of] == ["cabinet"]
    assert [flow.placed.node.id for flow in board_to_panel.flows] == ["report-of-the-board"]
    assert [seat.placed.node.id for seat in board_to_panel.memberships] == ["report-of-the-board"]
    assert panel_to_board.receipt is Receipt.DIRECTLY
    assert [flow.path[-1] for flow in panel_to_board.flows] == [1]


def test_a_report_to_a_body_on_which_the_receiver_does_not_sit_is_not_stated_for_it() -> None:
    file = FILE.replace("membership: [{body: cabinet, member: panel", "membership: [{body: board, member: panel")

    assert reciprocity(protocol(file))[0].receipt is Receipt.NOT_STATED


def test_a_report_without_a_reporter_is_nobodys() -> None:
    file = FILE.replace("{from: board, what: annual-report", "{what: annual-report")

    assert reciprocity(protocol(file))[0].receipt is Receipt.NOT_STATED
    assert [flow.reporter for flow in flows_of(protocol(file))][2:] == [None, None]


def test_flows_stand_under_their_matter_in_the_order_of_the_register() -> None:
    found = by_matter(corpus(FILE))

    assert {matter: [flow.placed.node.id for flow in flows] for matter, flows in found.items()} == {
        "annual-report": ["report-of-the-panel", "report-of-the-panel", "report-of-the-board"],
        "audit-findings": ["audits"],
    }


def test_bodies_stand_against_bodies_and_a_flow_without_reporter_in_a_row_of_its_own() -> None:
    found = flow_matrix(protocol(FILE))

    assert [body.id if body else None for body in found.reporters] == ["board", "panel", None]
    assert [body.id for body in found.receivers] == ["board", "panel", "cabinet"]
    assert [[len(cell) for cell in row] for row in found.cells] == [[0, 0, 1], [1, 0, 1], [0, 1, 1]]


def test_types_of_body_stand_against_types_over_all_protocols() -> None:
    found = type_matrix(corpus(FILE, FILE))

    assert found.reporters == ("safeguarding-board", "panel", None)
    assert found.receivers == ("safeguarding-board", "panel", None)
    assert [[len(cell) for cell in row] for row in found.cells] == [[0, 0, 2], [2, 0, 2], [0, 2, 2]]


def test_who_sits_where_is_given_with_the_clause_that_says_so() -> None:
    (found,) = memberships_of(protocol(FILE))

    assert (found.body.id, found.member and found.member.id, found.placed.node.id) == (
        "cabinet",
        "panel",
        "report-of-the-board",
    )
