import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.redline import redline
from generator.analysis.relation import Relation, RelationKind, relation, relation_words
from generator.text import body_names, tokens

HARROW = body_names({"HSCB": "body:safeguarding", "the Corporate Parenting Panel": "body:corporate-parenting"})
ISLE_OF_WIGHT = body_names({"IOWSCP": "body:safeguarding", "the Corporate Parenting Board": "body:corporate-parenting"})

CHILDRENS_HOMES = (
    "Monitoring the quality of service provision and outcomes for children who are placed in Children's Homes",
    "Monitoring the quality of service provision and outcomes for children who are placed in local authority "
    "children's homes.",
)
ASSESSING_NEED = (
    "Any needs which have been identified should be addressed before decisions are made about the child's return home "
    "or other placement made.",
    "Where a child becomes looked after, the assessment will be the baseline for work with the family. Any needs which "
    "have been identified should be addressed before decisions are made about the child's return home. An assessment "
    "by a social worker is required before the child returns home under the Care Planning, Placement and Case Review "
    "(England) Regulations 2010. This will provide evidence of whether the necessary improvements have been made to "
    "ensure the child's safety when they return home (Working Together 2018).",
)
UASC = (
    "Ensure that such children receive appropriate assessments and service provision, tailored to their language and "
    "cultural needs",
    "Ensuring that UASC receive appropriate assessments and service provision.",
)
CARE_PLANNING = (
    "Ensure that Looked After Children have good quality and timely Care Plans and Pathway Plans",
    "Ensuring Looked After Children have good quality and timely Care Plans and Pathway Plans.",
)
OUT_OF_AREA = (
    "Monitor the appropriateness of placements",
    "Monitoring the quality of service provision and outcomes for children who are placed out of the local area, "
    "including the commissioning arrangements.",
)
STABILITY = (
    "Monitor the stability of placements",
    "Monitoring the stability of placement for Looked After Children.",
)

_WORDS = (
    "the must not report to HSCB Panel children children's placements “local” authority's ÉCOLE 22(4) , . – 👩‍👧 s20"
)
TEXTS = st.lists(st.sampled_from(_WORDS.split()), max_size=15).map(" ".join)


def related(left: str, right: str) -> Relation:
    return relation(redline(tokens(left, HARROW), tokens(right, ISLE_OF_WIGHT)))


def said(left: str, right: str) -> str:
    return relation_words(related(left, right), "Harrow", "Isle of Wight")


def test_two_words_that_narrow_a_duty_are_named_as_added() -> None:
    assert related(*CHILDRENS_HOMES) == Relation(RelationKind.RIGHT_SAYS_MORE, only_right=("local authority",))
    assert said(*CHILDRENS_HOMES) == (
        "In words, Isle of Wight says all that Harrow says, and more: it adds “local authority”. "
        "An added word can narrow what is said as well as widen it."
    )


def test_a_text_that_holds_nearly_all_of_another_is_not_said_to_hold_all_of_it() -> None:
    found = related(*ASSESSING_NEED)

    assert found.kind is RelationKind.OVERLAP
    assert found.only_left == ("or other placement made",)
    assert [words.split()[:3] for words in found.only_right] == [["Where", "a", "child"], ["An", "assessment", "by"]]


def test_what_one_text_alone_says_of_language_and_culture_is_named() -> None:
    assert related(*UASC) == Relation(
        RelationKind.OVERLAP,
        only_left=("such children", "tailored to their language and cultural needs"),
        only_right=("UASC",),
        forms=(("Ensure that", "Ensuring that"),),
    )
    assert said(*UASC) == (
        "Each says something of its own: Harrow “such children” and “tailored to their language and cultural needs”; "
        "Isle of Wight “UASC”."
    )


def test_ensure_that_and_ensuring_are_forms_of_the_same_words() -> None:
    assert related(*CARE_PLANNING) == Relation(RelationKind.SAME_BUT_FOR_FORM, forms=(("Ensure that", "Ensuring"),))
    assert said(*CARE_PLANNING) == (
        "Harrow and Isle of Wight say this in the same words, but for their form (“Ensure that” and “Ensuring”)."
    )


def test_a_text_of_which_little_is_kept_is_reworded_throughout_with_its_words() -> None:
    assert related(*OUT_OF_AREA) == Relation(
        RelationKind.REWORDED,
        only_left=("appropriateness of placements",),
        only_right=(
            "quality of service provision and outcomes for children who are placed out of the local area, including "
            "the commissioning arrangements",
        ),
        forms=(("Monitor the", "Monitoring the"),),
    )
    assert said(*OUT_OF_AREA) == "Reworded throughout: Harrow and Isle of Wight share few words here."


def test_a_verb_form_and_a_plural_beside_added_words_are_not_among_them() -> None:
    assert related(*STABILITY) == Relation(
        RelationKind.RIGHT_SAYS_MORE,
        only_right=("for Looked After Children",),
        forms=(("Monitor", "Monitoring"), ("placements", "placement")),
    )


def test_the_left_text_may_be_the_one_that_says_more() -> None:
    left, right = CHILDRENS_HOMES

    assert related(right, left) == Relation(RelationKind.LEFT_SAYS_MORE, only_left=("local authority",))
    assert said(right, left).startswith("In words, Harrow says all that Isle of Wight says, and more: it adds")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Reported to the HSCB.", "reported to the IOWSCP"),
        ("section 22(4)", "section 22 (4);"),
        ("To monitor plans", "Monitoring plans"),
        ("Monitors the plan", "Monitor plans"),
        ("the agencies", "an agency"),
        ("important, but distinct", "important but distinct"),
        ("children and lives", "child and life"),
    ],
)
def test_form_alone_is_no_difference_in_words(left: str, right: str) -> None:
    found = related(left, right)

    assert (found.kind, found.only_left, found.only_right) == (RelationKind.SAME_BUT_FOR_FORM, (), ())


@pytest.mark.parametrize(
    ("left", "right", "only_left", "only_right"),
    [
        ("it must report", "it should report", ("must",), ("should",)),
        ("it is reported", "it was reported", ("is",), ("was",)),
        ("plans and reviews", "plans or reviews", ("and",), ("or",)),
        ("Looked After Children", "children in care", ("Looked After Children",), ("children in care",)),
        ("reports received", "reports receiving", ("received",), ("receiving",)),
        ("(section 22)", "(section 23)", ("22",), ("23",)),
    ],
)
def test_a_changed_word_is_said_of_both_texts(
    left: str, right: str, only_left: tuple[str, ...], only_right: tuple[str, ...]
) -> None:
    found = related(left, right)

    assert (found.only_left, found.only_right) == (only_left, only_right)


@pytest.mark.parametrize("word", ["not", "only", "unless"])
def test_a_text_that_adds_a_word_that_turns_the_rest_is_never_said_to_say_all_that_the_other_says(word: str) -> None:
    sentence = said("The Panel must report", f"The Panel must {word} report")

    assert sentence == (
        f"Isle of Wight has every word that Harrow has and adds “{word}”, which can turn what the others say."
    )


def test_where_one_text_is_silent_the_other_says_more() -> None:
    assert related("", "To report.") == Relation(RelationKind.RIGHT_SAYS_MORE, only_right=("To report",))


@given(TEXTS)
def test_every_text_says_itself_in_the_same_words(text: str) -> None:
    assert related(text, text) == Relation(RelationKind.SAME_WORDS)


@given(TEXTS, TEXTS)
def test_words_that_are_named_stand_in_their_text(left: str, right: str) -> None:
    found = related(left, right)

    assert all(words and words in left for words in found.only_left)
    assert all(words and words in right for words in found.only_right)


@given(TEXTS, TEXTS)
def test_the_kind_agrees_with_the_words_that_are_named(left: str, right: str) -> None:
    found = related(left, right)

    expected = {
        (False, False): {RelationKind.SAME_WORDS, RelationKind.SAME_BUT_FOR_FORM},
        (True, False): {RelationKind.LEFT_SAYS_MORE},
        (False, True): {RelationKind.RIGHT_SAYS_MORE},
        (True, True): {RelationKind.OVERLAP, RelationKind.REWORDED},
    }
    assert found.kind in expected[bool(found.only_left), bool(found.only_right)]


@given(TEXTS, TEXTS)
def test_a_sentence_holds_no_percentage_and_no_verdict(left: str, right: str) -> None:
    sentence = said(left, right)

    unquoted = re.sub("“.*”", "", sentence)
    assert not re.search(r"\d|%|wider|narrower|better|weaker|stronger", unquoted)
    assert sentence.endswith((".",))
