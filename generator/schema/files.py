"""Which files there are, and what each may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.model.accessibility import Accessibility
from generator.model.entity import Entity
from generator.model.protocol import Protocol
from generator.model.registers import Authorities, BodyTypes, Instruments, Kinds, Matters, Terms, Topics
from generator.model.settings import Settings


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file: its name, which its JSON Schema bears too, what it holds, and what an editor calls it."""

    name: str
    model: type[Entity]
    title: str


PROTOCOL = FileType("protocol", Protocol, "A protocol")
SETTINGS = FileType("site", Settings, "The settings of the site")
ACCESSIBILITY = FileType("accessibility", Accessibility, "The accessibility statement")
REGISTERS: Mapping[str, FileType] = MappingProxyType(
    {
        "topics": FileType("topics", Topics, "The register of topics"),
        "kinds": FileType("kinds", Kinds, "The register of kinds of protocol"),
        "authorities": FileType("authorities", Authorities, "The register of councils"),
        "body-types": FileType("body-types", BodyTypes, "The register of types of body"),
        "instruments": FileType("instruments", Instruments, "The register of laws and guidance"),
        "matters": FileType("matters", Matters, "The register of matters of reporting"),
        "terms": FileType("terms", Terms, "The glossary"),
    }
)
"""Each register under the name of its file, in the order in which they are read."""

FILE_TYPES: tuple[FileType, ...] = (PROTOCOL, *REGISTERS.values(), SETTINGS, ACCESSIBILITY)
