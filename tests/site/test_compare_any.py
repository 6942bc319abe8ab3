"""Any two protocols in the browser: the same page as the static one, from two small files; and what the scripts add."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.exporting.compare_data import compare_files
from generator.model.corpus import Corpus
from generator.model.settings import Settings
from generator.rendering.pages import finish
from generator.views import page as views
from generator.views import urls
from generator.views.pair import pair_page
from generator.views.pairs import pairs_page
from generator.views.site import SiteMap
from tests.fixtures.assets import published_assets
from tests.fixtures.browser import Violation
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.many import many, with_words
from tests.fixtures.reading import templates
from tests.fixtures.real import real_corpus, real_site
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
EVERYWHERE = ("local-protocols", "sort")
SHAPE = """place => {
  const value = (node, each) => each.name === "href" && !each.value.startsWith("#") ? node.href : each.value;
  const shape = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\\s+/g, " ").trim();
    const attributes = Array.from(node.attributes).filter(each => !["tabindex", "data-csv"].includes(each.name));
    return [node.tagName, attributes.map(each => [each.name, value(node, each)]).sort(),
      Array.from(node.childNodes, shape).filter(each => each.length)];
  };
  place.normalize();
  return Array.from(place.children, shape);
}"""


@dataclass(frozen=True)
class Site:
    """A site of the pages that compare: its folder and its address."""

    folder: Path
    address: str
    map: SiteMap


@cache
def corpus() -> Corpus:
    """Eight protocols, among them one with attacks for words; an earlier edition that is unlike; and renamed topics."""
    whole = many(real_corpus(), 6, settings=Settings(name="Site", purpose="P."))
    numbers = iter(range(1_000_000))
    protocols = []
    for protocol in whole.protocols:
        made = protocol
        if protocol.slug == "authority-001":
            made = with_words(protocol, lambda words: f"{words} {ATTACKS[next(numbers) % len(ATTACKS)]}")
        if protocol.slug == "authority-002":
            made = protocol.model_copy(update={"authorities": ("harrow",), "replaces": "harrow"})
        protocols.append(made)
    topics = whole.registers.topics
    renamed = tuple(each.model_copy(update={"was": (f"{each.slug}-once",)}) for each in topics.topics)
    registers = whole.registers.model_copy(update={"topics": topics.model_copy(update={"topics": renamed})})
    registers.topics.__dict__.pop("by_slug", None)
    return replace(whole, protocols=tuple(protocols), registers=registers)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Site:
    return _site(tmp_path_factory.mktemp("compare"), serve, corpus())


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Site:
    return _site(tmp_path_factory.mktemp("large"), serve, many(real_corpus(), 40), pairs=0)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("harrow", "isle-of-wight"),
        ("isle-of-wight", "harrow"),
        ("authority-000", "authority-002"),
        ("authority-000", "authority-003"),
        ("authority-004", "isle-of-wight"),
        ("authority-001", "authority-005"),
        ("authority-003", "authority-001"),
    ],
)
def test_the_page_of_any_pair_is_the_one_that_python_makes(site: Site, page: Page, left: str, right: str) -> None:
    protocols = corpus().by_slug
    made = pair_page(site.map.findings, protocols[left], protocols[right], site.map.at(urls.comparison("x", "y")))
    _write(site.folder / "compare" / "x" / "y", made)
    page.goto(site.address + "compare/x/y/")
    page.locator("article .lp-download").evaluate_all("all => all.forEach(each => each.remove())")
    expected = page.locator("article").evaluate(SHAPE)[1:]

    _open(page, site, left, right)
    found = page.locator("[data-lp-any]").evaluate(SHAPE)

    assert page.locator("h1").inner_text() == page.title() == made.title
    if found[0][0] == "P" and found[0][2][0] == "This pair has":
        found = found[1:]
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one == other


def test_an_attack_in_any_text_stays_a_text(site: Site, page: Page) -> None:
    _open(page, site, "authority-001", "isle-of-wight")

    assert page.evaluate("window.hit") is None
    expect(page.locator("main :is(script, img, iframe, svg, style, meta, base)")).to_have_count(0)
    assert any(attack in page.locator("main").inner_text() for attack in ATTACKS)


def test_an_earlier_edition_can_be_asked_for(site: Site, page: Page) -> None:
    page.goto(site.address + "compare/")

    earlier = page.get_by_label("First").locator("optgroup[label='Earlier editions'] option")
    assert [option.get_attribute("value") for option in earlier.all()] == ["harrow"]
    _open(page, site, "harrow", "authority-002")
    expect(page.locator("h1")).to_contain_text("Harrow")


def test_the_choice_goes_to_the_address_and_can_be_made_by_keyboard(site: Site, page: Page) -> None:
    page.goto(site.address + "compare/")
    page.get_by_label("First").focus()

    page.keyboard.type("Isle")
    page.keyboard.press("Tab")
    page.keyboard.type("Authority 003")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Isle of Wight and Authority 003")
    assert page.url == site.address + "compare/?a=isle-of-wight&b=authority-003"
    assert page.get_by_label("First").input_value() == "isle-of-wight"
    expect(page.get_by_text("This pair has a page of its own")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Compare two protocols")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("a=harow&b=isle-of-wight", "There is no protocol with the address “harow” here."),
        ("a=__proto__&b=..%2Fx", "There is no protocol with the address “__proto__” and “../x” here."),
        ("a=harrow&b=harrow", "Choose two different protocols."),
        ("a=<b>x&b=harrow", "There is no protocol with the address “<b>x” here."),
    ],
)
def test_a_wrong_address_is_told_of_in_words(site: Site, page: Page, query: str, told: str) -> None:
    page.goto(site.address + f"compare/?{query}")

    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.get_by_role("heading", name="Pairs with a page of their own")).to_be_visible()


def test_one_of_two_in_the_address_is_chosen_already(site: Site, page: Page) -> None:
    page.goto(site.address + "compare/?a=isle-of-wight")

    assert page.get_by_label("First").input_value() == "isle-of-wight"
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("lost", ["data/harrow.json", "assets/comparison.js"])
def test_a_file_that_does_not_come_is_told_of(site: Site, page: Page, lost: str) -> None:
    page.route(f"**/{lost}", lambda route: route.abort())

    page.goto(site.address + "compare/?a=harrow&b=isle-of-wight")

    expect(page.get_by_role("alert")).to_contain_text("The two protocols could not be fetched.")
    expect(page.get_by_role("heading", name="Pairs with a page of their own")).to_be_in_viewport()
    page.unroute_all()
    expect(page.locator("h1")).to_have_text("Compare two protocols")
    page.get_by_role("link", name="Load it again").click()
    expect(page.locator(".lp-steps")).to_be_visible()


def test_a_protocol_that_has_gone_since_the_page_was_loaded_is_named(site: Site, page: Page) -> None:
    page.route("**/data/isle-of-wight.json", lambda route: route.fulfill(status=404, body="<h1>Page not found</h1>"))

    page.goto(site.address + "compare/?a=harrow&b=isle-of-wight")

    expect(page.get_by_role("alert")).to_contain_text("The words of Isle of Wight are not where this page looks")


def test_a_reader_who_is_offline_is_told_so(site: Site, page: Page) -> None:
    page.goto(site.address + "compare/?a=harrow")
    page.route("**/data/*", lambda route: route.abort("internetdisconnected"))
    page.add_init_script("Object.defineProperty(navigator, 'onLine', {get: () => false})")

    page.goto(site.address + "compare/?a=harrow&b=isle-of-wight")

    expect(page.get_by_role("alert")).to_contain_text("You seem to be offline")


def test_data_that_the_page_does_not_understand_is_told_of(site: Site, page: Page) -> None:
    page.route("**/data/harrow.json", lambda route: route.fulfill(json={"name": "Harrow", "pages": []}))

    page.goto(site.address + "compare/?a=harrow&b=isle-of-wight")

    expect(page.get_by_role("alert")).to_contain_text("Something went wrong")


def test_nothing_that_is_seen_moves_while_a_pair_comes(built_site: Path, serve: Serve, page: Page) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(each => { moved += each.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )

    page.goto(serve(built_site) + urls.any_comparison("harrow", "isle-of-wight"))
    page.locator(".lp-steps").wait_for()
    page.wait_for_timeout(200)

    assert page.evaluate("moved") < 0.02


def test_a_pair_takes_two_files_of_data_and_no_more(site: Site, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.address)))

    _open(page, site, "harrow", "isle-of-wight")

    assert sorted(each for each in asked if each.endswith(".json")) == [
        "compare/data/harrow.json",
        "compare/data/isle-of-wight.json",
    ]
    assert [each for each in asked if each.startswith("compare/data/") and not each.endswith(".json")] == []


def test_without_a_script_the_pairs_that_have_a_page_are_listed(
    site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(site.address + "compare/?a=harrow&b=isle-of-wight")

    expect(page.get_by_text("With JavaScript any two protocols can be chosen here.")).to_be_visible()
    page.get_by_role("group").filter(has_text="Isle of Wight").last.click()
    expect(page.get_by_role("link", name="Isle of Wight and Authority 003").first).to_be_visible()
    expect(page.locator("select:visible")).to_have_count(0)


def test_from_a_disk_it_works_as_from_a_server(site: Site, page: Page) -> None:
    page.goto((site.folder / "compare" / "index.html").as_uri() + "?a=isle-of-wight&b=authority-003")

    expect(page.locator("h1")).to_have_text("Isle of Wight and Authority 003")
    assert page.locator("[data-lp-diff]").count() > 10


def test_a_long_list_is_narrowed_by_a_part_of_a_name(large: Site, page: Page) -> None:
    page.goto(large.address + "compare/")

    page.get_by_label("Part of the name of the second").fill("wight")

    second = page.locator("select[name=b]")
    assert second.input_value() == "isle-of-wight"
    assert second.locator("option:not([hidden])").count() == 1
    page.get_by_label("Part of the name of the second").fill("")
    assert second.locator("option:not([hidden])").count() == 42


def test_every_difference_is_reached_by_button_and_by_key_and_counted(site: Site, page: Page) -> None:
    _open(page, site, "isle-of-wight", "harrow")
    status = page.locator(".lp-steps [role=status]")
    count = page.locator(".lp-topic :is([data-lp-diff], .lp-reworded)").count()

    page.get_by_role("button", name="Next difference").click()
    expect(status).to_contain_text(f"Difference 1 of {count}: ")
    page.keyboard.press("n")
    expect(status).to_contain_text(f"Difference 2 of {count}: ")
    expect(page.locator(".lp-at")).to_be_in_viewport()
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(status).to_contain_text(f"Difference {count} of {count}: ")
    assert page.url.endswith(f"&difference={count}")
    page.reload()
    expect(status).to_contain_text(f"Difference {count} of {count}: ")


def test_letters_do_nothing_where_the_focus_is_elsewhere(site: Site, page: Page) -> None:
    _open(page, site, "isle-of-wight", "harrow")

    page.get_by_label("First").focus()
    page.keyboard.press("n")
    page.locator("main a[href]").first.focus()
    page.keyboard.press("n")

    expect(page.locator(".lp-at")).to_have_count(0)


def test_differences_of_form_can_be_passed_over_and_the_choice_is_in_the_address(site: Site, page: Page) -> None:
    _open(page, site, "harrow", "isle-of-wight")
    of_words = page.locator(".lp-topic :is([data-lp-diff=words], .lp-reworded)").count()

    page.get_by_label("Skip differences of form").check()

    expect(page.locator(".lp-steps [role=status]")).to_have_text(f"{of_words} differences")
    assert page.url.endswith("?a=harrow&b=isle-of-wight&form=skip")
    page.get_by_label("Only topics that differ").check()
    expect(page.get_by_role("heading", name="Care planning", exact=True)).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Skip differences of form")).to_be_checked()
    expect(page.get_by_role("heading", name="Care planning", exact=True)).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Care planning", exact=True)).to_be_visible()


def test_in_two_columns_each_side_has_its_own_words_letter_for_letter(site: Site, page: Page) -> None:
    _open(page, site, "harrow", "isle-of-wight")

    page.get_by_label("Differences in two columns").check()

    findings = site.map.findings
    page.evaluate("document.querySelectorAll('.lp-in-columns .lp-vh').forEach(each => each.remove())")
    for number, slug in enumerate(("harrow", "isle-of-wight")):
        sides = page.locator(f".lp-in-columns .lp-side:nth-child({number + 1}) .lp-redline__text")
        shown = [one.text_content() for one in sides.all()]
        topics = page.locator(".lp-topic:has(.lp-in-columns)").evaluate_all(
            "all => all.map(one => one.previousElementSibling.id)"
        )
        assert shown == [findings.wordings(corpus().by_slug[slug])[topic].text for topic in topics]
    expect(page.locator(".lp-in-columns .lp-side:first-child ins")).to_have_count(0)
    page.get_by_role("button", name="Next difference").click()
    expect(page.locator(".lp-at:visible").first).to_be_in_viewport()


def test_a_static_page_has_the_same_steps(site: Site, page: Page) -> None:
    page.goto(site.address + "compare/authority-003/isle-of-wight/?show=columns&difference=2")

    expect(page.locator(".lp-steps [role=status]")).to_contain_text("Difference 2 of ")
    expect(page.get_by_label("Differences in two columns")).to_be_checked()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_nothing_stands_in_the_way_of_anybody(
    *,
    built_site: Path,
    serve: Serve,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], tuple[Violation, ...]],
    width: int,
    scheme: Any,
) -> None:
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True).new_page()
    address = serve(built_site)

    for path in ("?a=isle-of-wight&b=harrow&show=columns&difference=3", "harrow/isle-of-wight/?difference=9", ""):
        page.goto(f"{address}compare/{path}")
        page.locator(".lp-choose-pair:visible" if not path else ".lp-steps").wait_for()
        assert axe(page) == ()
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_a_reader_loads_for_a_pair_is_small() -> None:
    sizes = {path: len(gzip.compress(content, 9)) for path, content in compare_files(real_site()).items()}

    assert max(sizes.values()) < 8_000
    assert set(sizes) == {
        f"compare/data/{slug}.{ending}" for slug in ("harrow", "isle-of-wight") for ending in ("json", "js")
    }


def test_the_script_for_a_disk_holds_the_very_data_of_the_file() -> None:
    files = compare_files(real_site())

    for slug in ("harrow", "isle-of-wight"):
        script = files[f"compare/data/{slug}.js"].decode()
        assert json.loads(script.removeprefix(f'lpCompare("{slug}",').removesuffix(");\n")) == json.loads(
            files[f"compare/data/{slug}.json"]
        )


def _open(page: Page, site: Site, left: str, right: str, query: str = "") -> None:
    page.goto(site.address + urls.any_comparison(left, right) + query)
    page.locator(".lp-steps").wait_for()


def _site(folder: Path, serve: Serve, whole: Corpus, *, pairs: int | None = None) -> Site:
    site = SiteMap(whole)
    for path, content in [*compare_files(site).items(), *published_assets().items()]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    _write(folder / "compare", pairs_page(site.findings, site.at(urls.comparisons())))
    for left, right in site.findings.pairs[:pairs]:
        made = pair_page(
            site.findings, whole.by_slug[left], whole.by_slug[right], site.at(urls.comparison(left, right))
        )
        _write(folder / "compare" / left / right, made)
    return Site(folder, serve(folder), site)


def _write(folder: Path, page: views.Page) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    top = "../" * page.here.address.count("/")
    scripts = "".join(f'<script src="{top}assets/{name}.js" defer></script>' for name in (*EVERYWHERE, *page.scripts))
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><meta name="viewport" content="width=device-width"><title>{page.title}</title>'
        f'<link rel="stylesheet" href="{top}assets/local-protocols.css"><script src="{top}assets/scheme.js"></script>'
        f"</head><body>"
        f'<main class="lp-page"><article class="lp-doc">{finish(page, templates()).html}</article></main>'
        f"{scripts}</body></html>",
        encoding="utf-8",
    )
