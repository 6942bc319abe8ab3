import re
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.redline import Segment, SegmentKind, is_reworded_throughout, kept_share, redline
from generator.text import SILENT, body_names, tokens

EQUAL, SAME, DELETED, INSERTED = SegmentKind

HARROW = body_names({"HSCB": "body:safeguarding", "Corporate Parenting Panel": "body:corporate-parenting"})
ISLE_OF_WIGHT = body_names(
    {
        "Isle of Wight Safeguarding Children Partnership": "body:safeguarding",
        "IOWSCP": "body:safeguarding",
        "Corporate Parenting Board": "body:corporate-parenting",
    }
)

_WORDS = (
    "the the of and to children Children CHILDREN children's children’s placement placements monitor Monitoring "
    "co-ordinate coordinate Asylum-Seeking Asylum Seeking HSCB IOWSCP's ÉCOLE école e\u0301cole s20 section 20 22 (4) "
    '22(4) 3.1 – — - “a ‘c’ " . ; : , … ! ) | < 👩‍👧 İ ß'
)
WORDS = _WORDS.split()
TEXTS = st.lists(
    st.tuples(st.sampled_from([" ", " ", " ", "", "  ", "\n", "\u00a0"]), st.sampled_from(WORDS) | st.text(max_size=2)),
    max_size=25,
).map(lambda pairs: "".join(space + word for space, word in pairs))


def lined(left: str, right: str) -> tuple[Segment, ...]:
    return redline(tokens(left, HARROW), tokens(right, ISLE_OF_WIGHT))


def marked(left: str, right: str) -> str:
    """The redline in one line: [-deleted-], {+inserted+}, <left|right> where only the form differs."""
    shapes = {EQUAL: "{0}", SAME: "<{0}|{1}>", DELETED: "[-{0}-]", INSERTED: "{{+{1}+}}"}
    return "".join(shapes[segment.kind].format(segment.left, segment.right) for segment in lined(left, right))


@given(TEXTS, TEXTS)
def test_the_segments_contain_both_wordings_whole(left: str, right: str) -> None:
    segments = lined(left, right)

    assert ("".join(s.left for s in segments), "".join(s.right for s in segments)) == (left, right)


@given(TEXTS, TEXTS)
def test_no_two_neighbours_are_of_one_kind_and_a_deletion_comes_before_its_insertion(left: str, right: str) -> None:
    kinds = [segment.kind for segment in lined(left, right)]

    assert all(one is not other for one, other in pairwise(kinds))
    assert (INSERTED, DELETED) not in set(pairwise(kinds))


@given(TEXTS, TEXTS)
def test_each_kind_holds_what_its_name_says(left: str, right: str) -> None:
    for segment in lined(left, right):
        match segment.kind:
            case SegmentKind.EQUAL:
                assert segment.left == segment.right != ""
            case SegmentKind.SAME:
                assert segment.left != segment.right
            case SegmentKind.DELETED:
                assert segment.left
                assert segment.right == ""
            case SegmentKind.INSERTED:
                assert segment.right
                assert segment.left == ""


@given(TEXTS.filter(bool))
def test_nothing_differs_from_itself(text: str) -> None:
    assert lined(text, text) == (Segment(EQUAL, text, text),)


def test_two_empty_wordings_give_an_empty_tuple() -> None:
    assert lined("", "") == ()


def _case(text: str) -> str:
    return "".join(c.swapcase() if c.isascii() else c for c in text)


FORMS: dict[str, Callable[[str], str]] = {
    "case": _case,
    "quotes": lambda text: text.replace("“", '"').replace("‘", '"').replace("’", "'"),
    "dashes": lambda text: text.replace("—", "–"),
    "inner hyphens": lambda text: text.replace("co-ordinate", "coordinate"),
    "spaces": lambda text: text.replace(" ", "\n"),
    "closing mark added": lambda text: text + ".",
    "closing marks changed": lambda text: text.replace(";", ":").replace("…", "."),
    "closing marks left out": lambda text: text.replace(";", "").replace(" .", ""),
}


@pytest.mark.parametrize("form", FORMS)
@given(text=st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_a_difference_of_form_is_never_a_change(form: str, text: str) -> None:
    other = FORMS[form](text)

    kinds = {segment.kind for segment in redline(tokens(text, HARROW), tokens(other, HARROW))}

    assert kinds <= {EQUAL, SAME}


# A comma and a dash are silent or not by what stands beside them, which a segment no longer shows.
@given(TEXTS, TEXTS)
def test_a_change_says_more_than_silent_marks(left: str, right: str) -> None:
    left, right = (re.sub("[0-9,]", "", text) for text in (left, right))

    segments = lined(left, right)

    changed = [s for s in segments if s.kind in {DELETED, INSERTED}]
    assert all(any(t.folded not in SILENT for t in tokens(s.left + s.right)) for s in changed)


@given(st.text("abcde", max_size=12), st.text("abcde", max_size=12))
def test_runs_too_heavy_to_be_joined_are_kept_as_the_longest_block_rule_finds_them(left: str, right: str) -> None:
    def in_words(letters: str) -> str:
        return "".join(f" first{letter} second{letter}" for letter in letters)

    segments = lined(in_words(left), in_words(right))

    opcodes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    expected = []
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "equal":
            expected.append(Segment(EQUAL, in_words(left[i1:i2]), in_words(right[j1:j2])))
        if tag in {"delete", "replace"}:
            expected.append(Segment(DELETED, in_words(left[i1:i2]), ""))
        if tag in {"insert", "replace"}:
            expected.append(Segment(INSERTED, "", in_words(right[j1:j2])))
    assert segments == tuple(expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "in Children's Homes",
            "in local authority children's homes.",
            "in{+ local authority+}< Children's Homes| children's homes.>",
        ),
        ("section 22(4) of", "section 22 (4) of", "section 22<(| (>4) of"),
        ("under s20 and", "under section 20 and", "under< s20| section 20> and"),
        ("to the HSCB now", "to the IOWSCP now", "to the< HSCB| IOWSCP> now"),
        ("Monitor it", "Monitoring it", "[-Monitor-]{+Monitoring+} it"),
        ("The Panel meets", "Panel meets", "[-The -]Panel meets"),
        ("Panel meets", "The Panel meets", "{+The +}Panel meets"),
        ("placements.", "placements for children.", "placements{+ for children+}."),
        ("placements.", "placements for children", "placements{+ for children+}<.|>"),
        ("It meets. It decides.", "It meets.", "It meets.[- It decides.-]"),
        ("home or placed.", "home. An order", "home[- or placed.-]{+. An order+}"),
        ("the asylum-seeking child", "the asylum seeking child", "the< asylum-seeking| asylum seeking> child"),
        ("it may be so", "it maybe so", "it[- may be-]{+ maybe+} so"),
        ("important, but distinct", "important but distinct", "important[-,-] but distinct"),
        ("safety; including", "safety, including", "safety<;|,> including"),
        ("aaa of bbb", "ccc of ddd", "[-aaa of bbb-]{+ccc of ddd+}"),
        ("aaa children bbb", "ccc children ddd", "[-aaa-]{+ccc+} children[- bbb-]{+ ddd+}"),
        ("aaa xxx children bbb yyy", "ccc children ddd", "[-aaa xxx children bbb yyy-]{+ccc children ddd+}"),
        ("of children", "aaa bbb of ccc ddd children", "{+aaa bbb +}of{+ ccc ddd+} children"),
        ("must", "", "[-must-]"),
        ("", " must ", "{+ must +}"),
        (".", ";", "<.|;>"),
        ("a ", "a", "a< |>"),
    ],
)
def test_redlines_of_short_wordings(left: str, right: str, expected: str) -> None:
    found = marked(left, right)

    assert found == expected


def test_the_kept_share_is_of_the_shorter_wording() -> None:
    longer = "Where a child returns home, needs should be addressed. An assessment is required by regulations."

    assert kept_share(lined("needs should be addressed", longer)) == 1
    assert kept_share(lined("Monitor needs", "Review needs")) == 0.5
    assert kept_share(lined("aaa bbb", "ccc")) == 0


def test_a_wording_that_only_grows_is_not_reworded_throughout() -> None:
    segments = lined("meets.", "aaa bbb ccc ddd eee fff meets.")

    assert not is_reworded_throughout(segments)


def test_a_wording_of_which_little_is_kept_is_reworded_throughout() -> None:
    segments = lined(
        "Monitor the appropriateness of placements",
        "Monitoring the quality of service provision and outcomes for children who are placed out of the local area, "
        "including the commissioning arrangements.",
    )

    assert is_reworded_throughout(segments)
