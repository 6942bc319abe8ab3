"""Projects of any size, made from the two real protocols: the same number and seed give the same bytes.

    python -m benchmarks.corpus 153 /tmp/country

Each protocol is one of the two with its authority's and bodies' names exchanged, and with the changes that real
neighbours make: words exchanged, clauses moved, split and dropped, areas left out. One in twelve is of four
authorities; one in ten has an earlier edition on file. What no longer holds of an annotation is left out with it,
so that every project passes the check.
"""

import argparse
import hashlib
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.analysis.stamps import absence_stamp, note_stamp
from generator.model.protocol import Protocol
from generator.model.walk import Part, fragments, walk
from generator.source.loader import load_yaml

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261122
REGIONS = ("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East of England")
TYPES = ("unitary", "county", "metropolitan-district", "london-borough")
FIRST = "Ash Beck Birch Brook Carr Cold Dale East Elm Fen Ford Gran Hal Hazel Holm Kirk Lang Mar Mill Nether North Oak"
LAST = "bourne bridge bury by combe dale den field ford ham haven holme hurst ley mere mouth port shaw stead ton wick"
EXCHANGED = {
    "appropriate": ("suitable", "proper", "the right"),
    "ensure": ("make sure of", "secure"),
    "Ensuring": ("Making sure", "Securing"),
    "Monitoring": ("Overseeing", "Reviewing", "Monitor"),
    "Monitor": ("Oversee", "Monitoring", "Review"),
    "children": ("children and young people", "young people"),
    "services": ("support", "service", "provision"),
    "outcomes": ("results", "life chances"),
    "quality": ("standard", "adequacy"),
    "regular": ("six-monthly", "quarterly"),
    "timely": ("prompt", "speedy"),
    "effectiveness": ("effect", "impact"),
    "placed": ("living", "looked after"),
    "welfare": ("wellbeing", "welfare and safety"),
}
REAL = {"harrow": "Harrow", "isle-of-wight": "Isle of Wight"}
ABBREVIATIONS = {"harrow": ("HSCB",), "isle-of-wight": ("IOWSCP",)}
QUOTED_KEYS = ("quote", "condition", "timing", "content", "trigger", "step", "others", "time_limit", "outcome", "words")

Data = dict[str, Any]


def make_project(folder: Path, count: int, *, seed: int = SEED) -> None:
    """Lay out a project with `count` protocols in force, in an empty folder."""
    for part in ("templates", "site_config"):
        shutil.copytree(ROOT / part, folder / part, dirs_exist_ok=True)
    shutil.copy2(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "protocols" / "sources").mkdir(parents=True)
    authorities: list[Data] = []
    for data, slug in protocols(count, seed=seed, authorities=authorities):
        text = source_text(data, slug)
        _stamp(data, slug)
        data["source"]["file"] = f"sources/{slug}.txt"
        data["source"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        (folder / "protocols" / "sources" / f"{slug}.txt").write_text(text, encoding="utf-8")
        dumped = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=112)
        (folder / "protocols" / f"{slug}.yml").write_text(dumped, encoding="utf-8")
    register = yaml.safe_dump({"authorities": sorted(authorities, key=lambda a: a["name"])}, sort_keys=False)
    (folder / "site_config" / "registers" / "authorities.yml").write_text(register, encoding="utf-8")


def protocols(count: int, *, seed: int = SEED, authorities: list[Data]) -> Iterator[tuple[Data, str]]:
    """Give each protocol as plain data with its slug; add every authority that they need to `authorities`."""
    bases = {slug: _base(slug) for slug in REAL}
    names = _names(random.Random(seed))
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        base = ("harrow", "isle-of-wight")[number % 2]
        name = next(names)
        members = [name] if number % 12 != 11 else [name, next(names), next(names), next(names)]
        for member in members:
            authorities.append(
                {"slug": _slug(member), "name": member, "type": chance.choice(TYPES), "region": chance.choice(REGIONS)}
            )
        data = _renamed(bases[base], base, name)
        data["authorities"] = [_slug(member) for member in members]
        _mutate(data, chance)
        slug = _slug(name)
        if number % 10 == 9:
            earlier = _copy(data)
            earlier["status"] = "superseded"
            _mutate(earlier, chance)
            yield earlier, f"{slug}-earlier"
            data["replaces"] = f"{slug}-earlier"
        yield data, slug


def _stamp(data: Data, slug: str) -> None:
    protocol = Protocol.model_validate({**data, "slug": slug})
    stamps = {placed.node.id: note_stamp(placed.node) for placed in walk(protocol)}
    for node in _nodes(data["sections"]):
        for note in node.get("notes", ()):
            note["stamp"] = stamps[node["id"]]
    whole = absence_stamp(protocol)
    for absence in data["absences"]:
        absence["stamp"] = whole


def source_text(data: Data, slug: str) -> str:
    """Give the source of which the protocol is the exact transcription."""
    protocol = Protocol.model_validate({**data, "slug": slug})
    lines: list[str] = []
    for fragment in fragments(protocol):
        if fragment.part in {Part.TEXT, Part.RUN_IN} and lines and not lines[-1].endswith("\n"):
            lines[-1] += " " + fragment.text
        else:
            lines.append(fragment.text)
        if fragment.part in {Part.TEXT, Part.TEXT_AFTER, Part.TITLE}:
            lines[-1] += "\n"
    return "\n".join(lines) + "\n"


def _base(slug: str) -> Data:
    path = f"protocols/{slug}.yml"
    data = load_yaml((ROOT / path).read_bytes(), file=path).data
    assert data is not None
    return data


def _names(chance: random.Random) -> Iterator[str]:
    found = [first + last for first in FIRST.split() for last in LAST.split()]
    found += [f"{name} and {other}" for name, other in zip(found, reversed(found), strict=True)]
    found += [f"{name} Vale" for name in found[:484]]
    chance.shuffle(found)
    yield from found


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


def _renamed(base: Data, slug: str, name: str) -> Data:
    short = "".join(word[0] for word in name.split()).upper()
    exchanges = [(REAL[slug], name), *((abbreviation, f"{short}SCP") for abbreviation in ABBREVIATIONS[slug])]

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: each if key in {"id", "file", "instrument"} else renamed(each) for key, each in value.items()}
        if isinstance(value, list):
            return [renamed(each) for each in value]
        if isinstance(value, str):
            for before, after in exchanges:
                value = value.replace(before, after)
        return value

    found = renamed(base)
    assert isinstance(found, dict)
    return found


def _mutate(data: Data, chance: random.Random) -> None:
    for section in data["sections"]:
        if "clauses" in section:
            section["clauses"] = _mutated_clauses(section["clauses"], chance)
        _true_annotations(section)
    _settle_absences(data, chance)


def _mutated_clauses(clauses: list[Data], chance: random.Random) -> list[Data]:
    found: list[Data] = []
    for clause in clauses:
        if "items" in clause:
            clause["items"] = _mutated_clauses(clause["items"], chance) or clause["items"][:1]
        if len(clauses) > 3 and "items" not in clause and chance.random() < 0.06 and not clause.get("escalation"):
            continue
        for key in ("text", "text_after"):
            if key in clause:
                clause[key] = _reworded(clause[key], chance)
        parts = _split(clause, chance) if chance.random() < 0.04 else [clause]
        for part in parts:
            _true_annotations(part)
        found += parts
    if len(found) > 2 and chance.random() < 0.3:
        at = chance.randrange(len(found))
        found.insert(chance.randrange(len(found)), found.pop(at))
    return found


def _reworded(text: str, chance: random.Random) -> str:
    share = chance.choice((0, 0, 0.1, 0.3, 0.6))

    def exchange(found: re.Match[str]) -> str:
        others = EXCHANGED.get(found[0])
        return chance.choice(others) if others and chance.random() < share else found[0]

    return re.sub(r"\b[A-Za-z]+\b(?!\s+Act\b)", exchange, text)


def _split(clause: Data, chance: random.Random) -> list[Data]:
    sentences = re.split(r"(?<=\.) (?=[A-Z])", clause.get("text", ""))
    if len(sentences) < 2 or "items" in clause:
        return [clause]
    at = chance.randrange(1, len(sentences))
    rest = _copy(clause) | {"id": f"{clause['id']}-cont", "text": " ".join(sentences[at:])}
    for key in ("label", "heading"):
        rest.pop(key, None)
    clause["text"] = " ".join(sentences[:at])
    return [clause, rest]


def _true_annotations(node: Data) -> None:
    words = " ".join(str(node.get(key, "")) for key in ("label", "heading", "text", "text_after"))
    folded = " ".join(words.split())

    def holds(entry: Any) -> bool:
        return all(" ".join(value.split()) in folded for value in _quotations(entry))

    for key in ("citations", "flows", "membership", "notes", "not_law"):
        if key in node:
            node[key] = [entry for entry in node[key] if holds(entry)]
            if not node[key]:
                del node[key]
    if "escalation" in node and not holds(node["escalation"]):
        del node["escalation"]
    if ("text" in node or "items" in node) and "id" in node and "flows" not in node and "clauses" not in node:
        node["no_flow"] = "Made for a benchmark."


def _quotations(entry: Data) -> Iterator[str]:
    for key, value in entry.items():
        if isinstance(value, dict):
            yield from _quotations(value)
        elif key in QUOTED_KEYS and isinstance(value, str):
            yield value


def _settle_absences(data: Data, chance: random.Random) -> None:
    register = load_yaml((ROOT / "site_config/registers/topics.yml").read_bytes(), file="topics.yml").data
    assert register is not None
    keyed = set(_topics(data["sections"]))
    absences = [absence for absence in data.get("absences", []) if absence["topic"] not in keyed]
    known = keyed | {absence["topic"] for absence in absences}
    for topic in register["topics"]:
        if topic["slug"] not in known:
            absences.append({"topic": topic["slug"], "state": "not-listed", "checked": "2026-11-22"})
    data["absences"] = absences


def _topics(nodes: list[Data]) -> Iterator[str]:
    for node in _nodes(nodes):
        yield from node.get("topics", ())


def _nodes(nodes: list[Data]) -> Iterator[Data]:
    for node in nodes:
        yield node
        for below in ("clauses", "items", "sections"):
            yield from _nodes(node.get(below, []))


def main() -> None:
    """Make a project from the command line."""
    parser = argparse.ArgumentParser(description="Make a project with many protocols.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    make_project(given.folder, given.count, seed=given.seed)


if __name__ == "__main__":
    main()
