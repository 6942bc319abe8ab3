"""From plain data to the model, or to what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeAlias, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, KeyPath, in_file_order
from generator.model.accessibility import Accessibility
from generator.model.entity import Entity
from generator.model.protocol import Clause, Protocol, Section
from generator.model.settings import Settings
from generator.schema.fields import is_list
from generator.schema.files import ACCESSIBILITY, PROTOCOL, REGISTERS, SETTINGS
from generator.schema.keys import unknown_key
from generator.schema.messages import fault_of
from generator.schema.place import Fault, Mend, Place, Put, Rename
from generator.source.document import SourceDocument

T = TypeVar("T", bound=Entity)
MOST_FAULTS = 500
"""So many faults of one file are told one by one; a last diagnostic counts the rest."""

_Found: TypeAlias = Iterator[tuple[Place, Fault]]


@dataclass(frozen=True, slots=True)
class Validated(Generic[T]):
    """What a file holds, and what is wrong with it.

    With faults, `value` is what was almost certainly meant (the text "3.1" for the number, `title` for `titel`), so
    that the rest of the file can be checked in the same run; None where that is not plain. Sound only without faults.
    """

    value: T | None
    diagnostics: tuple[Diagnostic, ...]


def validate_protocol(document: SourceDocument, slug: str) -> Validated[Protocol]:
    """Read a protocol file. Its slug is the name of the file; the file itself may not say one."""
    return cast("Validated[Protocol]", _validated(PROTOCOL.model, document, {"slug": slug}))


def validate_register(document: SourceDocument, name: str) -> Validated[Entity]:
    """Read a register, by the name of its file: 'topics', 'body-types' and so on."""
    return _validated(REGISTERS[name].model, document, {})


def validate_settings(document: SourceDocument) -> Validated[Settings]:
    """Read the settings of the site."""
    return cast("Validated[Settings]", _validated(SETTINGS.model, document, {}))


def validate_accessibility(document: SourceDocument) -> Validated[Accessibility]:
    """Read the accessibility statement."""
    return cast("Validated[Accessibility]", _validated(ACCESSIBILITY.model, document, {}))


def _validated(model: type[T], document: SourceDocument, given: Mapping[str, str]) -> Validated[T]:
    if document.data is None:
        return Validated(None, ())
    value, errors = _read(model, document.data, given)
    found = [
        *_said_though_given(model, document, given),
        *_faults(model, document, errors),
        *_without_words(model, document, errors),
    ]
    if value is None:
        value, _ = _read(model, _mended(document.data, found), given)
    told = in_file_order(_diagnostic(document, place, fault) for place, fault in found)
    return Validated(value, (*told, *_rest(document, len(errors) - MOST_FAULTS)))


def _read(model: type[T], data: Mapping[str, Any], given: Mapping[str, str]) -> tuple[T | None, list[ErrorDetails]]:
    try:
        return model.model_validate({**data, **given}, by_alias=True, by_name=False), []
    except ValidationError as error:
        return None, _without_echoes(error.errors(include_url=False))


def _without_echoes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out an error of a list whose own entries have errors: it was counted without them."""
    around = {error["loc"][:end] for error in errors for end in range(len(error["loc"]))}
    return [error for error in errors if error["loc"] not in around]


def _said_though_given(model: type[Entity], document: SourceDocument, given: Mapping[str, str]) -> _Found:
    for key in given:
        if document.data is not None and key in document.data:
            place = _place(model, document, (key,), {})
            yield place, unknown_key(place)


def _faults(model: type[Entity], document: SourceDocument, errors: Iterable[ErrorDetails]) -> _Found:
    for error in islice(errors, MOST_FAULTS):
        place = _place(model, document, _path_in(document.data, error["loc"]), error.get("ctx", {}))
        if fault := fault_of(error["type"], place):
            yield place, fault


def _without_words(model: type[Entity], document: SourceDocument, errors: Iterable[ErrorDetails]) -> _Found:
    """A key for words of the document with nothing behind it: the words were lost, or the key was left over."""
    told = {_path_in(document.data, error["loc"]) for error in errors}
    for path, written in document.written.items():
        place = _place(model, document, path, {}) if not written and path not in told else None
        if place and place.owner in (Clause, Section) and place.value is None and place.field:
            is_text = place.entity is None and not is_list(place.field.annotation)
            if is_text and (fault := fault_of("string_too_short", place)):
                yield place, fault


def _place(model: type[Entity], document: SourceDocument, path: KeyPath, context: Mapping[str, Any]) -> Place:
    around = _value_at(document.data, path[:-1]) if path else None
    return Place(model, path, _value_at(document.data, path), document.written.get(path), around, context)


def _path_in(data: object, steps: KeyPath) -> KeyPath:
    """Cut a way short where the file has no block for it: one text stands where a list of one was read."""
    for end in range(1, len(steps)):
        if not isinstance(_value_at(data, steps[:end]), dict | list):
            return steps[:end]
    return steps


def _value_at(data: object, path: KeyPath) -> object:
    for step in path:
        match data, step:
            case dict(), str():
                data = data.get(step)
            case list(), int() if 0 <= step < len(data):
                data = data[step]
            case _:
                return None
    return data


def _mended(data: Mapping[str, Any], found: Iterable[tuple[Place, Fault]]) -> Mapping[str, Any]:
    whole = deepcopy(dict(data))
    for place, fault in found:
        if fault.mend and place.path:
            _mend(_value_at(whole, place.path[:-1]), place.path[-1], fault.mend)
    return whole


def _mend(block: Any, step: str | int, mend: Mend) -> None:
    match mend:
        case Put(value) if isinstance(block, dict | list):
            block[step] = value  # type: ignore[index]
        case Rename(key) if isinstance(block, dict):
            block.setdefault(key, block.pop(step))
        case _ if isinstance(block, dict):
            block.pop(step, None)


def _rest(document: SourceDocument, count: int) -> Iterator[Diagnostic]:
    if count > 0:
        message = (
            f"{count} more {'fault' if count == 1 else 'faults'} like these {'is' if count == 1 else 'are'} in the file"
        )
        yield Diagnostic(document.file, None, message, "schema", "mend those that are told, and check again")


def _diagnostic(document: SourceDocument, place: Place, fault: Fault) -> Diagnostic:
    position = document.position_of(place.path)
    if fault.rule == "unknown-key":
        position = document.key_positions.get(place.path, position)
    return Diagnostic(
        file=document.file,
        position=position,
        message=fault.message,
        rule=fault.rule,
        hint=fault.hint,
        path=place.path,
    )
