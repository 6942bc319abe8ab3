"""What a YAML file says, and where it says it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.diagnostics import Diagnostic, KeyPath, Position

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | float | bool | None"
"""Plain data: keys and lists of texts, numbers, true or false, and nothing."""

_BLOCK_SIGN = re.compile(r"[|>][^\n]*\n")
_SPACE = re.compile(r"\s*")


class Places(Mapping[KeyPath, Position]):
    """Where the values of a file begin: some are known, all others are found out when one of them is asked for.

    In a file without faults nobody asks for more than its blocks.
    """

    def __init__(self, known: Mapping[KeyPath, Position], find_all: Callable[[], Mapping[KeyPath, Position]]) -> None:
        self._known = known
        self._find_all = find_all

    def __getitem__(self, path: KeyPath) -> Position:
        found = self._known.get(path)
        return found if found is not None else self._find_all()[path]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._find_all())

    def __len__(self) -> int:
        return len(self._find_all())

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One file: its data, the place of every value in it, and what is wrong with it as YAML.

    `text` is the file with `\\n` at the end of every line and without a byte order mark; all positions count in it.

    `data` is None where none can be made: after a fault of syntax, in an empty file, where the top level is not keys.
    Beside errors it holds the first of two equal keys, and leaves out keys that are not text and
    characters that may not stand in a text.

    `positions` holds where each value begins: a text at its first character, its opening quote or its block sign (`>`
    or `|`), a block of keys at its first key, a list at its first dash, a value that is not there after the colon.
    `key_positions` holds where the keys begin, under the paths of their values. `written` holds every value that is not
    a text as it was typed, such as `3.10`.
    """

    file: str
    text: str
    data: dict[str, Value] | None
    positions: Mapping[KeyPath, Position]
    key_positions: Mapping[KeyPath, Position]
    written: Mapping[KeyPath, str]
    diagnostics: tuple[Diagnostic, ...]

    def position_of(self, path: KeyPath) -> Position:
        """Where the value at `path` begins; for a missing one, where the block that lacks it begins."""
        for end in range(len(path), -1, -1):
            if (position := self.positions.get(path[:end])) is not None:
                return position
        return Position(1, 1)

    def position_in(self, path: KeyPath, offset: int) -> Position:
        """Where the character at `offset` of the text at `path` stands in the file.

        Exact where the text stands in the file as it reads, with any folding; for a text with escapes, and for one
        that is not at `path`, where the value begins.
        """
        start = self.position_of(path)
        value = self._value_at(path)
        if not isinstance(value, str) or not 0 <= offset < len(value) or value[offset].isspace():
            return start
        index = line_start(self.text, start.line) + start.column - 1
        if block := _BLOCK_SIGN.match(self.text, index):
            index = block.end()
        elif self.text[index : index + 1] in ("'", '"'):
            index += 1
        for character in "".join(value[: offset + 1].split()):
            space = _SPACE.match(self.text, index)
            index = space.end() if space else index
            if not self.text.startswith(character, index):
                return start
            index += 1
        return position_at(self.text, index - 1)

    def _value_at(self, path: KeyPath) -> Value:
        value: Value = self.data
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                value = value[step]
            else:
                return None
        return value


def position_at(text: str, index: int) -> Position:
    """The line and column of the character at `index`."""
    return Position(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def line_start(text: str, line: int) -> int:
    """The index of the first character of a line, counted from 1."""
    index = 0
    for _ in range(line - 1):
        index = text.index("\n", index) + 1
    return index
