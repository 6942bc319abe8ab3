"""The labels that a word processor prints before the paragraphs of a list, and does not write into the text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    `form` is the name of the kind of number as Word has it ('decimal', 'lowerLetter', 'bullet', 'none'); `pattern` what
    is printed, with %1 for the number of the first level. `legal` prints all numbers as decimals. `restarts_after` is
    the level that makes it begin anew, counted from 1; 0 for never, None for any above it.
    """

    form: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    legal: bool = False
    restarts_after: int | None = None

    @property
    def is_bullet(self) -> bool:
        """Whether the level prints a sign that counts nothing."""
        is_sign = len(self.pattern.strip()) == 1 and not self.pattern.strip().isalnum()
        return self.form == "bullet" or (self.form != "none" and is_sign)


@dataclass(slots=True)
class Counter:
    """Where the numbering of one list stands."""

    levels: Sequence[Level]
    numbers: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, *, start: int | None = None) -> str:
        """Count one more at a depth from 0, and give its label; empty where nothing is printed."""
        level = self._level(depth)
        if start is not None:
            self.numbers[depth] = start
        else:
            self.numbers[depth] = self.numbers.get(depth, level.start - 1) + 1
        for above in range(depth):
            self.numbers.setdefault(above, self._level(above).start)
        for below in [deeper for deeper in self.numbers if deeper > depth]:
            after = self._level(below).restarts_after
            if after is None or (after and depth < after):
                del self.numbers[below]
        return self._printed(level, depth)

    def _level(self, depth: int) -> Level:
        return self.levels[depth] if depth < len(self.levels) else Level()

    def _printed(self, level: Level, depth: int) -> str:
        if level.form == "none" and not _PLACE.search(level.pattern):
            return level.pattern.strip()

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            if at > depth:
                return ""
            form = "decimal" if level.legal and at != depth else self._level(at).form
            if level.legal and form not in ("decimal", "decimalZero"):
                form = "decimal"
            return formatted(self.numbers.get(at, self._level(at).start), form)

        return _PLACE.sub(number, level.pattern).strip()


def formatted(number: int, form: str) -> str:
    """Give a number as a form prints it; a form that is not known prints decimals."""
    if form == "none":
        return ""
    if not 0 < number <= _LARGEST:
        return str(number)
    match form:
        case "lowerLetter":
            return _letters(number)
        case "upperLetter":
            return _letters(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "ordinal":
            return f"{number}{_ordinal_ending(number)}"
        case _:
            return str(number)


def letter_forms(format_sign: str) -> str:
    """Give the name of the form that OpenDocument and HTML write as '1', 'a', 'A', 'i' or 'I'."""
    names: Mapping[str, str] = {
        "1": "decimal",
        "a": "lowerLetter",
        "A": "upperLetter",
        "i": "lowerRoman",
        "I": "upperRoman",
        "": "none",
    }
    return names.get(format_sign, "decimal")


def _letters(number: int) -> str:
    """As word processors count: a to z, then aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 8)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found += sign * count
    return found


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
