from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source.edits import Edit, OverlapError, acceptable, edited


def test_edits_change_what_they_name_and_nothing_else() -> None:
    text = "label: 3.1\ntext: The Board\n"

    assert edited(text, [Edit(17, 20, "This"), Edit(7, 10, '"3.1"')]) == 'label: "3.1"\ntext: This Board\n'


def test_two_edits_of_one_place_are_refused() -> None:
    with pytest.raises(OverlapError):
        edited("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])


@given(st.lists(st.integers(0, 200), unique=True), st.sets(st.integers(0, 200)))
def test_bad_proposals_cost_the_good_ones_nothing(proposals: list[int], bad: set[int]) -> None:
    def are_good(some: Sequence[int]) -> bool:
        return not bad.intersection(some)

    assert acceptable(proposals, are_good) == tuple(each for each in proposals if each not in bad)
