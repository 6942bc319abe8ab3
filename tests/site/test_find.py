"""Finding an authority among many by typing: what the script adds, and what stands without it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.rendering.pages import finish
from generator.views import urls
from generator.views.home import home_page
from generator.views.site import SiteMap
from tests.fixtures.many import many
from tests.fixtures.reading import templates
from tests.fixtures.real import ROOT, real_corpus
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

ASSETS = ROOT / "site_config" / "docs" / "assets"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of the first page of a site of 22 authorities."""
    folder = tmp_path_factory.mktemp("find")
    (folder / "find.js").write_bytes((ASSETS / "find.js").read_bytes())
    (folder / "protocols" / "harrow").mkdir(parents=True)
    (folder / "protocols" / "harrow" / "index.html").write_text("<title>Harrow</title>", encoding="utf-8")
    site = SiteMap(many(real_corpus(), 20))
    html = finish(home_page(site.findings, site.at(urls.home())), templates()).html
    page = f'<!doctype html><html lang="en-GB"><title>Home</title>{html}<script src="find.js"></script></html>'
    (folder / "index.html").write_text(page, encoding="utf-8")
    return serve(folder)


def test_without_a_script_every_authority_is_there_and_no_field(
    address: str, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(address)

    expect(page.locator(".lp-finder li:visible")).to_have_count(22)
    expect(page.locator("input")).to_have_count(0)


def test_typing_a_part_of_a_name_leaves_those_that_have_it_under_their_letter(address: str, page: Page) -> None:
    page.goto(address)

    page.get_by_label("Type the name of an authority").fill("WIGHT")

    expect(page.locator(".lp-finder li:visible strong")).to_have_text(["Isle of Wight"])
    expect(page.locator("h3:visible")).to_have_text(["I"])
    expect(page.get_by_role("status")).to_have_text("1 of 22")
    page.get_by_label("Type the name of an authority").fill("")
    expect(page.locator(".lp-finder li:visible")).to_have_count(22)


def test_enter_goes_to_the_first_that_is_left(address: str, page: Page) -> None:
    page.goto(address)

    page.get_by_label("Type the name of an authority").fill("harr")
    page.keyboard.press("Enter")

    expect(page).to_have_title("Harrow")
    assert page.url == address + "protocols/harrow/"
