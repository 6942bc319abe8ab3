"""How a value is written in the manner of our files: short lines, two spaces a step, quotes only where needed."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.source.scalars import core_value

WIDTH = 120
"""No line of ours is longer, but for words that cannot be broken."""

Writable: TypeAlias = "str | bool | int | Sequence[Writable] | Mapping[str, Writable] | None"

_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`“‘ ])(?!.*(?:: |:$| #| $))[^\t\n]+")
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .()'’/_-]*")
_OTHER_SPACE = re.compile(r"[^\S ]|  ")
_NUMBERED = re.compile(r"[0-9(.]")


def inline(text: str, *, in_brackets: bool = False) -> str:
    """Write a text in one line: plain where that says the same, else in double quotes."""
    form = _SIMPLE if in_brackets else _PLAIN
    if form.fullmatch(text) and text == text.strip() and core_value(text) == text:
        return text
    return in_quotes(text)


def label(text: str) -> str:
    """Write what looks like a number in quotes always, as all labels are."""
    return in_quotes(text) if _NUMBERED.match(text) else inline(text)


def key_lines(key: str, value: Writable, *, column: int = 0) -> tuple[str, ...]:
    """Write a key with its value; a long text is folded at the width less `column`, the place where the key will stand.

    A text keeps every character; one that cannot be folded without loss is written in one line.
    """
    return tuple(_key_lines(key, value, column))


def entry_lines(value: Writable, *, column: int = 0) -> tuple[str, ...]:
    """Write an entry of a list as it stands behind the dash; `column` is where that will be.

    An entry that is a list itself, such as a row of a table, is one of texts.
    """
    if isinstance(value, Mapping):
        return tuple(line for key, each in value.items() for line in _key_lines(key, each, column))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return (_row(value),)
    return (_scalar(value),)


def bracketed(value: Writable) -> str:
    """Write a value in one line, in brackets where it is a list or has keys."""
    if isinstance(value, Mapping):
        inner = (f"{key}: {bracketed(each)}" for key, each in value.items())
        return f"{{{', '.join(inner)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(bracketed(each) for each in value)}]"
    return inline(value, in_brackets=True) if isinstance(value, str) else _scalar(value)


def folded(text: str, *, column: int) -> tuple[str, ...] | None:
    """The lines of a text that YAML folds back to the same text, each short enough behind `column` spaces.

    None for a text that cannot be folded: it has line breaks, or begins or ends with a space.
    """
    if text != text.strip() or "\n" in text or not text:
        return None
    return tuple(_broken(text, max(WIDTH - column, 20)))


def _key_lines(key: str, value: Writable, column: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{key}:" if value else f"{key}: {{}}"
        for name, each in value.items():
            yield from (f"  {line}" for line in _key_lines(name, each, column + 2))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(each, str) for each in value):
            line = f"{key}: {_row(value)}"
            if len(line) + column <= WIDTH:
                yield line
                return
        yield f"{key}:"
        for each in value:
            first, *rest = entry_lines(each, column=column + 4)
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)
    else:
        line = f"{key}: {_scalar(value, is_label=key in ('label', 'provision', 'edition'))}"
        lines = folded(value, column=column + 2) if isinstance(value, str) else None
        if len(line) + column <= WIDTH or lines is None:
            yield line
        else:
            yield f"{key}: >-"
            yield from (f"  {each}" for each in lines)


def _row(value: Sequence[Writable]) -> str:
    return f"[{', '.join(inline(str(each), in_brackets=True) for each in value)}]"


def _scalar(value: Writable, *, is_label: bool = False) -> str:
    if isinstance(value, str):
        return label(value) if is_label else inline(value)
    if value is None:
        return "null"
    return str(value).lower()


def in_quotes(text: str) -> str:
    """Write a text in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _broken(text: str, width: int) -> Iterator[str]:
    """Break at single spaces only: where two stand together, YAML would make one of them.

    A space of another sort is no place to begin a line with: there nobody could see it.
    """
    if not _OTHER_SPACE.search(text):
        yield from textwrap.wrap(
            text, width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True, expand_tabs=False
        )
        return
    line = ""
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
