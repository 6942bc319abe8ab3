"""What is suggested, by example; and how good it is on the two real protocols, as measured."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from generator.analysis.names import names_of
from generator.analysis.suggest.bodies import suggested_bodies
from generator.analysis.suggest.citations import suggested_citations
from generator.analysis.suggest.duties import suggested_escalation, suggested_membership
from generator.analysis.suggest.flows import suggested_flows
from generator.analysis.suggest.likeness import Passage, pairs
from generator.analysis.suggest.suggest import suggestions
from generator.analysis.suggest.suggestion import Confidence, Suggestion, SuggestionKind
from generator.analysis.suggest.topics import folded_heading, suggested_topics
from generator.model.corpus import Corpus
from generator.model.protocol import CitationRelation, Clause, Protocol
from generator.model.walk import walk
from generator.repository import load_corpus
from generator.schema.validation import validate_protocol
from generator.source.loader import load_yaml
from generator.text import NO_NAMES
from tests.fixtures.bare import bare

ROOT = Path(__file__).parents[2]


def _real() -> Corpus:
    corpus = load_corpus(ROOT, as_of=date(2026, 11, 22)).corpus
    assert corpus is not None
    return corpus


REAL = _real()


@dataclass(frozen=True)
class Trial:
    """A real protocol, the same without annotations, and a corpus in which only the others are annotated."""

    whole: Protocol
    blank: Protocol
    corpus: Corpus


def trial(slug: str) -> Trial:
    """Take the annotations of a protocol away, and its headings out of the register, where they came from it."""
    whole = REAL.by_slug[slug]
    text = (ROOT / "protocols" / f"{slug}.yml").read_text(encoding="utf-8")
    blank = validate_protocol(load_yaml(bare(text).encode(), file="x.yml"), slug).value
    assert blank is not None
    others = tuple(each for each in REAL.protocols if each.slug != slug)
    seen = {folded_heading(p.node.heading) for each in others for p in walk(each) if p.node.heading}
    register = REAL.registers.topics
    topics = tuple(
        topic.model_copy(update={"headings_seen": tuple(h for h in topic.headings_seen if folded_heading(h) in seen)})
        for topic in register.topics
    )
    registers = REAL.registers.model_copy(update={"topics": register.model_copy(update={"topics": topics})})
    return Trial(whole, blank, replace(REAL, protocols=(blank, *others), registers=registers))


TRIALS = {slug: trial(slug) for slug in ("harrow", "isle-of-wight")}
each_trial = pytest.mark.parametrize("slug", TRIALS)


@pytest.mark.parametrize(
    ("slug", "lowest", "precision", "recall"),
    [
        ("harrow", Confidence.MATCHED, 0.9, 0.36),
        ("harrow", Confidence.POSSIBLE, 0.87, 0.68),
        ("isle-of-wight", Confidence.MATCHED, 1.0, 0.36),
        ("isle-of-wight", Confidence.POSSIBLE, 0.9, 0.59),
    ],
)
def test_topics_are_found_as_well_as_they_were_when_it_was_measured(
    slug: str, lowest: Confidence, precision: float, recall: float
) -> None:
    case = TRIALS[slug]
    right = {(placed.node.id, topic) for placed in walk(case.whole) for topic in placed.node.topics}

    found = {
        (each.owner, each.value)
        for each in suggested_topics(case.corpus, case.blank)
        if lowest is Confidence.POSSIBLE or each.confidence is Confidence.MATCHED
    }

    both = len(found & right)
    assert both / len(found) >= precision - 0.005
    assert both / len(right) >= recall - 0.005


@each_trial
def test_every_citation_that_names_its_law_is_found_and_no_other(slug: str) -> None:
    case = TRIALS[slug]
    right = {
        (placed.node.id, each.quote, each.instrument, each.provision, each.edition)
        for placed in walk(case.whole)
        for each in placed.node.citations
        if each.relation is CitationRelation.CITES
    }

    found = {
        (each.owner, *(_at(each, key) for key in ("quote", "instrument", "provision", "edition")))
        for each in suggested_citations(case.corpus, case.blank)
    }

    assert found == right


@pytest.mark.parametrize(("slug", "precision", "recall"), [("harrow", 0.9, 0.6), ("isle-of-wight", 0.86, 0.86)])
def test_bodies_are_found_as_well_as_they_were_when_it_was_measured(slug: str, precision: float, recall: float) -> None:
    case = TRIALS[slug]
    ids = {name.casefold(): body.id for body in case.whole.bodies for name in names_of(body)}

    named = [
        ids.get(str(_at(each, "name")).casefold())
        for each in suggested_bodies(case.corpus, case.blank.model_copy(update={"bodies": ()}))
    ]

    right = [name for name in named if name]
    assert len(right) / len(named) >= precision - 0.005
    assert len(set(right)) / len(case.whole.bodies) >= recall - 0.005


def test_a_body_without_a_type_gets_a_guess_and_its_shorter_name_is_told() -> None:
    case = TRIALS["isle-of-wight"]
    bodies = tuple(
        body.model_copy(update={"type": None, "also_called": ()}) for body in case.blank.bodies if body.id == "iow-cpb"
    )

    found = suggestions(case.corpus, case.blank.model_copy(update={"bodies": bodies}))

    assert [(each.path, each.key, each.value) for each in found if each.path[:1] == ("bodies",)] == [
        (("bodies", 0), "type", "corporate-parenting-body"),
        (("bodies", 0), "also_called", "Corporate Parenting Board"),
    ]


@pytest.mark.parametrize(("slug", "recall"), [("harrow", 0.9), ("isle-of-wight", 0.77)])
def test_flows_are_found_as_well_as_they_were_when_it_was_measured_and_none_is_wrong(slug: str, recall: float) -> None:
    case = TRIALS[slug]
    right = {
        (placed.node.id, flow.what, flow.from_, frozenset((*flow.to, *flow.to_any)), flow.how_often)
        for placed in walk(case.whole)
        if isinstance(placed.node, Clause)
        for flow in placed.node.flows
    }

    found = {
        (
            each.owner,
            _at(each, "what"),
            _at(each, "from"),
            frozenset((*(_at(each, "to") or ()), *(_at(each, "to_any") or ()))),  # type: ignore[misc]
            _at(each, "how_often"),
        )
        for each in suggested_flows(case.corpus, case.blank)
    }

    assert found <= right
    assert len(found) / len(right) >= recall


def test_members_and_the_way_out_of_a_disagreement_are_found() -> None:
    case = TRIALS["isle-of-wight"]

    members = [each.value for each in suggested_membership(case.blank)]
    ways = [(each.owner, each.value) for each in suggested_escalation(case.blank)]

    assert members == [
        {"body": "iow-cpb", "quote": "elected representatives"},
        {"body": "iow-cpb", "member": "care-ambassadors", "quote": "young people, known as 'Care Ambassadors'"},
    ]
    assert ways == [
        (
            "escalation",
            {
                "trigger": "any areas of significant concern that cannot be resolved in accordance with this protocol",
                "step": "a strategy meeting will be held",
                "between": ("iowscp-chair", "dcs", "iow-cpb-chair"),
            },
        )
    ]


@each_trial
def test_every_quotation_that_is_suggested_stands_in_its_clause(slug: str) -> None:
    case = TRIALS[slug]
    words = {placed.node.id: f"{placed.node.heading} {placed.node.text}" for placed in walk(case.blank)}

    for each in suggestions(case.corpus, case.blank):
        for quote in _quotations(each):
            assert quote in words[each.owner or ""]


@each_trial
def test_nothing_that_is_there_already_is_suggested_again_and_silence_is_never_claimed(slug: str) -> None:
    found = suggestions(REAL, REAL.by_slug[slug])
    blank = suggestions(TRIALS[slug].corpus, TRIALS[slug].blank)

    assert [each for each in found if each.kind in (SuggestionKind.CITATION, SuggestionKind.ABSENCE)] == []
    assert {_at(each, "state") for each in blank if each.kind is SuggestionKind.ABSENCE} == {"not-yet-transcribed"}


def test_every_topic_of_the_kind_is_answered_when_all_is_accepted() -> None:
    case = TRIALS["harrow"]

    found = suggestions(case.corpus, case.blank)

    topics = {str(each.value) for each in found if each.kind is SuggestionKind.TOPIC}
    absences = [str(_at(each, "topic")) for each in found if each.kind is SuggestionKind.ABSENCE]
    assert topics.isdisjoint(absences)
    assert topics | set(absences) == {topic.slug for topic in REAL.registers.topics_of(case.blank.kind)}


def test_a_reason_names_the_place_and_the_words_that_both_have() -> None:
    case = TRIALS["isle-of-wight"]

    reasons = {each.owner: each.reason for each in suggested_topics(case.corpus, case.blank)}

    assert reasons["distinct-roles"] == (
        "reads like Harrow, 'distinct-roles'; both speak of 'distinct', 'harm' and 'important'"
    )
    assert reasons["care-planning"] == "its heading 'Care Planning' is one that the register has for this topic"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "as in s20 and s46(3) of the Children Act 1989",
            [("s20", "20"), ("s46(3) of the Children Act 1989", "46(3)")],
        ),
        ("(section 22 (4) Children Act 1989)", [("section 22 (4) Children Act 1989", "22(4)")]),
        ("the Children Act 1989, and s. 17", [("Children Act 1989", None), ("s. 17", "17")]),
        ("section 5 of a local handbook", []),
        ("the Housing Act 1996", []),
    ],
)
def test_a_provision_belongs_to_the_act_beside_it(text: str, expected: list[tuple[str, str | None]]) -> None:
    clause = Clause(id="c", text=text)
    base = REAL.by_slug["harrow"]
    section = base.sections[0].model_copy(update={"clauses": (clause,), "heading": None, "sections": ()})
    protocol = base.model_copy(update={"sections": (section,)})

    found = [(_at(each, "quote"), _at(each, "provision")) for each in suggested_citations(REAL, protocol)]

    assert found == expected


def test_each_passage_stands_in_one_pair_at_most_and_the_same_role_helps() -> None:
    left = [Passage("a", "Monitor the stability of placements", NO_NAMES, "joint")]
    right = [
        Passage("x", "Monitoring the stability of placement for children", NO_NAMES, "joint"),
        Passage("y", "Monitoring the stability of placement for children", NO_NAMES),
    ]

    (pair,) = pairs([*left, *left], right[:1])
    (best,) = pairs(left, right)

    assert (pair.left, pair.right, best.right) == ("a", "x", "x")
    assert pairs(left, [replace(each, role=None) for each in right])[0].score == pytest.approx(best.score - 0.1)


def test_equal_texts_score_one_and_unlike_ones_give_nothing() -> None:
    one = Passage("a", "The Board meets each month", NO_NAMES)
    other = Passage("b", "Annual data on fostering", NO_NAMES)

    assert pairs([one], [one])[0].score == pytest.approx(1)
    assert pairs([one], [other]) == ()
    assert pairs([], [other]) == ()


def _at(suggestion: Suggestion, key: str) -> object:
    return suggestion.value.get(key) if isinstance(suggestion.value, Mapping) else None


def _quotations(suggestion: Suggestion) -> list[str]:
    keys = ("quote", "trigger", "step", "time_limit")
    found = [str(value) for key in keys if (value := _at(suggestion, key))]
    strength = _at(suggestion, "strength")
    return [*found, str(strength["words"])] if isinstance(strength, Mapping) else found
