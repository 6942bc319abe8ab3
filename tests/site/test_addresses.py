"""What a published site says of its own addresses: canonical ones, a map, old ones that lead on, headers."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.rendering.literal import script_data
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.server import headers_for, read_header_rules
from tests.fixtures.sites import Project, copy_project, run

ADDRESS = "https://site.example/protocols-site/"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with an address, in which a protocol and entries of registers were called otherwise before."""
    project = copy_project(tmp_path_factory.mktemp("addresses") / "project")
    project.edit("site_config/site.yml", "name: ", f"address: {ADDRESS}\nname: ")
    project.edit("protocols/harrow.yml", "authorities:", "was: [harrow-council]\nauthorities:")
    project.edit("site_config/registers/topics.yml", "slug: childs-voice\n", "slug: childs-voice\n    was: [voice]\n")
    registers = "site_config/registers"
    project.edit(
        f"{registers}/instruments.yml", "slug: children-act-1989\n", "slug: children-act-1989\n    was: [ca]\n"
    )
    project.edit(f"{registers}/matters.yml", "slug: annual-report\n", "slug: annual-report\n    was: [yearly]\n")
    project.edit(f"{registers}/body-types.yml", "slug: cabinet\n", "slug: cabinet\n    was: [executive]\n")
    project.edit(f"{registers}/terms.yml", "slug: care-leaver\n", "slug: care-leaver\n    was: [leaver]\n")
    done = project.build()
    assert done.code == 0, done.err
    return project


@pytest.fixture(scope="module")
def site(moved: Project) -> Path:
    return moved.root / "site"


def page_addresses(site: Path) -> list[str]:
    moved = [file for file in site.rglob("*.html") if "This page has moved" in file.read_text(encoding="utf-8")]
    return sorted(
        ADDRESS + file.relative_to(site).as_posix().removesuffix("index.html")
        for file in site.rglob("index.html")
        if file not in moved
    )


def test_every_page_stands_once_in_the_map_of_the_site_and_says_the_same_of_itself(site: Path) -> None:
    tree = ElementTree.parse(site / "sitemap.xml")
    listed = [each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    said = [
        re.search(r'<link rel="canonical" href="([^"]*)">', file.read_text(encoding="utf-8"))
        for file in site.rglob("index.html")
        if "This page has moved" not in file.read_text(encoding="utf-8")
    ]

    assert sorted(filter(None, listed)) == page_addresses(site)
    assert sorted(found[1] for found in said if found) == page_addresses(site)


def test_the_map_bears_no_day_and_has_no_second_form(site: Path) -> None:
    assert "lastmod" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not (site / "sitemap.xml.gz").exists()


def test_robots_are_shown_the_map(site: Path) -> None:
    assert (site / "robots.txt").read_text(encoding="utf-8").split("\n")[:3] == [
        "User-agent: *",
        "Allow: /",
        f"Sitemap: {ADDRESS}sitemap.xml",
    ]


def test_without_an_address_there_is_no_map_and_no_canonical_address(built_site: Path) -> None:
    assert not (built_site / "sitemap.xml").exists()
    assert "Sitemap" not in (built_site / "robots.txt").read_text(encoding="utf-8")
    assert 'rel="canonical"' not in (built_site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("protocols/harrow-council/", "protocols/harrow/"),
        ("protocols/harrow-council/reporting/", "protocols/harrow/reporting/"),
        ("tasks/harrow-council/", "tasks/harrow/"),
        ("compare/harrow-council/isle-of-wight/", "compare/harrow/isle-of-wight/"),
        ("topics/voice/", "topics/childs-voice/"),
        ("law/ca/", "law/children-act-1989/"),
        ("reporting/yearly/", "reporting/annual-report/"),
        ("bodies/executive/", "bodies/cabinet/"),
    ],
)
def test_an_old_address_leads_to_the_new_one_without_a_script(site: Path, old: str, new: str) -> None:
    page = (site / old / "index.html").read_text(encoding="utf-8")

    ways = re.findall(r'(?:url=|<a href=")([^"]+)"', page)
    assert [(site / old / way).resolve() for way in ways] == [(site / new).resolve()] * 2
    assert f'<link rel="canonical" href="{ADDRESS}{new}">' in page
    assert "<script" not in page
    assert f"/protocols-site/{old} /protocols-site/{new} 301" in (site / "_redirects").read_text(
        encoding="utf-8"
    ).split("\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("protocols/harrow-council/feed.atom", "protocols/harrow/feed.atom"),
        ("protocols/harrow-council/citations.csv", "protocols/harrow/citations.csv"),
        ("protocols/harrow-council/reporting/flows.csv", "protocols/harrow/reporting/flows.csv"),
        ("data/v1/protocols/harrow-council.json", "data/v1/protocols/harrow.json"),
        ("compare/harrow-council/isle-of-wight/comparison.csv", "compare/harrow/isle-of-wight/comparison.csv"),
        (
            "compare/harrow-council/isle-of-wight/harrow-council-and-isle-of-wight.docx",
            "compare/harrow/isle-of-wight/harrow-and-isle-of-wight.docx",
        ),
        ("topics/voice/feed.atom", "topics/childs-voice/feed.atom"),
        ("topics/voice/wordings.csv", "topics/childs-voice/wordings.csv"),
        ("topics/voice/voice.docx", "topics/childs-voice/childs-voice.docx"),
        ("data/v1/topics/voice.json", "data/v1/topics/childs-voice.json"),
        ("law/ca/citations.csv", "law/children-act-1989/citations.csv"),
        ("reporting/yearly/flows.csv", "reporting/annual-report/flows.csv"),
        ("bodies/executive/bodies.csv", "bodies/cabinet/bodies.csv"),
    ],
)
def test_a_file_stands_at_its_old_address_too(site: Path, old: str, new: str) -> None:
    assert (site / old).read_bytes() == (site / new).read_bytes()
    assert f'"{old}"' not in (site / "data/v1/index.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("topics/childs-voice/", "harrow-council", "harrow"),
        ("topics/pledge/", "harrow-council", "harrow"),
        ("compare/harrow/isle-of-wight/", "voice", "childs-voice"),
        ("reporting/", "yearly", "annual-report"),
        ("reporting/annual-report/", "harrow-council", "harrow"),
        ("bodies/cabinet/", "harrow-council_cabinet", "harrow_cabinet"),
        ("law/", "harrow-council", "harrow"),
    ],
)
def test_an_old_link_into_a_page_leads_to_the_place(site: Path, page: str, old: str, new: str) -> None:
    html = (site / page / "index.html").read_text(encoding="utf-8")

    assert html.count(f' id="{old}"') == html.count(f' id="{new}"') == 1
    assert abs(html.index(f' id="{old}"') - html.index(f' id="{new}"')) < 300


def test_a_feed_and_its_entries_keep_their_names_when_what_they_are_about_is_renamed(
    site: Path, built_site: Path
) -> None:
    for old, new in (("protocols/harrow", "protocols/harrow"), ("topics/childs-voice", "topics/childs-voice")):
        now = re.findall("<id>(.*)</id>", (site / new / "feed.atom").read_text(encoding="utf-8"))
        before = re.findall("<id>(.*)</id>", (built_site / old / "feed.atom").read_text(encoding="utf-8"))
        assert len(now) == len(before) > 1


def test_an_old_link_to_a_term_leads_to_it(site: Path) -> None:
    page = (site / "glossary" / "index.html").read_text(encoding="utf-8")

    assert re.search(r'<h3 id="care-leaver".*?</h3>\s*(?:<p>)?<span id="leaver">', page)


def test_where_nothing_has_moved_there_is_no_list(built_site: Path) -> None:
    assert not (built_site / "_redirects").exists()


def test_the_headers_are_those_of_the_pages_and_forbid_frames(built_site: Path) -> None:
    headers = dict(
        headers_for("/protocols/harrow/", read_header_rules((built_site / "_headers").read_text(encoding="utf-8")))
    )
    in_page = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]*)"',
        (built_site / "index.html").read_text(encoding="utf-8"),
    )

    assert in_page
    assert headers == {
        "Content-Security-Policy": f"{in_page[1].strip()}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")


def test_a_protocol_is_told_in_the_terms_of_schema_org(site: Path) -> None:
    page = (site / "protocols" / "harrow" / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)

    assert len(found) == 1
    told = json.loads(found[0])
    assert (told["@type"], told["@id"], told["creativeWorkStatus"], told["dateCreated"]) == (
        "CreativeWork",
        f"{ADDRESS}protocols/harrow/",
        "Draft",
        "2015-04",
    )
    assert {each["@type"] for each in told["citation"]} <= {"Legislation", "CreativeWork"}
    assert told["encoding"]["contentUrl"].removeprefix(ADDRESS) == "data/v1/protocols/harrow.json"
    assert (site / "data/v1/protocols/harrow.json").is_file()
    for name in ("og:title", "og:description", "og:url", "og:site_name"):
        assert page.count(f'property="{name}"') == 1


def test_programs_are_led_to_the_feed_and_the_data_of_a_page(site: Path) -> None:
    found = {
        page: re.findall(
            r'<link rel="alternate" type="([^"]*)" title="[^"]+" href="([^"]*)">',
            (site / page / "index.html").read_text("utf-8"),
        )
        for page in ("", "changes/", "protocols/harrow/", "topics/pledge/", "law/")
    }

    assert {page: [kind for kind, _ in links] for page, links in found.items()} == {
        "": ["application/atom+xml"],
        "changes/": ["application/atom+xml"],
        "protocols/harrow/": ["application/atom+xml", "application/json"],
        "topics/pledge/": ["application/atom+xml", "application/json"],
        "law/": [],
    }
    assert [href for page, links in found.items() for _, href in links if not (site / page / href).is_file()] == []


def test_data_in_a_script_element_cannot_end_it_and_reads_as_it_was() -> None:
    texts = [*ATTACKS, "</SCRIPT>", "<!--", "\u2028\u2029", "&lt;"]

    made = script_data(texts)

    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made) == texts


def test_another_day_of_build_gives_the_same_bytes(site: Path, tmp_path: Path, moved: Project) -> None:
    again = tmp_path / "again"
    another_time = (
        "import os, runpy, sys; os.environ['SOURCE_DATE_EPOCH'] = '1500000000'; "
        f"sys.argv = ['x', 'build', '--site', {str(again)!r}, '--today', '2026-11-22']; "
        "runpy.run_module('generator', run_name='__main__')"
    )

    done = run(moved.root, "-c", another_time)

    assert done.code == 0, done.err
    first, second = (contents(folder) for folder in (site, again))
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
