from collections import Counter
from dataclasses import replace

from generator.views import urls
from generator.views.instrument import InstrumentView, instrument_page
from generator.views.law import LawView, law_page
from generator.views.site import SiteMap
from tests.fixtures.corpora import HEAD, corpus, registers
from tests.fixtures.links import lost_links, markdown, places
from tests.fixtures.real import real_corpus, real_site

CITING = """
    dated: 2015-04
    sections:
      - id: law
        heading: Law
        clauses:
          - id: named
            label: "1.1"
            text: Section 13 of the Act, section 13(2)(a) of it, Working Together 2018, and the Act of 1989.
            citations:
              - {quote: Section 13 of the Act, instrument: children-act-2004, provision: "13"}
              - {quote: section 13(2)(a) of it, instrument: children-act-2004, provision: "13(2)(a)"}
              - {quote: Working Together 2018, instrument: working-together, edition: "2018"}
              - {quote: the Act of 1989, instrument: children-act-1989}
    """
UNKNOWN = """
    sections:
      - id: law
        clauses:
          - id: named
            text: Section 99A of the Act and Working Together 1999 and Schedule 2.
            citations:
              - {quote: Section 99A of the Act, instrument: children-act-1989, provision: 99A}
              - {quote: Working Together 1999, instrument: working-together, edition: "1999"}
              - {quote: Schedule 2, instrument: children-act-1989, provision: Schedule 2, relation: derived-from}
    """


def law(site: SiteMap) -> LawView:
    view = law_page(site.findings, site.at(urls.law())).view
    assert isinstance(view, LawView)
    return view


def instrument(site: SiteMap, slug: str) -> InstrumentView:
    found = site.corpus.registers.instruments.by_slug[slug]
    view = instrument_page(site.findings, found, site.at(urls.instrument(slug))).view
    assert isinstance(view, InstrumentView)
    return view


def test_the_work_list_of_the_real_protocols_is_what_they_name_that_has_gone():
    gone = law(real_site()).gone

    assert [(one.title, Counter(cited.protocol.words for cited in one.cited)) for one in gone] == [
        ("Children Act 2004, section 13: repealed", {"Harrow": 1}),
        ("Children Act 2004, section 14: repealed", {"Harrow": 1}),
        ("Local Safeguarding Children Boards Regulations 2006: repealed", {"Harrow": 5}),
        ("Working Together to Safeguard Children, edition 2018: superseded", {"Isle of Wight": 2}),
    ]


def test_what_followed_is_told_up_to_today():
    working_together = law(real_site()).gone[-1]

    assert [link.words for link in working_together.claim.followed_by] == [
        "Working Together to Safeguard Children, edition 2023"
    ]
    assert [link.words for link in working_together.up_to_today] == [
        "Working Together to Safeguard Children, edition 2026"
    ]


def test_a_claim_that_nobody_verified_says_so_with_its_source_and_day():
    claim = law(real_site()).gone[0].claim

    assert not claim.source.verified
    assert claim.source.checked == "22 November 2026"
    assert "general knowledge" in claim.source.source.words


def test_then_is_the_law_on_the_first_day_that_the_date_can_mean_and_now_the_law_today():
    cited = law(real_site()).gone[0].cited[0]

    assert cited.then.words == "April 2015: in force"
    assert cited.then.address is not None
    assert cited.then.address.href == "https://www.legislation.gov.uk/ukpga/2004/31/section/13/2015-04-01"
    assert cited.now.words == "repealed"
    assert cited.now.address is not None
    assert cited.now.address.href == "https://www.legislation.gov.uk/id/ukpga/2004/31/section/13"


def test_wording_that_the_document_does_not_name_is_marked_as_a_finding_of_an_editor():
    regulations = law(real_site()).gone[2]

    assert {cited.finding for cited in regulations.cited} == {"The document does not name this law."}
    assert {cited.finding for cited in law(real_site()).gone[0].cited} == {""}


def test_a_law_that_no_protocol_rests_on_has_a_page_that_says_so():
    page = instrument(real_site(), "childrens-wellbeing-and-schools-act-2026")

    assert page.unnamed.startswith("No protocol here rests on it.")
    assert [part.cited for part in page.parts] == [None, None]
    assert instrument(real_site(), "children-act-1989").unnamed == ""


def test_successions_stand_on_the_pages_of_both_laws():
    before = {
        (one.gone.words, one.followed_by.words) for one in instrument(real_site(), "lscb-regulations-2006").changes
    }
    after = {(one.gone.words, one.followed_by.words) for one in instrument(real_site(), "children-act-2004").changes}

    shared = (
        "Local Safeguarding Children Boards Regulations 2006",
        "Children Act 2004, section 16E",
    )
    assert shared in before
    assert shared in after


def test_a_citation_of_what_the_register_does_not_hold_has_its_place_all_the_same():
    site = SiteMap(corpus(CITING, UNKNOWN))

    act = instrument(site, "children-act-1989")
    assert [(part.anchor, part.title, part.remark) for part in act.parts] == [
        ("p-22", "Section 22", ""),
        ("p-22-4", "Section 22(4)", ""),
        ("p-99a", "Section 99A", "The register says nothing of this part."),
        ("p-schedule-2", "Schedule 2", "The register says nothing of this part."),
    ]
    assert act.whole is not None
    assert [cited.quote for cited in act.whole.cited] == ["the Act of 1989"]
    below = instrument(site, "children-act-2004").parts[-1]
    assert (below.anchor, below.remark) == (
        "p-13-2-a",
        "The register says nothing of this part by itself; see section 13.",
    )


def test_every_way_into_the_pages_of_law_leads_to_a_place():
    of_tests, real = markdown(corpus(CITING, UNKNOWN)), markdown(real_corpus())

    assert lost_links(of_tests, "law/") == []
    assert lost_links(real, "law/") == []


def test_no_page_of_law_holds_an_id_twice():
    site = markdown(corpus(CITING, UNKNOWN, CITING))

    twice = {
        address: [found for found, count in Counter(places(text)).items() if count > 1]
        for address, text in site.items()
        if address.startswith("law/")
    }
    assert set(map(tuple, twice.values())) == {()}


def test_several_spellings_of_one_number_are_one_part():
    spaced = CITING.replace('provision: "13(2)(a)"', 'provision: "13 (2) (a)"')
    site = SiteMap(corpus(CITING, spaced))

    part = instrument(site, "children-act-2004").parts[-1]

    assert part.cited is not None
    assert [cited.protocol.words for cited in part.cited.cited] == [
        "Ambridge, April 2015 (ambridge)",
        "Ambridge, April 2015 (borchester)",
    ]


def test_a_protocol_without_law_is_named_as_such_and_one_without_a_date_has_no_then():
    silent = "sections:\n  - {id: one, clauses: [{id: a, text: They meet.}]}\n"
    view = law(SiteMap(corpus(UNKNOWN, silent)))

    assert [link.words for link in view.silent] == ["Ambridge (borchester)"]
    assert {cited.then.words for cited in view.protocols[0].cited} == {"the protocol states no date"}


def test_an_earlier_edition_keeps_its_places_but_is_not_on_the_work_list():
    later = CITING.replace("dated: 2015-04", "dated: 2020-01\n    replaces: ambridge").replace(
        "Section 13", "Section 22"
    )
    later = later.replace('"13"', '"16E"').replace('"13(2)(a)"', '"16E"').replace("section 13(2)(a)", "section 16E")
    site = SiteMap(corpus(CITING, later))

    gone = law(site).gone
    thirteen = instrument(site, "children-act-2004").parts[0]

    assert [one.title for one in gone] == ["Working Together to Safeguard Children, edition 2018: superseded"]
    assert thirteen.cited is not None
    assert [cited.protocol.words for cited in thirteen.cited.cited] == ["Ambridge, April 2015 (an earlier edition)"]


def test_many_citations_are_folded_away():
    texts = (CITING,) * 4
    view = law(SiteMap(corpus(*texts)))
    many = replace(view.gone[0], cited=view.gone[0].cited * 3)

    assert not view.gone[0].is_long
    assert many.is_long
    assert view.gone[0].summary == "eight citations in four protocols"


def test_guidance_without_an_edition_named_is_not_judged():
    text = CITING.replace(', edition: "2018"}', "}")
    site = SiteMap(corpus(text, head=HEAD, of=registers()))

    guidance = instrument(site, "working-together")

    assert guidance.whole is not None
    assert guidance.whole.cited[0].now.words == "the clause names no edition"
