"""The schemas with which editors complete and underline, applied to files by a validator of JSON Schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.source.loader import load_yaml

ROOT = Path(__file__).parents[2]
PROTOCOLS = sorted(path.name for path in (ROOT / "protocols").glob("*.yml"))
REGISTERS = sorted(path.stem for path in (ROOT / "site_config" / "registers").glob("*.yml"))


def schema(name: str) -> dict[str, Any]:
    return json.loads((ROOT / "site_config" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))


def data(path: Path) -> Any:
    return loaded(path.read_text(encoding="utf-8"))


def loaded(text: str) -> Any:
    return load_yaml(text.encode(), file="protocols/new.yml").data


def faults(of: str, value: Any) -> list[str]:
    """Where the schema finds a fault, as a way of keys."""
    validator = jsonschema.Draft7Validator(schema(of))
    return sorted({"/".join(map(str, fault.absolute_path)) for fault in validator.iter_errors(value)})


@pytest.mark.parametrize("name", [*REGISTERS, "protocol", "site"])
def test_a_schema_is_one_of_draft_7(name: str):
    jsonschema.Draft7Validator.check_schema(schema(name))


def test_the_example_and_the_protocols_are_looked_at():
    assert {"_example.yml", "harrow.yml", "isle-of-wight.yml"} <= set(PROTOCOLS)


@pytest.mark.parametrize("name", PROTOCOLS)
def test_a_protocol_file_fits_its_schema(name: str):
    assert faults("protocol", data(ROOT / "protocols" / name)) == []


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_fits_its_schema(name: str):
    assert faults(name, data(ROOT / "site_config" / "registers" / f"{name}.yml")) == []


def test_the_settings_fit_their_schema():
    assert faults("site", data(ROOT / "site_config" / "site.yml")) == []


@pytest.mark.parametrize("path", [*ROOT.glob("protocols/*.yml"), *ROOT.glob("site_config/registers/*.yml")], ids=str)
def test_a_file_names_its_schema_in_its_first_line(path: Path):
    kind = "protocol" if path.parent.name == "protocols" else path.stem
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    named = first.removeprefix("# yaml-language-server: $schema=")

    assert (path.parent / named).resolve() == ROOT / "site_config" / "schema" / f"{kind}.schema.json"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("topics: [childs-voice]", "topics: [childs-voyce]", "sections/2/clauses/0/topics/0"),
        ("status: approved", "status: aproved", "status"),
        ("kind: safeguarding-and-corporate-parenting", "kind: safeguarding", "kind"),
        ("authorities: [harrow]", "authorities: harrow", "authorities"),
        ("dated: 2024-03-12", "dated: 12/03/2024", "dated"),
        ('label: "3.1"', "label: 3.1", "sections/3/clauses/0/label"),
        ("type: cabinet", "type: cabinett", "bodies/4/type"),
        ("instrument: children-act-1989", "instrument: childrens-act", "sections/2/clauses/0/citations/0/instrument"),
        ("parties: [esp, board]\n", "", ""),
        ("before_title:", "befor_title:", ""),
        ("relation: cites", "relation: mentions", "sections/2/clauses/0/citations/0/relation"),
        ("{topic: uasc, state: not-yet-transcribed}", "{topic: uasc, state: unknown}", "absences/5/state"),
    ],
)
def test_a_fault_is_found_at_its_place(old: str, new: str, where: str):
    example = (ROOT / "protocols" / "_example.yml").read_text(encoding="utf-8")
    assert example.count(old) == 1

    assert faults("protocol", loaded(example.replace(old, new))) == [where]
