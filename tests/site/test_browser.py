import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.fixtures.browser import FINDER, Traffic, Violation, leaves_the_site
from tests.fixtures.server import Serve

pytestmark = pytest.mark.browser

SOUND = """<!doctype html><html lang="en"><title>Home</title><link rel="icon" href="data:,">
<main><h1>Home</h1>%s</main></html>"""


def write(folder: Path, body: str) -> Path:
    (folder / "index.html").write_text(SOUND % body, encoding="utf-8")
    return folder


def test_what_a_page_asks_for_is_noted(tmp_path: Path, serve: Serve, page: Page, traffic: Traffic):
    (tmp_path / "more.css").write_text("h1 { color: black }", encoding="utf-8")
    address = serve(write(tmp_path, '<link rel="stylesheet" href="more.css">'))

    page.goto(address)

    assert [url for url in traffic.requests if not url.startswith("data:")] == [address, address + "more.css"]
    assert traffic.off_origin == ()


@pytest.mark.parametrize("host", ["localhost", "[::1]", "example.org", "192.0.2.1"])
def test_another_origin_gets_no_answer_and_is_told(
    host: str, tmp_path: Path, serve: Serve, page: Page, traffic: Traffic
):
    address = serve(write(tmp_path, ""))
    elsewhere = address.replace("127.0.0.1", host)
    page.goto(address)
    failures: list[str | None] = []
    page.on("requestfailed", lambda request: failures.append(request.failure))

    page.evaluate("url => fetch(url, {mode: 'no-cors'}).catch(() => {})", elsewhere)

    assert traffic.off_origin == (elsewhere,)
    assert failures == ["net::ERR_NAME_NOT_RESOLVED"]
    traffic.requests.clear()


def test_only_the_loopback_server_and_what_needs_no_network_are_the_site():
    own = ["http://127.0.0.1:8000/a", "data:,x", "blob:http://127.0.0.1/1", "about:blank", "file:///x"]
    other = ["http://127.0.0.1.example.org/", "https://example.org/127.0.0.1", "ws://example.org/", "http://localhost/"]

    assert [leaves_the_site(url) for url in own + other] == [False] * len(own) + [True] * len(other)


def test_a_context_can_be_without_script_and_narrow(
    tmp_path: Path, serve: Serve, new_context: Callable[..., BrowserContext]
):
    address = serve(write(tmp_path, "<script>document.title = 'script ran'</script>"))

    titles = []
    for script in (True, False):
        page = new_context(java_script_enabled=script, viewport={"width": 375, "height": 700}).new_page()
        page.goto(address)
        titles.append(page.title())

    assert titles == ["script ran", "Home"]


def test_axe_finds_nothing_on_a_sound_page_even_under_a_strict_policy(
    tmp_path: Path, serve: Serve, page: Page, axe: Callable[[Page], tuple[Violation, ...]]
):
    (tmp_path / "_headers").write_text("/*\n  Content-Security-Policy: default-src 'none'\n", encoding="utf-8")
    page.goto(serve(write(tmp_path, "<p>Words.</p>")))

    assert axe(page) == ()


def test_axe_names_the_rule_and_the_element(
    tmp_path: Path, serve: Serve, page: Page, axe: Callable[[Page], tuple[Violation, ...]]
):
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    page.goto(serve(write(tmp_path, '<img src="a.svg"><p style="color:#aaa;background:#fff">Pale.</p>')))

    assert [(found.rule, found.element) for found in axe(page)] == [("color-contrast", "p"), ("image-alt", "img")]


def test_a_browser_that_is_named_but_not_there_is_an_error_not_another_browser():
    environment = os.environ | {"CHROMIUM": "/nowhere/chromium"}

    done = subprocess.run(
        [sys.executable, FINDER, "--find"], env=environment, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CHROMIUM is set to '/nowhere/chromium', which does not start as a browser.\n"


def test_without_a_browser_the_tests_fail_and_are_not_skipped(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    pytester.makeconftest('pytest_plugins = ("tests.fixtures.server", "tests.fixtures.browser")')
    pytester.makepyfile("def test_a_page(page):\n    pass")

    pytester.runpytest_subprocess().assert_outcomes(errors=1)
