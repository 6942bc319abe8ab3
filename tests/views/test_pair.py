from dataclasses import replace

from generator.model.settings import Settings
from generator.views import urls
from generator.views.findings import Findings
from generator.views.pair import PairView, pair_page
from generator.views.pairs import PairsView, pairs_page
from generator.views.site import SiteMap
from tests.fixtures.many import many, with_words
from tests.fixtures.reading import identifiers, markup, of_class, read, seen, templates, words
from tests.fixtures.real import at, real_corpus, real_site

HOSTILE = "</p><script>x</script> <b onclick='y'>{{ 7*7 }} # {: #id } 1. *a* _b_ `c` [d](e) ![f](g) &lt; | \\ é ]] §"
ADDRESS = urls.comparison("harrow", "isle-of-wight")


def view() -> PairView:
    by_slug = real_corpus().by_slug
    found = pair_page(real_site().findings, by_slug["harrow"], by_slug["isle-of-wight"], at(ADDRESS)).view
    assert isinstance(found, PairView)
    return found


def test_every_topic_stands_once_under_both_one_or_neither() -> None:
    found = view()

    shown = [topic.slug for group in found.groups for topic in group.topics]
    shown += [topic.slug for only in found.only for topic in only.topics]
    shown += [topic.slug for topic in found.neither]

    assert sorted(shown) == sorted(topic.slug for topic in real_corpus().registers.topics.topics)


def test_topics_stand_in_the_registers_order() -> None:
    order = [topic.slug for topic in real_corpus().registers.topics.topics]

    parts = [[topic.slug for topic in group.topics] for group in view().groups]
    parts += [[topic.slug for topic in only.topics] for only in view().only]
    for slugs in parts:
        places = [order.index(slug) for slug in slugs]
        assert places == sorted(places)


def test_what_only_one_says_is_said_with_how_the_other_is_silent() -> None:
    harrow, isle_of_wight = view().only

    assert (harrow.title, isle_of_wight.title) == ("Only Harrow speaks on", "Only Isle of Wight speaks on")
    first = harrow.topics[0]
    assert first.slug == "child-sexual-exploitation"
    assert first.silence is not None
    assert (first.silence.chosen.name, first.silence.state) == ("Isle of Wight", "not listed")
    assert first.silence.note == "Clause 1.4 says that its list is not restricted to the areas named."
    assert "escalation" in [topic.slug for topic in isle_of_wight.topics]


def test_counts_are_called_counts() -> None:
    assert view().lead == (
        "Of 52 topics both speak on 29, only Harrow speaks on 14 and only Isle of Wight speaks on nine. "
        "That is a count, and no verdict: a topic on which a protocol is silent is not thereby excluded."
    )


def test_facts_stand_side_by_side_and_what_is_not_stated_is_not_filled_in() -> None:
    facts = {row.term: (row.left, row.right) for row in view().facts}

    def stated(term: str) -> list[str]:
        return ["; ".join(link.words for link in fact.links) if fact else "" for fact in facts[term]]

    assert stated("Status") == ["Draft", "Approved"]
    assert stated("Dated") == ["April 2015", "24 February 2021"]
    assert stated("Approved by") == ["not stated", "IOWSCP Business Group"]
    assert stated("Review") == ["not stated", "due February 2022; every year (5.2)"]
    assert stated("If they cannot agree") == ["not stated", "5.1"]


def test_the_relations_are_listed_by_topic() -> None:
    kinds = {kind.words: [topic.words for topic in kind.topics] for kind in view().kinds}

    assert kinds["In the same words but for their form"] == ["Children missing from care", "Care planning"]
    assert kinds["Isle of Wight’s words hold all of Harrow’s, and more"] == [
        "Children's homes",
        "Stability of placements",
    ]
    assert "Out of area placements" in kinds["Reworded throughout"]


def test_duties_stand_by_matter_with_the_clause_that_states_them() -> None:
    duties = {row.matter.words: row for row in view().duties}

    annual = duties["Annual report"]
    assert [
        (one.flow.reporter.words if one.flow.reporter else None, [body.words for body in one.flow.receivers])
        for one in annual.left
    ] == [
        ("Harrow Safeguarding Children Board", ["Health and Wellbeing Board"]),
        ("Corporate Parenting Panel", ["Cabinet"]),
        ("Corporate Parenting Panel", ["Harrow Safeguarding Children Board"]),
    ]
    audits = duties["Audit findings"]
    assert audits.left[0].flow.reporter is None
    assert audits.left[0].flow.condition == "where this cannot be delayed for the purposes of the Annual Report"
    assert audits.right[0].flow.condition == ""
    assert duties["Other reports that concern the safeguarding body"].right == ()


def test_the_law_of_both_stands_under_its_title_and_what_has_gone_is_said() -> None:
    laws = {row.law.words: row for row in view().laws}

    act = laws["Children Act 1989"]
    assert [(cited.words, cited.gone) for cited in act.left] == [("22(4)", ""), ("20", ""), ("46(3)", "")]
    assert [cited.words for cited in act.right][-1] == "46(3)(d)"
    assert any(cited.gone for row in view().laws for cited in (*row.left, *row.right))


def test_both_wordings_of_every_topic_stand_on_the_page_whole() -> None:
    findings = real_site().findings
    by_slug = real_corpus().by_slug
    soup = read(pair_page(findings, by_slug["harrow"], by_slug["isle-of-wight"], at(ADDRESS)), templates())

    said = {words(element) for element in of_class(of_class(soup, "lp-passage"), "lp-text")}
    for protocol in by_slug.values():
        for wording in findings.wordings(protocol).values():
            for passage in wording.passages:
                for placed in (passage.placed, *passage.below):
                    assert not placed.node.text or placed.node.text in said
    places = identifiers(soup)
    assert len(set(places)) == len(places)
    assert {topic.slug for topic in real_corpus().registers.topics.topics} <= set(places)


def test_hostile_words_in_every_field_come_out_as_words() -> None:
    real = real_corpus()
    hostile = replace(real, protocols=tuple(with_words(p, lambda words: f"{words} {HOSTILE}") for p in real.protocols))
    env = templates()
    plain = read(pair_page(real_site().findings, real.protocols[0], real.protocols[1], at(ADDRESS)), env)

    soup = read(pair_page(Findings(hostile), hostile.protocols[0], hostile.protocols[1], at(ADDRESS)), env)

    assert markup(soup) <= markup(plain)
    said = [seen(element) for element in of_class(of_class(soup, "lp-passage"), "lp-text") if words(element)]
    assert said
    assert all(HOSTILE in text for text in said)


def test_up_to_the_set_number_of_protocols_every_pair_has_a_page() -> None:
    site = SiteMap(many(real_corpus(), 3, settings=Settings(name="Site", purpose="A purpose.", static_pairs_up_to=5)))

    assert len(site.findings.pairs) == 10
    found = pairs_page(site.findings, site.at(urls.comparisons())).view
    assert isinstance(found, PairsView)
    assert found.are_all
    assert found.lead == "Five protocols. Ten pairs have a page of their own."


def test_beyond_it_each_protocol_has_its_nearest_and_the_pinned_pairs() -> None:
    settings = Settings(
        name="Site",
        purpose="A purpose.",
        static_pairs_up_to=5,
        nearest_pairs=2,
        pinned_pairs=(("isle-of-wight", "harrow"), ("harrow", "authority-001"), ("harrow", "nobody")),
    )
    site = SiteMap(many(real_corpus(), 20, settings=settings))

    pairs = site.findings.pairs

    assert {("harrow", "isle-of-wight"), ("authority-001", "harrow")} <= set(pairs)
    assert 22 <= len(pairs) <= 44 + 2
    for protocol in site.corpus.in_force:
        assert len(site.findings.compared_with(protocol)) >= 2
    found = pairs_page(site.findings, site.at(urls.comparisons())).view
    assert isinstance(found, PairsView)
    assert not found.are_all
    assert len(found.choices) == 22
    assert len(found.partners) == 22


def test_a_pinned_pair_of_an_edition_that_is_replaced_is_one_of_the_latest() -> None:
    real = real_corpus()
    later = real.by_slug["harrow"].model_copy(update={"slug": "harrow-2027", "replaces": "harrow"})
    changed = replace(
        real,
        protocols=(*real.protocols, later),
        files={**real.files, "harrow-2027": real.files["harrow"]},
        settings=Settings(
            name="Site",
            purpose="P.",
            static_pairs_up_to=1,
            nearest_pairs=0,
            pinned_pairs=(("isle-of-wight", "harrow"),),
        ),
    )

    assert Findings(changed).pairs == (("harrow-2027", "isle-of-wight"),)


def test_protocols_of_different_kinds_are_no_pair() -> None:
    real = real_corpus()
    changed = replace(real, protocols=(real.protocols[0], real.protocols[1].model_copy(update={"kind": "other"})))

    assert Findings(changed).pairs == ()


def test_what_stands_in_another_place_of_the_document_is_said_with_both_places() -> None:
    moved = {topic.slug: topic.moved for group in view().groups for topic in group.topics if topic.moved}

    assert "childs-voice" not in moved
    assert moved["corporate-parenting-annual-report"] == (
        "Not in the same order as the other topics: Harrow’s words on this begin at “The "
        "Relationship between the HSCB and the "
        "Corporate Parenting Panel, 3”, Isle of Wight’s at “4.1”."
    )


def test_an_earlier_edition_is_compared_as_one_in_force_is() -> None:
    real = real_corpus()
    later = real.by_slug["harrow"].model_copy(update={"slug": "harrow-2027", "replaces": "harrow"})
    corpus = replace(
        real, protocols=(*real.protocols, later), files={**real.files, "harrow-2027": real.files["harrow"]}
    )
    site = SiteMap(corpus)

    earlier = pair_page(
        site.findings, corpus.by_slug["harrow"], corpus.by_slug["isle-of-wight"], site.at("compare/a/b/")
    ).view

    assert isinstance(earlier, PairView)
    assert [only.topics for only in earlier.only if only.topics]
    silence = earlier.only[1].topics[0].silence
    assert (silence.state, silence.chosen.slug) == ("not listed", "harrow")
