"""What the model says about the value at a key path."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic.json_schema import SkipJsonSchema

from generator.diagnostics import KeyPath
from generator.model.entity import Entity


def keys_of(entity: type[Entity]) -> Mapping[str, FieldInfo]:
    """Give the keys that a block may have, as they are written in a file, in the model's order."""
    return {
        field.alias or name: field
        for name, field in entity.model_fields.items()
        if not any(isinstance(mark, SkipJsonSchema) for mark in field.metadata)  # type: ignore[misc]
    }


def entity_at(model: type[Entity], path: KeyPath) -> type[Entity] | None:
    """Give the entity whose block stands at a path; None where the path leads to no block."""
    entity: type[Entity] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        field = keys_of(entity).get(step) if entity else None
        entity = entity_in(field.annotation) if field else None
    return entity


def field_at(model: type[Entity], path: KeyPath) -> FieldInfo | None:
    """Give the field of the last key on a path."""
    keys = [place for place, step in enumerate(path) if isinstance(step, str)]
    if not keys:
        return None
    owner = entity_at(model, path[: keys[-1]])
    return keys_of(owner).get(str(path[keys[-1]])) if owner else None


def entity_in(annotation: Any) -> type[Entity] | None:
    """Give the entity that a field holds, alone or in a list."""
    return next((kind for kind in _kinds(annotation) if issubclass(kind, Entity)), None)


def values_in(annotation: Any) -> tuple[str, ...]:
    """Give the values of the closed set that a field holds, alone or in a list; none where it is open."""
    closed = next((kind for kind in _kinds(annotation) if issubclass(kind, StrEnum)), None)
    return tuple(member.value for member in closed) if closed else ()


def is_list(annotation: Any) -> bool:
    """Whether a field holds a list."""
    return get_origin(annotation) is tuple or any(is_list(part) for part in get_args(annotation))


def entities_below(entity: type[Entity]) -> Iterator[tuple[str, type[Entity]]]:
    """Give every entity that a block can hold at any depth, the nearest first, with the key that holds it."""
    waiting, seen = [entity], {entity}
    while waiting:
        for key, field in keys_of(waiting.pop(0)).items():
            below = entity_in(field.annotation)
            if below and below not in seen:
                seen.add(below)
                waiting.append(below)
                yield key, below


def _kinds(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from _kinds(part)
