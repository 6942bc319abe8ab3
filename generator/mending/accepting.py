"""Suggestions that a person has accepted, written into the file at their places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.analysis.suggest.suggestion import Suggested, Suggestion, SuggestionKind
from generator.mending.values import put
from generator.model.protocol import Protocol
from generator.schema.fields import entity_at, keys_of
from generator.source.document import SourceDocument, Value
from generator.source.edits import Edit, edited
from generator.source.layout import Layout, Style, layout, with_entry, with_key, without_entry
from generator.source.loader import load_yaml
from generator.source.writing import bracketed, entry_lines, key_lines

_NAMES_BODIES = ("from", "to", "to_any", "body", "member", "between")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file's text after all, and which suggestions are in it; `left` could not be written."""

    text: str
    taken: tuple[Suggestion, ...]
    left: tuple[Suggestion, ...]


def accepted(text: str, suggestions: Iterable[Suggestion]) -> Accepted:
    """Write suggestions into the text of a file, one after the other; everything else stays byte for byte.

    After each the file is read again and must hold what it held, and the suggestion. What needs a body that the file
    does not have is left. A topic that is keyed to a clause loses its "not yet transcribed".
    """
    taken: list[Suggestion] = []
    left: list[Suggestion] = []
    for suggestion in suggestions:
        after = _with(text, suggestion)
        if after is None:
            left.append(suggestion)
        else:
            taken.append(suggestion)
            text = after
    return Accepted(text, tuple(taken), tuple(left))


def snippet(suggestion: Suggestion) -> tuple[str, ...]:
    """Give the lines that would be written, as from column 0."""
    value = _plain(suggestion.value)
    return key_lines(suggestion.key, [value] if suggestion.is_entry else value)  # type: ignore[arg-type, list-item]


def _with(text: str, suggestion: Suggestion) -> str | None:
    document = load_yaml(text.encode(), file="")
    place = layout(text)
    if suggestion.kind is SuggestionKind.TERM or place is None or document.data is None:
        return None
    if not _bodies(suggestion.value) <= _ids(document.data):
        return None
    path = (*suggestion.path, suggestion.key)
    present = _value_at(document, path)
    value = _plain(suggestion.value)
    edit: Edit | None
    if path in place.values and suggestion.is_entry and isinstance(present, list):
        edit = with_entry(place, path, _entry(place, path, value))
        expected = put(path, [*present, value])(document.data)
    elif path in place.values:
        return None
    else:
        block = place.values.get(suggestion.path)
        whole: Value = [value] if suggestion.is_entry else value
        entity = entity_at(Protocol, suggestion.path)
        if block is None or entity is None:
            return None
        if block.style is Style.FLOW_KEYS:
            lines: Sequence[str] = (f"{suggestion.key}: {bracketed(whole)}",)  # type: ignore[arg-type]
        else:
            lines = key_lines(suggestion.key, whole, column=block.column)  # type: ignore[arg-type]
        edit = with_key(place, suggestion.path, suggestion.key, lines, tuple(keys_of(entity)))
        expected = put(path, whole)(document.data)
    if edit is None:
        return None
    edits = [edit]
    if suggestion.kind is SuggestionKind.TOPIC and (freed := _answered(document, place, str(value))):
        edits.append(freed[0])
        expected = _without_absence(expected, freed[1])
    after = edited(text, edits)
    return after if load_yaml(after.encode(), file="").data == expected else None


def _entry(place: Layout, path: tuple[str | int, ...], value: Value) -> Sequence[str]:
    if place.values[path].style is Style.FLOW_LIST:
        return (bracketed(value),)  # type: ignore[arg-type]
    return entry_lines(value, column=place.values[path].column + 2)  # type: ignore[arg-type]


def _answered(document: SourceDocument, place: Layout, topic: str) -> tuple[Edit, int] | None:
    """How the "not yet transcribed" of a topic is taken out, and which of the absences that is."""
    absences = _value_at(document, ("absences",))
    for index, absence in enumerate(absences if isinstance(absences, list) else []):
        if not isinstance(absence, dict) or absence.get("topic") != topic:
            continue
        edit = without_entry(place, ("absences",), index)
        if absence.get("state") == "not-yet-transcribed" and edit:
            return edit, index
    return None


def _without_absence(data: Value, index: int) -> Value:
    if not isinstance(data, dict) or not isinstance(data.get("absences"), list):
        return data
    rest = [each for at, each in enumerate(data["absences"]) if at != index]  # type: ignore[arg-type]
    return {key: (rest if key == "absences" else each) for key, each in data.items() if key != "absences" or rest}


def _value_at(document: SourceDocument, path: Sequence[str | int]) -> Value:
    value: Value = document.data
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _ids(data: Mapping[str, Value]) -> set[str]:
    bodies = data.get("bodies")
    return {str(body["id"]) for body in bodies if isinstance(body, dict) and "id" in body} if bodies else set()  # type: ignore[union-attr]


def _bodies(value: Suggested) -> set[str]:
    if not isinstance(value, Mapping):
        return set()
    named = [value[key] for key in _NAMES_BODIES if key in value]
    return {str(each) for one in named for each in ((one,) if isinstance(one, str) else one)}


def _plain(value: Suggested) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value]
