"""The finished site, built as a reader of the README would build it."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from generator.exporting.assets import published
from generator.publishing import HANDWRITTEN
from generator.rendering.literal import plain_references
from tests.fixtures.sites import ROOT, Project, run

ORIGIN = "https://site.example/below/another/folder/"
"""A link that climbs out of the site leads out of this folder."""


class PageReader(HTMLParser):
    """Collects what other pages may lead to, where this one leads, and what it shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.article: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if identifier := found.get("id"):
            self.ids.append(identifier)
        for name in ("href", "src"):
            if (target := found.get(name)) is not None:
                self.targets.append(target)
        if tag == "article":
            self._inside += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.article.append(data)


def read_site(site: Path) -> Mapping[str, PageReader]:
    """Read every page of a site, by its address."""
    found: dict[str, PageReader] = {}
    for file in sorted(site.rglob("*.html")):
        reader = PageReader()
        reader.feed(file.read_text(encoding="utf-8"))
        address = file.relative_to(site).as_posix()
        found[address.removesuffix("index.html")] = reader
    return found


@pytest.fixture(scope="session")
def pages(built_site: Path) -> Mapping[str, PageReader]:
    return read_site(built_site)


def test_every_link_leads_to_a_page_and_to_a_place_on_it(built_site: Path, pages: Mapping[str, PageReader]) -> None:
    lost = [
        f"{address}: {target}"
        for address, page in pages.items()
        if address != "404.html"
        for target in page.targets
        if (where := lead(built_site, pages, address, target))
        for target in [f"{target} ({where})"]
    ]

    assert lost == []


def lead(site: Path, pages: Mapping[str, PageReader], address: str, target: str) -> str:
    """Say what is wrong with a link; '' where it leads somewhere, or out of the site."""
    whole, fragment = urldefrag(urljoin(ORIGIN + address, target))
    if not whole.startswith(ORIGIN):
        return "climbs out of the site" if whole.startswith("https://site.example/") else ""
    path = unquote(urlsplit(whole.removeprefix(ORIGIN)).path)
    if path not in pages:
        return "" if path and (site / path).is_file() else "no such page"
    return "" if not fragment or fragment in pages[path].ids else "no such place"


def test_no_id_stands_twice_on_a_page(pages: Mapping[str, PageReader]) -> None:
    repeated = {address: sorted({i for i in page.ids if page.ids.count(i) > 1}) for address, page in pages.items()}

    assert {address: found for address, found in repeated.items() if found} == {}


def test_the_theme_leaves_nothing_in_the_site_that_no_page_asks_for(built_site: Path) -> None:
    ours = published({f"assets/{name}": content for name, content in tree(ROOT / HANDWRITTEN / "assets").items()})

    assert {f"assets/{name}": content for name, content in tree(built_site / "assets").items()} == ours


def test_the_folder_of_pages_gives_plain_mkdocs_the_same_pages(
    built_site: Path, pages: Mapping[str, PageReader], project: Project
) -> None:
    assert project.protocols("build", "--pages", "folder", "--today", "2026-11-22").code == 0

    done = run(project.root / "folder", "-m", "mkdocs", "build", "--strict", "--site-dir", "../plain")

    assert done.code == 0, done.err
    plain = read_site(project.root / "plain")
    assert list(plain) == list(pages)
    for address, page in pages.items():
        assert plain[address].article == page.article
        assert plain[address].ids == page.ids
        assert plain[address].targets == page.targets


def test_two_builds_give_the_same_bytes(built_site: Path, project: Project) -> None:
    assert project.build("again").code == 0

    assert tree(project.root / "again") == tree(built_site)


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_fault_ends_the_build_and_leaves_the_last_good_site(project: Project) -> None:
    assert project.build().code == 0
    before = tree(project.root / "site")
    project.edit("protocols/harrow.yml", "topics: [childs-voice]", "topics: [childs-vioce]")

    done = project.build()

    assert done.code == 1
    assert re.search(r"protocols/harrow\.yml:\d+:\d+: error: .*childs-vioce", done.err)
    assert "Traceback" not in done.err
    assert tree(project.root / "site") == before


def test_plain_mkdocs_refuses_a_fault_before_it_touches_the_site(project: Project) -> None:
    done = run(project.root, "-m", "mkdocs", "build", "--strict")
    assert done.code == 0, done.err
    before = tree(project.root / "site")
    project.edit("protocols/harrow.yml", "topics: [childs-voice]", "topics: [childs-vioce]")

    done = run(project.root, "-m", "mkdocs", "build", "--strict")

    assert done.code == 1
    assert "childs-vioce" in done.out + done.err
    assert "missing-stamp" not in done.out + done.err
    assert tree(project.root / "site") == before


def test_a_site_that_plain_mkdocs_built_may_be_replaced(project: Project) -> None:
    done = run(project.root, "-m", "mkdocs", "build", "--strict")
    assert done.code == 0, done.err

    assert project.build().code == 0


def test_a_folder_that_is_not_ours_is_never_replaced(project: Project) -> None:
    (project.root / "precious").mkdir()
    (project.root / "precious" / "letter.txt").write_text("mine", encoding="utf-8")

    done = project.build("precious")

    assert done.code == 2
    assert tree(project.root / "precious") == {"letter.txt": b"mine"}


def test_a_site_for_a_disk_names_every_file_that_it_leads_to(project: Project) -> None:
    assert project.build("offline", "--offline").code == 0

    leading = [
        (address, target)
        for address, page in read_site(project.root / "offline").items()
        if address != "404.html"
        for target in page.targets
        if not urlsplit(target).scheme and urlsplit(target).path.endswith(("/", "."))
    ]

    assert leading == []


def test_references_are_put_back_where_markdown_has_no_more_to_say() -> None:
    assert plain_references("22&#40;4&#41; &#60;b&#62; &#38;amp; é") == "22(4) &#60;b&#62; &#38;amp; é"
