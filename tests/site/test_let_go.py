"""What a build has written it lets go at once: nobody looks for garbage while it runs."""

import gc
from pathlib import Path

from jinja2.runtime import Context
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.fixtures.real import ROOT


def test_no_page_lives_on_in_a_circle_after_it_is_written(tmp_path: Path) -> None:
    gc.collect()
    gc.disable()
    try:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        circles = [each for each in gc.garbage if isinstance(each, Context)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()

    assert len([*(tmp_path / "site").rglob("index.html")]) > 100
    assert circles == []
