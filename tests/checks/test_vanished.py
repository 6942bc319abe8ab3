import re

from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.vanished import renamed, vanished_ids
from generator.checks.rule import Before
from generator.checks.rules import check_changes
from generator.checks.vanished import successors
from generator.model.protocol import Protocol
from tests.fixtures.corpora import HEAD, corpus, protocol

OTHER_HEAD = HEAD.replace("0" * 64, "1" * 64)
"""Of a protocol with another source."""

LATER = "replaces: ambridge-2018\nsections: [{id: one, text: Later words.}]\n"


def named(slug: str, text: str = "sections: [{id: one, text: Words.}]", *, head: str = HEAD) -> Protocol:
    return protocol(text, slug=slug, head=head)


def by_slug(*protocols: Protocol) -> dict[str, Protocol]:
    return {each.slug: each for each in protocols}


def test_a_file_of_the_same_name_has_taken_the_place() -> None:
    before, after = named("ambridge"), named("ambridge", "sections: [{id: two, text: Other.}]", head=OTHER_HEAD)

    assert successors(by_slug(before), by_slug(after)) == {"ambridge": after}


def test_a_file_that_was_called_so_has_taken_the_place_whatever_it_holds() -> None:
    before = named("ambridge")
    after = named("borchester", "was: [ambridge]\nsections: [{id: two, text: Other.}]", head=OTHER_HEAD)

    assert successors(by_slug(before), by_slug(after)) == {"ambridge": after}


def test_a_new_file_with_the_same_source_has_taken_the_place_and_one_that_was_there_has_not() -> None:
    before, after, copy = named("ambridge"), named("borchester"), named("felpersham")

    assert successors(by_slug(before), by_slug(after)) == {"ambridge": after}
    assert successors(by_slug(before, copy), by_slug(copy)) == {"felpersham": copy}


def test_a_file_that_was_handed_to_a_later_edition_has_its_place_taken_by_the_earlier_one() -> None:
    before, earlier, later = named("ambridge"), named("ambridge-2018"), named("ambridge", LATER, head=OTHER_HEAD)

    assert successors(by_slug(before), by_slug(earlier, later)) == {"ambridge": earlier}


def test_an_edition_that_has_replaced_another_for_long_keeps_its_own_ids() -> None:
    before, earlier = named("ambridge", LATER, head=OTHER_HEAD), named("ambridge-2018")
    after = named("ambridge", LATER.replace("id: one", "id: two"), head=OTHER_HEAD)

    assert successors(by_slug(before), by_slug(earlier, after)) == {"ambridge": after}


def test_where_nothing_has_changed_nothing_has_vanished() -> None:
    now = corpus("sections: [{id: one, was: [start], clauses: [{id: a, was: [b], text: A.}]}]")
    registers = {name.replace("_", "-"): each for name, each in now.registers}

    assert check_changes(now, Before(now.by_slug, registers)) == ()


IDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True)
WORDS = st.lists(
    st.sampled_from(["", "The Board meets.", "The Panel meets.", "Care plans are watched over.", "Health."]),
    min_size=5,
    max_size=5,
)


def written(ids: list[str], words: list[str], former: list[str] = []) -> str:  # noqa: B006
    clauses = [f"{{id: {name}, text: {text}}}" if text else f"{{id: {name}}}" for name, text in zip(ids, words)]  # noqa: B905
    return f"sections: [{{id: one, was: [{', '.join(former)}], clauses: [{', '.join(clauses)}]}}]"


@given(before=IDS, after=IDS, words=WORDS, others=WORDS)
def test_every_id_that_has_vanished_is_told_once_and_putting_it_where_the_hint_says_mends_it(
    before: list[str], after: list[str], words: list[str], others: list[str]
) -> None:
    earlier, now = protocol(written(before, words)), corpus(written(after, others))

    found = check_changes(now, Before({"ambridge": earlier}))

    told = [name for each in found for name in re.findall(r"'(\w+)'", each.message.partition(" gone")[0])]
    lines = [name for each in found for name in re.findall(r"was: \[([^]]*)\]", each.hint or "")]
    assert sorted(told) == sorted(vanished_ids(earlier, now.by_slug["ambridge"]))
    assert sorted(", ".join(lines).split(", ") if lines else []) == sorted(told)
    mended = protocol(written(after, others, told))
    assert vanished_ids(earlier, mended) == ()


@given(before=IDS, after=IDS, words=WORDS, others=WORDS)
def test_only_ids_that_have_vanished_are_taken_for_renamed_and_each_for_one(
    before: list[str], after: list[str], words: list[str], others: list[str]
) -> None:
    earlier, now = protocol(written(before, words)), protocol(written(after, others))

    found = renamed(earlier, now)

    names = [name for each in found.values() for name in each]
    then, there = dict(zip(before, words, strict=False)), dict(zip(after, others, strict=False))
    assert len(set(names)) == len(names)
    assert set(names) <= set(vanished_ids(earlier, now))
    heirs = {name: now.sections[0].clauses[int(path[-1])].id for path, each in found.items() for name in each}
    assert all(then[name] == there[heir] != "" and heir not in before for name, heir in heirs.items())
