"""What a reader has chosen in the browser, as a CSV file: byte for byte the one that Python makes of the same."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.cli.run import run
from generator.exporting.compare_data import compare_files
from generator.exporting.csv_file import csv_file
from generator.model.corpus import Corpus
from generator.rendering.pages import finish
from generator.views import page as views
from generator.views import urls
from generator.views.pairs import pairs_page
from generator.views.site import SiteMap
from generator.views.tables.comparison import comparison_table
from generator.views.tables.topics import wordings_table
from generator.views.topic import topic_page
from tests.fixtures.assets import published_assets
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.many import many, with_words
from tests.fixtures.reading import templates
from tests.fixtures.real import ROOT, real_corpus
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
ACTING = ("=1+1", "+1", " -1", "@x", "\u00a0=x", "\x85=x", "＝x", "'x", 'a "b", c', "a\nb", "\ufeff=x", "x ", "\u3000+")
TOPIC = "childrens-homes"


@dataclass(frozen=True)
class Site:
    """A site of the pages on which a reader chooses: its folder and its address."""

    folder: Path
    address: str
    map: SiteMap


@cache
def corpus() -> Corpus:
    """Nine protocols; the words of one are attacks, those of another begin as a spreadsheet would run them."""
    whole = many(real_corpus(), 7)
    numbers = iter(range(1_000_000))
    protocols = []
    for protocol in whole.protocols:
        made = protocol
        if protocol.slug == "authority-001":
            made = with_words(protocol, lambda words: f"{ATTACKS[next(numbers) % len(ATTACKS)]} {words}")
        if protocol.slug == "authority-002":
            made = with_words(protocol, lambda words: f"{ACTING[next(numbers) % len(ACTING)]}{words}")
        if protocol.slug == "authority-003":
            made = protocol.model_copy(update={"authorities": ("harrow",), "replaces": "harrow"})
        if protocol.slug == "authority-004":
            made = protocol.model_copy(update={"was": ("borchester",)})
        protocols.append(made)
    settings = whole.settings.model_copy(update={"static_pairs_up_to": 4, "nearest_pairs": 2})
    return replace(whole, protocols=tuple(protocols), settings=settings)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Site:
    return _site(tmp_path_factory.mktemp("take"), serve, corpus())


@pytest.fixture(scope="module")
def published_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Site:
    """One whose settings say where it is published."""
    settings = corpus().settings.model_copy(update={"address": "https://protocols.example.org/lp/"})
    return _site(tmp_path_factory.mktemp("published"), serve, replace(corpus(), settings=settings))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("harrow", "isle-of-wight"),
        ("isle-of-wight", "harrow"),
        ("authority-000", "authority-003"),
        ("authority-001", "authority-005"),
        ("authority-002", "isle-of-wight"),
        ("authority-001", "authority-002"),
        ("harrow", "authority-003"),
    ],
)
def test_the_file_of_any_pair_is_the_one_that_python_makes(site: Site, page: Page, left: str, right: str) -> None:
    page.goto(site.address + urls.any_comparison(left, right))

    assert _taken(page, "Download as CSV") == (
        f"compare-{left}-{right}-comparison.csv",
        _pair(site, left, right),
    )


def test_addresses_in_it_are_full_where_the_site_has_one(published_site: Site, page: Page) -> None:
    page.goto(published_site.address + urls.any_comparison("authority-005", "harrow"))

    _, made = _taken(page, "Download as CSV")

    assert made == _pair(published_site, "authority-005", "harrow")
    assert b"https://protocols.example.org/lp/compare/?a=authority-005&b=harrow#_glance" in made


def test_it_can_be_taken_from_a_page_on_a_disk_too(site: Site, page: Page) -> None:
    page.goto((site.folder / "compare" / "index.html").as_uri() + "?a=authority-001&b=isle-of-wight")

    assert _taken(page, "Download as CSV")[1] == _pair(site, "authority-001", "isle-of-wight")


def test_it_can_be_taken_twice_and_by_keyboard(site: Site, page: Page) -> None:
    page.goto(site.address + urls.any_comparison("harrow", "authority-005"))
    first = _taken(page, "Download as CSV")

    page.get_by_role("button", name="Download as CSV").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.path().read_bytes() == first[1]


def test_the_command_for_the_word_file_names_the_two_and_makes_it(site: Site, page: Page, tmp_path: Path) -> None:
    page.goto(site.address + urls.any_comparison("isle-of-wight", "harrow"))

    page.get_by_text("As a Word file").click()

    command = page.locator("pre code").inner_text()
    file = "isle-of-wight-and-harrow.docx"
    assert command == f"protocols compare isle-of-wight harrow --format docx --output {file}"
    page.get_by_role("button", name="Copy command").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    words = command.replace(file, str(tmp_path / file)).split()[1:]
    assert run([*words, "--root", str(ROOT), "--today", "2026-11-22"]) == 0
    assert (tmp_path / file).read_bytes().startswith(b"PK")


def test_there_is_nothing_to_download_before_two_are_chosen(site: Site, page: Page) -> None:
    for query in ("", "?a=harrow", "?a=harrow&b=nowhere", "?a=harrow&b=harrow"):
        page.goto(site.address + "compare/" + query)
        expect(page.get_by_role("button", name="Download as CSV")).to_be_disabled()


def test_a_former_name_in_the_address_is_understood(site: Site, page: Page) -> None:
    page.goto(site.address + "compare/?a=borchester&b=harrow")

    expect(page.locator("h1")).to_have_text("Authority 004 and Harrow, April 2015")


@pytest.mark.parametrize("way", ["server", "disk"])
@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("?only=isle-of-wight,authority-002,authority-001", ["isle-of-wight", "authority-002", "authority-001"]),
        ("?only=authority-003", ["authority-003"]),
        ("", None),
    ],
)
def test_the_file_of_a_topic_has_those_that_are_shown(
    site: Site, page: Page, way: str, query: str, chosen: list[str] | None
) -> None:
    page.goto((site.address if way == "server" else site.folder.as_uri() + "/") + f"topics/{TOPIC}/index.html{query}")

    name, made = _taken(page, "Download those shown as CSV")

    assert name == f"topics-{TOPIC}-wordings.csv"
    assert made == _topic(site, chosen)


def _taken(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def _pair(site: Site, left: str, right: str) -> bytes:
    by_slug = site.map.corpus.by_slug
    return csv_file(comparison_table(site.map.findings, by_slug[left], by_slug[right]), site.map.corpus.settings)


def _topic(site: Site, chosen: list[str] | None) -> bytes:
    """Give the file of the topic with the lines of some protocols, in their order."""
    table = wordings_table(site.map.findings, site.map.corpus.registers.topics.by_slug[TOPIC])
    rows = {str(row[-1]).partition("#")[2].removesuffix("')"): row for row in table.rows()}
    shown = [rows[slug] for slug in chosen] if chosen else list(rows.values())
    return csv_file(replace(table, rows=lambda: shown), site.map.corpus.settings)


def _site(folder: Path, serve: Serve, whole: Corpus) -> Site:
    site = SiteMap(whole, index_names=False)
    for path, content in [*compare_files(site).items(), *published_assets().items()]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    topic = whole.registers.topics.by_slug[TOPIC]
    _write(folder / "compare", pairs_page(site.findings, site.at(urls.comparisons())))
    _write(folder / "topics" / TOPIC, topic_page(site.findings, topic, site.at(urls.topic(TOPIC))))
    return Site(folder, serve(folder), site)


def _write(folder: Path, page: views.Page) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    top = "../" * page.here.address.count("/")
    names = ("scheme", "local-protocols", *page.scripts)
    scripts = "".join(f'<script src="{top}assets/{name}.js" defer></script>' for name in names)
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><meta name="viewport" content="width=device-width"><title>{page.title}</title>'
        f'<link rel="stylesheet" href="{top}assets/local-protocols.css"></head><body>'
        f'<main class="lp-page"><article class="lp-doc">{finish(page, templates()).html}</article></main>'
        f"{scripts}</body></html>",
        encoding="utf-8",
    )
