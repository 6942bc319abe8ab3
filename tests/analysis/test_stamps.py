import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.stamps import absence_stamp, note_stamp, stamp
from tests.fixtures.corpora import protocol


@given(st.text())
def test_a_stamp_is_ten_letters_and_white_space_and_the_form_of_accents_do_not_count(text: str) -> None:
    assert re.fullmatch("[a-z]{10}", stamp(text))
    assert stamp(unicodedata.normalize("NFD", " \n".join(text.split()))) == stamp(text)


@given(st.text(alphabet="abAB .,é", min_size=1), st.text(alphabet="abAB .,é", min_size=1))
def test_two_texts_have_one_stamp_only_where_they_are_one_text(left: str, right: str) -> None:
    assert (stamp(left) == stamp(right)) == (left.split() == right.split())


def test_a_stamp_stays_what_it_is_from_year_to_year() -> None:
    assert stamp("Taking account of wishes") == "nbabqmlpti"


def test_a_note_is_stamped_by_its_clause_and_an_absence_by_the_whole_text() -> None:
    before = protocol("sections: [{id: a, text: One.}, {id: b, text: Two.}]")
    after = protocol("sections: [{id: a, text: One.}, {id: b, text: Three.}]")

    assert note_stamp(before.sections[0]) == note_stamp(after.sections[0])
    assert absence_stamp(before) != absence_stamp(after)
