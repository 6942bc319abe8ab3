import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import NO_NAMES, SILENT, STOP_WORDS, BodyNames, Token, body_names, stems, tokens, weight

HARROW = body_names(
    {
        "Harrow Safeguarding Children Board": "body:safeguarding",
        "HSCB": "body:safeguarding",
        "Harrow's Corporate Parenting Panel": "body:corporate-parenting",
        "the Corporate Parenting Panel": "body:corporate-parenting",
    }
)
ISLE_OF_WIGHT = body_names(
    {
        "Isle of Wight Safeguarding Children Partnership": "body:safeguarding",
        "IOWSCP": "body:safeguarding",
        "Isle of Wight Corporate Parenting Board": "body:corporate-parenting",
    }
)
_WORDS = (
    "Looked After children's children’s co-ordinate coordinate Asylum-Seeking HSCB HSCB's ÉCOLE e\u0301cole ŵyl "
    "s20 ss s. section Sections 22 (4) 3.1 1,000 13–16 – — - “a 'b' ‘c’ \" . ; : , … ! | < > & / 👩‍👧 İ ß Σς เด็ก"
)
WORDS = _WORDS.split()
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(["", " ", "  ", "\n", "\r\n", "\t", "\u00a0"]), st.sampled_from(WORDS) | st.text(max_size=3)
    ),
    max_size=30,
).map(lambda pairs: "".join(space + word for space, word in pairs))


def folds(text: str, names: BodyNames = NO_NAMES) -> list[str]:
    return [token.folded for token in tokens(text, names)]


def speaking(text: str, names: BodyNames = NO_NAMES) -> list[str]:
    return [folded for folded in folds(text, names) if folded not in SILENT]


@given(TEXTS, st.sampled_from([NO_NAMES, HARROW, ISLE_OF_WIGHT]))
def test_spaces_and_texts_of_all_tokens_make_up_the_text(text: str, names: BodyNames) -> None:
    assert "".join(token.space + token.text for token in tokens(text, names)) == text


@given(st.text())
def test_any_text_at_all_survives_its_tokens(text: str) -> None:
    assert "".join(token.space + token.text for token in tokens(text)) == text


@given(TEXTS)
def test_only_a_space_at_the_end_has_a_token_without_text(text: str) -> None:
    found = tokens(text)

    assert all(token.text for token in found[:-1])
    assert not found or found[-1].text or found[-1].space


def test_a_token_is_a_word_a_number_or_a_mark_with_the_space_before_it() -> None:
    assert tokens("The child's  wishes\n(s. 22)") == (
        Token("The", "", "the"),
        Token("child's", " ", "childs"),
        Token("wishes", "  ", "wishes"),
        Token("(", "\n", "("),
        Token("s.", "", "section"),
        Token("22", " ", "22"),
        Token(")", "", ")"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LOOKED After Children", "Looked after children"),
        ("ÉCOLE ŴYL", "école ŵyl"),
        ("école", "e\u0301cole"),
        ("the child's voice", "the child’s voice"),
        ("Child's Voice", "Childs Voice"),
        ("'Care Ambassadors'", "“Care Ambassadors”"),
        ("'Care Ambassadors'", "Care Ambassadors"),
        ("services – then", "services — then"),
        ("services – then", "services - then"),
        ("co-ordinate", "coordinate"),
        ("co‑ordinate", "Co-ordinate"),
        ("section 22 (4)", "section 22(4)"),
        ("s20", "section 20"),
        ("s.20", "section 20"),
        ("s. 20", "Section 20"),
        ("S20", "SECTION 20"),
        ("ss 13 and 14", "sections 13 and 14"),
        ("s46(3)", "section 46 (3)"),
        ("sec. 20", "section 20"),
        ("to do so.", "to do so"),
        ("to do so.", "to do so;"),
        ("to do so;", "to do so:"),
        ("to do so,", "to do so"),
        ("this, and\nthat", "this, and that"),
        ("one,\ntwo", "one\ntwo"),
        ("1,000 children", "1000 children"),
    ],
)
def test_form_is_folded(one: str, other: str) -> None:
    assert speaking(one) == speaking(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Looked After Children", "children in care"),
        ("Children Looked After", "Looked After Children"),
        ("Monitor", "Monitoring"),
        ("placement", "placements"),
        ("must", "should"),
        ("section 46(3)", "section 46(3)(d)"),
        ("section 20", "section 21"),
        ("sections 13–16", "sections 13 16"),
        ("12:30", "1230"),
        ("3.1", "31"),
        ("children, who", "children who"),
        ("and", "or"),
        ("(England)", "England"),
        ("cared", "cäred"),
        ("now here", "nowhere"),
        ("👩", "👨"),
    ],
)
def test_wording_is_not_folded(one: str, other: str) -> None:
    assert speaking(one) != speaking(other)


def test_an_s_that_no_number_follows_is_no_section() -> None:
    assert folds("class 20, S.I. and s of") == ["class", "20", ",", "s", ".", "i", ".", "and", "s", "of"]


def test_two_bodies_of_one_role_fold_to_one_thing() -> None:
    harrow = speaking("reported to the HSCB and Harrow’s Corporate Parenting Panel.", HARROW)
    island = speaking("Reported to the IOWSCP and Isle of Wight\nCorporate Parenting Board", ISLE_OF_WIGHT)

    assert harrow == ["reported", "to", "the", "body:safeguarding", "and", "body:corporate-parenting"]
    assert island == harrow


def test_the_longest_name_is_one_token_that_keeps_its_words() -> None:
    assert tokens("of  Harrow Safeguarding\nChildren Board", HARROW)[1:] == (
        Token("Harrow Safeguarding\nChildren Board", "  ", "body:safeguarding"),
    )


def test_a_possessive_name_is_a_token_of_its_own() -> None:
    assert folds("HSCB’s report", HARROW) == ["body:safeguarding's", "report"]


def test_a_name_with_its_abbreviation_in_brackets_is_one_token() -> None:
    text = "Isle of Wight Safeguarding Children Partnership (IOWSCP) have"

    assert folds(text, ISLE_OF_WIGHT) == ["body:safeguarding", "have"]


def test_a_name_with_another_body_in_brackets_is_not_one_token() -> None:
    text = "IOWSCP (Isle of Wight Corporate Parenting Board)"

    assert folds(text, ISLE_OF_WIGHT) == ["body:safeguarding", "(", "body:corporate-parenting", ")"]


def test_a_leading_article_is_not_part_of_a_name() -> None:
    assert folds("The Corporate Parenting Panel", HARROW) == ["the", "body:corporate-parenting"]


def test_part_of_a_name_is_no_name() -> None:
    assert folds("Harrow Safeguarding Children", HARROW) == ["harrow", "safeguarding", "children"]


def test_marks_weigh_nothing_stop_words_half_and_other_words_one() -> None:
    weights = [weight(folded) for folded in folds("The HSCB must, by 20 May, tell the Isle’s Ŵyl (👩).", HARROW)]

    assert weights == [0.5, 1, 1, 0, 0.5, 1, 1, 0, 1, 0.5, 1, 1, 0, 0, 0, 0]


@pytest.mark.parametrize("word", ["must", "shall", "should", "will", "may", "all", "no", "not", "only"])
def test_a_word_on_which_a_duty_turns_is_no_stop_word(word: str) -> None:
    assert word not in STOP_WORDS


def test_stems_leave_out_marks_and_keep_bodies() -> None:
    assert stems(folds("HSCB: monitoring placements, (2018)!", HARROW)) == (
        "body:safeguarding",
        "monitor",
        "placement",
        "2018",
    )
