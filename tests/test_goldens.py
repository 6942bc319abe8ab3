from pathlib import Path

import pytest

from tests.fixtures.golden import difference, read_tree, write_golden


def test_equal_trees_have_no_difference():
    tree = {"index.md": "one\n", "a/b.md": "two"}

    assert difference(tree, dict(tree)) == ""


def test_every_missing_extra_and_changed_file_is_named():
    approved = {"gone.md": "x\n", "same.md": "y\n", "a/changed.md": "one\ntwo\n"}
    made = {"new.md": "x\n", "same.md": "y\n", "a/changed.md": "one\nTwo\n"}

    assert difference(approved, made).splitlines() == [
        "missing: gone.md",
        "extra: new.md",
        "changed: a/changed.md",
        "--- approved",
        "+++ made",
        "@@ -1,2 +1,2 @@",
        " one",
        "-two",
        "+Two",
    ]


def test_a_change_of_line_ends_alone_is_a_difference():
    assert difference({"a.md": "one\r\n"}, {"a.md": "one\n"}).startswith("changed: a.md")


def test_a_written_tree_reads_back_the_same_and_holds_no_file_of_before(tmp_path: Path):
    write_golden(tmp_path, {"old.md": "old", "a/kept.md": "before"})
    tree = {"a/kept.md": "after\r\n", "é.md": "accents: é\n"}

    write_golden(tmp_path, tree)

    assert read_tree(tmp_path) == tree


USES_GOLDEN = """
    import os
    import tests.fixtures.golden as fixture
    from pathlib import Path

    fixture.GOLDENS = Path("goldens").absolute()
    pytest_plugins = ("tests.fixtures.golden",)

    def test_pages(golden):
        golden("pages", {"index.md": "text\\n"})
"""


def test_the_fixture_fails_until_the_tree_is_approved(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CI", raising=False)
    pytester.makeconftest('pytest_plugins = ("tests.fixtures.golden",)')
    pytester.makepyfile(USES_GOLDEN)

    before = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    update = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--update-goldens")
    after = pytester.runpytest_subprocess("-p", "no:cacheprovider")

    before.assert_outcomes(failed=1)
    before.stdout.fnmatch_lines(["*extra: index.md*"])
    update.assert_outcomes(passed=1)
    after.assert_outcomes(passed=1)


def test_nothing_is_approved_where_nobody_reads_it(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CI", "true")
    pytester.makeconftest('pytest_plugins = ("tests.fixtures.golden",)')
    pytester.makepyfile(USES_GOLDEN)

    pytester.runpytest_subprocess("--update-goldens").assert_outcomes(errors=1)
