"""`protocols check` in real repositories: what was there before and is not any more."""

import json
from pathlib import Path

import pytest

from generator import states
from generator.cli.run import run
from tests.fixtures.projects import PROTOCOL, SECTIONS, project
from tests.fixtures.repositories import Repository, repository

FILE = "protocols/ambridge.yml"
RENAMED = PROTOCOL.replace("id: first", "id: meetings")
WITH_WAS = PROTOCOL.replace("id: first", "id: meetings, was: [first]")
TOPICS = "site_config/registers/topics.yml"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return repository(tmp_path / "top")


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str, str, str]]:
    """The place, the rule, the fact and the hint of all that is told because of what was before; code 1 with errors."""
    capsys.readouterr()
    code = run(["check", "--format", "json", "--root", str(root), "--today", "2026-11-22", *arguments])
    report = json.loads(capsys.readouterr().out)
    assert code == (1 if report["errors"] else 0)
    return [
        (f"{each['file']}:{each['line']}:{each['column']}", each["rule"], each["message"], each["hint"])
        for each in report["diagnostics"]
        if each["rule"] in ("vanished-id", "vanished-slug", "lost-address")
    ]


GONE = [
    (
        f"{FILE}:20:14",
        "vanished-id",
        "the id 'first' is gone; 'meetings' has taken its place",
        "add to this clause: was: [first]",
    )
]


def test_an_id_that_is_gone_is_told_before_it_is_committed(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(made.root, capsys) == []

    made.write({FILE: RENAMED})
    assert told(made.root, capsys) == GONE
    assert told(made.root, capsys, str(made.root / FILE)) == GONE

    made.git("add", "--all")
    assert told(made.root, capsys) == GONE


def test_an_id_that_is_gone_is_told_on_a_branch_as_long_as_it_is_not_merged(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({FILE: RENAMED})
    made.commit({"README.md": "Words.\n"})
    assert told(made.root, capsys) == GONE

    made.git("checkout", "--quiet", "main")
    made.git("merge", "--quiet", "side")
    assert told(made.root, capsys) == []


def test_an_id_that_was_never_on_the_default_branch_may_go(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({FILE: PROTOCOL.replace("absences:", "      - {id: second, text: More.}\nabsences:")})
    made.commit({FILE: PROTOCOL})

    assert told(made.root, capsys) == []


def test_in_a_merge_of_a_pull_request_the_base_is_its_first_parent(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({FILE: RENAMED})
    made.git("checkout", "--quiet", "--detach", "main")
    made.commit({"README.md": "Words.\n"})
    made.git("merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    made.git("branch", "--delete", "--force", "main")

    assert told(made.root, capsys) == []
    assert told(made.root, capsys, "--since", "HEAD^1") == GONE


def test_an_id_that_stands_under_was_is_not_gone(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    made.write({FILE: WITH_WAS})

    assert told(made.root, capsys) == []


def test_fix_keeps_an_id_that_was_there_before_at_what_bears_it_now(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write({FILE: RENAMED})

    assert run(["check", "--fix", "--dry-run", "--root", str(made.root), "--today", "2026-11-22"]) == 1
    assert (made.root / FILE).read_text("utf-8") == RENAMED
    assert run(["check", "--fix", "--root", str(made.root), "--today", "2026-11-22", "--since", "lost"]) == 2
    assert (made.root / FILE).read_text("utf-8") == RENAMED
    capsys.readouterr()
    run(["check", "--fix", "--root", str(made.root), "--today", "2026-11-22"])
    assert f"{FILE}:21: mended: 'first' kept under 'was' [vanished-id]\n" in capsys.readouterr().out
    assert "id: meetings, was: [first]" in (made.root / FILE).read_text("utf-8")
    assert told(made.root, capsys) == []


def test_a_file_of_another_name_says_what_it_was_called_or_is_told_to(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    new = "protocols/ambridge-2018.yml"
    made.write({FILE: None, new: PROTOCOL})
    assert told(made.root, capsys) == [
        (
            f"{new}:1:1",
            "vanished-slug",
            "this file was called 'ambridge' before, and nothing leads on from there",
            "add: was: [ambridge]",
        )
    ]

    made.write({new: f"was: [ambridge]\n{RENAMED}"})
    assert told(made.root, capsys) == [
        (f"{new}:21:14", *GONE[0][1:]),
    ]


def test_a_protocol_that_is_taken_away_is_a_warning(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    made.commit({"protocols/borchester.yml": PROTOCOL.replace("authorities: [ambridge]", "authorities: [borchester]")})
    made.write({"protocols/borchester.yml": None})

    assert told(made.root, capsys) == [
        (
            "protocols/borchester.yml:None:None",
            "lost-address",
            "the protocol 'borchester' is gone, and nothing leads on from its address",
            "if it is in another file now, add there: was: [borchester]; "
            "if it is no longer in force, put it back with: status: withdrawn",
        )
    ]
    assert told(made.root, capsys, str(made.root / FILE)) == []


def test_a_topic_that_is_renamed_is_told_in_its_register(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    topics = (made.root / TOPICS).read_text()
    made.write({TOPICS: topics.replace("slug: audits", "slug: audit-work")})
    assert [each[:3] for each in told(made.root, capsys)] == [
        (f"{TOPICS}:8:12", "vanished-slug", "the topic 'audits' is gone; 'audit-work' has taken its place")
    ]

    made.write({TOPICS: topics.replace("slug: audits", "slug: audit-work, was: [audits]")})
    assert told(made.root, capsys) == []


def test_of_a_file_that_cannot_be_read_now_or_could_not_before_nothing_is_told(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write({FILE: RENAMED.replace("- {id: meetings", "-{id: meetings")})
    assert told(made.root, capsys) == []

    made.commit({FILE: "title: [\n"})
    made.write({FILE: PROTOCOL})
    assert told(made.root, capsys) == []


def test_an_entry_whose_dash_is_lost_has_not_lost_its_id(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    two = "      - id: first\n        text: The Board meets.\n      - id: second\n        text: It reports.\n"
    whole = PROTOCOL.replace(SECTIONS, f"sections:\n  - id: purpose\n    clauses:\n{two}")
    made.commit({FILE: whole})
    made.write({FILE: whole.replace("- id: second", "  id: second")})

    assert told(made.root, capsys) == []


def test_where_there_is_no_git_no_repository_or_a_part_of_it_nothing_is_told(
    made: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({FILE: RENAMED})
    copy = tmp_path / "copy"
    made.git("clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{made.top}", str(copy))
    assert told(copy, capsys) == []

    alone = tmp_path / "alone"
    alone.mkdir()
    assert told(project(alone), capsys) == []

    monkeypatch.setenv("PATH", str(tmp_path))
    assert told(made.root, capsys) == []


def test_what_is_to_be_compared_with_must_be_there(
    made: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run(["check", "--root", str(made.root), "--since", "nope"]) == 2
    assert "Git knows no revision 'nope'" in capsys.readouterr().err

    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["check", "--root", str(made.root), "--since", "HEAD"]) == 2
    assert "Git is not installed here" in capsys.readouterr().err


def test_of_files_that_do_not_differ_no_earlier_version_is_read(
    made: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(states, "_protocol", lambda raw, slug: read.append(slug))
    made.commit({"protocols/borchester.yml": PROTOCOL})

    told(made.root, capsys)
    assert read == []

    made.write({FILE: RENAMED})
    told(made.root, capsys)
    assert read == ["ambridge"]
