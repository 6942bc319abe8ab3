"""Test every type of page with axe, and write what was found into the accessibility statement: make accessibility.

The statement may then say so for as long as theme, style, scripts and templates stay what they are.
"""

import contextlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from generator.repository import ACCESSIBILITY_FILE, load_accessibility, look_of
from tests.fixtures.browser import AXE_TAGS
from tests.fixtures.page_types import PAGE_TYPES
from tests.tools.showing import ROOT, built, open_all, running_browser, show

VIEWS = tuple((width, scheme) for width in (1280, 320) for scheme in ("light", "dark"))
SHOWN = "light and dark, 1280 and 320 px wide, with all details open"


def main() -> int:
    """Test and write; 1 when something was found, or when the theme changed meanwhile."""
    look = look_of(ROOT)
    with tempfile.TemporaryDirectory(prefix="accessibility-") as folder, contextlib.ExitStack() as running:
        address = built(Path(folder), running)
        findings, version = tested(running_browser(running), address)
    if look != look_of(ROOT):
        print("theme or templates changed during the test; nothing is written", file=sys.stderr)
        return 1
    record = {
        "date": datetime.now().astimezone().date().isoformat(),
        "by": "program",
        "tool": "axe-core",
        "version": version,
        "build": look,
        "views": SHOWN,
        "pages": [f"/{page}" for page in dict.fromkeys(page.partition("?")[0] for page in PAGE_TYPES.values())],
        "findings": findings,
    }
    write(record)
    print(f"{len(PAGE_TYPES)} pages in {len(VIEWS)} views, {len(findings)} findings; this version is {look}")
    return 1 if findings else 0


def tested(browser: Browser, address: str) -> tuple[list[str], str]:
    """Give what axe finds, a line for each page, view and rule; and axe's version."""
    checker, version = Axe(), ""
    findings: list[str] = []
    for width, scheme in VIEWS:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        for name, path in PAGE_TYPES.items():
            show(page, address, name)
            open_all(page)
            found = checker.run(page, options={"runOnly": {"type": "tag", "values": list(AXE_TAGS)}}).response
            version = found["testEngine"]["version"]
            told = [f"{rule['id']} in {len(rule['nodes'])} places" for rule in found["violations"]]
            told += ["spills over sideways"] if spills(page) else []
            findings += [f"/{path}, {width} px, {scheme}: {words}" for words in told]
        context.close()
    return findings, version


def spills(page: Page) -> bool:
    """Whether a page can be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def write(record: Mapping[str, str | Sequence[str]]) -> None:
    """Put a record in the place of the program's last one; tests by a person stay, and so does all above them."""
    file = ROOT / ACCESSIBILITY_FILE
    text = file.read_text(encoding="utf-8")
    head = re.split(r"(?m)^tests:", text)[0]
    statement = load_accessibility(ROOT)
    by_person = [test.model_dump(mode="json") for test in (statement.tests if statement else ()) if test.by == "person"]
    blocks = ["\n".join(lines(each)) for each in (record, *by_person)]
    file.write_text(head + "tests:\n" + "\n".join(blocks) + "\n", encoding="utf-8")


def lines(record: Mapping[str, str | Sequence[str]]) -> Iterator[str]:
    """Write a record as YAML; every text in quotes, which YAML reads as JSON does."""
    for place, (key, value) in enumerate(record.items()):
        begin = "  - " if place == 0 else "    "
        if isinstance(value, str):
            yield f"{begin}{key}: {json.dumps(value, ensure_ascii=False)}"
        elif value:
            yield f"{begin}{key}:"
            yield from (f"      - {json.dumps(each, ensure_ascii=False)}" for each in value)


if __name__ == "__main__":
    sys.exit(main())
