import os
import threading
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import output
from generator.output import MANIFEST, NotOursError, Written, packed, remove_tree, replacing, write_file, write_tree

NAMES = st.sampled_from(["a.md", "b.md", "c/a.md", "c/d/e.md", "c", "a.md/x.md"])
TREES = st.dictionaries(NAMES, st.binary(max_size=8), max_size=5).filter(
    lambda tree: not any(other.startswith(f"{path}/") for path in tree for other in tree)
)


def tree_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_file_holds_the_bytes_exactly_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfone\r\ntwo\n\x00"

    assert write_file(tmp_path / "deep" / "x.md", content) is True

    assert (tmp_path / "deep" / "x.md").read_bytes() == content
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["x.md"]


def test_a_file_that_holds_the_bytes_already_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"same")
    os.utime(path, ns=(1, 1))

    assert write_file(path, b"same") is False

    assert path.stat().st_mtime_ns == 1


def test_a_new_file_can_be_read_as_any_other_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    (tmp_path / "kept").write_bytes(b"")
    (tmp_path / "kept").chmod(0o640)

    write_file(tmp_path / "new", b"x")
    write_file(tmp_path / "kept", b"x")

    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o640


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "x.md").symlink_to(tmp_path / "theirs")

    write_file(tmp_path / "x.md", b"ours")

    assert ((tmp_path / "theirs").read_bytes(), (tmp_path / "x.md").read_bytes()) == (b"theirs", b"ours")


def test_a_file_that_cannot_take_its_place_leaves_the_old_one_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.md").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", _refuse)

    with pytest.raises(OSError, match="refused"):
        write_file(tmp_path / "x.md", b"new")

    assert tree_of(tmp_path) == {"x.md": b"old"}


@given(first=TREES, second=TREES)
def test_a_folder_holds_the_last_tree_whatever_it_held_before(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("tree") / "pages"

    write_tree(folder, first)
    write_tree(folder, second)

    assert tree_of(folder) == second


def test_only_what_changed_is_touched_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write_tree(folder, {"same.md": b"1", "other.md": b"1", "gone/x.md": b"1"})
    os.utime(folder / "same.md", ns=(1, 1))

    written = write_tree(folder, {"same.md": b"1", "other.md": b"2", "new.md": b"1"})

    assert written == Written(changed=("new.md", "other.md"), removed=("gone/x.md",))
    assert (folder / "same.md").stat().st_mtime_ns == 1
    assert not (folder / "gone").exists()


def test_what_others_put_into_our_folder_stays(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write_tree(folder, {"a/ours.md": b"1"})
    (folder / "a" / "theirs.md").write_bytes(b"theirs")

    write_tree(folder, {})

    assert tree_of(folder) == {"a/theirs.md": b"theirs"}


def test_a_folder_of_others_is_neither_written_nor_replaced_nor_removed(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_bytes(b"ten years of work")

    with pytest.raises(NotOursError):
        write_tree(theirs, {"x.md": b""})
    with pytest.raises(NotOursError), replacing(theirs):
        pass
    with pytest.raises(NotOursError):
        remove_tree(theirs)

    assert tree_of(tmp_path) == {"theirs/thesis.txt": b"ten years of work"}


def test_a_link_to_a_folder_is_not_taken_for_a_folder(tmp_path: Path) -> None:
    write_tree(tmp_path / "real", {"x.md": b"1"})
    (tmp_path / "link").symlink_to(tmp_path / "real")

    with pytest.raises(NotOursError):
        remove_tree(tmp_path / "link")

    assert tree_of(tmp_path / "real") == {"x.md": b"1"}


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "a//b", "", ".", "a\\b", MANIFEST])
def test_a_path_that_is_not_below_the_folder_is_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(NotOursError):
        write_tree(tmp_path / "pages", {"good.md": b"", path: b""})

    assert tree_of(tmp_path) == {}


def test_a_listed_file_outside_is_not_deleted_even_if_somebody_writes_it_into_the_list(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / MANIFEST).write_text('{"files": ["../theirs"]}')

    write_tree(tmp_path / "pages", {})

    assert (tmp_path / "theirs").exists()


def test_a_linked_folder_inside_leads_no_write_and_no_deletion_outside(tmp_path: Path) -> None:
    write_tree(tmp_path / "pages", {"a/x.md": b"1", "a/gone.md": b"1"})
    outside = tmp_path / "outside"
    (tmp_path / "pages" / "a").rename(outside)
    (tmp_path / "pages" / "a").symlink_to(outside)

    write_tree(tmp_path / "pages", {"a/x.md": b"2"})

    assert tree_of(outside) == {"x.md": b"1", "gone.md": b"1"}
    assert (tmp_path / "pages" / "a" / "x.md").read_bytes() == b"2"


def test_the_new_folder_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for content in (b"one", b"two"):
        with replacing(site) as new:
            (new / f"{content.decode()}.html").write_bytes(content)

    assert tree_of(tmp_path) == {"site/two.html": b"two"}


def test_the_last_good_folder_stays_when_the_next_goes_wrong(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with replacing(site) as new:
        (new / "index.html").write_bytes(b"good")

    with pytest.raises(OSError, match="refused"), replacing(site) as new:
        _refuse(write_file(new / "index.html", b"half"))

    assert tree_of(tmp_path) == {"site/index.html": b"good"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_last_good_folder_comes_back_when_the_swap_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    with replacing(site) as new:
        (new / "index.html").write_bytes(b"good")
    real = os.replace

    def refuse_new(source: Path, target: Path) -> None:
        if ".new-" in source.name and target == site:
            _refuse()
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse_new)
    monkeypatch.setattr(output, "_exchange", lambda *_: False)
    with pytest.raises(OSError, match="refused"), replacing(site):
        pass

    assert tree_of(tmp_path) == {"site/index.html": b"good"}


def test_two_builds_at_once_leave_one_of_their_two_trees(tmp_path: Path) -> None:
    site = tmp_path / "site"
    trees = [{f"{name}{number}.html": b"x" for number in range(20)} for name in "ab"]
    failures: list[Exception] = []

    def build(tree: dict[str, bytes]) -> None:
        try:
            for _ in range(10):
                with replacing(site) as new:
                    for path, content in tree.items():
                        write_file(new / path, content)
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=build, args=(tree,)) for tree in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert tree_of(site) in trees
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_goes_and_what_a_living_one_works_in_stays(tmp_path: Path) -> None:
    (tmp_path / ".site.new-1-abandoned").mkdir()
    (tmp_path / ".site.old-1-abandoned").mkdir()
    with replacing(tmp_path / "site") as living:
        with replacing(tmp_path / "site"):
            pass

        assert sorted(path.name for path in tmp_path.iterdir()) == [living.name, "site"]


def test_a_good_folder_that_was_killed_on_its_way_out_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".site.old-1-good").mkdir()
    write_tree(tmp_path / ".site.old-1-good", {"index.html": b"good"})
    with pytest.raises(OSError, match="refused"), replacing(tmp_path / "site"):
        _refuse()

    assert tree_of(tmp_path / "site")["index.html"] == b"good"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_is_replaced_with_and_without_a_system_that_exchanges_in_one_step(
    can_exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_exchange:
        monkeypatch.setattr(output, "_exchange", lambda *_: False)
    for content in (b"one", b"two"):
        with replacing(tmp_path / "site") as new:
            (new / "index.html").write_bytes(content)

    assert tree_of(tmp_path) == {"site/index.html": b"two"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def _refuse(*_: object) -> None:
    raise OSError("refused")


def test_a_packed_folder_holds_every_file_but_our_list_and_is_the_same_on_every_day(tmp_path: Path) -> None:
    write_tree(tmp_path / "site", {"index.html": b"one", "a/b.txt": "två".encode()})
    first = packed(tmp_path / "site", "top")
    for file in (tmp_path / "site").rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))

    with ZipFile(BytesIO(first)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}

    assert held == {"top/a/b.txt": "två".encode(), "top/index.html": b"one"}
    assert list(held) == sorted(held)
    assert packed(tmp_path / "site", "top") == first
