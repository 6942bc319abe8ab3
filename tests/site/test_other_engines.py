"""The folder of pages on other generators of sites: the way out, should MkDocs 1 come to its end. See MOVING.md."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.fixtures.sites import ROOT, TODAY, Project, copy_project, run
from tests.site.test_build import ORIGIN, lead, read_site, tree

MOVING = (ROOT / "MOVING.md").read_text(encoding="utf-8")
ZENSICAL = "import sys; sys.argv[0] = 'zensical'; from zensical.main import cli; cli()"


@dataclass(frozen=True, slots=True)
class Known:
    """A difference that Zensical's pages have: how MOVING.md tells it, and what is gone and come in a page."""

    told: str
    gone: str = ""
    come: str = ""


KNOWN = (
    Known(
        "Its own link that skips to the content",
        gone=r"<a class='md-skip' href='[^']*#[^']*'>",
        come=r"<a class='md-skip' href='[^']*#__skip'>|<a id='__skip' tabindex='-1'>|</a>",
    ),
    Known(
        "Two parts of its frame that our pages do not show carry other attributes",
        gone=r"<label class='md-overlay' for='__drawer'>|<div class='md-dialog' data-md-component='dialog'>",
        come=r"<label aria-hidden='true' class='md-overlay' for='__drawer'>"
        r"|<div aria-atomic='true' class='md-dialog' data-md-component='dialog' role='status'>",
    ),
    Known("It wraps examples of YAML for colouring", come=r"<div class='highlight'>|<span>|</span>|</div>"),
    Known("The page for lost readers has that link twice", come=r"404\.html: (Skip to main content|</a>)"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pages, for a site that stands below a folder of its host."""
    project: Project = copy_project(tmp_path_factory.mktemp("engines") / "project")
    project.edit("mkdocs.yml", '!ENV [SITE_URL, ""]', ORIGIN)
    done = project.protocols("build", "--pages", "folder", "--today", TODAY.isoformat())
    assert done.code == 0, done.err
    return project.root / "folder"


@pytest.fixture(scope="module")
def plain(folder: Path) -> Path:
    """What MkDocs makes of the folder."""
    done = run(folder, "-m", "mkdocs", "build", "--strict", "--site-dir", "../with-mkdocs")
    assert done.code == 0, done.err
    return folder.parent / "with-mkdocs"


@pytest.fixture(scope="module")
def zensical(folder: Path) -> Path:
    """What Zensical makes of the folder."""
    done = run(folder, "-c", ZENSICAL, "build", "--config-file", "mkdocs.yml")
    assert done.code == 0, done.out + done.err
    return folder / "site"


def test_properdocs_makes_the_same_bytes(folder: Path, plain: Path) -> None:
    done = run(folder, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", "../with-properdocs")

    assert done.code == 0, done.err
    assert tree(folder.parent / "with-properdocs") == tree(plain)


def test_zensical_makes_every_page_with_every_anchor_link_and_word(plain: Path, zensical: Path) -> None:
    pages, expected = read_site(zensical), read_site(plain)

    assert list(pages) == list(expected)
    for address, page in expected.items():
        assert " ".join(pages[address].article).split() == " ".join(page.article).split()
        assert [each for each in pages[address].ids if each != "__skip"] == page.ids
    lost = [
        (address, target, where)
        for address, page in pages.items()
        for target in page.targets
        if address != "404.html" and (where := lead(zensical, pages, address, target))
    ]
    assert lost == []


def test_zensical_pages_differ_only_in_what_is_known(plain: Path, zensical: Path) -> None:
    unknown = [
        f"{name}: {line}"
        for name, line in differences(plain, zensical)
        if not any(is_known(each, name, line) for each in KNOWN)
    ]

    assert unknown == []


@pytest.mark.parametrize("known", KNOWN, ids=lambda each: each.told)
def test_no_known_difference_has_gone_meanwhile(known: Known, plain: Path, zensical: Path) -> None:
    assert any(is_known(known, name, line) for name, line in differences(plain, zensical))


def test_zensical_takes_over_every_other_file(plain: Path, zensical: Path) -> None:
    before, after = ours(plain), ours(zensical)

    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert differing == {"_headers", "robots.txt", "search.json", "sitemap.xml"}
    assert addresses(zensical) == addresses(plain)


def test_what_a_move_takes_is_told_with_every_difference_and_for_the_versions_that_are_tested() -> None:
    words = " ".join(MOVING.split())

    assert [each.told for each in KNOWN if each.told not in words] == []
    assert [name for name in ("_headers", "robots.txt", "search.json") if f"`{name}`" not in words] == []
    assert f"ProperDocs {version('properdocs')}" in words
    assert f"Zensical {version('zensical')}" in words


def is_known(known: Known, name: str, line: str) -> bool:
    pattern = known.gone if line.startswith("-") else known.come
    return bool(pattern) and any(re.fullmatch(pattern, text) for text in (line[1:], f"{name}: {line[1:]}"))


def differences(before: Path, after: Path) -> Iterator[tuple[str, str]]:
    """Give every tag and text of a page that is gone (-) or has come (+), by the name of its file."""
    for file in sorted(before.rglob("*.html")):
        name = file.relative_to(before).as_posix()
        lines = unified_diff(parts(file, name), parts(after / name, name), lineterm="", n=0)
        for line in list(lines)[2:]:
            if not line.startswith("@@"):
                yield name, line


def parts(file: Path, name: str) -> list[str]:
    """Give the tags and texts of a page in order, every link as a whole address."""
    reader = _Parts(urljoin(ORIGIN, name.removesuffix("index.html")))
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    return reader.found


class _Parts(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._here = here

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = (f"{name}={self._whole(name, value)!r}" for name, value in attrs)
        self.found.append(f"<{' '.join([tag, *sorted(shown)])}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.found.append(words)

    def _whole(self, name: str, value: str | None) -> str | None:
        leads = name in ("href", "src", "action") and value is not None
        return urljoin(self._here, value).replace(ORIGIN, "ORIGIN/") if leads else value


def ours(site: Path) -> Mapping[str, bytes]:
    """Give the files that are neither pages nor the theme's own."""
    theirs = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
    return {
        name: content
        for name, content in tree(site).items()
        if not name.startswith(theirs) and not name.endswith((".html", ".gz"))
    }


def addresses(site: Path) -> set[str]:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    return {found.replace("&#x2f;", "/") for found in re.findall("<loc>(.*?)</loc>", text)}
