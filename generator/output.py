"""What we write: exact bytes, whole files or none, and nothing that we did not write before."""

import contextlib
import ctypes
import glob
import json
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MANIFEST = ".local-protocols.json"
"""Stands in every folder that we own, and lists what we wrote there."""

_ABANDONED_AFTER = 24 * 60 * 60
_SWAP = 2
"""RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS."""
_HERE = -100
"""AT_FDCWD of Linux."""
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""A zip must say when a file was changed. The day of the build is no content."""


class NotOursError(Exception):
    """A folder that was to be replaced holds something that we did not write."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a tree: the files that were new or other than before, and those that were deleted, by name."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write_file(path: Path, content: bytes) -> bool:
    """Make a file hold these bytes; tell whether it did not before.

    A reader finds the old file or the new one, whole. A file that holds them already is not touched. Folders are made.
    """
    if not path.is_symlink() and path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name[:100]}.{_token()}.tmp")
    try:
        with new.open("xb") as file:
            file.write(content)
        if path.is_file() and not path.is_symlink():
            shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return True


def write_tree(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Make a folder hold these files, by path below it; delete those that we wrote before and do not now.

    Files that others put there stay. Two at once wait for each other.

    Raises:
        NotOursError: the folder has something in it and is not one that we wrote; or a path leads out of it.
    """
    for path in files:
        _refuse_strange(path)
    with _locked(folder):
        before = _owned(folder)
        removed = [path for path in sorted(before - files.keys()) if _remove_below(folder, path)]
        changed = [path for path in sorted(files) if _write_below(folder, path, files[path])]
        write_file(folder / MANIFEST, _manifest(files))
    return Written(tuple(changed), tuple(removed))


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill, which takes the place of `folder` when all has gone well, at once and whole.

    When something goes wrong inside, `folder` stays as it was and the new one is gone. Two at once both come to an end;
    the later one stays.

    Raises:
        NotOursError: `folder` has something in it and is not one that we made.
    """
    with _locked(folder):
        _owned(folder)
        _clear_abandoned(folder)
        new = folder.with_name(f".{folder.name}.new-{_token()}")
        new.mkdir()
        in_use = _mark(new)
    try:
        yield new
        write_file(new / MANIFEST, _manifest(_paths_below(new)))
        with _locked(folder):
            _owned(folder)
            _swap(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        _unmark(in_use)


def packed(folder: Path, top: str) -> bytes:
    """Give a folder as a zip that unpacks into a folder called `top`. The same files give the same bytes."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path in sorted(_paths_below(folder) - {MANIFEST}):
            entry = ZipInfo(f"{top}/{path}", _OLDEST)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o100644 << 16
            archive.writestr(entry, (folder / path).read_bytes())
    return made.getvalue()


def claim(folder: Path) -> None:
    """Note that all in a folder is ours, so that it may be replaced later: for what somebody else wrote for us."""
    write_file(folder / MANIFEST, _manifest(_paths_below(folder)))


def remove_tree(folder: Path) -> None:
    """Delete a folder that we wrote, with all that is in it; none there is as good.

    Raises:
        NotOursError: the folder has something in it and is not one that we wrote.
    """
    with _locked(folder):
        _owned(folder)
        if folder.exists():
            shutil.rmtree(folder)


def _swap(new: Path, folder: Path) -> None:
    """Let the new folder take the old one's place; where the system can, in one step, so that no kill comes between."""
    if folder.exists() and _exchange(new, folder):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = folder.with_name(f".{folder.name}.old-{_token()}")
    had_one = folder.exists()
    if had_one:
        folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        if had_one:
            old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system or its file system cannot."""
    if sys.platform == "win32":
        return False
    try:
        system, paths = ctypes.CDLL(None), (os.fsencode(one), os.fsencode(other))
        if sys.platform == "darwin":
            return bool(system.renamex_np(*paths, _SWAP) == 0)
        return bool(system.renameat2(_HERE, paths[0], _HERE, paths[1], _SWAP) == 0)
    except (OSError, AttributeError):
        return False


def _owned(folder: Path) -> frozenset[str]:
    """The files that we wrote into a folder before."""
    if folder.is_symlink():
        raise NotOursError(f"'{folder}' is a link; name the folder itself")
    if not folder.exists():
        return frozenset()
    if not folder.is_dir():
        raise NotOursError(f"'{folder}' is a file; name a folder")
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["files"]
        return frozenset(path for path in listed if isinstance(path, str) and _is_plain(path))
    except FileNotFoundError:
        if any(folder.iterdir()):
            message = f"'{folder}' holds files that this program did not write; choose a new folder, or empty that one"
            raise NotOursError(message) from None
        return frozenset()
    except (ValueError, KeyError, TypeError):
        raise NotOursError(f"'{folder / MANIFEST}' cannot be read; delete the folder '{folder}'") from None


def _manifest(files: Mapping[str, bytes] | frozenset[str]) -> bytes:
    about = "Written by the command protocols. Files listed here are replaced and deleted without asking."
    return (json.dumps({"about": about, "files": sorted(files)}, indent=1) + "\n").encode()


def _paths_below(folder: Path) -> frozenset[str]:
    found: set[str] = set()
    for place, _, names in os.walk(folder):
        below = "".join(f"{step}/" for step in Path(place).relative_to(folder).parts)
        found.update(below + name for name in names)
    return frozenset(found)


def _is_plain(path: str) -> bool:
    steps = path.split("/")
    return path != MANIFEST and not any(step in ("", ".", "..") for step in steps) and "\\" not in path


def _refuse_strange(path: str) -> None:
    if not _is_plain(path):
        raise NotOursError(f"'{path}' is not a path below the folder")


def _write_below(folder: Path, path: str, content: bytes) -> bool:
    """Write one file; a link or a file that stands where a folder must be gives way, a folder where the file must."""
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        place = folder / parent
        if place.is_symlink() or place.is_file():
            place.unlink()
    place = folder / path
    if place.is_dir() and not place.is_symlink():
        with contextlib.suppress(OSError):
            _remove_empty(place)
    return write_file(place, content)


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir()
    folder.rmdir()


def _remove_below(folder: Path, path: str) -> bool:
    place = folder / path
    if any((folder / parent).is_symlink() for parent in PurePosixPath(path).parents):
        return False
    try:
        place.unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        if place.is_file():
            raise
        return False
    for parent in PurePosixPath(path).parents[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            break
    return True


def _clear_abandoned(folder: Path) -> None:
    """Remove what builds that were killed left behind; bring back the good one that was killed on its way out."""
    for path in folder.parent.glob(f".{glob.escape(folder.name)}.*-*"):
        is_old = path.name.startswith(f".{folder.name}.old-")
        if not path.is_dir() or not (is_old or path.name.startswith(f".{folder.name}.new-")):
            continue
        if is_old and not folder.exists():
            path.replace(folder)
        elif _is_abandoned(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_abandoned(path: Path) -> bool:
    """Say whether nobody works in a folder: no process holds its mark, or it is older than any build can be."""
    try:
        if time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
            return True
        mark = _mark(path)
    except OSError:
        return False
    _unmark(mark)
    return mark is not None


def _mark(folder: Path) -> int | None:
    """Mark a folder as in use until this process ends; None where another has, or where there are no marks."""
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415

    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        return None
    return number


def _unmark(mark: int | None) -> None:
    if mark is not None:
        os.close(mark)


def _token() -> str:
    return f"{os.getpid()}-{secrets.token_hex(4)}"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait until no other process writes beside this one; a file system that knows no locks goes without."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        name = sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        with (Path(tempfile.gettempdir()) / f"local-protocols-{name}.lock").open("a+b") as file:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        import fcntl  # noqa: PLC0415

        number = os.open(folder.parent, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):
                fcntl.flock(number, fcntl.LOCK_EX)
            yield
        finally:
            os.close(number)
