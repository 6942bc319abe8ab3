from collections.abc import Callable
from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.change import Change, ChangeKind, Nature, sentence
from generator.analysis.changes import State, changes
from generator.model.protocol import Protocol
from tests.fixtures.corpora import HEAD, REGISTERS, protocol, registers
from tests.fixtures.many import many
from tests.fixtures.real import real_corpus

BODY = """
sections:
  - id: areas
    label: "1."
    heading: Areas
    clauses:
      - id: voice
        label: "1.1"
        heading: Voice
        text: The Panel hears the child in every case.
        topics: [childs-voice]
      - id: report
        label: "1.2"
        text: The Board will send its annual report to the Panel every year.
        flows: [{from: board, what: annual-report, to: [panel], how_often: year, strength: {class: will, words: will}}]
      - id: rests
        label: "1.3"
        text: This rests on section 22(4) of the Children Act 1989 and on nothing else.
        citations: [{quote: Children Act 1989, instrument: children-act-1989, provision: "22(4)"}]
        notes: [{kind: scope, text: A remark.}]
absences:
  - {topic: care-planning, state: not-listed, checked: 2026-11-22}
"""
CITATION = next(line + "\n" for line in BODY.splitlines() if "citations:" in line)
OTHER = HEAD.replace("0" * 64, "1" * 64).replace("received: 2026-11-21", "received: 2027-01-05")


def state(*texts: tuple[str, str, str], **more: str) -> State:
    found = {slug: protocol(text, slug=slug, head=head) for slug, head, text in texts}
    return State(found, registers(**more))


def told(before: str, after: str, *, head: str = HEAD, head_before: str = HEAD) -> list[tuple[str, str]]:
    found = changes(state(("ambridge", head_before, before)), state(("ambridge", head, after)))
    return [(each.nature.value, sentence(each)) for each in found]


def test_a_state_set_against_itself_has_no_changes() -> None:
    state_now = State.of(real_corpus())

    assert changes(state_now, state_now) == ()
    assert changes(state_now, State.of(real_corpus())) == ()


@given(st.integers(0, 50))
@settings(max_examples=5, deadline=None)
def test_only_protocols_that_differ_are_told_and_those_that_are_equal_never(seed: int) -> None:
    before = State.of(many(real_corpus(), 6, seed=seed))
    after = State.of(many(real_corpus(), 6, seed=seed + 1))
    same = {slug for slug, each in before.protocols.items() if after.protocols.get(slug) == each}

    assert not {change.protocol for change in changes(before, after)} & same


def test_a_topic_that_comes_to_be_stated_is_told_with_its_clause() -> None:
    after = BODY.replace("id: report\n", "id: report\n        topics: [care-planning]\n").split("absences")[0]

    assert told(BODY, after) == [("annotation", "Care planning, not listed → stated (1.2)")]


def test_words_that_come_nearer_to_the_same_source_are_a_change_of_transcription() -> None:
    source = "1. Areas\n1.1 Voice The Panel consults the child in every case.\n"
    before, after = (
        State({"ambridge": protocol(text, slug="ambridge")}, registers(), {"ambridge": source})
        for text in (BODY, BODY.replace("hears the child", "consults the child"))
    )

    assert [(each.nature, each.kind, sentence(each)) for each in changes(before, after)] == [
        (
            Nature.TRANSCRIPTION,
            ChangeKind.FIDELITY,
            "the document is the same; the file has come nearer to its words",
        ),
        (
            Nature.TRANSCRIPTION,
            ChangeKind.CLAUSE_REWORDED,
            "1.1 Voice, reworded (left out “hears”; added “consults”)",
        ),
    ]


def test_words_of_another_document_are_a_change_of_policy() -> None:
    found = told(BODY, BODY.replace("hears the child", "consults the child"), head=OTHER)

    assert found == [
        ("policy", "the document is another one now: The protocol, as text, received 5 January 2027"),
        ("policy", "1.1 Voice, reworded (left out “hears”; added “consults”)"),
    ]


def test_a_source_written_anew_is_the_same_document() -> None:
    head = HEAD.replace("0" * 64, "1" * 64)

    assert told(BODY, BODY, head=head) == [
        ("transcription", "the text of the source was written anew; the document is the same")
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda t: t.replace('label: "1.2"', 'label: "1.4"'), [("transcription", "1.4, label 1.2 → 1.4")]),
        (
            lambda t: t.replace("how_often: year", "how_often: quarter"),
            [
                (
                    "annotation",
                    "reporting duty changed: Annual report: from Ambridge Safeguarding Children Board to Ambridge "
                    "Corporate Parenting Panel, every year, in the words “will” → Annual report: from Ambridge "
                    "Safeguarding Children Board to Ambridge Corporate Parenting Panel, every quarter, in the words "
                    "“will” (1.2)",
                )
            ],
        ),
        (
            lambda t: t.replace(CITATION, ""),
            [("annotation", "citation taken out: Children Act 1989, 22(4) (1.3)")],
        ),
        (
            lambda t: t.replace("A remark.", "Another remark."),
            [("annotation", "editor’s note changed: scope: “A remark.” → scope: “Another remark.” (1.3)")],
        ),
        (
            lambda t: t.replace("checked: 2026-11-22", "checked: 2026-12-01"),
            [
                (
                    "annotation",
                    "Care planning, not listed: last looked for, 22 November 2026 → 1 December 2026",
                )
            ],
        ),
        (
            lambda t: t.replace("not-listed, checked", "not-yet-transcribed, checked"),
            [("annotation", "Care planning, not listed → not yet transcribed")],
        ),
    ],
)
def test_a_single_change_is_one_sentence(change: Callable[[str], str], expected: list[tuple[str, str]]) -> None:
    assert told(BODY, change(BODY)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("status: approved", "status: withdrawn", [("policy", "status, approved → withdrawn")]),
        ("status: approved", "status: draft", [("annotation", "status, approved → draft")]),
        ("parties: [board, panel]", "parties: [board]", None),
        (
            "transcription: {by: editor}",
            "transcription: {by: editor}\nreview: {due: 2027-02, every: year}",
            [("annotation", "review, not stated → due February 2027, every year")],
        ),
        ("title: A protocol", "title: The protocol", [("transcription", "title, “A protocol” → “The protocol”")]),
    ],
)
def test_what_a_protocol_is_is_told(before: str, after: str, expected: list[tuple[str, str]] | None) -> None:
    found = told(BODY, BODY, head=HEAD.replace(before, after))

    if expected is None:
        assert [each for each, _ in found] == ["annotation"]
        assert "Ambridge: Ambridge Safeguarding Children Board and" in found[0][1]
    else:
        assert found == expected


def test_a_new_file_is_a_protocol_added_and_one_taken_away_is_removed() -> None:
    one, two = ("ambridge", HEAD, BODY), ("borchester", OTHER.replace("ambridge", "borchester"), BODY)

    come, gone = changes(state(one), state(one, two)), changes(state(one, two), state(one))

    assert [(each.kind, each.protocol, sentence(each)) for each in (*come, *gone)] == [
        (ChangeKind.PROTOCOL_ADDED, "borchester", "added: A protocol (approved)"),
        (ChangeKind.PROTOCOL_REMOVED, "borchester", "taken away from the site: A protocol (approved)"),
    ]


def test_a_file_under_another_name_is_the_same_protocol() -> None:
    found = changes(state(("ambridge", HEAD, BODY)), state(("ambridge-joint", HEAD, BODY)))

    assert [sentence(each) for each in found] == ["its address changed, ambridge → ambridge-joint"]


def test_a_new_file_that_replaces_another_is_its_later_edition_with_what_changed() -> None:
    later = OTHER.replace("status: approved", "status: approved\ndated: 2027-01\nreplaces: ambridge")
    reworded = BODY.replace("hears the child", "consults the child")

    found = changes(
        state(("ambridge", HEAD, BODY)), state(("ambridge", HEAD, BODY), ("ambridge-2027", later, reworded))
    )

    assert [(each.nature.value, each.protocol, sentence(each)) for each in found] == [
        ("policy", "ambridge-2027", "a later edition, of January 2027, replaces the one before it, date not stated"),
        ("policy", "ambridge-2027", "date, not stated → January 2027"),
        ("policy", "ambridge-2027", "1.1 Voice, reworded (left out “hears”; added “consults”)"),
    ]


def test_a_file_that_takes_the_later_edition_while_the_earlier_moves_away_is_told_once() -> None:
    later = OTHER.replace("status: approved", "status: approved\nreplaces: ambridge-2015")

    found = changes(state(("ambridge", HEAD, BODY)), state(("ambridge", later, BODY), ("ambridge-2015", HEAD, BODY)))

    assert [(each.kind, each.protocol) for each in found] == [(ChangeKind.PROTOCOL_REPLACED, "ambridge")]


def test_nothing_is_said_of_a_file_that_could_not_be_read() -> None:
    whole, broken = state(("ambridge", HEAD, BODY)), State({}, registers(), unread=frozenset({"ambridge"}))

    assert changes(whole, broken) == changes(broken, whole) == ()


def test_a_law_that_changes_its_status_tells_which_protocols_rest_on_it() -> None:
    repealed = REGISTERS["instruments"].replace(
        "- {state: in-force, from: 1991-10-14,", "- {state: repealed, from: 2027-01-01,", 1
    )

    found = changes(state(("ambridge", HEAD, BODY)), state(("ambridge", HEAD, BODY), instruments=repealed))

    assert found == (
        Change(
            ChangeKind.LAW_STATUS,
            Nature.REGISTER,
            subject="Children Act 1989",
            before="in force since 14 October 1991",
            after="repealed since 1 January 2027",
            instruments=("children-act-1989",),
            protocols=("ambridge",),
        ),
    )


def test_a_topic_added_to_the_register_tells_the_protocols_that_are_compared_on_it() -> None:
    new = "  - {slug: homes, group: joint-interest, title: Homes, question: Which?}\n"
    more = f"{dedent(REGISTERS['topics']).rstrip()}\n{new}"
    before = state(("ambridge", HEAD, BODY))

    found = changes(before, replace(before, registers=registers(topics=more)))

    assert [(sentence(each), each.topics, each.protocols) for each in found] == [
        ("topic added: Homes", ("homes",), ("ambridge",))
    ]


def test_every_sentence_of_two_quite_different_protocols_can_be_said() -> None:
    corpus = real_corpus()
    one, other = corpus.protocols
    after: Protocol = one.model_validate({**other.model_dump(by_alias=True), "slug": one.slug})

    found = changes(State({one.slug: one}, corpus.registers), State({one.slug: after}, corpus.registers))

    assert len({sentence(each) for each in found}) > 100
    assert all(sentence(each).strip() for each in found)
