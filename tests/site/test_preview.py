"""The live preview: a saved file is seen, a broken one is told on the page, a mended one is forgotten."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fixtures.sites import ROOT, Project, copy_project

PATIENCE = 60.0
"""Seconds after which a page that never changes is a failure; no test says how quick the preview is."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that runs, and its project."""

    project: Project
    address: str
    log: Path

    def page(self, address: str) -> str:
        with urllib.request.urlopen(self.address + address, timeout=PATIENCE) as answer:
            return str(answer.read().decode(errors="replace"))

    def until(self, address: str, seen: Callable[[str], bool]) -> str:
        """Ask for a page until it shows what is waited for."""
        end = time.monotonic() + PATIENCE
        page = ""
        while time.monotonic() < end:
            try:
                page = self.page(address)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                page = ""
            if seen(page):
                return page
            time.sleep(0.1)
        raise AssertionError(f"never seen on {address}\n{self.log.read_text()[-3000:]}\n{page[:2000]}")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    project = copy_project(tmp_path / "project")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--address", f"127.0.0.1:{port}"],
            cwd=project.root,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
                "NO_MKDOCS_2_WARNING": "1",
            },
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Preview(project, f"http://127.0.0.1:{port}/", log)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.mark.slow
def test_the_preview_follows_a_change_tells_a_fault_and_recovers(preview: Preview) -> None:
    home = "protocols/harrow/"
    preview.until(home, lambda page: "Draft April 2015" in page)

    # a change of a register that the page shows
    preview.project.edit("site_config/registers/topics.yml", "title: Child's voice", "title: Child's own voice")
    preview.until(home, lambda page: "Child's own voice" in page or "Child&#39;s own voice" in page)

    # a fault: the page stands, and says what is wrong and where
    preview.project.edit("protocols/harrow.yml", "topics: [childs-voice]", "topics: [childs-vioce]")
    broken = preview.until(home, lambda page: "lp-banner--fault" in page)
    assert "childs-vioce" in broken
    assert "protocols/harrow.yml:" in broken
    assert "Draft April 2015" in broken

    # mended
    preview.project.edit("protocols/harrow.yml", "topics: [childs-vioce]", "topics: [childs-voice]")
    preview.until(home, lambda page: page and "lp-banner--fault" not in page)

    # a template
    preview.project.edit("templates/pages/protocol.md.jinja", "At a glance", "At one glance")
    preview.until(home, lambda page: "At one glance" in page)


@pytest.mark.slow
def test_data_is_made_when_its_link_is_followed_and_follows_a_change(preview: Preview) -> None:
    preview.until("reviews/", lambda page: "Isle of Wight" in page)

    index = json.loads(preview.page("data/v1/index.json"))
    for file in index["files"]:
        if not file["address"].startswith(("topics/", "law/", "bodies/", "data/v1/schema/")):
            assert preview.page(file["address"]), file["address"]
    assert "BEGIN:VCALENDAR" in preview.page("reviews/calendar.ics")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        preview.page("protocols/nowhere.csv")

    preview.project.edit("site_config/registers/topics.yml", "title: Child's voice", "title: Child's own voice")
    preview.until("topics/coverage.csv", lambda file: "Child's own voice" in file)
    assert "Child's own voice" in preview.page("compare/harrow/isle-of-wight/comparison.csv")
