"""One step of making a site, in a process of its own: python -m benchmarks.stages STEP FOLDER."""

import sys
from collections import deque
from datetime import date
from pathlib import Path

from jinja2 import FileSystemLoader

from generator import pipeline
from generator.rendering.environment import environment
from generator.rendering.pages import finish
from generator.repository import load_corpus
from generator.views.site import pages

DAY = date(2026, 11, 22)
STEPS = ("load", "check", "analyse", "render")


def main() -> None:
    """Do all steps up to the named one."""
    step, root = sys.argv[1], Path(sys.argv[2])
    if step == "load":
        assert load_corpus(root, as_of=DAY).corpus
        return
    corpus = pipeline.check(root, as_of=DAY).corpus
    assert corpus
    if step == "analyse":
        deque((page.view for page in pages(corpus)), maxlen=0)
    if step == "render":
        env = environment(FileSystemLoader(root / "templates"), for_markdown=False)
        deque((finish(page, env) for page in pages(corpus)), maxlen=0)


if __name__ == "__main__":
    main()
