from generator.analysis.statements import wording, wordings_of
from tests.fixtures.corpora import protocol

FILE = """
sections:
  - id: areas
    heading: Areas
    topics: [childs-voice]
    text: The areas are these.
    clauses:
      - id: voice
        label: "1"
        heading: Voice
        text: 'They hear:'
        items:
          - {id: children, label: a., text: children;}
          - {id: plans, label: b., text: plans., topics: [care-planning]}
          - {id: carers, heading: carers}
        text_after: and others.
      - id: again
        heading: Again
        text: And once more.
        topics: [childs-voice, audits]
        table: {columns: [Who, When], rows: [[Panel, "2015"]]}
"""


def test_a_topic_has_the_words_of_all_that_has_no_topic_of_its_own() -> None:
    found = wording(protocol(FILE), "childs-voice")

    assert found is not None
    assert found.ids == ("areas", "again")
    assert found.headings == ("Areas", "Again")
    assert [placed.node.id for placed in found.passages[0].below] == ["voice", "children", "carers"]
    assert found.passages[0].text == "The areas are these.\nThey hear:\nchildren;\ncarers\nand others."
    assert found.text == found.passages[0].text + "\nAnd once more.\nWho\nWhen\nPanel\n2015"


def test_a_topic_on_which_nothing_is_said_has_no_words() -> None:
    assert wording(protocol(FILE), "escalation") is None
    assert list(wordings_of(protocol(FILE))) == ["childs-voice", "care-planning", "audits"]
