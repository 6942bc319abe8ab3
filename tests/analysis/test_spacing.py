from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.spacing import Spacing, spacing
from tests.fixtures.corpora import HEAD, protocol

PLAIN = ["a", "the", "Board", "é", "22"]
WORDS = st.lists(st.sampled_from([*PLAIN, "(4)", "child-led", "–", "it."]), min_size=2, max_size=9)
WHITE = st.sampled_from([" ", "  ", "\n", "\n\n", "\t", "\u00a0", " \n "])


def written(text: str, *, left_out: str = "") -> str:
    head = HEAD
    if left_out:
        head = HEAD.replace("markup: [", f"left_out: [{{text: {left_out}, why: A page.}}]\n  markup: [")
    return f"{head}sections: [{{id: one, clauses: [{{id: a, text: '{text}'}}, {{id: b, text: B.}}]}}]"


def found(text: str, source: str, *, left_out: str = "") -> tuple[Spacing, ...]:
    return spacing(protocol(written(text, left_out=left_out), head=""), f"A protocol\n{source}\nB.\n")


TEXT = ("sections", 0, "clauses", 0, "text")


def test_words_that_are_joined_are_told_at_the_second() -> None:
    assert found("Monitor thestability", "Monitor\nthe\nstability") == (
        Spacing("the stability", "thestability", 4, TEXT, 11),
    )


def test_a_word_that_is_parted_is_told_at_its_second_piece() -> None:
    assert found("Monitor sta bility", "Monitor\nstability") == (Spacing("stability", "sta bility", 3, TEXT, 12),)


def test_signs_may_stand_close_to_words_or_not() -> None:
    assert found("section 22(4) child - led", "section 22 (4) child-\nled") == ()


def test_where_something_is_taken_out_of_the_source_and_between_two_texts_a_space_may_stand() -> None:
    assert found("Monitor the stability", "Monitor theXXstability", left_out="XX") == ()
    assert spacing(protocol(written("A."), head=""), "A protocolA.B.") == ()


def test_of_a_file_with_other_words_nothing_is_said() -> None:
    assert found("Monitor astability", "Monitor the stability") == ()


@given(words=WORDS, white=st.lists(WHITE, min_size=8, max_size=8))
def test_however_the_lines_of_a_source_are_broken_the_words_are_parted_where_they_are(
    words: list[str], white: list[str]
) -> None:
    source = "".join(space + word for space, word in zip(white, words, strict=False))

    assert found(" ".join(words[: len(white)]), source) == ()


@given(words=st.lists(st.sampled_from(PLAIN), min_size=2, max_size=9), at=st.integers(0, 7))
def test_two_words_that_are_joined_are_told_once(words: list[str], at: int) -> None:
    at %= len(words) - 1
    joined = [*words[:at], "".join(words[at : at + 2]), *words[at + 2 :]]

    told = found(" ".join(joined), "\n".join(words))

    assert [each.in_source for each in told] == [" ".join(words[at : at + 2])]
