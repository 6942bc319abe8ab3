from collections.abc import Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from generator.analysis.redline import Segment, SegmentKind, side
from generator.analysis.wordings import ALIKE_FROM, Reading, Variant, WordingGroup, groups_of_wordings
from generator.text import NO_NAMES, BodyNames, body_names, stems, tokens

SERVICES = "receive the appropriate services and support should they do so"
SERVICE = "receive the appropriate service and support should they do so"
MISSING = "Monitor children who go missing and report to the Board"
NAMES = {
    "harrow": body_names({"HSCB": "body:safeguarding"}),
    "isle-of-wight": body_names({"IOWSCP": "body:safeguarding"}),
}

_WORDS = (
    "Monitor monitoring the placement placements of children CHILDREN children’s “local” ÉCOLE 22(4) , . – 👩‍👧 s20"
)
TEXTS = st.lists(st.sampled_from(_WORDS.split()), max_size=7).map(" ".join) | st.sampled_from(
    [SERVICES, SERVICE, MISSING]
)
ITEMS = st.lists(TEXTS, max_size=12).map(lambda texts: [(f"authority-{at}", text) for at, text in enumerate(texts)])


def grouped(
    items: Sequence[tuple[str, str]], names: Mapping[str, BodyNames] = MappingProxyType({})
) -> tuple[WordingGroup[str], ...]:
    return groups_of_wordings([(key, side(tokens(text, names.get(key, NO_NAMES)))) for key, text in items])


def words(text: str) -> tuple[str, ...]:
    return stems(token.folded for token in tokens(text))


def likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(words(one), words(other))


def test_alike_wordings_are_one_group_with_its_base_variants_and_apparatus() -> None:
    items = [("a", SERVICE), ("b", SERVICES), ("c", MISSING), ("d", SERVICES), ("e", SERVICE.replace(" the ", " "))]

    groups = grouped(items)

    assert groups == (
        WordingGroup(
            base=SERVICES,
            keys=("b", "d"),
            variants=(
                Variant(
                    SERVICE,
                    ("a",),
                    (
                        Segment(SegmentKind.EQUAL, "receive the appropriate", "receive the appropriate"),
                        Segment(SegmentKind.DELETED, " services", ""),
                        Segment(SegmentKind.INSERTED, "", " service"),
                        Segment(SegmentKind.EQUAL, " and support should they do so", " and support should they do so"),
                    ),
                ),
                Variant(
                    SERVICE.replace(" the ", " "),
                    ("e",),
                    (
                        Segment(SegmentKind.EQUAL, "receive", "receive"),
                        Segment(SegmentKind.DELETED, " the", ""),
                        Segment(SegmentKind.EQUAL, " appropriate", " appropriate"),
                        Segment(SegmentKind.DELETED, " services", ""),
                        Segment(SegmentKind.INSERTED, "", " service"),
                        Segment(SegmentKind.EQUAL, " and support should they do so", " and support should they do so"),
                    ),
                ),
            ),
            apparatus=(
                Reading("receive the", "receive", ("e",)),
                Reading("services", "service", ("a", "e")),
            ),
        ),
        WordingGroup(base=MISSING, keys=("c",), variants=(), apparatus=()),
    )


def test_an_apparatus_line_says_the_words_of_the_base_what_stands_instead_and_how_often() -> None:
    items = [("base", SERVICES), ("more", SERVICES)] + [(str(at), SERVICE) for at in range(68)]
    items += [(f"base {at}", SERVICES) for at in range(70)]

    (group,) = grouped(items)

    assert [reading.line for reading in group.apparatus] == ["services ] service × 68"]


def test_an_added_word_is_given_with_the_word_before_it_and_at_the_beginning_with_the_word_after_it() -> None:
    items = [("a", SERVICES), ("b", SERVICES + " at once"), ("c", "To " + SERVICES)]

    (group,) = grouped(items)

    assert [reading.line for reading in group.apparatus] == [
        "receive ] To receive × 1",
        "so ] so at once × 1",
    ]


def test_the_commonest_reading_of_a_place_comes_first() -> None:
    items = [("a", SERVICES), ("b", SERVICES), ("c", SERVICES), ("d", SERVICES)]
    items += [("e", SERVICES.replace("services", "help")), ("f", SERVICE), ("g", SERVICE)]

    (group,) = grouped(items)

    assert [reading.line for reading in group.apparatus] == ["services ] service × 2", "services ] help × 1"]


def test_of_wordings_equally_common_the_first_is_the_base() -> None:
    (group,) = grouped([("a", SERVICES), ("b", SERVICE)])

    assert (group.base, group.all_keys) == (SERVICES, ("a", "b"))


def test_each_protocol_is_read_with_its_own_names_for_its_bodies() -> None:
    items = [("harrow", "Report to the HSCB"), ("isle-of-wight", "Report to the IOWSCP")]

    assert [group.all_keys for group in grouped(items, NAMES)] == [("harrow", "isle-of-wight")]
    assert [group.all_keys for group in grouped(items)] == [("harrow",), ("isle-of-wight",)]


def test_a_variant_that_differs_only_in_form_has_no_line() -> None:
    (group,) = grouped([("a", SERVICES), ("b", SERVICES.upper() + ".")])

    assert group.apparatus == ()
    assert {segment.kind for segment in group.variants[0].segments} == {SegmentKind.SAME}


def test_no_wordings_are_no_groups() -> None:
    assert grouped([]) == ()


@given(ITEMS, TEXTS)
def test_another_authority_at_the_end_disturbs_no_other_group(items: list[tuple[str, str]], text: str) -> None:
    before = grouped(items)

    after = grouped([*items, ("another", text)])

    touched = [group for group in after if "another" in group.all_keys]
    others = [group for group in after if "another" not in group.all_keys]
    assert len(touched) == 1
    assert set(others) <= set(before)
    assert len(before) - len(others) == (1 if len(touched[0].all_keys) > 1 else 0)
    assert (
        set(touched[0].all_keys) - {"another"} in [set(group.all_keys) for group in before]
        or len(touched[0].all_keys) == 1
    )


@given(ITEMS)
def test_every_item_is_in_one_group_with_exactly_its_words(items: list[tuple[str, str]]) -> None:
    found = []
    for group in grouped(items):
        found += [(key, group.base) for key in group.keys]
        found += [(key, variant.text) for variant in group.variants for key in variant.keys]

    assert sorted(found) == sorted(items)


@given(ITEMS)
def test_members_are_alike_the_first_of_their_group_and_the_firsts_are_not_alike(items: list[tuple[str, str]]) -> None:
    text_of = dict(items)
    order = [key for key, _ in items]
    groups = [sorted(group.all_keys, key=order.index) for group in grouped(items)]

    firsts = [text_of[group[0]] for group in groups]

    assert all(
        likeness(text_of[key], first) >= ALIKE_FROM
        for group, first in zip(groups, firsts, strict=True)
        for key in group
    )
    assert all(likeness(one, other) < ALIKE_FROM for one, other in combinations(firsts, 2))
    assert [group[0] for group in groups] == sorted((group[0] for group in groups), key=order.index)


@given(ITEMS)
def test_every_redline_leads_from_the_base_to_its_variant(items: list[tuple[str, str]]) -> None:
    for group in grouped(items):
        for variant in group.variants:
            assert "".join(segment.left for segment in variant.segments) == group.base
            assert "".join(segment.right for segment in variant.segments) == variant.text
