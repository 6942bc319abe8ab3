"""Every type of page can be read and used: by the rules, by keyboard, narrow, still, in forced colours, on paper."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Page

from generator.views.site import pages
from tests.fixtures.browser import Violation
from tests.fixtures.page_types import PAGE_TYPES, READY
from tests.fixtures.real import ROOT, real_corpus
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

NewContext = Callable[..., BrowserContext]
Axe = Callable[..., tuple[Violation, ...]]

OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
WIDTH = "document.documentElement.scrollWidth"
SMALL = """Array.from(document.querySelectorAll("button, select, summary, input, .lp-chip, .lp-nav a, .lp-footer a"))
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.closest("label"))
  .map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
  .filter(([_, box]) => box.width < 24 || box.height < 24).map(([words]) => words)"""
WALKED = ("protocol", "topic", "pair", "search-results")
PRINTED = ("protocol", "topic", "pair")


@pytest.fixture(scope="session")
def address(built_site: Path, serve: Serve) -> str:
    return serve(built_site)


def show(page: Page, address: str, name: str) -> None:
    page.goto(address + PAGE_TYPES[name])
    if name in READY:
        page.wait_for_selector(READY[name], state="attached")


def test_every_template_and_every_written_page_has_a_page_here() -> None:
    made = {page.here.address: page.template for page in pages(real_corpus())}
    docs = ROOT / "site_config" / "docs"
    written = {f"{file.parent.relative_to(docs).as_posix()}/" for file in docs.glob("**/index.md")}
    looked_at = {address.partition("?")[0] for address in PAGE_TYPES.values()}

    assert set(made.values()) - {made.get(address) for address in looked_at} == set()
    assert written - looked_at == set()


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_no_rule_is_broken_and_nothing_spills_over_wide_or_narrow_light_or_dark(
    name: str, address: str, new_context: NewContext, axe: Axe
) -> None:
    page = new_context(color_scheme="light").new_page()
    show(page, address, name)
    page.evaluate(OPEN_ALL)

    found: dict[tuple[int, str], tuple[Violation, ...]] = {}
    for width, height in ((1280, 900), (320, 800)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found[width, scheme] = axe(page)

    assert {view: violations for view, violations in found.items() if violations} == {}
    assert (page.evaluate(WIDTH), page.evaluate(SMALL)) == (320, [])


@pytest.mark.parametrize("name", ["home", "reviews", "search-results"])
def test_no_rule_is_broken_while_the_menu_of_a_phone_is_open(
    name: str, address: str, new_context: NewContext, axe: Axe
) -> None:
    page = new_context(viewport={"width": 375, "height": 800}, has_touch=True, is_mobile=True).new_page()
    show(page, address, name)

    page.click(".lp-menu > summary")

    assert page.is_visible(".lp-nav")
    assert (axe(page), page.evaluate(SMALL)) == ((), [])


# ------------------------------------------------------------------ by keyboard

STOPS = """() => {
  const wanted = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const seen = each => each.checkVisibility({visibilityProperty: true}) && !each.disabled;
  const all = Array.from(document.querySelectorAll(wanted)).filter(seen);
  all.forEach((each, place) => each.dataset.stop = place);
  return all.length;
}"""
STOP = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const style = getComputedStyle(here);
  const boxes = Array.from(here.getClientRects()).filter(box => box.width && box.height);
  const uncovered = boxes.some(box => [0.1, 0.5, 0.9].some(part => {
    const at = document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2);
    return at && (here.contains(at) || at.contains(here));
  }));
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {place: Number(here.dataset.stop), name: here.outerHTML.slice(0, 90), uncovered, ring};
}"""


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", WALKED)
def test_the_tab_key_reaches_everything_in_order_and_what_has_the_focus_is_seen(
    name: str, width: int, address: str, new_context: NewContext
) -> None:
    page = new_context(viewport={"width": width, "height": 640}).new_page()
    show(page, address, name)
    count = page.evaluate(STOPS)

    stops = []
    for _ in range(count + 1):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)

    assert [stop["place"] for stop in stops] == list(range(count))
    assert [stop["name"] for stop in stops if not stop["uncovered"]] == []
    assert [stop["name"] for stop in stops if not stop["ring"]] == []


def test_the_first_stop_leads_past_the_header(address: str, page: Page) -> None:
    page.goto(address + PAGE_TYPES["protocol"])

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.lp-header, .lp-crumbs')") is None
    assert page.evaluate("document.activeElement.closest('article') !== null")


# ------------------------------------------------------------------ as a reader has set it


@pytest.mark.parametrize("name", ["home", "protocol", "pair"])
def test_nothing_moves_for_a_reader_who_wants_no_movement(name: str, address: str, new_context: NewContext) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    show(page, address, name)

    moving = page.evaluate(
        """Array.from(document.querySelectorAll("*")).filter(each => {
          const style = getComputedStyle(each);
          const long = words => words.split(",").some(part => parseFloat(part) > 0.01);
          return long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior === "smooth";
        }).map(each => each.outerHTML.slice(0, 90))"""
    )

    assert moving == []


def test_in_forced_colours_a_redline_is_told_by_lines_and_the_focus_by_a_ring(
    address: str, new_context: NewContext
) -> None:
    page = new_context(forced_colors="active").new_page()
    show(page, address, "pair")
    page.evaluate(OPEN_ALL)
    lines = "Array.from(document.querySelectorAll('.lp-redline {}'), e => getComputedStyle(e).textDecorationLine)"

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    assert set(page.evaluate(lines.replace("{}", "ins"))) == {"underline"}
    assert set(page.evaluate(lines.replace("{}", "del"))) == {"line-through"}
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_redline_is_told_in_words_to_whoever_hears_it(address: str, page: Page) -> None:
    show(page, address, "pair")

    unsaid = page.evaluate(
        """Array.from(document.querySelectorAll(".lp-redline ins, .lp-redline del")).filter(each => {
          const first = each.querySelector(".lp-vh");
          const word = each.tagName === "INS" ? "[inserted:" : "[deleted:";
          const end = each.tagName === "INS" ? "end inserted]" : "end deleted]";
          const isTold = (told, words) =>
            told.checkVisibility({visibilityProperty: true}) && told.textContent.trim() === words;
          return !first || !isTold(first, word) || !isTold(each.lastElementChild, end);
        }).map(each => each.outerHTML)"""
    )

    assert page.locator(".lp-redline ins").count() > 0
    assert unsaid == []


# ------------------------------------------------------------------ on paper


@pytest.mark.parametrize("name", PRINTED)
def test_on_paper_stand_the_words_and_no_navigation(name: str, address: str, page: Page) -> None:
    show(page, address, name)
    title = page.inner_text("h1")

    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    words = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in paper).split())
    page.emulate_media(media="print")
    shown = [
        part for part in (".lp-nav", ".lp-find", ".lp-crumbs", ".lp-contents", ".lp-tools") if page.is_visible(part)
    ]
    lost = page.evaluate(
        """Array.from(document.querySelectorAll(".lp-text")).filter(each => !each.checkVisibility())
        .map(each => each.outerHTML.slice(0, 90))"""
    )

    assert title in words
    assert "Printed on" in words
    assert [part for part in ("On this page", "Skip to", "Link, cite") if part in words] == []
    assert (shown, lost) == ([], [])
