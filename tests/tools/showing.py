"""The built site in a browser, for the commands that look at every type of page."""

import contextlib
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.fixtures.browser import ARGUMENTS, FINDER
from tests.fixtures.page_types import PAGE_TYPES, READY
from tests.fixtures.server import start_server

ROOT = Path(__file__).resolve().parents[2]


def built(folder: Path, running: contextlib.ExitStack) -> str:
    """Build the site into a folder and serve it; give its address."""
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--site", str(folder)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return start_server(running, folder)


def running_browser(running: contextlib.ExitStack) -> Browser:
    """Start the Chromium that the tests use."""
    path = subprocess.run([sys.executable, str(FINDER), "--find"], stdout=subprocess.PIPE, text=True, check=True)
    playwright = running.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=path.stdout.strip(), args=list(ARGUMENTS))
    running.callback(browser.close)
    return browser


def show(page: Page, address: str, name: str) -> None:
    """Go to the page that stands for a type, and wait until a script has filled it."""
    page.goto(address + PAGE_TYPES[name])
    if name in READY:
        page.wait_for_selector(READY[name], state="attached")


def open_all(page: Page) -> None:
    """Open everything that can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
