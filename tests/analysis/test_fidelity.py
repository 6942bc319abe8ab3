import random
from pathlib import Path

import pytest

from generator.analysis.fidelity import Difference, DifferenceKind, fidelity, left_out_not_found, source_lines
from generator.model.protocol import Protocol
from generator.model.walk import Placed, walk, words_of
from generator.source.loader import load_yaml
from tests.fixtures.corpora import protocol

PROTOCOLS = Path(__file__).parents[2] / "protocols"

SOURCE = """\
A protocol

1. Purpose

- 1.1 Both bodies have important,
  but distinct roles.
- 1.2 They watch:
 - **Child's Voice** – Taking account of wishes (section 22(4) Children Act 1989);
 - **Care Planning** – Monitoring the quality of Care Plans.
and more.

2. Review

The Board reviews it every year.
"""

FILE = """
sections:
  - id: purpose
    label: "1."
    heading: Purpose
    run_in: –
    clauses:
      - id: roles
        label: "1.1"
        text: Both bodies have important, but distinct roles.
      - id: areas
        label: "1.2"
        text: 'They watch:'
        items:
          - id: voice
            heading: Child's Voice
            text: Taking account of wishes (section 22(4) Children Act 1989);
          - id: care
            heading: Care Planning
            text: Monitoring the quality of Care Plans.
        text_after: and more.
  - id: review
    label: "2."
    heading: Review
    text: The Board reviews it every year.
"""
ROLES = ("sections", 0, "clauses", 0, "text")
VOICE = ("sections", 0, "clauses", 1, "items", 0, "text")


def test_a_file_with_all_characters_in_order_has_no_difference() -> None:
    assert fidelity(protocol(FILE), SOURCE) == ()


def test_every_section_and_clause_knows_its_lines_in_the_source() -> None:
    lines = source_lines(protocol(FILE), SOURCE)

    assert lines == {
        "purpose": (3, 10),
        "roles": (5, 6),
        "areas": (7, 10),
        "voice": (8, 8),
        "care": (9, 9),
        "review": (12, 14),
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "important, but distinct",
            "important, distinct",
            Difference(DifferenceKind.LOST, "but", "", 6, ROLES, "roles", 28),
        ),
        (
            "but distinct roles",
            "but very distinct roles",
            Difference(DifferenceKind.ADDED, "", "very", 6, ROLES, "roles", 32),
        ),
        (
            "but distinct roles",
            "but Distinct roles",
            Difference(DifferenceKind.CHANGED, "distinct", "Distinct", 6, ROLES, "roles", 32),
        ),
        (
            "important, but",
            "important but",
            Difference(DifferenceKind.CHANGED, "important,", "important", 5, ROLES, "roles", 17),
        ),
        (
            "but distinct roles",
            "distinct but roles",
            Difference(DifferenceKind.MOVED, "but", "but", 6, ROLES, "roles", 37),
        ),
        (
            "(section 22(4)",
            "(section 22(3)",
            Difference(DifferenceKind.CHANGED, "22(4)", "22(3)", 8, VOICE, "voice", 34),
        ),
    ],
)
def test_each_kind_of_difference_is_told_at_its_place(before: str, after: str, expected: Difference) -> None:
    assert fidelity(protocol(FILE.replace(before, after)), SOURCE) == (expected,)


def test_a_clause_that_stands_elsewhere_is_told_as_moved_with_its_line_in_the_source() -> None:
    clause = '      - id: roles\n        label: "1.1"\n        text: Both bodies have important, but distinct roles.\n'
    file = FILE.replace(clause, "") + "    clauses:\n" + clause

    found = fidelity(protocol(file), SOURCE)

    words = "1.1 Both bodies have important, but distinct roles."
    path = ("sections", 1, "clauses", 0, "label")
    assert found == (Difference(DifferenceKind.MOVED, words, words, 5, path, "roles"),)


def test_marks_count_as_words_unless_the_file_declares_them() -> None:
    plain = protocol(FILE).model_copy(update={"source": protocol(FILE).source.model_copy(update={"markup": ()})})

    assert [found.in_source for found in fidelity(plain, "A protocol\n\n- **1.** Purpose")][:1] == ["- **1.**"]


def test_words_that_are_left_out_do_not_count_and_stand_wherever_they_fill_a_line() -> None:
    source = SOURCE.replace("but distinct", "Page 1 of 2\n\fbut distinct") + "Page 1 of 2\n"
    head = protocol(FILE).source.model_dump()
    head |= {"markup": ["bullets", "bold", "page-breaks"], "left_out": [{"text": "Page 1 of 2", "why": "Number."}]}
    file = Protocol.model_validate({**protocol(FILE).model_dump(by_alias=True), "source": head})

    assert fidelity(file, source) == ()
    assert left_out_not_found(file, source) == ()
    assert left_out_not_found(file, SOURCE) == (0,)


def test_a_page_break_counts_unless_it_is_declared() -> None:
    found = fidelity(protocol(FILE), SOURCE.replace("2. Review", "\f2. Review"))

    assert [difference.in_source for difference in found] == ["⟨page break⟩2."]


def test_an_empty_source_and_a_file_of_other_words_are_differences_too() -> None:
    assert fidelity(protocol(FILE), "")[0].kind is DifferenceKind.ADDED
    assert [each.kind for each in fidelity(protocol(FILE), "Nothing of it")] != []
    assert source_lines(protocol(FILE), "") == {}


def test_a_thousand_clauses_in_reverse_are_told_without_comparing_each_word_with_each() -> None:
    words = [f"clause {number} speaks of the same {number * 7919 % 1009} things" for number in range(3000)]
    clauses = "\n".join(f"      - {{id: c{number}, text: {text}}}" for number, text in enumerate(reversed(words)))
    file = protocol(f"sections:\n  - id: all\n    clauses:\n{clauses}\n")

    assert fidelity(file, "A protocol\n" + "\n".join(words))


def real_protocols() -> list[Protocol]:
    found = []
    for path in sorted(PROTOCOLS.glob("[a-z]*.yml")):
        document = load_yaml(path.read_bytes(), file=path.name)
        found.append(Protocol.model_validate({**(document.data or {}), "slug": path.stem}))
    return found


CASES = [(protocol(FILE), SOURCE)] + [
    (each, (PROTOCOLS / each.source.file).read_text(encoding="utf-8")) for each in real_protocols()
]
KINDS = ("drop", "swap", "add", "case", "comma", "repeat", "letter", "space out", "move")


@pytest.mark.parametrize(("file", "source"), CASES, ids=[each.slug for each, _ in CASES])
def test_a_thousand_faults_are_all_found_and_found_in_their_clause(file: Protocol, source: str) -> None:
    chance = random.Random(file.title)
    assert fidelity(file, source) == ()
    places = [placed for placed in walk(file) if placed.node.text]
    missed = []

    for number in range(1000):
        placed = chance.choice(places)
        kind = KINDS[number % len(KINDS)]
        words = with_fault(str(placed.node.text), kind, chance)
        if "".join(words.split()) == "".join(str(placed.node.text).split()):
            continue
        broken = with_text(file, placed, words)
        found = fidelity(broken, source)
        if not found or placed.node.id not in {difference.owner for difference in found}:
            missed.append((kind, placed.node.id, words, found))

    assert missed == []


@pytest.mark.parametrize(("file", "source"), CASES, ids=[each.slug for each, _ in CASES])
def test_two_clauses_that_change_places_are_found(file: Protocol, source: str) -> None:
    for placed in walk(file):
        node = placed.node
        below = getattr(node, "items", None) or getattr(node, "clauses", ())
        for index in range(len(below) - 1):
            if words_of(below[index]).split() == words_of(below[index + 1]).split():
                continue
            turned = (*below[:index], below[index + 1], below[index], *below[index + 2 :])
            name = "items" if getattr(node, "items", None) else "clauses"
            moved = replaced(file, placed.path, {name: turned})
            owners = {difference.owner for difference in fidelity(moved, source)}
            assert owners & within([below[index], below[index + 1]])


def within(nodes: list) -> set[str]:
    return {node.id for node in nodes} | {each for node in nodes for each in within(list(getattr(node, "items", ())))}


def with_fault(text: str, kind: str, chance: random.Random) -> str:
    words = text.split()
    at = chance.randrange(len(words))
    if kind == "drop":
        del words[at]
    elif kind == "swap" and len(words) > 1:
        at = min(at, len(words) - 2)
        words[at : at + 2] = words[at + 1], words[at]
    elif kind == "add":
        words.insert(at, chance.choice(["not", "the", "and", "local", "authority", "–"]))
    elif kind == "case":
        words[at] = words[at].swapcase()
    elif kind == "comma":
        words[at] = words[at][:-1] if words[at][-1] in ",.;:" else words[at] + ","
    elif kind == "repeat":
        words.insert(at, words[at])
    elif kind == "letter":
        words[at] = words[at][1:] + "x"
    elif kind == "space out":
        words[at] = words[at].replace("o", "0")
    elif kind == "move":
        words.insert(chance.randrange(len(words)), words.pop(at))
    return " ".join(words) or "x"


def with_text(file: Protocol, placed: Placed, text: str) -> Protocol:
    return replaced(file, placed.path, {"text": text})


def replaced(node, path, update):
    """Give a copy of a model in which the part at `path` has other values."""
    if not path:
        return node.model_copy(update=update)
    name, index, *rest = path
    parts = list(getattr(node, name))
    parts[index] = replaced(parts[index], rest, update)
    return node.model_copy(update={name: tuple(parts)})
