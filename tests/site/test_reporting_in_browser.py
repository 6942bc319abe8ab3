"""The pages on reporting and reviews as a reader meets them: in Chromium, wide, narrow, with a script and without."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import BrowserContext, Page

from generator.rendering.environment import environment
from generator.rendering.pages import render
from generator.views import urls
from generator.views.escalation import escalation_page
from generator.views.reporting import protocol_reporting_page, reporting_page
from generator.views.reviews import reviews_page
from generator.views.site import SiteMap
from generator.views.tasks import tasks_page
from tests.fixtures.browser import Violation
from tests.fixtures.corpora import HEAD, corpus
from tests.fixtures.real import real_site
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], tuple[Violation, ...]]

LONG_NAMES = HEAD.replace("name: Cabinet", "name: Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww MMMMMMMMMMMMMMMMMMMM")
FLOW = """
sections:
  - id: one
    clauses:
      - id: report
        text: They report.
        flows: [{from: board, what: annual-report, to: [cabinet], strength: {class: states, words: report}}]
"""
LOOKS = ((1280, "light"), (320, "dark"))
DUE = ("2030-05", "2021", "2028-01-02")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the real protocols in our theme, and a few of made-up ones."""
    real, reviewed = real_site(), SiteMap(corpus(*(f"review: {{due: {due}}}\n{FLOW}" for due in DUE), FLOW))
    long = SiteMap(corpus(FLOW, head=LONG_NAMES))
    pages = {
        "reporting": reporting_page(real.findings, real.at(urls.reporting())),
        "tasks": tasks_page(real.findings, real.at(urls.tasks())),
        "escalation": escalation_page(real.findings, real.at(urls.escalation())),
        "reviews": reviews_page(reviewed.findings, reviewed.at(urls.reviews())),
        "long": protocol_reporting_page(long.findings, long.corpus.protocols[0], long.at("long/")),
    }
    folder = tmp_path_factory.mktemp("reporting")
    env = environment(FileSystemLoader(ROOT / "templates"))
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    for name, page in pages.items():
        (folder / "docs" / f"{name}.md").write_text(render(page, env).text, encoding="utf-8")
    (folder / "docs" / "assets").symlink_to(ROOT / "site_config" / "docs" / "assets")
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
        "docs_dir: docs\n"
        f"theme: {{custom_dir: {ROOT / 'site_config' / 'overrides'}}}\n"
        "nav: [{Home: index.md}, {Reporting: reporting.md}, {Reviews: reviews.md}]\n"
        "plugins: []\n"
        "watch: []\n",
        encoding="utf-8",
    )
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


@pytest.mark.parametrize("shown", list(product(("reporting", "tasks", "escalation", "reviews"), LOOKS)))
def test_no_rule_of_axe_is_broken_and_nothing_runs_over_the_edge(
    site: Path, serve: Serve, new_context: NewContext, axe: Axe, shown: tuple[str, tuple[int, str]]
):
    name, (width, scheme) = shown
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.goto(f"{serve(site)}{name}/")

    assert axe(page) == ()
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", ["reporting", "long"])
def test_every_name_of_a_drawing_stands_within_its_box_in_letters_that_can_be_read(
    site: Path, serve: Serve, new_context: NewContext, name: str
):
    page = new_context(viewport={"width": 375, "height": 800}).new_page()
    page.goto(f"{serve(site)}{name}/")
    page.evaluate("document.fonts.ready")

    outside = page.evaluate("""() => [...document.querySelectorAll("svg.lp-diagram")].flatMap((svg) => {
        const boxes = [...svg.querySelectorAll("rect")].map((rect) => rect.getBoundingClientRect());
        return [...svg.querySelectorAll("text.lp-diagram__body")].filter((text) => {
            const at = text.getBoundingClientRect();
            return text.textContent !== "or" && !boxes.some((box) =>
                box.left < at.left && at.right < box.right && box.top < at.top && at.bottom < box.bottom);
        }).map((text) => text.textContent);
    })""")
    scale = page.evaluate("""() => [...document.querySelectorAll("svg.lp-diagram")].map((svg) =>
        parseFloat(getComputedStyle(svg).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)""")

    assert outside == []
    assert scale
    assert min(scale) >= 12


def order(page: Page) -> list[str]:
    return page.locator("table.lp-sortable tbody td[data-label='Review due']").all_inner_texts()


def test_reviews_can_be_put_in_another_order_and_back(site: Path, serve: Serve, new_context: NewContext):
    page = new_context().new_page()
    page.clock.install(time="2026-11-22T12:00:00")
    page.goto(serve(site) + "reviews/")
    given = ["2021 – overdue by 4 years and 10 months", "2 January 2028", "May 2030", "not stated"]

    orders = [order(page)]
    page.select_option(".lp-toolbar select", label="by Review due")
    orders.append(order(page))
    page.click(".lp-toolbar button")
    orders.append(order(page))
    page.select_option(".lp-toolbar select", label="of this page")
    page.click(".lp-toolbar button")
    orders.append(order(page))

    assert orders == [given, given, ["May 2030", "2 January 2028", given[0], "not stated"], given]


def test_the_order_is_told_to_those_who_do_not_see_it(site: Path, serve: Serve, new_context: NewContext):
    page = new_context().new_page()
    page.goto(serve(site) + "reviews/")

    page.select_option(".lp-toolbar select", label="by Protocol")

    assert page.locator("th[aria-sort]").all_inner_texts() == ["Protocol"]
    assert page.locator(".lp-toolbar [role=status]").inner_text() == "In the order by Protocol"


def test_without_a_script_the_overdue_stand_first(site: Path, serve: Serve, new_context: NewContext):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(serve(site) + "reviews/")

    assert order(page) == ["2021", "2 January 2028", "May 2030", "not stated"]
    assert page.locator(".lp-toolbar").count() == 0
