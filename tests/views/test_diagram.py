from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.flows import ResolvedFlow, flows_of
from generator.model.protocol import Body
from generator.views.diagram import BOX, WIDTH, Box, diagram, measure, wrapped
from tests.fixtures.corpora import protocol

ONE = flows_of(
    protocol(
        """
        sections:
          - id: one
            clauses:
              - id: report
                text: They report.
                flows: [{from: board, what: annual-report, to: [panel], strength: {class: states, words: report}}]
        """
    )
)[0]

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=70
)
BODIES = st.lists(st.lists(NAMES, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5, unique=True)


def flow(reporter: str | None, to: list[str], to_any: list[str]) -> ResolvedFlow:
    return replace(
        ONE,
        reporter=Body(id="a", name=reporter) if reporter else None,
        to=tuple(Body(id=f"to-{n}", name=name) for n, name in enumerate(to)),
        to_any=tuple(Body(id=f"any-{n}", name=name) for n, name in enumerate(to_any)),
    )


FLOWS = st.builds(
    lambda reporter, receivers, choice: flow(reporter, [] if choice else receivers, receivers if choice else []),
    st.none() | NAMES,
    BODIES,
    st.booleans(),
)


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@given(st.lists(st.tuples(NAMES, st.lists(FLOWS, max_size=4)), max_size=4))
def test_no_box_lies_on_another_and_all_stands_within_the_drawing(
    matters: list[tuple[str, list[ResolvedFlow]]],
) -> None:
    drawn = diagram("Who gives what to whom", matters)

    if drawn is None:
        assert not any(flows for _, flows in matters)
        return
    boxes = drawn.boxes
    assert drawn.width == WIDTH
    assert not any(overlap(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    assert all(
        box.x > 0 and box.x + box.width < WIDTH and 0 <= box.y < box.y + box.height < drawn.height for box in boxes
    )
    assert all(box.y < line.y < box.y + box.height for box in boxes for line in box.lines)


@given(st.lists(st.tuples(NAMES, st.lists(FLOWS, min_size=1, max_size=4)), min_size=1, max_size=4))
def test_every_arrow_runs_from_a_giver_at_the_left_to_a_receiver_at_the_right(
    matters: list[tuple[str, list[ResolvedFlow]]],
) -> None:
    drawn = diagram("Who gives what to whom", matters)

    assert drawn is not None
    left = {(box.x + box.width, box.middle) for box in drawn.boxes if box.x == 1}
    right = {(box.x, box.middle) for box in drawn.boxes if box.x > BOX}
    assert {(arrow.x1, arrow.y1) for arrow in drawn.arrows} == left
    assert {(arrow.x2, arrow.y2) for arrow in drawn.arrows} == right


@given(st.lists(NAMES, min_size=1).map(" ".join), st.integers(min_value=120, max_value=2_000))
def test_no_letter_of_a_name_is_lost_and_no_line_is_too_wide(name: str, room: int) -> None:
    lines = wrapped(name, room)

    assert "".join(lines).replace(" ", "") == "".join(name.split())
    assert all(measure(line) <= room for line in lines)


def test_two_duties_without_a_reporter_are_not_drawn_as_of_one_body() -> None:
    drawn = diagram("Drawing", [("Data", [flow(None, ["Panel"], []), flow(None, ["Cabinet"], [])])])

    assert drawn is not None
    assert [box.is_unsaid for box in drawn.boxes] == [True, False, True, False]
    assert [arrow.is_unsaid for arrow in drawn.arrows] == [True, True]
    assert drawn.description == "Data: from reporter not stated to Panel. Data: from reporter not stated to Cabinet."


def test_one_of_several_receivers_is_told_from_all_of_them() -> None:
    drawn = diagram("Drawing", [("Report", [flow("Panel", [], ["Board", "Group"])])])

    assert drawn is not None
    assert [line.words for line in drawn.choices] == ["or"]
    assert all(arrow.is_choice for arrow in drawn.arrows)
    assert drawn.description == "Report: from Panel to Board or Group."


def test_where_nothing_is_given_nothing_is_drawn() -> None:
    assert diagram("Drawing", [("Report", [])]) is None
