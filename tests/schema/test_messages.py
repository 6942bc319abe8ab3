"""Every error that the model can raise has words of its own."""

from collections.abc import Iterator
from typing import Any

import pytest

from generator.model.entity import Entity
from generator.schema.files import FILE_TYPES
from generator.schema.messages import FORMS, WORDS

ERRORS = {
    "str": {"string_type", "string_unicode"},
    "int": {"int_type"},
    "bool": {"bool_type"},
    "enum": {"enum"},
    "tuple": {"tuple_type"},
    "model": {"model_type"},
    "model-field": set(),
    "model-fields": {"missing", "extra_forbidden"},
    "function-plain": {"partial_date", "no_such_date"},
    "function-before": set(),
    "default": set(),
    "nullable": set(),
    "definitions": set(),
    "definition-ref": set(),
}
"""Which errors a part of a model raises, by its type."""

LIMITS = {
    "pattern": "string_pattern_mismatch",
    "ge": "greater_than_equal",
    "le": "less_than_equal",
}


def parts(node: Any, seen: set[int]) -> Iterator[dict[str, Any]]:
    """Every part of a core schema."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, dict):
        if isinstance(node.get("type"), str) and node["type"] in ERRORS | {"list": 0, "union": 0}:
            yield node
        for key, inner in node.items():
            if key not in ("metadata", "serialization", "json_schema_input_schema", "schema_ref"):
                yield from parts(inner, seen)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from parts(inner, seen)


def errors_of(part: dict[str, Any]) -> set[str]:
    kind = part["type"]
    found = set(ERRORS[kind])
    found |= {error for limit, error in LIMITS.items() if limit in part}
    for limit, error in (("min_length", "too_short"), ("max_length", "too_long")):
        if limit in part:
            found.add(f"string_{error}" if kind == "str" else error)
    if kind == "tuple" and "variadic_item_index" not in part:
        found |= {"too_long", "missing"}
    return found


@pytest.mark.parametrize("model", [kind.model for kind in FILE_TYPES], ids=lambda model: model.__name__)
def test_every_error_that_a_model_can_raise_has_words(model: type[Entity]) -> None:
    possible = {error for part in parts(model.__pydantic_core_schema__, set()) for error in errors_of(part)}

    assert len(possible) > 5
    assert possible - WORDS.keys() == set()


def test_no_words_are_kept_for_errors_that_no_model_raises() -> None:
    possible = {
        error
        for kind in FILE_TYPES
        for part in parts(kind.model.__pydantic_core_schema__, set())
        for error in errors_of(part)
    }

    assert WORDS.keys() - possible == set()


def test_every_form_that_a_model_asks_for_has_words() -> None:
    patterns = {
        str(part["pattern"])
        for kind in FILE_TYPES
        for part in parts(kind.model.__pydantic_core_schema__, set())
        if "pattern" in part
    }

    assert patterns - FORMS.keys() == {r"\S"}
    assert FORMS.keys() - patterns == set()
