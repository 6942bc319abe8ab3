from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.suggest.suggest import suggestions
from generator.analysis.suggest.suggestion import Confidence, Suggested, Suggestion, SuggestionKind
from generator.mending.accepting import accepted, snippet
from generator.mending.mend import mended
from generator.schema.validation import validate_protocol
from generator.source.loader import load_yaml
from tests.fixtures.bare import bare
from tests.fixtures.corpora import corpus

HARROW = bare((Path(__file__).parents[2] / "protocols" / "harrow.yml").read_text(encoding="utf-8"))
TEXT = """\
bodies:
  - {id: board, name: Board}
sections:
  - id: s
    clauses:
      - id: c  # the only one
        text: The Board reports under s20.
        # of the notes
        notes: []
      - {id: d, text: Other, topics: [voice]}
absences:
  # not read for yet
  - {topic: audits, state: not-yet-transcribed}
  - topic: care
    state: not-listed
"""


def suggestion(kind: SuggestionKind, key: str, value: Suggested, *, at: int = 0, is_entry: bool = True) -> Suggestion:
    path = ("sections", 0, "clauses", at)
    return Suggestion(kind, path, key, value, Confidence.MATCHED, "Why.", "c", is_entry)


TOPIC = suggestion(SuggestionKind.TOPIC, "topics", "audits")
CITATION = suggestion(
    SuggestionKind.CITATION, "citations", {"quote": "s20", "instrument": "children-act-1989", "provision": "20"}
)
FLOW = suggestion(
    SuggestionKind.FLOW,
    "flows",
    {"from": "board", "what": "report", "to": ("panel",), "strength": {"class": "states", "words": "reports"}},
)
PANEL = Suggestion(SuggestionKind.BODY, (), "bodies", {"id": "panel", "name": "Panel"}, Confidence.MATCHED, "Why.")


def test_what_is_accepted_stands_at_its_place_in_the_order_of_the_model_and_nothing_else_moves() -> None:
    result = accepted(TEXT, [TOPIC, CITATION])

    assert result.text == TEXT.replace(
        "        # of the notes\n",
        "        topics: [audits]\n        citations:\n          - quote: s20\n"
        '            instrument: children-act-1989\n            provision: "20"\n        # of the notes\n',
    ).replace("  - {topic: audits, state: not-yet-transcribed}\n", "")
    assert (result.taken, result.left) == ((TOPIC, CITATION), ())


def test_a_second_entry_joins_the_first() -> None:
    more = suggestion(SuggestionKind.TOPIC, "topics", "care-planning", at=1)

    assert "topics: [voice, care-planning]" in accepted(TEXT, [more]).text


def test_in_brackets_everything_stays_in_one_line() -> None:
    more = suggestion(SuggestionKind.CITATION, "citations", {"quote": "s20", "provision": "20"}, at=1)

    assert '- {id: d, text: Other, topics: [voice], citations: [{quote: s20, provision: "20"}]}' in (
        accepted(TEXT, [more]).text
    )


def test_a_flow_waits_for_the_bodies_that_it_names() -> None:
    without, after = accepted(TEXT, [FLOW]), accepted(TEXT, [PANEL, FLOW])

    assert (without.text, without.left) == (TEXT, (FLOW,))
    assert after.taken == (PANEL, FLOW)
    assert "bodies:\n  - {id: board, name: Board}\n  - id: panel\n    name: Panel\n" in after.text


def test_what_a_person_has_said_of_silence_is_not_taken_back() -> None:
    care = suggestion(SuggestionKind.TOPIC, "topics", "care")

    assert "  - topic: care\n    state: not-listed\n" in accepted(TEXT, [care]).text


def test_the_last_absence_takes_its_key_with_it() -> None:
    text = TEXT.replace("  - topic: care\n    state: not-listed\n", "")

    data = load_yaml(accepted(text, [TOPIC]).text.encode(), file="").data

    assert data is not None
    assert "absences" not in data


def test_a_term_is_told_and_never_written_into_a_protocol() -> None:
    term = Suggestion(SuggestionKind.TERM, (), "terms", {"term": "Care"}, Confidence.POSSIBLE, "Why.")

    assert accepted(TEXT, [term]).text == TEXT


def test_a_snippet_shows_what_would_be_written() -> None:
    assert snippet(TOPIC) == ("topics: [audits]",)
    assert snippet(FLOW) == (
        "flows:",
        "  - from: board",
        "    what: report",
        "    to: [panel]",
        "    strength:",
        "      class: states",
        "      words: reports",
    )


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "- x\n"])
def test_nothing_is_written_into_a_file_that_cannot_be_read(text: str) -> None:
    assert accepted(text, [TOPIC]) == accepted(text, []).__class__(text, (), (TOPIC,))


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_any_choice_of_suggestions_leaves_a_file_that_reads_well_and_needs_no_mending(data: st.DataObject) -> None:
    protocol = validate_protocol(load_yaml(HARROW.encode(), file=""), "harrow").value
    assert protocol is not None
    found = suggestions(corpus(), protocol)
    chosen = [each for each in found if data.draw(st.booleans())]

    result = accepted(HARROW, chosen)

    assert validate_protocol(load_yaml(result.text.encode(), file=""), "harrow").diagnostics == ()
    assert mended(result.text.encode(), file="", slug="harrow").raw.decode() == result.text
