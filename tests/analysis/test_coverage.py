from generator.analysis.coverage import Coverage, CoverageState, Gap, coverage, gaps
from generator.model.dates import PartialDate
from generator.model.protocol import Absence
from tests.fixtures.corpora import HEAD, corpus

STATED = """
sections:
  - id: one
    clauses:
      - {id: voice, text: We listen., topics: [childs-voice]}
      - {id: more, text: We listen again., topics: [childs-voice, audits]}
absences:
  - {topic: care-planning, state: covered-elsewhere, clause: more, checked: 2026-11-22, note: By the way.}
"""
SILENT = "sections: [{id: one, text: Nothing.}]\nabsences: [{topic: childs-voice, state: not-listed}]\n"


def test_every_cell_has_a_state_and_what_it_rests_on() -> None:
    elsewhere = Absence.model_validate(
        {"topic": "care-planning", "state": "covered-elsewhere", "clause": "more", "checked": "2026-11-22"}
        | {"note": "By the way."}
    )
    unlisted = Absence.model_validate({"topic": "childs-voice", "state": "not-listed"})

    found = coverage(corpus(STATED, SILENT))

    assert found.protocols == ("ambridge", "borchester")
    assert found.topics == ("childs-voice", "care-planning")
    assert found.cells == (
        (
            Coverage(CoverageState.STATED, ("voice", "more")),
            Coverage(CoverageState.COVERED_ELSEWHERE, ("more",), elsewhere),
        ),
        (Coverage(CoverageState.NOT_LISTED, (), unlisted), Coverage(CoverageState.NOT_YET_TRANSCRIBED)),
    )
    assert elsewhere.checked == PartialDate(2026, 11, 22)
    assert gaps(found) == (
        Gap("ambridge", "care-planning", CoverageState.COVERED_ELSEWHERE, ("more",), elsewhere),
        Gap("borchester", "childs-voice", CoverageState.NOT_LISTED, (), unlisted),
        Gap("borchester", "care-planning", CoverageState.NOT_YET_TRANSCRIBED, (), None),
    )


def test_a_protocol_is_not_silent_on_what_its_kind_is_not_compared_on() -> None:
    narrow = corpus(STATED)
    wide = corpus(STATED, head=HEAD.replace("kind: joint", "kind: wide"))

    assert coverage(narrow).topics == ("childs-voice", "care-planning")
    assert coverage(wide).cell("ambridge", "audits") == Coverage(CoverageState.STATED, ("more",))


def test_an_edition_that_was_replaced_has_no_row() -> None:
    found = coverage(corpus(STATED, SILENT + "replaces: ambridge\n"))

    assert found.protocols == ("borchester",)
    assert [cell.state for cell in found.column("childs-voice")] == [CoverageState.NOT_LISTED]
