from dataclasses import replace

import pytest

from generator.analysis.relation import RelationKind
from generator.model.registers import Topic
from generator.model.walk import Part
from generator.views import urls
from generator.views.findings import Findings
from generator.views.page import Here
from generator.views.redline import Change, RedlineView
from generator.views.site import SiteMap
from generator.views.topic import SilentView, TopicView, topic_page
from tests.fixtures.corpora import corpus
from tests.fixtures.many import many, with_words
from tests.fixtures.reading import identifiers, markup, of_class, read, seen, templates, words
from tests.fixtures.real import at, real_corpus, real_site

TOPICS = real_corpus().registers.topics.topics
HOSTILE = "</p><script>x</script> <b onclick='y'>{{ 7*7 }} # {: #id } 1. *a* _b_ `c` [d](e) ![f](g) &lt; | \\ é ]] §"


def view(slug: str, findings: Findings | None = None, here: Here | None = None) -> TopicView:
    findings = findings or real_site().findings
    topic = findings.corpus.registers.topics.by_slug[slug]
    found = topic_page(findings, topic, here or at(urls.topic(slug))).view
    assert isinstance(found, TopicView)
    return found


def only_redline(slug: str) -> RedlineView:
    """Give the one redline of a topic on which both real protocols speak."""
    found = view(slug)
    redlines = [variant.redline for group in found.groups for variant in group.variants]
    redlines += [meeting.redline for meeting in found.meetings]
    assert len(redlines) == 1
    return redlines[0]


def changed(found: RedlineView) -> list[tuple[str, str]]:
    return [(piece.left, piece.right) for piece in found.pieces if piece.change is Change.WORDS]


def test_childrens_homes_says_which_two_words_one_side_adds_and_calls_neither_wider() -> None:
    found = only_redline("childrens-homes")

    assert found.kind is RelationKind.RIGHT_SAYS_MORE
    assert changed(found) == [("", "local authority")]
    assert found.relation == (
        "In words, Isle of Wight says all that Harrow says, and more: it adds “local authority”. "
        "An added word can narrow what is said as well as widen it.",
        "Harrow adds nothing to Isle of Wight’s words.",
    )
    assert "wider" not in " ".join(found.relation)


def test_the_editors_notes_on_scope_stand_beside_the_relation() -> None:
    (variant,) = view("childrens-homes").groups[0].variants

    assert [(note.name, note.note.quote) for note in variant.scope] == [
        ("Harrow", "placed in Children's Homes"),
        ("Isle of Wight", "local authority children's homes"),
    ]


def test_assessing_need_says_what_each_has_of_its_own() -> None:
    found = only_redline("assessing-need")

    assert found.kind is RelationKind.OVERLAP
    assert found.relation[0].startswith("Each says something of its own: Harrow “or other placement made”; Isle of")
    assert "“Where a child becomes looked after, the assessment will be the baseline" in found.relation[0]


def test_only_harrow_speaks_of_language_and_culture_for_asylum_seeking_children() -> None:
    found = only_redline("uasc")

    assert changed(found) == [
        ("Ensure that such children", "Ensuring that UASC"),
        (", tailored to their language and cultural needs", ""),
    ]
    assert "Harrow “such children” and “tailored to their language and cultural needs”" in found.relation[0]


@pytest.mark.parametrize("slug", ["care-planning", "missing-from-care"])
def test_care_planning_and_missing_from_care_are_the_same_but_for_form(slug: str) -> None:
    found = only_redline(slug)

    assert found.kind is RelationKind.SAME_BUT_FOR_FORM
    assert changed(found) == []


def test_that_only_one_heading_names_absent_children_is_said_beside_the_same_words() -> None:
    assert only_redline("missing-from-care").headings == (
        "The headings, which are not part of this comparison, differ: "
        "“Children who go absent, missing or run away from Care” in Harrow’s, "
        "“Children who go missing or run away from Care” in Isle of Wight’s."
    )


def test_only_harrow_may_report_audit_findings_apart_from_the_annual_report() -> None:
    assert changed(only_redline("audit-findings")) == [
        ("", "issues"),
        ("where this cannot be delayed for the purposes of the Annual Report", ""),
    ]


def test_the_annual_reports_of_both_bodies_go_to_others() -> None:
    given = only_redline("corporate-parenting-annual-report").relation[0]
    assert "Harrow “Cabinet” and “also be presented”" in given
    assert "Isle of Wight “the Children and Family Advisory Panel”" in given

    assert "Health and Wellbeing Board" in only_redline("safeguarding-annual-report").relation[0]


def test_out_of_area_placements_are_reworded_throughout_and_both_wordings_are_whole() -> None:
    found = only_redline("out-of-area-placements")

    assert found.is_reworded
    assert found.left_text == "Monitor the appropriateness of placements"
    assert found.right_text.startswith("Monitoring the quality of ")


@pytest.mark.parametrize("slug", ["child-sexual-exploitation", "comments-and-complaints"])
def test_a_silent_protocol_is_not_listed_on_a_day_with_a_note_and_is_never_excluded(slug: str) -> None:
    found = view(slug)

    assert found.summary == "One protocol speaks on this; one does not."
    assert found.silent == (
        SilentView(
            chosen=found.silent[0].chosen,
            document=at(urls.topic(slug)).to("protocols/isle-of-wight/"),
            state="not listed",
            clause=None,
            note="Clause 1.4 says that its list is not restricted to the areas named.",
            checked="22 November 2026",
        ),
    )
    assert found.silent[0].chosen.name == "Isle of Wight"


def test_a_heading_that_alone_is_about_a_topic_counts_as_its_words() -> None:
    said = "".join(piece.left for piece in only_redline("joint-interest-list").pieces)

    assert said == "Areas of joint interest (but not restricted by)"


def test_topics_lead_to_the_ones_before_and_after_them() -> None:
    first, second = TOPICS[0], TOPICS[1]

    assert view(first.slug).before is None
    after = view(first.slug).after
    assert after is not None
    assert (after.words, after.href) == (second.title, f"../{second.slug}/")
    assert view(TOPICS[-1].slug).after is None


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_every_protocols_words_stand_on_the_page_verbatim_and_each_protocol_has_its_place(topic: Topic) -> None:
    findings = real_site().findings
    soup = read(topic_page(findings, topic, at(urls.topic(topic.slug))), templates())

    said = {words(element) for element in of_class(of_class(soup, "lp-own"), "lp-text")}
    for protocol in findings.corpus.in_force:
        assert identifiers(soup).count(protocol.slug) == 1
        wording = findings.wordings(protocol).get(topic.slug)
        for passage in wording.passages if wording else ():
            for placed in (passage.placed, *passage.below):
                texts = [placed.node.text, getattr(placed.node, Part.TEXT_AFTER, None)]
                assert {text for text in texts if text} <= said


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_a_redline_reads_without_style_sheets(topic: Topic) -> None:
    soup = read(topic_page(real_site().findings, topic, at(urls.topic(topic.slug))), templates())

    redlines = of_class(soup, "lp-redline")
    for name, word in (("del", "deleted"), ("ins", "inserted")):
        for change in (each for redline in redlines for each in redline.iter(name)):
            assert words(change).startswith(f"[{word}: ")
            assert words(change).endswith(f" end {word}] ")
    hooks = [each for each in soup.iter() if "data-lp-diff" in each.attrib]
    assert {each.attrib["data-lp-diff"] for each in hooks} <= {"words", "form"}
    assert all("data-lp-diff" not in below.attrib for hook in hooks for below in hook.iter() if below is not hook)


def test_hostile_words_in_every_field_come_out_as_words() -> None:
    real = real_corpus()
    hostile = replace(real, protocols=tuple(with_words(p, lambda words: f"{words} {HOSTILE}") for p in real.protocols))
    kind = real.registers.topics.by_slug["childrens-homes"]
    env = templates()

    plain = read(topic_page(real_site().findings, kind, at("topics/childrens-homes/")), env)
    soup = read(topic_page(Findings(hostile), kind, at("topics/childrens-homes/")), env)

    assert markup(soup) <= markup(plain) | {("details", ("class",)), ("summary", ())}
    said = [seen(element) for element in of_class(of_class(soup, "lp-own"), "lp-text")]
    assert len(said) == 2
    assert all(text.endswith(HOSTILE) for text in said)
    assert seen(soup).count("<script>") > 8


def test_with_many_protocols_the_comparison_comes_first_and_each_wording_once() -> None:
    site = SiteMap(many(real_corpus(), 30))
    found = view("childrens-homes", site.findings, site.at("topics/childrens-homes/"))

    assert not found.words_first
    assert found.meetings == ()
    bases = [group.base for group in found.groups]
    assert len(set(bases)) == len(bases)
    shown = [user.slug for group in found.groups for user in group.users.all]
    shown += [user.slug for group in found.groups for variant in group.variants for user in variant.users.all]
    shown += [lone.user.slug for lone in found.lone]
    assert sorted(shown) == sorted(own.chosen.slug for own in found.own)
    sizes = [len(group.users.all) + sum(len(v.users.all) for v in group.variants) for group in found.groups]
    assert sizes == sorted(sizes, reverse=True)


def test_with_a_hundred_and_fifty_three_protocols_every_topic_has_a_readable_page() -> None:
    site = SiteMap(many(real_corpus(), 151))
    env = templates()
    for slug in ("childrens-homes", "recommendations", "safeguarding-policies"):
        topic = site.corpus.registers.topics.by_slug[slug]
        page = topic_page(site.findings, topic, site.at(urls.topic(slug)))
        soup = read(page, env)

        places = identifiers(soup)
        assert len(set(places)) == len(places)
        assert {p.slug for p in site.corpus.protocols} <= set(places)
        assert page.view.can_choose  # type: ignore[attr-defined]


def test_a_protocol_of_another_kind_that_is_not_compared_on_a_topic_is_not_called_silent() -> None:
    one = """
        sections:
          - id: audits
            clauses:
              - {id: first, text: The Board hears of audits., topics: [audits]}
        """
    other = """
        sections:
          - id: voice
            clauses:
              - {id: first, text: Children are heard., topics: [childs-voice]}
        """
    mixed = corpus(one, other)
    mixed = replace(
        mixed,
        protocols=(
            mixed.protocols[0].model_copy(update={"kind": "wide"}),
            mixed.protocols[1].model_copy(update={"authorities": ("borchester",)}),
        ),
    )
    site = SiteMap(mixed)

    found = view("audits", site.findings, site.at("topics/audits/"))
    assert [own.chosen.slug for own in found.own] == ["ambridge"]
    assert found.silent == ()

    found = view("care-planning", site.findings, site.at("topics/care-planning/"))
    assert found.summary == "No protocol speaks on this."
    assert [(one.chosen.slug, one.state) for one in found.silent] == [
        ("ambridge", "not yet transcribed"),
        ("borchester", "not yet transcribed"),
    ]
