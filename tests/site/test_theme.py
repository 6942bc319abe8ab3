"""The theme stands on Material's frame and on the contrasts that its tokens state: neither may change unnoticed."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import material
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.exporting.assets import published

ROOT = Path(__file__).parent.parent.parent
OVERRIDES = ROOT / "site_config" / "overrides"
ASSETS = ROOT / "site_config" / "docs" / "assets"
MATERIAL = Path(material.__file__).parent / "templates"

STYLES = (ASSETS / "local-protocols.css").read_text(encoding="utf-8")

# What our overrides were written against. When one changes: read what is new in Material, then note the new one.
FRAME = "f2619e54ea45ff22"
REPLACED = {
    "404.html": "80c93494b5432b1b",
    "partials/icons.html": "461a02930eb982ef",
    "partials/javascripts/base.html": "d6113712bc4deb30",
    "partials/javascripts/content.html": "3722e156f0f6339d",
    "partials/language.html": "3a44516f305006ac",
}

TEXT = frozenset(
    ["ink", "muted", "link", "link-hover", "label", "on-band", "ins", "del", "draft", "overdue", "law", "info", "said"],
)
PARTS = frozenset(["line", "band-line", "focus", "focus-band"])


def as_installed(path: str) -> str:
    """A template of Material without its version and the fingerprints in the names of its assets."""
    text = (MATERIAL / path).read_text(encoding="utf-8")
    return re.sub(r"\.[0-9a-f]{8}\.min\.", ".min.", re.sub(r"mkdocs-material-[\d.]+", "mkdocs-material", text))


def digest(path: str) -> str:
    return hashlib.sha256(as_installed(path).encode()).hexdigest()[:16]


def blocks(template: str) -> list[str]:
    return re.findall(r"\{%-? block (\w+)", template)


def replaced_templates() -> tuple[str, ...]:
    ours = (path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.rglob("*.html"))
    return tuple(
        sorted(path for path in ours if path != "main.html" and "/local/" not in path and "/languages/" not in path)
    )


def test_materials_frame_is_the_one_that_our_pages_were_written_for():
    assert digest("base.html") == FRAME


def test_the_templates_of_material_that_ours_replace_are_those_we_read():
    assert {path: digest(path) for path in replaced_templates()} == REPLACED


def test_every_block_that_we_fill_is_one_of_materials():
    ours = blocks((OVERRIDES / "main.html").read_text(encoding="utf-8"))

    assert set(ours) - set(blocks(as_installed("base.html"))) == set()
    assert len(ours) == len(set(ours))


def test_our_english_has_every_word_that_the_frame_asks_for_before_it_is_needed():
    shown = re.sub(r"(?s)\{% block config %\}.*?\{% endblock %\}", "", as_installed("base.html"))
    asked = set(re.findall(r'lang\.t\(["\']([\w.]+)["\']\)', shown))
    outside_our_blocks = asked - {"rss.created", "rss.updated", "announce.dismiss"}

    assert outside_our_blocks == {"language", "direction", "action.skip"}


class Element(HTMLParser):
    """Collects what a strict Content-Security-Policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        if tag == "style" or (tag == "script" and "src" not in given):
            self.refused.append(tag)
        self.refused += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action"):
            value = given.get(name) or ""
            if re.match(r"(?i)(https?:)?//|javascript:", value) and tag != "a":
                self.refused.append(f"{tag} {name}={value}")


CANONICAL = "https://example.org/folder/"
PAGES = {
    "index.md": "# Home\n\nWords.\n",
    "plain.md": "# By hand\n\n## One\n\n## Two\n",
    "hostile/index.md": (
        "---\n"
        'title: "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"\n'
        'description: "&quot;&gt;&lt;script&gt;alert(2)&lt;/script&gt;"\n'
        "kind: protocol\n"
        "source: https://example.org/edit#L1\n"
        "breadcrumbs:\n"
        '  - {title: "&lt;img src=x onerror=alert(3)&gt;", href: "plain/"}\n'
        "---\n\n"
        "# &#60;&#47;title&#62;&#60;script&#62;alert&#40;4&#41;&#60;&#47;script&#62; {#top}\n\n"
        "## &#60;img src&#61;x onerror&#61;alert&#40;5&#41;&#62; {#one}\n\n"
        "## &#34;&#62;&#60;svg onload&#61;alert&#40;6&#41;&#62; {#two}\n"
    ),
    "raw.md": "---\ntitle: No heading\n---\n\n<p>Only HTML.</p>\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in our theme, without our plugin."""
    folder = tmp_path_factory.mktemp("theme")
    for name, text in PAGES.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
        f"site_url: {CANONICAL}\n"
        "docs_dir: docs\n"
        f"theme: {{custom_dir: {OVERRIDES}}}\n"
        "nav: [{Home: index.md}, {By hand: plain.md}]\n"
        "plugins: []\n"
        "watch: []\n",
        encoding="utf-8",
    )
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


def read(page: Path) -> Element:
    parser = Element()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def built_pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


def test_no_page_holds_anything_that_a_strict_policy_refuses(site: Path):
    found = {
        page.relative_to(site).as_posix(): [
            entry for entry in read(page).refused if not entry.startswith(f"link href={CANONICAL}")
        ]
        for page in built_pages(site)
    }

    assert {name: refused for name, refused in found.items() if refused} == {}
    assert len(found) == len(PAGES) + 1


def test_hostile_front_matter_and_headings_come_out_as_words(site: Path):
    page = read(site / "hostile" / "index.html")
    meta = {
        given.get("name") or given.get("property"): given.get("content")
        for tag, given in page.elements
        if tag == "meta"
    }

    assert meta["description"] == '"><script>alert(2)</script>'
    assert meta["og:title"] == "</title><script>alert(1)</script>"
    assert [given for tag, given in page.elements if tag == "img" or (tag == "script" and "src" not in given)] == []
    assert [given for _, given in page.elements if "onload" in given or "onerror" in given] == []


@pytest.mark.parametrize("name", ["index.html", "plain/index.html", "raw/index.html", "404.html"])
def test_every_page_has_a_skip_link_that_leads_somewhere(site: Path, name: str):
    elements = read(site / name).elements
    skips = [given["href"] for tag, given in elements if given.get("class") == "md-skip"]
    ids = {given.get("id") for _, given in elements}

    assert len(skips) == 1
    assert skips[0] is not None
    assert skips[0].removeprefix("#") in ids


def test_every_page_has_one_main_heading_one_main_and_its_language(site: Path):
    for page in built_pages(site):
        tags = [tag for tag, _ in read(page).elements]

        assert (tags.count("h1"), tags.count("main"), tags.count("title")) == (1, 1, 1), page
        assert ("html", {"lang": "en-GB", "class": "no-js"}) in read(page).elements


def test_the_page_that_was_not_found_links_from_the_top_of_the_site(site: Path):
    elements = read(site / "404.html").elements
    addresses = [given.get(name) or "" for _, given in elements for name in ("href", "src", "action")]

    assert [address for address in addresses if address and not address.startswith(("/folder/", "#"))] == []


# ------------------------------------------------------------------ tokens


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def schemes() -> dict[str, str]:
    """The blocks of tokens by how they come about."""
    light = re.search(r"(?s)\n:root \{\n(  color-scheme: light;.*?)\n\}", STYLES)
    device = re.search(r'(?s):root:not\(\[data-scheme="light"\]\) \{\n(.*?)\n  \}', STYLES)
    reader = re.search(r'(?s):root\[data-scheme="dark"\] \{\n(.*?)\n  \}', STYLES)
    assert light is not None
    assert device is not None
    assert reader is not None
    return {"light": light[1], "dark on the device": device[1], "dark by choice": reader[1]}


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--lp-([\w-]+): (#[0-9a-f]{6});", block))


def stated(block: str) -> dict[tuple[str, str], float]:
    """What the comments say: (colour, ground) → contrast."""
    return {
        (name, ground): float(ratio)
        for name, comment in re.findall(r"--lp-([\w-]+): #[0-9a-f]{6}; +/\* @ ([^*]+) \*/", block)
        for ground, ratio in (part.split() for part in comment.split(","))
    }


@pytest.mark.parametrize("scheme", schemes())
def test_the_contrasts_that_the_tokens_state_are_true(scheme: str):
    block = schemes()[scheme]
    colours = tokens(block)

    measured = {pair: int(contrast(colours[pair[0]], colours[pair[1]]) * 10) / 10 for pair in stated(block)}

    assert stated(block) == measured


@pytest.mark.parametrize("scheme", schemes())
def test_every_colour_can_be_read_or_seen_on_its_grounds(scheme: str):
    found = stated(schemes()[scheme])

    assert {name for name, _ in found} == TEXT | PARTS
    assert {pair for pair, ratio in found.items() if ratio < (4.5 if pair[0] in TEXT else 3.0)} == set()
    assert {pair for pair, ratio in found.items() if pair[0] == "ink" and ratio < 7.0} == set()


def test_dark_is_the_same_whether_the_device_or_the_reader_asks_for_it():
    assert schemes()["dark on the device"] == schemes()["dark by choice"]
    assert set(tokens(schemes()["light"])) == set(tokens(schemes()["dark by choice"]))


def test_every_token_is_defined_and_used():
    defined = set(re.findall(r"(--lp-[\w-]+):", STYLES))
    used = set(re.findall(r"var\((--lp-[\w-]+)", STYLES))

    assert used - defined == set()
    assert defined - used == set()


def test_no_colour_is_written_outside_of_the_tokens():
    rules = re.sub(r"(?s)/\*.*?\*/", "", STYLES)
    for block in schemes().values():
        rules = rules.replace(re.sub(r"(?s)/\*.*?\*/", "", block), "")
    screen, _, _ = rules.partition("@media print")

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", screen) == []


# ------------------------------------------------------------------ weight


@pytest.mark.parametrize(("name", "most"), [("local-protocols.css", 12_000), ("local-protocols.js", 4_000)])
def test_our_style_and_script_stay_light(name: str, most: int):
    assert len(gzip.compress((ASSETS / name).read_bytes(), 9)) <= most


def test_the_script_that_holds_up_the_first_paint_is_tiny():
    assert len(published({"assets/scheme.js": (ASSETS / "scheme.js").read_bytes()})["assets/scheme.js"]) <= 300


def test_the_fonts_stay_light_and_bring_their_licence():
    fonts = sorted((ASSETS / "fonts").glob("*.woff2"))
    licence = (ASSETS / "fonts" / "OFL.txt").read_text(encoding="utf-8")

    assert sum(font.stat().st_size for font in fonts) <= 60_000
    assert [font.name for font in fonts if font.name not in licence] == []
    assert sorted(set(re.findall(r"fonts/([\w-]+\.woff2)", STYLES))) == [font.name for font in fonts]
