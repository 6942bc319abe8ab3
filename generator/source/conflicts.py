"""Places where Git could not join two versions of a file, and left both."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Position

_BEGIN = "<<<<<<< "
_CONFLICT = re.compile(
    r"^<{7}(?: [^\n]*)?\n(?P<ours>(?s:.*?))(?:^\|{7}(?: [^\n]*)?\n(?s:.*?))?^={7}\n(?s:.*?)^>{7}(?: [^\n]*)?$",
    re.MULTILINE,
)


def without_conflicts(text: str, *, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Give the text with the first of each two versions, every line where it was, and tell where there are two."""
    if _BEGIN not in text:
        return text, ()
    return _CONFLICT.sub(_first, text), tuple(_told(text, file))


def _first(conflict: re.Match[str]) -> str:
    return "\n" + conflict["ours"] + "\n" * (conflict[0].count("\n") - conflict["ours"].count("\n") - 1)


def _told(text: str, file: str) -> Iterator[Diagnostic]:
    for conflict in _CONFLICT.finditer(text):
        line = text.count("\n", 0, conflict.start()) + 1
        yield Diagnostic(
            file=file,
            position=Position(line, 1),
            message=f"two versions of these lines stand here, to line {line + conflict[0].count(chr(10))}",
            rule="merge-conflict",
            hint="keep the one that is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        )
