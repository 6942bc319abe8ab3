"""What a script adds to a page, what remains without one, and the page on paper: in Chromium."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import BrowserContext, Page

from tests.fixtures.browser import Violation
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
PUBLISHED = "https://example.org/protocol/"
NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], tuple[Violation, ...]]

CLAUSE = """# A protocol

<p class="lp-lead">Its title.</p>

## Purpose {#purpose}

<div class="lp-banner lp-banner--overdue" role="note"><strong>Review overdue.</strong>
<span class="lp-due" data-due="2022-02-28" data-overdue="overdue by {time}">Due
<time datetime="2022-02">February 2022</time></span></div>

<div class="lp-clause" id="c1"><span class="lp-label">1.1</span> <span class="lp-text">Both bodies look after
<a class="lp-term" href="../other/#child" data-meaning="A child in care.">the child</a> &#60;b&#62;.</span>
<div class="lp-about"><a class="lp-chip lp-chip--topic" href="../other/">Voice</a>
<details class="lp-tools"><summary>Link, cite, correct</summary>
<p><a class="lp-permalink" href="#c1">Link to this clause</a></p>
<blockquote class="lp-cite">Harrow, clause 1.1.</blockquote>
</details></div></div>

## Differences {#differences}

<div class="lp-redline">placed in <del><span class="lp-vh">[left out: </span>Homes<span class="lp-vh">] </span></del>
<ins><span class="lp-vh">[added: </span>homes<span class="lp-vh">] </span></ins></div>

<details class="lp-more"><summary>More</summary>
<div class="lp-clause" id="c2"><span class="lp-text">Hidden at first.</span></div>
</details>

<div class="lp-scroll" role="region" tabindex="0" aria-label="Coverage"><table class="lp-table lp-table--matrix">
<caption>Coverage</caption><thead><tr><th scope="col">Topic</th><th scope="col">Harrow</th></tr></thead>
<tbody><tr><th scope="row"><a href="../other/">Voice</a></th>
<td class="lp-state lp-state--stated"><span aria-hidden="true">✓</span> stated</td></tr></tbody></table></div>
"""
PAGES = {
    "index.md": "# Home\n\n[A protocol](protocol.md)\n",
    "protocol.md": CLAUSE,
    "other.md": "# Other\n\n## Child {#child}\n\n## Another {#another}\n",
    "search/index.md": "# Search\n\nWords.\n",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; "
    "frame-ancestors 'none'"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in our theme, under the strict policy, without our plugin."""
    folder = tmp_path_factory.mktemp("theme")
    for name, text in PAGES.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    (folder / "docs" / "assets").symlink_to(ROOT / "site_config" / "docs" / "assets")
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
        "docs_dir: docs\n"
        f"theme: {{custom_dir: {ROOT / 'site_config' / 'overrides'}}}\n"
        "nav: [{Home: index.md}, {A protocol: protocol.md}, {Other: other.md}]\n"
        "extra: {footer: [{title: Other, href: other/}]}\n"
        "plugins: []\n"
        "watch: []\n",
        encoding="utf-8",
    )
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    (folder / "site" / "_headers").write_text(f"/*\n  Content-Security-Policy: {POLICY}\n", encoding="utf-8")
    return folder / "site"


def listen(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("look", [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")])
def test_no_rule_of_axe_is_broken_before_and_after_everything_is_opened(
    site: Path, serve: Serve, new_context: NewContext, axe: Axe, look: tuple[int, str]
):
    width, scheme = look
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    said = listen(page)
    page.goto(serve(site) + "protocol/")
    closed = axe(page)

    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.focus(".lp-term")
    page.wait_for_selector(".lp-tip")

    assert (closed, axe(page)) == ((), ())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [words for words in said if "axe" not in words] == []


def test_the_menu_opens_by_key_and_closes_by_escape_and_gives_focus_back(
    site: Path, serve: Serve, new_context: NewContext
):
    page = new_context(viewport={"width": 375, "height": 800}).new_page()
    page.goto(serve(site) + "protocol/")
    before = page.is_visible(".lp-nav")

    page.focus(".lp-menu > summary")
    page.keyboard.press("Enter")
    opened = page.is_visible(".lp-nav")
    page.keyboard.press("Tab")
    within = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")

    assert (before, opened, within) == (False, True, "Home")
    assert not page.is_visible(".lp-nav")
    assert page.evaluate("document.activeElement.textContent") == "Menu"


def test_the_menu_works_without_a_script(site: Path, serve: Serve, new_context: NewContext):
    page = new_context(viewport={"width": 375, "height": 800}, java_script_enabled=False).new_page()
    page.goto(serve(site) + "protocol/")

    page.click(".lp-menu > summary")

    assert page.is_visible(".lp-nav >> text=Other")
    assert not page.is_visible(".lp-scheme")


def test_the_readers_choice_of_colours_is_kept_from_page_to_page(site: Path, serve: Serve, new_context: NewContext):
    page = new_context(color_scheme="light").new_page()
    address = serve(site)
    page.goto(address + "protocol/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)

    page.click(".lp-scheme")
    page.goto(address + "other/")
    chosen = page.get_attribute(".lp-scheme", "aria-label")
    dark = page.evaluate(ground)
    page.click(".lp-scheme")
    page.click(".lp-scheme")

    assert chosen == "Colours: dark"
    assert dark != light
    assert page.evaluate(ground) == light
    assert page.evaluate("localStorage.length") == 0


def test_a_table_is_a_stop_for_the_tab_key_only_where_it_scrolls(site: Path, serve: Serve, page: Page):
    page.goto(serve(site) + "protocol/")
    page.wait_for_selector(".lp-scroll:not([tabindex])")

    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate("document.querySelector('.lp-table').style.width = '500px'")
    page.set_viewport_size({"width": 330, "height": 800})

    page.wait_for_selector(".lp-scroll[tabindex='0']")


def test_an_address_inside_of_closed_details_opens_them(site: Path, serve: Serve, page: Page):
    page.goto(serve(site) + "protocol/#c2")

    assert page.is_visible("#c2")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2022-03-01", "1 day"),
        ("2022-04-27", "58 days"),
        ("2022-04-28", "2 months"),
        ("2023-02-28", "1 year"),
        ("2023-03-28", "1 year and 1 month"),
        ("2026-11-22", "4 years and 8 months"),
    ],
)
def test_a_date_that_has_passed_is_told_as_overdue_on_the_day_it_is_read(
    site: Path, serve: Serve, page: Page, day: str, told: str
):
    page.clock.set_fixed_time(f"{day}T12:00:00")

    page.goto(serve(site) + "protocol/")

    assert page.text_content(".lp-late") == f"overdue by {told}"


def test_a_date_that_has_not_passed_is_left_alone(site: Path, serve: Serve, page: Page):
    page.clock.set_fixed_time("2022-02-28T23:00:00")
    page.goto(serve(site) + "protocol/")

    assert page.query_selector(".lp-late") is None


def test_a_citation_is_copied_with_the_address_and_the_day(site: Path, serve: Serve, new_context: NewContext):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.set_fixed_time("2025-11-16T12:00:00")
    address = serve(site) + "protocol/"
    page.goto(address)

    page.click(".lp-tools > summary")
    page.click("text=Copy citation")
    page.wait_for_selector("text=Copied")

    assert (
        page.evaluate("navigator.clipboard.readText()") == f"Harrow, clause 1.1. {address}#c1, read 16 November 2025."
    )


def test_a_clause_of_a_real_protocol_is_cited_with_all_that_a_meeting_asks_for(
    built_site: Path, serve: Serve, new_context: NewContext
):
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.clock.set_fixed_time("2026-11-22T12:00:00")
    address = serve(built_site) + "protocols/isle-of-wight/"
    page.goto(address + "#care-planning")

    page.click("#care-planning .lp-tools > summary")
    page.click("#care-planning >> text=Copy citation")
    page.wait_for_selector("#care-planning >> text=Copied")

    assert page.evaluate("navigator.clipboard.readText()") == (
        "“Care Planning Ensuring Looked After Children have good quality and timely Care Plans and Pathway Plans.” "
        "— Isle of Wight, Protocol on the working arrangements between the Isle of Wight Safeguarding Children "
        "Partnership And The Isle of Wight Corporate Parenting Board, 24 February 2021, 1.4, Care Planning. "
        f"{address}#care-planning, read 22 November 2026."
    )


def test_a_citation_read_from_a_disk_gives_the_published_address_or_none(
    site: Path, new_context: NewContext, tmp_path: Path
):
    page = new_context().new_page()
    page.clock.set_fixed_time("2026-11-22T12:00:00")
    whole = (site / "protocol" / "index.html").read_text(encoding="utf-8")
    (tmp_path / "assets").symlink_to(site / "assets")
    (tmp_path / "protocol").mkdir()
    found = []
    for text in (whole.replace("</head>", f'<link rel="canonical" href="{PUBLISHED}"></head>'), whole):
        (tmp_path / "protocol" / "index.html").write_text(text, encoding="utf-8")
        page.goto((tmp_path / "protocol" / "index.html").as_uri())
        page.click(".lp-tools > summary")
        page.wait_for_selector("text=Copy citation")
        found.append(page.inner_text(".lp-cite"))

    assert found == [
        f"Harrow, clause 1.1. {PUBLISHED}#c1, read 22 November 2026.",
        "Harrow, clause 1.1. Read 22 November 2026.",
    ]


def test_a_term_is_explained_by_key_and_escape_takes_the_explanation_away(site: Path, serve: Serve, page: Page):
    page.goto(serve(site) + "protocol/")

    page.focus(".lp-term")
    shown = page.text_content("[role=tooltip]")
    described = page.get_attribute(".lp-term", "aria-describedby")
    page.keyboard.press("Escape")

    assert (shown, described) == ("A child in care.", "lp-tip")
    assert page.query_selector("[role=tooltip]") is None
    assert page.evaluate("document.activeElement.textContent") == "the child"


def test_the_first_touch_explains_a_term_and_the_second_follows_it(site: Path, serve: Serve, new_context: NewContext):
    page = new_context(has_touch=True, is_mobile=True, viewport={"width": 375, "height": 800}).new_page()
    address = serve(site)
    page.goto(address + "protocol/")

    page.tap(".lp-term")
    shown = page.text_content("[role=tooltip]")
    stayed = page.url
    page.tap(".lp-term")
    page.wait_for_url("**/other/#child")

    assert (shown, stayed) == ("A child in care.", address + "protocol/")


def test_from_a_folder_on_disk_links_and_search_lead_to_pages(site: Path, new_context: NewContext):
    page = new_context().new_page()
    said = listen(page)
    page.goto((site / "index.html").as_uri())

    page.click("text=A protocol >> nth=0")
    page.wait_for_url("**/protocol/index.html")
    page.fill("#lp-q", "reviews")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=reviews")

    assert page.text_content("h1") == "Search"
    assert said == []


def test_on_paper_everything_is_open_and_says_when_and_from_where(site: Path, serve: Serve, page: Page):
    address = serve(site) + "protocol/"
    page.goto(address)

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    printed = page.text_content(".lp-printed") or ""
    opened = page.is_visible("#c2")
    tools = page.is_visible(".lp-tools")
    navigation = [page.is_visible(part) for part in (".lp-nav", ".lp-crumbs", ".lp-contents", ".lp-footer nav")]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")

    assert printed.startswith("Printed on ")
    assert printed.endswith(f" from {address}")
    assert (opened, tools, navigation) == (True, False, [False] * 4)
    assert page.query_selector("details.lp-more[open]") is None


def test_a_redline_is_told_by_lines_and_by_words_not_by_colour_alone(site: Path, serve: Serve, page: Page):
    page.goto(serve(site) + "protocol/")
    line = "getComputedStyle(document.querySelector('.lp-redline {}')).textDecorationLine"

    assert page.evaluate(line.replace("{}", "ins")) == "underline"
    assert page.evaluate(line.replace("{}", "del")) == "line-through"
    assert (page.text_content(".lp-redline") or "").split() == [
        "placed",
        "in",
        "[left",
        "out:",
        "Homes]",
        "[added:",
        "homes]",
    ]
