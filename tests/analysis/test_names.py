from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.names import Span, SpanKind, body_index, body_keys, spans, term_index, uses
from generator.model.protocol import Citation
from tests.fixtures.corpora import protocol, registers

FILE = protocol("""
sections:
  - id: areas
    heading: Looked After Children
    clauses:
      - {id: voice, text: The Ambridge corporate parenting Panel hears CLA and the panel.}
      - {id: cla, text: A cla is no abbreviation; ASCB’s Cabinet is one.}
""")
BODIES = body_index(FILE)
TERMS = term_index(registers().terms)


def named(text: str, *citations: Citation) -> list[tuple[str, str, str]]:
    return [(text[at.start : at.end], at.kind, at.id) for at in spans(text, citations, BODIES, TERMS)]


def test_bodies_and_terms_are_found_as_whole_words_in_the_case_that_they_need() -> None:
    assert named("The Ambridge corporate parenting  Panel hears CLA, PCLA, sen, the panel and SEN.") == [
        ("Ambridge corporate parenting  Panel", "body", "panel"),
        ("CLA", "term", "looked-after-child"),
        ("the panel", "body", "panel"),
        ("SEN", "term", "sen"),
    ]


def test_a_citation_goes_before_the_names_in_it_and_the_longer_quotation_before_the_shorter() -> None:
    long = Citation.model_validate({"quote": "section 22 of the SEN Act 1989", "instrument": "children-act-1989"})
    short = Citation.model_validate({"quote": "section 22", "instrument": "children-act-2004"})

    text = "Under section 22 of\nthe SEN Act 1989, and section 22."

    assert spans(text, (short, long), BODIES, TERMS) == (
        Span(6, 36, SpanKind.CITATION, "children-act-1989", 1),
        Span(42, 52, SpanKind.CITATION, "children-act-2004", 0),
    )


def test_a_quotation_is_whole_words() -> None:
    law = Citation.model_validate({"quote": "s20", "instrument": "children-act-1989"})

    assert named("s20, s201 and ss20", law) == [("s20", "citation", "children-act-1989")]


@given(st.lists(st.sampled_from(["Looked", "After", "children", "CLA", "the", "Panel", "ASCB", "’s", ",", "Cabinet"])))
def test_spans_stand_in_order_and_never_overlap(words: list[str]) -> None:
    found = spans(" ".join(words), (), BODIES, TERMS)

    ends = [0, *(span.end for span in found)]
    assert all(span.start >= end and span.end > span.start for span, end in zip(found, ends, strict=False))


def test_every_clause_that_names_a_body_or_a_term_is_found() -> None:
    found = uses(FILE, BODIES, TERMS)

    assert {name: [at.node.id for at in places] for name, places in found.bodies.items()} == {
        "panel": ["voice"],
        "board": ["cla"],
        "cabinet": ["cla"],
    }
    assert {name: [at.node.id for at in places] for name, places in found.terms.items()} == {
        "looked-after-child": ["areas", "voice"]
    }


def test_bodies_of_one_family_count_as_one_word_and_others_keep_to_themselves() -> None:
    assert body_keys(FILE, registers().body_types) == {
        "Ambridge Safeguarding Children Board": "body:safeguarding",
        "ASCB": "body:safeguarding",
        "Ambridge Corporate Parenting Panel": "body:corporate-parenting",
        "the Panel": "body:corporate-parenting",
        "Cabinet": "name:cabinet",
    }


def test_of_several_bodies_of_one_family_only_the_party_counts_as_the_family() -> None:
    other = FILE.bodies[0].model_copy(update={"id": "national", "name": "National Board", "abbreviation": None})
    file = FILE.model_copy(update={"bodies": (*FILE.bodies, other)})

    found = body_keys(file, registers().body_types)

    assert (found["ASCB"], found["National Board"]) == ("body:safeguarding", "body:safeguarding:national")
