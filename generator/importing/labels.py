"""What a document prints before its clauses: which words are a label, and of what sort it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_ROMANS = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_LABEL = re.compile(
    rf"""(?:
      (?P<article>(?:Section|Clause|Article|Para(?:graph)?)[ ][0-9]{{1,2}}(?:\.[0-9]{{1,2}})*[.:])
    | (?P<compound>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*[ ]?\((?:[a-z]{{1,2}}|{_ROMANS})\)[.:]?)
    | (?P<decimal>[A-Z]?[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{1,5}}[.):]?)
    | (?P<number>[0-9]{{1,3}}[.):])
    | \((?P<in_brackets>[0-9]{{1,3}}|[a-z]{{1,2}}|[A-Z]|{_ROMANS}|[IVX]{{1,5}})\)[.:]?
    | (?P<roman>{_ROMANS}[.)])
    | (?P<letter>[a-z]{{1,2}}[.)])
    | (?P<capital>[A-Z][.)])
    | (?P<bare>[0-9]{{1,2}})
    )(?=\s|$)""",
    re.VERBOSE,
)
_NO_LABEL = re.compile(rf"[0-9]{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}[a-z]*\b|[0-9]{{1,2}}\s+[a-z]|[0-9.]+\s*%")
_ROMAN = re.compile(_ROMANS)
_LEAD = re.compile(r"\s+")
_BULLETS = "-•*–◦▪●○·‣⁃➢o\uf0b7\uf0a7\uf0d8\uf076"
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Sort(StrEnum):
    """The sort of a label; those of one sort stand on one level."""

    DECIMAL = "decimal"
    NUMBER = "number"
    NUMBER_BRACKETS = "(1)"
    NUMBER_BRACKET = "1)"
    BARE = "bare"
    LETTER = "a."
    LETTER_BRACKETS = "(a)"
    LETTER_BRACKET = "a)"
    CAPITAL = "A."
    CAPITAL_BRACKETS = "(A)"
    ROMAN = "i."
    ROMAN_BRACKETS = "(i)"
    ROMAN_BRACKET = "i)"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed. `value` is the number that it counts, `depth` how many numbers a decimal one has."""

    printed: str
    sort: Sort
    value: int
    depth: int = 1
    numbers: tuple[int, ...] = ()


def split_label(text: str) -> tuple[Label | None, str]:
    """Part a text into its label and the rest; no label where it does not begin with one."""
    found = _LABEL.match(text)
    if not found or _NO_LABEL.match(text):
        return None, text
    label = _label(found)
    rest = text[found.end() :].lstrip()
    if label is None or not rest:
        return None, text
    return label, rest


def whole_label(text: str) -> Label | None:
    """Read a text that is a label and nothing else, such as one that a word processor counts."""
    found = _LABEL.match(text)
    if found and found.end() == len(text):
        return _label(found)
    return None


def bold_length(text: str, bold: Sequence[bool]) -> int:
    """Give how many characters of a text are bold from its beginning; a bullet or label before them may be light."""
    first = next((at for at, is_bold in enumerate(bold) if is_bold and not text[at].isspace()), None)
    if first is None or (first and not _is_before_words(text[:first].strip())):
        return 0
    return next((at for at in range(first, len(text)) if not bold[at] and not text[at].isspace()), len(text))


def _is_before_words(prefix: str) -> bool:
    return not prefix or prefix in _BULLETS or whole_label(prefix) is not None


def as_roman(label: Label) -> Label | None:
    """Read a letter as a Roman number, '(i)' as one; None where it is none."""
    bare = label.printed.strip("().: ").rsplit("(", 1)[-1].lower()
    sorts = {
        Sort.LETTER: Sort.ROMAN,
        Sort.LETTER_BRACKETS: Sort.ROMAN_BRACKETS,
        Sort.LETTER_BRACKET: Sort.ROMAN_BRACKET,
    }
    if label.sort not in sorts or not _ROMAN.fullmatch(bare):
        return None
    return Label(label.printed, sorts[label.sort], _roman_value(bare))


def _label(found: re.Match[str]) -> Label | None:
    printed = found[0]
    end = printed[-1]
    if found["compound"]:
        inner = printed[printed.index("(") + 1 : printed.index(")")]
        return Label(printed, Sort.LETTER_BRACKETS, _letter_value(inner))
    if found["article"] or found["decimal"]:
        numbers = tuple(int(number) for number in re.findall(r"[0-9]+", printed))
        return Label(printed, Sort.DECIMAL, numbers[-1], len(numbers), numbers)
    if found["number"] or found["bare"]:
        value = int(re.findall(r"[0-9]+", printed)[0])
        if found["bare"]:
            return Label(printed, Sort.BARE, value, 1, (value,))
        return Label(printed, Sort.NUMBER_BRACKET if end == ")" else Sort.NUMBER, value, 1, (value,))
    if inner := found["in_brackets"]:
        if inner.isdigit():
            return Label(printed, Sort.NUMBER_BRACKETS, int(inner))
        if inner.isupper():
            return Label(printed, Sort.CAPITAL_BRACKETS, _letter_value(inner.lower()))
        if (len(inner) > 1 and _ROMAN.fullmatch(inner)) or len(inner) > 2:
            return Label(printed, Sort.ROMAN_BRACKETS, _roman_value(inner))
        return Label(printed, Sort.LETTER_BRACKETS, _letter_value(inner)) if _is_letters(inner) else None
    bare = printed[:-1]
    if found["capital"]:
        return Label(printed, Sort.CAPITAL, _letter_value(bare.lower()))
    bracket = end == ")"
    if len(bare) > 1 and _ROMAN.fullmatch(bare):
        return Label(printed, Sort.ROMAN_BRACKET if bracket else Sort.ROMAN, _roman_value(bare))
    if not _is_letters(bare):
        return None
    return Label(printed, Sort.LETTER_BRACKET if bracket else Sort.LETTER, _letter_value(bare))


def _is_letters(bare: str) -> bool:
    """Whether letters count something: one letter, or one doubled as after z."""
    return len(set(bare)) == 1


def _letter_value(bare: str) -> int:
    return ord(bare[0]) - ord("a") + 1 + 26 * (len(bare) - 1)


def _roman_value(bare: str) -> int:
    values = [_VALUES.get(letter, 0) for letter in bare.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
