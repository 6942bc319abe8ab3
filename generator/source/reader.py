"""From the events of a YAML parser to plain data and positions, with every fault on the way."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.diagnostics import Diagnostic, KeyPath, Position
from generator.source.characters import DROPPED, unwanted_in_escapes, without_refused
from generator.source.document import Places, Value
from generator.source.scalars import core_value
from generator.source.slips import Mark, quoted, shortened, slips
from generator.source.syntax_fault import LastEvent
from generator.source.syntax_messages import syntax_diagnostic

DEEPEST: Final = 50
"""Blocks within blocks. A protocol needs some twelve."""

LARGEST_EXPANSION: Final = 2_000_000
"""Characters, with aliases written out. Aliases are refused, yet followed, so that later checks can go on."""

_COMMENT_AT_BLOCK = re.compile(r"[|>][-+0-9]*#")
_LONE_QUESTION_MARK = re.compile(r"""\?(?<=[\s,\[\]{}"']\?)""")

_INNER_QUESTION_MARK = re.compile(r"""(?<=[^\s,\[\]{}"'])\?""")
_QUESTION_MARK = "\U0010fffe"
"""Stands for `?` within a text, which PyYAML's own parser takes for a sign of YAML in brackets: `[who?, me]`."""

_KEY_WITHOUT_SPACE = re.compile(r"(?P<first>-|[A-Za-z_][\w-]*:)(?P<rest>(?!//)[^\s-].*)")
_CURLY_QUOTES = ("“", "‘")
_DECORATED = re.compile(r"[^,\]}\n]*")
_TEXT_TAG = "tag:yaml.org,2002:str"


@dataclass(slots=True)
class Reading:
    """What one pass over a text has found.

    `root` is where the top level begins, None in an empty file; `syntax` is the fault that has ended the pass early.
    """

    data: Value
    is_whole: bool
    root: Position | None
    positions: Mapping[KeyPath, Position]
    key_positions: Mapping[KeyPath, Position]
    written: dict[KeyPath, str]
    diagnostics: list[Diagnostic]
    syntax: Diagnostic | None


def read(text: str, *, file: str, libyaml: bool) -> Reading:
    """Read a cleaned text whose last line ends in `\\n`.

    libyaml is quick, so it reads every plain file. Where it meets anything that a file may not have, PyYAML's own
    parser reads the text anew: in such places the two differ in what they accept and in what they say.
    """
    if libyaml and not _is_read_differently(text):
        try:
            return _read_quickly(text, file)
        except (_DoubtError, yaml.YAMLError, ValueError):
            pass
    own_parser = yaml.SafeLoader(_INNER_QUESTION_MARK.sub(_QUESTION_MARK, text))
    return _Reader(text, file, own_parser, doubts=False).read()


def _is_read_differently(text: str) -> bool:
    """Whether there is what libyaml takes and PyYAML's own parser refuses."""
    return ("#" in text and bool(_COMMENT_AT_BLOCK.search(text))) or bool(_LONE_QUESTION_MARK.search(text))


def _read_quickly(text: str, file: str) -> Reading:
    """Read with libyaml; where keys and texts stand is found out when it is asked for, by reading once more."""
    found = _Reader(text, file, yaml.CSafeLoader(text), doubts=True, blocks_only=True).read()

    @cache
    def all_places() -> tuple[Mapping[KeyPath, Position], Mapping[KeyPath, Position]]:
        again = _Reader(text, file, yaml.CSafeLoader(text), doubts=True).read()
        return again.positions, again.key_positions

    values, keys = Places(found.positions, lambda: all_places()[0]), Places({}, lambda: all_places()[1])
    return replace(found, positions=values, key_positions=keys)


class _DoubtError(Exception):
    """libyaml has met what a file may not have."""


class _StopError(Exception):
    """The rest of the file cannot be read; the fault is told."""


class _Reader:
    """One pass over the events of one text. With `blocks_only`, places are noted of nothing else."""

    def __init__(self, text: str, file: str, parser: Any, *, doubts: bool, blocks_only: bool = False) -> None:
        self._text = text
        self._file = file
        self._parser = parser
        self._doubts = doubts
        self._blocks_only = blocks_only
        self._holds_refused = DROPPED in text
        self._holds_comments = " #" in text
        self._next = parser.get_event if doubts else self._remembered
        self._last: Any = None
        self._depth = 0
        self._is_kept = True
        self._is_merging = False
        self._anchored: dict[str, tuple[Value, int]] = {}
        self._size = 0
        self._entries_before: list[Value] = []
        self._positions: dict[KeyPath, Position] = {}
        self._key_positions: dict[KeyPath, Position] = {}
        self._found = Reading(None, False, None, self._positions, self._key_positions, {}, [], None)

    def read(self) -> Reading:
        """Read the whole text."""
        try:
            self._stream()
        except _StopError:
            self._found.is_whole = False
        except yaml.MarkedYAMLError as error:
            if self._doubts:
                raise
            self._syntax(error)
        except (ValueError, OverflowError):
            if self._doubts:
                raise
            self._syntax(yaml.MarkedYAMLError(problem="found impossible number", problem_mark=self._parser.get_mark()))
        finally:
            self._parser.dispose()
        return self._found

    def _stream(self) -> None:
        self._next()
        event = self._next()
        if isinstance(event, StreamEndEvent):
            self._found.is_whole = True
            return
        self._document_start(event)
        event = self._next()
        if not (type(event) is ScalarEvent and not event.value and event.implicit[0]):
            self._found.root = _position(event)
        self._found.data = self._node(event, ())
        self._found.is_whole = self._size <= LARGEST_EXPANSION
        self._next()
        event = self._next()
        if isinstance(event, DocumentStartEvent):
            self._tell(
                event,
                (),
                "more-than-one-document",
                "expected one document in a file, found the start of another",
                "delete the line '---', or move what follows it to another file",
            )

    def _document_start(self, event: Any) -> None:
        if self._text.startswith("%", event.start_mark.index):
            self._tell(event, (), "directive", "expected keys, found a line that begins with '%'", "delete the line")

    def _remembered(self) -> Any:
        event = self._parser.get_event()
        if type(event) is ScalarEvent:
            event.value = event.value.replace(_QUESTION_MARK, "?")
        self._last = event
        return event

    def _node(self, event: Any, path: KeyPath) -> Value:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event, path)
        if kind is AliasEvent:
            return self._alias(event, path)
        if event.anchor is not None or event.tag is not None:
            return self._decorated(event, path)
        return self._block(event, path)

    def _block(self, event: Any, path: KeyPath) -> Value:
        self._depth += 1
        if self._depth > DEEPEST:
            self._tell(
                event,
                path,
                "nested-too-deep",
                f"expected at most {DEEPEST} levels within each other, found more",
                "is a bracket '[' or '{' or a dash there too many times?",
            )
            raise _StopError
        if self._is_kept:
            self._positions[path] = _position(event)
        value: Value = self._keys(path) if type(event) is MappingStartEvent else self._items(path)
        self._depth -= 1
        return value

    def _items(self, path: KeyPath) -> Value:
        items: list[Value] = []
        following, scalar, node = self._next, self._scalar, self._node
        while type(event := following()) is not SequenceEndEvent:
            place = (*path, len(items))
            value = scalar(event, place) if type(event) is ScalarEvent else node(event, place)
            if self._entries_before:
                items.extend(self._entries_before)
                self._entries_before = []
            items.append(value)
        return items

    def _keys(self, path: KeyPath) -> Value:
        block: dict[str, Value] = {}
        marks: dict[str, Mark] = {}
        entries: list[Value] = []
        following, scalar, node = self._next, self._scalar, self._node
        while type(event := following()) is not MappingEndEvent:
            key = self._key(event, path)
            if key is None:
                with self._unkept():
                    node(following(), path)
            elif key not in marks:
                marks[key] = event.start_mark
                place = (*path, key)
                if self._is_kept and not self._blocks_only:
                    self._key_positions[place] = _position(event)
                event = following()
                block[key] = scalar(event, place) if type(event) is ScalarEvent else node(event, place)
            elif self._begins_an_entry(event, path, key, marks):
                self._tell_dash(event, (*path, key), marks[key].line + 1)
                entries.append(block)
                path = (*path[:-1], int(path[-1]) + 1)
                block, marks = {}, {key: event.start_mark}
                if self._is_kept:
                    self._positions[path] = self._key_positions[(*path, key)] = _position(event)
                block[key] = node(following(), (*path, key))
            else:
                self._tell(
                    event,
                    (*path, key),
                    "repeated-key",
                    f"expected every key once, found '{shortened(key)}' again after line {marks[key].line + 1}",
                    "give one of the two another name, or join what they hold under one",
                )
                with self._unkept():
                    node(following(), (*path, key))
        self._entries_before = entries
        return block

    def _begins_an_entry(self, event: Any, path: KeyPath, key: str, marks: Mapping[str, Mark]) -> bool:
        """Whether the first key of a list's entry stands again at the beginning of a line: a dash was forgotten."""
        if not path or not isinstance(path[-1], int) or key != next(iter(marks)) or len(marks) == 1:
            return False
        begin = self._text.rfind("\n", 0, event.start_mark.index) + 1
        return not self._text[begin : event.start_mark.index].strip()

    def _tell_dash(self, event: Any, path: KeyPath, first: int) -> None:
        key = path[-1]
        self._tell(
            event,
            path,
            "missing-dash",
            f"expected '- ' before '{key}', which begins a new entry of the list, as in line {first}",
            f"write '- {key}: …' two columns further left; if no new entry begins here, take the line out",
        )

    def _key(self, event: Any, path: KeyPath) -> str | None:
        """The key, or None for one that is told and cannot be kept."""
        if type(event) is not ScalarEvent:
            self._not_text_key(event, path)
            return None
        if event.anchor is not None or event.tag is not None:
            self._doubt()
            self._told_decorations(event, path)
        if event.style:
            return self._cleaned(event)
        written: str = event.value
        if _is_plain_key(written):
            return self._plain(written)
        self._doubt()
        if written == "<<":
            self._tell(
                event,
                path,
                "merge-key",
                "expected a key, found '<<'",
                "write out what it would bring in, without '<<'",
            )
            self._is_merging = True
        elif not isinstance(core_value(written), str):
            found = f"found {_described(core_value(written), written)}"
            hint = f'put it in quotes: "{written}"' if written else "write the key before the colon"
            self._tell(event, path, "key-not-text", f"a key must be text, {found}", hint)
        elif match := _KEY_WITHOUT_SPACE.match(written):
            self._without_space(event, path, match)
        return None

    def _without_space(self, event: Any, path: KeyPath, match: re.Match[str]) -> None:
        first, rest = match["first"], match["rest"]
        sign = "dash" if first == "-" else "colon"
        after = "the dash" if first == "-" else f"the colon of '{first[:-1]}'"
        self._tell(
            event,
            path,
            f"no-space-after-{sign}",
            f"expected a space after {after}, found '{shortened(rest)}'",
            f"write '{first} {shortened(rest)}'",
        )

    def _not_text_key(self, event: Any, path: KeyPath) -> None:
        self._doubt()
        found = {SequenceStartEvent: "a list", MappingStartEvent: "a block of keys"}.get(type(event), "an alias")
        self._tell(
            event,
            path,
            "key-not-text",
            f"a key must be text, found {found}",
            "if it is text, put the whole of it in quotes",
        )
        if type(event) is not AliasEvent:
            with self._unkept():
                self._block(event, path)

    def _scalar(self, event: Any, path: KeyPath) -> Value:
        if event.anchor is not None or event.tag is not None:
            return self._decorated(event, path)
        if self._is_kept and not self._blocks_only:
            self._positions[path] = _position(event)
        if event.style:
            return self._cleaned(event)
        written: str = event.value
        value: Value = core_value(written)
        if value is None or type(value) is str:
            start, end = event.start_mark, event.end_mark
            if not written and self._text[start.index - 1] not in ":-":
                self._doubt()  # libyaml tells another place of what is not there, in brackets over several lines
            if (
                start.line != end.line
                or written.startswith(_CURLY_QUOTES)
                or (self._holds_comments and self._text.startswith(" #", end.index))
            ):
                self._found.diagnostics.extend(slips(value, start, end, text=self._text, file=self._file, path=path))
            if value is not None:
                return self._plain(written)
        if self._is_kept:
            self._found.written[path] = written
        return value

    def _plain(self, written: str) -> str:
        self._size += len(written)
        return written.replace(DROPPED, "") if self._holds_refused else written

    def _cleaned(self, event: Any) -> str:
        value: str = event.value
        if event.style == '"' and "\\" in self._text[event.start_mark.index : event.end_mark.index]:
            told = unwanted_in_escapes(value.replace(DROPPED, ""), _position(event), file=self._file)
            if told:
                self._size += len(value)
                self._found.diagnostics.extend(told)
                return without_refused(value)
        return self._plain(value)

    def _decorated(self, event: Any, path: KeyPath) -> Value:
        """A value with an anchor or a tag: both are told, the value is read as if they were not there."""
        self._doubt()
        self._told_decorations(event, path)
        anchor, tag, size = event.anchor, event.tag, self._size
        event.anchor = event.tag = None
        value: Value
        if tag == _TEXT_TAG and type(event) is ScalarEvent:
            value = self._cleaned(event)
            if self._is_kept:
                self._positions[path] = _position(event)
        else:
            value = self._node(event, path)
        if anchor is not None:
            self._anchored[anchor] = (value, self._size - size + 1)
        return value

    def _told_decorations(self, event: Any, path: KeyPath) -> None:
        hint = f"delete it; if it is text, put the whole text in quotes: {quoted(self._written_at(event))}"
        if event.anchor is not None:
            message = f"expected a plain value, found '&{shortened(event.anchor)}', which gives it a name (an anchor)"
            self._tell(event, path, "anchor", message, hint)
        if event.tag is not None:
            self._tell(event, path, "tag", "expected a plain value, found '!', which begins a type (a tag)", hint)

    def _alias(self, event: Any, path: KeyPath) -> Value:
        """What an alias stands for; of one that stands for nothing, its letters."""
        self._doubt()
        written = f"*{event.anchor}"
        value, size = self._anchored.get(event.anchor, (written, len(written)))
        self._size += size
        if not self._is_merging:
            self._tell(
                event,
                path,
                "alias",
                f"expected a value, found '{shortened(written)}', which stands for a value named elsewhere (an alias)",
                f"write the value itself; if it is text, put all of it in quotes: {quoted(self._written_at(event))}",
            )
        if self._is_kept:
            self._positions[path] = _position(event)
        return value

    def _written_at(self, event: Any) -> str:
        match = _DECORATED.match(self._text, event.start_mark.index)
        return match.group().rstrip() if match else ""

    def _doubt(self) -> None:
        if self._doubts:
            raise _DoubtError

    @contextmanager
    def _unkept(self) -> Iterator[None]:
        """Read on for faults alone: what is read has no place in the data."""
        was_kept, self._is_kept = self._is_kept, False
        yield
        self._is_kept, self._is_merging = was_kept, False

    def _tell(self, event: Any, path: KeyPath, rule: str, message: str, hint: str) -> None:
        self._found.diagnostics.append(
            Diagnostic(file=self._file, position=_position(event), message=message, rule=rule, hint=hint, path=path)
        )

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        self._found.is_whole = False
        self._found.syntax = syntax_diagnostic(error, last=LastEvent.of(self._last), text=self._text, file=self._file)


@lru_cache(maxsize=1 << 10)
def _is_plain_key(written: str) -> bool:
    """Whether an unquoted text is text as a key too."""
    return written != "<<" and isinstance(core_value(written), str) and not _KEY_WITHOUT_SPACE.match(written)


def _position(event: Any) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1)


def _described(value: Value, written: str) -> str:
    if value is None:
        return f"'{written}', which stands for nothing" if written else "nothing"
    if isinstance(value, bool):
        return f"'{written}', which stands for {'yes' if value else 'no'}"
    return f"the number {written}"
