import os
import time
from datetime import date
from pathlib import Path

import pytest

from generator import history
from generator.history import (
    NoHistoryError,
    NoSuchRevisionError,
    Revision,
    changed_files,
    read_before,
    read_earlier,
    read_history,
)
from tests.fixtures.projects import PROTOCOL, project
from tests.fixtures.repositories import Repository, repository

FILE = "protocols/ambridge.yml"
LATER = PROTOCOL.replace("The Board meets.", "The Board meets often.")


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return repository(tmp_path / "top")


def revisions(root: Path) -> tuple[Revision, ...]:
    found = read_history(root)
    assert found is not None
    return found.revisions


def test_each_commit_is_a_step_with_its_day_and_the_files_that_it_changed(made: Repository) -> None:
    second = made.commit({FILE: LATER})

    found = read_history(made.root)

    assert found is not None
    assert (found.is_whole, found.is_current, dict(found.before)) == (True, True, {})
    assert [each.day for each in found.revisions] == [date(2026, 2, 2), date(2026, 2, 3)]
    assert found.revisions[1] == Revision(second, date(2026, 2, 3), {FILE: LATER.encode()})
    assert found.revisions[0].files[FILE] == PROTOCOL.encode()
    assert "site_config/site.yml" not in found.revisions[0].files


def test_a_commit_late_in_the_evening_has_its_day_in_utc_wherever_it_is_read(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.commit({FILE: LATER}, at=1_780_271_999)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()

    assert revisions(made.root)[-1].day == date(2026, 5, 31)


def test_a_commit_of_other_files_is_no_step(made: Repository) -> None:
    made.commit({"README.md": "Words.\n"})

    assert len(revisions(made.root)) == 1


def test_a_file_that_moves_is_taken_away_and_added(made: Repository) -> None:
    made.commit({FILE: None, "protocols/borchester.yml": PROTOCOL})

    assert revisions(made.root)[-1].files == {FILE: None, "protocols/borchester.yml": PROTOCOL.encode()}


def test_what_a_merge_brings_in_changed_on_the_day_of_the_merge(made: Repository) -> None:
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({FILE: LATER})
    made.git("checkout", "--quiet", "main")
    made.commit({"README.md": "Words.\n"})
    made.git("merge", "--quiet", "--no-ff", "--message", "Merge", "side", at=1_780_000_000)

    assert [(each.day, sorted(each.files)) for each in revisions(made.root)[1:]] == [(date(2026, 5, 28), [FILE])]


def test_a_project_below_the_top_of_a_repository_has_the_paths_of_a_project(tmp_path: Path) -> None:
    made = repository(tmp_path / "top", below="sites/ours")
    made.commit({FILE: LATER})
    (made.top / "protocols").mkdir()
    (made.top / "protocols" / "other.yml").write_text("not ours")
    made.commit({})

    assert [sorted(each.files) for each in revisions(made.root)[1:]] == [[FILE]]
    assert read_earlier(made.root, "HEAD").files[FILE] == LATER.encode()
    assert changed_files(made.root, "HEAD~2") == (FILE,)


def test_names_with_spaces_accents_and_quotes_are_read_as_they_are(made: Repository) -> None:
    name = 'protocols/sources/Ein „Bericht“ "a b" é.txt'
    made.commit({name: "Words.\n"})

    assert revisions(made.root)[-1].files == {name: b"Words.\n"}


def test_a_shallow_copy_tells_only_what_it_holds_and_says_so(made: Repository, tmp_path: Path) -> None:
    made.commit({FILE: LATER})
    made.commit({FILE: PROTOCOL})
    made.git("clone", "--quiet", "--depth", "2", f"file://{made.top}", str(tmp_path / "copy"))

    found = read_history(tmp_path / "copy")

    assert found is not None
    assert not found.is_whole
    assert found.before[FILE] == LATER.encode()
    assert [dict(each.files) for each in found.revisions] == [{FILE: PROTOCOL.encode()}]


def test_a_copy_of_one_commit_tells_nothing(made: Repository, tmp_path: Path) -> None:
    made.git("clone", "--quiet", "--depth", "1", f"file://{made.top}", str(tmp_path / "copy"))

    found = read_history(tmp_path / "copy")

    assert found is not None
    assert (found.is_whole, found.revisions) == (False, ())


def test_a_long_history_is_told_from_its_newest_steps(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        made.commit({FILE: PROTOCOL.replace("The Board meets.", f"The Board meets {number} times.")})
    monkeypatch.setattr(history, "MOST_REVISIONS", 2)

    found = read_history(made.root)

    assert found is not None
    assert (found.is_whole, len(found.revisions)) == (False, 2)
    assert b"meets 2 times" in found.before[FILE]
    assert [b"meets 3 times" in found.revisions[0].files[FILE], b"4 times" in found.revisions[1].files[FILE]] == [  # type: ignore[operator]
        True,
        True,
    ]


@pytest.mark.parametrize("change", [{FILE: LATER}, {"protocols/new.yml": PROTOCOL}, {FILE: None}])
def test_files_that_are_not_in_a_commit_yet_are_known_of(made: Repository, change: dict[str, str | None]) -> None:
    made.write(change)

    found = read_history(made.root)

    assert found is not None
    assert not found.is_current


def test_there_is_no_history_without_a_repository_without_a_commit_or_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    project(bare)
    assert read_history(bare) is None

    Repository(bare, bare).git("init", "--quiet")
    assert read_history(bare) is None

    made = repository(tmp_path / "made")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(made.root) is None
    with pytest.raises(NoHistoryError, match="not installed"):
        read_earlier(made.root, "HEAD")


def test_a_folder_that_a_repository_around_it_does_not_hold_has_no_history(made: Repository) -> None:
    inner = made.top / "inner"
    inner.mkdir()
    project(inner)

    assert read_history(inner) is None


def test_what_a_hook_sets_does_not_lead_to_another_repository(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository(tmp_path / "other")
    other.commit({FILE: LATER})
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / ".git" / "index"))

    assert len(revisions(made.root)) == 1


def test_the_settings_of_a_user_change_nothing(made: Repository) -> None:
    made.commit({FILE: LATER})
    before = read_history(made.root)
    for key, value in (
        ("log.showSignature", "true"),
        ("diff.renames", "copies"),
        ("log.date", "relative"),
        ("color.ui", "always"),
        ("diff.noprefix", "true"),
        ("core.abbrev", "4"),
        ("log.decorate", "full"),
        ("status.relativePaths", "false"),
    ):
        made.git("config", key, value)

    assert read_history(made.root) == before


def test_an_earlier_state_is_that_of_the_commit_in_common(made: Repository) -> None:
    start = made.git("rev-parse", "HEAD").strip()
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({FILE: LATER})
    made.git("checkout", "--quiet", "main")
    made.commit({"protocols/borchester.yml": PROTOCOL})
    made.git("checkout", "--quiet", "side")

    found = read_earlier(made.root, "main")

    assert (found.id, found.day, found.files[FILE]) == (start, date(2026, 2, 2), PROTOCOL.encode())


@pytest.mark.parametrize("name", ["nope", "", "--help", "-n1", "HEAD:protocols", "a\0b", "main..main"])
def test_a_name_that_git_does_not_know_is_no_revision(made: Repository, name: str) -> None:
    with pytest.raises(NoSuchRevisionError):
        read_earlier(made.root, name)


def test_a_link_and_a_module_of_another_repository_are_no_files(made: Repository) -> None:
    (made.root / "protocols" / "link.yml").symlink_to("ambridge.yml")
    made.commit({})

    assert revisions(made.root)[-1].files == {"protocols/link.yml": None}
    assert "protocols/link.yml" not in read_earlier(made.root, "HEAD").files


OTHER = "protocols/borchester.yml"


def test_what_differs_from_the_newest_commit_is_given_as_it_was_there(made: Repository) -> None:
    made.commit({OTHER: PROTOCOL})
    made.write({FILE: LATER, "protocols/new.yml": PROTOCOL, OTHER: None})

    assert read_before(made.root) == {FILE: PROTOCOL.encode(), OTHER: PROTOCOL.encode()}
    assert read_before(made.root, only=[OTHER]) == {OTHER: PROTOCOL.encode()}


def test_a_file_that_was_only_touched_or_put_back_does_not_differ(made: Repository) -> None:
    os.utime(made.root / FILE, (1, 1))
    assert read_before(made.root) == {}

    made.git("rm", "--cached", "--quiet", FILE)
    assert read_before(made.root) == {FILE: PROTOCOL.encode()}
    made.git("add", FILE)
    assert read_before(made.root) == {}


def on_a_branch(made: Repository) -> None:
    """A branch with a commit of its own, while the default branch has gone on."""
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({FILE: LATER})
    made.git("checkout", "--quiet", "main")
    made.commit({OTHER: PROTOCOL})
    made.git("checkout", "--quiet", "side")


def test_on_a_branch_the_files_are_those_where_it_left_the_default_branch(made: Repository) -> None:
    on_a_branch(made)
    made.write({"protocols/sources/ambridge.txt": "Other words.\n"})

    assert read_before(made.root) == {
        FILE: PROTOCOL.encode(),
        "protocols/sources/ambridge.txt": b"The Board meets.\n",
    }


@pytest.mark.parametrize(
    ("branches", "chosen"),
    [
        ({"origin/HEAD": 0, "origin/main": 1, "main": 2, "master": 3}, 0),
        ({"origin/main": 1, "main": 2, "master": 3}, 1),
        ({"main": 2, "master": 3}, 2),
        ({"master": 3}, 3),
        ({"trunk": 2}, None),
    ],
)
def test_the_default_branch_is_the_first_of_those_it_can_be(
    made: Repository, branches: dict[str, int], chosen: int | None
) -> None:
    words = [f"Title {number}" for number in range(5)]
    commits = [made.commit({FILE: PROTOCOL.replace("A protocol", each)}) for each in words]
    made.git("checkout", "--quiet", "--detach")
    made.git("branch", "--delete", "--force", "main")
    for name, number in branches.items():
        folder = "remotes" if "/" in name else "heads"
        made.git("update-ref", f"refs/{folder}/{name}", commits[number])

    found = read_before(made.root).get(FILE, b"").decode()

    assert found == (PROTOCOL.replace("A protocol", words[chosen]) if chosen is not None else "")


def test_what_is_to_be_compared_with_can_be_named(made: Repository) -> None:
    on_a_branch(made)
    made.git("update-ref", "refs/remotes/origin/main", "HEAD")

    assert read_before(made.root) == {}
    assert read_before(made.root, "main") == {FILE: PROTOCOL.encode()}
    assert read_before(made.root, "HEAD~1") == {FILE: PROTOCOL.encode()}
    with pytest.raises(NoSuchRevisionError):
        read_before(made.root, "nope")


def test_branches_that_have_nothing_in_common_are_not_compared(made: Repository) -> None:
    made.git("checkout", "--quiet", "--orphan", "other")
    made.commit({FILE: LATER})

    assert read_before(made.root) == {}


def test_a_shallow_copy_is_compared_with_its_newest_commit(made: Repository, tmp_path: Path) -> None:
    on_a_branch(made)
    copy = tmp_path / "copy"
    made.git("clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{made.top}", str(copy))

    assert read_before(copy) == {}
    (copy / FILE).write_text(PROTOCOL)
    assert read_before(copy) == {FILE: LATER.encode()}


def test_below_the_top_of_a_repository_the_paths_are_those_of_the_project(tmp_path: Path) -> None:
    made = repository(tmp_path / "top", below="sites/ours")
    (made.top / "protocols").mkdir()
    (made.top / FILE).write_text("not ours")
    made.commit({})
    (made.top / FILE).write_text("nor this")
    made.write({FILE: LATER})

    assert read_before(made.root) == {FILE: PROTOCOL.encode()}


def test_without_a_history_nothing_was_before_and_what_is_named_cannot_be_had(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    project(bare)
    assert read_before(bare) == {}

    Repository(bare, bare).git("init", "--quiet")
    assert read_before(bare) == {}

    made.write({FILE: LATER})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_before(made.root) == {}
    with pytest.raises(NoHistoryError, match="not installed"):
        read_before(made.root, "HEAD")
