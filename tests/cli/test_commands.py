import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import run as run_module
from generator.cli.run import run
from tests.fixtures.projects import PROTOCOL, SITE, project

FAULTY = PROTOCOL.replace("title: A protocol", "title: 3.10")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return project(tmp_path, {"protocols/other.yml": FAULTY})


def check(root: Path, *arguments: str) -> int:
    return run(["check", "--root", str(root), "--today", "2026-11-22", *arguments])


def errors(output: str) -> list[str]:
    return [line for line in output.splitlines() if ": error: " in line]


def test_a_fault_goes_to_standard_output_and_the_count_to_standard_error(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = check(faulty, "protocols/other.yml") if os.chdir(faulty) is None else 0

    said = capsys.readouterr()
    assert code == 1
    assert "protocols/other.yml:1:8: error: 'title' must be text, found the number 3.10 [schema]\n" in said.out
    assert said.err.endswith(" in 1 of 1 file; why, with an example: protocols explain schema\n")


def test_only_the_named_files_are_told(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(faulty, str(faulty / "protocols" / "ambridge.yml"))

    assert "other.yml" not in capsys.readouterr().out


def test_json_is_told_in_json_alone(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = check(faulty, "--format", "json")

    report = json.loads(capsys.readouterr().out)
    assert code == 1
    assert ("protocols/other.yml", "schema") in [(d["file"], d["rule"]) for d in report["diagnostics"]]


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_other_formats_tell_the_same_faults(faulty: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    assert check(faulty, "--format", form) == 1

    assert "protocols/other.yml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("site", "mkdocs", "address"),
    [
        ("", "", None),
        ("address: https://a.example/p/\n", "site_url: https://b.example/\n", "https://a.example/p/"),
        ("", "site_name: Site\nsite_url: 'https://b.example/p'\n", "https://b.example/p/"),
        ("", "site_url: \xff\n", None),
    ],
)
def test_sarif_leads_to_the_page_of_checks_where_the_files_say_where_the_site_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], site: str, mkdocs: str, address: str | None
) -> None:
    files = {"protocols/other.yml": FAULTY, "site_config/site.yml": SITE + site, "mkdocs.yml": mkdocs.encode("latin-1")}

    check(project(tmp_path, files), "--format", "sarif")

    assert help_of_schema(capsys) == (f"{address}contribute/checks/#schema" if address else None)


def test_sarif_leads_to_the_site_that_builds_are_told_of(
    faulty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (faulty / "mkdocs.yml").write_text('site_url: !ENV [SITE_URL, ""]\n')
    monkeypatch.setenv("SITE_URL", "https://c.example/p")

    check(faulty, "--format", "sarif")

    assert help_of_schema(capsys) == "https://c.example/p/contribute/checks/#schema"


def help_of_schema(capsys: pytest.CaptureFixture[str]) -> str | None:
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    (found,) = (rule.get("helpUri") for rule in rules if rule["id"] == "schema")
    return found


def test_colour_comes_only_when_it_is_wanted(
    faulty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(faulty)
    assert "\x1b" not in capsys.readouterr().out

    check(faulty, "--colour")
    assert "\x1b" in capsys.readouterr().out

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    check(faulty)
    assert "\x1b" in capsys.readouterr().out

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    check(faulty)
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["check", "--format", "xml"],
        ["check", "--today", "tomorrow"],
        ["check", "--today", "20261122"],
        ["check", "--root", "nowhere"],
        ["check", "no-such-file.yml"],
        ["explain", "no-such-rule"],
        ["schema", "--nope"],
    ],
)
def test_wrong_use_is_2_and_one_plain_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert "Error: " in said.err
    assert "Traceback" not in said.err


def test_a_file_outside_of_the_project_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.yml").write_text("a: b")

    assert check(project(tmp_path / "project"), str(tmp_path / "x.yml")) == 2
    assert "is not in the project" in capsys.readouterr().err


def test_without_a_project_one_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["check"]) == 2
    assert "there is no project here" in capsys.readouterr().err


def test_the_project_is_found_from_a_folder_inside(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(faulty / "protocols" / "sources")

    assert run(["check", "../other.yml"]) == 1
    assert "protocols/other.yml:1:8" in capsys.readouterr().out


def test_the_example_is_checked_when_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, {"protocols/_example.yml": FAULTY})

    check(root)
    assert "_example" not in capsys.readouterr().out

    check(root, str(root / "protocols" / "_example.yml"))
    assert "protocols/_example.yml:1:8: error" in capsys.readouterr().out


def test_where_registers_are_broken_a_named_file_does_not_pass_for_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, {"site_config/registers/kinds.yml": "kinds: 3\n"})

    assert check(root, str(root / "protocols" / "ambridge.yml")) == 1
    assert "site_config/registers/kinds.yml:1:8: error" in capsys.readouterr().out


def test_explain_lists_all_rules_and_tells_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    rules = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert rules == sorted(rules)

    for rule in rules:
        assert run(["explain", rule]) == 0
        assert capsys.readouterr().out.startswith((f"{rule} (error)\n\n", f"{rule} (warning)\n\n"))


def test_explain_knows_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "[tab-character]"]) == 0
    assert run(["explain", "tab-caracter"]) == 2
    assert "did you mean 'tab-character'?" in capsys.readouterr().err


def test_schemas_are_written_once_and_then_current(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(project(tmp_path))

    assert run(["schema", "--check", "--root", root]) == 1
    assert "protocol.schema.json: not current" in capsys.readouterr().out
    assert not (tmp_path / "site_config" / "schema").exists()

    assert run(["schema", "--root", root]) == 0
    assert len(list((tmp_path / "site_config" / "schema").iterdir())) == 10
    assert run(["schema", "--check", "--root", root]) == 0


def test_schemas_are_not_written_from_broken_registers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, {"site_config/registers/kinds.yml": "kinds: 3\n"})

    assert run(["schema", "--root", str(root)]) == 1
    assert errors(capsys.readouterr().out)[0].startswith("site_config/registers/kinds.yml:1:8")


def test_a_fault_of_the_program_is_one_sentence_and_a_way_to_report_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("generator.pipeline.check", fail)

    assert check(project(tmp_path)) == run_module.OUR_FAULT
    said = capsys.readouterr().err
    assert "this is a fault of the program, not of your files (KeyError: 'surprise')" in said
    assert "Traceback" not in said

    assert run(["--debug", "check", "--root", str(tmp_path)]) == run_module.OUR_FAULT
    assert "Traceback" in capsys.readouterr().err


def test_a_full_disk_is_not_called_a_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "x\x1b.yml")

    monkeypatch.setattr("generator.pipeline.check", fail)

    assert check(project(tmp_path)) == run_module.OUR_FAULT
    assert capsys.readouterr().err == "protocols: the computer refused: no space left on device ('x\\x1b.yml')\n"


def test_ctrl_c_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.pipeline.check", interrupt)

    assert check(project(tmp_path)) == run_module.INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err


def process(root: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments, "--root", str(root)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUNBUFFERED": "", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    root = project(tmp_path, {"protocols/other.yml": PROTOCOL.replace("status: approved", "status: “naïve” 子")})

    out, err = process(root, "check", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii").communicate(timeout=60)

    assert "found the text '“naïve” 子'" in out.decode("utf-8")
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    lines = "".join(f"key{number}: x\n" for number in range(3000))
    root = project(tmp_path, {"protocols/other.yml": PROTOCOL + lines})
    running = process(root, "check", "--format", "json")
    assert running.stdout
    assert running.stderr

    running.stdout.read(10)
    running.stdout.close()

    assert running.wait(timeout=60) == run_module.BROKEN_PIPE
    assert running.stderr.read() == b""
    running.stderr.close()


def test_the_exit_code_of_a_killed_reader_is_the_one_that_shells_use() -> None:
    assert run_module.BROKEN_PIPE == 128 + signal.SIGPIPE
