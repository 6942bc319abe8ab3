import json
from pathlib import Path

import pytest

from generator.cli.run import run
from tests.fixtures.projects import PROTOCOL
from tests.fixtures.repositories import Repository, repository

FILE = "protocols/ambridge.yml"
OTHER = "protocols/borchester.yml"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return repository(tmp_path / "top")


def changes(made: Repository, *arguments: str, since: str = "HEAD") -> int:
    return run(["changes", "--since", since, "--root", str(made.root), "--today", "2026-11-22", *arguments])


def test_nothing_has_changed_since_now(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert changes(made) == 0
    assert "No change of what protocols and registers say." in capsys.readouterr().out


def test_files_that_are_not_in_a_commit_yet_count(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    made.write({FILE: PROTOCOL.replace("status: approved", "status: withdrawn")})

    assert changes(made) == 0
    said = capsys.readouterr().out
    assert "Ambridge (protocols/ambridge.yml)\n" in said
    assert "  - Status, approved → withdrawn.\n" in said
    assert "  - /protocols/ambridge/\n" in said
    assert "  - /reviews/\n" in said


def test_what_is_technical_is_told_apart_and_a_comment_in_a_file_is_no_change(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.commit({FILE: f"# A remark.\n{PROTOCOL}", "templates/x.md.jinja": "x", "site_config/docs/about.md": "x"})

    assert changes(made, "--format", "json", since="HEAD~1") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["changes"], report["unseen"], report["technical"], report["handwritten"]) == (
        [],
        [FILE],
        ["templates/x.md.jinja"],
        ["site_config/docs/about.md"],
    )
    assert report["any_page_may_differ"]


def test_the_id_of_a_body_that_is_gone_is_told_as_that_of_a_clause(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write(
        {FILE: PROTOCOL.replace("[board", "[council").replace("id: board", "id: council").replace("first", "other")}
    )

    assert changes(made, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["vanished_ids"] == [
        {"protocol": "ambridge", "id": "first"},
        {"protocol": "ambridge", "id": "board"},
    ]


def test_a_file_that_cannot_be_read_now_is_told_with_all_others(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write({FILE: "title: [\n", OTHER: PROTOCOL})

    assert changes(made) == 1
    said = capsys.readouterr().out
    assert f"{FILE} cannot be read as it is now" in said
    assert "Added: A protocol (approved)." in said
    assert "taken away" not in said.lower()


def test_a_file_that_could_not_be_read_before_is_told_and_is_no_fault(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.commit({FILE: "title: [\n"})
    made.write({FILE: PROTOCOL})

    assert changes(made) == 0
    assert f"{FILE} could not be read as it was before" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["topics", "authorities", "kinds"])
def test_a_register_that_cannot_be_read_hides_no_change_of_a_protocol(
    made: Repository, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    made.write(
        {f"site_config/registers/{name}.yml": ": [", FILE: PROTOCOL.replace("status: approved", "status: withdrawn")}
    )

    assert changes(made) == 1
    said = capsys.readouterr().out
    assert f"site_config/registers/{name}.yml cannot be read" in said
    assert "Status, approved → withdrawn." in said


def test_settings_and_authorities_that_nobody_knows_stop_nothing(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write({"site_config/site.yml": ": [", OTHER: PROTOCOL.replace("[ambridge]", "[nowhere]")})

    assert changes(made) == 0
    assert "borchester (protocols/borchester.yml)" in capsys.readouterr().out


def test_an_id_that_is_gone_is_told_and_is_a_fault_unless_it_is_a_former_one(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write({FILE: PROTOCOL.replace("id: first", "id: meetings")})
    assert changes(made) == 1
    assert "The id 'first' of ambridge is gone" in capsys.readouterr().out

    made.write({FILE: PROTOCOL.replace("id: first", "id: meetings, was: [first]")})
    assert changes(made) == 0


def test_an_address_that_leads_nowhere_is_told(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    made.write({FILE: None})

    changes(made)
    said = capsys.readouterr().out
    assert "The address protocols/ambridge/ leads nowhere now" in said
    assert "taken away from the site" in said.lower()


def test_only_what_this_branch_did_is_told(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({"README.md": "x"})
    made.git("checkout", "--quiet", "main")
    made.commit({OTHER: PROTOCOL})
    made.git("checkout", "--quiet", "side")

    assert changes(made, since="main") == 0
    assert "No change of what" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_every_format_tells_the_change(made: Repository, capsys: pytest.CaptureFixture[str], form: str) -> None:
    made.write({FILE: PROTOCOL.replace("status: approved", "status: withdrawn")})

    assert changes(made, "--format", form) == 0
    assert "Status, approved" in capsys.readouterr().out


@pytest.mark.parametrize("revision", ["nope", "--exec=x", ""])
def test_a_revision_that_git_does_not_know_is_wrong_use(
    made: Repository, capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    assert changes(made, since=revision) == 2
    assert "no revision" in capsys.readouterr().err


def test_without_a_repository_or_git_it_is_wrong_use(
    made: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert changes(made) == 2
    assert "Git is not installed here" in capsys.readouterr().err
