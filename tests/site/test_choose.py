"""Choosing protocols on a page that holds all of them: what the script adds, and what stands without it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.rendering.pages import finish
from generator.views import page as views
from generator.views import urls
from generator.views.site import SiteMap
from generator.views.topic import topic_page
from generator.views.topics import topics_page
from tests.fixtures.many import many
from tests.fixtures.reading import templates
from tests.fixtures.real import ROOT, real_corpus
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

ASSETS = ROOT / "site_config" / "docs" / "assets"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of a site with two pages: a topic and all topics, of ten protocols."""
    folder = tmp_path_factory.mktemp("choose")
    for asset in ("choose.js", "local-protocols.css"):
        (folder / asset).write_bytes((ASSETS / asset).read_bytes())
    site = SiteMap(many(real_corpus(), 8))
    topic = site.corpus.registers.topics.by_slug["childrens-homes"]
    _write(folder / "topic", topic_page(site.findings, topic, site.at(urls.topic(topic.slug))))
    _write(folder / "topics", topics_page(site.findings, site.at(urls.topics())))
    return serve(folder)


def test_without_a_script_every_protocol_is_there_and_nothing_to_choose_with(
    address: str, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(address + "topic/?only=harrow")

    assert len(_shown(page)) == 10
    expect(page.locator("select, input, button")).to_have_count(0)


def test_an_address_with_a_choice_shows_those_in_its_order(address: str, page: Page) -> None:
    page.goto(address + "topic/?only=isle-of-wight,authority-003,harrow")

    assert _shown(page) == ["isle-of-wight", "authority-003", "harrow"]
    expect(page.get_by_role("status")).to_have_text(
        "3 of 10 protocols are shown. What is counted on this page is counted over all."
    )
    names = ["Isle of Wight", "Authority 003", "Harrow"]
    assert [name for name in page.locator("h3:visible").all_inner_texts() if name in names] == names


def test_a_choice_by_name_goes_to_the_address_and_back(address: str, page: Page) -> None:
    page.goto(address + "topic/?from=mail")

    page.get_by_text("Choose authorities").click()
    page.get_by_label("Isle of Wight").check()
    page.get_by_label("Harrow").check()

    assert page.url == address + "topic/?from=mail&only=isle-of-wight,harrow"
    assert _shown(page) == ["isle-of-wight", "harrow"]
    page.reload()
    assert _shown(page) == ["isle-of-wight", "harrow"]
    page.get_by_role("button", name="Show all").click()
    assert page.url == address + "topic/?from=mail"
    assert len(_shown(page)) == 10


def test_region_and_type_narrow_what_is_shown(address: str, page: Page) -> None:
    page.goto(address + "topic/")

    page.get_by_label("Region").select_option("London")
    page.get_by_label("Type of authority").select_option("London borough")

    assert page.url == address + "topic/?region=London&type=London%20borough"
    assert _shown(page) == ["harrow"]


def test_an_unknown_slug_in_the_address_is_passed_over(address: str, page: Page) -> None:
    page.goto(address + "topic/?only=nowhere,harrow,__proto__,harrow&region=Atlantis")

    assert _shown(page) == ["harrow"]
    assert page.get_by_label("Region").input_value() == ""


def test_the_rows_of_the_matrix_follow_the_choice(address: str, page: Page) -> None:
    page.goto(address + "topics/?only=isle-of-wight,harrow")

    first = page.locator("table").first
    assert [row.inner_text() for row in first.locator("tbody th:visible").all()] == ["Isle of Wight", "Harrow"]


def _write(folder: Path, page: views.Page) -> None:
    folder.mkdir()
    html = finish(page, templates()).html
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><title>Page</title><link rel="stylesheet" href="../local-protocols.css">'
        f'<main class="lp-doc">{html}</main><script src="../choose.js" defer></script></html>',
        encoding="utf-8",
    )


def _shown(page: Page) -> list[str | None]:
    """Give the protocols whose words or whose silence stand on the page, in order."""
    found = page.locator(".lp-own[data-protocol]:visible, .lp-silent > li[data-protocol]:visible")
    return [one.get_attribute("data-protocol") for one in found.all()]
