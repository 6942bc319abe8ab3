"""Whatever an editor writes, a page has the same elements, runs nothing, and shows the text."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.fixtures.hostile import attacked, harmless, with_texts


class Skeleton(HTMLParser):
    """The elements of a page and the names of their attributes, without any text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(f"<{tag} {' '.join(name for name, _ in attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.parts.append("<!---->")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def skeletons(site: Path) -> dict[str, Skeleton]:
    found: dict[str, Skeleton] = {}
    for file in sorted(site.rglob("*.html")):
        reader = Skeleton()
        reader.feed(file.read_text(encoding="utf-8"))
        found[file.relative_to(site).as_posix()] = reader
    return found


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    bad = with_texts(tmp_path_factory.mktemp("hostile"), attacked([0]))
    good = with_texts(tmp_path_factory.mktemp("harmless"), harmless([0]))
    for project in (bad, good):
        done = project.build()
        assert done.code == 0, done.err
    return bad.root / "site", good.root / "site"


def test_no_text_adds_a_kind_of_element_or_attribute(sites: tuple[Path, Path], built_site: Path) -> None:
    hostile, harmless_ = (skeletons(site) for site in sites)
    known = {part for pages in (harmless_, skeletons(built_site)) for page in pages.values() for part in page.parts}

    assert list(hostile) == list(harmless_)
    strange = {address: set(page.parts) - known for address, page in hostile.items()}
    assert {address: parts for address, parts in strange.items() if parts} == {}


def test_no_text_adds_a_script_a_frame_or_a_form(sites: tuple[Path, Path]) -> None:
    def counts(site: Path) -> dict[str, list[int]]:
        kinds = ("<script", "<iframe", "<form", "<object", "<base", "<meta", "<link", "<style")
        return {
            address: [sum(part.startswith(kind) for part in page.parts) for kind in kinds]
            for address, page in skeletons(site).items()
        }

    assert counts(sites[0]) == counts(sites[1])


def test_a_text_is_shown_as_it_was_written(sites: tuple[Path, Path]) -> None:
    page = skeletons(sites[0])["protocols/harrow/index.html"]

    shown = "".join(page.text)
    for attack in ("<script>window.hit=1</script>", "{{ 7*7 }}{% include 'x' %}{# x #}", "&lt;script&gt;", "*b* _i_"):
        assert attack in shown


@pytest.mark.browser
def test_no_text_runs_in_a_browser(sites: tuple[Path, Path], context: BrowserContext, serve: object) -> None:
    address = serve(sites[0])  # type: ignore[operator]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: (said.append(f"{page.url}: a dialog"), dialog.dismiss()))
    hit: list[str] = []
    for file in sorted(sites[0].rglob("index.html")):
        page.goto(address + file.relative_to(sites[0]).as_posix().removesuffix("index.html"))
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        for each in page.query_selector_all("[data-meaning], .lp-copy")[:3]:
            each.focus()
            each.hover(force=True, timeout=2000)
        if page.evaluate("'hit' in window"):
            hit.append(page.url)

    assert hit == []
    assert said == []
