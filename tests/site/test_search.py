"""The search as a reader uses it: in Chromium, on the built site."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.analysis.search_words import words
from generator.exporting.search_index import search_files
from generator.model.corpus import Corpus
from generator.model.walk import words_of
from generator.views.findings import Findings
from generator.views.search_entries import searchable
from tests.fixtures.browser import Violation
from tests.fixtures.corpora import corpus
from tests.fixtures.hostile import ATTACKS, attacked, with_texts
from tests.fixtures.many import many
from tests.fixtures.real import real_site
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parents[2] / "site_config" / "docs" / "assets" / "search.js"
NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], tuple[Violation, ...]]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors 'none'"
)

HARROW, WIGHT = "protocols/harrow/#", "protocols/isle-of-wight/#"
QUERIES = (
    ("LAC reviews", HARROW + "looked-after-reviews"),
    ("CLA reviews", WIGHT + "looked-after-reviews"),
    ("looked after reviews timeliness", WIGHT + "looked-after-reviews"),
    ("CLA", HARROW + "participation"),
    ("who gets the annual report", HARROW + "annual-report-of-the-panel"),
    ("who receives the annual report of the board", WIGHT + "annual-report-of-the-board"),
    ("annual report cabinet", WIGHT + "annual-report-of-the-partnership"),
    ("harrow annual report", HARROW + "annual-report-of-the-panel"),
    ("isle of wight annual report", WIGHT + "annual-report-of-the-board"),
    ("annual report HWB", HARROW + "annual-report-of-the-hscb"),
    ("child missing from care", HARROW + "missing-from-care"),
    ("missing children", WIGHT + "missing-from-care"),
    ("runaway", HARROW + "missing-from-care"),
    ("absconding", WIGHT + "missing-from-care"),
    ("s20", HARROW + "childs-voice"),
    ("section 20 accommodation", WIGHT + "childs-voice"),
    ("section 46", WIGHT + "childs-voice"),
    ("s. 22(4)", HARROW + "childs-voice"),
    ("section 13 children act 2004", HARROW + "establishment"),
    ("police protection", HARROW + "childs-voice"),
    ("wishes and feelings", WIGHT + "childs-voice"),
    ("voice of the child", HARROW + "childs-voice"),
    ("out of area", WIGHT + "out-of-area-placements"),
    ("out-of-area placement", HARROW + "out-of-area-placements"),
    ("commissioning", WIGHT + "out-of-area-placements"),
    ("placement stability", HARROW + "stability-of-placements"),
    ("escalate disagreement", WIGHT + "escalation"),
    ("dispute resolution", WIGHT + "escalation"),
    ("strategy meeting", WIGHT + "escalation"),
    ("UASC", WIGHT + "uasc"),
    ("unaccompanied minors", HARROW + "uasc"),
    ("asylum seeking", HARROW + "uasc"),
    ("PEP", WIGHT + "health-and-education"),
    ("health assessments", HARROW + "health-and-education"),
    ("complaints", HARROW + "comments-and-complaints"),
    ("health and wellbeing board", HARROW + "annual-report-of-the-hscb"),
    ("care ambassadors", WIGHT + "membership"),
    ("SEND", WIGHT + "views-on-services"),
    ("CSE", HARROW + "child-sexual-exploitation"),
    ("trafficking", HARROW + "child-sexual-exploitation"),
    ("audit finds something", HARROW + "audit-findings"),
    ("QA audit", WIGHT + "audit-findings"),
    ("performance indicators", WIGHT + "performance-data"),
    ("members visits to homes", HARROW + "visits-to-childrens-homes"),
    ("fostering statement of purpose", HARROW + "fostering-statement-of-purpose"),
    ("pledge", WIGHT + "pledge"),
    ("training of staff", WIGHT + "staff-support"),
    ("care leavers housing", HARROW + "care-leavers"),
    ("secure accommodation", HARROW + "secure-accommodation"),
    ("SCR", HARROW + "serious-case-reviews"),
    ("when is the protocol reviewed", WIGHT + "annual-review"),
    ("return home", WIGHT + "assessing-need"),
    ("private fostering", HARROW + "private-fostering"),
    ("DCS", WIGHT + "escalation"),
    ("co-ordinate business planning", HARROW + "aim"),
    ("equal partners", WIGHT + "equal-partners"),
    ("thresholds", HARROW + "thresholds"),
    ("clause 4.3", WIGHT + "audit-findings"),
    ("safegarding partnership equal", WIGHT + "equal-partners"),
    ("recomendations to cabinet", HARROW + "recommendations"),
    ("acommodation s20", HARROW + "childs-voice"),
    ("childrens homes", WIGHT + "childrens-homes"),
    ("celebrate acheivement", HARROW + "meetings-and-celebrations"),
)
"""What a practitioner would type, and the clause that must be among the first three results."""


@pytest.fixture(scope="module")
def address(built_site: Path, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The site under the strict policy, in a folder of its host."""
    folder = tmp_path_factory.mktemp("search") / "site"
    shutil.copytree(built_site, folder)
    (folder / "_headers").write_text(f"/*\n  Content-Security-Policy: {POLICY}\n", encoding="utf-8")
    return serve(folder, base="/protocols-site/")


@pytest.fixture
def said(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def search(page: Page, query: str) -> None:
    """Type a query on the search page, and wait for what comes of it."""
    page.evaluate("document.querySelector('.lp-search-status').textContent = ''")
    page.fill(".lp-search-form input[type=search]", query)
    page.press(".lp-search-form input[type=search]", "Enter")
    answered(page)


def answered(page: Page) -> str:
    page.locator(".lp-search-status:not(:empty)").wait_for()
    return page.inner_text(".lp-search-status")


def count(page: Page, number: int) -> None:
    """Wait until there are so many results."""
    expect(page.locator(".lp-search > li")).to_have_count(number)


def results(page: Page) -> list[str]:
    base = "/protocols-site/"
    links = page.eval_on_selector_all(".lp-search > li .lp-card__title a", "all => all.map(a => a.href)")
    return [urlsplit(link).path.removeprefix(base) + "#" + urlsplit(link).fragment for link in links]


def test_what_a_practitioner_types_leads_to_the_clause(address: str, page: Page, said: list[str]):
    page.goto(address + "search/")
    page.wait_for_selector(".lp-search-filters")
    missed = {}
    for query, clause in QUERIES:
        search(page, query)
        if clause not in results(page)[:3]:
            missed[query] = results(page)[:5]

    assert missed == {}
    assert said == []


def test_every_clause_that_is_expected_is_there():
    ids = {
        f"protocols/{protocol.slug}/#{placed.node.id}"
        for protocol in real_site().corpus.protocols
        for placed in real_site().findings.places(protocol)
    }

    assert len(QUERIES) >= 40
    assert {clause for _, clause in QUERIES} <= ids


def texts() -> list[str]:
    """Give thousands of texts: all of the two documents, attacks, and letters drawn by chance."""
    chance = random.Random(20261122)
    letters = (
        "aAbB zZ sS 019 .,;:-‐‑–—'’‘\"()[]{}<>&\t\n\u00a0éÉßİıŁłøæŒǅẞΑαςΣБяאش中ｆＦﬁ①²½\u0301\u0308\u200b😀𝐀_/\\#?"
    )
    pieces = [
        "section ",
        "Sections ",
        "s.",
        "ss ",
        "sec ",
        "sect.",
        "'s",
        "’s",
        "4.3",
        "22(4)",
        "s20",
        "co-op",
        *letters,
    ]
    drawn = ["".join(chance.choices(pieces, k=chance.randrange(1, 12))) for _ in range(5000)]
    site = real_site()
    real = [words_of(placed.node) for protocol in site.corpus.protocols for placed in site.findings.places(protocol)]
    return [*real, *ATTACKS, *(query for query, _ in QUERIES), *drawn]


def test_the_browser_cuts_and_folds_words_as_the_generator_does(tmp_path: Path, serve: Serve, page: Page):
    shutil.copy(SCRIPT, tmp_path / "search.js")
    head = '<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,">'
    (tmp_path / "index.html").write_text(f'{head}<script src="search.js"></script>', encoding="utf-8")
    page.goto(serve(tmp_path))

    all_texts = texts()
    cut = page.evaluate("all => all.map(text => [...lpSearchWords(text)])", all_texts)

    differ = [(text, found) for text, found in zip(all_texts, cut, strict=True) if tuple(found) != words(text)]
    assert len(all_texts) > 5000
    assert differ == []


def test_the_header_leads_to_results_on_another_page(address: str, page: Page, said: list[str]):
    page.goto(address + "protocols/harrow/")

    page.fill("#lp-q", "UASC")
    page.press("#lp-q", "Enter")

    assert answered(page).startswith("4 results for “UASC”")
    assert page.url == address + "search/?q=UASC"
    assert page.input_value(".lp-search-form input[type=search]") == "UASC"
    assert said == []


def test_a_result_shows_the_clause_whose_it_is_and_what_was_found(address: str, page: Page):
    page.goto(address + "search/?q=LAC%20reviews&in=isle-of-wight")
    answered(page)

    first = page.locator(".lp-search > li").first
    assert first.locator(".lp-card__title").inner_text() == "Isle of Wight: 1.4, Looked after Children Reviews"
    assert first.locator("blockquote").inner_text() == (
        "Looked after Children Reviews – Monitoring the timeliness (former National Indicator) and quality of "
        "children's Looked After Reviews, ensuring that their participation, wishes and feelings are considered."
    )
    marks = first.locator("blockquote mark").all_inner_texts()
    assert marks == ["Looked after Children Reviews", "Looked After Reviews"]
    assert "24 February 2021" in first.inner_text()
    assert "Also searched: Looked after review, Looked After Reviews" in page.inner_text(".lp-search-place")


def test_a_slip_is_mended_and_said(address: str, page: Page):
    page.goto(address + "search/?q=safegarding")

    assert "for “safegarding”" in answered(page)
    assert "Nothing has “safegarding”. Searched for “safeguarding” instead." in page.inner_text(".lp-search-place")


def test_a_word_that_stands_nowhere_is_no_word_that_was_found(address: str, page: Page):
    page.goto(address + "search/?q=Regulation%2044")

    assert answered(page).endswith("results with some of the words of “Regulation 44”.")
    assert "Nothing has “44”." in page.inner_text(".lp-search-place")


def test_another_form_of_a_word_is_no_slip(address: str, page: Page):
    page.goto(address + "search/?q=complaint")

    assert answered(page).endswith("results for “complaint”.")
    assert "Searched for “complaints”." in page.inner_text(".lp-search-place")
    assert "Nothing has" not in page.inner_text(".lp-search-place")


def test_a_section_is_found_by_its_number_alone(address: str, page: Page):
    page.goto(address + "search/?q=22(4)")

    assert "for “22(4)”" in answered(page)
    assert "Nothing has" not in page.inner_text(".lp-search-place")
    assert "section 22(4)" in page.locator(".lp-search > li").first.inner_text()
    assert "section 22" in page.locator(".lp-search > li").first.locator("mark").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("the of", "These words stand almost everywhere. Try others."),
        ("xyzzyplugh", "No results for “xyzzyplugh”."),
        ("?!", "These words stand almost everywhere. Try others."),
        ("constructor hasOwnProperty", "No results for “constructor hasOwnProperty”."),
    ],
)
def test_what_finds_nothing_is_said_and_other_ways_stay(
    address: str, page: Page, said: list[str], query: str, status: str
):
    page.goto(address + "search/?q=" + quote(query))

    assert answered(page) == status
    assert results(page) == []
    assert page.is_visible("text=Other ways to a statement")
    assert said == []


def test_filters_narrow_down_stand_in_the_address_and_go_with_the_back_button(address: str, page: Page):
    page.goto(address + "search/?q=annual%20report")
    answered(page)
    everything = results(page)

    page.click(".lp-search-from summary")
    page.check(".lp-search-boxes input[value=harrow]")
    page.wait_for_url("**/search/?q=annual+report&in=harrow")
    page.select_option(".lp-search-filters select >> nth=1", "clause")
    page.wait_for_url("**/search/?q=annual+report&in=harrow&type=clause")
    page.locator(".lp-search a[href*='isle-of-wight']").first.wait_for(state="detached")
    narrow = results(page)
    assert narrow
    assert all(found.startswith(HARROW) for found in narrow)

    page.select_option(".lp-search-filters select >> nth=0", "safeguarding-annual-report")
    count(page, 1)
    assert results(page) == [HARROW + "annual-report-of-the-hscb"]

    page.go_back()
    count(page, len(narrow))
    assert results(page) == narrow
    page.go_back()
    page.go_back()
    page.wait_for_url("**/search/?q=annual%20report")
    count(page, len(everything))
    assert not page.is_checked(".lp-search-boxes input[value=harrow]")

    page.goto(address + "search/?q=annual+report&in=harrow,nobody&type=clause&topic=nothing&n=nonsense")
    answered(page)
    assert results(page) == narrow


def test_more_results_come_by_a_button_that_gives_focus_to_the_first_of_them(address: str, page: Page):
    page.goto(address + "search/?q=looked+after+children")
    answered(page)
    before = results(page)

    page.focus(".lp-search + .lp-button")
    page.keyboard.press("Enter")
    count(page, 20)

    assert results(page)[:10] == before
    assert page.evaluate(
        "document.activeElement === document.querySelectorAll('.lp-search > li')[10].querySelector('a')"
    )
    assert page.url.endswith("&n=20")


def test_the_count_is_announced_and_the_form_has_a_name(address: str, page: Page):
    page.goto(address + "search/?q=UASC")
    answered(page)

    assert page.get_attribute(".lp-search-status", "role") == "status"
    assert page.get_by_role("search").count() == 2
    assert page.get_by_role("search", name="Statements").count() == 1
    assert page.get_by_role("searchbox", name="Search for").count() == 1
    assert page.get_by_role("group", name="Narrow down").count() == 1


@pytest.mark.parametrize("look", [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")])
def test_no_rule_of_axe_is_broken_before_and_after_a_search(
    address: str, new_context: NewContext, axe: Axe, look: tuple[int, str]
):
    width, scheme = look
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.goto(address + "search/")
    page.wait_for_selector(".lp-search-filters")
    before = axe(page)

    page.click(".lp-search-from summary")
    search(page, "children in care pledge safegarding")

    assert (before, axe(page)) == ((), ())
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_a_script_the_page_says_so_and_leads_on(address: str, new_context: NewContext):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address + "search/?q=UASC")

    assert "The search needs JavaScript" in page.inner_text(".lp-search-place")
    for name in ("Topics", "Bodies", "Glossary", "What to do when …"):
        assert page.locator("article").get_by_role("link", name=name, exact=True).count() == 1


def test_the_search_works_from_a_disk(built_site: Path, page: Page, said: list[str]):
    page.goto((built_site / "search" / "index.html").as_uri() + "?q=UASC")

    assert answered(page).startswith("4 results")
    page.click(".lp-search > li .lp-card__title a")
    page.wait_for_url("**/protocols/isle-of-wight/index.html#uasc")
    page.go_back()
    search(page, "pledge")
    assert "q=pledge" in page.url
    assert said == []


def test_a_part_of_another_state_of_the_site_is_not_taken_for_this_one(
    built_site: Path, tmp_path: Path, serve: Serve, page: Page
):
    shutil.copytree(built_site / "search", tmp_path / "search")
    shutil.copytree(built_site / "assets", tmp_path / "assets")
    part = tmp_path / "search" / "where-0.js"
    text = part.read_text(encoding="utf-8")
    part.write_text(text.replace(text[10:22], "0" * 12, 1), encoding="utf-8")
    page.goto(serve(tmp_path) + "search/?q=annual")

    assert "Load the page again" in answered(page)


def test_only_the_parts_that_a_query_needs_are_loaded(address: str, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/search/")[2]))
    page.goto(address + "search/")
    page.wait_for_selector(".lp-search-filters")

    assert [path for path in asked if path.endswith(".js") and "assets" not in path] == ["index.js"]


def with_index(folder: Path, built_site: Path, of: Corpus) -> Path:
    """Give the search page with the index of another corpus."""
    shutil.copytree(built_site / "search", folder / "search")
    shutil.copytree(built_site / "assets", folder / "assets")
    findings = Findings(of)
    for path, content in search_files(searchable(findings), of.registers):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


SAYS = """
sections:
  - id: one
    clauses:
      - {{id: {id}, text: {text}, topics: [childs-voice]}}
"""


def test_who_else_says_it_is_told_and_each_is_shown_in_words_of_its_own(
    built_site: Path, tmp_path: Path, serve: Serve, page: Page, said: list[str]
):
    both = corpus(
        SAYS.format(id="first", text="The Panel hears children."),
        SAYS.format(id="other", text="The Ambridge Corporate Parenting Panel hears children."),
    )
    first, second = both.protocols
    second = second.model_copy(update={"authorities": ("borchester",)})
    address = serve(with_index(tmp_path, built_site, replace(both, protocols=(first, second)))) + "search/"

    page.goto(address + "?q=hears")
    answered(page)
    assert page.locator(".lp-search > li blockquote").all_inner_texts() == ["The Panel hears children."]
    page.click("text=1 other says the same, but for names")
    other = page.locator(".lp-search details a")
    assert (other.inner_text(), other.get_attribute("href")) == (
        "Borchester",
        address.removesuffix("search/") + "protocols/borchester/#other",
    )

    page.goto(address + "?q=hears&in=borchester")
    answered(page)
    assert page.locator(".lp-search > li blockquote").all_inner_texts() == [
        "The Ambridge Corporate Parenting Panel hears children."
    ]
    assert page.locator(".lp-search .lp-card__title").inner_text() == "Borchester: opening lines"
    assert said == []


def test_of_many_authorities_some_are_found_by_typing(built_site: Path, tmp_path: Path, serve: Serve, page: Page):
    page.goto(serve(with_index(tmp_path, built_site, many(real_site().corpus, 20))) + "search/?q=pledge")
    answered(page)

    page.click(".lp-search-from summary")
    page.check(".lp-search-boxes input[value=harrow]")
    page.get_by_label("Find an authority").fill("y 01")
    page.keyboard.press("ArrowLeft")

    shown = [name.strip() for name in page.locator(".lp-search-boxes label:visible").all_inner_texts()]
    assert shown == [*(f"Authority {number:03}" for number in range(10, 20)), "Harrow"]
    assert page.url.endswith("?q=pledge&in=harrow")


def test_a_hostile_document_and_a_hostile_query_stay_text(tmp_path: Path, serve: Serve, page: Page, said: list[str]):
    project = with_texts(tmp_path / "hostile", attacked([0]))
    done = project.build()
    assert done.code == 0, done.err
    page.goto(serve(project.root / "site") + "search/")
    page.wait_for_selector(".lp-search-filters")

    for query in ("window hit", "script", "img onerror", "note danger", *ATTACKS):
        search(page, query)
        for details in page.query_selector_all(".lp-search details"):
            details.evaluate("one => { one.open = true; }")
        assert page.evaluate("window.hit") is None
        assert page.query_selector_all(".lp-search-place :is(script, img, svg, iframe, style, textarea)") == []
        assert page.evaluate("document.querySelector('.lp-search-form input').value") == query.replace("\n", "")
        links = page.eval_on_selector_all(".lp-search-place a", "all => all.map(a => a.protocol)")
        assert set(links) <= {"http:"}
    assert said == []
