"""How values, keys and lists of words are put to an editor."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic.fields import FieldInfo

from generator.model.dates import PartialDate
from generator.model.entity import Entity
from generator.schema.fields import entity_in, is_list, keys_of
from generator.schema.place import Place
from generator.source.scalars import core_value
from generator.source.slips import quoted, shortened

_PLAIN = re.compile(r"[^\W_][^\n,:#\[\]{}\"'&*!|>%@`]*(?<!\s)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./ -](\d{1,2})(?:[./ -](\d{1,2}))?")
_IN_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?([A-Za-z]{3,9})\.?,?\s+(\d{4})")


def name_of(place: Place) -> str:
    """How a message speaks of a value: 'label', each entry of 'topics', each value in 'rows'."""
    if not place.key:
        return "the file"
    depth = next(i for i, step in enumerate(reversed(place.path)) if isinstance(step, str))
    return (f"'{place.key}'", f"each entry of '{place.key}'", f"each value in '{place.key}'")[min(depth, 2)]


def found_at(place: Place) -> str:
    """How a message speaks of what stands there: the number 3.1, the text 'x', a list, nothing."""
    match place.value:
        case None:
            return "nothing"
        case bool():
            return place.written or str(place.value).lower()
        case int() | float():
            return f"the number {place.written or shortened(repr(place.value))}"
        case "":
            return "an empty text"
        case str():
            return "only spaces" if place.value.isspace() else f"the text '{shortened(place.value)}'"
        case []:
            return "an empty list"
        case list():
            return "a list"
        case Mapping():
            keys = [f"'{shortened(str(key))}'" for key in place.value]
            return f"the {'key' if len(keys) == 1 else 'keys'} {listed(keys[:4])}" if keys else "an empty block"
    return "something else"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Give words as a sentence has them: a, b and c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def either(values: Iterable[str]) -> str:
    """Give values to choose from: 'a', 'b' or 'c'."""
    return listed([f"'{value}'" for value in values], "or")


def as_slug(text: str) -> str:
    """Give the name for addresses that words would have: 'Child's voice' → 'childs-voice'."""
    plain = text.casefold().replace("'", "").replace("’", "").replace("&", " and ")
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:80].strip("-")


def line(key: str, value: object) -> str:
    """Give the line that says so in a file."""
    return f"{key}: {inline(value)}"


def entry_or_line(place: Place, value: object) -> str:
    """Give the corrected line: with its key, or as an entry of its list."""
    return f"- {inline(value)}" if place.is_entry else line(place.key, value)


def inline(value: object) -> str:
    """Give a value as it can be written in one line of a file."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            plain = _PLAIN.fullmatch(value) and isinstance(core_value(value), str) and len(value) <= 60
            return value if plain else quoted(value)
        case Mapping():
            return "{" + ", ".join(f"{key}: {inline(inner)}" for key, inner in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(inline(inner) for inner in value) + "]"
    return str(value)


def example_of(field: FieldInfo) -> Any:
    """Give an example of what a key can hold; for a block, one made of the examples of the keys that it must have."""
    if field.examples:
        return field.examples[0]
    entity = entity_in(field.annotation)
    if entity is None:
        return None
    block = example_block(entity)
    return [block] if is_list(field.annotation) else block


def example_block(entity: type[Entity]) -> dict[str, Any]:
    """Give an example of an entity, with the keys that it must have, or with its first where it needs none."""
    keys = keys_of(entity)
    needed = [key for key, field in keys.items() if field.is_required()] or list(keys)[:1]
    return {key: example_of(keys[key]) for key in needed}


def example_line(place: Place) -> str:
    """Give an example of the line that a key begins."""
    return line(place.key, example_of(place.field)) if place.field else f"{place.key}: …"


def meant_date(text: str) -> PartialDate | None:
    """Read a date as people write it in Britain: 24/02/2021, February 2021, 24th February 2021, 2021.02."""
    written = in_our_form(text)
    try:
        return PartialDate.parse(written) if written else None
    except ValueError:
        return None


def in_our_form(text: str) -> str | None:
    """Write a date as files have it, whether or not there is such a day; None where a text is no date."""
    day = month = year = None
    text = text.strip()
    if found := _NUMERIC.fullmatch(text):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif (found := _IN_WORDS.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        day, month, year = found[1], str(_MONTHS.index(found[2][:3].lower()) + 1), found[3]
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)]) if year else None
