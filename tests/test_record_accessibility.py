"""What `make accessibility` writes can be read, and what people wrote stays."""

from pathlib import Path

import pytest

from generator.repository import load_accessibility
from tests.fixtures.real import ROOT
from tests.tools import record_accessibility

RECORD = {
    "date": "2026-11-22",
    "by": "program",
    "tool": "axe-core",
    "version": "4",
    "build": "0123456789abcdef",
    "views": 'light: "wide" #1',
    "pages": ["/", "/topics/"],
    "findings": [],
}


def test_a_record_takes_the_place_of_the_last_one_and_all_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "site_config" / "accessibility.yml"
    file.parent.mkdir()
    head = (ROOT / "site_config" / "accessibility.yml").read_text(encoding="utf-8").partition("\ntests:")[0] + "\n"
    file.write_text(head + "tests: []\n", encoding="utf-8")
    monkeypatch.setattr(record_accessibility, "ROOT", tmp_path)

    record_accessibility.write({**RECORD, "by": "person", "findings": ["/: a: b"]})
    record_accessibility.write({**RECORD, "build": "fedcba9876543210"})
    record_accessibility.write(RECORD)

    found = load_accessibility(tmp_path)
    assert found is not None
    assert file.read_text(encoding="utf-8").startswith(head + "tests:\n")
    assert [(test.by, test.build, test.pages, test.findings) for test in found.tests] == [
        ("program", "0123456789abcdef", ("/", "/topics/"), ()),
        ("person", "0123456789abcdef", ("/", "/topics/"), ("/: a: b",)),
    ]
    assert found.tests[0].views == 'light: "wide" #1'
