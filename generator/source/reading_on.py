"""Reading past a space that lacks after a colon or a dash: the faults behind it are told in the same run.

The slip itself stays an error. The text is read as though the space were there, and every place is told as it is in
the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.diagnostics import Diagnostic, KeyPath, Position
from generator.source.document import line_start
from generator.source.reader import Reading, read

MOST_SLIPS: Final = 20
"""After so many nobody reads on: the file is of another kind."""

_SPACE_LACKS: Final = frozenset({"no-space-after-colon", "no-space-after-dash"})


def read_on(text: str, *, file: str, libyaml: bool) -> tuple[Reading, list[Diagnostic]]:
    """Read a text, and give what was found behind its slips as well, with the slips that were read past."""
    reading = read(text, file=file, libyaml=libyaml)
    past: list[Diagnostic] = []
    spaces: list[Position] = []
    for _ in range(MOST_SLIPS):
        slip = reading.syntax
        if slip is None or slip.position is None or slip.rule not in _SPACE_LACKS:
            break
        at = line_start(text, slip.position.line) + slip.position.column - 1
        text = f"{text[:at]} {text[at:]}"
        again = read(text, file=file, libyaml=libyaml)
        if again.syntax and again.syntax.position and not _is_behind(again.syntax.position, slip.position):
            break
        past.append(replace(slip, position=_in_file(slip.position, spaces)))
        spaces.append(slip.position)
        reading = again
    return (_placed(reading, spaces) if spaces else reading), past


def _is_behind(place: Position, other: Position) -> bool:
    return (place.line, place.column) > (other.line, other.column)


def _in_file(place: Position, spaces: Sequence[Position]) -> Position:
    """Give a place of the mended text as it is in the file, which has not got the spaces that were put in."""
    before = sum(space.line == place.line and space.column < place.column for space in spaces)
    return Position(place.line, place.column - before) if before else place


def _placed(reading: Reading, spaces: Sequence[Position]) -> Reading:
    def all_in_file(places: Mapping[KeyPath, Position]) -> Mapping[KeyPath, Position]:
        return {path: _in_file(place, spaces) for path, place in places.items()}

    def in_file(fault: Diagnostic) -> Diagnostic:
        return replace(fault, position=_in_file(fault.position, spaces)) if fault.position else fault

    return replace(
        reading,
        root=_in_file(reading.root, spaces) if reading.root else None,
        positions=all_in_file(reading.positions),
        key_positions=all_in_file(reading.key_positions),
        diagnostics=[in_file(fault) for fault in reading.diagnostics],
        syntax=in_file(reading.syntax) if reading.syntax else None,
    )
