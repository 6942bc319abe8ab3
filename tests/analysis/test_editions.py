from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.editions import ClauseFate, Fate, WordsFate, editions
from generator.model.protocol import Protocol
from tests.fixtures.corpora import protocol, read
from tests.fixtures.editions import later_edition, nodes, vocabulary_of

ROOT = Path(__file__).resolve().parents[2]
REAL = {
    slug: Protocol.model_validate(
        {**read((ROOT / "protocols" / f"{slug}.yml").read_text(encoding="utf-8")).data, "slug": slug}
    )
    for slug in ("harrow", "isle-of-wight")
}
WORDS = {
    "harrow": vocabulary_of(REAL["isle-of-wight"]),
    "isle-of-wight": vocabulary_of(REAL["harrow"]),
}
FLOORS = {
    "pairs": (0.99, 0.99),
    "split": (0.98, 0.98),
    "merged": (0.98, 0.98),
    "added": (0.98, 0.99),
    "removed": (0.93, 0.98),
    "moved": (0.94, 0.99),
    "reworded": (0.99, 0.99),
    "renumbered": (0.99, 0.99),
}


def sections(clauses: str) -> str:
    return f"sections:\n  - id: purpose\n    heading: Purpose\n    clauses:\n{clauses}"


def told(before: str, after: str) -> list[tuple[str, list[str], list[str]]]:
    found = editions(protocol(sections(before)), protocol(sections(after)))
    return [
        (each.fate.value, [p.node.id for p in each.before], [p.node.id for p in each.after])
        for each in found
        if each.fate is not Fate.UNCHANGED
    ]


@pytest.mark.parametrize("slug", REAL)
def test_an_edition_set_against_itself_is_unchanged(slug: str) -> None:
    found = editions(REAL[slug], REAL[slug])

    assert found == tuple(ClauseFate(each.before, each.before, WordsFate.SAME) for each in found)


def test_every_clause_of_both_editions_is_told_once() -> None:
    found = editions(REAL["harrow"], REAL["isle-of-wight"])

    before = sorted(placed.node.id for each in found for placed in each.before)
    after = sorted(placed.node.id for each in found for placed in each.after)
    assert (before, after) == (sorted(nodes(REAL["harrow"])), sorted(nodes(REAL["isle-of-wight"])))


@given(st.sampled_from(sorted(REAL)), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_what_was_done_to_a_clause_is_told_of_it_and_every_clause_once(slug: str, seed: int) -> None:
    after, truth = later_edition(REAL[slug], seed, vocabulary=WORDS[slug])

    found = editions(REAL[slug], after)

    assert sorted(placed.node.id for each in found for placed in each.after) == sorted(nodes(after))
    assert sorted(placed.node.id for each in found for placed in each.before) == sorted(nodes(REAL[slug]))
    renumbered = {placed.node.id for each in found if each.is_renumbered for placed in each.after}
    assert truth.relabelled <= renumbered


def test_moves_labels_wordings_splits_and_merges_are_found_without_ids() -> None:
    right: Counter[str] = Counter()
    given_: Counter[str] = Counter()
    wanted: Counter[str] = Counter()

    for slug, before in REAL.items():
        for seed in range(30):
            after, truth = later_edition(before, seed, vocabulary=WORDS[slug])
            found = editions(before, after)
            by_fate = {
                fate: {placed.node.id for each in found if each.fate.value == fate for placed in each.after}
                for fate in ("split", "merged", "added", "reworded")
            }
            for name, got, want in (
                (
                    "pairs",
                    {(a.node.id, b.node.id) for each in found for a in each.after for b in each.before},
                    {(now, once) for now, origins in truth.origins.items() for once in origins},
                ),
                ("split", by_fate["split"], truth.split),
                ("merged", by_fate["merged"], truth.merged),
                ("added", by_fate["added"], truth.added),
                ("reworded", by_fate["reworded"], truth.reworded),
                ("removed", {b.node.id for e in found if e.fate is Fate.REMOVED for b in e.before}, truth.removed),
                ("moved", {a.node.id for e in found if e.is_moved for a in e.after}, truth.moved),
                ("renumbered", {a.node.id for e in found if e.is_renumbered for a in e.after}, truth.relabelled),
            ):
                right[name] += len(got & want)
                given_[name] += len(got)
                wanted[name] += len(want)

    short = {
        name: (right[name] / given_[name], right[name] / wanted[name])
        for name, (precision, recall) in FLOORS.items()
        if right[name] / given_[name] < precision or right[name] / wanted[name] < recall
    }
    assert short == {}


A = "      - {id: a, label: '1.1', text: The Board meets four times in every year and hears from children in care.}\n"
B = "      - {id: b, label: '1.2', text: The Panel receives an annual report on the health of looked after children.}\n"
C = "      - {id: c, label: '1.3', text: Audits of care plans are shared between the two bodies in good time.}\n"


def test_a_clause_that_only_has_another_label_is_renumbered() -> None:
    assert told(A + B, A + B.replace("1.2", "1.3")) == [("renumbered", ["b"], ["b"])]


def test_a_clause_that_changes_places_is_moved_and_those_around_it_are_not() -> None:
    assert told(A + B + C, C + A + B) == [("moved", ["c"], ["c"])]


def test_what_moves_along_with_its_section_has_not_moved() -> None:
    first = (
        "sections:\n  - {id: one, heading: One, clauses: [{id: a, text: Alpha beta.}, {id: b, text: Gamma delta.}]}\n"
    )
    second = "  - {id: two, heading: Two, clauses: [{id: c, text: Epsilon zeta.}]}\n  - {id: three, heading: Three}\n"
    before = protocol(first + second)
    after = protocol("sections:\n" + second + first.removeprefix("sections:\n"))

    assert [each.after[0].node.id for each in editions(before, after) if each.is_moved] == ["one"]


def test_a_former_id_leads_to_the_clause_however_it_is_worded() -> None:
    after = "      - {id: z, was: [a], label: '1.1', text: Something else altogether is said here now.}\n"

    assert told(A + B, after + B) == [("reworded", ["a"], ["z"])]


def test_an_id_given_to_other_words_does_not_hide_where_its_clause_went() -> None:
    after = A.replace("id: a", "id: b") + B.replace("id: b", "id: a")

    found = editions(protocol(sections(A + B)), protocol(sections(after)))

    pairs = {(fate.before[0].node.id, fate.after[0].node.id) for fate in found}
    assert pairs == {("purpose", "purpose"), ("a", "b"), ("b", "a")}


def test_a_change_of_capitals_and_verb_form_is_one_of_form() -> None:
    before = "      - {id: a, text: Ensure that the services for the child are sound.}\n"
    after = "      - {id: a, text: Ensuring the services for the Child are sound.}\n"

    assert told(before, after) == [("same-but-for-form", ["a"], ["a"])]


def test_a_clause_whose_second_half_is_a_clause_of_its_own_is_split_and_back_again_merged() -> None:
    whole = (
        "      - {id: a, text: The Board meets four times in every year and hears from children in care. "
        "The Panel receives a report on health from each of the partner agencies.}\n"
    )
    halves = A + "      - {id: n, text: The Panel receives a report on health from each of the partner agencies.}\n"

    assert told(whole, halves) == [("split", ["a"], ["a", "n"])]
    assert told(halves, whole) == [("merged", ["a", "n"], ["a"])]


def test_what_has_no_words_and_no_counterpart_is_neither_lost_nor_invented() -> None:
    before = protocol("sections:\n  - {id: one, clauses: [{id: a, table: {columns: [Version], rows: [['1']]}}]}\n")
    after = protocol("sections:\n  - {id: two, clauses: []}\n")

    assert [(each.fate, each.before and each.before[0].node.id) for each in editions(before, after)] == [
        (Fate.ADDED, ()),
        (Fate.REMOVED, "one"),
        (Fate.REMOVED, "a"),
    ]
