from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.fixtures.server import HeaderRule, Serve, read_header_rules


def get(address: str) -> tuple[int, dict[str, str], str]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "a site"
    (folder / "law").mkdir(parents=True)
    (folder / "index.html").write_text("home", encoding="utf-8")
    (folder / "law" / "index.html").write_text("law", encoding="utf-8")
    (folder / "404.html").write_text("not found, but kindly", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("outside", encoding="utf-8")
    return folder


@pytest.mark.parametrize("base", ["/", "/sub/path/"])
def test_a_folder_is_served_under_its_base(site: Path, serve: Serve, base: str):
    address = serve(site, base=base)

    assert urlsplit(address).path == base
    assert [get(address)[2], get(address + "law/")[2]] == ["home", "law"]


def test_outside_of_the_base_nothing_is_found(site: Path, serve: Serve):
    address = serve(site, base="/sub/")

    assert get(address.removesuffix("sub/"))[0] == 404
    assert get(address.removesuffix("sub/") + "law/")[0] == 404


@pytest.mark.parametrize("path", ["../secret.txt", "%2e%2e/secret.txt", "law/../../secret.txt"])
def test_outside_of_the_folder_nothing_is_found(site: Path, serve: Serve, path: str):
    assert get(serve(site) + path)[::2] == (404, "not found, but kindly")


def test_a_header_file_speaks_of_paths_below_the_base(site: Path, serve: Serve):
    policy = "default-src 'none'; img-src 'self' data:"
    rules = f"# every page\n/*\n  Content-Security-Policy: {policy}\n\n/law/*\n  X-Section: law\n"
    (site / "_headers").write_text(rules, encoding="utf-8")

    address = serve(site, base="/sub/")

    home, law = get(address)[1], get(address + "law/")[1]
    assert [home["content-security-policy"], home.get("x-section")] == [policy, None]
    assert [law["content-security-policy"], law.get("x-section")] == [policy, "law"]


def test_header_rules_keep_their_order():
    assert read_header_rules("/*\n  A: 1\n  B: x:y\n/b\n  A: 2\n") == (
        HeaderRule("/*", (("A", "1"), ("B", "x:y"))),
        HeaderRule("/b", (("A", "2"),)),
    )
