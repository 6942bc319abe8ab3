import sys
from pathlib import Path

import pytest

from generator.cli import fix as fix_module
from generator.cli.run import run
from tests.fixtures.projects import PROTOCOL, project

FAULTY = PROTOCOL.replace("title: A protocol", "title: 3.10").replace("text: The Board meets.", "label: 1, text: Yes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path, {"protocols/ambridge.yml": FAULTY})


def fix(root: Path, *arguments: str) -> int:
    return run(["check", "--fix", "--root", str(root), "--today", "2026-11-22", *arguments])


def test_files_are_mended_in_place_then_checked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fix(root)

    said = capsys.readouterr().out
    text = (root / "protocols/ambridge.yml").read_text("utf-8")
    assert "protocols/ambridge.yml:1: mended: 3.10 put in quotes [schema]\n" in said
    assert 'title: "3.10"\n' in text
    assert 'label: "1", text: Yes' in text
    assert "[schema]" not in "".join(line for line in said.splitlines() if ": error: " in line)


def test_a_dry_run_shows_a_patch_and_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = fix(root, "--dry-run")

    said = capsys.readouterr().out
    assert code == 1
    assert said.startswith("--- a/protocols/ambridge.yml\n+++ b/protocols/ambridge.yml\n@@ ")
    assert (root / "protocols/ambridge.yml").read_text("utf-8") == FAULTY


def test_a_dry_run_ends_well_where_nothing_would_change(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fix(root)
    capsys.readouterr()

    assert fix(root, "--dry-run") == 0
    assert capsys.readouterr().out == ""


def test_only_named_files_are_mended(root: Path) -> None:
    (root / "protocols/other.yml").write_text(FAULTY, "utf-8")

    fix(root, str(root / "protocols/other.yml"))

    assert (root / "protocols/ambridge.yml").read_text("utf-8") == FAULTY
    assert (root / "protocols/other.yml").read_text("utf-8") != FAULTY


def test_json_stays_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fix(root, "--format", "json")

    assert capsys.readouterr().out.startswith("{")


def test_a_stamp_that_is_out_of_date_waits_for_a_word(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fix(root)
    place = root / "protocols/ambridge.yml"
    place.write_text(place.read_text("utf-8").replace("text: Yes", "text: Other"), "utf-8")
    stale = place.read_text("utf-8")

    fix(root)
    waits = capsys.readouterr().out
    unchanged = place.read_text("utf-8")
    fix(root, "--confirm-stamps")

    assert unchanged == stale
    assert "a remark is to be read again; when you have, run this with --confirm-stamps" in waits
    assert place.read_text("utf-8") != stale
    assert "[stale-stamp]" in capsys.readouterr().out


def test_on_a_terminal_each_remark_is_asked_about(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fix(root, "--confirm-source")
    place = root / "protocols/ambridge.yml"
    place.write_text(place.read_text("utf-8").replace("text: Yes", "text: Other"), "utf-8")
    monkeypatch.setattr(fix_module, "is_asked", lambda: True)
    asked: list[str] = []
    monkeypatch.setattr("click.prompt", lambda text, **_: asked.append(text) or "y")

    fix(root)

    said = capsys.readouterr().out
    assert asked == ["    You have read both; does it still hold?"]
    assert "the text has changed since the absence of 'care-planning' was written" in said
    assert "the stamp of the absence of 'care-planning' renewed" in said


def test_the_words_of_confirmation_go_with_fix(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--confirm-stamps", "--root", str(root)]) == 2
    assert "go with --fix" in capsys.readouterr().err


def test_nobody_is_asked_where_nobody_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)

    assert not fix_module.is_asked()
