from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.nearest import nearest_pairs
from generator.analysis.wordings import WordingGroup


def group(*slugs: str) -> WordingGroup[str]:
    return WordingGroup("words", slugs, (), ())


GROUPS = {
    "homes": (group("a", "b", "d"), group("c")),
    "voice": (group("a", "b"), group("c", "d")),
    "audits": (group("a"), group("c", "d")),
}


def test_the_nearest_says_most_topics_in_like_words() -> None:
    assert nearest_pairs("abcd", GROUPS, 1) == (("a", "b"), ("c", "d"))


def test_a_protocol_has_as_many_neighbours_as_are_asked_for_where_there_are_so_many() -> None:
    assert nearest_pairs("abcd", GROUPS, 3) == (("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"))
    assert nearest_pairs("abcd", GROUPS, 0) == ()


def test_two_that_are_silent_do_not_count_as_saying_the_same_words() -> None:
    groups = {"homes": (group("a"),), "voice": (group("b", "c"),), "audits": (group("b", "c"),)}

    assert nearest_pairs("abcd", groups, 1) == (("a", "d"), ("b", "c"))


def test_of_equally_near_ones_the_first_slug_is_taken() -> None:
    assert nearest_pairs("cabd", {"homes": (group("a", "b", "c", "d"),)}, 1) == (("a", "b"), ("a", "c"), ("a", "d"))


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), unique=True),
    st.integers(0, 6),
    st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), unique=True), max_size=4),
)
def test_pairs_are_of_two_in_the_order_of_slugs_and_each_protocol_has_its_own(
    slugs: list[str], count: int, topics: list[list[str]]
) -> None:
    groups = {str(at): (group(*[slug for slug in topic if slug in slugs]),) for at, topic in enumerate(topics)}

    pairs = nearest_pairs(slugs, groups, count)

    assert list(pairs) == sorted(set(pairs))
    assert all(left < right for left, right in pairs)
    assert all(sum(slug in pair for pair in pairs) >= min(count, len(slugs) - 1) for slug in slugs if len(slugs) > 1)
