"""The finished site as its readers get it: from nginx, at the top of a host and in a folder of one; and from a disk."""

import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, Request, expect

from tests.fixtures.nginx import ServeByNginx, example
from tests.fixtures.server import headers_for, read_header_rules
from tests.fixtures.sites import ROOT, copy_project

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "protocols/",
    "protocols/harrow/",
    "protocols/harrow/reporting/",
    "topics/",
    "topics/childs-voice/",
    "compare/",
    "compare/harrow/isle-of-wight/",
    "reporting/",
    "reporting/annual-report/",
    "escalation/",
    "tasks/",
    "tasks/harrow/",
    "bodies/",
    "law/",
    "law/children-act-1989/",
    "glossary/",
    "reviews/",
    "changes/",
    "search/",
    "data/",
    "about/",
    "method/",
    "contribute/",
    "privacy/",
)
"""One page of each type."""


def listen(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on(
        "requestfailed", lambda request: said.append(f"{request.url}: {request.failure}") if is_news(request) else None
    )
    page.on("response", lambda answer: said.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None)
    return said


def is_news(request: Request) -> bool:
    """Whether a request failed otherwise than by the reader's going on to another page."""
    return request.failure != "net::ERR_ABORTED"


def use(page: Page, at: Callable[[str], str]) -> None:
    """Search by the form of the home page, and set two protocols against each other that a reader picks."""
    page.goto(at(""))
    page.fill("#lp-q", "annual report")
    page.keyboard.press("Enter")
    expect(page.locator(".lp-search li").first).to_be_visible()
    page.goto(at("compare/") + "?a=isle-of-wight&b=harrow")
    expect(page.locator("[data-lp-any] ins, .lp-redline ins").first).to_be_attached()


@pytest.mark.parametrize("below", ["", "protocols-site"])
def test_every_type_of_page_works_under_the_strict_policy(
    built_site: Path, serve_by_nginx: ServeByNginx, page: Page, below: str
) -> None:
    address = serve_by_nginx(built_site, below=below)
    said = listen(page)

    for path in PAGES:
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == 200, path
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    use(page, lambda path: address + path)

    assert said == []


def test_the_types_of_page_are_all_of_them(built_site: Path) -> None:
    def types(paths: Mapping[str, Path]) -> set[str]:
        kinds = (
            re.search(r'<div class="lp-page lp-page--([a-z]+)', file.read_text("utf-8")) for file in paths.values()
        )
        return {kind[1] for kind in kinds if kind}

    every = {file.relative_to(built_site).parent.as_posix(): file for file in built_site.rglob("index.html")}
    tried = {path: built_site / path / "index.html" for path in PAGES}

    assert types(tried) == types(every)
    assert {name.split("/")[0] for name in every} - {path.split("/")[0] for path in PAGES} <= {".", "accessibility"}


def test_the_strict_policy_stops_a_script_in_a_page(built_site: Path, serve_by_nginx: ServeByNginx, page: Page) -> None:
    """So that the silence of the other tests says something."""
    page.goto(serve_by_nginx(built_site))
    said = listen(page)

    page.evaluate(
        "() => { const s = document.createElement('script'); s.text = 'window.hit = 1'; document.body.append(s) }"
    )

    assert not page.evaluate("'hit' in window")
    assert any("Content Security Policy" in words for words in said)


def test_data_about_a_protocol_is_in_its_page_and_is_not_run(
    built_site: Path, serve_by_nginx: ServeByNginx, page: Page
) -> None:
    said = listen(page)
    page.goto(serve_by_nginx(built_site) + "protocols/harrow/")

    told = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")

    assert told["name"].startswith("Protocol")
    assert said == []


def test_what_is_not_there_is_answered_with_a_page_of_ours(built_site: Path, serve_by_nginx: ServeByNginx) -> None:
    with pytest.raises(HTTPError) as missing:
        urlopen(serve_by_nginx(built_site) + "no/such/page/")

    assert missing.value.code == 404
    assert missing.value.headers["Content-Security-Policy"]
    assert "Page not found" in missing.value.read().decode()


def test_the_example_for_nginx_sends_what_the_headers_file_says(built_site: Path) -> None:
    rules = read_header_rules((built_site / "_headers").read_text(encoding="utf-8"))

    assert dict(re.findall(r'add_header ([A-Za-z-]+) "([^"]*)" always;', example())) == dict(headers_for("/x", rules))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site to take along, as a reader has it who has unpacked it."""
    project = copy_project(tmp_path_factory.mktemp("offline") / "project")
    made = []
    for name in ("first", "second"):
        done = project.build(f"build/{name}", "--offline", "--zip", f"build/{name}/../taken.zip")
        assert done.code == 0, done.err
        made.append((project.root / "build" / "taken.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(project.root / "build" / "taken.zip") as archive:
        archive.extractall(project.root / "desk")
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    return project.root / "desk" / "taken"


def test_from_a_disk_every_type_of_page_works_with_search_and_comparisons(unpacked: Path, page: Page) -> None:
    said = listen(page)

    for path in PAGES:
        page.goto((unpacked / path / "index.html").as_uri())
    use(page, lambda path: (unpacked / path / "index.html").as_uri())

    assert said == []


def test_from_a_disk_every_link_leads_to_a_file(unpacked: Path) -> None:
    lost = []
    for file in unpacked.rglob("*.html"):
        if file.name == "404.html":
            continue
        for way in set(re.findall(r'(?:href|src)="([^"#?]+)', file.read_text(encoding="utf-8"))):
            if not re.match(r"[a-z]+:", way) and not (file.parent / way).is_file():
                lost.append(f"{file.relative_to(unpacked)}: {way}")

    assert lost == []


def test_the_makefile_packs_the_site_by_the_command_that_is_tested() -> None:
    done = subprocess.run(["make", "-n", "offline"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "generator build --offline --site build/offline --zip build/local-protocols-offline.zip" in done.stdout
