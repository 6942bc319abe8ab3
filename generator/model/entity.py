"""What all entities share: frozen, closed to unknown keys, their texts kept letter for letter."""

from collections.abc import Hashable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints
from pydantic.json_schema import WithJsonSchema

T = TypeVar("T", bound=Hashable)


class Entity(BaseModel):
    """A frozen thing of the domain. A key that it does not know is a fault, never ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        use_attribute_docstrings=False,
    )


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
"""Words of a document or of an editor: plain text, verbatim, never interpreted."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A name for addresses: small letters, digits and single hyphens."""

Stamp = Annotated[str, StringConstraints(pattern=r"^[a-z]{10}$")]
"""Ten letters made from a text: another text has another stamp."""

Flag = StrictBool


def register_value(register: str) -> Any:
    """Give the type of a slug that must stand in a register; the JSON Schema lists the register's slugs."""
    return Annotated[
        str,
        StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80),
        Field(json_schema_extra={"x-register": register}),
    ]


TopicSlug = register_value("topics")
KindSlug = register_value("kinds")
AuthoritySlug = register_value("authorities")
BodyTypeSlug = register_value("body-types")
InstrumentSlug = register_value("instruments")
MatterSlug = register_value("matters")
TermSlug = register_value("terms")


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[
    tuple[Slug, ...],
    BeforeValidator(_as_list, json_schema_input_type=str | list[str]),
    Field(min_length=1),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
                {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}},
            ]
        }
    ),
]
"""One slug, or a list of them."""
