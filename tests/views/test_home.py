from generator.model.corpus import Corpus
from generator.views import urls
from generator.views.home import HomeView, home_page
from generator.views.protocols import ProtocolsView, protocols_page
from generator.views.site import SiteMap
from tests.fixtures.corpora import HEAD, corpus
from tests.fixtures.links import lost_links, markdown
from tests.fixtures.many import many
from tests.fixtures.real import real_corpus, real_site

TEXT = "sections:\n  - {id: one, clauses: [{id: a, text: They meet., topics: [childs-voice]}]}\n"


def home(site: SiteMap) -> HomeView:
    view = home_page(site.findings, site.at(urls.home())).view
    assert isinstance(view, HomeView)
    return view


def protocols(site: SiteMap) -> ProtocolsView:
    view = protocols_page(site.findings, site.at(urls.protocols())).view
    assert isinstance(view, ProtocolsView)
    return view


def found(corpus: Corpus) -> list[tuple[str, str, str]]:
    return [(one.authority, one.href, one.words) for group in home(SiteMap(corpus)).groups for one in group.found]


def test_every_authority_leads_to_its_protocol_in_one_step():
    assert found(real_corpus()) == [
        ("Harrow", "protocols/harrow/", "London borough. Draft, April 2015"),
        ("Isle of Wight", "protocols/isle-of-wight/", "Unitary authority. Approved, 24 February 2021"),
    ]


def test_a_protocol_of_two_authorities_stands_under_each():
    shared = HEAD.replace("authorities: [ambridge]", "authorities: [ambridge, borchester]")

    assert found(corpus(TEXT, head=shared)) == [
        ("Ambridge", "protocols/ambridge/", "Unitary authority, with Borchester. Approved, date not stated"),
        ("Borchester", "protocols/ambridge/", "County council, with Ambridge. Approved, date not stated"),
    ]


def test_protocols_of_two_kinds_of_one_authority_are_told_apart():
    two = corpus(TEXT, TEXT)
    wide = two.protocols[1].model_copy(update={"kind": "wide"})
    both = Corpus((two.protocols[0], wide), two.files, two.registers, two.settings, two.as_of)

    assert [words for _, _, words in found(both)] == [
        "Joint protocol. Approved, date not stated",
        "Wide protocol. Approved, date not stated",
    ]


def test_an_edition_that_was_replaced_is_not_offered():
    assert [href for _, href, _ in found(corpus(TEXT, TEXT + "replaces: ambridge\n"))] == ["protocols/borchester/"]


def test_many_authorities_stand_by_letter_and_can_be_narrowed():
    few, crowd = home(real_site()), home(SiteMap(many(real_corpus(), 20)))

    assert (few.can_filter, [group.letter for group in few.groups]) == (False, [""])
    assert (crowd.can_filter, [group.letter for group in crowd.groups]) == (True, ["A", "H", "I"])
    assert [len(group.found) for group in crowd.groups] == [20, 1, 1]


def test_what_is_due_is_a_day_and_what_is_not_stated_is_said():
    view = home(real_site())

    assert [(one.protocol.words, one.due, one.day) for one in view.due] == [
        ("Isle of Wight", "February 2022", "2022-02-28")
    ]
    assert view.undated == "One protocol does not state when the next review is due."


def test_the_example_is_chosen_from_the_protocols_themselves():
    example = home(real_site()).example

    assert example is not None
    left, right = (real_corpus().by_slug[slug] for slug in ("harrow", "isle-of-wight"))
    topic = next(t.slug for t in real_corpus().registers.topics.topics if t.title == example.topic.words)
    findings = real_site().findings
    assert "".join(piece.left for piece in example.redline.pieces) == findings.wordings(left)[topic].text
    assert "".join(piece.right for piece in example.redline.pieces) == findings.wordings(right)[topic].text
    changes = [piece for piece in example.redline.pieces if piece.change is not None and not piece.kept]
    assert [(piece.left, piece.right.strip()) for piece in changes] == [("", "local authority")]


def test_without_two_protocols_there_is_no_example():
    assert home(SiteMap(corpus(TEXT))).example is None
    assert home(SiteMap(corpus(TEXT, TEXT))).example is None


def test_protocols_stand_with_the_longest_overdue_first():
    assert [(row.life.protocol.words, row.life.is_overdue) for row in protocols(real_site()).rows] == [
        ("Isle of Wight", True),
        ("Harrow", False),
    ]


def test_what_a_protocol_does_not_state_is_not_stated():
    harrow = protocols(real_site()).rows[1].life

    assert (harrow.approval, harrow.rule.words, harrow.due) == ("not stated", "not stated", "not stated")
    assert (harrow.status, harrow.dated) == ("Draft", "April 2015")


def test_an_earlier_edition_stands_apart():
    view = protocols(SiteMap(corpus(TEXT, TEXT + "replaces: ambridge\n")))

    assert [row.chosen.slug for row in view.rows] == ["borchester"]
    assert [row.chosen.slug for row in view.earlier] == ["ambridge"]


def test_protocols_can_be_chosen_by_the_regions_and_types_of_all_their_authorities():
    shared = HEAD.replace("authorities: [ambridge]", "authorities: [ambridge, borchester]")
    row = protocols(SiteMap(corpus(TEXT, head=shared))).rows[0]

    assert (row.chosen.regions, row.chosen.types) == ("South West", "Unitary authority|County council")
    assert row.area == "Unitary authority, South West; County council, South West"


def test_a_lost_way_is_found_and_a_good_one_is_not():
    pages = {
        "": '<a href="law/act/#p-1">a</a> <a href="law/act/#p-2">b</a>',
        "law/act/": 'x {#p-1}\n<a href="../../">home</a> <a href="#p-3">c</a> <a href="../none/">d</a>',
    }

    assert lost_links(pages, "law/") == [("", "law/act/#p-2"), ("law/act/", "#p-3"), ("law/act/", "../none/")]


def test_every_topic_protocol_and_comparison_that_the_first_pages_lead_to_is_there():
    site = markdown(real_corpus())

    lost = lost_links(site, "protocols/", "topics/", "compare/", "law/", "bodies/", "tasks/", "reviews/", "escalation/")
    assert [one for one in lost if not one[1].endswith((".ics", ".atom"))] == []
