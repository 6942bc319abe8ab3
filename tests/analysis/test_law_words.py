from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.law_words import law_words, title_patterns
from generator.analysis.names import quotation
from tests.fixtures.corpora import registers

TITLES = title_patterns(registers().instruments)
PIECES = [
    *("section 22(4)", "s20", "Act 2004", "Children Act 1989", "S.I. 2015/1792", "S. I. No 2015/1792"),
    *("Working Together", "Working Together to Safeguard Children", "working together", "(2018)", "2018", "to"),
    *("the Board", "section", "above", ",", "\n", "Order", "Regulations", "activity"),
]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_what_names_a_law_is_found_whatever_else_a_text_says(text: str) -> None:
    found = law_words(text, TITLES)

    assert law_words(f"{text}\n–\n7 Together Act Order", TITLES) == found


def test_a_law_is_found_by_its_title_without_a_number_and_where_it_is_known_left_out() -> None:
    text = "as the Care Act has it, and Working Together to Safeguard Children"
    titles = (quotation("Care Act"),)

    assert [text[start:end] for start, end in law_words(text, titles)] == [
        "Care Act",
        "Working Together to Safeguard Children",
    ]
    assert law_words(text, titles, known=lambda: bytearray(b"\x01" * len(text))) == []
