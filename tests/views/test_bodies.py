from collections import Counter

from generator.views import urls
from generator.views.bodies import BodiesView, BodyTypeView, bodies_page, body_type_page
from generator.views.body import BodyView
from generator.views.site import SiteMap
from tests.fixtures.corpora import HEAD, corpus
from tests.fixtures.links import lost_links, markdown, places
from tests.fixtures.real import real_corpus, real_site

SECTIONS = """
    sections:
      - id: one
        heading: The Panel
        clauses:
          - {id: a, label: "1.1", text: The Board meets the Panel.}
    """
SHARED = HEAD.replace("authorities: [ambridge]", "authorities: [ambridge, borchester]").replace(
    "abbreviation: ASCB, type", "abbreviation: ASCB, serves: [borchester], type"
)


def bodies(site: SiteMap) -> BodiesView:
    view = bodies_page(site.findings, site.at(urls.bodies())).view
    assert isinstance(view, BodiesView)
    return view


def of_type(site: SiteMap, slug: str) -> BodyTypeView:
    kind = site.corpus.registers.body_types.by_slug[slug]
    view = body_type_page(site.findings, kind, site.at(urls.body_type(slug))).view
    assert isinstance(view, BodyTypeView)
    return view


def facts(body: BodyView) -> dict[str, list[str]]:
    return {fact.term: [link.words for link in fact.links] for fact in body.facts}


def test_the_board_of_the_isle_of_wight_is_shown_as_its_protocol_has_it():
    harrow, isle_of_wight = of_type(real_site(), "corporate-parenting-body").bodies

    assert (harrow.anchor, harrow.name.words, harrow.is_party) == ("harrow_cpp", "Corporate Parenting Panel", True)
    assert facts(isle_of_wight) == {
        "Protocol": [real_corpus().by_slug["isle-of-wight"].title],
        "Role": ["A party: bound by this protocol"],
        "Also called there": ["Corporate Parenting Board"],
        "Its parts": ["chair of the Isle of Wight Corporate Parenting Board"],
        "Who sits on it": [
            "“elected representatives” (2.2)",
            "“young people, known as 'Care Ambassadors'” (2.2)",
            "Care Ambassadors",
        ],
        "Receives": ["Audit findings, reporter not stated (4.3)", "Performance data, reporter not stated (4.4)"],
        "Gives": [
            "Recommendations, to relevant Executive Member (2.1)",
            "Advice, to Children and Family Advisory Panel (2.1)",
            "Recommendations, to Children and Family Advisory Panel and Executive Lead Member for Children's Services "
            "(2.3)",
            "Annual report, to Children and Family Advisory Panel (4.1)",
            "Annual report, to Isle of Wight Safeguarding Children Partnership (4.1)",
        ],
    }


def test_a_report_to_one_of_two_bodies_is_not_told_as_a_report_to_each():
    sub_committee = of_type(real_site(), "safeguarding-sub-group").bodies[0]

    assert any(
        "Harrow Safeguarding Children Board or Quality Assurance" in line for line in facts(sub_committee)["Receives"]
    )


def test_who_sits_on_what_is_told_in_the_words_of_the_document():
    seats = bodies(real_site()).seats

    assert [(seat.body.words, seat.quote, seat.member.words if seat.member else None) for seat in seats] == [
        (
            "Health and Wellbeing Board",
            "the Corporate Parenting Panel is represented on this Board",
            "Corporate Parenting Panel",
        ),
        ("Isle of Wight Corporate Parenting Board", "elected representatives", None),
        ("Isle of Wight Corporate Parenting Board", "young people, known as 'Care Ambassadors'", "Care Ambassadors"),
    ]


def test_a_type_that_the_law_no_longer_knows_is_told_of_the_type_and_never_of_a_body():
    gone = bodies(real_site()).gone
    pages = markdown(real_corpus())

    assert [one.type.words for one in gone] == ["Local safeguarding children board"]
    assert gone[0].in_law.followed_by is not None
    assert gone[0].in_law.followed_by.words == "Safeguarding children partnership"
    assert [(one.body.words, one.protocol) for one in gone[0].named] == [
        ("Harrow Safeguarding Children Board", "Harrow")
    ]
    for address, text in pages.items():
        assert "HSCB was abolished" not in text, address
    assert "does not say that a body which a protocol names has ended" in pages["bodies/"]
    assert (
        "does not say that a body which a protocol names has ended"
        in pages["bodies/local-safeguarding-children-board/"]
    )


def test_what_followed_a_type_leads_back_to_it():
    follows = of_type(real_site(), "safeguarding-partnership").follows

    assert [link.words for link in follows] == ["Local safeguarding children board"]


def test_bodies_without_a_type_stand_on_the_page_of_all():
    site = SiteMap(corpus(SECTIONS, SECTIONS))

    assert [body.anchor for body in bodies(site).untyped] == ["ambridge_cabinet", "borchester_cabinet"]


def test_a_body_serves_the_authorities_that_the_file_names_or_all_of_the_protocol():
    site = SiteMap(corpus(SECTIONS, head=SHARED))

    board, panel = of_type(site, "safeguarding-board").bodies[0], of_type(site, "panel").bodies[0]

    assert facts(board)["Serves"] == ["Borchester"]
    assert facts(panel)["Serves"] == ["Ambridge", "Borchester"]
    assert board.title == "Ambridge and Borchester: Ambridge Safeguarding Children Board"


def test_a_type_that_no_protocol_names_has_a_page():
    site = SiteMap(corpus(SECTIONS))

    assert of_type(site, "safeguarding-partnership").bodies == ()
    assert [link.words for link in bodies(site).unnamed] == ["Partnerships"]


def test_a_body_that_no_clause_names_says_so_and_another_leads_to_where_it_is_named():
    text = "sections:\n  - {id: one, clauses: [{id: a, label: '1.1', text: The ASCB meets.}]}\n"
    site = SiteMap(corpus(text))

    board, panel = of_type(site, "safeguarding-board").bodies[0], of_type(site, "panel").bodies[0]

    assert (board.named, [place.words for place in board.places]) == ("Named in one place of the document", ["1.1"])
    assert (panel.named, panel.places) == ("Named in no clause by these names.", ())


def test_every_way_into_the_pages_of_bodies_leads_to_a_place_and_no_place_stands_twice():
    for site in (markdown(corpus(SECTIONS, SECTIONS, head=SHARED)), markdown(real_corpus())):
        assert lost_links(site, "bodies/") == []
        for address, text in site.items():
            if address.startswith("bodies/"):
                assert [found for found, count in Counter(places(text)).items() if count > 1] == []


def test_links_to_former_ids_of_a_body_lead_to_it():
    head = HEAD.replace("id: board,", "id: board, was: [lscb, ascb],") + "was: [ambridge-2012]\n"

    text = markdown(corpus(SECTIONS, head=head))["bodies/safeguarding-board/"]

    former = ["ambridge_lscb", "ambridge_ascb", "ambridge-2012_board", "ambridge-2012_lscb", "ambridge-2012_ascb"]
    assert [place for place in places(text) if place in former] == former
    assert places(text).count("ambridge_board") == 1
