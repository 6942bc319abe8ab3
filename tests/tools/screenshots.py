"""Take a picture of every type of page, wide and narrow, into build/screenshots/: make screenshots."""

import contextlib
import sys
import tempfile
from pathlib import Path

from tests.fixtures.page_types import PAGE_TYPES
from tests.tools.showing import ROOT, built, running_browser, show

FOLDER = ROOT / "build" / "screenshots"
WIDTHS = (1280, 375)
TALLEST = 4000
"""Pixels. What stands below is cut off."""


def main(names: list[str]) -> None:
    """Take the pictures of the types that are named, or of all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder, contextlib.ExitStack() as running:
        address = built(Path(folder), running)
        browser = running_browser(running)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
                page = context.new_page()
                for name in names or PAGE_TYPES:
                    show(page, address, name)
                    page.evaluate("document.fonts.ready")
                    height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
                    clip = {"x": 0, "y": 0, "width": width, "height": height}
                    page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True, clip=clip)
                context.close()
    print(f"{FOLDER.relative_to(ROOT)}: {len(names or PAGE_TYPES) * 4} pictures")


if __name__ == "__main__":
    main(sys.argv[1:])
