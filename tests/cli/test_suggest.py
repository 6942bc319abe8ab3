import json
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.cli import suggest as suggest_module
from generator.cli.run import run
from tests.fixtures.bare import bare

ROOT = Path(__file__).parents[2]
FILE = "protocols/isle-of-wight.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("protocols", "site_config/registers"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "site_config/site.yml", tmp_path / "site_config/site.yml")
    place = tmp_path / FILE
    place.write_text(bare(place.read_text(encoding="utf-8")), encoding="utf-8")
    return tmp_path


def suggest(root: Path, *arguments: str) -> int:
    return run(["suggest", "--root", str(root), "--today", "2026-11-22", str(root / FILE), *arguments])


def errors(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    run(["check", "--root", str(root), "--today", "2026-11-22"])
    return [line for line in capsys.readouterr().out.splitlines() if ": error: " in line]


def test_each_is_told_with_its_place_its_confidence_and_its_reason(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / FILE).read_bytes()

    code = suggest(root)

    said = capsys.readouterr()
    assert code == 0
    assert (
        ": citation at 'childs-voice' (matched)\n    names Children Act 1989, 20\n    + citations:\n"
        "    +   - quote: section 20 of the Children Act 1989\n"
    ) in said.out
    assert said.err.endswith("each is a guess until you have read it\n")
    assert (root / FILE).read_bytes() == before


def test_git_takes_the_patch_and_the_check_finds_no_error_after_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert errors(root, capsys)
    suggest(root, "--format", "patch")
    patch = capsys.readouterr().out

    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=root, check=True)

    assert errors(root, capsys) == []


def test_only_what_is_matched_when_that_is_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suggest(root, "--format", "json", "--min", "matched")

    found = json.loads(capsys.readouterr().out)
    assert {each["confidence"] for each in found} == {"matched"}
    assert {"file", "line", "kind", "clause", "key", "value", "confidence", "reason", "lines"} == found[0].keys()


def test_a_file_that_cannot_be_read_is_told_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / FILE).write_text("title: A: b\n", encoding="utf-8")

    code = suggest(root)

    said = capsys.readouterr()
    assert code == 1
    assert "[colon-in-text]" in said.out
    assert "mend it first" in said.err


def test_without_a_terminal_nothing_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert suggest(root, "--interactive") == 2
    assert "needs a terminal" in capsys.readouterr().err


def test_an_editor_takes_leaves_changes_and_ends(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["n", "n", "y", "e", "q"])
    monkeypatch.setattr(suggest_module, "is_asked", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    monkeypatch.setattr("click.edit", lambda text, **_: text.replace("corporate-parenting-role", "equal-partners"))
    before = (root / FILE).read_text(encoding="utf-8")

    suggest(root, "--interactive")

    after = (root / FILE).read_text(encoding="utf-8")
    assert after.count("topics: ") == 2
    assert "topics: [distinct-roles]\n" in after
    assert "topics: [equal-partners]\n" in after
    assert (
        after.replace("        topics: [distinct-roles]\n", "").replace("        topics: [equal-partners]\n", "")
        == before
    )
    assert f"2 taken, {FILE} written" in capsys.readouterr().err
