from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.redline import redline
from generator.analysis.relation import RelationKind
from generator.text import tokens
from generator.views.redline import Change, Piece, RedlineView, pieces, redline_view, speaker, speakers


def view(left: str, right: str) -> RedlineView:
    return redline_view(redline(tokens(left), tokens(right)), speaker("Harrow"), speaker("St Helens"))


def test_it_is_said_whose_words_are_struck_out_and_whose_are_underlined() -> None:
    found = view("placed in homes", "placed in local authority homes")

    assert found.head == "From Harrow’s words to St Helens’"
    assert found.legend == "what is struck out stands only in Harrow’s, what is underlined only in St Helens’"


def test_the_relation_is_said_both_ways() -> None:
    assert view("placed in homes", "placed in local authority homes").relation == (
        "In words, St Helens says all that Harrow says, and more: it adds “local authority”. "
        "An added word can narrow what is said as well as widen it.",
        "Harrow adds nothing to St Helens’ words.",
    )


def test_a_change_that_is_one_of_form_is_told_from_one_of_words() -> None:
    assert view("Ensure that good homes are found", "Ensuring bad homes are found").pieces == (
        Piece("Ensure that good", "Ensuring bad", Change.WORDS),
        Piece(" homes are found", " homes are found"),
    )
    assert view("Ensure that homes are found", "Ensuring homes are found").pieces[0].change is Change.FORM


def test_words_that_count_as_one_are_shown_as_the_right_side_has_them_and_named_for_both() -> None:
    found = view("the Children's Homes", "the children’s homes")

    assert found.pieces == (
        Piece("the", "the"),
        Piece(" Children's Homes", " children’s homes", Change.FORM, kept=True),
    )
    assert found.forms == ("“Children's Homes” in Harrow’s, “children’s homes” in St Helens’",)


def test_wordings_that_share_little_are_given_whole() -> None:
    found = view("Monitor the placements of children far away", "To listen, at each meeting, to the care ambassadors")

    assert found.kind is RelationKind.REWORDED
    assert found.is_reworded
    assert found.pieces == ()
    assert found.left_text == "Monitor the placements of children far away"
    assert found.right_text == "To listen, at each meeting, to the care ambassadors"


def test_few_words_that_differ_only_in_form_are_not_called_reworded() -> None:
    found = view("Ensure that home", "Ensuring homes")

    assert found.kind is RelationKind.SAME_BUT_FOR_FORM
    assert not found.is_reworded
    assert found.pieces != ()


def test_headings_are_named_where_they_differ_in_more_than_form() -> None:
    segments = redline(tokens("To find them"), tokens("To find them"))

    def headings(left: str, right: str) -> str:
        return redline_view(
            segments, speaker("Harrow"), speaker("Kent"), left_headings=(left,), right_headings=(right,)
        ).headings

    assert headings("Childs Voice", "Child's Voice") == ""
    assert headings("Absent or missing", "Missing") == (
        "The headings, which are not part of this comparison, differ: "
        "“Absent or missing” in Harrow’s, “Missing” in Kent’s."
    )


def test_several_who_use_the_same_words_are_named_by_the_first() -> None:
    assert speakers("Harrow", 0) == speaker("Harrow")
    assert speakers("Harrow", 1).name == "the wording of Harrow and one other"
    assert speakers("Harrow", 68).words == "the words of Harrow and 68 others"


@given(
    st.text("abc ABC,.-\n’'") | st.sampled_from(["the child in care", "a child in care.", "children"]),
    st.text("abc ABC,.-\n’'") | st.sampled_from(["the Child in care", "children in care"]),
)
def test_the_pieces_make_up_both_wordings_exactly(left: str, right: str) -> None:
    found = pieces(redline(tokens(left), tokens(right)))

    assert "".join(piece.left for piece in found) == left
    assert "".join(piece.right for piece in found) == right
    assert all(piece.left.strip() == piece.right.strip() for piece in found if piece.change is None)
