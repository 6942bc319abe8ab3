from dataclasses import replace
from textwrap import dedent

from generator.model.corpus import Corpus
from generator.rendering.pages import render
from generator.views import urls
from generator.views.banners import banners
from generator.views.editions import EditionsView, editions_page
from generator.views.site import SiteMap, pages
from tests.fixtures.corpora import HEAD, corpus, protocol
from tests.fixtures.editions import later_edition, vocabulary_of
from tests.fixtures.links import lost_links, templates
from tests.fixtures.real import real_corpus

FIRST = dedent(
    """
    sections:
      - id: areas
        label: "1."
        heading: Areas
        clauses:
          - {id: voice, label: "1.1", text: The Panel hears the child in every case., topics: [childs-voice]}
          - {id: gone, label: "1.2", text: Both bodies keep a register of visits.}
          - id: report
            label: "1.3"
            text: The Board will send its annual report to the Panel.
            flows: [{from: board, what: annual-report, to: [panel], strength: {class: will, words: will}}]
    absences: [{topic: care-planning, state: not-listed, checked: 2026-11-22}]
    """
)
SECOND = (
    "".join(line for line in FIRST.splitlines(keepends=True) if "id: gone" not in line)
    .replace("in every case", "in most cases")
    .replace("will send", "will send every year")
    .replace("to: [panel],", "to: [panel], how_often: year,")
    .replace('"1.3"', '"1.2"')
)


def chain(*texts: str) -> Corpus:
    """Protocols ambridge, ambridge-2, ambridge-3, each of which replaces the one before it."""
    protocols = []
    for number, text in enumerate(texts, 1):
        slug = "ambridge" if number == 1 else f"ambridge-{number}"
        before = "ambridge" if number == 2 else f"ambridge-{number - 1}"
        head = HEAD + f"dated: {2014 + number}\n" + (f"replaces: {before}\n" if number > 1 else "")
        protocols.append(protocol(text, slug=slug, head=head))
    made = corpus(texts[0])
    file = made.files["ambridge"]
    return replace(made, protocols=tuple(protocols), files={each.slug: file for each in protocols})


def site(*texts: str) -> SiteMap:
    return SiteMap(chain(*texts))


def view(found: SiteMap, slug: str = "ambridge-2") -> EditionsView:
    shown = editions_page(found.findings, found.corpus.by_slug[slug], found.at(urls.editions(slug))).view
    assert isinstance(shown, EditionsView)
    return shown


def test_what_changed_is_told_apart_and_in_words() -> None:
    shown = view(site(FIRST, SECOND))

    assert shown.lead == "The edition of 2016 (approved) replaces the edition of 2015."
    assert [(group.title, len(group.fates)) for group in shown.groups] == [("Reworded", 2), ("Taken out", 1)]
    assert shown.summary[0] == "Of sections and clauses, two reworded and one taken out; one unchanged."
    assert [(nature.slug, [each.words for each in nature.first]) for nature in shown.besides] == [
        (
            "policy",
            [
                "Date, 2015 → 2016.",
                "Reporting duty changed: Annual report: from Ambridge Safeguarding Children Board to Ambridge "
                "Corporate Parenting Panel, in the words “will” → Annual report: from Ambridge Safeguarding Children "
                "Board to Ambridge Corporate Parenting Panel, every year, in the words “will” (1.2).",
            ],
        )
    ]


def test_a_reworded_clause_has_its_redline_and_what_else_became_of_it() -> None:
    reworded = view(site(FIRST, SECOND)).groups[0].fates[1]

    assert reworded.redline is not None
    assert [(p.left, p.right.strip()) for p in reworded.redline.pieces if p.change] == [("", "every year")]
    assert reworded.remarks == ("Its label was 1.3 and is 1.2.",)
    assert [link.href for link in (*reworded.before, *reworded.after)] == ["../../ambridge/#report", "../#report"]


def test_an_edition_in_the_same_words_says_that_no_clause_changed() -> None:
    shown = view(site(FIRST, FIRST))

    assert (shown.summary, shown.groups) == (("No clause changed.",), ())


def test_of_three_editions_each_page_leads_to_the_other() -> None:
    found = site(FIRST, SECOND, FIRST)

    assert [link.href for link in view(found).chain] == ["../../ambridge-3/changes/"]
    assert [link.href for link in view(found, "ambridge-3").chain] == ["../../ambridge-2/changes/"]


def test_both_protocols_lead_to_what_changed() -> None:
    found = site(FIRST, SECOND)

    hrefs = {
        slug: [
            str(link.href)
            for banner in banners(found.findings, each, found.at(urls.protocol(slug)))
            for link in banner.links
        ]
        for slug, each in found.corpus.by_slug.items()
    }

    assert "../ambridge-2/changes/" in hrefs["ambridge"]
    assert "../../compare/?a=ambridge&b=ambridge-2" in hrefs["ambridge"]
    assert hrefs["ambridge-2"][:2] == ["changes/", "../ambridge/"]


def test_there_is_no_page_for_an_edition_before_that_is_not_on_file_or_in_a_circle() -> None:
    missing = replace(chain(FIRST), protocols=(protocol(FIRST, head=HEAD + "replaces: nowhere\n"),))
    circle = replace(chain(FIRST), protocols=(protocol(FIRST, head=HEAD + "replaces: ambridge\n"),))

    for found in (missing, circle):
        assert not [page for page in pages(found) if page.here.address.endswith("/changes/")]


def test_comparisons_are_made_of_the_edition_in_force_alone() -> None:
    found = site(FIRST, SECOND, FIRST)

    assert [each.slug for each in found.corpus.in_force] == ["ambridge-3"]
    assert found.findings.pairs == ()


def test_a_real_protocol_and_an_edition_with_every_kind_of_change_renders_with_all_its_links() -> None:
    real = real_corpus()
    before = real.by_slug["isle-of-wight"]
    after, truth = later_edition(before, 3, vocabulary=vocabulary_of(real.by_slug["harrow"]))
    after = after.model_copy(update={"slug": "isle-of-wight-2026", "replaces": "isle-of-wight"})
    made = replace(
        real,
        protocols=(*real.protocols, after),
        files={**real.files, after.slug: replace(real.files["isle-of-wight"], source_text=None)},
    )
    assert truth.moved
    assert truth.split

    shown = {
        page.here.address: render(page, templates()).text
        for page in pages(made)
        if page.here.address.startswith("protocols/isle-of-wight")
    }
    own = {address: text for address, text in shown.items() if address.endswith("/changes/")}

    assert list(own) == ["protocols/isle-of-wight-2026/changes/"]
    assert [each for each in lost_links(shown, "protocols/isle-of-wight") if each[0] in own] == []
