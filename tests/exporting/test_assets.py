"""Scripts and style as browsers get them."""

import gzip
import re
from collections.abc import Mapping
from functools import cache

import pytest

from generator.exporting.assets import JOINED, published
from tests.fixtures.assets import WRITTEN, published_assets


@cache
def files() -> Mapping[str, bytes]:
    return published_assets()


def test_every_written_file_is_published_alone_or_joined_to_others() -> None:
    parts = {f"assets/{name}.js" for names in JOINED.values() for name in names}

    assert {f"assets/{each.name}" for each in WRITTEN.iterdir() if each.is_file()} - set(files()) < parts


def test_a_joined_script_holds_its_parts_in_their_order() -> None:
    order = ["window.lpRedline=", "window.lpRelation=", "window.lpSideBySide=", "lp-compared"]
    joined = files()["assets/comparison.js"].decode()

    found = [joined.find(mark) for mark in order]

    assert -1 not in found
    assert found == sorted(found)


def test_what_stands_elsewhere_or_is_neither_script_nor_style_stays_as_it_is() -> None:
    written = {"assets/fonts/a.woff2": b"\0 \xff", "about/index.md": b"# A  /* b */\n", "other/a.js": b"a  = 1 // b\n"}

    assert published(written) == written


def test_comments_go_and_what_a_reader_sees_stays() -> None:
    script = b'// why\nconst a = `x  ${ b }  // y`; /* z */\nconst c = "  // d  ", e = /  [/*]  /;\n'
    style = b'/* why */\n.a::before { content: "  /* b */  "; color: var(--c); }\n'

    found = published({"assets/a.js": script, "assets/a.css": style})

    assert found["assets/a.js"] == b'const a=`x  ${ b }  // y`;const c="  // d  ",e=/  [/*]  /;\n'
    assert found["assets/a.css"] == b'.a::before{content:"  /* b */  ";color:var(--c)}\n'


@pytest.mark.parametrize("script", sorted(each.name for each in WRITTEN.glob("*.js")))
def test_no_template_text_stands_inside_another(script: str) -> None:
    """What takes blank space out takes it out of the inner one too."""
    assert re.findall(r"`[^`\n]*\$\{[^}`\n]*`", (WRITTEN / script).read_text(encoding="utf-8")) == []


def compressed(*names: str) -> int:
    return sum(len(gzip.compress(files()[f"assets/{name}"], 6)) for name in names)


@pytest.mark.parametrize(
    "names",
    [
        ("choose.js", "sort.js", "registers.css"),
        ("reporting.css",),
        ("find.js", "home.css"),
        ("search.js", "search.css"),
        ("compare.js",),
        ("compare-any.js", "comparison.js"),
    ],
)
def test_no_page_loads_more_than_25_kb_of_our_own_script_and_style(names: tuple[str, ...]) -> None:
    everywhere = compressed("local-protocols.css", "local-protocols.js", "scheme.js")

    assert everywhere + compressed(*names) < 25_000
