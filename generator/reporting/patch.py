"""What would change in files, as a patch that `git apply` takes."""

from collections.abc import Iterator
from difflib import unified_diff

_NO_LAST_LINE_END = "\\ No newline at end of file"


def as_patch(path: str, before: bytes, after: bytes) -> str:
    """Give the change of one file, named from the top of the project; nothing where the two are equal."""
    if before == after:
        return ""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(_ended(lines))


def _lines(content: bytes) -> list[str]:
    lines = content.decode("utf-8", "surrogateescape").split("\n")
    ended = [f"{line}\n" for line in lines[:-1]]
    return [*ended, lines[-1]] if lines[-1] else ended


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_LAST_LINE_END}\n"
