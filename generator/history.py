"""What the files held at earlier times, as Git keeps it: the only module that asks Git."""

import os
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

KEPT = ("protocols", "site_config/registers")
"""The folders whose history counts."""

DEFAULT_BRANCHES = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/heads/main", "refs/heads/master")
"""Where the default branch is looked for, the likeliest first."""

MOST_REVISIONS = 1_000
MOST_VERSIONS = 500
"""Versions of files that are looked at, the newest: beyond that the log says from which day on it tells."""

LARGEST_FILE = 1_000_000
_SECONDS = 30

Files = Mapping[str, bytes]


class NoHistoryError(Exception):
    """There is no history to read. Its text says why, in words for a reader."""


class NoSuchRevisionError(Exception):
    """Git knows no commit by this name."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of the history: its day (UTC), its name, and each file that it changed, None where it took it away.

    Paths are counted from the top of the project. A file that Git could not give is left as it was.
    """

    id: str
    day: date
    files: Mapping[str, bytes | None] = field(repr=False)


@dataclass(frozen=True, slots=True)
class History:
    """The steps from the oldest that is told to the newest, and the files before the first of them.

    It follows the branch itself: what came in by a merge changed on the day of the merge. `is_whole` is False where
    earlier steps are not told: the copy has only a part of the history, or there are too many. `is_current` is False
    where files differ from the newest step.
    """

    before: Files = field(repr=False)
    revisions: tuple[Revision, ...]
    is_whole: bool = True
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Earlier:
    """The files at one commit. `id` is its full name, `day` its day (UTC)."""

    id: str
    day: date
    files: Files = field(repr=False)


def read_history(root: Path) -> History | None:
    """Give the history of the protocols and the registers of a project; None where there is none to be had.

    None is: no Git, no repository, no commit that holds such a file, or a Git that fails or takes too long. Nothing is
    fetched from elsewhere. The same commits give the same history.
    """
    try:
        return _Repository.of(root).history()
    except NoHistoryError:
        return None


def read_earlier(root: Path, revision: str) -> Earlier:
    """Give the files where the present branch left another: at the commit that `revision` and HEAD have in common last.

    Where they have none in common, at `revision` itself.

    Raises:
        NoHistoryError: there is no Git, or no repository.
        NoSuchRevisionError: there is no such commit.
    """
    repository = _Repository.of(root)
    commit = repository.commit(revision)
    if commit is None:
        raise NoSuchRevisionError(revision)
    return repository.at(repository.common(commit) or commit)


def read_before(root: Path, since: str | None = None, *, only: Collection[str] = KEPT) -> Files:
    """Give the files that differ now, as they were where the present branch left the default branch.

    The default branch is the first of `DEFAULT_BRANCHES` that there is. Without one, or in a copy with only a part of
    the history, the files are those of the newest commit. `since` names another branch or commit to compare with, and
    `only` the files and folders that count. New files are left out. Nothing is given where there is no history.

    Raises:
        NoHistoryError: `since` is named, and there is no Git, or no repository.
        NoSuchRevisionError: there is no such commit as `since`.
    """
    try:
        repository = _Repository.of(root)
        return repository.before(repository.base(since), only)
    except NoHistoryError:
        if since is not None:
            raise
        return {}


def changed_files(root: Path, revision: str) -> tuple[str, ...]:
    """Give the paths of all files of a project that differ from those at a commit, in order; new ones too.

    Raises:
        NoHistoryError: there is no Git, or no repository.
    """
    return _Repository.of(root).changed(revision)


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit with the blob of each file that it changed, None where it took it away."""

    commit: str
    day: date
    blobs: Mapping[str, str | None]


class _Repository:
    """The repository that a project lies in; its top may stand above the project."""

    def __init__(self, git: "_Git", prefix: str, *, is_shallow: bool) -> None:
        self._git = git
        self._prefix = prefix
        self._is_shallow = is_shallow

    @classmethod
    def of(cls, root: Path) -> "_Repository":
        git = _Git(root)
        found = git.text("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix").split("\n")
        if found[0] != "true":
            raise NoHistoryError("the project does not lie in the work tree of a Git repository")
        return cls(git, found[2] if len(found) > 2 else "", is_shallow=found[1] == "true")

    def history(self) -> History:
        steps, is_cut = self._steps()
        if not steps:
            raise NoHistoryError("no commit holds a file of the project")
        first = steps[0]
        parent = self.commit(f"{first.commit}^")
        if parent is None and self._is_shallow:
            # the copy begins here: what this commit seems to add was there before
            before, told = {path: blob for path, blob in first.blobs.items() if blob}, steps[1:]
        else:
            before, told = self._tree(parent) if parent and (is_cut or self._is_shallow) else {}, steps
        blobs = [*before.values(), *(blob for step in told for blob in step.blobs.values() if blob)]
        contents = self._git.blobs(blobs)
        return History(
            before={path: contents[blob] for path, blob in before.items() if blob in contents},
            revisions=tuple(
                Revision(
                    step.commit,
                    step.day,
                    {
                        path: contents[blob] if blob else None
                        for path, blob in sorted(step.blobs.items())
                        if blob is None or blob in contents
                    },
                )
                for step in told
            ),
            is_whole=not (is_cut or self._is_shallow),
            is_current=not self._git.run("status", "--porcelain", "-z", "--untracked-files=normal", "--", *KEPT),
        )

    def commit(self, revision: str) -> str | None:
        """Give the full name of a commit; None where there is no such."""
        if not revision or "\0" in revision:
            return None
        try:
            return self._git.text(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            ).strip()
        except NoHistoryError:
            return None

    def common(self, commit: str) -> str | None:
        """Give the last commit that one and HEAD have in common."""
        try:
            return self._git.text("merge-base", commit, "HEAD").strip() or None
        except NoHistoryError:
            return None

    def base(self, since: str | None) -> str:
        """Give the commit that HEAD and `since`, or else the default branch, have in common last."""
        if since is not None:
            commit = self.commit(since)
            if commit is None:
                raise NoSuchRevisionError(since)
            return self.common(commit) or commit
        listed = self._git.text("for-each-ref", "--format=%(refname) %(objectname)", *DEFAULT_BRANCHES)
        branches = dict(line.split(" ") for line in listed.splitlines())
        branch = next((branches[name] for name in DEFAULT_BRANCHES if name in branches), None)
        # a part of a history can have another last commit in common than the whole
        return (self.common(branch) if branch and not self._is_shallow else None) or "HEAD"

    def before(self, commit: str, only: Collection[str]) -> Files:
        """Give the files that differ from those at a commit, as they were there."""
        arguments = ["--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--relative", "-z"]
        raw = self._git.run("diff", *arguments, commit, "--", *only)
        blobs: dict[str, str] = {}
        fields = raw.split(b"\0")
        for about, path in zip(fields[::2], fields[1::2], strict=False):
            mode, _, blob, _, _ = about.decode().split(" ")
            if mode.startswith(":100"):
                blobs[_path(path)] = blob
        contents = self._git.blobs(blobs.values())
        return {path: contents[blob] for path, blob in sorted(blobs.items()) if blob in contents}

    def at(self, commit: str) -> Earlier:
        tree = self._tree(commit)
        contents = self._git.blobs(tree.values())
        seconds = int(self._git.text("show", "--no-patch", "--no-show-signature", "--format=%ct", commit).strip())
        files = {path: contents[blob] for path, blob in tree.items() if blob in contents}
        return Earlier(commit, _day(seconds), files)

    def changed(self, commit: str) -> tuple[str, ...]:
        differing = self._git.run(
            "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", commit, "--"
        )
        new = self._git.run("ls-files", "--others", "--exclude-standard", "-z")
        return tuple(sorted({_path(raw) for raw in (differing + new).split(b"\0") if raw}))

    def _tree(self, commit: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self._git.run("ls-tree", "-r", "-z", "--full-name", commit, "--", *KEPT).split(b"\0"):
            about, _, path = line.partition(b"\t")
            mode, _, blob = about.decode().rpartition(" ")
            if path and mode.startswith("100"):
                self._add(found, path, blob)
        return found

    def _steps(self) -> tuple[list[_Step], bool]:
        """Give the steps from the oldest, and whether older ones are left out."""
        arguments = ["--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "-z"]
        arguments += ["--no-show-signature", "--no-notes", "--no-color", f"--max-count={MOST_REVISIONS + 1}"]
        raw = self._git.run("log", *arguments, "--format=%x01%H %ct%x02", "HEAD", "--", *KEPT)
        steps: list[_Step] = []
        versions = 0
        for record in raw.split(b"\x01")[1:]:
            head, _, body = record.partition(b"\x02")
            commit, seconds = head.decode().split(" ")
            blobs = dict(self._raw(body))
            versions += len(blobs)
            if len(steps) == MOST_REVISIONS or (steps and versions > MOST_VERSIONS):
                return steps[::-1], True
            steps.append(_Step(commit, _day(int(seconds)), blobs))
        return steps[::-1], False

    def _raw(self, body: bytes) -> Iterator[tuple[str, str | None]]:
        fields = [part.lstrip(b"\n") for part in body.split(b"\0")]
        at = 0
        while at + 1 < len(fields):
            if not fields[at].startswith(b":"):
                at += 1
                continue
            _, mode, _, blob, _ = fields[at].decode().split(" ")
            found: dict[str, str] = {}
            self._add(found, fields[at + 1], blob)
            for path in found:
                yield path, (blob if mode.startswith("100") else None)
            at += 2

    def _add(self, found: dict[str, str], raw: bytes, blob: str) -> None:
        path = _path(raw)
        if path.startswith(self._prefix):
            found[path.removeprefix(self._prefix)] = blob


class _Git:
    """Runs Git in a folder: without its user's settings for display, without a network, and not for ever."""

    def __init__(self, root: Path) -> None:
        self._root = root
        # what a hook sets would lead to another repository, or to another index
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        quiet = {
            "LC_ALL": "C",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": "none",
            "GIT_NO_LAZY_FETCH": "1",
        }
        self._environment = kept | quiet

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """Give what Git says; NoHistoryError where it does not end well."""
        settings = ("core.fsmonitor=false", "core.quotePath=false", "diff.autoRefreshIndex=true")
        options = [part for setting in settings for part in ("-c", setting)]
        command = ["git", "--no-pager", "--literal-pathspecs", *options, *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=self._root,
                env=self._environment,
                input=given,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except FileNotFoundError:
            raise NoHistoryError("Git is not installed here") from None
        except (OSError, subprocess.TimeoutExpired):
            raise NoHistoryError("Git did not answer in time") from None
        if done.returncode:
            raise NoHistoryError("the project does not lie in a Git repository that can be read")
        return done.stdout

    def text(self, *arguments: str) -> str:
        """Give what Git says, as text."""
        return self.run(*arguments).decode(errors="replace")

    def blobs(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Give contents by their names, in one go; what is missing, or too large to be a file of ours, is left out."""
        wanted = sorted(set(names))
        if not wanted:
            return MappingProxyType({})
        sizes = self.run("cat-file", "--batch-check", given=_lines(wanted)).decode().splitlines()
        fit = [name for name, line in zip(wanted, sizes, strict=True) if _is_fit(line)]
        raw = self.run("cat-file", "--batch", given=_lines(fit)) if fit else b""
        found: dict[str, bytes] = {}
        at = 0
        while at < len(raw):
            end = raw.index(b"\n", at)
            name, _, size = raw[at:end].decode().split(" ")
            start = end + 1
            found[name] = raw[start : start + int(size)]
            at = start + int(size) + 1
        return MappingProxyType(found)


def _lines(names: Sequence[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()


def _is_fit(line: str) -> bool:
    parts = line.split(" ")
    return len(parts) == 3 and parts[1] == "blob" and int(parts[2]) <= LARGEST_FILE


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, tz=UTC).date()


def _path(raw: bytes) -> str:
    return raw.decode("utf-8", errors="surrogateescape")
