from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.order import out_of_order

PLACES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 5))


def test_one_topic_that_stands_elsewhere_is_the_one_that_is_named() -> None:
    assert out_of_order({"a": 0, "b": 1, "c": 2, "d": 3}, {"b": 10, "c": 11, "a": 12, "d": 13}) == {"a"}


def test_topics_of_one_clause_are_in_the_order_of_topics_of_several() -> None:
    assert out_of_order({"a": 0, "b": 0, "c": 1}, {"a": 5, "b": 4, "c": 5}) == frozenset()


@given(PLACES, PLACES)
def test_those_that_remain_are_in_one_order(left: dict[str, int], right: dict[str, int]) -> None:
    both = left.keys() & right.keys()
    moved = out_of_order(left, right)

    order = [right[topic] for topic in sorted(both - moved, key=lambda topic: (left[topic], right[topic]))]

    assert moved <= both
    assert order == sorted(order)


@given(PLACES)
def test_nothing_is_out_of_the_order_of_itself(places: dict[str, int]) -> None:
    assert out_of_order(places, places) == frozenset()


@given(PLACES, PLACES, st.sampled_from("abcdefgh"))
def test_no_single_one_can_be_put_back(left: dict[str, int], right: dict[str, int], topic: str) -> None:
    moved = out_of_order(left, right)
    if topic not in moved:
        return

    kept = sorted((left[each], right[each]) for each in (left.keys() & right.keys()) - moved | {topic})

    places = [place for _, place in kept]
    assert places != sorted(places)
